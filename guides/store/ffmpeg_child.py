"""A running ffmpeg: fed, read, listened to, and never left running."""

import re
import signal
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from guides.errors import EncodingError, EndedError, Place
from guides.store.files import NO_ROOM

Floats = NDArray[np.float32]
Pcm = memoryview | bytes | bytearray | Floats

_TAG = re.compile(r"^\[[^\]]*\]\s*")
_FROM_OUTSIDE = frozenset(getattr(signal, name, 0) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")) - {0}
"""Signals that tell nothing of the file at hand; others may come of a file that ffmpeg stumbles over."""
_ASKED_TO_END = 255
"""The code with which ffmpeg ends by itself when a signal asks it to."""
_ENDED = "Run the same command again; nothing was lost. If it is ended again, the machine may be short of memory."
INSTALL = "Install the package again (it brings its own ffmpeg), or name yours in guides.toml: [tools] ffmpeg."


class Reader(threading.Thread):
    """Reads a pipe to its end beside the thread that writes, so that neither waits for the other."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._read = b""
        self.start()

    def run(self) -> None:
        with suppress(OSError, ValueError):
            self._read = self._pipe.read()

    def result(self) -> bytes:
        """All that came; waits for the end."""
        self.join()
        return self._read


class Child:
    """A running ffmpeg whose complaints are collected."""

    def __init__(self, process: "subprocess.Popen[bytes]", path: Path) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self.process = process
        self.stdin = process.stdin
        self.stdout: IO[bytes] = process.stdout
        self._path = path
        self._words = Reader(process.stderr)

    def words(self) -> str:
        """What it said on stderr."""
        return self._words.result().decode(errors="replace").strip()

    def finish(self, *, words_are_errors: bool = True) -> None:
        """Wait for the end.

        Raises:
            EncodingError: it failed; the message is the first line of its own words.
            EndedError: it was ended from outside.
        """
        code = self.process.wait()
        words = self.words()
        if -code in _FROM_OUTSIDE or (code == _ASKED_TO_END and not words):
            raise EndedError(f"ffmpeg failed: {_ended(code)}.", hint=_ENDED)
        if code or (words and words_are_errors):
            # Its first line names the cause; those after it are what followed from that.
            first = _TAG.sub("", words.splitlines()[0]) if words else _ended(code)
            full = "No space left" in words or code == -getattr(signal, "SIGXFSZ", 0)
            raise EncodingError(f"ffmpeg failed: {first}", hint=NO_ROOM if full else None)


@contextmanager
def running(path: Path, arguments: Sequence[str], *, feed: bool) -> Iterator[Child]:
    """A child in a session of its own, so that Ctrl-C reaches only us; we then end it."""
    try:
        process = subprocess.Popen(
            [str(path), *arguments],
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except OSError as error:
        raise cannot_start(path) from error
    child = Child(process, path)
    try:
        yield child
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError, ValueError):
                    pipe.close()


def feed(child: Child, pcm: Iterable[Pcm]) -> None:
    """Write all blocks and close the pipe; a child that has gone says why itself."""
    assert child.stdin is not None
    try:
        for block in pcm:
            if len(block):
                child.stdin.write(_bytes_of(block))
        child.stdin.close()
    except BrokenPipeError:
        child.finish()
        raise EncodingError("ffmpeg stopped listening before the sound had ended.") from None


def _bytes_of(block: Pcm) -> memoryview:
    if isinstance(block, np.ndarray):
        return np.ascontiguousarray(block, dtype="<f4").reshape(-1).data.cast("B")
    return memoryview(block).cast("B")


def read_into(pipe: IO[bytes], room: memoryview) -> int:
    """Fill `room` from a pipe; how many bytes came before its end."""
    filled = 0
    while filled < len(room) and (count := pipe.readinto(room[filled:])):  # type: ignore[attr-defined]
        filled += count
    return filled


def _ended(code: int) -> str:
    """An exit code in words; below zero the system ended it by a signal."""
    if code >= 0:
        return f"it ended with code {code}"
    try:
        return f"the system ended it ({signal.Signals(-code).name})"
    except ValueError:
        return f"the system ended it (signal {-code})"


def cannot_start(path: Path) -> EncodingError:
    """What is said of a program that does not start."""
    return EncodingError("ffmpeg cannot be started.", where=Place(str(path)), hint=INSTALL)
