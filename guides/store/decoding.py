"""Bytes read as a text: in the one encoding that they are in, or in every one that they could be in."""

import codecs
import re
from collections.abc import Iterator
from functools import cache

EIGHT_BIT = ("cp1250", "iso8859_2", "cp1252", "cp1251", "koi8_r", "mac_roman")
"""Encodings in which nothing tells one from another."""
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PROBE = 4096
"""Characters by which a text is told from chance."""
_STRANGE = 0.02
"""The share of them that no text has, up to which it is one."""


def utf8(raw: bytes) -> str | None:
    """Bytes as UTF-8, a mark at the beginning left out; None where they are something else."""
    if b"\0" in raw:
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def decoded(raw: bytes) -> tuple[str, ...]:
    """Every way in which bytes can be read as a text; none where they are no text."""
    if (text := utf8(raw)) is not None:
        return (text,)
    for mark, encoding in _MARKS:
        if raw.startswith(mark) and (text := _wide(raw[len(mark) :], encoding)) is not None:
            return (text,)
    if wide := tuple(text for encoding in WIDE if (text := _wide(raw, encoding)) is not None):
        return wide
    if _CONTROL.search(raw) is None:
        return (raw.decode("utf-8", "replace"), *(raw.decode(encoding, "replace") for encoding in EIGHT_BIT))
    return ()


def _wide(raw: bytes, encoding: str) -> str | None:
    """Bytes in an encoding of two or four bytes a sign; None where that makes no sense."""
    unit = 4 if "32" in encoding else 2
    whole = raw[: len(raw) // unit * unit]
    try:
        probe = whole[: _PROBE * unit].decode(encoding, "surrogatepass" if unit == 2 else "strict")
        strange = sum(not (sign.isprintable() or sign in "\r\n\t\f\ufeff") for sign in probe)
        return whole.decode(encoding, "replace") if strange <= _STRANGE * len(probe) else None
    except UnicodeDecodeError:
        return None


def runs_in(raw: bytes, least: int = 6, *, any_sign: bool = False) -> Iterator[str]:
    """Signs in a row between other bytes, as texts; fewer than `least` are taken for chance.

    Args:
        raw: the bytes.
        least: how many.
        any_sign: also letters with accents of one byte, which most bytes could be: for whoever looks for
            long words.
    """
    plain, latin, *wide = _runs(least)
    yield from (run.decode(errors="ignore") for run in plain.findall(raw))
    if any_sign:
        yield from (run.decode("latin-1") for run in latin.findall(raw))
    for encoding, runs in zip(WIDE, wide, strict=False):
        yield from (run.decode(encoding) for run in runs.findall(raw))


@cache
def _runs(least: int) -> tuple[re.Pattern[bytes], ...]:
    many = b"{%d,}" % least
    signs = (rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3})", rb"[\x20-\x7e\xa0-\xff]")
    return tuple(re.compile(sign + many) for sign in (*signs, rb"(?:[\x20-\xff]\x00)", rb"(?:\x00[\x20-\xff])"))
