"""`guides music` as its users meet it."""

import os
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from listening import ffmpeg
from practices import PROGRAM, Practice, run

from guides.listen.devices import nothing
from guides.listen.speakers import play
from guides.music.beds import names
from guides.sound.fades import RAMP, ramped

Sine = Callable[..., Path]


@pytest.fixture
def sine(practice: Practice) -> Sine:
    """Writes a sine into the music folder, or elsewhere."""

    def made(name: str, *arguments: str, seconds: float = 3, folder: Path | None = None) -> Path:
        path = (folder or practice.root / "music") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        ffmpeg("-f", "lavfi", "-i", f"sine=220:d={seconds}", *arguments, f"file:{path}")
        return path

    return made


def narrow(text: str) -> bool:
    return all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize("name", ["add", "check", "preview"])
def test_help_has_an_example(name: str) -> None:
    """Help fits 80 columns and shows how the command is written."""
    ran = run("music", name, "--help")
    assert ran.code == 0
    assert f"guides music {name}" in ran.out.split("Example", 1)[1]
    assert narrow(ran.out)


def test_a_misspelt_command_names_the_nearest(practice: Practice) -> None:
    """As `guides` itself does."""
    ran = practice.run("music", "chekc")
    assert ran.code == 2
    assert "guides music check" in ran.err


def test_nothing_there_yet(practice: Practice) -> None:
    """An empty library lists the beds and says how to begin; checking nothing is no error."""
    for folder in (None, practice.root / "music"):
        if folder:
            folder.mkdir()
        listed = practice.run("music")
        assert (listed.code, listed.err) == (0, "")
        assert "guides music add FILE" in listed.out
        assert "warm-drone" in listed.out
        checked = practice.run("music", "check")
        assert (checked.code, checked.err) == (0, "")
        assert "guides music add FILE" in checked.out
    assert not (practice.root / ".guides").exists()


def test_the_list(practice: Practice, sine: Sine) -> None:
    """Each track with its rights, and with length and loudness once it was heard; 80 columns; lines for programs."""
    sine("river.flac")
    sine(f"a very long name {'and on ' * 12}.flac")
    (practice.root / "music" / "music.toml").write_text(
        '["river.flac"]\ntitle = "River of Light"\nartist = "A. Composer"\nlicence = "CC BY-ND 4.0"\n'
        'phases = ["peak"]\nintensity = 0.5\nexpires = 2031-01-02\n'
    )
    before = practice.run("music")
    assert before.code == 0
    assert "not heard yet" in before.out
    assert not (practice.root / ".guides" / "cache").exists(), "nothing is decoded for a list"
    assert practice.run("music", "check").code == 0
    after = practice.run("music")
    assert narrow(after.out)
    for words in ("River of Light by A. Composer (CC BY-ND 4.0)", "0:03, −", "room yes, give yes, mix no"):
        assert words in after.out
    assert "for peak; intensity 0.5; until 2031-01-02" in after.out
    assert "nothing is written about it in music.toml" in after.out
    told = practice.run("music", "--json")
    tracks = {event["file"]: event for event in told.events if event["event"] == "track"}
    river = tracks["river.flac"]
    assert (river["seconds"], river["mix"], river["expires"], river["listed"]) == (3.0, "no", "2031-01-02", True)
    assert {event["name"] for event in told.events if event["event"] == "bed"} == set(names())
    assert told == practice.run("--json", "music"), "common options stand before or after"


