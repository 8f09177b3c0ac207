"""A client's own words stand in their slots, and move as little as they must."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_laying import HERE, OUTRO, framing_of, lengths, say, say_field, script_of, steps

from guides.model.clip import ClipRef
from guides.model.script import At, Chapter, Field, Pause, Say, Script, Sentence, Silence, Step
from guides.model.timeline import SpokenAt, Timeline
from guides.timeline.laying import Laid, lay
from guides.timeline.lines import spoken_lines
from guides.timeline.personal import SILENCE_KEEPS, OwnWords, Personal, with_own_words
from guides.units import RATE, Frames, Seconds, to_frames

COMMON = ClipRef("common", Frames(2 * RATE))
ONLY_MINE = Say(Sentence((Field("asks", "", "", "", HERE),), "sentence", HERE))


def laid(script: Script) -> Laid:
    lines = spoken_lines(script, {})
    return lay(script, lines, [COMMON] * len(lines), framing_of(script))


def with_words(script: Script, seconds: float) -> tuple[Timeline, Personal]:
    """The common guide, and one in which every personal line lasts so long."""
    common = laid(script)
    words = OwnWords("Hello, you.", ClipRef("own", to_frames(Seconds(seconds))))
    own = {index: words for index, step in enumerate(script.steps) if isinstance(step, Say) and step.sentence.fields}
    return common.timeline, with_own_words(common, script, framing_of(script), own)


def starts(timeline: Timeline) -> list[float]:
    return [round(said.start / RATE, 3) for said in timeline.spoken]


def unmoved(timeline: Timeline) -> object:
    """All of a guide but what is said in personal lines."""
    others = tuple((said.start, said.clip) for said in timeline.spoken if said.slot_end is None)
    return replace(timeline, spoken=()), others


def test_words_that_fit_move_nothing() -> None:
    """Shorter or longer by up to the slot: every other sound, the music and the length are where they were."""
    script = script_of(say_field("paragraph"), say(), Silence(Seconds(30), "rise", False, HERE), say())
    for seconds in (0.3, 2.0, 3.5):
        common, personal = with_words(script, seconds)
        assert unmoved(personal.timeline) == unmoved(common)
        assert not personal.outgrown
        assert starts(personal.timeline) == starts(common)


def test_words_that_do_not_fit_move_what_follows_up_to_the_next_silence() -> None:
    """Five seconds in a slot of 3.5: the next sentence is later by 1.5 s, what comes after the silence is not."""
    script = script_of(say_field("paragraph"), say(), Silence(Seconds(30), "rise", False, HERE), say())
    common, personal = with_words(script, 5.0)
    before, after = starts(common), starts(personal.timeline)
    assert after == [before[0], before[1] + 1.5, before[2]]
    (quiet,) = personal.timeline.quiets
    assert quiet.end == common.quiets[0].end
    assert quiet.start == common.quiets[0].start + to_frames(Seconds(1.5))
    assert personal.timeline.length == common.length
    assert [(late.place, late.by) for late in personal.outgrown] == [(HERE, to_frames(Seconds(1.5)))]


def test_an_at_takes_up_what_came_before() -> None:
    """After an `[at]` everything is where it is for everyone."""
    script = script_of(say_field("paragraph"), say(), At(None, Seconds(60), HERE), say())
    common, personal = with_words(script, 20.0)
    assert starts(personal.timeline)[2] == starts(common)[2] == 60.0


def test_without_a_silence_the_guide_is_longer() -> None:
    """Where nothing can give time, the rest of the guide is later, its end too; the last pause is kept."""
    script = script_of(say_field(), Pause(Seconds(8), HERE), say())
    common, personal = with_words(script, 12.0)
    later = personal.timeline.length - common.length
    assert later == to_frames(Seconds(12.0 - 3.5))
    assert personal.timeline.tail - common.tail == later
    assert personal.timeline.spoken[1].start - common.spoken[1].start == later


def test_a_short_silence_gives_what_it_can() -> None:
    """One second of a silence is left; what it cannot give, the next one does."""
    script = script_of(
        say_field("paragraph"),
        Silence(Seconds(4), "rise", False, HERE),
        say(),
        Silence(Seconds(60), "rise", False, HERE),
        say(),
    )
    common, personal = with_words(script, 30.0)
    words, after, _ = personal.timeline.spoken
    assert after.start - words.end == to_frames(Seconds(SILENCE_KEEPS))
    _, second = personal.timeline.quiets
    assert second.end == common.quiets[1].end
    assert starts(personal.timeline)[2] == starts(common)[2]


def test_a_sentence_that_only_this_client_hears() -> None:
    """It stands where it would, and a silence after it gives its time."""
    script = script_of(say("A.", "paragraph"), ONLY_MINE, Silence(Seconds(60), "rise", False, HERE), say())
    common, personal = with_words(script, 10.0)
    first, own, last = personal.timeline.spoken
    assert own.start == first.end + to_frames(Seconds(3.0))
    assert (own.text, own.shared) == ("Hello, you.", "")
    assert personal.timeline.quiets[0].start == own.end
    assert last.start == common.spoken[1].start


def test_a_chapter_begins_with_words_that_only_this_client_hears() -> None:
    """Its heading stands before them, so it does not wait for the silence after them."""
    heading = Chapter("What they ask", HERE)
    quiet = Silence(Seconds(60), "rise", False, HERE)
    common, personal = with_words(script_of(heading, say("A.", "paragraph"), heading, ONLY_MINE, quiet), 10.0)
    assert personal.timeline.chapters[1].start == personal.timeline.spoken[1].start
    assert common.chapters[1].start == common.quiets[0].start


def test_others_read_the_words_for_everyone() -> None:
    """Beside a client's words stand those that a tag may show."""
    _, personal = with_words(script_of(say_field("paragraph"), say()), 2.0)
    assert [(said.text, said.shared) for said in personal.timeline.spoken] == [
        ("Hello, you.", "Hello."),
        ("Hello.", None),
    ]


