"""Text as it may stand in one line of a tag, a playlist or a transcript."""

import unicodedata

_JOINERS = "\u200d\ufe0e\ufe0f"
_LOOSE_ENDS = " ,;:.-–—…"


def one_line(text: str) -> str:
    """A text without line breaks, control characters and halves of characters, white space folded.

    NUL would end a field in ID3, a line break would begin a new entry in a
    playlist, and a lone surrogate cannot be written at all.
    """
    kept = (sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


def shortened(text: str, *, characters: int, size: int) -> str:
    """A text of at most so many characters and UTF-8 bytes, ended at a word with `…` where it must be cut.

    Words longer than half of what fits are cut inside, but never behind a
    character that joins two others.
    """
    if len(text) <= characters and len(text.encode()) <= size:
        return text
    cut = text[: characters - 1]
    while len(cut.encode()) > size - len("…".encode()):
        cut = cut[:-1]
    whole = cut if text[len(cut)] == " " else cut.rpartition(" ")[0]
    kept = whole if len(whole) * 2 >= len(cut) else cut
    return kept.rstrip(_LOOSE_ENDS + _JOINERS) + "…"
