"""How much of the disk guides for clients will take, said before they are made."""

from collections.abc import Mapping, Sequence

from guides.build.jobs import Job
from guides.build.journal import Journal, Record
from guides.build.own_words import slots_of
from guides.build.planning import estimate
from guides.delivery.formats import ENCODINGS
from guides.errors import GuideError
from guides.units import SEGMENT, ByteCount, Seconds, to_seconds

_KEPT = 1.2
"""Segments of 25.6 s that a line with its slot touches: one of 4.5 s lies across a join in one of six places."""


def room_for(jobs: Sequence[Job], common: Journal) -> ByteCount:
    """About how many bytes the guides of these jobs will take, with what is kept of a client's own segments.

    Args:
        jobs: for clients.
        common: what was built for everyone, and how long it is.
    """
    lengths: dict[str, Seconds] = {}
    total = 0.0
    for job in jobs:
        script, encoding = job.order.script, ENCODINGS[job.workshop.format]
        if script.id not in lengths:
            lengths[script.id] = _length(job, common.records)
        kept = len(slots_of(script)) * _KEPT * to_seconds(SEGMENT) if encoding.joinable else 0.0
        total += (lengths[script.id] + kept) * encoding.kbps * 125
    return ByteCount(round(total))


def _length(job: Job, common: Mapping[str, Record]) -> Seconds:
    """How long a guide is: as it was built for everyone, or as it is planned."""
    record = common.get(f"{job.order.name}.{ENCODINGS[job.workshop.format].extension}")
    if record is not None:
        return Seconds(record.entry.seconds)
    try:
        return to_seconds(estimate(job.workshop, job.order.script)[0].timeline.length)
    except GuideError:
        # What is wrong with it is said when it is made.
        return Seconds(0.0)
