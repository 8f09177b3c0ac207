"""Disks that forget: whatever is damaged below `.guides/` costs time, and is never heard or seen."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from practices import Practice
from struck import report

SHELVES = ["speech", "calibration", "contents", "levels", "tracks", "joins", "segments", "portraits"]


def flip(path: Path) -> None:
    """Turn one bit in the middle of a file over."""
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def halve(path: Path) -> None:
    """Cut a file in half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    """Put something of the same length in its place."""
    path.write_bytes(bytes(index * 73 % 256 for index in range(path.stat().st_size)))


def made_anew(practice: Practice, *shelves: str) -> None:
    """Build again with nothing but the cache, so that these shelves are read."""
    shutil.rmtree(practice.out(""))
    if not {"segments", "portraits"} & set(shelves):
        shutil.rmtree(practice.root / ".guides" / "cache" / "segments")
    practice.build()


@pytest.mark.parametrize("shelves", [SHELVES[:2], SHELVES[2:6], SHELVES[6:7], SHELVES[7:]], ids="+".join)
def test_a_flipped_bit(built: Practice, whole: Practice, shelves: list[str]) -> None:
    """With a bit flipped in every entry of a shelf, guides that are made anew are the same, and so is their report."""
    for shelf in shelves:
        entries = built.cached(shelf)
        assert entries
        for path in entries:
            flip(path)
    made_anew(built, *shelves)
    assert built.sounds() == whole.sounds()
    assert report(built) == report(whole)
    assert built.out("report.html").read_text() == whole.out("report.html").read_text()


@pytest.mark.parametrize("spoil", [halve, garble])
def test_every_shelf_at_once(built: Practice, whole: Practice, spoil: Callable[[Path], None]) -> None:
    """The same where every entry of every shelf is cut in half, or something else."""
    for shelf in SHELVES:
        for path in built.cached(shelf):
            spoil(path)
    made_anew(built, "segments")
    assert built.sounds() == whole.sounds()


@pytest.mark.parametrize("spoil", [halve, garble])
@pytest.mark.parametrize("name", ["journal.json", "ffmpeg.json"])
def test_a_damaged_note(built: Practice, whole: Practice, name: str, spoil: Callable[[Path], None]) -> None:
    """A journal, or a note on ffmpeg, that makes no sense is as good as none."""
    spoil(built.root / ".guides" / name)
    built.build()
    assert built.sounds() == whole.sounds()
    assert len(built.build().event("built")["fresh"]) == 3


def test_no_cache_at_all(built: Practice, whole: Practice) -> None:
    """Without `.guides/` everything is made again, to the same bytes."""
    shutil.rmtree(built.root / ".guides")
    built.build()
    assert built.sounds() == whole.sounds()
