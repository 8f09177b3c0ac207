"""What was heard stands beside what was written, and only what sounds otherwise counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.model.utterance import Utterance
from guides.narration.reading_aloud import words
from guides.proof.alignment import LineHeard, align, word_error_rate
from guides.proof.recogniser import HeardWord
from guides.units import Seconds


def aloud(text: str) -> str:
    return words(Utterance(text, "tone", 1.0, "en-us"))


def heard(text: str, probability: float = 0.9) -> list[HeardWord]:
    """Two words a second, each 0.4 s long."""
    return [
        HeardWord(word, Seconds(0.5 * at), Seconds(0.5 * at + 0.4), probability) for at, word in enumerate(text.split())
    ]


def compare(written: str, spoken: str) -> list[tuple[str, str]]:
    """What differs in a single line."""
    (line,) = align([written], heard(spoken), "en-us", aloud)
    return [(difference.written, difference.heard) for difference in line.differences]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("There is nothing to do.", "Their is nothing two do"),
        ("Take 10 minutes.", "Take ten minutes."),
        ("Take ten minutes.", "take 10 minutes"),
        ("You'll find that it's enough.", "You will find that it is enough."),
        ("You cannot do it wrong, and you can't hurry it.", "you can't do it wrong and you can not hurry it"),
        ("A well-known, self-led part", "a well known self led part"),
        ("Every thing, firefighters", "everything fire fighters"),
        ("the colour grey", "the color gray"),
        ("IFS and KAP", "I F S and K.A.P."),
        ("I F S", "IFS"),
        ("It is okay.", "It's OK."),
        ("Breathe … and rest.", "um breathe and uh rest"),
        ("“Protectors”, say hello!", "protectors say hello"),
        ("Café", "cafe"),
        ("…", ""),
        ("It is 3:30 p.m. on the 2nd.", "It is three thirty p m on the second"),
    ],
)
def test_the_same_words_in_another_spelling_do_not_differ(written: str, spoken: str) -> None:
    """Numbers, contractions, hyphens, British spelling, homophones, letters and fillers are no errors."""
    assert compare(written, spoken) == []


@pytest.mark.parametrize(
    ("written", "spoken", "differs"),
    [
        ("You do not have to go back.", "You do have to go back", [("not", "")]),
        ("You could stay.", "You could stay here", [("", "here")]),
        ("Feel the floor.", "Feel the door", [("floor", "door")]),
        ("Feel the floor.", "", [("feel the floor", "")]),
        ("Notice the breath.", "notice the breathe", [("breath", "breathe")]),
        ("One part may keep watch.", "one may keep not watch", [("part", ""), ("", "not")]),
    ],
)
def test_what_was_dropped_added_or_misheard_is_named(written: str, spoken: str, differs: list[tuple[str, str]]) -> None:
    """Other words are told, those that were written beside those that were heard."""
    assert compare(written, spoken) == differs


def test_each_difference_stands_in_its_line_with_its_time() -> None:
    """A word that is wrong at the end of one line never makes the next one wrong, and each line knows its time."""
    lines = ["Feel the floor.", "Nothing else.", "Stay a while."]
    first, second, third = align(lines, heard("feel the door nothing else stay while"), "en-us", aloud)
    assert (first.start, first.end, first.errors, first.words) == (0.0, 1.4, 1, 3)
    assert (first.differences[0].start, first.differences[0].end) == (1.0, 1.4)
    assert second == LineHeard(2, Seconds(1.5), Seconds(2.4), ())
    assert [(each.written, each.start) for each in third.differences] == [("a", 2.9)]
    assert word_error_rate([first, second, third]) == pytest.approx(2 / 8)


def test_words_at_a_joint_go_to_the_line_they_sound_like() -> None:
    """Where one line ends wrong and the next begins wrong, each gets its own words."""
    first, second = align(["A quiet shore.", "Gently breathe."], heard("a quiet sure gentle breathe"), "en-us", aloud)
    assert [(each.written, each.heard) for each in first.differences] == [("shore", "sure")]
    assert [(each.written, each.heard) for each in second.differences] == [("gently", "gentle")]


def test_added_words_go_to_the_line_they_were_spoken_with() -> None:
    """Words between two lines are parted where the longest silence is."""
    said = [
        *heard("hello there"),
        *(HeardWord(w, Seconds(t), Seconds(t + 0.4), 0.9) for w, t in (("so", 9), ("stay", 9.5))),
    ]
    first, second = align(["Hello.", "Stay."], said, "en-us", aloud)
    assert [each.heard for each in first.differences] == ["there"]
    assert [each.heard for each in second.differences] == ["so"]


def test_how_sure_a_difference_is_comes_from_its_least_sure_word() -> None:
    """A guess among the words makes the whole difference a guess; silence is sure."""
    said = [*heard("feel the"), HeardWord("door", Seconds(2), Seconds(3), 0.2)]
    (line,) = align(["Feel the floor."], said, "en-us", aloud)
    assert line.differences[0].probability == 0.2
    (line,) = align(["Feel the floor."], heard("feel the"), "en-us", aloud)
    assert line.differences[0].probability == 1.0


def test_nothing_written_and_nothing_heard() -> None:
    """Lines without words and hearings without words are no failure."""
    assert align([], heard("hello"), "en-us", aloud) == ()
    assert align(["…"], [], "en-us", aloud) == (LineHeard(0, None, None, ()),)
    assert word_error_rate([]) == 0.0


def test_another_language_is_compared_too() -> None:
    """German words are compared by how German sounds, and those of an unknown language by their letters."""
    (line,) = align(["Spüre den Boden."], heard("spüre den Himmel"), "de", str)
    assert [(each.written, each.heard) for each in line.differences] == [("boden", "himmel")]
    (line,) = align(["Abc def."], heard("abc"), "zz-top", str)
    assert [each.written for each in line.differences] == ["def"]


WORDS = ("stone", "river", "gentle", "window", "morning", "yellow", "seven", "hollow", "kindly", "bridge")


def flat(lines: list[list[str]]) -> list[str]:
    return [word for line in lines for word in line]


TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=5)


@given(TEXTS)
def test_what_is_heard_as_written_never_differs(lines: list[list[str]]) -> None:
    """Whatever the text, hearing every word of it gives no error, and all lines lie in order."""
    found = align([" ".join(line) for line in lines], heard(" ".join(flat(lines))), "en-us", str)
    assert all(line.errors == 0 for line in found)
    assert [line.words for line in found] == [len(line) for line in lines]
    times = [time for line in found for time in (line.start, line.end)]
    assert times == sorted(times, key=lambda time: time or 0.0)


@given(TEXTS, st.data())
def test_one_lost_word_is_one_error(lines: list[list[str]], data: st.DataObject) -> None:
    """However the text repeats itself, a word that is lost costs one error, and that word is the one named."""
    spoken = flat(lines)
    lost = data.draw(st.integers(0, len(spoken) - 1))
    found = align([" ".join(line) for line in lines], heard(" ".join(spoken[:lost] + spoken[lost + 1 :])), "en-us", str)
    assert [(each.written, each.heard) for line in found for each in line.differences] == [(spoken[lost], "")]


@given(TEXTS, st.data())
def test_one_added_word_is_one_error(lines: list[list[str]], data: st.DataObject) -> None:
    """A word too many is one error, and named."""
    spoken = flat(lines)
    at = data.draw(st.integers(0, len(spoken)))
    found = align(
        [" ".join(line) for line in lines], heard(" ".join([*spoken[:at], "elephant", *spoken[at:]])), "en-us", str
    )
    assert [(each.written, each.heard) for line in found for each in line.differences] == [("", "elephant")]


@given(TEXTS, TEXTS)
def test_whatever_was_heard_every_word_is_counted(lines: list[list[str]], other: list[list[str]]) -> None:
    """Of any two texts, no written word is lost, and at least as many words are wrong as they differ in length."""
    spoken = flat(other)
    found = align([" ".join(line) for line in lines], heard(" ".join(spoken)), "en-us", str)
    written = sum(line.words for line in found)
    errors = sum(line.errors for line in found)
    assert written == len(flat(lines))
    assert abs(written - len(spoken)) <= errors <= written + len(spoken)
