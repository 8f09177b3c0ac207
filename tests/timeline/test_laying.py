"""Everything stands where the script says, to the frame."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.errors import Place
from guides.model.clip import ClipRef
from guides.model.script import (
    At,
    Bell,
    Breathe,
    ChangeVoice,
    Chapter,
    Field,
    FrontMatter,
    Music,
    MusicChoice,
    Pause,
    Phase,
    Say,
    Script,
    Sentence,
    Silence,
    Step,
    Text,
)
from guides.model.settings import Settings
from guides.timeline.framing import Framing, frame
from guides.timeline.laying import Laid, lay
from guides.timeline.lines import spoken_lines
from guides.timeline.talking import talking_frames
from guides.timeline.verdict import verdict
from guides.units import RATE, Frames, Seconds, to_frames

HERE = Place("scripts/preparation/01-a.md", 3, 1)
CLIP = ClipRef("clip", Frames(2 * RATE))
BARE = MusicChoice(track=None)


def say(text: str = "Hello.", ending: str = "sentence") -> Say:
    return Say(Sentence((Text(text),), ending, HERE))  # type: ignore[arg-type]


def say_field(ending: str = "sentence") -> Say:
    return Say(Sentence((Text("Hello"), Field("name", None, ", ", "", HERE), Text(".")), ending, HERE))  # type: ignore[arg-type]


def script_of(*steps: Step, **front: object) -> Script:
    matter = FrontMatter(title="A", public_title="A", kind="preparation", music=BARE)
    return Script("preparation/01-a", HERE.file, replace(matter, **front), steps)  # type: ignore[arg-type]


def laid(script: Script, clip: ClipRef = CLIP) -> Laid:
    lines = spoken_lines(script, {})
    return lay(script, lines, [clip] * len(lines), framing_of(script))


def framing_of(script: Script) -> Framing:
    return frame(script, Settings())


def starts(result: Laid) -> list[float]:
    return [said.start / RATE for said in result.timeline.spoken]


INTRO, OUTRO = 0.7, 2.0


def test_automatic_pauses() -> None:
    """0.8 s after a sentence, 1.2 s after an ellipsis, 3 s after a paragraph."""
    result = laid(script_of(say(), say(ending="ellipsis"), say(ending="paragraph"), say()))
    assert starts(result) == pytest.approx([0.7, 3.5, 6.7, 11.7])
    assert result.timeline.length == to_frames(11.7 + 2 + OUTRO)


def test_marked_pauses_replace_and_add_up() -> None:
    """A marked pause stands in place of the automatic one, and neighbours add up."""
    result = laid(script_of(say(ending="paragraph"), Pause(Seconds(4), HERE), Pause(Seconds(2), HERE), say()))
    assert starts(result) == pytest.approx([0.7, 8.7])


def test_music_and_voice_keep_the_automatic_pause() -> None:
    """A change of music or voice takes no time of its own."""
    result = laid(script_of(say(), Music("ocean.flac", None, HERE), ChangeVoice("michael", HERE), say()))
    assert starts(result) == pytest.approx([0.7, 3.5])
    assert result.timeline.music[-1].start == to_frames(2.7)


def test_bells() -> None:
    """Bells are 6 s apart, and speech comes 3 s after the last."""
    result = laid(script_of(say(), Bell(3, HERE), say()))
    assert [tone.start / RATE for tone in result.timeline.tones] == pytest.approx([2.7, 8.7, 14.7])
    assert starts(result)[1] == pytest.approx(17.7)


def test_a_guide_never_ends_inside_a_bell() -> None:
    """Without music the last bell still rings out."""
    result = laid(script_of(say(), Bell(1, HERE)))
    assert result.timeline.length >= result.timeline.tones[-1].start + to_frames(8.0)


def test_breathing() -> None:
    """Two rounds are spoken, the rest are tones, and every phase has its exact length."""
    breathe = Breathe(Seconds(4), Seconds(2), Seconds(6), 4, HERE)
    result = laid(script_of(breathe, say()), ClipRef("clip", Frames(RATE)))
    assert starts(result)[:6] == pytest.approx([0.7, 4.7, 6.7, 12.7, 16.7, 18.7])
    assert [tone.kind for tone in result.timeline.tones] == ["inhale", "hold", "exhale"] * 2
    assert starts(result)[6] == pytest.approx(0.7 + 4 * 12)


def test_a_breathing_word_that_does_not_fit() -> None:
    """A word longer than its phase is an error that names it."""
    script = script_of(Breathe(Seconds(1), None, Seconds(6), 2, HERE))
    (problem,) = verdict(laid(script), script)
    assert "Breathe in" in problem.message
    assert problem.place == HERE
    assert problem.severity == "error"


def test_at_waits() -> None:
    """What follows `[at]` begins exactly then."""
    result = laid(script_of(say(), At(None, Seconds(60), HERE), say()))
    assert starts(result)[1] == pytest.approx(60.0)
    assert result.timeline.quiets[0].fixed


def test_at_in_the_past() -> None:
    """A time that has passed is an error with the overrun; a small one is only a warning for estimates."""
    script = script_of(say(), say(), At(None, Seconds(5), HERE), say())
    (problem,) = verdict(laid(script), script)
    assert problem.severity == "error"
    assert "0.5 s" in problem.message
    assert verdict(laid(script), script, estimated=True)[0].severity == "warning"


def test_chapters() -> None:
    """A chapter begins with its first sound or silence; the first begins at 0."""
    result = laid(
        script_of(
            Chapter("One", HERE),
            say(ending="paragraph"),
            Chapter("Two", HERE),
            say(ending="paragraph"),
            Chapter("Three", HERE),
            Silence(Seconds(10), "rise", False, HERE),
            say(),
        )
    )
    found = [(chapter.title, chapter.start / RATE) for chapter in result.timeline.chapters]
    assert found == [("One", 0.0), ("Two", pytest.approx(5.7)), ("Three", pytest.approx(7.7))]


def test_what_stands_before_the_first_heading() -> None:
    """It is a chapter named by the title."""
    result = laid(script_of(say(ending="paragraph"), Chapter("Two", HERE), say()))
    assert [chapter.title for chapter in result.timeline.chapters] == ["A", "Two"]


def test_length_stretches_silences_first() -> None:
    """`length` comes out to the frame: first by stretching, then by music alone."""
    steps = (say(), Silence(Seconds(20), "rise", True, HERE), say())
    natural = laid(script_of(*steps)).timeline.length
    longer = laid(script_of(*steps, length=Seconds(natural / RATE + 8)))
    assert longer.timeline.length == natural + 8 * RATE
    assert longer.waits == 0
    longest = laid(script_of(*steps, length=Seconds(natural / RATE + 30)))
    assert longest.timeline.length == natural + 30 * RATE
    assert longest.waits == 20 * RATE


def test_length_that_cannot_be() -> None:
    """Silences shrink to 0.7 of what was written; beyond that the error names the difference."""
    steps = (say(), Silence(Seconds(20), "rise", True, HERE), say())
    natural = laid(script_of(*steps)).timeline.length / RATE
    assert laid(script_of(*steps, length=Seconds(natural - 6))).over_length == 0
    script = script_of(*steps, length=Seconds(natural - 16), length_place=HERE)
    (problem,) = verdict(laid(script), script)
    assert "10 s longer" in problem.message


def test_stretching_meets_an_at() -> None:
    """A `stretch` silence shrinks so that `[at]` comes out."""
    script = script_of(say(), Silence(Seconds(20), "rise", True, HERE), say(), At(None, Seconds(20), HERE), say())
    result = laid(script)
    assert not result.late
    assert starts(result)[2] == pytest.approx(20.0)
    assert starts(result)[1] == pytest.approx(18.0)


def test_tail() -> None:
    """`tail` goes on after the end."""
    plain, tailed = laid(script_of(say())), laid(script_of(say(), tail=Seconds(60)))
    assert tailed.timeline.tail == plain.timeline.length
    assert tailed.timeline.length == plain.timeline.length + 60 * RATE


def test_slots() -> None:
    """A line with a field keeps 1.5 s of the pause after it, and leaves that pause 0.4 s."""
    result = laid(script_of(say_field("paragraph"), say_field(), say()))
    first, second, third = result.timeline.spoken
    assert first.slot_end == first.end + to_frames(1.5)
    assert second.slot_end == second.end + to_frames(0.4)
    assert third.slot_end is None


def test_a_field_changes_no_time() -> None:
    """The common guide stands as if there were no slots."""
    assert starts(laid(script_of(say_field(), say()))) == starts(laid(script_of(say(), say())))


def test_a_sentence_without_words_is_not_spoken() -> None:
    """A field that comes to nothing leaves no clip behind."""
    empty = Say(Sentence((Field("asks", "", "", "", HERE),), "sentence", HERE))
    assert len(laid(script_of(empty, say())).timeline.spoken) == 1


def test_phases_follow_each_other() -> None:
    """The first phase begins the guide, the next when it has ended; the guide ends after the last."""
    script = script_of(
        Phase("onset", Seconds(60), HERE),
        say(),
        Phase("peak", Seconds(120), HERE),
        At("peak", Seconds(30), HERE),
        say(),
    )
    result = laid(script)
    assert [(phase.name, phase.start / RATE) for phase in result.timeline.phases] == [("onset", 0.0), ("peak", 60.0)]
    assert starts(result)[1] == pytest.approx(90.0)
    assert result.timeline.length == 180 * RATE


def test_a_route_has_its_own_phases() -> None:
    """A journey with a route and no phase of its own lasts as long as its route."""
    script = script_of(say(), kind="journey", route="im", present="clinician")
    assert laid(script).timeline.length == 55 * 60 * RATE


def test_words_per_minute_leave_marked_pauses_out() -> None:
    """Sentence pauses count as talking; marked pauses and paragraph gaps do not."""
    script = script_of(say(), say(ending="paragraph"), say(), Pause(Seconds(30), HERE), say())
    assert talking_frames(laid(script).timeline, framing_of(script)) == to_frames(4 * 2 + 0.8)


def test_music_before_any_sound_is_what_the_guide_opens_with() -> None:
    """Its intro, or the want of one, is that of the music that really plays."""
    calm = script_of(Music(None, None, HERE), say(), music=MusicChoice(track="warm-drone"))
    assert starts(laid(calm)) == pytest.approx([0.7])
    assert [change.track for change in laid(calm).timeline.music] == [None]
    framed = script_of(Music("warm-drone", None, HERE), say())
    assert starts(laid(framed)) == pytest.approx([8.0])


def test_music_from_a_cue_ends_in_a_long_fade() -> None:
    """The end belongs to the music that is there, not to what the guide began with."""
    timeline = laid(script_of(say(), Music("warm-drone", None, HERE), say())).timeline
    assert timeline.tail - timeline.outro == to_frames(24.0)


def test_a_written_fade_is_not_cut_short() -> None:
    """`[music off, fade 20s]` at the end takes its twenty seconds."""
    script = script_of(say(), Music(None, Seconds(20), HERE), music=MusicChoice(track="warm-drone"))
    timeline = laid(script).timeline
    assert timeline.length == timeline.music[-1].start + to_frames(20.0)


def test_length_makes_room_for_a_last_bell() -> None:
    """A silence shrinks by what the bell needs to ring out."""
    steps = (say(), Silence(Seconds(40), "rise", True, HERE), say(), Bell(1, HERE))
    result = laid(script_of(*steps, length=Seconds(50)))
    assert result.over_length == 0
    assert result.timeline.length == 50 * RATE


def test_the_difference_is_named_even_when_it_is_large() -> None:
    """A `length` shorter than the end itself still says how much longer the guide is."""
    natural = laid(script_of(say())).timeline.length
    assert laid(script_of(say(), length=Seconds(1))).over_length == natural - RATE


def test_words_that_come_to_nothing_keep_the_longer_pause() -> None:
    """A paragraph that ends in an empty field still ends in a paragraph's pause."""
    empty = Say(Sentence((Field("name", None, ", ", "", HERE),), "paragraph", HERE))
    assert starts(laid(script_of(say(), empty, say()))) == pytest.approx([0.7, 5.7])


