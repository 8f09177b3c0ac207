"""A recorded take as a finished clip: trimmed, without rumble, at the voice's loudness, its edges soft."""

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.model.clip import ClipRef
from guides.narration import take_faults
from guides.narration.clips import EDGE, with_soft_edges
from guides.narration.levels import as_pcm, levelled, loudness_alone
from guides.narration.recordings import Recording, read_recording
from guides.narration.speaking import SHELF, find_clip
from guides.narration.take_faults import TakeFigures
from guides.narration.trimming import NO_NOISE, Words, find_words
from guides.sound.high_pass import without_rumble
from guides.sound.true_peak import to_db
from guides.store.cache import Cache, key_of
from guides.store.contents import content_of
from guides.store.ffmpeg import Ffmpeg
from guides.units import RATE, Decibels, Frames, Seconds

Floats = NDArray[np.float32]

VERSION = 1
"""Raised whenever another clip would come of the same recording."""
FADE_IN = Seconds(0.03)
FADE_OUT = Seconds(0.08)
"""The most that a take's noise takes to come and go, all of it before and after the words."""


@dataclass(frozen=True, slots=True)
class HeardTake:
    """A take, ready to be laid."""

    clip: ClipRef
    figures: TakeFigures


def hear_take(path: Path, ffmpeg: Ffmpeg, cache: Cache) -> HeardTake:
    """A recording as a clip, from the cache or made now.

    Raises:
        EncodingError: it cannot be used; the message and its hint are for the one who recorded it.
        StoreError: it cannot be read, or the cache cannot be written.
    """
    content = content_of(path, cache)
    key = key_of("take", VERSION, content, ffmpeg.version)
    cache.share(SHELF, [key])
    clip = find_clip(cache, key)
    entry = cache.get(SHELF, key) if clip is not None else None
    if clip is not None and entry is not None:
        return HeardTake(clip, TakeFigures(**entry.about["take"]))
    samples, figures = finished_take(read_recording(path, ffmpeg))
    if content_of(path, cache) != content:
        raise take_faults.changed()
    about = {"frames": len(samples), "lufs": loudness_alone(samples), "take": asdict(figures)}
    cache.put(SHELF, key, [as_pcm(samples)], about)
    return HeardTake(ClipRef(key, Frames(len(samples))), figures)


def finished_take(recording: Recording) -> tuple[Floats, TakeFigures]:
    """The finished clip of a recording, shape (n,), 44.1 kHz, and what was measured on the way.

    Raises:
        EncodingError: nobody speaks in it.
    """
    words, kept, rumble = _words_of(recording)
    loudness = loudness_alone(kept)
    if loudness is None:
        raise take_faults.silent()
    figures = TakeFigures(
        seconds=Seconds(len(kept) / RATE),
        lufs=round(loudness, 1),
        over_noise=Decibels(round(words.speech - words.noise, 1)),
        rumble=Decibels(round(rumble - words.speech, 1)),
        clipped=recording.clipped,
        channels=recording.channels,
        dead=recording.dead,
        opposed=recording.opposed,
    )
    fades = _fade(words.before, FADE_IN), _fade(words.after, FADE_OUT)
    return levelled(with_soft_edges(kept, RATE, *fades), None), figures


def _words_of(recording: Recording) -> tuple[Words, Floats, Decibels]:
    """Where its words are, their sound without rumble, and the level of the rumble."""
    clean = without_rumble(recording.samples, RATE)
    words = find_words(clean)
    if words is None or _is_silent(words):
        raise take_faults.silent()
    kept = slice(words.start, words.end)
    return words, clean[kept].copy(), _level(recording.samples[kept] - clean[kept])


def _is_silent(words: Words) -> bool:
    noise_alone = words.speech - words.noise < take_faults.NOISE_ALONE and words.speech < take_faults.NOISE_BELOW
    return noise_alone or words.speech < take_faults.SILENT


def _fade(quiet: int, most: Seconds) -> Seconds:
    """A fade as long as the quiet that it has, so that it takes nothing from the words."""
    return Seconds(min(max(quiet / RATE, EDGE), most))


def _level(lying_below: Floats) -> Decibels:
    """The level of what moves below the voice; a steady offset does not, and cannot be heard."""
    return Decibels(max(to_db(float(lying_below.std())), NO_NOISE))
