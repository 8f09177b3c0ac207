"""A music file decoded once, into the cache: 16-bit samples to be mapped, and a table of its power."""

import hashlib
import re
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.errors import EncodingError, MusicError
from guides.music import faults
from guides.music.protection import protected
from guides.music.shelf import find_track, place
from guides.sound.loudness import HopMeter, Powers
from guides.store.cache import Cache, Entry, key_of
from guides.store.complete import cut_short
from guides.store.contents import content_of, remembered_content
from guides.store.ffmpeg import Ffmpeg
from guides.store.files import translated, whole_path
from guides.store.probing import probe
from guides.units import CHANNELS, HOP, RATE, to_seconds

Samples = NDArray[np.int16]

VERSION = 2
SHORTEST = 2.0
"""Seconds of sound that a track must have to be looped."""
SILENCE = 10 ** (-60.0 / 20)
"""What stays below this at either end is not part of the music."""
FULL_SCALE = 32767 / 2
"""Samples are kept 6 dB down: decoded sound may exceed full scale, and nothing of it is clipped."""
BURST = 2.0
"""No encoder overshoots to twice full scale; a hole in a file does, as a bang."""

CLIPPED = 32766.5 / 32768
"""The largest sample of 16 bits and all above: several in a row were cut off when the file was made."""
IN_A_ROW = 3
MONO = 0.5**0.5
"""What ffmpeg makes of one channel in each of two."""

_BROKEN = re.compile(r"crc|residual|corrupt|conceal|checksum", re.IGNORECASE)
_READ = 4 << 20
"""Bytes that are read at a time."""
_MISSING = 0.02
"""Seconds that a file with faults may lack: less than any codec's frame, so that only junk between frames passes."""
_EARLY = 0.5
"""Seconds that a file without faults may lack."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Music in the cache, without the silence at its ends."""

    key: str
    path: Path
    """All of its samples."""
    first_hop: int
    hops: int
    """The part that sounds, on whole hops of the file."""
    peak: float
    """Its largest sample, 1 is full scale."""
    power: Powers
    """K-weighted power of each of its hops."""
    frames: int
    """The whole file, silence included."""
    clipped: float
    """The share of the file's hops in which samples were cut off at full scale."""

    @property
    def silence(self) -> tuple[float, float]:
        """Seconds of silence before it and after it."""
        return self.first_hop * HOP / RATE, max(self.frames - (self.first_hop + self.hops) * HOP, 0) / RATE

    def samples(self) -> Samples:
        """The part that sounds, shape (hops · HOP, 2), mapped and not read."""
        return _mapped(self.path)[self.first_hop * HOP : (self.first_hop + self.hops) * HOP]


@lru_cache(maxsize=64)
def _mapped(path: Path) -> Samples:
    with translated(path, "read the cache"):
        return np.memmap(path, dtype="<i2", mode="r").reshape(-1, CHANNELS)


def decoded(folder: Path, name: str, ffmpeg: Ffmpeg, cache: Cache) -> Decoded:
    """A file of the music folder, from the cache or decoded now in constant memory.

    Raises:
        MusicError: missing, outside the folder, empty, no sound, cut short, damaged, silent, or too short.
        StoreError: it cannot be read, or the cache cannot be written.
    """
    path = find_track(folder, name)
    content = content_of(path, cache)
    key = _key(content, ffmpeg)
    entry = cache.get("levels", key)
    pcm = cache.path("tracks", key)
    cache.used("tracks", key)
    if entry is None or not _is_whole(pcm, entry):
        _decode(path, name, ffmpeg, cache, content)
        entry = cache.get("levels", key)
    if entry is None:
        raise MusicError("The cache was changed while this was being decoded.", where=place(name), hint="Run it again.")
    return _opened(key, pcm, entry)


def remembered(folder: Path, name: str, ffmpeg: Ffmpeg, cache: Cache) -> Decoded | None:
    """What an earlier decoding found in a file as it is now; None when there was none. Nothing is decoded.

    Raises:
        MusicError: missing, or outside the folder.
        StoreError, EncodingError: the file, the cache or ffmpeg cannot be read.
    """
    content = remembered_content(find_track(folder, name), cache)
    if content is None:
        return None
    key = _key(content, ffmpeg)
    entry = cache.get("levels", key)
    return None if entry is None else _opened(key, cache.path("tracks", key), entry)


def _key(content: str, ffmpeg: Ffmpeg) -> str:
    return key_of("track", VERSION, content, ffmpeg.version)


def _opened(key: str, pcm: Path, entry: Entry) -> Decoded:
    about = entry.about
    first, end = int(about["first"]), int(about["end"])
    return Decoded(
        key=key,
        path=pcm,
        first_hop=first,
        hops=end - first,
        peak=float(about["peak"]),
        power=np.frombuffer(entry.payload, dtype="<f8")[first:end],
        frames=int(about["bytes"]) // (CHANNELS * 2),
        clipped=float(about["clipped"]),
    )


def _is_whole(pcm: Path, entry: Entry) -> bool:
    """Whether the samples are those that were decoded; read once in a process as long as nobody touches them."""
    with translated(pcm, "read the cache"):
        try:
            state = pcm.stat()
        except FileNotFoundError:
            return False
        return _sum_of(pcm, state.st_size, state.st_mtime_ns) == entry.about.get("sum")


