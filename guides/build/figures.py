"""The figures of a guide from those of its stretches, and the gate that they must pass."""

import math
from collections.abc import Sequence

import numpy as np

from guides.build.mixing import Mix
from guides.build.segment_work import Measured
from guides.errors import GateError, Place
from guides.mix.curves import OFF
from guides.mix.layers import STILLNESS
from guides.model.durations import show_duration
from guides.model.guide import Figures
from guides.model.settings import TRUE_PEAK_LIMIT, Manner
from guides.sound.loudness import Powers, integrated, integrated_where, power_of
from guides.sound.true_peak import to_amplitude, to_db
from guides.units import HOP, Decibels, Lufs, Seconds, to_seconds

SOUNDING = power_of(-60.0)
"""A hop whose voice is above this is one in which the voice sounds."""
VOICE_TOLERANCE = 0.5
"""LU that the voice stem may be off."""
SHORT_VOICE = 20.0
"""Seconds of speech below which a few words decide the loudness."""
SHORT_TOLERANCE = 6.0
"""LU that are then allowed: a single word may keep this much of its own softness."""
SILENCE = 10 ** (-60.0 / 10)
"""Mean square of −60 dBFS."""
LONGEST_SILENCE = 20
"""Hops of unplanned silence that are let through."""


def joined(parts: Sequence[Measured]) -> Measured:
    """One measurement of stretches that follow each other."""
    loudest = max(parts, key=lambda part: part.peak)
    return Measured(
        voice=np.concatenate([part.voice for part in parts]),
        music=np.concatenate([part.music for part in parts]),
        master=np.concatenate([part.master for part in parts]),
        level=np.concatenate([part.level for part in parts]),
        peak=loudest.peak,
        peak_frame=loudest.peak_frame,
        frames=sum(part.frames for part in parts),
        peaks=tuple((part.peak_frame, part.peak) for part in parts),
    )


def figures_of(whole: Measured) -> Figures:
    """What the report says about a guide."""
    sounding = whole.voice > SOUNDING
    voice_there = integrated_where(whole.voice, sounding)
    music_there = integrated_where(whole.music, sounding)
    return Figures(
        seconds=to_seconds(whole.frames),
        voice_lufs=integrated(whole.voice),
        master_lufs=integrated(whole.master),
        true_peak_dbtp=to_db(whole.peak) if whole.peak > 0 else None,
        bed_under_voice_lu=(
            Decibels(voice_there - music_there) if voice_there is not None and music_there is not None else None
        ),
    )


def gate(figures: Figures, whole: Measured, mix: Mix, manner: Manner, file: str) -> None:
    """Let a guide through only when it keeps its own limits.

    Raises:
        GateError: it does not; the message says which limit and by how much.
    """
    planned = to_seconds(mix.timeline.length)
    wrong = [
        _peak(figures.true_peak_dbtp),
        _voice(figures.voice_lufs, manner, Seconds(np.count_nonzero(whole.voice > SOUNDING) * 0.1)),
        _length(figures.seconds, planned),
        _unplanned_silence(whole.level, planned_sound(mix, len(whole.level))),
    ]
    if found := [what for what in wrong if what]:
        raise GateError(
            f"The finished guide was not handed out: {'; '.join(found)}.",
            where=Place(file),
            hint="The last good file is still in place. Build with --force; if this stays, please report it.",
        )


def _peak(peak: Decibels | None) -> str | None:
    if peak is not None and peak > TRUE_PEAK_LIMIT:
        return f"its true peak is {peak:.2f} dBTP, over {TRUE_PEAK_LIMIT:.0f}"
    return None


def _voice(voice: Lufs | None, manner: Manner, spoken: Seconds) -> str | None:
    allowed = VOICE_TOLERANCE if spoken >= SHORT_VOICE else SHORT_TOLERANCE
    if voice is not None and abs(voice - manner.voice_lufs) > allowed:
        return f"its voice is at {voice:.1f} LUFS instead of {manner.voice_lufs:.0f}"
    return None


def _length(seconds: Seconds, planned: Seconds) -> str | None:
    if abs(seconds - planned) > 0.1:
        return f"it lasts {show_duration(seconds)} instead of {show_duration(planned)}"
    return None


def _unplanned_silence(level: Powers, planned: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> str | None:
    run = 0
    for hop, silent in enumerate((level < SILENCE) & planned):
        run = run + 1 if silent else 0
        if run > LONGEST_SILENCE:
            return f"there is a silence that was not planned at {show_duration(hop * 0.1)}"
    return None


def planned_sound(mix: Mix, hops: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The hops in which a voice, or music at more than −20 dB of its own level, is planned.

    Stillness does not count: it may be as soft as it is. Nor does a recording, which may hold silences of its own.
    """
    planned = np.zeros(hops, dtype=bool)
    for spoken in mix.timeline.spoken:
        if not spoken.recorded:
            planned[spoken.start // HOP : spoken.end // HOP] = True
    centres = np.arange(hops, dtype=np.float64) * HOP + HOP // 2
    frames, gains = zip(*mix.curve.points, strict=True)
    curve = np.interp(centres, frames, gains)
    duck = np.where(curve <= OFF, 0.0, 10 ** (curve / 20))
    for layer in mix.layers:
        if not layer.ducked or layer.piece.track == STILLNESS.track:
            continue
        # Only where it sounds: a short piece comes in many layers.
        here = slice(max(layer.start, 0) // HOP, -(-max(layer.end, 0) // HOP))
        inside = centres[here]
        factor = np.where((inside >= layer.start) & (inside < layer.end), duck[here], 0.0)
        for fade in layer.fades:
            factor = factor * fade.factors(inside)
        for ride in layer.rides:
            factor = factor * 10 ** (ride.decibels(inside) / 20)
        planned[here] |= factor > to_amplitude(-20.0)
    return planned


def over_limit(parts: Sequence[Measured]) -> list[tuple[int, Decibels]]:
    """Where decoded stretches go over the true-peak limit: (frame, dB to go down)."""
    aim = TRUE_PEAK_LIMIT - 0.3
    return [
        (part.peak_frame, Decibels(aim - to_db(part.peak)))
        for part in parts
        if part.peak > 0 and to_db(part.peak) > TRUE_PEAK_LIMIT and math.isfinite(part.peak)
    ]
