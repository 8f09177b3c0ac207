"""How much of the disk guides for clients will take, said before they are made."""

from collections.abc import Sequence

from guides.build.jobs import Job
from guides.build.journal import Journal
from guides.build.own_words import slots_of
from guides.build.planning import estimate
from guides.delivery.formats import ENCODINGS
from guides.errors import GuideError
from guides.model.settings import MP3_KBPS, Format
from guides.units import SEGMENT, ByteCount, Seconds, to_seconds

_KBPS: dict[Format, int] = {"mp3": MP3_KBPS, "m4b": 128, "opus": 96, "flac": 1000, "wav": 2117}
"""Kilobits a second; of FLAC about what a soft mix takes."""
_KEPT = 1.6
"""Segments that a line with a field touches, on average: some lie across a join."""


def room_for(jobs: Sequence[Job]) -> ByteCount:
    """About how many bytes the guides of these jobs will take, with what is kept of a client's own segments."""
    lengths: dict[str, Seconds] = {}
    total = 0.0
    for job in jobs:
        script = job.order.script
        if script.id not in lengths:
            lengths[script.id] = _length(job)
        rate = _KBPS[job.workshop.format] * 125
        kept = len(slots_of(script)) * _KEPT * to_seconds(SEGMENT) * rate if job.workshop.format == "mp3" else 0.0
        total += lengths[script.id] * rate + kept
    return ByteCount(round(total))


def _length(job: Job) -> Seconds:
    """How long a guide is: as it was built for everyone, or as it is planned."""
    folder, script = job.workshop.folder, job.order.script
    common = Journal(folder.hidden / "journal.json").records
    record = common.get(f"{job.order.name}.{ENCODINGS[job.workshop.format].extension}")
    if record is not None:
        return Seconds(record.entry.seconds)
    try:
        return to_seconds(estimate(job.workshop, script)[0].timeline.length)
    except GuideError:
        # What is wrong with it is said when it is made.
        return Seconds(0.0)
