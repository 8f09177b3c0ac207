"""Where a piece of music can leave and come in again so that it sounds meant.

Windows of the length of a crossfade at its beginning are compared with windows near its
end by what is heard in them, the level in bands of a third of an octave or so; the two
that differ least are laid over each other, and moved by less than 50 ms until their
waveforms agree best.
"""

from dataclasses import asdict, dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from guides.music.decoded import FULL_SCALE, Decoded, Samples
from guides.sound.loudness import SHORT_TERM_HOPS, integrated, loudness_of, power_of, running_mean
from guides.store.cache import Cache, key_of
from guides.units import HOP, RATE, Frames

Floats = NDArray[np.float32]
Values = NDArray[np.float64]

VERSION = 3
SHELF = "joins"
FADE_HOPS = 60
"""A crossfade of six seconds; a quarter of a piece at most."""
HEAD, TAIL = 450, 900
"""Hops at either end in which a join is looked for; a quarter of a piece at most."""
LOSS = 0.03
"""Decibels of likeness that a second of music is worth."""
SOFT = 6.0
"""LU below the whole from which on a window counts as a beginning or an ending, and is avoided."""
FAR = 7.0
"""LU below the whole up to which a ride can carry a beginning or an ending, with something to spare."""
STEADY = 180
"""Hops over which it must be so: a crossfade, and the time until a ride is nearly over."""
BANDS = 24
LOWEST, HIGHEST = 60.0, 7000.0
"""Hz."""
_LEAST = -0.5


@dataclass(frozen=True, slots=True)
class Loop:
    """Where a piece comes in and goes out when it is repeated, in frames of its sounding part."""

    first: Frames
    """Where a repetition begins."""
    end: Frames
    """Where every pass ends; the crossfade is over here."""
    fade: Frames
    likeness: float
    """How alike the two are where they meet: 1 for the same waveform, 0 for strangers."""
    entry: Frames
    """Where it comes in after other music: past a beginning that is too soft to take over."""
    leave: Frames
    """Where it must have given way to other music: before an ending that is too soft to meet it."""


def loop_of(music: Decoded, cache: Cache) -> Loop:
    """The best join of a piece with itself, found once."""
    key = key_of(SHELF, VERSION, music.key)
    entry = cache.get(SHELF, key)
    if entry is not None:
        return msgspec.convert(entry.about, Loop)
    loop = _find(music)
    cache.put(SHELF, key, [], asdict(loop))
    return loop


def _find(music: Decoded) -> Loop:
    fade = min(FADE_HOPS, music.hops // 4)
    head, tail = min(HEAD, music.hops // 4), min(TAIL, music.hops // 4)
    samples = music.samples()
    begins = _windows(_bands(samples[: (head + fade) * HOP]), fade)
    ends = _windows(_bands(samples[len(samples) - (tail + fade) * HOP :]), fade)
    apart = np.sqrt(
        np.maximum((begins**2).mean(1)[:, np.newaxis] + (ends**2).mean(1) - 2 * begins @ ends.T / begins.shape[1], 0.0)
    )
    lost = np.arange(len(begins))[:, np.newaxis] + (len(ends) - 1 - np.arange(len(ends)))
    whole = integrated(music.power)
    soft_begin = _softness(music.power[: head + fade], fade, whole)
    soft_end = _softness(music.power[music.hops - tail - fade :], fade, whole)
    cost = apart + lost * (LOSS * HOP / RATE) + soft_begin[:, np.newaxis] + soft_end
    first, last = np.unravel_index(int(cost.argmin()), cost.shape)
    end = (music.hops - tail + int(last)) * HOP
    shift, likeness = _aligned(samples, int(first) * HOP, end, fade * HOP)
    entry, leave = _full(music.power, whole)
    return Loop(Frames(shift), Frames(end), Frames(fade * HOP), likeness, Frames(entry * HOP), Frames(leave * HOP))


def _full(power: Values, whole: float | None) -> tuple[int, int]:
    """The hops between which it can meet other music: there it is near the loudness of the whole for a while."""
    if whole is None or len(power) <= 2 * (STEADY + SHORT_TERM_HOPS):
        return 0, len(power)
    near = running_mean(power, SHORT_TERM_HOPS) >= power_of(whole - FAR)
    steady = np.flatnonzero(np.lib.stride_tricks.sliding_window_view(near, STEADY).all(axis=1))
    if not len(steady):
        return 0, len(power)
    entry, leave = int(steady[0]), int(steady[-1]) + STEADY + SHORT_TERM_HOPS - 1
    return (entry, leave) if entry < len(power) // 3 and leave > len(power) * 2 // 3 else (0, len(power))


def _bands(samples: Samples) -> Values:
    """The level in each band of every hop, in dB, shape (hops, BANDS)."""
    mono = samples.mean(axis=1, dtype=np.float32).reshape(-1, HOP) / np.float32(FULL_SCALE)
    spectrum = np.abs(np.fft.rfft(mono * np.hanning(HOP).astype(np.float32), axis=1)) ** 2
    edges = np.geomspace(LOWEST, HIGHEST, BANDS + 1) * HOP / RATE
    bins = np.maximum(np.round(edges).astype(np.intp), 1)
    bins = np.maximum.accumulate(bins + np.arange(BANDS + 1) * (bins < np.arange(BANDS + 1) + bins[0]))
    totals = np.concatenate([np.zeros((len(mono), 1)), np.cumsum(spectrum, axis=1)], axis=1)
    powers = totals[:, np.minimum(bins[1:], HOP // 2 + 1)] - totals[:, np.minimum(bins[:-1], HOP // 2 + 1)]
    levels: Values = 10 * np.log10(np.maximum(powers, 1e-6))
    return levels


def _windows(levels: Values, width: int) -> Values:
    """Every run of `width` hops as one row, in steps of one hop."""
    seen = np.lib.stride_tricks.sliding_window_view(levels, width, axis=0)
    return seen.reshape(len(seen), -1)


def _softness(power: Values, width: int, whole: float | None) -> Values:
    """How many LU each window is softer than a beginning or an ending may be."""
    seen = np.lib.stride_tricks.sliding_window_view(power, width).mean(axis=1)
    loudness = np.array([loudness_of(float(one)) for one in np.maximum(seen, power_of(-100.0))])
    soft: Values = np.maximum((whole if whole is not None else -100.0) - SOFT - loudness, 0.0)
    return soft


def _aligned(samples: Samples, first: int, end: int, fade: int) -> tuple[int, float]:
    """The beginning moved by up to half a hop so that the two waveforms agree, and how alike they then are."""
    reach = HOP // 2
    out = samples[end - fade : end].astype(np.float32).mean(axis=1)
    low = max(first - reach, 0)
    into = samples[low : first + fade + reach].astype(np.float32).mean(axis=1)
    size = 1 << (len(into) + len(out) - 1).bit_length()
    product = np.fft.irfft(np.fft.rfft(into, size) * np.conj(np.fft.rfft(out, size)), size)
    shift = int(product[: len(into) - len(out) + 1].argmax())
    met = into[shift : shift + fade]
    power = float(np.sqrt(np.vdot(met, met) * np.vdot(out, out)))
    likeness = max(float(np.vdot(met, out)) / power, _LEAST) if power else 0.0
    return low + shift, round(likeness, 4)
