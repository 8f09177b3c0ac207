"""A guide in a format that cannot be joined from pieces: rendered as a stream, encoded whole."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import numpy as np

from guides.build.encoded import TRIES, Told
from guides.build.executors.threads import in_order
from guides.build.figures import joined, over_limit
from guides.build.mixing import Mix
from guides.build.segment_work import Measured, measure
from guides.build.workshop import Workshop
from guides.delivery.formats import ENCODINGS
from guides.errors import GateError
from guides.mix.layers import MARGIN
from guides.mix.rendering import Floats, Rendered, render, voice_stem
from guides.mix.segments import Dip, Segment
from guides.model.settings import Format
from guides.units import CHANNELS, Frames


def encode_stream(
    workshop: Workshop,
    mix: Mix,
    format: Format,
    metadata: Path | None,
    language: str,
    into: Path,
    told: Told,
) -> Measured:
    """Encode a whole guide into a file, decode it again, and measure it.

    Args:
        workshop: the practice.
        mix: the guide.
        format: one that cannot be joined.
        metadata: chapters for ffmpeg, for formats that take them at encoding.
        language: the guide's.
        into: the file to write.
        told: progress.

    Raises:
        EncodingError, GateError: the encoder failed, or the limit cannot be kept.
    """
    dips: tuple[Dip, ...] = ()
    for _ in range(TRIES):
        segments = mix.segments(dips)
        stems: list[Rendered] = []
        pcm = _mixed(workshop, mix, segments, stems, told)
        workshop.ffmpeg.encode(ENCODINGS[format].arguments(metadata, language), pcm, into)
        parts = list(_measured(workshop, into, segments, stems))
        over = over_limit(parts)
        if not over:
            return joined(parts)
        dips += tuple(Dip(Frames(frame), by) for frame, by in over)
    raise GateError("The peaks of this guide stay over their limit after encoding.")


def _mixed(
    workshop: Workshop, mix: Mix, segments: tuple[Segment, ...], figures: list[Rendered], told: Told
) -> Iterator[Floats]:
    """The mix in order; what was measured on its stems is kept in `figures`, its sound is not."""
    for segment, rendered in zip(
        segments,
        in_order(lambda segment: render(segment, mix.sounds), segments, workshop.request.jobs),
        strict=True,
    ):
        sound = rendered.mix[MARGIN : MARGIN + segment.end - segment.start]
        figures.append(Rendered(rendered.mix[:0], rendered.voice, rendered.music))
        yield sound
        told(len(figures), len(segments))


def _measured(
    workshop: Workshop, file: Path, segments: tuple[Segment, ...], stems: list[Rendered]
) -> Iterator[Measured]:
    """Measure an encoded file segment by segment, whatever the blocks it decodes to."""
    with closing(workshop.ffmpeg.decode(file)) as blocks:
        yield from _measured_blocks(blocks, segments, stems)


def _measured_blocks(
    blocks: Iterator[Floats], segments: tuple[Segment, ...], stems: list[Rendered]
) -> Iterator[Measured]:
    before = np.zeros((0, CHANNELS), dtype=np.float32)
    waiting = before
    for segment, stem in zip(segments, stems, strict=True):
        length = segment.end - segment.start
        pieces = [waiting]
        have = len(waiting)
        while have < length and (block := next(blocks, None)) is not None:
            pieces.append(block)
            have += len(block)
        sound = np.concatenate([before, *pieces])
        yield measure(sound, len(before), segment, stem.voice, stem.music)
        waiting = sound[len(before) + length :]
        before = sound[max(len(before) + length - MARGIN, 0) : len(before) + length]


def write_stem(workshop: Workshop, mix: Mix, which: Literal["voice", "music"], into: Path, told: Told) -> None:
    """Write one stem as FLAC: as it stands in the mix before the limiter."""
    segments = mix.segments()

    def pieces() -> Iterator[Floats]:
        made = in_order(lambda segment: _stem(mix, segment, which), segments, workshop.request.jobs)
        for number, stem in enumerate(made, 1):
            yield stem
            told(number, len(segments))

    workshop.ffmpeg.encode(ENCODINGS["flac"].arguments(), pieces(), into)


def _stem(mix: Mix, segment: Segment, which: Literal["voice", "music"]) -> Floats:
    length = segment.end - segment.start
    if which == "voice":
        # The music is most of the work of a mix, and not heard here.
        voice = voice_stem(segment.clips, mix.sounds.clip, segment.start, length)
        return np.repeat(voice[:, np.newaxis], CHANNELS, axis=1)
    music = render(segment, mix.sounds, stems=True).music_stem
    assert music is not None
    return music[MARGIN : MARGIN + length]
