"""Who decides voice, pace, pauses and the depth of the music; and what the pause scale leaves alone."""

from dataclasses import replace
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.errors import Place
from guides.model.clip import ClipRef
from guides.model.script import (
    At,
    Bell,
    Breathe,
    Field,
    FrontMatter,
    MusicChoice,
    Pause,
    Say,
    Script,
    Sentence,
    Silence,
    Step,
    Text,
)
from guides.model.settings import MusicSettings, Pauses, Settings, VoiceSettings
from guides.model.timeline import Timeline
from guides.model.tuning import Tuned, Tuning, written_tuning
from guides.timeline.framing import frame
from guides.timeline.laying import lay
from guides.timeline.lines import spoken_lines
from guides.units import RATE, Decibels, Frames, Seconds, to_frames

HERE = Place("scripts/support/01-a.md", 3, 1)
USUAL = Decibels(15.0)
FRONT = FrontMatter(title="A", public_title="A", kind="support", music=MusicChoice(track=None))


def tuned(*wanted: Tuning) -> Tuned:
    return Tuned((*wanted, Tuning(voice="heart")))


def test_the_strongest_word_holds() -> None:
    """For each value by itself: who stands first and says something decides."""
    both = tuned(Tuning(pace=0.8), Tuning(pace=0.6, pauses=1.5, under=18), Tuning(pauses=2, voice="emma"))
    assert (both.pace(0.7), both.pauses, both.under(USUAL), both.voice(None)) == (0.8, 1.5, 18, "emma")
    nothing = tuned()
    assert (nothing.pace(0.7), nothing.pauses, nothing.under(USUAL), nothing.voice(None)) == (0.7, 1, 15, "heart")


def test_a_voice_cue_stands_where_it_is_put() -> None:
    """Below those who come before the cues, above everybody else."""
    below = Tuned((Tuning(voice="emma"), Tuning(voice="heart")))
    assert (below.voice("michael"), below.voice(None)) == ("michael", "emma")
    above = replace(below, above_cues=1)
    assert (above.voice("michael"), above.voice(None)) == ("emma", "emma")
    silent = Tuned((Tuning(), Tuning(voice="heart")), above_cues=1)
    assert silent.voice("michael") == "michael"


def test_clear_speech_slows_lengthens_and_lowers() -> None:
    """20 LU, a tenth slower, pauses 1.3 times as long; and never the other way."""
    clear = tuned(Tuning(clear_speech=True))
    assert clear.clear_speech
    assert (clear.pace(0.7), clear.pauses, clear.under(USUAL)) == (pytest.approx(0.63), 1.3, 20)
    assert clear.pace(0.62) == 0.6, "slower than 0.6 words are misheard"
    assert clear.pace(0.55) == 0.55, "what is slower already is not made quicker"
    over = tuned(Tuning(clear_speech=True), Tuning(under=25, pauses=3, pace=0.9))
    assert (over.under(USUAL), over.pauses, over.pace(0.7)) == (25, 3, pytest.approx(0.81))


def test_what_is_said_beside_clear_speech_is_kept() -> None:
    """Values at the same or a stronger level win over the preset's; those of a weaker one it builds on."""
    beside = tuned(Tuning(clear_speech=True, pace=0.8, pauses=1.0, under=12))
    assert (beside.pace(0.7), beside.pauses, beside.under(USUAL)) == (0.8, 1.0, 12)
    above = tuned(Tuning(pauses=1.0), Tuning(clear_speech=True))
    assert (above.pauses, above.under(USUAL)) == (1.0, 20)
    below = tuned(Tuning(clear_speech=True), Tuning(pauses=1.5))
    assert below.pauses == pytest.approx(1.95)


def test_clear_speech_is_asked_for_once_or_refused() -> None:
    """To ask again for what holds already changes nothing; a stronger no ends it."""
    practice = Tuning(clear_speech=True, pauses=1.1)
    assert tuned(Tuning(clear_speech=True), practice).pauses == tuned(practice).pauses == 1.1
    refused = tuned(Tuning(clear_speech=False), Tuning(clear_speech=True, under=18))
    assert not refused.clear_speech
    assert (refused.pace(0.7), refused.pauses, refused.under(USUAL)) == (0.7, 1, 18)


WISH = st.builds(
    Tuning,
    voice=st.none() | st.sampled_from(["emma", "michael"]),
    pace=st.none() | st.floats(0.5, 1.5),
    pauses=st.none() | st.floats(0.5, 3),
    under=st.none() | st.floats(0, 60),
    clear_speech=st.none() | st.booleans(),
)


