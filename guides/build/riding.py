"""Music that meets other music is held at its own loudness there, by a gain that moves slowly.

A recording is soft here and loud there, and whoever lies with closed eyes hears a step
where two of them meet. So around every crossfade a file of the practice's own is ridden
to its loudness, and left alone again within some fifteen seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guides.mix.curves import Curve, curve_of
from guides.mix.layers import Layer
from guides.model.music import Piece
from guides.music.source import Source
from guides.music.tracks import Track
from guides.sound.loudness import SHORT_TERM_HOPS, Powers, loudness_of, power_of
from guides.units import HOP, RATE

MOST = 9.0
"""dB that a ride may raise or lower."""
HELD = 4 * RATE
"""Frames on the far side of a crossfade in which the loudness is held."""
SILENCE = power_of(-100.0)
"""Softer than this is not told apart: a ride is bounded long before."""
AWAY = 16 * RATE
"""Frames from a crossfade at which the ride is over."""


def ridden(layers: Sequence[Layer], music: Mapping[Piece, Source]) -> tuple[Layer, ...]:
    """The layers, those of recorded music with rides around the crossfades they take part in."""
    return tuple(
        replace(layer, rides=_rides(layer, source)) if isinstance(source := music[layer.piece], Track) else layer
        for layer in layers
    )


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A crossfade that a layer takes part in, as far as its ride reaches."""

    start: int
    end: int
    edge: int
    """Where the crossfade is over, or where it begins."""
    later: bool
    """Whether the layer goes on after it."""

    def weight(self, frame: int) -> float:
        """How firmly the loudness is held at a frame: 1 in the crossfade, 0 from `AWAY` on."""
        beyond = frame - self.edge if self.later else self.edge - frame
        inside = self.start <= frame <= self.end
        return min(max(1.0 - (beyond - HELD) / (AWAY - HELD), 0.0), 1.0) if inside else 0.0


def _rides(layer: Layer, source: Track) -> tuple[Curve, ...]:
    meetings = []
    for fade in layer.fades:
        end = fade.start + fade.frames
        if fade.shape == "power" and fade.way == "in" and fade.start == layer.start:
            meetings.append(_Meeting(layer.start, min(end + AWAY, layer.end), end, later=True))
        elif fade.shape == "power" and fade.way == "out" and end <= layer.end:
            meetings.append(_Meeting(max(fade.start - AWAY, layer.start), end, fade.start, later=False))
    if len(meetings) == 2 and meetings[0].end >= meetings[1].start:
        return (_ride(layer, source, meetings),)
    return tuple(_ride(layer, source, [meeting]) for meeting in meetings)


def _ride(layer: Layer, source: Track, meetings: Sequence[_Meeting]) -> Curve:
    """The gain around one crossfade, or around two that are near each other, one point a second."""
    low, high = meetings[0].start, meetings[-1].end
    powers = source.level((low - layer.start + layer.offset) // HOP, max((high - low) // HOP, 1))
    points: list[tuple[int, float]] = []
    for frame in (*range(low, high, RATE), high):
        weight = max(meeting.weight(frame) for meeting in meetings)
        gain = source.aim(frame - layer.start + layer.offset) - _heard(powers, (frame - low) // HOP)
        points.append((frame, round(weight * min(max(gain, -MOST), MOST), 2)))
    return curve_of(points)


def _heard(powers: Powers, hop: int) -> float:
    """The loudness over the three seconds around a hop, in LUFS."""
    begin = min(max(hop - SHORT_TERM_HOPS // 2, 0), max(len(powers) - SHORT_TERM_HOPS, 0))
    return loudness_of(max(float(powers[begin : begin + SHORT_TERM_HOPS].mean()), SILENCE))