lengths = st.integers(1, 20 * RATE)
times = st.floats(0.05, 40.0).map(Seconds)
steps = st.one_of(
    st.sampled_from(["sentence", "ellipsis", "paragraph", "cut"]).map(lambda ending: say("Word.", ending)),
    st.builds(Pause, times, st.just(HERE)),
    st.builds(Silence, times, st.sampled_from(["under", "rise", "still"]), st.booleans(), st.just(HERE)),
    st.builds(Bell, st.integers(1, 4), st.just(HERE)),
    st.builds(Chapter, st.just("Chapter"), st.just(HERE)),
    st.builds(Music, st.sampled_from([None, "warm-drone"]), st.none() | times, st.just(HERE)),
    st.builds(At, st.none(), st.floats(1, 900).map(Seconds), st.just(HERE)),
    st.just(say_field()),
)


@given(st.lists(steps, max_size=25), st.data(), st.none() | st.floats(1, 1200).map(Seconds), st.none() | times)
def test_any_script_is_in_order(
    script_steps: Sequence[Step], data: st.DataObject, length: Seconds, tail: Seconds
) -> None:
    """Nothing overlaps, nothing is lost, every pause is exact, and `length` is kept when it can be."""
    script = script_of(*script_steps, length=length, tail=tail)
    lines = spoken_lines(script, {})
    clips = [ClipRef(str(number), Frames(data.draw(lengths))) for number in range(len(lines))]
    result = lay(script, lines, clips, framing_of(script))
    timeline = result.timeline
    assert [said.clip for said in timeline.spoken] == clips
    assert all(before.end <= after.start for before, after in zip(timeline.spoken, timeline.spoken[1:], strict=False))
    assert all(quiet.start <= quiet.end for quiet in timeline.quiets)
    for quiet in timeline.quiets:
        assert not any(said.start < quiet.end and said.end > quiet.start for said in timeline.spoken)
    assert all(0 <= chapter.start <= timeline.length for chapter in timeline.chapters)
    assert timeline.chapters[0].start == 0
    assert timeline.outro <= timeline.tail <= timeline.length
    pauses = [quiet for quiet in timeline.quiets if quiet.mode == "under"]
    written = [step for step in script_steps if isinstance(step, Pause)]
    assert sum(quiet.end - quiet.start for quiet in pauses) >= sum(to_frames(step.seconds) for step in written)
    if length is not None and not result.over_length and to_frames(length) >= to_frames(INTRO + OUTRO + (tail or 0)):
        assert timeline.length == to_frames(length)
