"""A sentence that was not really spoken is spoken again, or fails loudly."""

import pytest
from faulty_narrator import Faulty

from guides.errors import Place, VoiceError
from guides.model.utterance import Utterance
from guides.narration.plausible import CARRIER, is_plausible, spoken_surely

SHORT = Utterance("And breathe.", "tone", 1.0, "en-us")
LONG = Utterance(
    "Notice the part of you that keeps watch, thank it for its work, and let it rest for a while.",
    "tone",
    1.0,
    "en-us",
)
WHERE = Place("scripts/preparation/01-rest.md", 12)


@pytest.mark.parametrize(
    ("seconds", "phonemes", "pace", "rests", "plausible"),
    [
        (3.0, 30, 1.0, 0, True),
        (1.0, 30, 1.0, 0, False),
        (9.0, 30, 1.0, 0, False),
        (9.0, 30, 0.7, 0, True),
        (9.0, 30, 1.0, 3, True),
        (0.0, 1, 1.0, 0, False),
        (0.7, 2, 1.0, 0, True),
    ],
)
def test_length_per_speech_sound(seconds: float, phonemes: int, pace: float, rests: int, plausible: bool) -> None:
    """Between 45 and 250 ms per sound, scaled by the pace, with room for rests and for very short words."""
    assert is_plausible(seconds, phonemes, pace, rests) is plausible


def test_a_good_sentence_is_spoken_once() -> None:
    """Nothing is repeated when the first clip is good."""
    narrator = Faulty(lambda utterance: False)
    spoken_surely(narrator, LONG, WHERE)
    assert narrator.asked == [LONG]


def test_a_short_sentence_is_cut_from_a_longer_one() -> None:
    """A word that fails alone is spoken after a carrier and comes back without it."""
    narrator = Faulty(lambda utterance: utterance.text == SHORT.text)
    alone = Faulty(lambda utterance: False).speak(SHORT).trimmed()
    clip = spoken_surely(narrator, SHORT, WHERE)
    assert any(utterance.text.startswith(CARRIER) for utterance in narrator.asked)
    assert clip.seconds == pytest.approx(alone.seconds, abs=0.1)


def test_a_long_sentence_is_spoken_by_its_clauses() -> None:
    """A sentence that loses words as a whole is put together from its clauses, all of them."""
    narrator = Faulty(lambda utterance: len(utterance.text) > 45)
    whole = Faulty(lambda utterance: False).speak(LONG).trimmed()
    assert spoken_surely(narrator, LONG, WHERE).seconds == pytest.approx(whole.seconds, rel=0.15)


def test_another_pace_is_the_last_resort() -> None:
    """A sentence without clauses that fails is tried at a pace close to its own."""
    narrator = Faulty(lambda utterance: utterance.pace == 1.0)
    clip = spoken_surely(narrator, SHORT, WHERE)
    assert narrator.asked[-1].pace != 1.0
    assert clip.seconds > 0.5


def test_what_stays_wrong_fails_at_its_place_without_its_words() -> None:
    """When nothing helps, the error names file and line, and not the personal words."""
    with pytest.raises(VoiceError) as caught:
        spoken_surely(Faulty(lambda utterance: True), LONG, WHERE)
    assert caught.value.where == WHERE
    assert "watch" not in str(caught.value)
    assert caught.value.hint


def test_an_engine_error_gets_the_place() -> None:
    """An error of the engine itself is passed on with the sentence's place."""
    with pytest.raises(VoiceError, match="nobody") as caught:
        spoken_surely(Faulty(lambda utterance: False), Utterance("Rest.", "nobody", 1.0, "en-us"), WHERE)
    assert caught.value.where == WHERE


@pytest.mark.parametrize("text", ["…", "🙂", " — "])
def test_a_sentence_without_words_is_an_error(text: str) -> None:
    """Where there is nothing to say, the place is named and the voice is not asked."""
    narrator = Faulty(lambda utterance: False)
    with pytest.raises(VoiceError, match="nothing to speak") as caught:
        spoken_surely(narrator, Utterance(text, "tone", 1.0, "en-us"), WHERE)
    assert caught.value.where == WHERE
    assert not narrator.asked
