"""Batches: guides side by side, what one more client costs, and a night with nothing to do."""

import shutil
import sys
from pathlib import Path

from building import GUIDES as PROGRAM
from building import build, forget
from options import Options
from practice import make_practice
from table import Ratio, Result, wall
from watched import Run, watch

GUIDES = 8
SHARE = 6
"""Each of the eight guides has this fraction of the chosen minutes."""
LEAST = 3
"""Minutes; the passages of `practice.py` do not fit a shorter one."""
FASTER = 1.7
SEVERAL_COST = 0.05
CLIENTS = 500
NIGHT = 3.0
"""Seconds that a batch with nothing to do may take."""


def make_eight(options: Options, scratch: Path) -> int:
    """Fill a folder with eight guides; how many minutes each of them lasts."""
    minutes = max(options.minutes // SHARE, LEAST)
    make_practice(scratch, minutes, voice=options.voice, bed=options.bed, guides=GUIDES)
    return minutes


def jobs(options: Options, scratch: Path) -> Result:
    """Eight guides with `--jobs 1`, against `--jobs 2`; both from cached speech."""
    minutes = make_eight(options, scratch)
    build(scratch, names=())
    runs: dict[str, list[Run]] = {"--jobs 1": [], "--jobs 2": []}
    for _ in range(options.pairs):
        for name, made in runs.items():
            forget(scratch)
            made.append(build(scratch, *name.split(), names=()).run)
    gained = wall(runs["--jobs 1"]) / wall(runs["--jobs 2"])
    return Result(
        f"jobs: {GUIDES} guides of {minutes} minutes, speech aside",
        [Ratio("--jobs 1 / --jobs 2, time", gained, FASTER, at_most=False)],
        runs,
    )


def client(options: Options, scratch: Path) -> Result:
    """The starter programme with three personal lines in each guide: one more client, against the first build."""
    watch([PROGRAM, "init", scratch])
    for path in (scratch / "scripts").glob("*/*.md"):
        _with_three_lines(path)
    settings = scratch / "guides.toml"
    settings.write_text(settings.read_text().replace('name = "heart"', f'name = "{options.voice}"'))
    rows = "".join(f"{number:03},{name}\n" for number, name in enumerate(("Ada", "Bo", "Chidiebere"), 1))
    (scratch / "clients.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    first = build(scratch, names=()).run
    further = [build(scratch, "--client", f"{number:03}", names=()).run for number in (1, 2, 3)]
    each = sum(run.processor for run in further) / len(further)
    return Result(
        f"client: the starter programme in the voice {options.voice}",
        [Ratio("one more client / the first build, processor time", each / first.processor, SEVERAL_COST)],
        {"the first build": [first], "one more client": further},
    )


def _with_three_lines(path: Path) -> None:
    """Take the fields that a script has, and put a line with a name at its beginning, in it, and at its end."""
    text = path.read_text(encoding="utf-8").replace("{, name}", "")
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    # What is said more does not fit a length that is written.
    front = "\n".join(line for line in front.splitlines() if not line.startswith("length:"))
    paragraphs = body.strip().split("\n\n")
    for place in (1, len(paragraphs) // 2, len(paragraphs)):
        paragraphs.insert(place, "Here you are{, name}.")
    path.write_text(f"---\n{front}\n---\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8")


def night(options: Options, scratch: Path) -> Result:
    """A batch of thirteen guides for five hundred clients, in which nothing changed."""
    watch([PROGRAM, "init", scratch])
    for path in (scratch / "scripts").glob("*/*.md"):
        present = "present: sitter\n" if path.parent.name == "journey" else ""
        path.write_text(f"---\ntitle: {path.stem}\n{present}---\n\nWelcome{{, name}}.\n", encoding="utf-8")
    settings = scratch / "guides.toml"
    settings.write_text(settings.read_text().replace('name = "heart"', 'name = "tone"'))
    rows = "".join(f"{number:03},Ada\n" for number in range(1, CLIENTS + 1))
    (scratch / "clients.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    build(scratch, "--client", "001", names=())
    for number in range(2, CLIENTS + 1):
        same_for(scratch, f"{number:03}")
    runs = [watch([PROGRAM, "-C", scratch, "build", "--all-clients"]) for _ in range(options.pairs + 1)]
    if not runs[0].said.startswith("Nothing changed"):
        sys.exit(f"night: something was built: {runs[0].said[:200]}")
    return Result(
        f"night: 13 guides × {CLIENTS} clients, nothing to do",
        [Ratio(f"time / {NIGHT:g} s", wall(runs[1:]) / NIGHT, 1.0)],
        {"guides build --all-clients": runs[1:]},
    )


def same_for(folder: Path, id: str) -> None:
    """What a build for another client of the same name would have left, without building it."""
    shutil.copytree(folder / "audio_out/clients/001", folder / "audio_out/clients" / id)
    own = folder / ".guides/clients" / id
    own.mkdir(parents=True)
    for accepted in (folder / ".guides/clients/001").glob("accepted.json"):
        shutil.copyfile(accepted, own / accepted.name)
    journal = (folder / ".guides/clients/001/journal.json").read_bytes()
    (own / "journal.json").write_bytes(journal.replace(b"clients/001/", f"clients/{id}/".encode()))
