"""Sizes on a disk as people write them: `10 GB`, `500 MB`, `1.5 TB`, `2 GiB`."""

import re

from guides.units import ByteCount

_UNITS = {"b": 1, "byte": 1, "bytes": 1}
_UNITS |= {f"{letter}b": 1000**power for power, letter in enumerate("kmgt", 1)}
_UNITS |= {f"{letter}ib": 1024**power for power, letter in enumerate("kmgt", 1)}
_WRITTEN = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,9})?)\s*(?P<unit>[a-z]+)", re.IGNORECASE | re.ASCII)
_SHOWN = ("bytes", "kB", "MB", "GB", "TB")


def parse_size(written: str) -> ByteCount:
    """A size in bytes; `kB`, `MB`, `GB` and `TB` count in thousands, as disks are sold.

    Raises:
        ValueError: not a size, or nothing at all; the message is a sentence for the
            person who wrote it.
    """
    text = written.strip()
    found = _WRITTEN.fullmatch(text)
    if found is None or found["unit"].lower() not in _UNITS:
        raise ValueError(f"This is not a size: {text or '(nothing)'}.")
    size = round(float(found["number"]) * _UNITS[found["unit"].lower()])
    if not size:
        raise ValueError(f"A size must be larger than zero: {text}.")
    return ByteCount(size)


def show_size(size: int) -> str:
    """A size for people: `812 bytes`, `4.2 MB`, `20 GB`."""
    shown, unit = float(size), 0
    while round(shown) >= 1000 and unit < len(_SHOWN) - 1:
        shown, unit = shown / 1000, unit + 1
    return f"{round(shown, 1 if shown < 9.95 else 0):g} {_SHOWN[unit]}"
