"""A whole guide heard and compared with its script; what sounds wrong is heard again before it is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guides.proof.alignment import Difference, LineHeard
from guides.proof.hearing import AROUND, BETWEEN, Ear, StemLine
from guides.proof.recogniser import LONGEST
from guides.units import RATE, Seconds

REST = Seconds(2.5)
"""After such a pause other lines may be heard by themselves, so that a changed line makes few others be heard again."""
ENOUGH = Seconds(10.0)
"""How long lines that are heard together should be at least: a few words alone are often misheard."""
ALONE_AROUND = Seconds(1.0)
SURE = 0.3
"""Below this a recogniser guesses: what it then writes is no reason to think that other words were spoken."""


@dataclass(frozen=True, slots=True)
class Proofed:
    """A line, and how it was heard when it was heard best."""

    line: StemLine
    heard: LineHeard

    @property
    def suspicious(self) -> bool:
        """Whether other words were heard, surely and every time."""
        return any(is_sure(difference) for difference in self.heard.differences)


def is_sure(difference: Difference) -> bool:
    """Whether the recogniser did not merely guess."""
    return difference.probability >= SURE


def listen(lines: Sequence[StemLine], ear: Ear, told: Callable[[int, int], None]) -> tuple[Proofed, ...]:
    """Hear every line, those that differ up to three times.

    First in the company of the lines around it, as many as a recogniser can take in. A line
    that differs is heard again alone, and then between its neighbours; the hearing that is
    nearest to what is written counts. A recogniser errs now and then, and otherwise each
    time; a word that was really dropped is never heard.

    Args:
        lines: in the order of the guide.
        ear: hears and compares.
        told: called with how many lines are done, and of how many.

    Raises:
        ProofError: the recogniser cannot work here.
    """
    found: list[Proofed] = []
    told(0, len(lines))
    for chunk in chunks_of(lines):
        for at, heard in zip(chunk, ear.compare([lines[at] for at in chunk]), strict=True):
            found.append(Proofed(lines[at], heard if not heard.errors else again(lines, at, ear, heard)))
        told(len(found), len(lines))
    return tuple(found)


def again(lines: Sequence[StemLine], at: int, ear: Ear, first: LineHeard | None = None) -> LineHeard:
    """Hear one line alone, then between its neighbours, until nothing differs; the best of all hearings.

    Args:
        lines: in the order of the guide.
        at: the index of the line.
        ear: hears and compares.
        first: how it was heard before, if it was.
    """
    best = first
    for low, high, around in ((at, at + 1, ALONE_AROUND), (max(at - 1, 0), at + 2, AROUND)):
        if best is not None and not best.errors:
            break
        heard = ear.compare(lines[low:high], around)[at - low]
        best = heard if best is None else min(best, heard, key=badness)
    assert best is not None
    return best


def badness(heard: LineHeard) -> tuple[int, int]:
    """How far a hearing is from what is written: first what is sure, then all."""
    return sum(difference.errors for difference in heard.differences if is_sure(difference)), heard.errors


def chunks_of(lines: Sequence[StemLine]) -> tuple[range, ...]:
    """Lines to be heard together: cut in the pauses of the guide, none longer than a recogniser can take in.

    A single line that is longer by itself, such as a recorded paragraph, stands alone.
    """
    chunks: list[range] = []
    first, seconds = 0, 0.0
    for at, line in enumerate(lines):
        pause = (line.start - lines[at - 1].end) / RATE if at else 0.0
        longer = seconds + BETWEEN + line.seconds
        if at > first and (longer > LONGEST - 2 * AROUND or (pause >= REST and seconds >= ENOUGH)):
            chunks.append(range(first, at))
            first, longer = at, line.seconds
        seconds = longer
    return (*chunks, range(first, len(lines))) if lines else ()
