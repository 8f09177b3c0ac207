"""ffmpeg as a child process: sound in, sound out, and never left running."""

import json
import shutil
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from guides.errors import EncodingError, Place, StoreError
from guides.store.ffmpeg_child import INSTALL, Floats, Pcm, Reader, cannot_start, feed, read_into, running
from guides.store.files import write_whole
from guides.units import CHANNELS, RATE, to_seconds

BLOCK = 10 * RATE
"""Frames of one decoded block."""

_QUIET = ("-hide_banner", "-nostdin", "-v", "error")
_RAW_IN = ("-probesize", "32", "-f", "f32le", "-ar", str(RATE), "-ac", str(CHANNELS), "-i", "pipe:0")
_SAME_BYTES = ("-fflags", "+bitexact", "-flags", "+bitexact")
_TO_STEREO = f"aresample={RATE}:resampler=soxr:rematrix_maxval=1.0,aformat=sample_fmts=flt:channel_layouts=stereo"
"""soxr for other rates; sums of more than two channels are scaled so that they cannot clip."""
_RUN_IN = 0.5
"""Seconds decoded before the first that is wanted: frames of MP3, AAC and Opus lean on those before them."""


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
            raise cannot_start(self.path) from error
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
        with running(self.path, command, feed=True) as child:
            encoded = Reader(child.stdout)
            feed(child, pcm)
            made = encoded.result()
            child.finish()
        return made if output is None else None

    def decode(
        self, path: Path, *options: str, own: int | None = None, start: int = 0, block: int = BLOCK
    ) -> Generator[Floats, None, None]:
        """The first audio stream of a file as blocks of shape (n, 2) at 44.1 kHz.

        What an encoder put before and after the sound is left out where the file says how much it is.

        Args:
            path: any file that ffmpeg reads; nothing but this file is opened.
            options: for the input, such as `-xerror`.
            own: how many channels it has, to have each of them, shape (n, own), at the file's own rate.
            start: the first frame wanted, at 44.1 kHz; not together with `own`.
            block: frames of each block but the last.

        Raises:
            EncodingError: after the last good block, when ffmpeg found anything wrong.
        """
        source = ["-protocol_whitelist", "file,pipe,crypto,data", *options]
        filters = _TO_STEREO
        if start:
            begin = to_seconds(start)
            if begin > _RUN_IN:
                # Formats are sought to the nearest packet; the times of what comes are right, and are cut by.
                source += ["-ss", f"{begin - _RUN_IN:.6f}", "-copyts", "-start_at_zero"]
            filters = f"atrim=start={begin:.6f},{_TO_STEREO}"
        source += ["-i", f"file:{path}"]
        shape = ["-af", filters] if own is None else []
        command = [*_QUIET, *source, "-map", "0:a:0", *shape, "-f", "f32le", "pipe:1"]
        with running(self.path, command, feed=False) as child:
            while True:
                room = np.empty((block, own or CHANNELS), dtype="<f4")
                frames = read_into(child.stdout, room.data.cast("B")) // room.itemsize // room.shape[1]
                if frames:
                    yield room[:frames]
                if frames < block:
                    break
            child.finish()

    def run(self, arguments: Sequence[str], given: bytes | None = None) -> tuple[bytes, str]:
        """Run with arguments of the caller's own; what it wrote to stdout and to stderr.

        Raises:
            EncodingError: the exit code is not zero. Words on stderr alone are the caller's to judge.
        """
        with running(self.path, ["-hide_banner", "-nostdin", *arguments], feed=given is not None) as child:
            written = Reader(child.stdout)
            if given is not None:
                feed(child, [given])
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
            raise EncodingError(f"There is no ffmpeg at {setting}.", where=Place("guides.toml"), hint=INSTALL)
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
    raise EncodingError("The ffmpeg that comes with this package is missing.", hint=INSTALL)


@lru_cache
def _version(ffmpeg: Ffmpeg, size: int, changed: int) -> str:
    identity = (str(ffmpeg.path), size, changed)
    if ffmpeg.memory is not None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            known = json.loads(ffmpeg.memory.read_bytes())
            if tuple(known["identity"]) == identity:
                return str(known["version"])
    version = _asked(identity)
    if ffmpeg.memory is not None and ffmpeg.memory.parent.is_dir() and not ffmpeg.only_looks:
        # Without this note the next run only takes some milliseconds longer.
        with suppress(StoreError):
            write_whole(ffmpeg.memory, [json.dumps({"identity": identity, "version": version}).encode()])
    return version


@lru_cache
def _asked(identity: tuple[str, int, int]) -> str:
    """What a program says of itself, asked once in a process, in however many practice folders it is used."""
    path = Path(identity[0])
    try:
        said, _ = Ffmpeg(path).run(["-version"])
    except EncodingError as error:
        if error.where is not None:
            raise
        raise _not_ffmpeg(path) from error
    version = said.partition(b"\n")[0].decode(errors="replace").strip()
    if not version.startswith("ffmpeg version"):
        raise _not_ffmpeg(path)
    return version


def _not_ffmpeg(path: Path) -> EncodingError:
    return EncodingError("This program is not ffmpeg, or it is broken.", where=Place(str(path)), hint=INSTALL)
