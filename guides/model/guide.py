"""What a finished guide says about itself, in its tags, its playlist and the report."""

import msgspec

from guides.model.timeline import ChapterAt
from guides.units import Decibels, Lufs, Seconds


class ChapterMark(msgspec.Struct, frozen=True):
    """A chapter as files and reports name it."""

    title: str
    start: Seconds


class Line(msgspec.Struct, frozen=True):
    """A line of the transcript."""

    start: Seconds
    end: Seconds
    text: str


class Labels(msgspec.Struct, frozen=True):
    """Everything that tags, cover and transcript need to know about a guide."""

    id: str
    title: str
    """What a lock screen shows (`public_title`)."""
    collection: str
    album: str
    """The collection in words, within the programme: `Session guides: preparation`."""
    artist: str
    summary: str
    language: str
    """`en-us`."""
    year: int
    track: int
    tracks: int
    seconds: Seconds
    """The exact length."""
    chapters: tuple[ChapterMark, ...]
    """At the whole seconds that files carry; the first is 0."""
    lines: tuple[Line, ...]
    credits: str = ""
    """Whom the music is owed to, in one line."""


class Figures(msgspec.Struct, frozen=True):
    """What was measured on the finished sound."""

    seconds: Seconds
    voice_lufs: Lufs | None
    """None when nobody speaks."""
    master_lufs: Lufs | None
    true_peak_dbtp: Decibels | None
    bed_under_voice_lu: Decibels | None
    """None without voice or without music under it."""


class ReportEntry(msgspec.Struct, frozen=True):
    """One guide in `report.json`; the names are a contract."""

    file: str
    seconds: float
    planned_seconds: float
    voice_lufs: float | None
    master_lufs: float | None
    true_peak_dbtp: float | None
    bed_under_voice_lu: float | None
    words: int
    words_per_minute: float
    silence_share: float
    chapters: tuple[ChapterMark, ...]
    utterances: int
    spoken_now: int
    voice: str
    engine: str
    sha256: str
    problems: tuple[str, ...] = ()
    credits: str = ""
    """Whom the music is owed to, as the tags say it."""


def whole_second_marks(chapters: tuple[ChapterAt, ...], rate: int) -> tuple[ChapterMark, ...]:
    """Chapters as files carry them: rounded down to whole seconds, the first at 0."""
    return tuple(
        ChapterMark(chapter.title, Seconds(0.0 if index == 0 else float(chapter.start // rate)))
        for index, chapter in enumerate(chapters)
    )
