"""`guides check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from guides.cli.console import NO_SCRIPTS, Console, common

if TYPE_CHECKING:
    from guides.model.script import Script


@click.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--explain", "rule", metavar="RULE", help="Say why a rule of care is there; all for every rule.")
@common
def command(console: Console, names: tuple[str, ...], rule: str | None) -> int:
    """Find every error and warning in your scripts and what belongs to them.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, everything is checked, clients.csv too, and which
    clients lack a word that a guide needs. music.toml and approvals.toml always
    are. Nothing is spoken. The exit code is 1 when there is an error. What breaks
    a rule of care ends in the rule's name in brackets; -v also shows the rules
    that a script answers.

    \b
    Examples:
      guides check
      guides check preparation
      guides check --explain way-out
    """
    if rule is not None:
        from guides.cli.explaining import explain

        return explain(console, rule)
    from guides.build.checking import check_guides
    from guides.build.request import Request
    from guides.build.workshop import open_workshop
    from guides.cli.findings import show_findings

    checked = check_guides(open_workshop(console.practice, Request(names), lambda _: None))
    show_findings(console, checked.problems)
    _show_answers(console, checked.scripts)
    console.data(event="checked", scripts=checked.number, errors=checked.errors, warnings=checked.warnings)
    console.say(_summary(checked.number, checked.errors, checked.warnings))
    return 1 if checked.errors else 0


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
