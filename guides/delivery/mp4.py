"""The tags of M4B. Its chapters are written when it is encoded (`chapters.py`)."""

from pathlib import Path
from typing import Any

from guides.delivery.gains import ReplayGain
from guides.delivery.labels import GENRE, cover_type, description, lyrics
from guides.delivery.languages import three_letters
from guides.model.guide import Labels
from guides.model.wording import shortened

_AUDIOBOOK = 2
"""`stik`: players then keep the place and show chapters."""

_ITUNES = "----:com.apple.iTunes:"

_SHORT = 255
"""Bytes of `desc`; the whole stands in `ldes`."""


def tag_mp4(path: Path, labels: Labels, gains: ReplayGain | None, cover: bytes) -> None:
    """Write the atoms of an encoded M4B, and leave its chapters as they are."""
    from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm

    file: Any = MP4(path)
    if file.tags is None:
        file.add_tags()
    tags = file.tags
    tags.clear()
    for name, text in _texts(labels):
        tags[name] = [text]
    tags["trkn"] = [(labels.track, labels.tracks)]
    tags["stik"] = [_AUDIOBOOK]
    tags["pgap"] = True
    tags[f"{_ITUNES}LANGUAGE"] = [MP4FreeForm(three_letters(labels.language).encode())]
    if gains is not None:
        tags[f"{_ITUNES}REPLAYGAIN_TRACK_GAIN"] = [MP4FreeForm(gains.track_gain.encode())]
        tags[f"{_ITUNES}REPLAYGAIN_TRACK_PEAK"] = [MP4FreeForm(gains.track_peak.encode())]
    if cover:
        kind = MP4Cover.FORMAT_PNG if cover_type(cover) == "image/png" else MP4Cover.FORMAT_JPEG
        tags["covr"] = [MP4Cover(cover, imageformat=kind)]
    file.save(padding=lambda _: 0)


def _texts(labels: Labels) -> list[tuple[str, str]]:
    about = description(labels)
    texts = [
        ("\xa9nam", labels.title),
        ("\xa9ART", labels.artist),
        ("aART", labels.artist),
        ("\xa9alb", labels.album),
        ("\xa9gen", GENRE),
        ("\xa9day", f"{labels.year:04}"),
        ("desc", shortened(labels.summary or labels.credits, characters=_SHORT, size=_SHORT)),
        ("ldes", about),
        ("\xa9lyr", lyrics(labels)),
    ]
    return [(name, text) for name, text in texts if text]
