"""Words of clients found in texts, however they are written there."""

import pytest
from rosters import roster

from guides.clients.personal_words import PersonalWords

LIST = (
    "id,name,first_name,intention,sitter\n"
    '1,Siobhán O’Neil,,"To rest. To lay the lantern down!",\n'
    "2,Rose,,,Li\n"
    "3,小明,,,\n"
    "4,Rose,,,\n"
)


@pytest.fixture
def words() -> PersonalWords:
    return PersonalWords(roster(LIST).clients, ["A rose is a rose. You may want to rest."])


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Welcome, Siobhán.", {"name"}),
        ("WELCOME, SIOBHAN!", {"name"}),
        ("siobha\u0301n-oneil", {"name"}),
        ("Siobhán O'Neil", {"name"}),
        ("ONeil-notes", {"name"}),
        ("To Neil", {"name"}),
        ("Siobhánka", set()),
        ("…to lay  the\nlantern down", {"intention"}),
        ("the lantern", set()),
    ],
)
def test_whole_words_without_case_accents_and_signs(words: PersonalWords, text: str, columns: set[str]) -> None:
    """A part of a name is enough; a part of a word, or of an intention, is not."""
    assert {needle.column for needle in words.found_in(text) if needle.client == "1"} == columns


def test_writing_without_gaps(words: PersonalWords) -> None:
    """A name inside of a longer run of signs is found."""
    assert {needle.client for needle in words.found_in("小明さん、こんにちは")} == {"3"}


def test_what_everyone_hears_is_doubtful(words: PersonalWords) -> None:
    """A name that is also a word of the scripts proves nothing, nor does one of two letters."""
    (rose,) = {needle for needle in words.found_in("Rose") if needle.client == "2"}
    (rest,) = words.found_in("to rest")
    (li,) = words.found_in("Li")
    (lantern,) = words.found_in("to lay the lantern down")
    assert [words.is_doubtful(needle) for needle in (rose, rest, li, lantern)] == [True, True, True, False]


def test_two_of_one_name(words: PersonalWords) -> None:
    """Who has the same word in a row of their own is known."""
    (rose,) = {needle for needle in words.found_in("Rose") if needle.client == "2"}
    assert words.is_shared(rose, "4")
    assert not words.is_shared(rose, "1")


def test_no_word_shows_in_a_traceback(words: PersonalWords) -> None:
    """Neither the folded form nor the written one."""
    assert "lantern" not in repr(words.needles)
    assert "iobh" not in repr(words.needles)
