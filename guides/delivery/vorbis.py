"""The tags of Opus and FLAC: Vorbis comments, their chapters among them, and a picture."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

from guides.delivery.clock import clock
from guides.delivery.gains import ReplayGain
from guides.delivery.labels import GENRE, cover_type, description, lyrics, spans
from guides.delivery.languages import three_letters
from guides.model.guide import Labels


def tag_opus(path: Path, labels: Labels, gains: ReplayGain | None, cover: bytes) -> None:
    """Write the comments of an encoded Opus file; its Ogg serial number stays."""
    from mutagen.oggopus import OggOpus

    file = OggOpus(path)
    comments = _comments(labels)
    if gains is not None:
        comments.append(("R128_TRACK_GAIN", gains.r128_track_gain))
    if cover:
        comments.append(("METADATA_BLOCK_PICTURE", b64encode(_picture(cover).write()).decode("ascii")))
    _replace(file.tags, comments)
    file.save(padding=lambda _: 0)


def tag_flac(path: Path, labels: Labels, gains: ReplayGain | None, cover: bytes) -> None:
    """Write the comments and the picture block of an encoded FLAC file."""
    from mutagen.flac import FLAC

    file: Any = FLAC(path)
    if file.tags is None:
        file.add_tags()
    comments = _comments(labels)
    if gains is not None:
        comments.append(("REPLAYGAIN_TRACK_GAIN", gains.track_gain))
        comments.append(("REPLAYGAIN_TRACK_PEAK", gains.track_peak))
    _replace(file.tags, comments)
    file.clear_pictures()
    if cover:
        file.add_picture(_picture(cover))
    file.save(padding=lambda _: 0)


def _replace(tags: Any, comments: list[tuple[str, str]]) -> None:
    tags.clear()
    tags.extend(comments)


def _comments(labels: Labels) -> list[tuple[str, str]]:
    texts = [
        ("TITLE", labels.title),
        ("ARTIST", labels.artist),
        ("ALBUMARTIST", labels.artist),
        ("ALBUM", labels.album),
        ("TRACKNUMBER", str(labels.track)),
        ("TRACKTOTAL", str(labels.tracks) if labels.tracks else ""),
        ("GENRE", GENRE),
        ("DATE", f"{labels.year:04}"),
        ("LANGUAGE", three_letters(labels.language)),
        ("DESCRIPTION", description(labels)),
        ("LYRICS", lyrics(labels)),
    ]
    for number, (start, _, title) in enumerate(spans(labels)):
        texts.append((f"CHAPTER{number:03}", clock(start)))
        texts.append((f"CHAPTER{number:03}NAME", title))
    return [(name, text) for name, text in texts if text]


def _picture(cover: bytes) -> Any:
    from mutagen.flac import Picture
    from PIL import Image

    picture = Picture()
    picture.type = 3
    picture.mime = cover_type(cover)
    picture.desc = "Cover"
    with Image.open(BytesIO(cover)) as image:
        picture.width, picture.height = image.size
    picture.depth = 24
    picture.data = cover
    return picture
