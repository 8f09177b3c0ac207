"""Ctrl-C at any moment: said in a word, nothing half, and the next build goes on."""

import signal
import time
from pathlib import Path

import pytest
from practices import Once, Practice

LINES = "\n\n".join(
    f"This is the sentence of number {n}, and it takes some time to say. [pause 5s] Rest." for n in range(3)
)
FRONT = "music:\n  intro: 1s\n  outro: 8s"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Two guides of a few segments, not built."""
    return write(Practice(tmp_path_factory.mktemp("texts") / "practice"))


def write(practice: Practice) -> Practice:
    practice.write("preparation/01-a", LINES, FRONT)
    practice.write("support/01-b", "Rest a while.", FRONT)
    return practice


@pytest.fixture(scope="module")
def undisturbed(once: Once) -> Practice:
    """The same, built."""
    return once("undisturbed", lambda practice: write(practice).build())


def reached(practice: Practice, moment: str) -> bool:
    """Whether a running build has come this far."""
    if moment == "start":
        return True
    if moment == "done":
        return practice.out("preparation/01-a.mp3").is_file()
    if moment == "writing":
        return any(practice.out("").rglob("*.part"))
    shelf = practice.root / ".guides" / "cache" / moment
    return shelf.is_dir() and any(path.is_file() for path in shelf.rglob("*"))


@pytest.mark.parametrize(
    ("kind", "moment"), [("mp3", "start"), ("mp3", "speech"), ("mp3", "segments"), ("mp3", "done"), ("m4b", "writing")]
)
def test_ctrl_c(texts: Practice, undisturbed: Practice, tmp_path: Path, kind: str, moment: str) -> None:
    """Exit code 1, one word, no traceback, no half file, and the same bytes from the next build."""
    practice = texts.copy(tmp_path / "practice")
    process = practice.start("build", "--format", kind)
    deadline = time.monotonic() + 30
    while not reached(practice, moment) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.5 if moment == "start" else 0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err.strip()) == (
        1,
        "Stopped. What was finished is kept; run the same command again to go on.",
    )
    assert practice.parts() == []
    finished = {name: digest for name, digest in practice.sounds().items() if name.endswith(".mp3")}
    assert finished.items() <= undisturbed.sounds().items()
    practice.build()
    mine = {name: digest for name, digest in practice.sounds().items() if not name.endswith(".m4b")}
    assert mine == undisturbed.sounds()
