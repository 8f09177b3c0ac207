"""Every format: its length, its chapters and its tags, read by others than their writer."""

from pathlib import Path

import mutagen
import pytest
from listening import decoded, labelled, loudness
from practices import Once, Practice

EXACT = ("mp3", "flac", "wav")
NEAR = ("m4b", "opus")
TITLE = "Meeting: “protectors” & José"
WORDS = """
Welcome. Find a position that works for you.

# A part that “protects” & helps

It is welcome here … with all that it brings.

# Coming back: slowly

Look around the room.
"""
CHAPTERS = [TITLE, "A part that “protects” & helps", "Coming back: slowly"]


@pytest.fixture(scope="module")
def formats(once: Once) -> Practice:
    """One guide in every format."""

    def make(practice: Practice) -> None:
        music = "music:\n  intro: 2s\n  outro: 3s\n"
        practice.write("preparation/01-meeting", WORDS, f'title: "{TITLE}"\nsummary: A first hello.\n{music}')
        practice.write("preparation/02-later", "Rest.", "music: off")
        for kind in (*EXACT, *NEAR):
            practice.build("preparation/01-meeting", "--format", kind)

    return once("formats", make)


def guide(formats: Practice, kind: str) -> Path:
    return formats.out(f"preparation/01-meeting.{kind}")


def planned(formats: Practice) -> float:
    """The length of the plan; the same in every format, since the report of the last one is left."""
    return float(formats.report["preparation/01-meeting"]["planned_seconds"])


@pytest.mark.parametrize("kind", EXACT)
def test_exact_formats_have_the_plans_frames(formats: Practice, kind: str) -> None:
    """mp3, flac and wav decode to exactly as many frames as planned."""
    assert len(decoded(guide(formats, kind))) / 44_100 == pytest.approx(planned(formats), abs=0.0005)


@pytest.mark.parametrize("kind", NEAR)
def test_other_formats_are_within_a_tenth_of_a_second(formats: Practice, kind: str) -> None:
    """m4b and opus decode to the plan's length within 0.1 s."""
    assert len(decoded(guide(formats, kind))) / 44_100 == pytest.approx(planned(formats), abs=0.1)


@pytest.mark.parametrize("kind", [*EXACT, *NEAR])
def test_peaks_stay_below_the_limit_in_every_format(formats: Practice, kind: str) -> None:
    """Decoded by ffmpeg, no format goes over −1 dBTP."""
    assert loudness(guide(formats, kind)).true_peak <= -1.0


@pytest.mark.parametrize("kind", ["mp3", "m4b", "opus"])
def test_chapters_are_as_written(formats: Practice, kind: str) -> None:
    """Chapters as ffmpeg finds them are those of the report, at their whole seconds, the first at 0."""
    found = labelled(guide(formats, kind)).chapters
    wanted = [(chapter["start"], chapter["title"]) for chapter in formats.report["preparation/01-meeting"]["chapters"]]
    assert [title for _, title in wanted] == CHAPTERS
    assert wanted[0][0] == 0
    assert all(start == int(start) for start, _ in wanted)
    assert found == wanted


@pytest.mark.parametrize("kind", ["opus", "flac"])
def test_vorbis_comments_hold_chapters_too(formats: Practice, kind: str) -> None:
    """In opus and flac, players that read comments find each chapter's time and name."""
    tags = mutagen.File(guide(formats, kind)).tags
    names = [value for name, value in sorted(tags) if name.upper().startswith("CHAPTER") and "NAME" in name.upper()]
    assert names == CHAPTERS
    wanted = formats.report["preparation/01-meeting"]["chapters"][1]["start"]
    assert tags["CHAPTER001"] == [f"00:00:{wanted:06.3f}"]


@pytest.mark.parametrize("kind", ["mp3", "m4b", "opus", "flac"])
def test_tags_are_as_written(formats: Practice, kind: str) -> None:
    """Title, artist, album, track and year are read by ffmpeg as the practice wrote them; a cover is there."""
    read = labelled(guide(formats, kind))
    assert read.tags["title"] == TITLE
    assert read.tags["artist"] == "A quiet practice"
    assert read.tags["album"] == "Nine sessions: preparation"
    assert read.tags["track"].split("/")[0] == "1"
    assert "2026" in read.tags["date"]
    if kind != "opus":  # ffmpeg shows the picture of Ogg only as a tag
        assert "Video:" in read.said


@pytest.mark.parametrize("kind", [*EXACT, *NEAR])
def test_mutagen_reads_every_format(formats: Practice, kind: str) -> None:
    """By mutagen's reading, each file opens, agrees on its length, and has its tags."""
    opened = mutagen.File(guide(formats, kind))
    assert opened.info.length == pytest.approx(planned(formats), abs=0.1)
    assert opened.tags
    assert TITLE in str(opened.tags.pprint())


def test_formats_stand_beside_each_other(formats: Practice) -> None:
    """A build in one format leaves the files of the others as they are."""
    kinds = {path.suffix[1:] for path in formats.out("preparation").glob("01-meeting.*")}
    assert kinds == {*EXACT, *NEAR, "vtt"}


def test_another_format_once_leaves_the_playlists_alone(formats: Practice) -> None:
    """Playlists name the practice's own format, whatever was asked for last."""
    lines = formats.out("program.m3u8").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["preparation/01-meeting.mp3"]


def test_playlists_name_what_there_is(practice: Practice) -> None:
    """Where nothing was built in the practice's own format, they name the one that was asked for."""
    practice.write("support/01-a", "Rest.")
    practice.build("--format", "flac")
    assert "support/01-a.flac" in practice.out("support.m3u8").read_text(encoding="utf-8")
