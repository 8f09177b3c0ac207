"""Keys as terminals send them, and the words of a guide read back from where the build wrote them."""

import pytest

from guides.delivery.transcript import read_vtt, vtt
from guides.listen.keys import Key, read_keys
from guides.model.guide import Line
from guides.units import Seconds

SENT: list[tuple[str, list[Key]]] = [
    (" ", ["pause"]),
    ("\x1b[C\x1b[D", ["on", "back"]),
    ("\x1bOC\x1bOD", ["on", "back"]),
    ("\x1b[A\x1b[B+-", ["louder", "softer", "louder", "softer"]),
    ("\x1b[1;2C\x1b[1;2D", ["chapter-on", "chapter-back"]),
    ("\x1b[c\x1b[d><", ["chapter-on", "chapter-back", "chapter-on", "chapter-back"]),
    ("npbstq0", ["next", "previous", "balance", "sleep", "transcript", "quit", "again"]),
    ("NPQ", ["next", "previous", "quit"]),
    ("\x1b[3~\x1b[5~\x1b[1;5Fxyz\xe9\x1bq", []),
]


@pytest.mark.parametrize(("sent", "keys"), SENT)
def test_keys_are_understood_however_they_come(sent: str, keys: list[Key]) -> None:
    """All at once, or one character at a time: the same keys; what means nothing does nothing."""
    assert read_keys(sent) == (keys, "")
    found: list[Key] = []
    rest = ""
    for sign in sent:
        some, rest = read_keys(rest + sign)
        found += some
    assert found == keys
    assert rest == ""


def test_the_words_come_back_as_they_were_written() -> None:
    """Times to the millisecond; what WebVTT must escape, and what it breaks into lines, is whole again."""
    lines = (
        Line(Seconds(1.5), Seconds(2.25), "Rest <here> & now --> if it feels right."),
        Line(Seconds(3_725.125), Seconds(3_730.0), "A long line " * 12),
    )
    found = list(read_vtt(vtt(lines, "Title")))
    assert [(line.start, line.end) for line in found] == [(1.5, 2.25), (3_725.125, 3_730.0)]
    assert [line.text for line in found] == [line.text.strip() for line in lines]


@pytest.mark.parametrize("text", ["", "WEBVTT", "WEBVTT\n\n00:01.000 --> nonsense\nA", "<b>" * 1_000, "\x00\x1b[2J"])
def test_words_that_cannot_be_read_are_none(text: str) -> None:
    """A guide is heard without its words rather than not at all."""
    assert list(read_vtt(text)) == []


def test_words_of_others_are_plain() -> None:
    """Marks, settings, names of cues and short times, as other programs write them; no control character is left."""
    text = "WEBVTT\r\n\r\n1\r\n00:01.000 --> 00:02.500 align:start\r\n<v Ann>Be <i>here</i>\x1b[2J\r\n"
    assert list(read_vtt(text)) == [Line(Seconds(1.0), Seconds(2.5), "Be here[2J")]
