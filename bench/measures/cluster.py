"""Guides on a Dask cluster of two local workers, against the same on this machine."""

from pathlib import Path

from building import build, forget
from distributed import LocalCluster
from options import Options
from table import Ratio, Result, wall
from watched import Run

from measures.batch import GUIDES, make_eight

MOST = 1.25


def cluster(options: Options, scratch: Path) -> Result:
    """Eight guides with `--scheduler` and two workers, against `--jobs 2`; both from cached speech."""
    minutes = make_eight(options, scratch)
    there: list[Run] = []
    here: list[Run] = []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as workers:
        scheduler = ("--scheduler", workers.scheduler_address)
        # Speaks everything, and lets the workers load what they need: workers run on from night to night.
        build(scratch, *scheduler, names=())
        for _ in range(options.pairs):
            forget(scratch)
            there.append(build(scratch, *scheduler, names=()).run)
            forget(scratch)
            here.append(build(scratch, "--jobs", "2", names=()).run)
    return Result(
        f"cluster: {GUIDES} guides of {minutes} minutes, speech aside",
        [Ratio("two workers / --jobs 2, time", wall(there) / wall(here), MOST)],
        {"--scheduler, two local workers": there, "--jobs 2": here},
        ["the processor time of the workers is not the command's, so it is not in the table"],
    )
