"""Silences that may take 0.7 to 1.5 times as long, so that `[at]` and `length` come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guides.model.script import At, Silence, Step
from guides.model.settings import STRETCH_LEAST, STRETCH_MOST
from guides.units import Frames, to_frames


@dataclass(frozen=True, slots=True)
class Span:
    """Steps `first` up to `end`, closed by an `[at]` or by the end of the script."""

    first: int
    end: int
    at: At | None


def spans_of(steps: Sequence[Step]) -> Iterator[Span]:
    """The spans of a script, in order; the last has no `[at]`."""
    first = 0
    for index, step in enumerate(steps):
        if isinstance(step, At):
            yield Span(first, index, step)
            first = index + 1
    yield Span(first, len(steps), None)


def stretched(span: Span, steps: Sequence[Step], missing: int) -> dict[int, Frames]:
    """The frames of each `stretch` silence in a span that is `missing` frames too short.

    Their sum is exactly what is wanted wherever the bounds allow it.
    """
    written = {
        index: to_frames(step.seconds)
        for index in range(span.first, span.end)
        if isinstance(step := steps[index], Silence) and step.stretch
    }
    total = sum(written.values())
    if not total or not missing:
        return dict(written)
    wanted = min(max(total + missing, round(total * STRETCH_LEAST)), round(total * STRETCH_MOST))
    times: dict[int, Frames] = {}
    before = placed = 0
    for index, frames in written.items():
        before += frames
        # Rounding the running sum, not each part, keeps the whole exact.
        times[index] = Frames(round(wanted * before / total) - placed)
        placed += times[index]
    return times
