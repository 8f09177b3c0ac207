"""MP3 segments, encoded on their own and joined under one header.

Every segment is encoded with twelve frames of run-in and run-out, which are dropped. Without a
bit reservoir each frame stands by itself but for the overlap of the transform, and that
the run-in provides: the joins are as faithful as one whole encoding.
"""

import math
import struct
from functools import cache

from guides.errors import EncodingError
from guides.units import MP3_FRAME, SEGMENT

RUN = 12
"""Frames before and after a segment that are encoded and dropped."""
SEGMENT_FRAMES = SEGMENT // MP3_FRAME
ENCODER_DELAY = 576
"""Samples that LAME puts before the sound, as its header says."""
DECODER_DELAY = 529
"""Samples that every Layer III decoder adds; players take both away."""
DELAY = ENCODER_DELAY + DECODER_DELAY

_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)


def frame_count(length: int) -> int:
    """Frames that a sound of `length` samples needs, the delay included."""
    return math.ceil((length + DELAY) / MP3_FRAME)


def kept(index: int, end: int, *, last: bool) -> int:
    """How many frames segment `index` gives to a guide.

    Args:
        index: the segment's place on the grid.
        end: its last sample in the guide, plus one.
        last: whether the guide ends there; then it also gives what the delay pushes past the end.
    """
    return frame_count(end) - index * SEGMENT_FRAMES if last else SEGMENT_FRAMES


def frame_starts(stream: bytes | memoryview) -> list[int]:
    """Where each frame of a bare 44.1 kHz Layer III stream begins; the last item is its end.

    Raises:
        EncodingError: there is something else in the stream.
    """
    starts = [0]
    at = 0
    while at < len(stream):
        if stream[at] != 0xFF or stream[at + 1] & 0xFE != 0xFA or stream[at + 2] & 0x0C:
            raise EncodingError("The encoder gave something that is not an MP3 frame.")
        kbps = _BITRATES[stream[at + 2] >> 4]
        at += 144_000 * kbps // 44_100 + (stream[at + 2] >> 1 & 1)
        starts.append(at)
    if at != len(stream):
        raise EncodingError("The encoder stopped in the middle of an MP3 frame.")
    return starts


def info_frame(length: int, audio_bytes: int, kbps: int) -> bytes:
    """The first frame: an Info header with LAME's extension, so that players are gapless.

    Args:
        length: samples of the sound itself.
        audio_bytes: bytes of all frames after this one.
        kbps: the bit rate.

    Layout: the Xing/Info header as in LAME's VbrTag.c and the `mp3-infotag` revision 1 text.
    """
    frames = frame_count(length)
    size = 144_000 * kbps // 44_100
    header = bytes([0xFF, 0xFB, _BITRATES.index(kbps) << 4, 0x64])
    padding = frames * MP3_FRAME - length - ENCODER_DELAY
    # At a constant bit rate bytes follow time.
    toc = bytes(256 * percent // 100 for percent in range(100))
    body = b"Info" + struct.pack(">III", 0x0F, frames, audio_bytes + size) + toc + struct.pack(">I", 0)
    lame = b"LAME3.100" + bytes([0x01, 0]) + bytes(8) + bytes([0, min(kbps, 255)])
    lame += struct.pack(">I", (ENCODER_DELAY << 12) | padding)[1:] + bytes([0, 0, 0, 0])
    lame += struct.pack(">I", audio_bytes + size) + bytes(2)
    frame = header + bytes(32) + body + lame
    return (frame + struct.pack(">H", _crc16(frame))).ljust(size, b"\0")


@cache
def _crc_table() -> tuple[int, ...]:
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
        table.append(value)
    return tuple(table)


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, as LAME's header wants it."""
    table, crc = _crc_table(), 0
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc
