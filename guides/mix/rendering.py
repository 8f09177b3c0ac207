"""A segment becomes sound, block by block."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from guides.mix.layers import MARGIN, Layer
from guides.mix.segments import ClipIn, Segment
from guides.model.music import Piece
from guides.model.settings import MASTER_CEILING
from guides.model.timeline import ToneAt
from guides.sound.limiter import limit
from guides.sound.loudness import HopMeter, Powers
from guides.sound.true_peak import to_amplitude
from guides.units import CHANNELS, HOP, RATE

Floats = NDArray[np.float32]

BLOCK = 24 * HOP
"""Frames rendered at a time: small enough for a processor's cache, large enough for arithmetic on arrays."""
SETTLE = 3
"""Hops that the loudness filter runs before its first figure counts."""
DIP_HOLD, DIP_TAPER = RATE // 100, RATE // 20
"""A dip is held for 10 ms on either side and tapered over 50 ms."""


class Source(Protocol):
    """Music at its own level, from any frame on."""

    def read(self, start: int, count: int) -> Floats:
        """Frames from `start`, shape (count, 2)."""
        ...


class Sounds(Protocol):
    """Where a mix takes its sounds from."""

    def clip(self, key: str) -> Floats:
        """A spoken clip, shape (n,), at the calm manner's loudness."""
        ...

    def music(self, piece: Piece) -> Source:
        """A bed or a track."""
        ...

    def tone(self, tone: ToneAt) -> Floats:
        """A bell or breathing tone, shape (n, 2)."""
        ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """A segment's sound with `MARGIN` frames before and after."""

    mix: Floats
    """Shape (n, 2), limited."""
    voice: Powers
    """K-weighted power of the voice stem per hop of the segment."""
    music: Powers
    """The same of the music stem, zero in hops far from any voice."""
    voice_stem: Floats | None = None
    """Shape (n,), before the limiter."""
    music_stem: Floats | None = None
    """Shape (n, 2), before the limiter."""


