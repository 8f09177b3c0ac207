"""An MP3 guide from its segments: made where they are not cached, measured, joined."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from guides.build.executors.threads import in_order
from guides.build.figures import joined, over_limit
from guides.build.mixing import Mix
from guides.build.segment_work import SHELF, Measured, frames_of, make_segment, read_measured, segment_key
from guides.build.workshop import Workshop
from guides.delivery.mp3_frames import frame_count, frame_starts, info_frame
from guides.errors import EncodingError, GateError
from guides.mix.segments import Dip, Segment
from guides.model.settings import MP3_KBPS
from guides.store.cache import Entry
from guides.store.files import Bytes
from guides.units import Frames

SPEECH = "speech"
"""The shelf of the clips that segments are made of."""
TRIES = 6
"""How often a guide is limited lower where it decodes too loud."""

Told = Callable[[int, int], None]
"""Progress: how many of how many."""


@dataclass(frozen=True, slots=True)
class Segments:
    """A guide's segments, all of them in the cache."""

    keys: tuple[str, ...]
    whole: Measured
    rendered: int
    """How many had to be rendered."""


def encode_segments(workshop: Workshop, mix: Mix, told: Told) -> Segments:
    """Make every segment that is not cached, and those again that decode over the limit.

    Raises:
        EncodingError, GateError: the encoder failed, or the limit cannot be kept.
    """
    dips: tuple[Dip, ...] = ()
    made: set[str] = set()
    for _ in range(TRIES):
        segments = mix.segments(dips)
        keys = tuple(segment_key(segment, mix.sounds, workshop.ffmpeg) for segment in segments)
        known = made if workshop.request.force else None
        workshop.cache.share(SHELF, _for_everyone(workshop, segments, keys))
        work = _maker(workshop, mix, known)
        done: list[Measured] = []
        for key, (measured, new) in zip(
            keys, in_order(work, zip(segments, keys, strict=True), workshop.request.jobs), strict=True
        ):
            if new:
                made.add(key)
            done.append(measured)
            told(len(done), len(segments))
        over = over_limit(done)
        if not over:
            return Segments(keys, joined(done), len(made))
        dips += tuple(Dip(Frames(frame), by) for frame, by in over)
    raise GateError("The peaks of this guide stay over their limit after encoding.")


def _for_everyone(workshop: Workshop, segments: Sequence[Segment], keys: Sequence[str]) -> list[str]:
    """The keys of segments in which nobody's own words sound."""
    shared = workshop.cache.is_shared
    return [
        key
        for segment, key in zip(segments, keys, strict=True)
        if all(shared(SPEECH, clip.key) for clip in segment.clips)
    ]


def _maker(
    workshop: Workshop, mix: Mix, only: set[str] | None
) -> Callable[[tuple[Segment, str]], tuple[Measured, bool]]:
    """What makes one segment; `only` names those whose cached form may be used, None allows all."""
    ffmpeg, cache = workshop.ffmpeg, workshop.cache

    def make(item: tuple[Segment, str]) -> tuple[Measured, bool]:
        segment, key = item
        entry = cache.get(SHELF, key) if only is None or key in only else None
        if entry is not None:
            return read_measured(entry), False
        return make_segment(segment, key, mix.sounds, ffmpeg, cache), True

    return make


def mp3_parts(workshop: Workshop, segments: Segments, header: bytes) -> Iterator[Bytes]:
    """The finished file part by part: tags, Info frame, and the frames of every segment.

    Raises:
        GateError: the frames are not as many as planned.
    """
    size = count = 0
    for entry in _entries(workshop, segments):
        frames = frames_of(entry)
        size += len(frames)
        count += len(frame_starts(frames)) - 1
    length = segments.whole.frames
    if count != frame_count(length):
        raise GateError("The joined file does not have the frames that were planned.")
    yield header
    yield info_frame(length, size, MP3_KBPS)
    for entry in _entries(workshop, segments):
        yield frames_of(entry)


def _entries(workshop: Workshop, segments: Segments) -> Iterator[Entry]:
    for key in segments.keys:
        entry = workshop.cache.get(SHELF, key)
        if entry is None:
            raise EncodingError(
                "The cache changed while this guide was built.", hint="Run the same command again; nothing was lost."
            )
        yield entry
