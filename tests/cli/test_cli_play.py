"""`guides play` from outside: at a terminal, behind a pipe, with no loudspeakers, killed in the middle."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from listening import decoded
from practices import Practice, Ran, assert_refused, run
from rich.cells import cell_len
from terminals import FASTER, Terminal, program

from guides.listen import devices
from guides.sound.fades import RAMP

RATE = 44_100
WORDS = """
Welcome. [pause 8s] Find a position.

# Resting

Rest a while. [pause 8s] And come back{, name}.
"""


@pytest.fixture(autouse=True)
def fresh_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Nobody listened to anything yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def tunes(tmp_path: Path) -> Path:
    """A folder with a tone of three seconds, one of two minutes, and a playlist of them."""
    folder = tmp_path / "tunes"
    folder.mkdir()
    for name, seconds in (("short", 3), ("long", 120)):
        second = (9_000 * np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE)).astype("<i2")
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.tile(second, seconds).tobytes())
    (folder / "both.m3u8").write_text("#EXTM3U\nshort.wav\nlong.wav\n")
    return folder


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """A small practice, built for everyone and for one client. To be read, never changed."""
    practice = Practice(tmp_path_factory.mktemp("played") / "practice")
    practice.write("preparation/01-meeting", WORDS, "title: Meeting\nmusic: off\n")
    practice.write("preparation/02-after", "Rest.", "title: After\nmusic: off\n")
    (practice.root / "clients.csv").write_text("id,name\n007,Zebulon\n", encoding="utf-8")
    practice.build()
    practice.build("--client", "007")
    return practice


def play(root: Path, *arguments: str) -> Ran:
    """Where nobody sits at a terminal, into nothing, and fast."""
    with patch.object(devices, "NOTHINGS_RATE", FASTER * RATE):
        return run("-C", str(root), *arguments, "--null")


def seconds(clock: str) -> int:
    minutes, rest = clock.split(":")
    return 60 * int(minutes) + int(rest)


@pytest.mark.parametrize("name", ["play", "preview"])
def test_help_has_an_example(practice: Practice, name: str) -> None:
    """Help fits 80 columns, and shows how the command is written."""
    ran = practice.run(name, "--help")
    assert f"guides {name} preparation/" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_every_key_does_what_help_says(tunes: Path) -> None:
    """At a terminal: pause, arrows, next, volume, balance, timer, from the start; the terminal is left as it was."""
    terminal = Terminal(tunes, "play", "both.m3u8", "--null", "--from", "0:00.1")
    terminal.sees(r"short \(1 of 2\)")
    terminal.sees("■")
    terminal.press("n")
    terminal.sees(r"long \(2 of 2\)")
    terminal.press(" ")
    paused = terminal.sees(r"⏸ (\d+:\d\d)")
    terminal.press("\x1b[C\x1b[C")
    on = seconds(terminal.sees(r"⏸ (\d+:\d\d)")[1]) - seconds(paused[1])
    assert on in (10, 20, 21)
    terminal.press("\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D")
    terminal.sees("⏸ 0:00")
    terminal.press("\x1b[B\x1b[B")
    terminal.sees("volume −4 dB")
    terminal.press("b")
    terminal.sees("There is one balance")
    terminal.press("s")
    terminal.sees("silent in 15:00")
    terminal.press("0")
    terminal.sees("▶ 0:0")
    terminal.press("p")
    terminal.sees(r"short \(1 of 2\)")
    terminal.press("q")
    terminal.sees(r"Stopped at|The end")
    assert terminal.end() == 0
    assert "Traceback" not in terminal.text


def test_chapters_and_the_words_at_a_terminal(played: Practice) -> None:
    """Shifted arrows go from chapter to chapter; the line that is spoken is shown, until t puts it away."""
    terminal = Terminal(played.root, "play", "preparation/01-meeting", "--null")
    terminal.sees("Welcome")
    terminal.press(" \x1b[1;2C")
    terminal.sees("Resting")
    terminal.press(" ")
    terminal.sees("Rest a while")
    terminal.press("t")
    time.sleep(0.5)
    terminal.press("<q")
    assert terminal.end() == 0


def test_a_clients_own_words_are_shown_only_on_request(played: Practice) -> None:
    """Neither behind a pipe nor at a terminal does a client's name appear by itself; t shows it."""
    ran = play(played.root, "play", "preparation/01-meeting", "--client", "007")
    assert ran.code == 0
    assert "Resting" in ran.out
    assert "Zebulon" not in ran.out + ran.err
    assert "Welcome" not in ran.out
    assert "Zebulon" not in play(played.root, "--json", "play", "preparation", "--client", "007").out
    terminal = Terminal(played.root, "play", "preparation/01-meeting", "--client", "007", "--null")
    terminal.sees("■")
    assert "Zebulon" not in terminal.text
    terminal.press("t")
    terminal.sees("Zebulon")
    terminal.press("q")
    assert terminal.end() == 0


