import unicodedata

import pytest

from guides.errors import Place, Problem
from guides.script.showing import show_problem


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def test_a_problem_shows_place_line_caret_and_hint():
    """Where, what, the line, the spot, and what to write."""
    place = Place("scripts/a/01-x.md", 3, 7, "Hello [puase 5s] you.", 10)
    assert show_problem(Problem("No such cue.", place, "Did you mean [pause 5s]?")) == (
        "scripts/a/01-x.md:3:7: error: No such cue.\n"
        "  Hello [puase 5s] you.\n"
        "        ^^^^^^^^^^\n"
        "  Did you mean [pause 5s]?"
    )


def test_a_problem_of_a_whole_file_has_no_line():
    """Without a line, only the message and the hint are shown; warnings say that they are."""
    assert show_problem(Problem("Odd.", Place("x.md"), "Look.", "warning")) == "x.md: warning: Odd.\n  Look."
    assert show_problem(Problem("Odd.", Place(""))) == "error: Odd."
    assert show_problem(Problem("Odd.", Place("x.md", 1, None, "text"))) == "x.md:1: error: Odd.\n  text"


@pytest.mark.parametrize("sign", ["x", "字", "é", "\u0301", "\t", "\x1b"])
@pytest.mark.parametrize("column", [1, 40, 500, 5_000_000, 10_000_000])
def test_long_lines_are_cut_around_the_spot(sign, column):
    """Whatever a line is made of, and however long, what is shown fits 80 columns and holds the spot."""
    source = sign * 10_000_000
    _, line, carets = show_problem(Problem("Wrong.", Place("x.md", 1, column, source, 20))).split("\n")
    assert _columns("".join(part for part in line if not unicodedata.combining(part))) <= 80
    assert "…" in line
    assert 0 < len(carets) <= 80
    assert set(carets) == {" ", "^"}


def test_carets_stand_under_wide_characters():
    """A wide character moves the caret by two, and takes two."""
    _, line, carets = show_problem(Problem("Wrong.", Place("x.md", 1, 3, "字字字x", 1))).split("\n")
    assert (line, carets) == ("  字字字x", "      ^^")


def test_a_spot_behind_the_end_of_the_line_is_shown():
    """What is missing at the end of a line is pointed to there."""
    assert show_problem(Problem("Wrong.", Place("x.md", 1, 4, "abc"))).split("\n")[2] == "     ^"


def test_nothing_in_a_script_reaches_the_terminal_as_a_command():
    """Control characters and marks of direction are shown as a sign, in every line."""
    nasty = "a\x1b[31m\x9b\u202eb\x00\r\nc"
    shown = show_problem(Problem(nasty, Place(nasty, 1, 2, nasty, 3), nasty))
    assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in shown.replace("\n", ""))
    assert shown.count("\n") == 3
