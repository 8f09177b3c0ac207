"""How what is wrong with scripts reaches its reader."""

from collections.abc import Iterator, Sequence

import click

from guides.cli.console import Console
from guides.errors import Problem

SHOWN = 5
"""Findings of one rule in one script that are shown in full; the others by their lines."""


def show_findings(console: Console, problems: Sequence[Problem]) -> None:
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
