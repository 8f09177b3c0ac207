"""What the report draws of a guide: made when the guide is, and kept beside its segments."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from guides.build.segment_work import Measured
from guides.mix.layers import Layer
from guides.model.guide import Labels, ReportEntry
from guides.model.portrait import Moment, Portrait, Stretch
from guides.model.settings import TRUE_PEAK_LIMIT
from guides.model.timeline import Timeline
from guides.sound.loudness import ABSOLUTE_GATE, SHORT_TERM_HOPS, Powers, short_term
from guides.sound.true_peak import to_db
from guides.store.cache import Cache, key_of
from guides.units import RATE, to_seconds

SHELF = "portraits"
VERSION = 1
"""To be raised when the same guide would be drawn from other numbers."""
MOST_VALUES = 700
"""Values of a loudness curve: more than one for each pixel of a page."""
TOGETHER = 2.0
"""Seconds of pause below which what is spoken, or one piece of music, is drawn as one."""
NEAR = 0.5
"""dB below the true-peak limit that are called near."""


@dataclass(slots=True)
class _Run:
    """A stretch that may still grow."""

    name: str
    start: float
    end: float


def portrait_of(labels: Labels, timeline: Timeline, layers: Sequence[Layer], whole: Measured) -> Portrait:
    """What is drawn of a finished guide."""
    seconds = to_seconds(timeline.length)
    step = max(1, math.ceil(seconds / MOST_VALUES))
    spoken = tuple((run.start, run.end) for run in _runs(("", said.start, said.end) for said in timeline.spoken))
    return Portrait(
        title=labels.title,
        seconds=round(seconds, 3),
        chapters=labels.chapters,
        spoken=spoken,
        # Music that is handed over begins before this guide or ends after it.
        music=_runs((layer.piece.track, max(layer.start, 0), min(layer.end, timeline.length)) for layer in layers),
        phases=tuple(Stretch(phase.name, _time(phase.start), _time(phase.end)) for phase in timeline.phases),
        tones=tuple(Moment(_time(tone.start), tone.kind) for tone in timeline.tones),
        step=float(step),
        voice=_curve(whole.voice, step, spoken),
        master=_curve(whole.master, step),
        near=_near(whole),
    )


def keep(cache: Cache, entry: ReportEntry, portrait: Portrait) -> None:
    """Keep a portrait under the hash of its guide's file."""
    cache.put(SHELF, _key(entry), [msgspec.json.encode(portrait)])


def recall(cache: Cache, entry: ReportEntry) -> Portrait | None:
    """The portrait of a guide as it was built, or None when the cache does not have it any more."""
    found = cache.get(SHELF, _key(entry))
    if found is None:
        return None
    try:
        return msgspec.json.decode(found.payload, type=Portrait)
    except msgspec.DecodeError:
        return None


def _key(entry: ReportEntry) -> str:
    return key_of(VERSION, entry.sha256)


def _time(frame: int) -> float:
    return round(frame / RATE, 2)


def _runs(stretches: Iterable[tuple[str, int, int]]) -> tuple[Stretch, ...]:
    """Stretches in order of their starts, those of one name joined where hardly anything lies between."""
    latest: dict[str, _Run] = {}
    runs: list[_Run] = []
    for name, start, end in stretches:
        last = latest.get(name)
        if last is not None and _time(start) - last.end < TOGETHER:
            last.end = max(last.end, _time(end))
            continue
        latest[name] = _Run(name, _time(start), _time(end))
        runs.append(latest[name])
    return tuple(Stretch(run.name, run.start, run.end) for run in runs)


def _curve(hops: Powers, step: int, where: Iterable[tuple[float, float]] | None = None) -> tuple[float | None, ...]:
    """The loudest short-term loudness in every `step` seconds; the 3 s lie around their instant.

    With `where`, instants outside of these stretches are silent: 3 s would carry a voice beyond its words.
    """
    before = SHORT_TERM_HOPS // 2
    levels = short_term(np.pad(hops, (before, SHORT_TERM_HOPS - 1 - before)))
    if where is not None:
        inside = np.zeros(len(levels), dtype=bool)
        for start, end in where:
            inside[int(start * 10) : math.ceil(end * 10)] = True
        levels = np.where(inside, levels, -math.inf)
    width = step * 10
    padded = np.pad(levels, (0, -len(levels) % width), constant_values=-math.inf)
    loudest = padded.reshape(-1, width).max(axis=1)
    return tuple(round(float(value), 1) if value > ABSOLUTE_GATE else None for value in loudest)


def _near(whole: Measured) -> tuple[Moment, ...]:
    peaks = [(frame, to_db(peak)) for frame, peak in whole.peaks]
    return tuple(
        Moment(_time(frame), f"{peak:.1f} dBTP".replace("-", "−"))
        for frame, peak in peaks
        if peak > TRUE_PEAK_LIMIT - NEAR
    )
