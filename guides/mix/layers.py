"""What plays when: each piece of music with its fades."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from guides.mix.passages import Opening
from guides.model.timeline import Timeline
from guides.sound import fades
from guides.units import Frames, to_frames

OPENING_FADE = 4.0
"""Seconds in which the first music comes out of silence; at most two thirds of the intro."""
STILL_FADE = 6.0
"""Seconds in which stillness comes and goes."""

Floats = NDArray[np.float32]
STILLNESS = "stillness"
"""The bed that `still` and `tail` sink to."""


@dataclass(frozen=True, slots=True)
class Fade:
    """One fade; before a fade-in and after a fade-out the layer is silent."""

    start: Frames
    frames: Frames
    way: Literal["in", "out"]
    shape: Literal["power", "gentle"]

    def factors(self, frames: NDArray[np.float64]) -> Floats:
        """The gain at each of these frames."""
        position = (frames - self.start) / max(self.frames, 1)
        shape = fades.equal_power if self.shape == "power" else fades.gentle
        return shape(position if self.way == "in" else 1.0 - position)

    def matters(self, start: int, end: int) -> bool:
        """Whether it changes anything between two frames."""
        return self.start + self.frames > start if self.way == "in" else self.start < end


@dataclass(frozen=True, slots=True)
class Layer:
    """A source from its beginning at `start`, until `end`."""

    track: str
    """A bed's name or a file in `music/`."""
    start: Frames
    end: Frames
    fades: tuple[Fade, ...]
    ducked: bool = True
    """Whether it makes room for the voice; stillness does not."""

    def within(self, start: int, end: int) -> "Layer | None":
        """This layer as the frames from `start` to `end` see it, or None where it is silent."""
        if self.end <= start or self.start >= end:
            return None
        return replace(
            self,
            end=Frames(min(self.end, end)),
            fades=tuple(fade for fade in self.fades if fade.matters(start, end)),
        )


def layers_of(timeline: Timeline, found: Sequence[Opening]) -> tuple[Layer, ...]:
    """Every layer of a guide, in order of its start."""
    layers = [*_written(timeline), *_still(timeline, found), *_tail(timeline)]
    return tuple(sorted(layers, key=lambda layer: layer.start))


def _written(timeline: Timeline) -> list[Layer]:
    layers: list[Layer] = []
    changes = timeline.music
    for index, change in enumerate(changes):
        if change.track is None:
            continue
        fades_: list[Fade] = []
        if change.start == 0:
            first = timeline.spoken[0].start if timeline.spoken else timeline.length
            fades_.append(Fade(Frames(0), Frames(min(to_frames(OPENING_FADE), first * 2 // 3)), "in", "gentle"))
        else:
            fades_.append(Fade(change.start, change.fade, "in", "power"))
        following = changes[index + 1] if index + 1 < len(changes) else None
        end = timeline.tail
        if following is not None:
            end = Frames(min(following.start + following.fade, timeline.tail))
            fades_.append(Fade(following.start, following.fade, "out", "power"))
        fades_.append(Fade(timeline.outro, Frames(timeline.tail - timeline.outro), "out", "gentle"))
        layers.append(Layer(change.track, change.start, end, tuple(fades_)))
    return layers


def _still(timeline: Timeline, found: Sequence[Opening]) -> list[Layer]:
    layers = []
    for opening in found:
        if opening.still:
            way = Frames(min(to_frames(STILL_FADE), (opening.end - opening.start) // 3))
            layers.append(_stillness(opening.start, Frames(min(opening.end + way, timeline.length)), way, way))
    return layers


def _tail(timeline: Timeline) -> list[Layer]:
    if timeline.tail >= timeline.length:
        return []
    way = Frames((timeline.tail - timeline.outro) // 2)
    start = Frames(timeline.tail - way)
    out = Frames(min(to_frames(STILL_FADE), (timeline.length - timeline.tail) // 2))
    return [_stillness(start, timeline.length, way, out)]


def _stillness(start: Frames, end: Frames, fade_in: Frames, fade_out: Frames) -> Layer:
    return Layer(
        STILLNESS,
        start,
        end,
        (Fade(start, fade_in, "in", "power"), Fade(Frames(end - fade_out), fade_out, "out", "power")),
        ducked=False,
    )
