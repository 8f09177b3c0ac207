"""One segment: rendered, encoded, decoded again and measured; or taken from the cache."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from guides.build.sounding import BoundSounds
from guides.delivery.formats import ENCODINGS
from guides.delivery.mp3_frames import DELAY, RUN, frame_starts, kept
from guides.errors import EncodingError, GateError
from guides.mix.layers import MARGIN
from guides.mix.rendering import BLOCK, SETTLE, Floats, render
from guides.mix.segments import Segment
from guides.model.settings import MASTER_CEILING, MP3_KBPS
from guides.music.tones import BELL_KEY, BREATH_KEY
from guides.sound.loudness import HopMeter, Powers, mean_squares
from guides.sound.true_peak import true_peak
from guides.store.cache import Cache, Entry, key_of
from guides.store.ffmpeg import Ffmpeg
from guides.units import CHANNELS, HOP, MP3_FRAME

SHELF = "segments"
VERSION = 3
"""To be raised when the same segment value would sound or measure differently."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one stretch of a guide, per hop of 100 ms."""

    voice: Powers
    """K-weighted power of the voice stem."""
    music: Powers
    """The same of the music stem, where somebody speaks."""
    master: Powers
    """The same of the encoded sound, decoded again."""
    level: Powers
    """Mean square of the encoded sound, decoded again."""
    peak: float
    """Its largest true peak, as an amplitude."""
    peak_frame: int
    """Where that stands in the guide."""
    frames: int
    """Its length."""
    peaks: tuple[tuple[int, float], ...] = ()
    """Of a whole guide: where the largest true peak of each of its segments stands, and how large it is."""


def segment_key(segment: Segment, sounds: BoundSounds, ffmpeg: Ffmpeg) -> str:
    """The cache key of a segment: everything that its bytes follow from."""
    pieces = frozenset(layer.piece for layer in segment.layers)
    rung = (BELL_KEY, BREATH_KEY) if segment.tones else ()
    return key_of("mp3", VERSION, MP3_KBPS, MASTER_CEILING, ffmpeg.version, segment, sounds.keys(pieces), rung)


def make_segment(segment: Segment, key: str, sounds: BoundSounds, ffmpeg: Ffmpeg, cache: Cache) -> Measured:
    """Render, encode and measure a segment, and keep its frames under its key.

    Raises:
        EncodingError, GateError: the encoder failed, or the sound is not sound.
    """
    rendered = render(segment, sounds)
    length = segment.end - segment.start
    run = RUN * MP3_FRAME
    stream = ffmpeg.encode(ENCODINGS["mp3"].arguments(), [rendered.mix[MARGIN - run : MARGIN + length + run]])
    assert stream is not None
    starts = frame_starts(stream)
    count = kept(segment.index, segment.end, last=segment.last)
    if len(starts) - 1 < RUN + count:
        raise EncodingError("The encoder gave fewer frames than it was given sound for.")
    voice, music = rendered.voice, rendered.music
    del rendered
    measured = measure(_decoded(stream), run + DELAY, segment, voice, music)
    figures = np.stack([measured.voice, measured.music, measured.master, measured.level])
    about = {"hops": figures.shape[1], "peak": measured.peak, "peak_frame": measured.peak_frame, "frames": length}
    cache.put(SHELF, key, [figures.tobytes(), stream[starts[RUN] : starts[RUN + count]]], about)
    return measured


def _decoded(stream: bytes) -> Floats:
    """An MP3 stream as frames, shape (n, 2), nothing trimmed."""
    import miniaudio

    try:
        decoded = miniaudio.mp3_read_f32(stream)
    except miniaudio.DecodeError as error:
        raise EncodingError("What was encoded cannot be decoded.") from error
    return np.frombuffer(decoded.samples, dtype=np.float32).reshape(-1, CHANNELS)


def measure(sound: Floats, at: int, segment: Segment, voice: Powers, music: Powers) -> Measured:
    """Measure the decoded sound of a segment that begins at index `at`."""
    length = segment.end - segment.start
    inside = sound[at : at + length]
    if len(inside) < length:
        raise EncodingError("What was encoded decodes to less than was meant.")
    padded = np.zeros((segment.hops * HOP, CHANNELS), dtype=np.float32)
    padded[:length] = inside
    meter = HopMeter()
    meter.add(sound[max(at - SETTLE * HOP, 0) : at])
    master = np.concatenate([meter.add(block) for block in _blocks(padded)])
    level = mean_squares(padded.reshape(-1), HOP * CHANNELS)
    if not (np.isfinite(master).all() and np.isfinite(voice).all() and np.isfinite(music).all()):
        raise GateError("The mix of this guide is not a sound (a value that is not a number).")
    peak, frame = true_peak(inside)
    return Measured(voice, music, master, level, peak, segment.start + frame, length)


def _blocks(sound: Floats) -> Iterator[Floats]:
    return (sound[at : at + BLOCK] for at in range(0, len(sound), BLOCK))


def read_measured(entry: Entry) -> Measured:
    """The figures of a cached segment."""
    about = entry.about
    hops = int(about["hops"])
    figures = np.frombuffer(entry.payload[: 4 * 8 * hops], dtype=np.float64).reshape(4, hops).copy()
    voice, music, master, level = figures
    return Measured(voice, music, master, level, float(about["peak"]), int(about["peak_frame"]), int(about["frames"]))


def frames_of(entry: Entry) -> memoryview:
    """The MP3 frames of a cached segment."""
    return entry.payload[4 * 8 * int(entry.about["hops"]) :]
