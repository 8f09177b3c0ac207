"""What the command costs when there is nothing to do."""

import sys
from pathlib import Path

from building import GUIDES, build
from options import Options
from practice import make_practice
from table import Ratio, Result, wall
from watched import Run, watch

NOOP_MOST = 1.0
HELP_MOST = 3.0
TIMES = 11
GUIDE_MINUTES = 10
"""Length of each of the three guides; tone speaks them, since nothing is spoken in what is timed."""


def noop(options: Options, scratch: Path) -> Result:
    """`guides build` with three guides of which none has changed, against `python -c "import click"`."""
    make_practice(scratch, GUIDE_MINUTES, bed=options.bed, guides=3)
    (scratch / "scripts/support/01-spare-lines.md").unlink()
    build(scratch, names=())
    ours, click = _in_turn([GUIDES, "-C", scratch, "build"])
    if not ours[0].said.startswith("Nothing changed"):
        sys.exit(f"noop: something was built: {ours[0].said}")
    return Result(
        "noop: three guides, nothing changed",
        [
            Ratio("guides build", wall(ours), NOOP_MOST, unit=" s"),
            Ratio('guides build / python -c "import click"', wall(ours) / wall(click), None),
        ],
        {"guides build": ours, 'python -c "import click"': click},
    )


def help_text(_options: Options, _scratch: Path) -> Result:
    """`guides --help` against `python -c "import click"`."""
    ours, click = _in_turn([GUIDES, "--help"])
    return Result(
        "help: guides --help",
        [Ratio('guides --help / python -c "import click"', wall(ours) / wall(click), HELP_MOST)],
        {"guides --help": ours, 'python -c "import click"': click},
    )


def _in_turn(command: list[str | Path]) -> tuple[list[Run], list[Run]]:
    """A command and the import of click, in turn; the first of each only warms the disk's cache."""
    click = [sys.executable, "-c", "import click"]
    pairs = [(watch(command), watch(click)) for _ in range(TIMES + 1)][1:]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]
