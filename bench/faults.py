"""The long run of `tests/faults/`, and two faults that need the right to mount: `python bench/faults.py --rounds 100`.

A build on a disk in memory that gets full, and one in folders on a disk that is read-only:
each must end with an error that says so, and be completed to the same bytes afterwards.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "faults")]

from practices import Practice, Ran  # noqa: E402
from struck import fill  # noqa: E402

SIZES = ("256k", "1m", "2m", "3m", "4m", "5m", "6m", "7m")
"""Of the disk in memory; a whole build of the practice takes some 8 MB."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100, help="builds that are killed (100)")
    parser.add_argument("--scripts", type=int, default=2_000, help="scripts that are checked and planned (2,000)")
    parser.add_argument("--mounts-only", action="store_true", help="leave the tests out")
    chosen = parser.parse_args()
    failed = 0
    if not chosen.mounts_only:
        limits = {"FAULT_ROUNDS": str(chosen.rounds), "FAULT_SCRIPTS": str(chosen.scripts)}
        tests = [sys.executable, "-m", "pytest", "tests/faults"]
        failed = subprocess.run(tests, cwd=ROOT, env={**os.environ, **limits}, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="faults-") as scratch:
        whole = fill(Practice(Path(scratch, "whole")))
        built(whole)
        wrong = [*full_disks(whole), *read_only(whole, Path(scratch))]
    for words in wrong:
        print(words)
    print(f"disks that got full or are read-only: {len(SIZES) + 2}, {len(wrong)} wrong")
    return 1 if failed or wrong else 0


def built(practice: Practice) -> None:
    """Build in a process of its own, as the stopped builds do: linear algebra must be told its threads so early."""
    ran = practice.program("build")
    assert ran.code == 0, ran.err


@contextmanager
def mounted(*arguments: str | Path) -> Iterator[None]:
    """Mount something while it is used; the last argument is where."""
    subprocess.run(["mount", *arguments], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", arguments[-1]], check=True)


def full_disks(whole: Practice) -> Iterator[str]:
    """What goes wrong on disks of each size."""
    for size in SIZES:
        with (
            tempfile.TemporaryDirectory() as disk,
            mounted("-t", "tmpfs", "-o", f"size={size}", "none", Path(disk)),
        ):
            practice = Practice(Path(disk, "practice"))
            with suppress(OSError):  # Where the music alone does not fit, its folder is there all the same.
                fill(practice)
            stopped = practice.program("build")
            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
            fill(practice)
            yield from compared(f"A disk of {size}", stopped, practice, whole, "No space left on device", "Free some")


def read_only(whole: Practice, scratch: Path) -> Iterator[str]:
    """What goes wrong where outputs or cache are on a disk that is read-only."""
    for name in ("audio_out", ".guides"):
        practice = fill(Practice(scratch / f"read-only-{name.strip('.')}"))
        folder = practice.root / name
        folder.mkdir()
        with mounted("-t", "tmpfs", "-o", "ro", "none", folder):
            stopped = practice.program("build")
        yield from compared(f"{name}, read-only", stopped, practice, whole, "Read-only file system", "choose another")


def compared(what: str, stopped: Ran, practice: Practice, whole: Practice, *words: str) -> Iterator[str]:
    """What was not said, and what is not as it would have been."""
    if stopped.code != 1 or "Traceback" in stopped.err or not all(part in stopped.err for part in words):
        yield f"{what}: it ended with {stopped.code} and said: {stopped.err}"
    if practice.parts():
        yield f"{what}: half files were left: {', '.join(practice.parts())}"
    built(practice)
    if practice.sounds() != whole.sounds():
        yield f"{what}: the next build gave other files"


if __name__ == "__main__":
    sys.exit(main())
