"""Tags and chapters in real files, read back with mutagen and with ffmpeg."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from delivery_samples import AWKWARD, GAINS, SECONDS, Read, picture
from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.wave import WAVE

from guides.delivery.formats import ENCODINGS
from guides.delivery.id3 import id3_header
from guides.delivery.tagging import tag
from guides.errors import TagError
from guides.model.guide import ChapterMark, Labels, Line
from guides.model.settings import Format
from guides.store.ffmpeg import Ffmpeg
from guides.units import Seconds

FORMATS = tuple(ENCODINGS)
Make = Callable[..., Path]
TITLES = ["Arriving", AWKWARD, "A long walk through a quiet wood A long walk…"]


@pytest.mark.parametrize("kind", FORMATS)
def test_ffmpeg_reads_chapters_as_written(
    kind: Format, make: Make, labels: Labels, read: Callable[[Path], Read]
) -> None:
    """Every format carries the chapters where they were put, under names a phone can show."""
    found = read(make(kind, labels))
    assert [title for *_, title in found.chapters] == TITLES
    assert [start for start, *_ in found.chapters] == [0.0, 4.0, 9.0]
    assert [end for _, end, _ in found.chapters] == pytest.approx([4.0, 9.0, SECONDS], abs=0.02)


@pytest.mark.parametrize("kind", FORMATS)
def test_ffmpeg_reads_tags_as_written(kind: Format, make: Make, labels: Labels, read: Callable[[Path], Read]) -> None:
    """Title, artist, album, number, year, genre and lyrics are what the labels say."""
    found = read(make(kind, labels))
    tags = {name.lower(): value for name, value in found.tags.items()}
    assert tags["title"] == labels.title
    assert tags["artist"] == tags["album_artist"] == "A quiet practice"
    assert tags["album"] == "Session guides: preparation"
    assert tags["track"].split("/")[0] == "3"
    assert tags["date"] == "2026"
    assert tags["genre"] == "Meditation"
    assert tags["language"] == "eng"
    lyrics = tags.get("lyrics") or tags["lyrics-eng"]
    assert lyrics == "Welcome.\nRest “here” & now <if it feels right>."
    assert "A first hello." in (tags.get("comment") or tags["synopsis"])


@pytest.mark.parametrize("kind", FORMATS)
def test_same_input_same_bytes(kind: Format, make: Make, labels: Labels) -> None:
    """Nothing of the clock or of chance gets into a file."""
    first, second = make(kind, labels, "first"), make(kind, labels, "second")
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()


@pytest.mark.parametrize("kind", FORMATS)
def test_sound_is_whole_after_tagging(kind: Format, make: Make, labels: Labels, ffmpeg: Ffmpeg) -> None:
    """Tags move the sound inside the file; it still decodes without a complaint and at its length."""
    frames = sum(len(block) for block in ffmpeg.decode(make(kind, labels), "-xerror"))
    assert frames / 44100 == pytest.approx(SECONDS, abs=0.06)


@pytest.mark.parametrize("kind", FORMATS)
def test_cover_is_shown(kind: Format, make: Make, labels: Labels, read: Callable[[Path], Read]) -> None:
    """Players find the picture."""
    assert "attached pic" in read(make(kind, labels)).said


def test_id3_frames(make: Make, labels: Labels) -> None:
    """An MP3 has ID3 of version 2.3 with all the frames that players ask for."""
    path = make("mp3", labels)
    assert path.read_bytes()[:5] == b"ID3\x03\x00"
    tags = ID3(path, translate=False)
    assert tags.version == (2, 3, 0)
    assert tags["TIT2"].text == [labels.title]
    assert (str(tags["TRCK"]), str(tags["TYER"]), str(tags["TLAN"])) == ("3/8", "2026", "eng")
    assert str(tags["TLEN"]) == "12346"
    assert str(tags["COMM::eng"]) == "A first hello.\n\nMusic: a river, CC BY."
    assert str(tags["TXXX:REPLAYGAIN_TRACK_GAIN"]) == "+1.50 dB"
    assert str(tags["TXXX:REPLAYGAIN_TRACK_PEAK"]) == "0.794328"
    (cover,) = tags.getall("APIC")
    assert (cover.type, cover.mime, cover.data) == (3, "image/jpeg", picture())


def test_id3_words_in_time(make: Make, labels: Labels) -> None:
    """Words appear when they are spoken: milliseconds, of the kind lyrics."""
    tags = ID3(make("mp3", labels))
    (words,) = tags.getall("SYLT")
    assert (words.lang, words.format, words.type) == ("eng", 2, 1)
    assert words.text == [("Welcome.", 1000), ("Rest “here” & now <if it feels right>.", 3250)]
    assert tags["USLT::eng"].text == "Welcome.\nRest “here” & now <if it feels right>."


def test_id3_chapters_keep_their_order(labels: Labels, tmp_path: Path) -> None:
    """CHAP frames stand in the order of time in the file itself, whatever the length of their titles."""
    titles = ["A rather long title", "b", "Ein Fluß", "🌿", "c" * 60, "ש", "d e"]
    marks = tuple(ChapterMark(title, Seconds(float(number))) for number, title in enumerate(titles))
    block = id3_header(msgspec.structs.replace(labels, chapters=marks), GAINS, b"")
    path = tmp_path / "bare.mp3"
    path.write_bytes(block)
    starts = [int.from_bytes(block[at:][: block[at:].index(b"\0") + 5][-4:]) for at in _names(block)]
    assert starts == [0, 1000, 2000, 3000, 4000, 5000, 6000]
    tags = ID3(path)
    chapters = tags.getall("CHAP")
    assert {(frame.start_offset, frame.end_offset) for frame in chapters} == {(0xFFFFFFFF, 0xFFFFFFFF)}
    (contents,) = tags.getall("CTOC")
    assert int(contents.flags) == 3
    assert contents.sub_frames["TIT2"].text == [labels.title]
    by_name = {frame.element_id: frame for frame in chapters}
    listed = [by_name[name].sub_frames["TIT2"].text[0] for name in contents.child_element_ids]
    assert listed == [*titles[:4], "c" * 50 + "…", *titles[5:]]


def _names(block: bytes) -> list[int]:
    """Where the element names of the CHAP frames begin."""
    found, at = [], 0
    while (at := block.find(b"CHAP\0", at)) >= 0:
        found.append(at + 10)
        at += 10
    return found


def test_id3_header_is_what_tagging_writes(make: Make, labels: Labels, tmp_path: Path) -> None:
    """Whoever joins frames can write the header first, and has the same file."""
    path = make("mp3", labels)
    header = id3_header(labels, GAINS, picture())
    assert path.read_bytes().startswith(header)
    assert path.read_bytes()[len(header) :][:2] == b"\xff\xfb"


def test_mp4_atoms(make: Make, labels: Labels) -> None:
    """An M4B is an audiobook, gapless, and its index comes before its sound."""
    path = make("m4b", labels)
    file = MP4(path)
    tags: dict[str, Any] = dict(file.tags or {})
    assert tags["\xa9nam"] == [labels.title]
    assert tags["\xa9ART"] == tags["aART"] == ["A quiet practice"]
    assert (tags["trkn"], tags["\xa9day"], tags["stik"], tags["pgap"]) == ([(3, 8)], ["2026"], [2], True)
    assert tags["desc"] == ["A first hello."]
    assert tags["ldes"] == ["A first hello.\n\nMusic: a river, CC BY."]
    assert bytes(tags["covr"][0]) == picture()
    assert bytes(tags["----:com.apple.iTunes:REPLAYGAIN_TRACK_GAIN"][0]) == b"+1.50 dB"
    assert bytes(tags["----:com.apple.iTunes:REPLAYGAIN_TRACK_PEAK"][0]) == b"0.794328"
    raw = path.read_bytes()
    assert raw[4:12] == b"ftypM4B "
    assert raw.index(b"moov") < raw.index(b"mdat")


def test_mp4_has_both_kinds_of_chapters(make: Make, labels: Labels, read: Callable[[Path], Read]) -> None:
    """Nero's list, which mutagen reads, and QuickTime's track, which Apple's players read."""
    path = make("m4b", labels)
    assert [(mark.start, mark.title) for mark in MP4(path).chapters or []] == list(
        zip([0.0, 4.0, 9.0], TITLES, strict=True)
    )
    found = read(path)
    assert "Referenced QT chapter track not found" not in found.said
    assert "(text / 0x74786574)" in found.said