@given(st.lists(WISH, max_size=4), st.floats(0.5, 1.5))
def test_whatever_is_wanted_stays_within_bounds(wanted: list[Tuning], usual: float) -> None:
    """Pace, pauses and depth are always ones that could have been written, and repeating a wish changes nothing."""
    found = tuned(*wanted)
    assert 0.5 <= found.pace(usual) <= 1.5
    assert 0.5 <= found.pauses <= 3
    assert 0 <= found.under(USUAL) <= 60
    twice = tuned(*(wish for wish in wanted for _ in range(2)))
    assert (twice.pace(usual), twice.pauses, twice.under(USUAL)) == (
        found.pace(usual),
        found.pauses,
        found.under(USUAL),
    )


@given(st.lists(WISH, max_size=3), st.floats(0.5, 1.5))
def test_clear_speech_never_makes_less_clear(wanted: list[Tuning], usual: float) -> None:
    """Above wishes without it, it makes nothing quicker, shorter or nearer."""
    plain = [replace(wish, clear_speech=None) for wish in wanted]
    without, clear = tuned(*plain), tuned(Tuning(clear_speech=True), *plain)
    assert clear.pace(usual) <= without.pace(usual)
    assert clear.pauses >= without.pauses
    assert clear.under(USUAL) >= max(without.under(USUAL), 20)


def test_front_matter_comes_before_the_practice() -> None:
    """Each value of a script holds; what it does not say is the practice's, journeys by their own depth."""
    settings = Settings(
        voice=VoiceSettings(name="emma", pace=0.9, clear_speech=True),
        pauses=Pauses(scale=1.2),
        music=MusicSettings(under=17, journey_under=13),
    )
    own = FrontMatter("A", "A", "return", voice="heart", pace=0.8, pauses=2, clear_speech=False)
    first, second = written_tuning(own, settings)
    assert first == Tuning("heart", 0.8, 2, None, clear_speech=False)
    assert second == Tuning("emma", 0.9, 1.2, 13, clear_speech=True)
    (script, practice) = (script_of(), Tuned(written_tuning(FRONT, settings)))
    assert practice.under(USUAL) == frame(script, settings).under == 17


def script_of(*steps: Step, **front: object) -> Script:
    return Script("support/01-a", HERE.file, replace(FRONT, **front), steps)  # type: ignore[arg-type]


def say(ending: str = "sentence", *, field: bool = False) -> Say:
    spans = (Text("Hello"), Field("name", None, ", ", "", HERE)) if field else (Text("Hello"),)
    return Say(Sentence(spans, ending, HERE))  # type: ignore[arg-type]


def laid(script: Script, scale: float) -> Timeline:
    lines = spoken_lines(script, {})
    settings = msgspec.structs.replace(Settings(), pauses=Pauses(scale=scale))
    clip = ClipRef("clip", Frames(2 * RATE))
    return lay(script, lines, [clip] * len(lines), frame(script, settings)).timeline


def gaps(timeline: Timeline) -> list[float]:
    spoken = timeline.spoken
    return [round((after.start - before.end) / RATE, 4) for before, after in pairwise(spoken)]


@pytest.mark.parametrize("scale", [0.5, 1, 1.3, 3])
def test_the_scale_multiplies_automatic_pauses_and_pause_cues(scale: float) -> None:
    """Sentences, ellipses, paragraphs and `[pause]`, each times the scale."""
    script = script_of(say(), say("ellipsis"), say("paragraph"), say(), Pause(Seconds(4), HERE), say())
    assert gaps(laid(script, scale)) == [round(pause * scale, 4) for pause in (0.8, 1.2, 3, 4)]


def test_front_matter_scales_too() -> None:
    """`pauses: 2` in a script comes before the practice's scale."""
    assert gaps(laid(script_of(say(), say(), pauses=2.0), 3)) == [1.6]


@given(st.floats(0.5, 3))
def test_what_was_written_exactly_stays_exact(scale: float) -> None:
    """Silences, bells, breaths, `[at]` and `length` last as written whatever the scale."""
    breath = Breathe(Seconds(4), None, Seconds(6), 3, HERE)
    exact = script_of(say(), Silence(Seconds(20), "rise", False, HERE), say(), Bell(2, HERE), breath, length=90.0)
    plain, scaled = laid(exact, 1), laid(exact, scale)
    assert plain == scaled
    waits = script_of(say(), say(), Pause(Seconds(2), HERE), say(), At(None, Seconds(60), HERE), say())
    assert laid(waits, scale).spoken[-1].start == to_frames(60)


def test_a_slot_keeps_its_rule() -> None:
    """A line with a field takes 1.5 s of the pause after it, which keeps 0.4 s, whatever that pause has become."""
    script = script_of(say("paragraph", field=True), say())
    for scale, room in ((1, 1.5), (3, 1.5), (0.5, 1.1)):
        first = laid(script, scale).spoken[0]
        assert first.slot_end == first.end + to_frames(room)
