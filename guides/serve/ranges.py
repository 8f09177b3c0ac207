"""Which bytes of a file are asked for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)
_BEYOND = 10**18
"""No file is as long; whoever writes more digits means the end."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file."""

    start: int
    count: int


class UnsatisfiableError(Exception):
    """A range that lies wholly outside the file."""


def span_of(header: str | None, size: int) -> Span | None:
    """The one stretch that a `Range` header names; None where the whole is to be sent.

    That is without a header, with one that cannot be understood or runs backwards, and with several ranges:
    players ask for one, and many small ones only make a server work.

    Raises:
        UnsatisfiableError: nothing of it lies in the file.
    """
    found = _ONE.fullmatch(header) if header is not None else None
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        count = min(_number(found[2]), size)
        if count == 0:
            raise UnsatisfiableError
        return Span(size - count, count)
    start, last = _number(found[1]), _number(found[2]) if found[2] else _BEYOND
    if last < start:
        return None
    if start >= size:
        raise UnsatisfiableError
    return Span(start, min(last, size - 1) - start + 1)


def _number(digits: str) -> int:
    plain = digits.lstrip("0")
    return int(plain or "0") if len(plain) < len(str(_BEYOND)) else _BEYOND
