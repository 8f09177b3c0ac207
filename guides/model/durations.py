"""Durations as therapists write them: `8s`, `1.5s`, `500ms`, `2m`, `1m30s`, `1:30`, `8`."""

import re

from guides.units import Seconds

LONGEST = Seconds(6 * 3600.0)
"""No pause, silence or guide is longer than six hours."""

_NUMBER = r"(\d+(?:\.\d+)?)"
_PARTS = re.compile(rf"(?:{_NUMBER}\s*h)?\s*(?:{_NUMBER}\s*m(?!s))?\s*(?:{_NUMBER}\s*s)?\s*(?:{_NUMBER}\s*ms)?", re.I)
_CLOCK = re.compile(r"(\d+):([0-5]\d(?:\.\d+)?)")
_BARE = re.compile(_NUMBER)
_WORDS = (
    (re.compile(r"\s*\b(?:milliseconds?|msecs?)\b", re.I), "ms"),
    (re.compile(r"\s*\b(?:seconds?|secs?)\b", re.I), "s"),
    (re.compile(r"\s*\b(?:minutes?|mins?)\b", re.I), "m"),
    (re.compile(r"\s*\b(?:hours?|hrs?)\b", re.I), "h"),
)


def parse_duration(written: str) -> Seconds:
    """A duration in seconds.

    Raises:
        ValueError: not a duration, zero, negative, or over six hours; the message
            is a sentence for the person who wrote it.
    """
    text = written.strip()
    for pattern, short in _WORDS:
        text = pattern.sub(short, text)
    if text.startswith(("-", "−")):
        raise ValueError(f"A duration cannot be negative: {written.strip()}.")
    seconds = _seconds(text)
    if seconds is None:
        raise ValueError(f"This is not a duration: {written.strip() or '(nothing)'}.")
    if seconds <= 0:
        raise ValueError(f"A duration must be longer than zero: {written.strip()}.")
    if seconds > LONGEST:
        raise ValueError(f"A duration is at most 6 hours: {written.strip()}.")
    return Seconds(seconds)


def _seconds(text: str) -> float | None:
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + float(clock[2])
    if _BARE.fullmatch(text):
        return float(text)
    parts = _PARTS.fullmatch(text)
    if parts is None or not any(parts.groups()):
        return None
    hours, minutes, seconds, milliseconds = (float(part or 0) for part in parts.groups())
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


def show_duration(seconds: float) -> str:
    """A duration for people: `45 s`, `1 min 30 s`, `12 min`."""
    whole = round(seconds)
    if seconds < 10 and abs(seconds - whole) > 0.04:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