def test_check_goes_on_after_what_is_broken(practice: Practice, sine: Sine) -> None:
    """What works, what does not, and why; exit code 1; quiet says only what went wrong."""
    sine("-dash & “quotes” 🌊.flac")
    sine("river.flac")
    cut = sine("cut.mp3", seconds=9)
    cut.write_bytes(cut.read_bytes()[:20_000])
    (practice.root / "music" / "empty.ogg").write_bytes(b"")
    (practice.root / "music" / "music.toml").write_text('["river.flac"]\nlicence = "CC BY 4.0"\nlyrics = true\n')
    ran = practice.run("music", "check")
    assert ran.code == 1
    assert "music/cut.mp3: error: This music file is cut short" in ran.err
    assert "music/empty.ogg: error: This music file is empty." in ran.err
    assert "-dash & “quotes” 🌊.flac: works, 0:03" in ran.out
    assert "no entry in music.toml" in ran.out
    assert "Somebody sings" in ran.out
    assert "4 tracks checked: 2 cannot be used." in ran.out
    assert narrow(ran.out)
    quiet = practice.run("-q", "music", "check")
    assert (quiet.code, quiet.out, quiet.err) == (1, "", ran.err)
    events = practice.run("music", "check", "--json").events
    assert {event["file"]: event["works"] for event in events if event["event"] == "track"} == {
        "-dash & “quotes” 🌊.flac": True,
        "cut.mp3": False,
        "empty.ogg": False,
        "river.flac": True,
    }
    assert practice.run("music", "check", "music/river.flac", "--", "-dash & “quotes” 🌊.flac").code == 0
    assert practice.run("music", "check", "warm-drone").code == 0
    typo = practice.run("music", "check", "rivver.flac")
    assert typo.code == 1
    assert "Did you mean river.flac?" in typo.err


def test_errors_of_music_toml_are_told_with_the_list(practice: Practice, sine: Sine) -> None:
    """File and line are named once, what there is is listed all the same, and the exit code is 1."""
    sine("river.flac")
    (practice.root / "music" / "music.toml").write_text('["river.flac"]\n\ntitel = "x"\n')
    for command in ([], ["check"]):
        ran = practice.run("music", *command)
        assert ran.code == 1
        assert ran.err.count("music/music.toml:3:1: error: ") == 1
        assert "Did you mean title?" in ran.err
        assert "river.flac" in ran.out


def test_add_takes_a_file_in(practice: Practice, sine: Sine, tmp_path: Path) -> None:
    """From anywhere; what is unknown still is said, with the line to write it at; added twice is said too."""
    source = sine("sea 🌊.flac", "-metadata", "artist=A. Composer", folder=tmp_path / "downloads")
    ran = practice.run("music", "add", str(source), "--licence", "bought", "--phases", "peak, build", "--no-lyrics")
    assert (ran.code, ran.err) == (0, "")
    assert "music/sea 🌊.flac is there: 0:03" in ran.out
    assert "Still unknown: room, mix." in ran.out
    assert "below line 1" in ran.out
    assert narrow(ran.out)
    written = (practice.root / "music" / "music.toml").read_text(encoding="utf-8")
    assert 'phases = ["build", "peak"]' in written
    assert 'artist = "A. Composer"' in written
    again = practice.run("--json", "music", "add", str(source)).event("music-added")
    assert (again["copied"], again["written"], again["give"]) == (False, False, "no")
    assert practice.run("music", "check").code == 0


def test_add_refuses(practice: Practice, tmp_path: Path) -> None:
    """A file that is not there, an unknown phase, a wrong day or right: nothing is made."""
    missing = practice.run("music", "add", str(tmp_path / "no.mp3"))
    assert missing.code == 1
    assert "There is no such file." in missing.err
    for wrong in (["--phases", "peek"], ["--expires", "soon"], ["--mix", "maybe"], ["--intensity", "3"]):
        assert practice.run("music", "add", "x.mp3", *wrong).code == 2
    assert not (practice.root / "music").exists()


