"""What is wrong with a roster, told by line and heading and never by what stands in a cell."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from guides.clients.roster_text import FILE
from guides.errors import Place, Problem, Severity

MOST = 1000
"""Problems that are told one by one."""


class CellError(ValueError):
    """A cell that cannot be; what is said of it never holds what it says.

    A hint that takes time to find is given as a function: it is not asked for once too much is wrong.
    """

    def __init__(self, message: str, hint: str | Callable[[], str]) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(slots=True)
class Findings:
    """What is found wrong, up to a number that somebody could still read."""

    told: list[Problem] = field(default_factory=list)
    more: int = 0
    """Problems that are not told any more."""
    _worst: Literal["error", "warning"] = "warning"

    def add(self, problem: Problem) -> None:
        """Keep a problem, or count it."""
        if len(self.told) < MOST:
            self.told.append(problem)
            return
        self.more += 1
        if problem.severity == "error":
            self._worst = "error"

    def at(self, line: int, message: str, hint: str | None, severity: Severity = "error") -> None:
        """Something about a line."""
        self.add(Problem(message, Place(FILE, line), hint, severity))

    def cell(self, line: int, heading: str, error: CellError) -> None:
        """Something about a cell."""
        hint = error.hint if isinstance(error.hint, str) else error.hint() if len(self.told) < MOST else None
        self.at(line, f"Column {heading}: {error.message}", hint)

    def problems(self) -> tuple[Problem, ...]:
        """All of them by line, and how many there are besides."""
        found = sorted(self.told, key=lambda problem: problem.place.line or 0)
        if self.more:
            message = f"There are more problems than these: {self.more:,} more."
            found.append(Problem(message, Place(FILE), "Mend these first, then look again.", self._worst))
        return tuple(found)
