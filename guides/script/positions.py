"""Text put together from pieces of a file, each of its characters still at its place there."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """A text and where its characters come from."""

    text: str
    runs: tuple[int, ...]
    """Where in `text` each piece begins."""
    offsets: tuple[int, ...]
    """The offset in the file of each piece's first character."""

    def at(self, position: int) -> int:
        """The offset in the file of a character of `text`."""
        run = max(bisect_right(self.runs, position) - 1, 0)
        return self.offsets[run] + position - self.runs[run]

    def runs_in(self, start: int, end: int) -> tuple[int, ...]:
        """Where pieces begin after one position of `text` and before another."""
        return self.runs[bisect_right(self.runs, start) : bisect_left(self.runs, end)]


@dataclass(slots=True)
class Gathering:
    """Pieces of a `Content` to be."""

    _parts: list[str] = field(default_factory=list)
    _runs: list[int] = field(default_factory=list)
    _offsets: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, offset: int) -> None:
        """Add a piece that begins at an offset of the file."""
        if text:
            self._parts.append(text)
            self._runs.append(self.length)
            self._offsets.append(offset)
            self.length += len(text)

    def content(self) -> Content:
        """All pieces, one after another."""
        return Content("".join(self._parts), tuple(self._runs), tuple(self._offsets))