@lru_cache(maxsize=64)
def _sum_of(pcm: Path, _size: int, _modified: int) -> str:
    found = _checksum()
    with pcm.open("rb") as file:
        while block := file.read(_READ):
            found.update(block)
    return found.hexdigest()


def _checksum() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=20)


def _decode(path: Path, name: str, ffmpeg: Ffmpeg, cache: Cache, content: str) -> None:
    if not path.stat().st_size:
        raise faults.empty(name)
    if protected(path):
        raise faults.protected(name)
    try:
        probed = probe(path, ffmpeg)
    except EncodingError as error:
        raise faults.no_sound(name) from error
    full_scale = MONO if probed.channels == 1 else 1.0
    key = _key(content, ffmpeg)
    with whole_path(cache.path("tracks", key)) as beside:
        heard = _write(path, ffmpeg, beside, CLIPPED * full_scale)
        peaks = heard.peaks
        _check(path, name, heard.frames, probed.seconds, heard.fault)
        first, end = _sounding(name, peaks)
        if peaks.max() > BURST:
            raise faults.damaged(name, f"a bang {int(peaks.argmax()) * HOP / RATE:.1f} s from its start")
        if content_of(path, cache) != content:
            raise faults.changed(name)
    about = {
        "bytes": heard.frames * CHANNELS * 2,
        "sum": heard.sum,
        "first": first,
        "end": end,
        "peak": float(peaks.max()),
        "clipped": heard.clipped / len(peaks),
    }
    _mapped.cache_clear()  # What was mapped before was another file of this name.
    cache.put("levels", key, [heard.power.astype("<f8").tobytes()], about)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one pass through a file found."""

    frames: int
    power: Powers
    peaks: Powers
    """The largest sample of each hop."""
    clipped: int
    """How many hops were cut off at full scale."""
    fault: str | None
    """What ffmpeg found wrong."""
    sum: str
    """The checksum of what was written."""


def _write(path: Path, ffmpeg: Ffmpeg, out: Path, clipped_from: float) -> _Heard:
    """Decode into a file, ten seconds at a time."""
    meter = HopMeter()
    powers: list[Powers] = []
    peaks: list[Powers] = []
    frames = clipped = 0
    fault = None
    written = _checksum()
    with out.open("wb") as file, closing(ffmpeg.decode(path, "-err_detect", "crccheck")) as blocks:
        try:
            for block in blocks:
                frames += len(block)
                powers.append(meter.add(block))
                whole = len(block) // HOP
                sizes = np.abs(block[: whole * HOP]).reshape(whole, HOP, CHANNELS)
                peaks.append(sizes.max(axis=(1, 2)).astype(np.float64))
                clipped += _clipped_hops(sizes[peaks[-1] >= clipped_from] >= clipped_from)
                samples = np.clip(np.rint(block * FULL_SCALE), -32768, 32767).astype("<i2").tobytes()
                written.update(samples)
                file.write(samples)
        except EncodingError as error:
            fault = error.message
    return _Heard(
        frames=frames,
        power=np.concatenate([np.zeros(0), *powers]),
        peaks=np.concatenate([np.zeros(0), *peaks]),
        clipped=clipped,
        fault=fault,
        sum=written.hexdigest(),
    )


def _clipped_hops(full: NDArray[np.bool_]) -> int:
    """How many hops hold several samples in a row at full scale, in one channel; shape (hops, HOP, channels)."""
    run = full[:, : HOP - IN_A_ROW + 1]
    for step in range(1, IN_A_ROW):
        run = run & full[:, step : HOP - IN_A_ROW + 1 + step]
    return int(run.any(axis=(1, 2)).sum())


def _check(path: Path, name: str, frames: int, declared: float | None, fault: str | None) -> None:
    """Compare what came with what was promised.

    Raises:
        MusicError: nothing came, less came, or something is broken inside.
    """
    if not frames:
        raise faults.no_sound(name)
    seconds = to_seconds(frames)
    if declared is not None and seconds < declared - _EARLY:
        raise faults.cut_short(name, f": it says {declared:.1f} s and holds {seconds:.1f} s")
    if cut_short(path):
        raise faults.cut_short(name, f" after {seconds:.1f} s")
    lacking = declared is None or seconds < declared - _MISSING
    if fault is not None and (lacking or _BROKEN.search(fault)):
        raise faults.damaged(name, fault)
    if seconds < SHORTEST:
        raise faults.too_short(name, seconds, SHORTEST)


def _sounding(name: str, peaks: Powers) -> tuple[int, int]:
    """The first hop that sounds, and the one after the last.

    Raises:
        MusicError: none does, or too few.
    """
    loud = np.flatnonzero(peaks > SILENCE)
    if not len(loud):
        raise MusicError(
            "This music file is silent throughout.", where=place(name), hint="Listen to it; export it again."
        )
    first, end = int(loud[0]), int(loud[-1]) + 1
    if (end - first) * HOP < SHORTEST * RATE:
        raise faults.too_short(name, (end - first) * HOP / RATE, SHORTEST)
    return first, end
