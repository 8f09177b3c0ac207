"""`guides check`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from guides.cli.console import NO_SCRIPTS, Console, common

if TYPE_CHECKING:
    from guides.errors import Problem
    from guides.model.script import Script

SHOWN = 5
"""Findings of one rule in one script that are shown in full; the others by their lines."""


@click.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--explain", "rule", metavar="RULE", help="Say why a rule of care is there; all for every rule.")
@common
def command(console: Console, names: tuple[str, ...], rule: str | None) -> int:
    """Find every error and warning in your scripts, music.toml and approvals.toml.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, everything is checked. Nothing is spoken. The
    exit code is 1 when there is an error. What breaks a rule of care ends in the
    rule's name in brackets; -v also shows the rules that a script answers.

    \b
    Examples:
      guides check
      guides check preparation
      guides check --explain way-out
    """
    if rule is not None:
        from guides.cli.explaining import explain

        return explain(console, rule)
    from guides.build.approving import approval_problems
    from guides.build.caring import care_problems
    from guides.build.music_rights import rights_warnings
    from guides.build.planning import plan_guides
    from guides.build.pronunciations import pronunciation_warnings
    from guides.build.request import Request
    from guides.build.takes import stray_folders
    from guides.build.workshop import open_workshop
    from guides.store.practice import PracticeFolder

    workshop = open_workshop(PracticeFolder(console.root), Request(names), lambda _: None)
    planned = plan_guides(workshop)
    scripts = [guide.read.script for guide in planned if guide.read.script is not None]
    found: list[Problem] = []
    for guide in planned:
        found.extend(guide.problems)
        if guide.read.script is not None and guide.plan is not None:
            found.extend(care_problems(workshop, guide.read.script))
    rights = rights_warnings(workshop, scripts, datetime.date.today())
    said = pronunciation_warnings(workshop, [guide.read for guide in planned])
    strays = stray_folders(workshop) if not names else ()
    lists = [*workshop.music.problems, *approval_problems(workshop)]
    problems = list(dict.fromkeys([*lists, *found, *said, *rights, *strays]))
    _show(console, problems)
    _show_answers(console, scripts)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    console.data(event="checked", scripts=len(planned), errors=errors, warnings=warnings)
    console.say(_summary(len(planned), errors, warnings))
    return 1 if errors else 0


def _show(console: Console, problems: Sequence[Problem]) -> None:
    """Everything to a program; to a reader a rule that is broken all over a script only so often in full."""
    if console.as_json:
        console.problems(problems)
        return
    for problem, others in _gathered(problems):
        console.problems([problem])
        if others and (problem.severity == "error" or not console.quiet):
            lines = ", ".join(dict.fromkeys(str(other.place.line) for other in others))
            click.echo(f"  The rule {problem.rule} is broken {len(others)} times more, at line {lines}.", err=True)


def _gathered(problems: Sequence[Problem]) -> Iterator[tuple[Problem, list[Problem]]]:
    """The problems to show, the last of each rule and script with those that are not."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.rule:
            groups.setdefault((problem.place.file, problem.rule), []).append(problem)
    for problem in problems:
        group = groups[problem.place.file, problem.rule] if problem.rule else [problem]
        place = group.index(problem)
        if place < SHOWN:
            yield problem, group[SHOWN:] if place == SHOWN - 1 else []


def _show_answers(console: Console, scripts: Sequence[Script]) -> None:
    """The rules that scripts answer, with the therapist's reasons."""
    for script in scripts:
        for allowed in script.allowed:
            place = allowed.place
            console.data(event="allowed", rule=allowed.rule, reason=allowed.reason, file=place.file, line=place.line)
            if console.verbose:
                console.say(f"{place.file}:{place.line}: {allowed.rule} is allowed because {allowed.reason}")


def _summary(scripts: int, errors: int, warnings: int) -> str:
    if not scripts:
        return NO_SCRIPTS
    found = [_count(errors, "error"), _count(warnings, "warning")]
    said = " and ".join(part for part in found if part) or "all is well"
    return f"{_count(scripts, 'script')} checked: {said}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