def test_twenty_columns_are_enough(played: Practice) -> None:
    """No line is broken by the terminal itself, and the time is always there."""
    terminal = Terminal(played.root, "play", "preparation/01-meeting", "--null", columns=20)
    terminal.sees(r"▶ 0:0\d −0:")
    terminal.press("b")
    terminal.sees("There is one")
    terminal.press("q")
    assert terminal.end() == 0
    drawn = terminal.text.partition("Stopped")[0]
    assert max(cell_len(line) for line in re.split(r"[\r\n]+", drawn)) <= 20


def test_behind_a_pipe_it_is_lines(played: Practice) -> None:
    """Title, chapters and words in their time; it stops after the guide, and says that something comes next."""
    command = program(played.root, "play", "preparation", "--null")
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    ran = Ran(done.returncode, done.stdout, done.stderr)
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].startswith("Meeting, 0:")
    assert next(line.strip() for line in lines if "#" in line) == "0:00  # Meeting"
    assert re.search(r"0:\d\d  Rest a while\.", ran.out)
    assert "After" not in ran.out
    assert lines[-1].startswith("The end.")
    assert "--continuous" in lines[-1]
    assert "\x1b" not in ran.out


def test_continuous_goes_through_the_collection(played: Practice) -> None:
    """As JSON: what is on, its chapters, and how it ended."""
    ran = play(played.root, "--json", "play", "preparation", "--continuous")
    assert [event["title"] for event in ran.events if event["event"] == "playing"] == ["Meeting", "After"]
    assert ran.event("stopped")["ended"] is True
    assert ran.events[-1]["file"] == "audio_out/preparation/02-after.mp3"


