"""The tags of WAV: a RIFF INFO list for editors and file managers, and an ID3 chunk with everything."""

import struct
from pathlib import Path
from typing import Any

from guides.delivery.gains import ReplayGain
from guides.delivery.id3 import id3_tags
from guides.delivery.labels import GENRE, description
from guides.errors import TagError
from guides.model.guide import Labels

_MOST = 2**32 - 1 - 2**24
"""RIFF counts a file's bytes in 32 bits; what is kept back is room for the tags."""


def tag_wav(path: Path, labels: Labels, gains: ReplayGain | None, cover: bytes) -> None:
    """Append the tags to an encoded WAV file."""
    from mutagen.wave import WAVE

    if path.stat().st_size > _MOST:
        raise TagError(
            "This guide is too long for a WAV file, which ends at 4 GB.",
            hint="Choose the format flac: it holds the same sound in less than half the space.",
        )
    _append_info(path, labels)
    file: Any = WAVE(path)
    file.add_tags()
    file.tags.update(id3_tags(labels, gains, cover))
    file.save(path, v1=0, v2_version=3, padding=lambda _: 0)


def _append_info(path: Path, labels: Labels) -> None:
    """Add a LIST chunk of the type INFO at the end, and count it in the file's header."""
    texts = [
        (b"INAM", labels.title),
        (b"IART", labels.artist),
        (b"IPRD", labels.album),
        (b"IGNR", GENRE),
        (b"ICRD", f"{labels.year:04}"),
        (b"ICMT", description(labels)),
        (b"ITRK", str(labels.track)),
    ]
    fields = b"".join(_chunk(name, text.encode() + b"\0") for name, text in texts if text)
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.write(b"\0" * (size % 2) + _chunk(b"LIST", b"INFO" + fields))
        end = file.tell()
        file.seek(4)
        file.write(struct.pack("<I", end - 8))


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
