"""ffmpeg as a child process: sound in, sound out, and never left running."""

import json
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from guides.errors import EncodingError, EndedError, Place, StoreError
from guides.store.files import NO_ROOM, write_whole
from guides.units import CHANNELS, RATE

Floats = NDArray[np.float32]
Pcm = memoryview | bytes | bytearray | Floats

BLOCK = 10 * RATE
"""Frames of one decoded block."""

_QUIET = ("-hide_banner", "-nostdin", "-v", "error")
_RAW_IN = ("-probesize", "32", "-f", "f32le", "-ar", str(RATE), "-ac", str(CHANNELS), "-i", "pipe:0")
_SAME_BYTES = ("-fflags", "+bitexact", "-flags", "+bitexact")
_TO_STEREO = f"aresample={RATE}:resampler=soxr:rematrix_maxval=1.0,aformat=sample_fmts=flt:channel_layouts=stereo"
"""soxr for other rates; sums of more than two channels are scaled so that they cannot clip."""
_TAG = re.compile(r"^\[[^\]]*\]\s*")
_FROM_OUTSIDE = frozenset(getattr(signal, name, 0) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")) - {0}
"""Signals that tell nothing of the file at hand; others may come of a file that ffmpeg stumbles over."""
_ASKED_TO_END = 255
"""The code with which ffmpeg ends by itself when a signal asks it to."""
_ENDED = "Run the same command again; nothing was lost. If it is ended again, the machine may be short of memory."
_INSTALL = "Install the package again (it brings its own ffmpeg), or name yours in guides.toml: [tools] ffmpeg."


@dataclass(frozen=True, slots=True)
class Ffmpeg:
    """One ffmpeg program."""

    path: Path
    memory: Path | None = None
    """A small file that remembers the version between runs."""
    only_looks: bool = False
    """Whether that file is read only."""

    @property
    def version(self) -> str:
        """The first line of `-version`; part of every key, since other builds give other bytes.

        Raises:
            EncodingError: the program does not start or is not ffmpeg.
        """
        try:
            state = self.path.stat()
        except OSError as error:
            raise _cannot_start(self.path) from error
        return _version(self, state.st_size, state.st_mtime_ns)

    def encode(self, arguments: Sequence[str], pcm: Iterable[Pcm], output: Path | None = None) -> bytes | None:
        """Encode 44.1 kHz stereo float32 frames.

        Args:
            arguments: what stands between input and output: filters, further inputs, codec, format.
            pcm: blocks of shape (n, 2), or their bytes, interleaved.
            output: where to write; None gives the bytes back, and then `arguments` name the format (`-f mp3`).

        Raises:
            EncodingError: ffmpeg failed; the message carries its own words.
        """
        target = "pipe:1" if output is None else f"file:{output}"
        command = [*_QUIET, "-y", *_RAW_IN, *arguments, *_SAME_BYTES, target]
        with _running(self.path, command, feed=True) as child:
            encoded = _Reader(child.stdout)
            _feed(child, pcm)
            made = encoded.result()
            child.finish()
        return made if output is None else None

    def decode(self, path: Path, *options: str, own: int | None = None) -> Generator[Floats, None, None]:
        """The first audio stream of a file as blocks of shape (n, 2) at 44.1 kHz, ten seconds each.

        Args:
            path: any file that ffmpeg reads; nothing but this file is opened.
            options: for the input, such as `-xerror`.
            own: how many channels it has, to have each of them, shape (n, own), at the file's own rate.

        Raises:
            EncodingError: after the last good block, when ffmpeg found anything wrong.
        """
        source = ["-protocol_whitelist", "file,pipe,crypto,data", *options, "-i", f"file:{path}"]
        shape = ["-af", _TO_STEREO] if own is None else []
        command = [*_QUIET, *source, "-map", "0:a:0", *shape, "-f", "f32le", "pipe:1"]
        with _running(self.path, command, feed=False) as child:
            while True:
                block = np.empty((BLOCK, own or CHANNELS), dtype="<f4")
                frames = _read_into(child.stdout, block.data.cast("B")) // block.itemsize // block.shape[1]
                if frames:
                    yield block[:frames]
                if frames < BLOCK:
                    break
            child.finish()

    def run(self, arguments: Sequence[str], given: bytes | None = None) -> tuple[bytes, str]:
        """Run with arguments of the caller's own; what it wrote to stdout and to stderr.

        Raises:
            EncodingError: the exit code is not zero. Words on stderr alone are the caller's to judge.
        """
        with _running(self.path, ["-hide_banner", "-nostdin", *arguments], feed=given is not None) as child:
            written = _Reader(child.stdout)
            if given is not None:
                _feed(child, [given])
            made = written.result()
            child.finish(words_are_errors=False)
            return made, child.words()


def find(setting: str | None, folder: Path) -> Ffmpeg:
    """The ffmpeg to use: the one that comes with the package, another only by setting.

    Args:
        setting: `[tools] ffmpeg`: a path, absolute or from `folder`, or the name of a program.
        folder: the practice folder, in whose `.guides` the version is remembered.

    Raises:
        EncodingError: there is none.
    """
    path = _bundled() if setting is None else _named(setting, folder)
    return Ffmpeg(path, folder / ".guides" / "ffmpeg.json")


def _named(setting: str, folder: Path) -> Path:
    path = (folder / Path(setting).expanduser()).absolute()
    if not path.is_file():
        program = shutil.which(setting)
        if program is None:
            raise EncodingError(f"There is no ffmpeg at {setting}.", where=Place("guides.toml"), hint=_INSTALL)
        path = Path(program)
    return path


def _bundled() -> Path:
    """The binary inside imageio-ffmpeg.

    Its own `get_ffmpeg_exe` would take any ffmpeg of the system, and start it to see.
    """
    package = find_spec("imageio_ffmpeg")
    for folder in (package.submodule_search_locations or []) if package else []:
        for path in sorted(Path(folder, "binaries").glob("ffmpeg-*")):
            return path
    raise EncodingError("The ffmpeg that comes with this package is missing.", hint=_INSTALL)


@lru_cache
def _version(ffmpeg: Ffmpeg, size: int, changed: int) -> str:
    identity = [str(ffmpeg.path), size, changed]
    if ffmpeg.memory is not None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads(ffmpeg.memory.read_bytes())
            if known["identity"] == identity:
                return str(known["version"])
    try:
        said, _ = ffmpeg.run(["-version"])
    except EncodingError as error:
        if error.where is not None:
            raise
        raise _not_ffmpeg(ffmpeg.path) from error
    version = said.partition(b"\n")[0].decode(errors="replace").strip()
    if not version.startswith("ffmpeg version"):
        raise _not_ffmpeg(ffmpeg.path)
    if ffmpeg.memory is not None and ffmpeg.memory.parent.is_dir() and not ffmpeg.only_looks:
        # Without this note the next run only takes some milliseconds longer.
        with suppress(StoreError):
            write_whole(ffmpeg.memory, [json.dumps({"identity": identity, "version": version}).encode()])
    return version


class _Reader(threading.Thread):
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


class _Child:
    """A running ffmpeg whose complaints are collected."""

    def __init__(self, process: "subprocess.Popen[bytes]", path: Path) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self.process = process
        self.stdin = process.stdin
        self.stdout: IO[bytes] = process.stdout
        self._path = path
        self._words = _Reader(process.stderr)

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
def _running(path: Path, arguments: Sequence[str], *, feed: bool) -> Iterator[_Child]:
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
        raise _cannot_start(path) from error
    child = _Child(process, path)
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


def _feed(child: _Child, pcm: Iterable[Pcm]) -> None:
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


def _read_into(pipe: IO[bytes], room: memoryview) -> int:
    """Fill `room` from a pipe; how many bytes came before its end."""
    filled = 0
    while filled < len(room) and (count := pipe.readinto(room[filled:])):  # type: ignore[attr-defined]
        filled += count
    return filled


def _not_ffmpeg(path: Path) -> EncodingError:
    return EncodingError("This program is not ffmpeg, or it is broken.", where=Place(str(path)), hint=_INSTALL)


def _ended(code: int) -> str:
    """An exit code in words; below zero the system ended it by a signal."""
    if code >= 0:
        return f"it ended with code {code}"
    try:
        return f"the system ended it ({signal.Signals(-code).name})"
    except ValueError:
        return f"the system ended it (signal {-code})"


def _cannot_start(path: Path) -> EncodingError:
    return EncodingError("ffmpeg cannot be started.", where=Place(str(path)), hint=_INSTALL)
