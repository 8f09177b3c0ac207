"""Every format as others read it: ffprobe, mutagen, mpv and VLC, each of them the real one."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
from listening import decoded, loudness
from mutagen.id3 import ID3
from practices import Once, Practice

FORMATS = ("mp3", "m4b", "opus", "flac", "wav")
TITLE = "Meeting: “protectors” & José"
CHAPTERS = [TITLE, "A part that “protects” & helps", "Coming back: slowly"]
WORDS = """
Welcome. Find a position that works for you.

# A part that “protects” & helps

It is welcome here … with all that it brings.

# Coming back: slowly

Look around the room.
"""
SPOKEN = ["Welcome.", "Find a position that works for you.", "Look around the room."]
SILENT = 0.001
"""The root mean square below which nothing is heard: −60 dB."""


@pytest.fixture(scope="module")
def practice_of_all(once: Once) -> Practice:
    """One guide, with music from its first second on, in every format."""

    def make(practice: Practice) -> None:
        music = "music:\n  intro: 2s\n  outro: 3s\n"
        practice.write("preparation/01-meeting", WORDS, f'title: "{TITLE}"\nsummary: A first hello.\n{music}')
        for kind in FORMATS:
            practice.build("--format", kind)

    return once("players", make)


def guide(practice: Practice, kind: str) -> Path:
    return practice.out(f"preparation/01-meeting.{kind}")


def starts(practice: Practice) -> list[float]:
    """The chapters' seconds, as the report has them."""
    return [chapter["start"] for chapter in practice.report["preparation/01-meeting"]["chapters"]]


def planned(practice: Practice) -> int:
    """The frames of the timeline."""
    return round(practice.report["preparation/01-meeting"]["planned_seconds"] * 44_100)


def tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is needed to see what it makes of our files (Debian: apt install {package}).")
    return found


@pytest.mark.parametrize("kind", FORMATS)
def test_ffprobe_reads_title_order_and_chapters(practice_of_all: Practice, kind: str) -> None:
    """Title, track and chapters in order, at the report's seconds, the last ending with the guide; and a cover."""
    command = [tool("ffprobe", "ffmpeg"), "-v", "error", "-show_format", "-show_streams", "-show_chapters"]
    done = subprocess.run([*command, "-of", "json", guide(practice_of_all, kind)], capture_output=True, check=True)
    told = json.loads(done.stdout)
    audio = next(stream for stream in told["streams"] if stream["codec_type"] == "audio")
    tags = {name.lower(): value for part in (told["format"], audio) for name, value in part.get("tags", {}).items()}
    assert tags["title"] == TITLE
    assert tags["track"].split("/")[0] == "1"
    assert tags["album"] == "Nine sessions: preparation"
    found = [(float(chapter["start_time"]), chapter["tags"]["title"]) for chapter in told["chapters"]]
    assert found == list(zip(starts(practice_of_all), CHAPTERS, strict=True))
    end = float(told["chapters"][-1]["end_time"])
    assert end == pytest.approx(planned(practice_of_all) / 44_100, abs=0.01)
    assert any(stream.get("disposition", {}).get("attached_pic") for stream in told["streams"])
    if kind != "wav":
        # Older versions of ffprobe read in WAV what its INFO list can hold, and that has no lyrics.
        words = "".join(value for name, value in tags.items() if "lyrics" in name)
        assert all(line in words for line in SPOKEN)


@pytest.mark.parametrize("kind", FORMATS)
def test_mutagen_reads_words_cover_and_level(practice_of_all: Practice, kind: str) -> None:
    """Lyrics, a square cover, and ReplayGain with its peak, or in Opus the gain to −23 LUFS."""
    file = mutagen.File(guide(practice_of_all, kind))
    assert file.info.length == pytest.approx(planned(practice_of_all) / 44_100, abs=0.04)
    tags: Any = file.tags
    if isinstance(tags, ID3):
        words, cover = str(tags.getall("USLT")[0]), tags.getall("APIC")[0].data
        gain, peak = (str(tags[f"TXXX:REPLAYGAIN_TRACK_{name}"]) for name in ("GAIN", "PEAK"))
    elif kind == "m4b":
        words, cover = tags["\xa9lyr"][0], bytes(tags["covr"][0])
        gain, peak = (tags[f"----:com.apple.iTunes:REPLAYGAIN_TRACK_{name}"][0].decode() for name in ("GAIN", "PEAK"))
    elif kind == "flac":
        words, cover = tags["LYRICS"][0], file.pictures[0].data
        gain, peak = tags["REPLAYGAIN_TRACK_GAIN"][0], tags["REPLAYGAIN_TRACK_PEAK"][0]
    else:
        words, cover, peak = tags["LYRICS"][0], tags["METADATA_BLOCK_PICTURE"][0], "0.5"
        gain = f"{int(tags['R128_TRACK_GAIN'][0]) / 256 + 5:.2f} dB"
    assert all(line in words for line in SPOKEN)
    assert len(cover) > 1_000
    assert re.fullmatch(r"[+-]?\d+\.\d\d dB", gain)
    assert float(gain.split()[0]) == pytest.approx(-18 - loudness(guide(practice_of_all, kind)).lufs, abs=0.15)
    assert 0.1 < float(peak) < 0.9


