"""One contract for all engines."""

import dataclasses
import time
from collections.abc import Callable
from functools import cache

import pytest

from guides.errors import VoiceError
from guides.model.utterance import Utterance
from guides.narration.clips import Clip
from guides.narration.narrator import Narrator
from guides.narration.plausible import spoken_surely
from guides.narration.registry import Registry
from guides.sound.loudness import integrated_of

VOICES = ("heart", "pyttsx3", "piper:joe", "tone")
TEXT = "Rest here, for 2 breaths."


@pytest.fixture(params=VOICES)
def asked(request: pytest.FixtureRequest, registry: Registry) -> tuple[Narrator, Utterance]:
    narrator, voice = registry.voice(request.param)
    return narrator, Utterance(TEXT, voice.name, voice.pace, voice.language)


@pytest.fixture(scope="module")
def spoken(registry: Registry) -> Callable[[Utterance], Clip]:
    """What each voice said when it was first asked."""
    return cache(lambda utterance: registry.voice(utterance.voice)[0].speak(utterance))


def test_voices_hold_what_is_known(asked: tuple[Narrator, Utterance]) -> None:
    """Every voice that can be named without a start is among all voices, with its engine and a usable pace."""
    narrator, utterance = asked
    names = [voice.name for voice in narrator.voices()]
    assert utterance.voice in names
    assert {voice.name for voice in narrator.known()} <= set(names)
    assert all(voice.engine == narrator.name and 0.5 <= voice.pace <= 1.5 for voice in narrator.voices())


def test_fingerprint_is_stable(asked: tuple[Narrator, Utterance], registry: Registry) -> None:
    """The fingerprint is the same each time and names no folder of this machine."""
    narrator, utterance = asked
    assert narrator.fingerprint() == registry.voice(utterance.voice)[0].fingerprint()
    assert "/" not in narrator.fingerprint()


def test_speaks_a_plausible_clip(asked: tuple[Narrator, Utterance]) -> None:
    """A sentence becomes audible mono sound whose length fits its words."""
    clip = spoken_surely(*asked, None)
    assert 0.8 < clip.seconds < 4.5
    assert clip.audio.channels == 1
    assert clip.audio.sample_width == 2
    loudness = integrated_of(clip.samples())
    assert loudness is not None
    assert -45 < loudness < -5


def test_the_same_utterance_gives_the_same_samples(
    asked: tuple[Narrator, Utterance], spoken: Callable[[Utterance], Clip]
) -> None:
    """Speaking twice gives the same sound to the bit, also in another second of the clock."""
    narrator, utterance = asked
    first = spoken(utterance)
    time.sleep(1.1)
    assert narrator.speak(utterance).audio.raw_data == first.audio.raw_data


def test_a_slower_pace_is_longer(asked: tuple[Narrator, Utterance], spoken: Callable[[Utterance], Clip]) -> None:
    """A lower pace takes more time."""
    narrator, utterance = asked
    slower = dataclasses.replace(utterance, pace=utterance.pace * 0.75)
    assert narrator.speak(slower).trimmed().seconds > 1.1 * spoken(utterance).trimmed().seconds


def test_an_unknown_voice_is_an_error(asked: tuple[Narrator, Utterance]) -> None:
    """An engine refuses a voice that it does not have, and names those it has."""
    narrator, utterance = asked
    with pytest.raises(VoiceError, match="nobody") as caught:
        narrator.speak(dataclasses.replace(utterance, voice="nobody"))
    assert caught.value.hint
