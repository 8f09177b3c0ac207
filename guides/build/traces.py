"""What a search has found, and how it is told: never by the words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from guides.errors import Place, Problem


@dataclass(frozen=True, slots=True)
class Trace:
    """Something of a client where it should not be; what it says is told to nobody."""

    file: str
    """From what was searched, with forward slashes; what tells of a client in it is masked."""
    part: str
    """Where in the file: `its name`, `its text`, `its tag TIT2`, `its cover`, `its bytes`."""
    client: str
    """The id; several, where it was made for several and for nobody else."""
    column: str | None
    """None: all of the file was made for the client."""
    sure: bool
    """False where the same word stands in what everyone hears, or is very short."""
    own: bool
    """Whether it is of the client for whom the file is: there by mistake, and not somebody else's."""
    built: bool
    """Whether a build made the file as it is."""

    def problem(self) -> Problem:
        """It as something that stops an export; a doubt only warns."""
        if self.column is None:
            several = "clients" if "," in self.client else "client"
            said = f"This was made for {several} {self.client} and for nobody else."
            return Problem(said, Place(self.file), "This belongs to somebody else: do not hand it on.")
        what = "the id" if self.column == "id" else f"the column {self.column}"
        said = f"In {self.part} stands {what} of client {self.client}"
        if not self.sure:
            return Problem(
                f"{said}, or a word like it: the practice's own texts have it too, or it is very short.",
                Place(self.file),
                "Look at it; if it is the common word, nothing is wrong.",
                "warning",
            )
        return Problem(f"{said}.", Place(self.file), self._hint())

    def _hint(self) -> str:
        if self.own:
            shown = "Titles, file names and playlists show on locked screens"
            return f"{shown}: {'take it out of the script, and build again' if self.built else self._remedy()}."
        if self.column == "id":
            return "This belongs to another client: do not hand it on."
        if self.built:
            return "Do not hand this on. Take it out of the script or of guides.toml, and build again."
        return f"Do not hand this on: {self._remedy()}."

    def _remedy(self) -> str:
        """What helps with a file that no build has made."""
        if self.part == "its name":
            return "give it another name, or leave it out"
        return "take it out of the file, or leave the file out"


def told(traces: Iterable[Trace]) -> tuple[Problem, ...]:
    """Traces as problems, in their order; a doubt once for each client and column, however often the word is there."""
    found: dict[object, list[Trace]] = {}
    for trace in traces:
        found.setdefault(trace if trace.sure else (trace.client, trace.column), []).append(trace)
    return tuple(_together(same) for same in found.values())


def _together(same: list[Trace]) -> Problem:
    problem, more = same[0].problem(), len({trace.file for trace in same}) - 1
    if same[0].sure or not more:
        return problem
    files = f" So it is in {more} more file{'' if more == 1 else 's'}."
    return replace(problem, message=problem.message + files)
