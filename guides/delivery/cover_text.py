"""Words set in the largest type that keeps them inside a box."""

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guides.model.wording import one_line

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_LEADING = 1.24
"""From one line to the next, in heights of the type."""
_SMALLEST = 0.5
"""Below this share of the largest type, words are left out instead."""
_STEP = 0.92

_NEAREST = str.maketrans({"–": "-", "—": "-", "‑": "-", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ø": "o", "Ø": "O"})
"""Signs that the font has not, and that do not come apart into a letter and its accent."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that fit."""

    lines: tuple[str, ...]
    font: "FreeTypeFont"
    leading: int
    """Pixels from one line's top to the next's."""


def fitted(text: str, width: int, height: int, *, largest: int, lines: int) -> Block:
    """Wrap a text into a box, smaller and smaller, and at last with `…`.

    Args:
        text: one line; characters that the font cannot draw are left out.
        width: of the box in pixels.
        height: of the box in pixels.
        largest: the height of type to begin with, in pixels.
        lines: how many there may be at most.
    """
    size = float(largest)
    text = _drawable(text)
    while True:
        font, leading = _font(round(size)), round(size * _LEADING)
        wrapped = _wrap(text, font, width)
        room = max(1, min(lines, height // leading))
        if len(wrapped) <= room:
            return Block(tuple(wrapped), font, leading)
        if size * _STEP < largest * _SMALLEST:
            return Block(_ended(wrapped[:room], font, width), font, leading)
        size *= _STEP


def _font(size: int) -> "FreeTypeFont":
    """The font inside Pillow, set without helpers that not every machine has, so that all draw alike."""
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("This Pillow has no FreeType.")
    return font.font_variant(layout_engine=ImageFont.Layout.BASIC)


def _drawable(text: str) -> str:
    """The text in the signs that Pillow's font has: no accents, and no empty boxes for the rest."""
    font = _font(24)
    box = bytes(font.getmask("\U0010fffd"))
    plain = unicodedata.normalize("NFKD", text.translate(_NEAREST))
    kept = (sign for sign in plain if not unicodedata.combining(sign))
    return one_line("".join(sign if sign == " " or bytes(font.getmask(sign)) != box else " " for sign in kept))


def _wrap(text: str, font: "FreeTypeFont", width: int) -> list[str]:
    """Lines no wider than `width`; a word that is wider alone is broken."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(joined) <= width:
            lines[-1] = joined
        else:
            lines.extend(_broken(word, font, width))
    return lines


def _broken(word: str, font: "FreeTypeFont", width: int) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and font.getlength(parts[-1] + sign) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def _ended(lines: list[str], font: "FreeTypeFont", width: int) -> tuple[str, ...]:
    last = lines[-1]
    while last and font.getlength(last + "…") > width:
        last = last[:-1]
    return (*lines[:-1], last.rstrip(" ,;:.-–—") + "…")