def test_opus_comments(make: Make, labels: Labels) -> None:
    """Opus has its own way to tell level and picture."""
    tags: Any = OggOpus(make("opus", labels)).tags
    assert tags["TITLE"] == [labels.title]
    assert (tags["TRACKNUMBER"], tags["TRACKTOTAL"], tags["LANGUAGE"]) == (["3"], ["8"], ["eng"])
    assert tags["R128_TRACK_GAIN"] == ["-896"]
    assert "REPLAYGAIN_TRACK_GAIN" not in tags
    assert (tags["CHAPTER001"], tags["CHAPTER001NAME"]) == (["00:00:04.000"], [AWKWARD])
    cover = Picture(base64.b64decode(tags["METADATA_BLOCK_PICTURE"][0]))
    assert (cover.type, cover.mime, cover.width, cover.height, cover.data) == (3, "image/jpeg", 120, 120, picture())


def test_opus_serial_number_stays(make: Make, labels: Labels) -> None:
    """Tagging keeps the stream's serial number on every page."""
    raw = make("opus", labels).read_bytes()
    pages = [at for at in range(len(raw)) if raw.startswith(b"OggS\0", at)]
    assert len(pages) > 3
    assert len({raw[at + 14 : at + 18] for at in pages}) == 1


def test_flac_comments(make: Make, labels: Labels) -> None:
    """FLAC tells its level by ReplayGain, and is 24 bits deep."""
    file = FLAC(make("flac", labels))
    tags: Any = file.tags
    assert file.info.bits_per_sample == 24
    assert file.info.total_samples == round(SECONDS * 44100)
    assert tags["REPLAYGAIN_TRACK_GAIN"] == ["+1.50 dB"]
    assert tags["REPLAYGAIN_TRACK_PEAK"] == ["0.794328"]
    assert tags["CHAPTER002"] == ["00:00:09.000"]
    assert [(picture.type, picture.data) for picture in file.pictures] == [(3, picture())]


