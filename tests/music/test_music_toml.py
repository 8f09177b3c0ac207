"""`music.toml` is read as it was written, and what is wrong is found at its line."""

import datetime
from pathlib import Path

import pytest

from guides.errors import LibraryError, StoreError
from guides.model.library import Library
from guides.music.library import look_up, read_library

FULL = """
# the one from the retreat
["river of light.flac"]
title = "River of Light"
artist = "A. Composer"
licence = "CC BY 4.0"
source = "https://example.org"
room = "unknown"
proof = "letter"
expires = 2027-12-31
lyrics = false
phases = ["build", "peak"]
intensity = 1

['it\\'s "so" 🌊 [live].mp3']
license = "CC BY-NC-ND"
expires = "2026-01-02"
""".replace("\\'", "’")


def read(folder: Path, text: str) -> tuple[Library, list[str]]:
    (folder / "music.toml").write_text(text, encoding="utf-8")
    library, problems = read_library(folder)
    return library, [f"{problem.place}: {problem.severity}: {problem.message} {problem.hint}" for problem in problems]


def test_everything_that_can_be_written_is_read(folder: Path) -> None:
    """Each key arrives; rights that are not written follow from the licence; places are those of the tables."""
    for name in ("river of light.flac", 'it’s "so" 🌊 [live].mp3'):
        (folder / name).write_bytes(b"x")
    library, warnings = read(folder, FULL)
    assert warnings == []
    river, live = library.tracks
    assert (river.title, river.artist, river.licence, river.source, river.proof) == (
        "River of Light",
        "A. Composer",
        "CC BY 4.0",
        "https://example.org",
        "letter",
    )
    assert (river.room, river.give, river.mix) == ("unknown", "yes", "yes")
    assert (river.expires, river.lyrics, river.intensity) == (datetime.date(2027, 12, 31), False, 1.0)
    assert river.phases == ("build", "peak")
    assert str(river.place) == "music/music.toml:3:1"
    assert live is library.of('it’s "so" 🌊 [live].mp3')
    assert (live.licence, live.mix, live.give, live.expires) == (
        "CC BY-NC-ND",
        "no",
        "unknown",
        datetime.date(2026, 1, 2),
    )
    assert (live.lyrics, live.phases, live.intensity, live.title, live.name) == (
        None,
        (),
        None,
        "",
        'it’s "so" 🌊 [live]',
    )
    assert str(live.place) == "music/music.toml:15:1"


def test_no_file_and_an_empty_one(folder: Path) -> None:
    """A practice without `music.toml`, with an empty one, or without a music folder knows nothing of its music."""
    assert read_library(folder) == (Library(), ())
    assert read_library(folder / "nowhere") == (Library(), ())
    assert read(folder, "\ufeff# nothing yet\n") == (Library(), [])


WRONG = {
    "no quotes, with spaces": ("\n[river of light.flac]\n", ":2:8", '["river of light.flac"]'),
    "no quotes": ('[river.flac]\ntitle = "x"\n', ":1:1", 'Write ["river.flac"].'),
    "bare text": ('["a.flac"]\ntitle = River\n', ":2:9", "not TOML"),
    "twice": ('["a.flac"]\n["a.flac"]\n', ":2:10", "twice"),
    "outside a table": ('title = "x"\n["a.flac"]\n', ":1:1", "belongs to no file: title"),
    "unknown name": ('["a.flac"]\ntitel = "x"\n', ":2:1", "Did you mean title?"),
    "unknown, like none": ('["a.flac"]\nzzz = "x"\n', ":2:1", "Known here: title, artist, licence, source"),
    "a right like none": ('["a.flac"]\n\ngive = "maybe"\n', ":3:1", 'Write give = "yes", "no" or "unknown".'),
    "a right as true": ('["a.flac"]\nmix = true\n', ":2:1", 'Write mix = "yes", "no" or "unknown".'),
    "no such day": ('["a.flac"]\nexpires = "2026-02-30"\n', ":2:1", "no such day: 2026-02-30"),
    "a day in words": ('["a.flac"]\nexpires = "next year"\n', ":2:1", 'expires = "2027-12-31"'),
    "lyrics in words": ('["a.flac"]\nlyrics = "no"\n', ":2:1", "lyrics = false"),
    "an unknown phase": ('["a.flac"]\nphases = ["build", "peek"]\n', ":2:1", "Did you mean peak?"),
    "a phase alone": ('["a.flac"]\nphases = "peak"\n', ":2:1", 'Write phases = ["build", "peak"]'),
    "too intense": ('["a.flac"]\nintensity = 3\n', ":2:1", "a number of at most 1"),
    "nan": ('["a.flac"]\nintensity = nan\n', ":2:1", "0 is the calmest"),
    "a number for text": ('["a.flac"]\ntitle = 3\n', ":2:1", "expected text in quotes, this is a whole number"),
    "licence twice": ('["a.flac"]\nlicence = "x"\nlicense = "y"\n', ":3:1", "written twice"),
    "in the second table": ('["a.flac"]\ntitle = "x"\n["b.flac"]\ntitle = 3\n', ":4:1", "expected text"),
    "a bomb": ("a = " + "[" * 100_000, ":1", "too many brackets"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_found_at_its_line(folder: Path, case: str) -> None:
    """File, line, what is wrong, and what to write instead."""
    text, where, words = WRONG[case]
    with pytest.raises(LibraryError) as found:
        read(folder, text)
    (problem,) = found.value.problems()
    assert str(problem.place).startswith(f"music/music.toml{where}"), problem.place
    assert words in f"{problem.message} {problem.hint}"


def test_every_table_tells_its_error(folder: Path) -> None:
    """Two wrong tables are found in one reading."""
    with pytest.raises(LibraryError) as found:
        read(folder, '["a.flac"]\ntitel = "x"\n["b.flac"]\nmix = 1\n')
    assert [problem.place.line for problem in found.value.problems()] == [2, 4]


def test_not_text(folder: Path) -> None:
    """A file that is not UTF-8 is named with its line; looking it up stops nothing and keeps the error."""
    (folder / "music.toml").write_bytes(b'["a.flac"]\ntitle = "\xff"\n')
    with pytest.raises(StoreError, match="not UTF-8"):
        read_library(folder)
    looked = look_up(folder)
    assert looked.library == Library()
    with pytest.raises(LibraryError, match="not UTF-8"):
        looked.understood()


def test_a_table_without_its_file(folder: Path) -> None:
    """A name that fits no file is a warning with the nearest that does."""
    (folder / "river.flac").write_bytes(b"x")
    _, warnings = read(folder, '\n["rivver.flac"]\n["zzz.mp3"]\n')
    assert warnings == [
        "music/music.toml:2:1: warning: There is no such music file: rivver.flac. Did you mean river.flac?",
        "music/music.toml:3:1: warning: There is no such music file: zzz.mp3. "
        "Put the file into the music folder, or remove these lines.",
    ]


def test_rights_against_the_licence(folder: Path) -> None:
    """More than the licence gives is a warning at its line, unless there is proof; what is written holds."""
    (folder / "a.flac").write_bytes(b"x")
    table = '["a.flac"]\nlicence = "CC BY-ND 4.0"\nmix = "yes"\n'
    library, warnings = read(folder, table)
    assert library.tracks[0].mix == "yes"
    (said,) = warnings
    assert said.startswith("music/music.toml:3:1: warning: ")
    assert "CC BY-ND 4.0" in said
    assert read(folder, table + 'proof = "letter of the composer"\n')[1] == []