def test_every_format_is_as_loud(practice_of_all: Practice) -> None:
    """A guide is the same guide in every format: no encoder makes it softer."""
    levels = [loudness(guide(practice_of_all, kind)).lufs for kind in FORMATS]
    assert max(levels) - min(levels) <= 0.15


def test_every_format_decodes_to_the_frames_of_the_timeline(practice_of_all: Practice) -> None:
    """Without a gap at either end: all as long as planned, to the frame; Opus, which has another rate, to the next."""
    frames = {kind: len(decoded(guide(practice_of_all, kind))) for kind in FORMATS}
    assert frames["mp3"] == frames["m4b"] == frames["flac"] == frames["wav"]
    assert abs(frames["opus"] - frames["wav"]) <= 1
    # The report has milliseconds.
    assert abs(frames["wav"] - planned(practice_of_all)) <= 23


@pytest.mark.parametrize("kind", FORMATS)
def test_mpv_lists_the_chapters_and_sounds_at_each(practice_of_all: Practice, tmp_path: Path, kind: str) -> None:
    """The same titles at the same seconds; gone to, a chapter sounds at once; played whole, it is as long and begins
    with sound."""
    path, sound = guide(practice_of_all, kind), tmp_path / "heard.wav"
    mpv = [tool("mpv", "mpv"), "--no-config", "--no-video", "--ao=pcm", f"--ao-pcm-file={sound}"]
    seen = "--term-playing-msg=SEEN ${=chapter-list}\nTITLE ${media-title}\n"
    said = subprocess.run([*mpv, seen, path], capture_output=True, text=True, check=True).stdout
    chapters = json.loads(re.search(r"SEEN (\[.*\])", said)[1])  # type: ignore[index]
    assert [chapter["title"] for chapter in chapters] == CHAPTERS
    # mpv counts from an MP3's first frame, which stands a fortieth of a second before its first sound.
    times = [chapter["time"] for chapter in chapters]
    assert times == pytest.approx(starts(practice_of_all), abs=0.03)
    assert f"TITLE {TITLE}" in said
    whole = decoded(sound)
    assert len(whole) == pytest.approx(planned(practice_of_all), abs=0.03 * 44_100)
    assert np.sqrt(np.mean(whole[: 2 * 44_100].astype(np.float64) ** 2)) > SILENT
    for number in range(2, len(CHAPTERS) + 1):
        subprocess.run([*mpv, f"--start=#{number}", "--length=0.5", path], capture_output=True, check=True)
        heard = decoded(sound)
        assert len(heard) / 44_100 == pytest.approx(0.5, abs=0.1)
        assert np.sqrt(np.mean(heard.astype(np.float64) ** 2)) > SILENT


def test_vlc_lists_the_chapters_and_sounds_at_each(practice_of_all: Practice, tmp_path: Path) -> None:
    """In all formats title and cover, and sound at every chapter's second; the list of chapters where VLC reads one.

    VLC 3 reads no chapters in MP3 and WAV, whoever wrote them.
    """
    code = Path(__file__).with_name("vlc_player.py")
    seconds = ",".join(map(str, starts(practice_of_all)))
    homes = {name: str(tmp_path / name) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    files = [guide(practice_of_all, kind) for kind in FORMATS]
    done = subprocess.run(
        [sys.executable, code, seconds, *files],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **homes},
    )
    assert done.returncode == 0, f"VLC is needed (Debian: apt install vlc-bin vlc-plugin-base): {done.stderr}"
    for kind, line in zip(FORMATS, done.stdout.splitlines(), strict=True):
        told = json.loads(line)
        assert told["title"] == TITLE, kind
        assert told["cover"] or kind == "wav", kind
        assert told["seconds"] == pytest.approx(planned(practice_of_all) / 44_100, abs=0.2), kind
        assert len(told["levels"]) == len(CHAPTERS)
        assert min(told["levels"]) > SILENT, kind
        if kind not in ("mp3", "wav"):
            wanted = [[start, title] for start, title in zip(starts(practice_of_all), CHAPTERS, strict=True)]
            assert told["chapters"] == wanted, kind
