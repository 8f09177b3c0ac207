"""Peak memory of a long guide against a short one."""

from pathlib import Path

from building import build, forget
from options import Options
from practice import make_practice
from table import Ratio, Result, peak
from watched import Run

MOST = 1.15


def memory(options: Options, scratch: Path) -> Result:
    """A guide three times as long as chosen, against one a third as long: 180 and 20 minutes."""
    lengths = options.minutes * 3, options.minutes // 3
    runs: dict[int, list[Run]] = {minutes: [] for minutes in lengths}
    for minutes in lengths:
        make_practice(scratch / str(minutes), minutes, voice=options.voice, bed=options.bed)
        build(scratch / str(minutes))
    for _ in range(options.pairs):
        for minutes in lengths:
            forget(scratch / str(minutes))
            runs[minutes].append(build(scratch / str(minutes), memory=True).run)
    long, short = (runs[minutes] for minutes in lengths)
    return Result(
        f"memory: {lengths[0]} minutes against {lengths[1]}",
        [Ratio("peak memory, long / short", peak(long) / peak(short), MOST)],
        {f"{minutes} minutes": runs[minutes] for minutes in lengths},
    )
