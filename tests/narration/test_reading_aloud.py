"""Numbers, times, abbreviations and pronunciations are read as a person would."""

import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_table import TABLE

from guides.model.utterance import Utterance
from guides.narration.reading_aloud import pieces, words

SCRAPS = st.lists(
    st.sampled_from([*string.digits, *".,:;/-–—()[]{}<>%$€£°'\"#@&+=×²½…!? aApPmMIVXshtkKCF_*", "am", " to ", "Oct "]),
    max_size=30,
).map("".join)
"""Texts that look like numbers, dates, times and sums, and are none."""
PLAIN = st.lists(
    st.sampled_from(["rest", "gently", "your", "breath", "and", "notice", "the", "ground", "beneath", "you", "softly"]),
    min_size=1,
    max_size=12,
)


def utterance(text: str, language: str = "en-us", pronounce: tuple[tuple[str, str], ...] = ()) -> Utterance:
    return Utterance(text, "tone", 1.0, language, pronounce)


@pytest.mark.parametrize("written", TABLE)
def test_reads_as_a_person_would(written: str) -> None:
    """Each written form becomes the words that a person reading aloud would say."""
    assert words(utterance(written)) == TABLE[written]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("205 on May 3", "two hundred and five on the third of May"),
        ("10/3/2026", "the tenth of March, twenty twenty-six"),
        ("25/12/2026", "the twenty-fifth of December, twenty twenty-six"),
        ("on 25/12", "on the twenty-fifth of December"),
    ],
)
def test_british_numbers_and_dates(written: str, said: str) -> None:
    """In British English hundreds have an `and`, and days come before months."""
    assert words(utterance(written, "en-gb")) == said


@pytest.mark.parametrize("written", TABLE)
def test_words_stay_as_they_are(written: str) -> None:
    """What has been read out once needs no reading: the rules find nothing more in it."""
    said = words(utterance(written))
    assert words(utterance(said)) == said


@given(st.one_of(st.text(max_size=60), SCRAPS))
def test_no_digit_and_no_bracket_is_left_to_an_engine(text: str) -> None:
    """Whatever stands in a text, what is said has no digits, brackets, pictures or invisible signs, and is stable."""
    said = words(utterance(text))
    assert not [sign for sign in said if unicodedata.category(sign) in ("Nd", "No", "Nl", "Ps", "Pe", "So", "Co", "Cc")]
    assert not re.search(r"[<>{}\[\]]|\s\s", said)
    assert words(utterance(text)) == said


@given(PLAIN, st.sampled_from(["", ".", "…", "?", ","]))
def test_no_plain_word_is_lost(plain: list[str], end: str) -> None:
    """A sentence without numbers or signs is passed on word for word."""
    assert words(utterance(" ".join(plain) + end)) == " ".join(plain) + end


@given(PLAIN, SCRAPS)
def test_plain_words_around_signs_stay(plain: list[str], scraps: str) -> None:
    """Whatever signs stand between them, the words themselves are all said, in their order."""
    said = words(utterance(f"{' '.join(plain)} — {scraps} — {' '.join(plain)}"))
    found = iter(re.findall(r"[a-z]+", said))
    assert all(word in found for word in [*plain, *plain])


@given(st.text(max_size=60), st.text(min_size=1, max_size=8), st.text(max_size=12))
def test_any_pronunciation_of_anything_is_harmless(text: str, word: str, said: str) -> None:
    """No entry, however odd, makes reading fail or lets a sign of its own through."""
    for found in (words(utterance(text, pronounce=((word, said),))), *(p.text for p in pieces(utterance(text)))):
        assert isinstance(found, str)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("a minute detail", "maɪnˈuːt"),
        ("be content to rest", "kəntˈɛnt"),
        ("Live from the heart.", "lˈɪv"),
        ("parts that live inside", "lˈɪv"),
        ("heavy as lead", "lˈɛd"),
        ("Does any part object?", "əbdʒˈɛkt"),
        ("She read the letter.", "ɹˈɛd"),
        ("Record what came.", "ɹɪkˈɔːɹd"),
        ("take a bow", "bˈaʊ"),
        ("Let the muscles contract.", "kəntɹˈækt"),
        ("Let your eyes close.", "klˈoʊz"),
    ],
)
def test_words_of_two_sounds_are_told_apart(written: str, heard: str) -> None:
    """Where a word is the one that engines misread, they are given its phonemes."""
    assert heard in [piece.text for piece in pieces(utterance(written)) if piece.is_ipa]


@pytest.mark.parametrize(
    "written",
    [
        "Take a minute.",
        "the content of the dream",
        "live music",
        "Let Self lead.",
        "Find an object near you.",
        "Have you read it?",
        "a record of it",
        "a bow in her hair",
        "Stay close to it.",
        "Hold them close.",
        "an old wound",
    ],
)
def test_the_other_of_each_pair_is_left_alone(written: str) -> None:
    """Where a word is the one that engines read rightly, nothing is put in its place."""
    assert [piece.text for piece in pieces(utterance(written))] == [written]