def test_no_loudspeakers_is_said_in_words(tunes: Path) -> None:
    """One sentence and what helps; nothing of what sound systems say by themselves."""
    code = (
        "import miniaudio, sys\nfrom guides.cli.start import main\n"
        "def refuse(*_, **__):\n"
        "    import os; os.write(2, b'ALSA lib: noise')\n"
        "    raise miniaudio.MiniaudioError('failed to init device', -401)\n"
        "miniaudio.PlaybackDevice = refuse\nsys.argv = ['guides', *sys.argv[1:]]\nmain()"
    )
    command = [sys.executable, "-c", code, "-C", str(tunes), "play", "short.wav"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert_refused(Ran(done.returncode, done.stdout, done.stderr), "There are no loudspeakers", "--null")
    assert "ALSA" not in done.stderr
    assert "401" not in done.stderr


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_killed_in_the_middle_it_goes_on_within_five_seconds_of_the_place(tunes: Path, stop: signal.Signals) -> None:
    """Whatever ends it, what was last seen on the screen and what the next time begins at are ten seconds apart."""
    terminal = Terminal(tunes, "play", "long.wav", "--null", "--from", "0:20")
    terminal.sees(r"▶ 0:5\d")
    last = [seconds(clock) for clock in re.findall(r"▶ (\d+:\d\d)", terminal.text)][-1]
    os.kill(terminal.process.pid, stop)
    terminal.process.wait()
    again = Terminal(tunes, "play", "long.wav", "--null")
    told = seconds(again.sees(r"Going on at\s+(\d+:\d\d)")[1])
    again.press("q")
    assert again.end() == 0
    assert abs(told + 10 - last) <= 5


def test_ctrl_c_stops_softly_and_says_where(tunes: Path) -> None:
    """As good a way to stop as q: no error, no traceback, and the place is kept."""
    terminal = Terminal(tunes, "play", "long.wav", "--null", "--from", "0:20")
    terminal.sees("▶ 0:2")
    terminal.press("\x03")
    terminal.sees(r"Stopped at 0:\d\d; your place is kept\.")
    assert terminal.end() == 0


def test_names_that_mean_nothing_are_explained(played: Practice, practice: Practice) -> None:
    """What was never built, what is misspelt, what leads elsewhere, and times that are none."""
    played.write("preparation/03-new", "Rest.")
    try:
        assert_refused(played.run("play", "preparation/03-new"), "has not been built", "guides build", code=2)
    finally:
        played.script("preparation/03-new").unlink()
    assert_refused(played.run("play", "preparation/01-meting"), "Did you mean preparation/01-meeting?", code=2)
    assert_refused(played.run("play", "../../etc/passwd.mp3"), "nothing to play", code=2)
    assert_refused(played.run("play", "--client", "../007"), "Nothing has been built", code=2)
    assert_refused(played.run("play", "--client", "Zebulon", "preparation"), "Nothing has been built", code=2)
    assert_refused(played.run("play", "preparation", "--from", "soon"), "--from 12:30", code=2)
    assert_refused(played.run("play", "preparation", "--from", "1m", "--start-over"), "both", code=2)
    assert_refused(practice.run("play"), "has not been built", code=2)


def test_a_hostile_playlist_is_said_and_what_is_left_of_it_played(tunes: Path) -> None:
    """Each bad entry by its line, calmly; nothing is fetched; the one good entry is heard. The exit code tells."""
    entries = ("../secret.wav", "http://example.org/a.mp3", "gone.wav", "a\x1b[2J.wav", "short.wav")
    (tunes / "bad.m3u8").write_text("#EXTM3U\n" + "".join(f"{entry}\n" for entry in entries))
    ran = play(tunes, "play", "bad.m3u8")
    assert ran.code == 1
    assert ran.err.count("warning: ") == 4
    assert "bad.m3u8:2: warning: This entry leads out of the folder." in ran.err
    assert "bad.m3u8:3: warning: This entry is an address" in ran.err
    assert "gone.wav: warning: This file is missing." in ran.err
    assert "\x1b" not in ran.out + ran.err
    assert "short, 0:03" in ran.out


def test_a_guide_says_when_it_flows_into_the_next(practice: Practice) -> None:
    """`handover: flow` in its script is enough: both are heard, and then it stops."""
    for number, front in ((1, "handover: flow\n"), (2, ""), (3, "")):
        front += "music:\n  track: warm-drone\n  intro: 1s\n  outro: 5s\n"
        practice.write(f"preparation/0{number}-a", "Rest.", f"title: Part {number}\n{front}")
    practice.build()
    ran = play(practice.root, "--json", "play", "preparation")
    assert [event["title"] for event in ran.events if event["event"] == "playing"] == ["Part 1", "Part 2"]


def test_a_preview_is_one_chapter_of_the_guide_as_it_sounds(practice: Practice, tmp_path: Path) -> None:
    """Found by the beginning of its title or its number; the same sound as in the draft, and nothing is left behind."""
    practice.write("preparation/01-a", WORDS, "title: A guide\nmusic:\n  intro: 1s\n  outro: 3s\n")
    ran = practice.run("--json", "preview", "preparation/01-a", "--chapter", "rest", "--to", str(tmp_path / "p.wav"))
    assert ran.code == 0, ran.err
    assert ran.event("preview")["chapter"] == "Resting"
    practice.build("--draft", "--format", "wav")
    report = json.loads(practice.out("draft/report.json").read_text())
    chapter = report["guides"]["preparation/01-a"]["chapters"][1]["start"]
    whole = decoded(practice.out("draft/preparation/01-a.wav"))
    passage = decoded(tmp_path / "p.wav")
    assert len(passage) / RATE == pytest.approx(ran.event("preview")["seconds"], abs=0.001)
    start = len(whole) - len(passage)
    assert chapter <= start / RATE < chapter + 1
    assert np.allclose(passage[RAMP:-RAMP], whole[start + RAMP : -RAMP], atol=0.001)
    heard = play(practice.root, "preview", "preparation/01-a", "--chapter", "2")
    assert "Rest a while." in heard.out
    assert not practice.out("preparation").exists()
    assert_refused(practice.run("preview", "preparation/01-a", "--chapter", "restng"), "Did you mean Resting?", code=2)
    assert_refused(practice.run("preview", "preparation/01-a", "--chapter", "9"), "Its chapters are", code=2)
