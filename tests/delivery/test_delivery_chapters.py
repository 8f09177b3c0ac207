"""Labels made safe for files, and chapters as ffmpeg reads them."""

from itertools import pairwise

import msgspec
from delivery_samples import parsed
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guides.delivery.chapters import ffmetadata
from guides.delivery.labels import chapter_title, cleaned, spans
from guides.delivery.languages import three_letters
from guides.model.guide import ChapterMark, Labels, Line
from guides.model.wording import one_line, shortened
from guides.store.ffmpeg import Ffmpeg
from guides.units import Seconds

ANY_TEXT = st.text(st.characters() | st.sampled_from("=;#\\\n\r\0\u2028\u200f\ud800 "), max_size=120)


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    """Whatever was written, it can be encoded, has no line break or control character, and stays itself."""
    line = one_line(text)
    assert len(line.encode().decode().splitlines()) <= 1
    assert all(ord(sign) >= 32 and ord(sign) != 127 for sign in line)
    assert line == line.strip() == one_line(line)


@given(ANY_TEXT)
def test_chapter_titles_fit(title: str) -> None:
    """At most 51 characters and 127 bytes, and a title that fits is left alone."""
    short = chapter_title(title)
    assert len(short) <= 51
    assert len(short.encode()) <= 127
    whole = one_line(title).rstrip("\\ ")
    if len(whole) <= 51 and len(whole.encode()) <= 127:
        assert short == whole
    else:
        assert short.endswith("…")
        assert whole.startswith(short[:-1])


def test_titles_are_cut_at_words() -> None:
    """No half words, and no comma before the ellipsis."""
    assert shortened("Sitting, with what came up", characters=10, size=99) == "Sitting…"
    assert shortened("Sitting with what", characters=13, size=99) == "Sitting with…"
    assert shortened("x" * 20, characters=10, size=99) == "x" * 9 + "…"
    assert shortened("ש" * 20, characters=99, size=13) == "ש" * 5 + "…"


def test_a_joined_character_is_not_left_hanging() -> None:
    """A cut inside an emoji made of several leaves no joiner at the end."""
    assert shortened("\U0001f469\u200d\U0001f680\U0001f469", characters=3, size=99) == "\U0001f469…"


def _with(labels: Labels, titles: list[str]) -> Labels:
    marks = tuple(ChapterMark(title, Seconds(float(number))) for number, title in enumerate(titles))
    return msgspec.structs.replace(labels, chapters=marks, seconds=Seconds(len(titles) + 0.5))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_TEXT, min_size=1, max_size=12))
@example(["a\\", "b \\\\", "\\", "c\\d"])
def test_ffmpeg_reads_any_title(labels: Labels, ffmpeg: Ffmpeg, titles: list[str]) -> None:
    """Any title comes through ffmpeg's own reader as it was meant."""
    guide = _with(labels, titles)
    read, _ = ffmpeg.run(["-f", "ffmetadata", "-i", "pipe:0", "-f", "ffmetadata", "pipe:1"], ffmetadata(guide).encode())
    _, chapters = parsed(read.decode())
    assert [title for *_, title in chapters] == [chapter_title(title) for title in titles]
    ends = [*(float(number) for number in range(1, len(titles))), len(titles) + 0.5]
    assert [(start, end) for start, end, _ in chapters] == [(float(at), end) for at, end in enumerate(ends)]


@given(st.lists(st.tuples(st.integers(-1, 9), st.text(max_size=5)), max_size=300))
def test_every_chapter_in_a_file_lasts(labels: Labels, marks: list[tuple[int, str]]) -> None:
    """Chapters that begin together, or after the end, leave none without length, and none out of order."""
    chapters = tuple(ChapterMark(title, Seconds(float(max(0, at)))) for at, title in marks)
    guide = cleaned(msgspec.structs.replace(labels, chapters=chapters, seconds=Seconds(8.5)))
    found = list(spans(guide))
    assert all(end > start for start, end, _ in found)
    assert [start for start, *_ in found] == sorted({max(0, at) * 1000 for at, _ in marks if at < 8.5})
    assert all(end == start for (_, end, _), (start, *_) in pairwise(found))


def test_more_chapters_than_a_byte_counts(labels: Labels) -> None:
    """A file names 255 at most."""
    assert len(cleaned(_with(labels, ["x"] * 400)).chapters) == 255


def test_cleaning_twice_changes_nothing(labels: Labels) -> None:
    """Labels can be cleaned by whoever needs them clean."""
    once = cleaned(
        msgspec.structs.replace(labels, title="a\nb", lines=(*labels.lines, Line(Seconds(0), Seconds(1), " ")))
    )
    assert once == cleaned(once)
    assert once.title == "a b"
    assert once.lines == labels.lines


def test_languages() -> None:
    """Tags name languages by three letters, and admit when one is not known."""
    assert [three_letters(code) for code in ("en-us", "EN_GB", "pt-br", "deu", "x", "")] == [
        *("eng", "eng", "por", "deu"),
        *("und", "und"),
    ]
