"""Words and numbers as a page shows them."""

import html
import unicodedata

_BREAKS = ("Cc", "Cs", "Co", "Cn")
"""Unicode's control characters, halves of characters, and those that mean nothing."""


def escaped(text: str) -> str:
    """Text for the inside of an element or an attribute; what no page can carry is a space."""
    plain = "".join(" " if unicodedata.category(sign) in _BREAKS else sign for sign in text)
    return html.escape(plain, quote=True)


def named(text: str) -> str:
    """A name inside a sentence: one that is written from right to left turns nothing around it."""
    return f"<bdi>{escaped(text)}</bdi>"


def clock(seconds: float) -> str:
    """A point of time: `0:40`, `12:05`, `1:30:00`."""
    minutes, rest = divmod(int(seconds + 0.0005), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def number(value: float, decimals: int = 1) -> str:
    """A number with a true minus sign, and never `−0.0`."""
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def amount(count: int, one: str, many: str) -> str:
    """`1 guide`, `3 guides`."""
    return f"{count} {one if count == 1 else many}"
