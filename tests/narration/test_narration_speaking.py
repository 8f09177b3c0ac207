"""Sentences are spoken once, kept at once, and only anew when something changed."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from faulty_narrator import Faulty

from guides.errors import Place, StoreError, VoiceError
from guides.model.utterance import Utterance, Voice
from guides.narration.narrator import Narrator
from guides.narration.registry import Registry
from guides.narration.speaking import SHELF, find_clip, key_for, read_clip, speak_all
from guides.store.cache import Cache

TEXTS = ("Rest here.", "Let the breath come and go.", "Rest here.", "That is enough.")


def line(text: str, number: int = 1) -> tuple[Utterance, Place]:
    return Utterance(text, "tone", 1.0, "en-us"), Place("scripts/a/01-b.md", number)


LINES = tuple(line(text, number) for number, text in enumerate(TEXTS, 1))


class Only(Registry):
    """A registry with one narrator, whatever is asked for."""

    def __init__(self, narrator: Narrator) -> None:
        self._only = narrator

    def voice(self, name: str) -> tuple[Narrator, Voice]:
        return self._only, self._only.known()[0]


def quiet(_done: int, _total: int) -> None:
    return None


def test_clips_come_in_order_and_equal_ones_once(registry: Registry, cache: Cache) -> None:
    """Equal sentences share one clip; the order is that of the script; frames are exact."""
    spoken = speak_all(LINES, registry, cache, quiet)
    assert spoken.spoken_now == 3
    assert spoken.clips[0] == spoken.clips[2]
    assert tuple(clip.key for clip in spoken.clips) == tuple(key_for(utterance, registry) for utterance, _ in LINES)
    assert all(len(read_clip(cache, clip.key)) == clip.frames for clip in spoken.clips)


def test_a_second_time_nothing_is_spoken(registry: Registry, cache: Cache) -> None:
    """What is in the cache is not spoken again, and one changed sentence costs one."""
    first = speak_all(LINES, registry, cache, quiet)
    assert speak_all(LINES, registry, cache, quiet) == dataclasses.replace(first, spoken_now=0)
    changed = (*LINES[:3], line("That is plenty.", 4))
    again = speak_all(changed, registry, cache, quiet)
    assert again.spoken_now == 1
    assert again.clips[:3] == first.clips[:3]


def test_two_caches_hold_the_same_samples(registry: Registry, tmp_path: Path) -> None:
    """The same sentences in another folder give the same bytes."""
    one, two = Cache(tmp_path / "one"), Cache(tmp_path / "two")
    for cache in (one, two):
        spoken = speak_all(LINES, registry, cache, quiet)
    for clip in spoken.clips:
        assert one.path(SHELF, clip.key).read_bytes() == two.path(SHELF, clip.key).read_bytes()


def test_a_damaged_clip_is_spoken_again(registry: Registry, cache: Cache) -> None:
    """A clip with a flipped byte or a missing end is never played."""
    spoken = speak_all(LINES, registry, cache, quiet)
    whole = read_clip(cache, spoken.clips[0].key)
    for damage in (lambda raw: raw[:-100], lambda raw: raw[:-9] + b"x" + raw[-8:], lambda raw: b""):
        path = cache.path(SHELF, spoken.clips[0].key)
        path.write_bytes(damage(path.read_bytes()))
        assert find_clip(cache, spoken.clips[0].key) is None
        with pytest.raises(StoreError):
            read_clip(cache, spoken.clips[0].key)
        assert speak_all(LINES, registry, cache, quiet).spoken_now == 1
        assert np.array_equal(read_clip(cache, spoken.clips[0].key), whole)


def test_the_key_follows_what_is_heard(registry: Registry) -> None:
    """Text, pace, language and a pronunciation that occurs change the key; one that does not occur leaves it."""
    base = Utterance("An exile rests.", "tone", 1.0, "en-us")
    key = key_for(base, registry)
    heard = (
        dataclasses.replace(base, text="An exile waits."),
        dataclasses.replace(base, pace=0.9),
        dataclasses.replace(base, language="en-gb"),
        dataclasses.replace(base, pronounce=(("exile", "egg-zile"),)),
    )
    assert len({key, *(key_for(utterance, registry) for utterance in heard)}) == 5
    assert key_for(dataclasses.replace(base, pronounce=(("kap", "cap"),)), registry) == key


def test_the_key_follows_the_engine(registry: Registry) -> None:
    """Another engine, model or version of either makes another clip."""
    utterance, _ = LINES[0]
    assert key_for(utterance, registry) != key_for(utterance, Only(Faulty(lambda utterance: False)))


def test_progress_is_told(registry: Registry, cache: Cache) -> None:
    """Progress counts different sentences, begins with those already there, and ends complete."""
    speak_all(LINES[:1], registry, cache, quiet)
    told: list[tuple[int, int]] = []
    speak_all(LINES, registry, cache, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_error_names_its_line_and_keeps_the_others(cache: Cache) -> None:
    """One sentence that cannot be spoken fails with its place; what was spoken before stays."""
    narrator = Faulty(lambda utterance: "Rest" in utterance.text)
    with pytest.raises(VoiceError) as caught:
        speak_all(LINES, Only(narrator), cache, quiet, jobs=1)
    assert caught.value.where == LINES[0][1]
    assert find_clip(cache, key_for(LINES[1][0], Only(narrator))) is not None


def test_ctrl_c_keeps_what_is_finished(registry: Registry, cache: Cache) -> None:
    """An interrupt ends the work; every clip that was told as done is whole in the cache."""
    many = [line(f"Sentence {number} of the guide.", number) for number in range(1, 31)]

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        speak_all(many, registry, cache, stop)
    kept = [utterance for utterance, _ in many if find_clip(cache, key_for(utterance, registry))]
    assert 3 <= len(kept) < 30
    assert speak_all(many, registry, cache, quiet).spoken_now == 30 - len(kept)


def test_an_unknown_voice_fails_before_anything_is_spoken(registry: Registry, cache: Cache) -> None:
    """A misspelt voice is an error at its line, and nothing was synthesised."""
    wrong = (Utterance("Rest.", "tona", 1.0, "en-us"), Place("scripts/a/01-b.md", 7))
    with pytest.raises(VoiceError, match="tona") as caught:
        speak_all([LINES[0], wrong], registry, cache, quiet)
    assert caught.value.where == wrong[1]
    assert not (cache.root / SHELF).exists()


def test_no_utterances(registry: Registry, cache: Cache) -> None:
    """A guide in which nobody speaks is no error."""
    assert speak_all([], registry, cache, quiet).clips == ()
