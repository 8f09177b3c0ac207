"""Half files: removed when their writer is gone, and never before."""

import subprocess
import sys
from pathlib import Path

import pytest
from practices import Practice

from guides.store.files import whole_path
from guides.store.leftovers import sweep

HALF = ".a.mp3.0123abcd.part"
WRITER = """
import sys, time
from pathlib import Path
from guides.store.files import whole_path
with whole_path(Path(sys.argv[1])) as beside:
    beside.write_bytes(b"half")
    print(beside.name, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("name", ["a.part", ".mine.part", ".a.0123abcd.parts", "a.mp3.0123abcd.part"])
def test_only_half_files_are_swept(tmp_path: Path, name: str) -> None:
    """What only looks a little like one is somebody's own."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).write_text("mine")
    (tmp_path / "deep" / HALF).write_text("half")
    assert sweep(tmp_path) == (tmp_path / "deep" / HALF,)
    assert (tmp_path / "deep" / name).read_text() == "mine"


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    """A sweep beside a writer takes nothing from it: the file appears whole."""
    with whole_path(tmp_path / "a.txt") as beside:
        beside.write_text("whole")
        assert sweep(tmp_path) == ()
    assert (tmp_path / "a.txt").read_text() == "whole"


def test_the_half_file_of_another_process(tmp_path: Path) -> None:
    """It stays for as long as that process lives, and not longer."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, tmp_path / "a.txt"], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    half = writer.stdout.readline().strip()
    assert sweep(tmp_path) == ()
    writer.kill()
    writer.communicate()
    assert [path.name for path in sweep(tmp_path)] == [half]
    assert list(tmp_path.iterdir()) == []


def test_a_build_sweeps_after_one_that_was_killed(practice: Practice) -> None:
    """Half files in the folders that a build writes are gone with the next; it leaves no mark of its own."""
    practice.write("support/01-a", "Rest.", "music: off")
    folders = [practice.out("support"), practice.root / ".guides" / "cache" / "speech", practice.root / "takes"]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / HALF).write_text("half")
    mark = practice.root / ".guides" / "unfinished"
    mark.touch()
    practice.build()
    assert practice.parts() == []
    assert not mark.exists()
