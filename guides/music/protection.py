"""Whether a file is protected against copying: what ffmpeg only calls unknown, or decodes to noise."""

from pathlib import Path

from guides.store.files import translated

_HEAD = 1 << 20
"""Bytes at either end in which an MP4 keeps the description of its tracks."""
_SAMPLE_ENTRIES = (b"drms", b"enca", b"aavd")
"""FairPlay, Common Encryption (ISO/IEC 23001-7) and Audible, where an open file has `mp4a`."""
_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_ENCRYPTED = (bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e"), bytes.fromhex("14e68a292226174cb935dae07ee9289c"))
"""The content encryption objects of Windows Media, from the ASF specification."""


def protected(path: Path) -> bool:
    """Whether an MP4 or Windows Media file says that it is encrypted. Of other files nothing is known here."""
    with translated(path, "read this music file"), path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(_ASF):
            return any(mark in head for mark in _ASF_ENCRYPTED)
        if head[4:8] != b"ftyp":
            return False
        file.seek(max(path.stat().st_size - _HEAD, 0))
        return any(_describes(part, entry) for part in (head, file.read()) for entry in _SAMPLE_ENTRIES)


def _describes(part: bytes, entry: bytes) -> bool:
    """Whether a sample description (`stsd`, 16 bytes, then the size of its first entry) names this entry."""
    at = part.find(b"stsd")
    while at >= 0:
        if part[at + 16 : at + 20] == entry:
            return True
        at = part.find(b"stsd", at + 4)
    return False
