"""A guide cut into segments: small values from which sound follows, and nothing else.

Each is rendered with `MARGIN` frames on either side: they hold the encoder's twelve frames
of run-in, the limiter's reach, and the settling of the loudness filter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.mix.curves import Curve
from guides.mix.layers import MARGIN, Layer
from guides.model.timeline import Timeline, ToneAt
from guides.units import HOP, SEGMENT, Decibels, Frames


@dataclass(frozen=True, slots=True)
class ClipIn:
    """A clip that sounds in a segment."""

    key: str
    start: Frames
    gain: Decibels


@dataclass(frozen=True, slots=True)
class Dip:
    """A place where the decoded sound went over its limit, and how much lower to limit there."""

    frame: Frames
    by: Decibels
    """Negative."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Everything that decides how one stretch of the grid sounds."""

    index: int
    end: Frames
    """Where the guide ends, if that can be heard here; else where the next segment begins."""
    clips: tuple[ClipIn, ...]
    layers: tuple[Layer, ...]
    curve: Curve
    tones: tuple[ToneAt, ...]
    dips: tuple[Dip, ...] = ()
    last: bool = False

    @property
    def start(self) -> Frames:
        """Its first frame in the guide."""
        return Frames(self.index * SEGMENT)

    @property
    def hops(self) -> int:
        """Loudness hops it holds, the last one perhaps cut short by the end."""
        return -(-(self.end - self.start) // HOP)


def segment_count(length: Frames) -> int:
    """How many segments a guide of this length has."""
    return -(-length // SEGMENT)


def cut(
    timeline: Timeline,
    layers: Sequence[Layer],
    curve: Curve,
    voice_gain: Decibels,
    dips: Sequence[Dip] = (),
) -> tuple[Segment, ...]:
    """The segments of a guide, each knowing only what can be heard in it."""
    return tuple(
        _segment(index, timeline, layers, curve, voice_gain, dips) for index in range(segment_count(timeline.length))
    )


def _segment(
    index: int,
    timeline: Timeline,
    layers: Sequence[Layer],
    curve: Curve,
    voice_gain: Decibels,
    dips: Sequence[Dip],
) -> Segment:
    low, high = index * SEGMENT - MARGIN, (index + 1) * SEGMENT + MARGIN
    heard = (layer.within(low, high) for layer in layers)
    return Segment(
        index=index,
        end=Frames(min((index + 1) * SEGMENT, timeline.length)),
        clips=tuple(
            ClipIn(spoken.clip.key, spoken.start, voice_gain)
            for spoken in timeline.spoken
            if spoken.start < high and spoken.end > low
        ),
        layers=tuple(layer for layer in heard if layer is not None),
        curve=curve.within(low, high),
        tones=tuple(tone for tone in timeline.tones if tone.start < high and tone.start + tone.frames > low),
        dips=tuple(dip for dip in dips if low <= dip.frame < high),
        last=(index + 1) * SEGMENT >= timeline.length,
    )
