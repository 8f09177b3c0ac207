"""What it costs to hand on a hundred parcels whose guides are built."""

import hashlib
import os
import shutil
import sys
import time
from pathlib import Path

from building import GUIDES as PROGRAM
from building import build
from options import Options
from practice import make_practice
from table import Ratio, Result, median_of, wall
from watched import Run, watch

from measures.batch import same_for

CLIENTS = 100
GUIDES = 3
SHARE = 6
"""Each guide has this fraction of the chosen minutes."""
LEAST = 3
"""Minutes; the passages of `practice.py` do not fit a shorter one."""
MOST = 2.0
"""Times copying: up to here, most of the time is that of copying."""
CONTACT = '[contact]\nname = "A"\nphone = "1"\nhours = "days"\nemergency = "2"\n'
CARE = '[care]\nway-out = "off"\nreturn = "off"\nfeel-toward = "off"\n'
"""The passages are no guides for anybody."""


def parcels(options: Options, scratch: Path) -> Result:
    """`guides export --all-clients`, against copying the same files, hashing and syncing each."""
    minutes = max(options.minutes // SHARE, LEAST)
    practice = scratch / "practice"
    _built(practice, minutes, options)
    out, copied = scratch / "parcels", scratch / "copied"
    ours: list[Run] = []
    theirs: list[float] = []
    for _ in range(options.pairs + 1):
        for folder in (out, copied):
            shutil.rmtree(folder, ignore_errors=True)
        ours.append(watch([PROGRAM, "-C", practice, "export", "--all-clients", "--to", out]))
        theirs.append(_copy(out, copied))
    if len(list(out.iterdir())) != CLIENTS:
        sys.exit("parcels: not every client got one")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    copying = median_of(theirs[1:])
    return Result(
        f"parcels: {CLIENTS} clients, {GUIDES} guides of {minutes} minutes each, {size / 1e9:.1f} GB",
        [Ratio("guides export / copy, SHA-256 and sync", wall(ours[1:]) / copying, MOST)],
        {"guides export --all-clients": ours[1:]},
        notes=[f"copying, hashing and syncing {copying:.1f} s"],
    )


def _built(practice: Path, minutes: int, options: Options) -> None:
    """A practice in which everything may leave."""
    make_practice(practice, minutes, voice=options.voice, bed=False, guides=GUIDES)
    for path in (practice / "scripts").rglob("*.md"):
        path.write_text(f"{path.read_text(encoding='utf-8')}\nRest{{, name}}.\n", encoding="utf-8")
    with (practice / "guides.toml").open("a", encoding="utf-8") as settings:
        settings.write(CONTACT + CARE)
    rows = [f"{number:03}" for number in range(1, CLIENTS + 1)]
    (practice / "clients.csv").write_text("id,name\n" + "".join(f"{id},Ada\n" for id in rows), encoding="utf-8")
    build(practice, names=())
    watch([PROGRAM, "-C", practice, "approve", "preparation", "support", "--heard"])
    build(practice, "--client", rows[0], names=())
    watch([PROGRAM, "-C", practice, "clients", "accept", rows[0]])
    for id in rows[1:]:
        same_for(practice, id)


def _copy(source: Path, target: Path) -> float:
    """Seconds that the same files take, one after the other."""
    begun = time.perf_counter()
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        to = target / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
        with to.open("rb") as file:
            hashlib.file_digest(file, "sha256")
            os.fsync(file.fileno())
    return time.perf_counter() - begun
