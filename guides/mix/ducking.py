"""How the music makes room: down before a word, up again slowly, one gain per passage."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from guides.mix.curves import OFF, Curve, curve_of
from guides.mix.passages import Opening, Passage
from guides.model.settings import Manner
from guides.model.timeline import SpokenAt
from guides.sound.loudness import BLOCK_HOPS, Powers, gated, running_mean
from guides.units import HOP, Decibels, Lufs, to_frames

STILL_WAY = 8.0
"""Seconds in which the music sinks into stillness, and comes back."""
_STEP_WAY = 0.6
"""Seconds in which the gain moves between two passages that nothing parts but an `[at]`."""
_FOREVER = 2**62
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
    # Gated as BS.1770 gates: music that plays in a part of the passage must make room there.
    level = gated(blocks[where] if where.any() else blocks)
    if level is None:
        return Decibels(0.0)
    return Decibels(max(min(0.0, math.floor((target - level) / STEP) * STEP), OFF))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time in which the music has one level."""

    start: int
    end: int
    level: float
    spoken: bool = False


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
    stretches = _stretches(manner, found, spoken, gains)
    points: list[tuple[int, float]] = [(0, stretches[0].level)]
    for before, after in pairwise(stretches):
        start, end = _way(manner, before, after)
        points += [(start, before.level), (max(end, start), after.level)]
    return curve_of(points)


def _stretches(
    manner: Manner, found: Sequence[Opening], spoken: Sequence[Passage], gains: Sequence[Decibels]
) -> list[_Stretch]:
    """The levels of a guide in order of time, without gaps; the last goes on to the end."""
    way = to_frames(manner.duck + manner.release)
    moving = [
        _Stretch(at.start, at.end, OFF if at.still else 0.0) for at in found if at.still or at.end - at.start > way
    ]
    talking = [
        _Stretch(passage.start, passage.end, gain, spoken=True) for passage, gain in zip(spoken, gains, strict=True)
    ]
    joined: list[_Stretch] = []
    for stretch in sorted([*moving, *talking], key=lambda stretch: stretch.start):
        gap = stretch.start - (joined[-1].end if joined else 0)
        if gap > 0 and not joined:
            joined.append(_Stretch(0, stretch.start, 0.0))
        elif gap > 0 and not joined[-1].spoken and stretch.spoken:
            # An opening too short to move in: it belongs to the words that follow.
            stretch = replace(stretch, start=joined[-1].end)
        joined.append(stretch)
    return [*joined, _Stretch(joined[-1].end if joined else 0, _FOREVER, 0.0)]


def _way(manner: Manner, before: _Stretch, after: _Stretch) -> tuple[int, int]:
    """From when to when the gain moves between two stretches."""
    if before.spoken and after.spoken:
        # Only the step from one passage's gain to the next, in the gap or as soon as possible.
        return before.end, min(max(after.start, before.end + to_frames(_STEP_WAY)), after.end)
    if after.spoken or before.level <= OFF:
        way = to_frames(STILL_WAY if before.level <= OFF else manner.duck)
        return after.start - min(way, _room(before)), after.start
    way = to_frames(STILL_WAY if after.level <= OFF else manner.release)
    return before.end, before.end + min(way, _room(after))


def _room(stretch: _Stretch) -> int:
    """How much of a stretch one movement may take: of a stillness a third, so that some is left."""
    length = stretch.end - stretch.start
    return length // 3 if stretch.level <= OFF else length