def test_wav_has_both_kinds_of_tags(make: Make, labels: Labels) -> None:
    """File managers read the INFO list, players the ID3 chunk; the header counts both."""
    path = make("wav", labels)
    raw = path.read_bytes()
    assert int.from_bytes(raw[4:8], "little") == len(raw) - 8
    assert b"INFOINAM" in raw
    file = WAVE(path)
    assert file.info.bits_per_sample == 24
    assert file.tags is not None
    assert len(file.tags.getall("CHAP")) == 3
    assert str(file.tags["TXXX:REPLAYGAIN_TRACK_GAIN"]) == "+1.50 dB"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_guide_without_words_chapters_or_level(
    kind: Format, make: Make, labels: Labels, read: Callable[[Path], Read]
) -> None:
    """A guide of pure silence, with empty texts, is tagged all the same."""
    bare = msgspec.structs.replace(labels, summary="", credits="", lines=(), chapters=(), language="xx", tracks=0)
    found = read(make(kind, bare, "bare", None))
    assert found.chapters == []
    assert "REPLAYGAIN" not in str(found.tags).upper()
    assert "R128_TRACK_GAIN" not in found.said


@pytest.mark.parametrize("kind", FORMATS)
def test_awkward_texts_stay_what_they_are(
    kind: Format, make: Make, labels: Labels, read: Callable[[Path], Read]
) -> None:
    """300 characters, control characters and more chapters than a byte counts do no harm."""
    title = "Long \U0001f469\u200d\U0001f680 title\n\x00with\x07 all " + "x" * 300
    marks = tuple(ChapterMark(f"Chapter {number}", Seconds(number / 100)) for number in range(300))
    lines = (Line(Seconds(1.0), Seconds(2.0), "A line\nwith a\x00break."),)
    odd = msgspec.structs.replace(labels, title=title, chapters=marks, lines=lines)
    found = read(make(kind, odd, "odd"))
    assert len(found.chapters) == 255
    written = {name.lower(): value for name, value in found.tags.items()}["title"]
    assert written == "Long \U0001f469\u200d\U0001f680 title with all " + "x" * 300


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "mp3"])
def test_a_file_that_is_no_such_file_is_explained(kind: Format, labels: Labels, tmp_path: Path) -> None:
    """A damaged, empty or missing file gives one clear error that names it."""
    for content in (b"", b"not sound at all" * 100):
        path = tmp_path / f"broken.{kind}"
        path.write_bytes(content)
        with pytest.raises(TagError, match=f"this {kind} file") as caught:
            tag(path, kind, labels, GAINS, picture())
        assert caught.value.where is not None
        assert caught.value.where.file == f"broken.{kind}"
    with pytest.raises(TagError):
        tag(tmp_path / "nowhere" / f"gone.{kind}", kind, labels, GAINS, picture())


def test_a_wav_beyond_four_gigabytes_is_refused(labels: Labels, tmp_path: Path) -> None:
    """RIFF cannot count further; the message names the format that can."""
    path = tmp_path / "huge.wav"
    with path.open("wb") as file:
        file.truncate(2**32 - 1)
    with pytest.raises(TagError, match="too long for a WAV") as caught:
        tag(path, "wav", labels, GAINS, b"")
    assert caught.value.hint is not None
    assert "flac" in caught.value.hint