own_steps = st.one_of(steps, st.just(say_field("paragraph")), st.just(ONLY_MINE))


@settings(max_examples=300)
@given(st.lists(own_steps, max_size=25), st.data(), st.none() | st.floats(100, 1200).map(Seconds))
def test_any_words_in_any_script(script_steps: Sequence[Step], data: st.DataObject, length: Seconds | None) -> None:
    """Nothing overlaps or is lost, nothing is earlier than for everyone, and words that fit move nothing."""
    script = script_of(*script_steps, length=length)
    common = laid(script)
    assume(not common.late)  # No build lays those.
    personal = [index for index, step in enumerate(script.steps) if isinstance(step, Say) and step.sentence.fields]
    own = {step: OwnWords(f"own {step}", ClipRef(f"own {step}", Frames(data.draw(lengths)))) for step in personal}
    made = with_own_words(common, script, framing_of(script), own)
    timeline = made.timeline
    assert {said.text for said in timeline.spoken if said.shared is not None} == {words.text for words in own.values()}
    others = [said for said in timeline.spoken if said.shared is None]
    same = [said for said in common.timeline.spoken if said.step not in own]
    assert [said.clip for said in others] == [said.clip for said in same]
    assert all(now.start >= then.start for now, then in zip(others, same, strict=True))
    _assert_apart(timeline.spoken)
    for quiet in timeline.quiets:
        assert quiet.start <= quiet.end
        for said in timeline.spoken:
            # Into a silence words reach only as far as their slot does.
            assert said.start >= quiet.end or said.end <= quiet.start or said.end <= (said.slot_end or 0)
    assert timeline.outro <= timeline.tail <= timeline.length
    assert timeline.length >= common.timeline.length
    assert all(said.end <= timeline.outro + to_frames(Seconds(OUTRO)) for said in timeline.spoken)
    if not made.outgrown:
        assert [said.start for said in others] == [said.start for said in same]
        own_begin: dict[str, Any] = {"spoken": (), "quiets": (), "chapters": (), "music": ()}
        assert replace(timeline, **own_begin) == replace(common.timeline, **own_begin)


def _assert_apart(spoken: Sequence[SpokenAt]) -> None:
    assert all(before.end <= after.start for before, after in pairwise(spoken))
