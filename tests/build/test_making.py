"""Guides made side by side, each in a process of its own: the same files, whatever happens to a process."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from practices import Once, Practice

from guides.build.events import Tell
from guides.build.executors.processes import Processes

LINES = "\n\n".join(f"This is sentence number {n} of them.\n\n[pause 1s]" for n in range(4))
FRONT = "music:\n  track: warm-drone\n  intro: 1s\n  outro: 2s"
NAMES = [f"preparation/0{number}-g" for number in range(1, 5)]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Four guides, not built."""
    return write(Practice(tmp_path_factory.mktemp("texts") / "practice"))


def write(practice: Practice) -> Practice:
    for number, name in enumerate(NAMES, 1):
        practice.write(name, f"Hello from guide {number}.\n\n{LINES}", FRONT)
    return practice


@pytest.fixture(scope="module")
def serial(once: Once) -> Practice:
    """The same, built one after the other."""
    return once("serial", lambda practice: write(practice).build("--jobs", "1"))


def processes_of(process: "subprocess.Popen[str]") -> list[int]:
    """The processes in which a build makes guides."""
    found = subprocess.run(
        ["pgrep", "-P", str(process.pid), "-f", "spawn_main"], capture_output=True, text=True, check=False
    )
    return [int(number) for number in found.stdout.split()]


def under_way(practice: Practice, process: "subprocess.Popen[str]") -> list[int]:
    """The processes of a build, once one of them has mixed something."""
    deadline = time.monotonic() + 60
    while not practice.cached("segments"):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return processes_of(process)


def test_side_by_side_gives_the_same_files(texts: Practice, serial: Practice, tmp_path: Path) -> None:
    """Byte for byte, the report too; every guide is told once, and what was spoken is counted."""
    practice = texts.copy(tmp_path / "practice")
    ran = practice.build("--jobs", "2")
    assert practice.outputs() == serial.outputs()
    for name in ("guide-started", "guide-finished"):
        assert sorted(event["id"] for event in ran.events if event["event"] == name) == NAMES
    assert sum(entry["spoken_now"] for entry in practice.report.values()) == 4 + 4
    assert practice.build("--jobs", "2").event("build-planned")["stale"] == []


def test_a_guide_that_fails_stops_the_others_unless_they_keep_going(texts: Practice, tmp_path: Path) -> None:
    """With --keep-going all others are made; the failed one is named, and the exit code is 1."""
    practice = texts.copy(tmp_path / "practice")
    practice.write(NAMES[1], "Rest here.\n\n[at 1s]\n\nAnd here.", FRONT)
    ran = practice.run("--json", "build", "--jobs", "2", "--keep-going")
    assert ran.code == 1
    assert ran.event("built")["failed"] == [NAMES[1]]
    assert sorted(ran.event("built")["built"]) == [NAMES[0], *NAMES[2:]]


def test_music_that_does_not_play_fails_no_guide(tmp_path: Path) -> None:
    """A cue above the first word is in place of the usual music, whatever is wrong with that."""
    practice = Practice(tmp_path / "practice")
    (practice.root / "music").mkdir()
    (practice.root / "music" / "broken.mp3").write_bytes(b"This is no sound.")
    for name in NAMES[:3]:
        practice.write(name, "[music warm-drone]\n\nHello.", "music: broken.mp3")
    assert practice.build("--jobs", "2").event("built")["failed"] == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_is_ended_costs_nothing(
    texts: Practice, serial: Practice, tmp_path: Path, how: signal.Signals
) -> None:
    """As when the system has no memory left: its guide is made again, and all files are as they should be."""
    practice = texts.copy(tmp_path / "practice")
    process = practice.start("build", "--jobs", "2")
    os.kill(under_way(practice, process)[0], how)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert practice.sounds() == serial.sounds()
    assert practice.parts() == []


def test_ctrl_c_ends_every_process(texts: Practice, tmp_path: Path) -> None:
    """Said in a word, at once, and nothing half is left."""
    practice = texts.copy(tmp_path / "practice")
    process = practice.start("build", "--jobs", "2")
    children = under_way(practice, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Stopped." in said
    assert "Traceback" not in said
    assert all(is_gone(child) for child in children)


def test_processes_end_with_the_build(texts: Practice, serial: Practice, tmp_path: Path) -> None:
    """However it ends: nothing goes on in the background, and the next build completes it."""
    practice = texts.copy(tmp_path / "practice")
    process = practice.start("build", "--jobs", "2")
    children = under_way(practice, process)
    process.kill()
    process.communicate(timeout=30)
    assert all(is_gone(child) for child in children)
    practice.build("--jobs", "2")
    assert practice.sounds() == serial.sounds()
    assert practice.parts() == []


def telling(tell: Tell) -> Callable[[int], int]:
    """Work that goes on telling for ever, but for the number 0."""

    def work(number: int) -> int:
        while number:
            tell("so much to say " * 10_000)  # type: ignore[arg-type]
        return number

    return work


def test_a_process_that_is_ended_in_the_middle_of_a_word_holds_up_nobody() -> None:
    """What it had begun to tell is lost, and the end comes."""
    heard = threading.Event()
    with closing(Processes(telling, 2, lambda _: heard.set()).run([0, 1])) as finished:
        assert next(finished) == (0, 0)
        assert heard.wait(30)


def is_gone(process: int) -> bool:
    """Whether a process ends within some seconds."""
    for _ in range(200):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
