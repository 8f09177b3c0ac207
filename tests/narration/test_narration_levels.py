"""Clips come out at the voice's loudness, within their bounds, below their ceiling."""

import numpy as np
import pytest

from guides.model.settings import CALM, CLIP_CEILING, CLIP_GAIN_DOWN, CLIP_GAIN_UP
from guides.model.utterance import Utterance
from guides.narration.levels import SHELF, VoiceGains, at_rate, levelled, loudness_alone
from guides.narration.plausible import spoken_surely
from guides.narration.registry import Registry
from guides.sound.loudness import integrated_of
from guides.sound.true_peak import to_db, true_peak
from guides.store.cache import Cache
from guides.units import RATE, Decibels


def hum(level_db: float, seconds: float = 2.0) -> np.ndarray:
    time = np.arange(round(seconds * RATE)) / RATE
    return (10 ** (level_db / 20) * np.sin(2 * np.pi * 997 * time)).astype(np.float32)


def test_a_clip_is_brought_to_the_calm_loudness() -> None:
    """Whatever it was before, a clip near its voice's level comes out at −18 LUFS."""
    for level in (-35.0, -30.0, -25.0):
        constant = Decibels(CALM.voice_lufs - float(loudness_alone(hum(-30.0)) or 0))
        measured = loudness_alone(levelled(hum(level), None))
        assert measured == pytest.approx(CALM.voice_lufs, abs=0.1)
        near = loudness_alone(levelled(hum(-31.0), constant))
        assert near == pytest.approx(CALM.voice_lufs, abs=0.1)


def test_a_clip_stays_near_its_voice() -> None:
    """A whispered word is lifted by at most 2 dB over the voice's gain, a loud one lowered by at most 6 dB."""
    constant = Decibels(10.0)
    soft, loud = hum(-60.0), hum(-12.0)
    lifted = np.abs(levelled(soft, constant)).max() / np.abs(soft).max()
    lowered = np.abs(levelled(loud, constant)[RATE // 2 : RATE]).max() / np.abs(loud).max()
    assert to_db(lifted) == pytest.approx(constant + CLIP_GAIN_UP, abs=0.1)
    assert to_db(lowered) == pytest.approx(constant - CLIP_GAIN_DOWN, abs=0.1)


def test_a_peak_is_limited_to_the_ceiling() -> None:
    """Clicks in a soft clip do not pass the ceiling of −3 dBTP."""
    spiky = hum(-30.0)
    spiky[RATE] = 0.9
    assert to_db(true_peak(levelled(spiky, None)[:, np.newaxis])[0]) <= CLIP_CEILING + 0.05


def test_silence_gets_the_voices_gain() -> None:
    """A clip with nothing to measure is neither blown up nor an error."""
    assert np.abs(levelled(np.zeros(RATE, dtype=np.float32), Decibels(6.0))).max() == 0


def test_a_voices_gain_is_measured_once(registry: Registry, cache: Cache) -> None:
    """The constant gain is kept: another build reads it and does not speak the calibration again."""
    narrator, voice = registry.voice("tone")
    utterance = Utterance("Rest.", voice.name, 1.0, "en-us")
    first = VoiceGains(cache).of(narrator, utterance, None)
    kept = list((cache.root / SHELF).rglob("*"))
    assert VoiceGains(cache).of(narrator, utterance, None) == first
    assert list((cache.root / SHELF).rglob("*")) == kept


def test_a_stem_of_the_default_voice(registry: Registry, cache: Cache) -> None:
    """Sentences of heart, one after the other with their pauses, are −18 ± 0.3 LUFS together."""
    narrator, voice = registry.voice("heart")
    gains, stem = VoiceGains(cache), []
    for text in (
        "Find a place where you can rest.",
        "Breathe.",
        "Notice the part of you that keeps watch.",
        "It is welcome here, and so is whatever comes with it today.",
    ):
        utterance = Utterance(text, voice.name, voice.pace, voice.language)
        spoken = at_rate(spoken_surely(narrator, utterance, None))
        stem += [levelled(spoken, gains.of(narrator, utterance, None)), np.zeros(round(0.8 * RATE), np.float32)]
    sound = np.concatenate(stem)
    assert integrated_of(sound) == pytest.approx(CALM.voice_lufs, abs=0.3)
    assert to_db(true_peak(sound[:, np.newaxis])[0]) <= CLIP_CEILING + 0.05
