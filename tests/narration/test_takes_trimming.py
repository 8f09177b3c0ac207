"""The words of a recording are found whatever happened around them, and nothing of them is lost."""

import numpy as np
import pytest
from recordings import RATE, Sound, silence, speech, spoken

from guides.narration.trimming import find_words
from guides.sound.high_pass import without_rumble

LEAD = 2.0
"""Seconds before the first word."""


def _kept(sound: Sound, words: Sound) -> tuple[float, float]:
    """Seconds kept before the first word and after the last; below zero where something of them is gone."""
    found = find_words(without_rumble(sound, RATE))
    assert found is not None
    loud = np.flatnonzero(np.abs(words) > np.abs(words).max() * 10 ** (-40 / 20))
    return LEAD - found.start / RATE + loud[0] / RATE, (found.end - loud[-1]) / RATE - LEAD


def _within(words: Sound, hiss: float = 70.0) -> Sound:
    """Words after `LEAD` and before three seconds of a quiet room."""
    sound = np.concatenate([silence(LEAD), words, silence(3)])
    level = np.sqrt(np.mean(words**2)) * 10 ** (-hiss / 20)
    return sound + level * np.random.default_rng(5).standard_normal(len(sound)).astype(np.float32)


def _put(sound: Sound, what: Sound, at: float) -> Sound:
    start = round(at * RATE)
    sound[start : start + len(what)] += what
    return sound


def _breath(level: float) -> Sound:
    count = round(0.4 * RATE)
    return (level * np.hanning(count) * np.random.default_rng(6).standard_normal(count)).astype(np.float32)


def _knock(level: float, hertz: float = 110.0) -> Sound:
    time = np.arange(round(0.25 * RATE)) / RATE
    return (level * np.exp(-time / 0.05) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


SENTENCES = (
    "Rest.",
    "Soft hands, soft face, and so it is.",
    "Hush now.",
    "What if this is enough?",
    "And. That is fine.",
    "For this moment, half of it is enough. Shh.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_soft_sounds_stay_and_what_is_no_speech_goes(text: str) -> None:
    """A breath and a knock before the first word and the click of a button at the end are left out; soft
    consonants at both ends are kept, with and without noise in the room."""
    words = spoken(text)
    level = float(np.sqrt(np.mean(words**2)))
    for hiss in (70.0, 45.0, 30.0):
        sound = _within(words, hiss)
        _put(sound, _knock(8 * level), 0.2)
        _put(sound, _breath(level / 15), LEAD - 0.95)
        _put(sound, np.full(300, 6 * level, np.float32), len(sound) / RATE - 0.8)
        before, after = _kept(sound, words)
        assert 0.01 <= before < 0.45, hiss
        assert 0.01 <= after < 0.5, hiss


def test_a_soft_word_apart_is_no_breath() -> None:
    """A word that stands alone and 20 dB softer than the rest is kept, at either end."""
    word = speech(0.4, seed=4) * 0.1
    words = np.concatenate([word, silence(0.6), speech(2), silence(0.6), word])
    before, after = _kept(_within(words), words)
    assert before >= 0
    assert after >= 0


def test_one_short_word_is_all_there_is() -> None:
    """A word of a fifth of a second is found between two knocks that are louder."""
    word = speech(0.2, seed=4)
    sound = _within(word)
    level = float(np.abs(word).max())
    _put(sound, _knock(4 * level), 0.3)
    _put(sound, _knock(4 * level), LEAD + 1.5)
    before, after = _kept(sound, word)
    assert 0 <= before < 0.3
    assert 0 <= after < 0.4


def test_pauses_inside_stay() -> None:
    """Twenty seconds of silence between two words belong to the recording."""
    words = np.concatenate([speech(1), silence(20), speech(1, seed=3)])
    before, after = _kept(_within(words), words)
    assert before >= 0
    assert after >= 0


@pytest.mark.parametrize("gain", [1e-3, 1.0, 5.0])
def test_the_level_does_not_matter(gain: float) -> None:
    """The same is kept of the same recording, however loud it is."""
    words = speech(2)
    sound = _within(words)
    assert _kept(sound * np.float32(gain), words) == pytest.approx(_kept(sound, words), abs=0.02)


def test_digital_silence_holds_no_words() -> None:
    """Nothing, or nothing but zeros, has no words in it."""
    assert find_words(silence(2)) is None
    assert find_words(silence(0)) is None
