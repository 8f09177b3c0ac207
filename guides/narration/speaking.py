"""Sentences become finished clips in the cache, each spoken once."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guides.errors import Place, StoreError, VoiceError
from guides.model.clip import ClipRef
from guides.model.utterance import Utterance
from guides.narration.clips import FULL_SCALE
from guides.narration.levels import VoiceGains, as_pcm, at_rate, levelled, loudness_alone
from guides.narration.narrator import Narrator
from guides.narration.plausible import spoken_surely
from guides.narration.registry import Registry
from guides.narration.said import said
from guides.store.cache import Cache, key_of
from guides.units import Frames

SHELF = "speech"
VERSION = 2
"""Raised whenever this stage would make another clip of the same utterance: reading
aloud, trimming, levels."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What came of a list of utterances."""

    clips: tuple[ClipRef, ...]
    """In the order of the utterances."""
    spoken_now: int
    """How many utterances had to be synthesised, equal ones counted once."""


@dataclass(frozen=True, slots=True)
class _Job:
    key: str
    narrator: Narrator
    utterance: Utterance
    where: Place | None


def key_for(utterance: Utterance, registry: Registry) -> str:
    """The cache key of an utterance's clip.

    Raises:
        VoiceError: its voice is unknown, or its engine cannot work here.
    """
    narrator, _ = registry.voice(utterance.voice)
    return key_of(SHELF, VERSION, said(utterance), narrator.fingerprint())


def find_clip(cache: Cache, key: str) -> ClipRef | None:
    """The finished clip of that key; None when it is missing or damaged."""
    entry = cache.get(SHELF, key)
    if entry is None or entry.about.get("frames") != len(entry.payload) // 2:
        return None
    return ClipRef(key, Frames(len(entry.payload) // 2))


def read_clip(cache: Cache, key: str) -> NDArray[np.float32]:
    """A finished clip's samples in −1 … 1, shape (n,), 44.1 kHz.

    Raises:
        StoreError: it is missing or was damaged since it was spoken.
    """
    entry = cache.get(SHELF, key)
    if entry is None:
        raise StoreError("A spoken sentence is missing from the cache, or damaged.", hint="Run the same command again.")
    return np.frombuffer(entry.payload, dtype="<i2").astype(np.float32) / np.float32(FULL_SCALE)


def speak_all(
    utterances: Sequence[tuple[Utterance, Place | None]],
    registry: Registry,
    cache: Cache,
    told: Callable[[int, int], None],
    jobs: int = 2,
    *,
    personal: bool = False,
) -> Spoken:
    """Finished clips for all utterances; only what is not in the cache is spoken.

    Args:
        utterances: each with the place that an error shall name.
        registry: knows who speaks each voice.
        cache: where finished clips are kept.
        told: called with how many different utterances are done, and of how many.
        jobs: how many are spoken at a time.
        personal: whether they hold a client's words, which never come where others' are kept.

    Raises:
        VoiceError: an utterance could not be spoken; those that were stay in the cache.
        StoreError: the cache cannot be written.
    """
    keys = [_key_at(utterance, where, registry) for utterance, where in utterances]
    if not personal:
        cache.share(SHELF, keys)
    asked: dict[str, tuple[Utterance, Place | None]] = {}
    for key, line in zip(keys, utterances, strict=True):
        asked.setdefault(key, line)
    found = {key: clip for key in asked if (clip := find_clip(cache, key))}
    missing = [
        _Job(key, registry.voice(utterance.voice)[0], utterance, where)
        for key, (utterance, where) in asked.items()
        if key not in found
    ]
    told(len(found), len(asked))
    _speak_missing(missing, found, cache, lambda: told(len(found), len(asked)), jobs)
    return Spoken(tuple(found[key] for key in keys), len(missing))


def _key_at(utterance: Utterance, where: Place | None, registry: Registry) -> str:
    try:
        return key_for(utterance, registry)
    except VoiceError as error:
        raise VoiceError(error.message, where=error.where or where, hint=error.hint) from error


def _speak_missing(
    missing: list[_Job], found: dict[str, ClipRef], cache: Cache, one_done: Callable[[], None], jobs: int
) -> None:
    """Speak side by side; the first error or Ctrl-C ends it, and what is spoken by then is kept."""
    gains = VoiceGains(cache)
    turns = {job.narrator.name: threading.BoundedSemaphore(job.narrator.at_a_time) for job in missing}

    def speak(job: _Job) -> ClipRef:
        with turns[job.narrator.name]:
            return _speak_one(job, gains, cache)

    with ThreadPoolExecutor(max_workers=max(jobs, 1), thread_name_prefix="narration") as pool:
        # The longest first: at the end no thread waits long for the last.
        longest_first = sorted(missing, key=lambda job: len(job.utterance.text), reverse=True)
        futures = [pool.submit(speak, job) for job in longest_first]
        try:
            for future in as_completed(futures):
                clip = future.result()
                found[clip.key] = clip
                one_done()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _speak_one(job: _Job, gains: VoiceGains, cache: Cache) -> ClipRef:
    spoken = at_rate(spoken_surely(job.narrator, job.utterance, job.where))
    finished = levelled(spoken, gains.of(job.narrator, job.utterance, job.where))
    about = {"frames": len(finished), "lufs": loudness_alone(finished), "voice": job.utterance.voice}
    cache.put(SHELF, job.key, [as_pcm(finished)], about)
    return ClipRef(job.key, Frames(len(finished)))
