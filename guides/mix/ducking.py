"""How the music makes room: down before a word, up again slowly, one gain per passage."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from guides.mix.curves import OFF, Curve, curve_of
from guides.mix.passages import Opening, Passage
from guides.model.settings import Manner
from guides.model.timeline import SpokenAt
from guides.sound.loudness import BLOCK_HOPS, Powers, loudness_of, running_mean
from guides.units import HOP, Decibels, Lufs, to_frames

STILL_WAY = 8.0
"""Seconds in which the music sinks into stillness, and comes back."""
STEP = 0.5
"""dB; passage gains are rounded down to this, so that a changed word hardly ever moves
the gain of the words before it."""

Levels = Callable[[int, int], Powers]
"""K-weighted power of the music at its own level: (first hop, hops) → one value per hop."""


def passage_gain(spoken: Sequence[SpokenAt], music: Levels, target: Lufs) -> Decibels:
    """The gain that brings the music to `target` where these words sound; never upward."""
    first, last = spoken[0].start // HOP, -(-spoken[-1].end // HOP)
    sounding = np.zeros(last - first, dtype=bool)
    for clip in spoken:
        sounding[clip.start // HOP - first : -(-clip.end // HOP) - first] = True
    blocks = running_mean(music(first, last - first), BLOCK_HOPS)
    where = running_mean(sounding.astype(np.float64), BLOCK_HOPS) > 0.5
    heard = blocks[where] if where.any() else blocks
    level = loudness_of(float(heard.mean())) if heard.size else -math.inf
    if not math.isfinite(level):
        return Decibels(0.0)
    return Decibels(max(min(0.0, math.floor((target - level) / STEP) * STEP), OFF))


def duck(
    manner: Manner,
    found: Sequence[Opening],
    spoken: Sequence[Passage],
    gains: Sequence[Decibels],
) -> Curve:
    """The music's gain over the whole guide.

    Args:
        manner: how fast the music moves.
        found: the openings, by `openings`.
        spoken: the passages, by `passages`.
        gains: one for each passage.
    """
    points: list[tuple[int, float]] = []
    for index, (passage, gain) in enumerate(zip(spoken, gains, strict=True)):
        before = [opening for opening in found if opening.end <= passage.start]
        opening = before[-1] if before else None
        previous = (spoken[index - 1], gains[index - 1]) if index else None
        points.extend(_approach(passage, gain, opening, previous, manner))
        points.append((passage.end, gain))
    if not points:
        points = [(0, 0.0)]
    after = [opening for opening in found if spoken and opening.start >= spoken[-1].end]
    points.extend(_departure(points[-1], after, manner) if spoken else [])
    return curve_of(points)


def _approach(
    passage: Passage,
    gain: Decibels,
    opening: Opening | None,
    previous: tuple[Passage, Decibels] | None,
    manner: Manner,
) -> list[tuple[int, float]]:
    """From the passage before, or the start, down to this passage."""
    down: int = to_frames(manner.duck)
    if previous is None or opening is None:
        start = max(passage.start - down, 0)
        return [(start, 0.0), (passage.start, gain)] if start < passage.start else [(0, gain)]
    end, before = previous[0].end, previous[1]
    up: int = to_frames(manner.release)
    if opening.still:
        up = down = min(to_frames(STILL_WAY), (passage.start - end) // 3)
    if passage.start - end <= up + down:
        # Too short to move: only the step from one passage's gain to the next.
        return [(max(passage.start, end + to_frames(0.6)), gain)] if before != gain else []
    level = OFF if opening.still else 0.0
    return [(end + up, level), (passage.start - down, level), (passage.start, gain)]


def _departure(last: tuple[int, float], after: Sequence[Opening], manner: Manner) -> list[tuple[int, float]]:
    """From the last passage up to the end; through stillness where one was written."""
    frame, _ = last
    points: list[tuple[int, float]] = []
    for opening in after:
        way = min(to_frames(STILL_WAY), (opening.end - opening.start) // 3)
        if opening.still:
            points += [(opening.start + way, OFF), (opening.end - way, OFF), (opening.end, 0.0)]
        elif not points:
            points.append((frame + to_frames(manner.release), 0.0))
    if not points:
        points.append((frame + to_frames(manner.release), 0.0))
    return [point for point in points if point[0] >= frame]
