"""The transcript is valid WebVTT that says what was said, when it was said."""

import html
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from guides.delivery.transcript import read_vtt, vtt
from guides.model.guide import Line
from guides.model.wording import one_line
from guides.units import Seconds

TIMING = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
TEXT = st.text(st.characters() | st.sampled_from("<>&-\n\r \0\u200f\ud800"), max_size=200)
TIME = st.floats(-1, 30_000)
LINES = st.lists(st.builds(Line, TIME, TIME, TEXT | st.just("a --> b & <c>")), max_size=12)


def cues(text: str) -> list[tuple[int, int, str]]:
    """Start and end in milliseconds and the words of each cue; fails on anything that is not WebVTT."""
    assert text.endswith("\n")
    blocks = re.split(r"\n{2,}", text.rstrip("\n"))
    assert blocks[0] == "WEBVTT"
    found = []
    for block in blocks[1:]:
        first, _, payload = block.partition("\n")
        if first.startswith("NOTE ") and not found:
            assert "-->" not in block
            assert not payload
            continue
        timing = TIMING.fullmatch(first)
        assert timing is not None, first
        assert "-->" not in payload
        assert "<" not in payload
        hours, minutes, seconds, rest, *end = (int(part) for part in timing.groups())
        start_at = ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
        end_at = ((end[0] * 60 + end[1]) * 60 + end[2]) * 1000 + end[3]
        found.append((start_at, end_at, html.unescape(payload.replace("\n", " "))))
    return found


@given(LINES, TEXT)
def test_anything_gives_a_valid_transcript(lines: list[Line], title: str) -> None:
    """Whatever is said, at whatever times: words come back whole, cues in order, apart, and not empty."""
    text = vtt(lines, title)
    text.encode()
    found = cues(text)
    said = [one_line(line.text) for line in sorted(lines, key=lambda line: line.start)]
    assert [words for words in said if words] == [words for *_, words in found]
    assert all(start < end for start, end, _ in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def test_times_are_those_of_the_lines() -> None:
    """Lines that do not meet keep their times to the millisecond."""
    lines = [Line(Seconds(1.0), Seconds(2.5), "One."), Line(Seconds(3723.0004), Seconds(3724.9996), "Two.")]
    assert cues(vtt(lines, "A guide")) == [(1000, 2500, "One."), (3_723_000, 3_725_000, "Two.")]


def test_overlapping_lines_are_told_apart() -> None:
    """A line ends where the next begins."""
    lines = [Line(Seconds(1.0), Seconds(9.0), "One."), Line(Seconds(4.0), Seconds(4.0), "Two.")]
    assert cues(vtt(lines, "A guide")) == [(1000, 4000, "One."), (4000, 4001, "Two.")]


def test_long_lines_are_wrapped() -> None:
    """No line of a long sentence is wider than a small screen shows."""
    text = vtt([Line(Seconds(0.0), Seconds(20.0), "Notice whatever is there, & let it be. " * 8)], "A guide")
    assert max(len(html.unescape(line)) for line in text.splitlines()) <= 60


def test_no_words_no_cues() -> None:
    """A guide without words still has a transcript."""
    assert vtt([], "Only music") == "WEBVTT\n\nNOTE Only music\n"


def test_what_was_written_is_read_again() -> None:
    """Words, signs that are written in another way, and times come back; notes and other texts are no lines."""
    lines = (
        Line(
            Seconds(0.5), Seconds(2.25), "Feel & <rest> --> here, with a sentence that is much longer than one line is."
        ),
        Line(Seconds(3723.0), Seconds(3724.5), "An hour on."),
    )
    assert read_vtt(vtt(lines, "A title")) == lines
    assert read_vtt("WEBVTT\n\nNOTE nothing\n\nnot a cue\n") == ()
