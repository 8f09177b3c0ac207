"""A script held against every rule of care."""

from collections.abc import Iterator

from guides.care.passages import Heard, hear
from guides.care.registry import RULES
from guides.care.rule import Rule
from guides.care.timed import TimedScript
from guides.errors import Place, Problem, Severity
from guides.model.care import CareSettings

LAST = ("command", "spoken-abbreviation")
"""Rules that say nothing where another one has named the same words more exactly."""


def problems_of(timed: TimedScript, settings: CareSettings) -> tuple[Problem, ...]:
    """What breaks a rule, in the order of the file.

    A rule that is off is not looked at; one that the script answers says nothing; an
    answer to which there was nothing to say is a warning.
    """
    heard = hear(timed)
    answered = {allowance.rule for allowance in timed.script.allowed}
    rules = sorted((rule for rule in RULES if settings.of(rule.name) != "off"), key=lambda rule: rule.name in LAST)
    taken: set[tuple[int, int]] = set()
    problems: list[Problem] = []
    for rule in rules:
        found = list(_of_rule(rule, heard, settings, taken if rule.name in LAST else set()))
        taken.update(*(_spots(problem.place) for problem in found))
        if rule.name not in answered:
            problems.extend(found)
        elif not found:
            problems.extend(_needless(timed, rule))
    return tuple(sorted(problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0)))


def _of_rule(rule: Rule, heard: Heard, settings: CareSettings, taken: set[tuple[int, int]]) -> Iterator[Problem]:
    """The findings of one rule, each spot once, none on a spot that is taken."""
    level: Severity = "error" if settings.of(rule.name) == "error" else "warning"
    spots = set(taken)
    for finding in rule.find(heard):
        covered = _spots(finding.place)
        if not covered & spots:
            spots |= covered
            yield Problem(finding.message, finding.place, rule.instead, finding.severity or level, rule.name)


def _spots(place: Place) -> set[tuple[int, int]]:
    """The characters of a file that a place covers, by line and column."""
    first = place.column or 0
    return {(place.line or 0, column) for column in range(first, first + place.width)}


def _needless(timed: TimedScript, rule: Rule) -> Iterator[Problem]:
    for allowance in timed.script.allowed:
        if allowance.rule == rule.name:
            message = f"Nothing in this script breaks the rule {rule.name}, so this answers nothing."
            yield Problem(message, allowance.place, "Take the comment out.", "warning")
