"""What plays when: each piece of music with its fades."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from guides.mix.curves import Curve
from guides.mix.passages import Opening
from guides.model.music import Piece, Played, Seam, level
from guides.model.settings import HANDOVER_FLOOR, HANDOVER_LEAD, HANDOVER_RISE
from guides.model.timeline import Timeline
from guides.sound import fades
from guides.sound.true_peak import to_amplitude
from guides.units import HOP, Frames, to_frames

MARGIN = 4 * HOP
"""Frames that are rendered on either side of a segment."""
OPENING_FADE = 4.0
"""Seconds in which the first music comes out of silence; at most two thirds of the intro."""
STILL_FADE = 6.0
"""Seconds in which stillness comes and goes."""

Floats = NDArray[np.float32]
STILLNESS = Piece("stillness", level(0.5), level(0.5))
"""The bed that `still` and `tail` sink to."""


@dataclass(frozen=True, slots=True)
class Fade:
    """One fade; before a fade-in and after a fade-out the layer is at its floor."""

    start: Frames
    frames: Frames
    way: Literal["in", "out"]
    shape: Literal["power", "gentle", "lingering"]
    floor: float = 0.0
    """The factor that is left at the low end."""
    likeness: float = 0.0
    """Of a crossfade: how alike its two sides are, 1 for the same waveform, 0 for strangers."""

    def factors(self, frames: NDArray[np.float64]) -> Floats:
        """The gain at each of these frames."""
        position = (frames - self.start) / max(self.frames, 1)
        if self.way == "out":
            position = 1.0 - position
        if self.shape == "lingering":
            return fades.lingering(position)
        if self.shape == "gentle":
            return np.float32(self.floor) + np.float32(1.0 - self.floor) * fades.gentle(position)
        return fades.crossfade(position, self.likeness)

    def matters(self, start: int, end: int) -> bool:
        """Whether it changes anything between two frames."""
        return self.start + self.frames > start if self.way == "in" else self.start < end


@dataclass(frozen=True, slots=True)
class Layer:
    """A source that sounds from `start` until `end`."""

    piece: Piece
    start: Frames
    """Before 0 where the guide goes on with what another one ended in."""
    end: Frames
    fades: tuple[Fade, ...]
    ducked: bool = True
    """Whether it makes room for the voice; stillness does not."""
    offset: Frames = Frames(0)
    """The frame of the piece that sounds at `start`."""
    rides: tuple[Curve, ...] = ()
    """Gains that hold its loudness where it meets other music."""

    def within(self, start: int, end: int) -> "Layer | None":
        """This layer as the frames from `start` to `end` see it, or None where it is silent."""
        if self.end <= start or self.start >= end:
            return None
        return replace(
            self,
            end=Frames(min(self.end, end)),
            fades=tuple(fade for fade in self.fades if fade.matters(start, end)),
            rides=tuple(ride.within(start, end) for ride in self.rides if ride.moves_within(start, end)),
        )


def layers_of(
    timeline: Timeline,
    found: Sequence[Opening],
    score: Sequence[Played],
    before: Seam | None = None,
    after: Seam | None = None,
) -> tuple[Layer, ...]:
    """Every layer of a guide, in order of its start.

    Args:
        timeline: the guide in time.
        found: the quiets in which the music moves.
        score: what plays; the first entry starts at 0 unless the guide begins without music.
        before: where the guide goes on with the bed that another one passes on.
        after: what it passes on itself, in place of its last fade.
    """
    ending = Fade(timeline.outro, Frames(timeline.tail - timeline.outro), "out", "lingering")
    if after is not None:
        ending = Fade(timeline.outro, _way(timeline), "out", "power")
    layers = [*_written(timeline, score, before, ending), *_still(timeline, found), *_tail(timeline)]
    if before is not None:
        layers.append(_taken_over(timeline, before, ending))
    if after is not None:
        layers.append(_passed_on(timeline, after))
    return tuple(sorted(layers, key=lambda layer: layer.start))


def _written(timeline: Timeline, score: Sequence[Played], before: Seam | None, ending: Fade) -> list[Layer]:
    layers: list[Layer] = []
    for played, following in pairwise((*score, None)):
        if played is None or played.piece is None:
            continue
        fades_: list[Fade] = list(_beginning(timeline, played, before))
        end = timeline.tail
        if following is not None:
            end = Frames(min(following.start + following.fade, timeline.tail))
            fades_.append(Fade(following.start, following.fade, "out", "power", likeness=following.likeness))
        layers.append(Layer(played.piece, played.start, end, (*fades_, ending), offset=played.offset))
    return layers


def _beginning(timeline: Timeline, played: Played, before: Seam | None) -> tuple[Fade, ...]:
    if played.start > 0:
        return (Fade(played.start, played.fade, "in", "power", likeness=played.likeness),)
    if before is not None:
        return (Fade(Frames(0), to_frames(HANDOVER_LEAD), "in", "power"), _rise())
    first = timeline.spoken[0].start if timeline.spoken else timeline.length
    return (Fade(Frames(0), Frames(min(to_frames(OPENING_FADE), first * 2 // 3)), "in", "gentle"),)


def _rise() -> Fade:
    """From where the guide before has sunk to."""
    return Fade(Frames(0), to_frames(HANDOVER_RISE), "in", "gentle", to_amplitude(HANDOVER_FLOOR))


def _taken_over(timeline: Timeline, before: Seam, ending: Fade) -> Layer:
    """The bed that the guide before passes on, giving way to this guide's own music."""
    lead = Frames(min(to_frames(HANDOVER_LEAD), timeline.tail))
    away = Fade(Frames(0), lead, "out", "power")
    # It sounds before the first frame already: the encoder's run-in must be what the guide before ended in.
    return Layer(before.piece, Frames(-MARGIN), lead, (away, _rise(), ending), offset=Frames(before.at - MARGIN))


def _passed_on(timeline: Timeline, after: Seam) -> Layer:
    """The bed in which the next guide begins: it comes in under the last music and sinks to its floor."""
    length, way = timeline.length, _way(timeline)
    sink = Fade(
        timeline.outro,
        Frames(length - timeline.outro),
        "out",
        "gentle",
        to_amplitude(HANDOVER_FLOOR),
    )
    return Layer(
        after.piece,
        timeline.outro,
        Frames(length + MARGIN),
        (Fade(timeline.outro, way, "in", "power"), sink),
        offset=Frames(after.at - (length - timeline.outro)),
    )


def _way(timeline: Timeline) -> Frames:
    """How long the last music takes to give way to what is passed on."""
    return Frames(min(to_frames(HANDOVER_LEAD), (timeline.length - timeline.outro) // 3))


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
