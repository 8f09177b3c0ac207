"""Music that meets other music is held at its own loudness there, by a gain that moves slowly.

A recording is soft here and loud there, and whoever lies with closed eyes hears a step
where two of them meet. So around every crossfade a file of the practice's own is ridden
to its loudness, and left alone again within some fifteen seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from guides.mix.curves import Curve, curve_of
from guides.mix.layers import Layer
from guides.model.music import Piece
from guides.model.settings import BED_LUFS, BED_LUFS_MOST, BED_LUFS_PER_INTENSITY
from guides.music.source import Source
from guides.music.tracks import Track
from guides.sound.glides import glide_at
from guides.sound.loudness import SHORT_TERM_HOPS, Powers, loudness_of
from guides.units import HOP, RATE

MOST = 9.0
"""dB that a ride may raise or lower."""
HELD = 4 * RATE
"""Frames on the far side of a crossfade in which the loudness is held."""
AWAY = 16 * RATE
"""Frames from a crossfade at which the ride is over."""


def ridden(layers: Sequence[Layer], music: Mapping[Piece, Source]) -> tuple[Layer, ...]:
    """The layers, those of recorded music with rides around the crossfades they take part in."""
    return tuple(
        replace(layer, rides=_rides(layer, source)) if isinstance(source := music[layer.piece], Track) else layer
        for layer in layers
    )


def _rides(layer: Layer, source: Source) -> tuple[Curve, ...]:
    rides = []
    for fade in layer.fades:
        if fade.shape != "power":
            continue
        end = fade.start + fade.frames
        if fade.way == "in" and fade.start == layer.start:
            rides.append(_ride(layer, source, fade.start, end + AWAY, edge=end, later=True))
        elif fade.way == "out" and end <= layer.end:
            rides.append(_ride(layer, source, fade.start - AWAY, end, edge=fade.start, later=False))
    return tuple(rides)


def _ride(layer: Layer, source: Source, start: int, end: int, *, edge: int, later: bool) -> Curve:
    """The gain between two frames, one point a second; the crossfade lies before `edge`, or after it."""
    low, high = max(start, layer.start), min(end, layer.end)
    first, hops = (low - layer.start + layer.offset) // HOP, max((high - low) // HOP, 1)
    powers = source.level(first, hops)
    points: list[tuple[int, float]] = []
    for frame in (*range(low, high, RATE), high):
        beyond = frame - edge if later else edge - frame
        share = 1.0 - (beyond - HELD) / (AWAY - HELD)
        weight = min(max(share, 0.0), 1.0)
        gain = _lacking(layer, powers, (frame - low) // HOP, frame)
        points.append((frame, round(weight * min(max(gain, -MOST), MOST), 2)))
    return curve_of(points)


def _lacking(layer: Layer, powers: Powers, hop: int, frame: int) -> float:
    """How many dB the music is below its loudness over the three seconds around a hop."""
    half = SHORT_TERM_HOPS // 2
    begin = min(max(hop - half, 0), max(len(powers) - SHORT_TERM_HOPS, 0))
    loudness = loudness_of(float(powers[begin : begin + SHORT_TERM_HOPS].mean()))
    at: NDArray[np.float64] = np.array([frame - layer.start + layer.offset], dtype=np.float64)
    meant = BED_LUFS + BED_LUFS_PER_INTENSITY * (float(glide_at(layer.piece.intensity, at)[0]) - 0.5)
    return min(meant, BED_LUFS_MOST) - loudness if loudness > -100 else 0.0
