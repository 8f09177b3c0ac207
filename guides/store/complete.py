"""Whether a file has its end: what ffmpeg does not tell of containers that are read front to back."""

from pathlib import Path

from guides.store.files import translated

_OGG_LAST_PAGE = 0x04
_OGG_PAGE_MOST = 65_307
_LOOSE = 8
"""Bytes that some programs miscount."""
_UNKNOWN_SIZES = frozenset({0, 0xFFFFFFFF})


def cut_short(path: Path) -> bool:
    """Whether an Ogg or WAV file lacks its end: no last page, or fewer bytes than its header counts.

    Ogg by RFC 3533 §6, WAV by the RIFF header. Of other files nothing is known here.
    """
    with translated(path, "read this sound file"), path.open("rb") as file:
        head = file.read(12)
        size = path.stat().st_size
        if head.startswith(b"OggS"):
            file.seek(max(0, size - 2 * _OGG_PAGE_MOST))
            return not _has_last_page(file.read())
    if head.startswith(b"RIFF") and head.endswith(b"WAVE"):
        counted = int.from_bytes(head[4:8], "little")
        return counted not in _UNKNOWN_SIZES and size + _LOOSE < counted + 8
    return False


def _has_last_page(tail: bytes) -> bool:
    """Whether any page that ends the stream stands here; other bytes may follow it."""
    at = tail.find(b"OggS")
    while 0 <= at < len(tail) - 5:
        if tail[at + 5] & _OGG_LAST_PAGE and tail[at + 4] == 0:
            return True
        at = tail.find(b"OggS", at + 4)
    return False