def test_add_finds_files_as_a_shell_does(practice: Practice, sine: Sine, tmp_path: Path) -> None:
    """A relative path counts from where its user stands, also with -C."""
    sine("sea.flac", folder=tmp_path / "downloads")
    done = subprocess.run(
        [PROGRAM, "-C", practice.root, "music", "add", "sea.flac"], cwd=tmp_path / "downloads", capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert (practice.root / "music" / "sea.flac").is_file()


def test_preview_into_a_file(practice: Practice, sine: Sine, tmp_path: Path) -> None:
    """Soft edges, the length that was said, and nothing is overwritten."""
    sine("river.flac", seconds=25)
    target = tmp_path / "excerpt.wav"
    ran = practice.run("--json", "music", "preview", "river.flac", "--to", str(target))
    assert ran.code == 0, ran.err
    assert ran.event("preview")["seconds"] == 20
    with wave.open(str(target)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (44_100, 2, 20 * 44_100)
        samples = np.frombuffer(file.readframes(20 * 44_100), "<i2").reshape(-1, 2)
    assert abs(samples[[0, -1]]).max() == 0
    assert abs(samples[: RAMP // 4]).max() < abs(samples).max() / 3
    before = target.read_bytes()
    again = practice.run("music", "preview", "river.flac", "--to", str(target))
    assert again.code == 1
    assert "something of this name already" in again.err
    assert target.read_bytes() == before
    assert practice.run("music", "preview", "river.flac", "--to", str(tmp_path / "x.mp3")).code == 2
    assert practice.run("music", "preview", "stillness", "--to", str(tmp_path / "bed.wav")).code == 0
    assert "Did you mean river.flac?" in practice.run("music", "preview", "rivver.flac").err


def test_no_loudspeakers_is_said_in_words(practice: Practice, sine: Sine) -> None:
    """Where no sound can be played, one sentence says so; nothing else reaches the screen."""
    sine("river.flac")
    code = (
        "import miniaudio, sys\nfrom guides.cli.main import main\n"
        "def refuse(*_, **__):\n"
        "    import os; os.write(2, b'ALSA lib: noise')\n"
        "    raise miniaudio.MiniaudioError('failed to init device', -401)\n"
        "miniaudio.PlaybackDevice = refuse\nsys.argv = ['guides', *sys.argv[1:]]\nmain()"
    )
    command = [sys.executable, "-c", code, "-C", str(practice.root), "music", "preview", "river.flac"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("error: There are no loudspeakers or headphones")
    assert "--to" in done.stderr
    assert "ALSA" not in done.stderr
    assert "401" not in done.stderr


def test_playing_ends_when_the_sound_does() -> None:
    """Into a device that hears nothing, in real time; stderr is where it was afterwards."""
    there = os.fstat(2)
    play(np.full((4_410, 2), 0.1, np.float32), device=nothing())
    assert os.fstat(2).st_ino == there.st_ino


def test_ramps_take_twenty_milliseconds() -> None:
    """The edges are silent, all between is untouched; a piece shorter than its ramps is only softer."""
    sound = np.ones((4_410, 2), np.float32)
    soft = ramped(sound)
    assert soft[0].max() == soft[-1].max() == 0.0
    assert np.array_equal(soft[RAMP:-RAMP], sound[RAMP:-RAMP])
    assert np.abs(np.diff(soft, axis=0)).max() <= 1.01 / RAMP
    assert ramped(sound[:10]).max() <= 1.0
    assert len(ramped(sound[:0])) == 0


def test_init_explains_music_toml(tmp_path: Path) -> None:
    """A new practice has a `music.toml` whose every line is a comment, and that shows every name there is."""
    import tomllib

    from guides.music.library import NAMES, read_library

    assert run("init", str(tmp_path / "p")).code == 0
    text = (tmp_path / "p" / "music" / "music.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    shown = "\n".join(line.removeprefix("# ") for line in text.splitlines() if '["river' in line or " = " in line)
    (tmp_path / "p" / "music" / "music.toml").write_text(shown, encoding="utf-8")
    assert set(tomllib.loads(shown)["river of light.flac"]) == set(NAMES)
    assert read_library(tmp_path / "p" / "music")[0].tracks[0].give == "yes"