def render(segment: Segment, sounds: Sounds, *, stems: bool = False) -> Rendered:
    """Mix one segment.

    Args:
        segment: what to mix.
        sounds: where clips, music and tones come from.
        stems: keep voice and music by themselves as well.
    """
    first = segment.start - MARGIN
    hops = segment.hops + 2 * (MARGIN // HOP)
    count = hops * HOP
    mix = np.zeros((count, CHANNELS), dtype=np.float32)
    voice = voice_stem(segment.clips, sounds.clip, first, count) if segment.clips else None
    tones = [(tone.start - first, sounds.tone(tone)) for tone in segment.tones]
    heard = [_heard(layer, sounds, first, first + count) for layer in segment.layers]
    meters = _Meters(hops)
    music_stem = np.zeros_like(mix) if stems else None
    for at in range(0, count, BLOCK):
        block = mix[at : at + BLOCK]
        _add_music(block, segment, [layer for layer in heard if layer], first + at)
        for start, tone in tones:
            _add(block, tone, start - at)
        if music_stem is not None:
            music_stem[at : at + BLOCK] = block
        meters.add(at // HOP, voice[at : at + BLOCK] if voice is not None else None, block)
        if voice is not None:
            block += voice[at : at + BLOCK, np.newaxis]
    limited = limit(mix, MASTER_CEILING, _lowered(segment, first, count))
    inside = slice(MARGIN // HOP, MARGIN // HOP + segment.hops)
    alone = (voice if voice is not None else np.zeros(count, np.float32)) if stems else None
    return Rendered(limited, meters.voice[inside], meters.music[inside], alone, music_stem)


class _Meters:
    """Loudness of both stems, measured only where somebody speaks."""

    def __init__(self, hops: int) -> None:
        self.voice = np.zeros(hops)
        self.music = np.zeros(hops)
        self._running: tuple[HopMeter, HopMeter] | None = None
        self._before: Floats = np.zeros((SETTLE * HOP, CHANNELS), dtype=np.float32)

    def add(self, hop: int, voice: Floats | None, music: Floats) -> None:
        speaks = voice is not None and bool(voice.any())
        if speaks and self._running is None:
            self._running = HopMeter(1), HopMeter()
            self._running[1].add(self._before)
        if self._running is not None and voice is not None:
            powers = self._running[0].add(voice), self._running[1].add(music)
            self.voice[hop : hop + len(powers[0])], self.music[hop : hop + len(powers[1])] = powers
        if not speaks:
            # One block later than the voice: the filter rings a little after its end.
            self._running = None
        self._before = music[-SETTLE * HOP :].copy()


def voice_stem(clips: Iterable[ClipIn], sound: Callable[[str], Floats], first: int, count: int) -> Floats:
    """The voice stem from guide frame `first` on, shape (count,).

    Args:
        clips: all that sound there.
        sound: gives a clip's samples for its key.
        first: a frame of the guide.
        count: how many frames.
    """
    stem = np.zeros(count, dtype=np.float32)
    for clip in clips:
        _add(stem, sound(clip.key) * np.float32(to_amplitude(clip.gain)), clip.start - first)
    return stem


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a layer's source plays in a segment, before its fades."""

    layer: Layer
    start: int
    """The guide's frame at which the sound begins."""
    sound: Floats


def _heard(layer: Layer, sounds: Sounds, start: int, end: int) -> _Heard | None:
    # All of it at once: a bed with a hall needs what was before, and would make that again for every block.
    low, high = max(start, layer.start), min(end, layer.end)
    if low >= high:
        return None
    return _Heard(layer, low, sounds.music(layer.piece).read(low - layer.start + layer.offset, high - low))


def _add_music(block: Floats, segment: Segment, heard: list[_Heard], start: int) -> None:
    """Add what every layer plays from guide frame `start` on to an empty block."""
    ducked = [layer for layer in heard if layer.layer.ducked]
    gain = segment.curve.factors(start, len(block)) if ducked else 0.0
    if isinstance(gain, np.ndarray) or gain:
        for layer in ducked:
            _add_layer(block, layer, start)
        if isinstance(gain, np.ndarray) or gain != 1.0:
            block *= gain[:, np.newaxis] if isinstance(gain, np.ndarray) else np.float32(gain)
    for layer in heard:
        if not layer.layer.ducked:
            _add_layer(block, layer, start)


def _add_layer(block: Floats, heard: _Heard, start: int) -> None:
    low, high = max(start, heard.start), min(start + len(block), heard.start + len(heard.sound))
    if low >= high:
        return
    sound = heard.sound[low - heard.start : high - heard.start]
    for fade in heard.layer.fades:
        if fade.matters(low, high):
            sound = sound * fade.factors(np.arange(low, high, dtype=np.float64))[:, np.newaxis]
    for ride in heard.layer.rides:
        gain = ride.factors(low, high - low)
        sound = sound * (gain[:, np.newaxis] if isinstance(gain, np.ndarray) else np.float32(gain))
    block[low - start : high - start] += sound


def _add(into: Floats, sound: Floats, at: int) -> None:
    """Add a sound that begins at index `at`, cut at both ends of `into`."""
    low, high = max(at, 0), min(at + len(sound), len(into))
    if low < high:
        into[low:high] += sound[low - at : high - at]


def _lowered(segment: Segment, first: int, count: int) -> Floats | None:
    """How much lower than its ceiling the limiter works, as a factor at each frame.

    Dips at one place add up: a later one says what an earlier one left.
    """
    if not segment.dips:
        return None
    frames = np.arange(first, first + count, dtype=np.float32)
    decibels = np.zeros(count, dtype=np.float32)
    for dip in segment.dips:
        away = np.maximum(np.abs(frames - dip.frame) - DIP_HOLD, 0) / DIP_TAPER
        decibels += dip.by * np.maximum(1 - away, 0)
    return np.asarray(10 ** (decibels / 20), dtype=np.float32)
