"""Runs a command and watches its whole process tree: time, processor time, peak memory."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.02
"""Seconds between two looks at the memory."""
SHARE = 20
"""A look takes at most this fraction of the time, so that looking does not slow what is looked at."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds of all processors, user and system, all children included."""
    peak: int
    """Bytes: the largest sum over the process tree at any look; 0 where nobody looked."""
    said: str
    """Its standard output."""


def watch(command: Sequence[str | Path], *, memory: bool = False) -> Run:
    """Run a command to its end.

    Args:
        command: what to run.
        memory: look at its memory; a run that is looked at is not one to be timed.

    Raises:
        SystemExit: it failed; its own words are shown.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err)
        looking = _Looking(process.pid) if memory else None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = looking.end() if looking else 0
        out.seek(0)
        err.seek(0)
        said = out.read().decode(errors="replace")
        if process.returncode:
            words = err.read().decode(errors="replace")
            sys.exit(f"{' '.join(map(str, command))}\nended with code {process.returncode}\n{said[-2000:]}{words}")
    # wait4 counts every descendant that its parent has waited for, which all commands here do.
    return Run(wall, used.ru_utime + used.ru_stime, peak, said)


class _Looking(threading.Thread):
    """Looks at a process tree until it ends."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = pid
        self._peak = 0
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.is_set():
            begun = time.perf_counter()
            self._peak = max(self._peak, _memory(self._root))
            took = time.perf_counter() - begun
            self._ended.wait(max(EVERY - took, SHARE * took - took))

    def end(self) -> int:
        self._ended.set()
        self.join()
        return self._peak


def _memory(pid: int) -> int:
    """Bytes that a process and its descendants hold now; what they share counts once."""
    try:
        root = psutil.Process(pid)
        tree = [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0
    return sum(_one(process) for process in tree)


def _one(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0
    # PSS shares out pages that several processes map; only Linux tells it.
    return int(getattr(full, "pss", 0) or getattr(full, "uss", 0) or full.rss)
