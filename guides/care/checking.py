"""A script held against every rule of care."""

from collections.abc import Iterator

from guides.care.passages import Heard, hear
from guides.care.registry import RULES
from guides.care.rule import Rule
from guides.care.timed import TimedScript
from guides.errors import Problem
from guides.model.care import CareSettings


def problems_of(timed: TimedScript, settings: CareSettings) -> tuple[Problem, ...]:
    """What breaks a rule, in the order of the file.

    A rule that is off is not looked at; one that the script answers says nothing; an
    answer to which there was nothing to say is a warning.
    """
    heard = hear(timed)
    answered = {allowance.rule for allowance in timed.script.allowed}
    problems: list[Problem] = []
    for rule in RULES:
        if settings.of(rule.name) == "off":
            continue
        found = list(_of_rule(rule, heard, settings))
        if rule.name not in answered:
            problems.extend(found)
        elif not found:
            problems.extend(_needless(timed, rule))
    return tuple(sorted(problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0)))


def _of_rule(rule: Rule, heard: Heard, settings: CareSettings) -> Iterator[Problem]:
    """The findings of one rule, each spot once."""
    level = settings.of(rule.name)
    spots: set[tuple[int | None, int]] = set()
    for finding in rule.find(heard):
        column = finding.place.column or 0
        covered = {(finding.place.line, index) for index in range(column, column + finding.place.width)}
        if level == "off" or covered & spots:
            continue
        spots |= covered
        severity = finding.severity or level
        yield Problem(finding.message, finding.place, rule.instead, severity, rule.name)


def _needless(timed: TimedScript, rule: Rule) -> Iterator[Problem]:
    for allowance in timed.script.allowed:
        if allowance.rule == rule.name:
            message = f"Nothing in this script breaks the rule {rule.name}, so this answers nothing."
            yield Problem(message, allowance.place, "Take the comment out.", "warning")
