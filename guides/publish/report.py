"""`report.json`: what was measured on every guide."""

import math
from collections.abc import Mapping

import msgspec

from guides.model.guide import ChapterMark, ReportEntry
from guides.units import Seconds

_DECIMALS = {
    "seconds": 3,
    "planned_seconds": 3,
    "voice_lufs": 2,
    "master_lufs": 2,
    "true_peak_dbtp": 2,
    "bed_under_voice_lu": 2,
    "words_per_minute": 1,
    "silence_share": 3,
}
"""How finely each figure is told: finer than it can be measured, and the same on every build."""


class _Report(msgspec.Struct):
    guides: dict[str, msgspec.Raw]


def read_report(text: str) -> dict[str, ReportEntry]:
    """The guides of an old report by id; those that cannot be read are left out, as if never built."""
    try:
        rows = msgspec.json.decode(text.encode(errors="replace"), type=_Report).guides
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    found = {}
    for name, row in rows.items():
        try:
            found[name] = msgspec.json.decode(row, type=ReportEntry)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return found


def write_report(entries: Mapping[str, ReportEntry]) -> bytes:
    """The report as JSON: ids sorted, figures rounded, so that equal results give equal bytes."""
    guides = {name: _rounded(entries[name]) for name in sorted(entries)}
    return msgspec.json.format(msgspec.json.encode({"guides": guides}), indent=2) + b"\n"


def _rounded(entry: ReportEntry) -> ReportEntry:
    figures = {name: _figure(getattr(entry, name), decimals) for name, decimals in _DECIMALS.items()}
    chapters = tuple(ChapterMark(mark.title, Seconds(_figure(mark.start, 3) or 0.0)) for mark in entry.chapters)
    return msgspec.structs.replace(entry, chapters=chapters, **figures)


def _figure(value: float | None, decimals: int) -> float | None:
    """Rounded; None for what is no number, such as the loudness of silence; never −0."""
    if value is None or not math.isfinite(value):
        return None
    return round(value, decimals) + 0.0
