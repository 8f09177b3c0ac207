"""Disks without room and places that cannot be written: said in a line with what helps, and nothing is lost."""

import resource
import shutil
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest
from practices import Practice, Ran, unharmed
from struck import FRONT, wave

from guides.build.request import Request
from guides.build.run import build
from guides.build.workshop import open_workshop
from guides.errors import StoreError
from guides.store.practice import PracticeFolder

ID = "integration/01-going-on"


def changed(practice: Practice) -> Practice:
    """A new text to new music, so that everything must be written again."""
    practice.write(ID, "Another text. It is short. [pause 2s] Rest.", FRONT.format("river.wav"))
    wave(practice.root / "music" / "river.wav", 9, 330)
    return practice


def said(ran: Ran) -> list[str]:
    """The errors of a command, each of them one line, and a hint below it that is given back."""
    assert "Traceback" not in ran.err
    lines = ran.err.splitlines()
    places = [index for index, line in enumerate(lines) if "error: " in line]
    below = [takewhile(lambda line: line.startswith("  "), lines[place + 1 :]) for place in places]
    hints = [list(hint) for hint in below]
    assert all(hints), ran.err
    return [hint[-1] for hint in hints]


@pytest.fixture(scope="module")
def after(whole: Practice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the changed practice gives when nothing fails."""
    practice = changed(whole.copy(tmp_path_factory.mktemp("after") / "practice"))
    practice.build(ID)
    return practice.sounds()


@pytest.mark.parametrize("limit", [0, 1_000, 30_000, 400_000, 800_000])
def test_files_may_not_grow(built: Practice, after: dict[str, str], limit: int) -> None:
    """Wherever a full disk stops a build, it says so with what helps; the next build is whole."""
    changed(built)
    with unharmed(built):
        ran = built.program("build", ID, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert ran.code == 1
    assert all("choose another folder" in hint for hint in said(ran))
    built.build(ID)
    assert built.sounds() == after


def test_words_that_cannot_be_written(practice: Practice, whole: Practice) -> None:
    """Where what a build tells goes to a full disk, it ends without a traceback, and the next one completes it."""
    with Path("/dev/full").open("w") as full:
        ran = practice.start("build", stdout=full)
        _, err = ran.communicate()
    assert ran.returncode == 1
    assert err.count("\n") <= 3
    assert "error: The output cannot be written: No space left on device." in err
    practice.build()
    assert practice.sounds() == whole.sounds()


def a_file(path: Path) -> None:
    """Put a file where a folder belongs."""
    if path.is_dir():
        shutil.rmtree(path)
    path.write_text("mine")


def a_folder(path: Path) -> None:
    """Put a folder with something in it where a file belongs."""
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)
    (path / "mine").write_text("mine")


def a_circle(path: Path) -> None:
    """Put a link to itself in its place."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("name", "put"),
    [
        ("audio_out", a_file),
        ("audio_out", a_circle),
        ("audio_out/integration", a_file),
        (f"audio_out/{ID}.mp3", a_folder),
        (f"audio_out/{ID}.vtt", a_folder),
        ("audio_out/integration.m3u8", a_folder),
        ("audio_out/program.m3u8", a_folder),
        ("audio_out/report.json", a_folder),
        ("audio_out/report.html", a_folder),
        (".guides", a_file),
        (".guides", a_circle),
        (".guides/cache", a_file),
        (".guides/cache/speech", a_file),
        (".guides/cache/segments", a_circle),
        (".guides/journal.json", a_folder),
        (".guides/build.lock", a_folder),
        (".guides/unfinished", a_folder),
        ("guides.toml", a_folder),
        ("music/river.wav", a_folder),
        ("music/music.toml", a_folder),
        (f"scripts/{ID}.md", a_folder),
        (f"scripts/{ID}.md", a_circle),
        ("scripts", a_file),
        ("takes", a_file),
    ],
)
def test_something_stands_in_the_way(built: Practice, name: str, put: Callable[[Path], None]) -> None:
    """Each error says where and what helps, or it does not matter; guides that need nothing stay as they are."""
    changed(built)
    put(built.root / name)
    other = {file: digest for file, digest in built.sounds().items() if file.startswith("preparation/02")}
    ran = built.run("build")
    assert ran.code in (0, 1)
    assert bool(said(ran)) is bool(ran.code)
    if not name.startswith("audio_out"):
        assert other.items() <= built.sounds().items()
    assert built.parts() == []


def test_a_build_after_one_that_could_not_write(built: Practice) -> None:
    """Whoever builds again and again in one process can go on, though the error is still being looked at."""
    workshop = open_workshop(PracticeFolder(built.root), Request((), jobs=2), lambda _: None)
    report = built.out("report.json")
    text = report.read_bytes()
    a_folder(report)
    changed(built)
    with pytest.raises(StoreError) as kept:
        build(workshop)
    shutil.rmtree(report)
    report.write_bytes(text)
    assert build(workshop).failed == ()
    assert "report.json" in str(kept.value.where)
