"""ID3 version 2.3: the tags of MP3, and of WAV."""

from io import BytesIO
from typing import Any

from guides.delivery.clock import milliseconds
from guides.delivery.gains import ReplayGain
from guides.delivery.labels import GENRE, cleaned, cover_type, description, lyrics, spans, track_of
from guides.delivery.languages import three_letters
from guides.model.guide import Labels

_LATIN_1, _UTF_16 = 0, 1
"""The only two encodings that version 2.3 has."""

_NOT_COUNTED = 0xFFFFFFFF
"""A chapter's place in bytes is not given, only that in time."""


def id3_header(labels: Labels, gains: ReplayGain | None, cover: bytes) -> bytes:
    """A complete ID3v2.3 block; the file's MPEG frames follow it directly."""
    out = BytesIO()
    id3_tags(labels, gains, cover).save(out, v1=0, v2_version=3, padding=lambda _: 0)
    return out.getvalue()


def id3_tags(labels: Labels, gains: ReplayGain | None, cover: bytes) -> Any:
    """All frames, as mutagen's `ID3`; they are to be saved with `v2_version=3`."""
    from mutagen import id3

    labels = cleaned(labels)
    tags = id3.ID3()
    for frame in (*_texts(labels), *_spoken(labels), *_chapters(labels)):
        tags.add(frame)
    if gains is not None:
        tags.add(id3.TXXX(encoding=_LATIN_1, desc="REPLAYGAIN_TRACK_GAIN", text=[gains.track_gain]))
        tags.add(id3.TXXX(encoding=_LATIN_1, desc="REPLAYGAIN_TRACK_PEAK", text=[gains.track_peak]))
    if cover:
        tags.add(id3.APIC(encoding=_LATIN_1, mime=cover_type(cover), type=3, desc="Cover", data=cover))
    return tags


def _encoding(*texts: str) -> int:
    return _LATIN_1 if all(ord(sign) < 256 for text in texts for sign in text) else _UTF_16


def _texts(labels: Labels) -> list[Any]:
    from mutagen import id3

    language = three_letters(labels.language)
    named: list[tuple[Any, str]] = [
        (id3.TIT2, labels.title),
        (id3.TPE1, labels.artist),
        (id3.TPE2, labels.artist),
        (id3.TALB, labels.album),
        (id3.TRCK, track_of(labels)),
        (id3.TCON, GENRE),
        (id3.TYER, f"{labels.year:04}"),
        (id3.TLAN, language),
        (id3.TLEN, str(milliseconds(labels.seconds))),
    ]
    frames = [frame(encoding=_encoding(text), text=[text]) for frame, text in named if text]
    if about := description(labels):
        frames.append(id3.COMM(encoding=_encoding(about), lang=language, desc="", text=[about]))
    return frames


def _spoken(labels: Labels) -> list[Any]:
    from mutagen import id3

    if not labels.lines:
        return []
    language, encoding = three_letters(labels.language), _encoding(*(line.text for line in labels.lines))
    timed = [(line.text, milliseconds(line.start)) for line in labels.lines]
    return [
        id3.USLT(encoding=encoding, lang=language, desc="", text=lyrics(labels)),
        id3.SYLT(encoding=encoding, lang=language, format=2, type=1, desc="", text=timed),
    ]


def _written_size(text: str) -> int:
    """Bytes of a text in a frame, with its byte order mark and the zero behind it."""
    return len(text) + 1 if _encoding(text) == _LATIN_1 else len(text.encode("utf-16")) + 2


def _chapters(labels: Labels) -> list[Any]:
    """CHAP frames, all of the same length, and the CTOC that lists them.

    mutagen, and so every tag editor built on it, sorts frames by their length:
    names padded to equal lengths keep chapters in order, whose titles differ.
    """
    from mutagen import id3

    chapters = list(spans(labels))
    if not chapters:
        return []
    lengths = [_written_size(title) for *_, title in chapters]
    most = max(lengths)
    names = [f"chapter{number:03}".ljust(10 + most - length, "-") for number, length in enumerate(lengths, start=1)]
    frames = [
        id3.CHAP(
            element_id=name,
            start_time=start,
            end_time=end,
            start_offset=_NOT_COUNTED,
            end_offset=_NOT_COUNTED,
            sub_frames=[id3.TIT2(encoding=_encoding(title), text=[title])],
        )
        for name, (start, end, title) in zip(names, chapters, strict=True)
    ]
    heading = [id3.TIT2(encoding=_encoding(labels.title), text=[labels.title])]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    return [*frames, id3.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=heading)]
