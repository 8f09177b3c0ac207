"""Everything that is found wrong with a script while it is read."""

from dataclasses import dataclass, field

from guides.errors import Place, Problem
from guides.script.source import UNREADABLE, Source

MOST = 1_000
"""Errors kept of one file: nobody reads more, and a wrong file may have one per character."""
MOST_WARNINGS = 200


@dataclass(slots=True)
class Findings:
    """Collects problems, each at its place."""

    source: Source
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether no more errors are kept."""
        return len(self.errors) >= MOST

    def error(self, start: int, end: int, message: str, hint: str | None = None) -> None:
        """Something is wrong from one offset to another."""
        if not self.full:
            self.errors.append(Problem(message, self.source.place(start, end), hint))

    def error_at(self, place: Place, message: str, hint: str | None = None, rule: str | None = None) -> None:
        """Something is wrong at a place; `rule` is the rule of care it breaks, if it is one."""
        if not self.full:
            self.errors.append(Problem(message, place, hint, rule=rule))

    def warn_at(self, place: Place, message: str, hint: str | None = None) -> None:
        """Something at a place may not be what its writer meant."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(Problem(message, place, hint, "warning"))

    def sorted(self) -> tuple[Problem, ...]:
        """All problems in the order of the file."""
        ordered = sorted(
            [*self.errors, *self.warnings], key=lambda problem: (problem.place.line or 0, problem.place.column or 0)
        )
        if self.full:
            last = Place(self.source.file)
            ordered.append(Problem(f"There is more; these are the first {MOST:,} errors.", last))
        return tuple(ordered)


def find_unreadable(findings: Findings) -> None:
    """Characters that no one can see or say: control characters and damage."""
    text = "\n".join(findings.source.lines)
    for found in UNREADABLE.finditer(text):
        if findings.full:
            return
        sign = found[0]
        what = "a damaged character" if sign == "\ufffd" else f"an invisible control character (U+{ord(sign):04X})"
        findings.error(found.start(), found.end(), f"Here stands {what}.", "Delete it, or type the word again.")
