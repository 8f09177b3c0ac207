"""Side-by-side measurements: `python bench/run.py hour journey memory`, or any other of `MEASURES`.

Every figure that counts is a ratio of two things that ran in turn in the same run, so a
busy or slow machine hurts both sides alike. Exit code 1 when a limit is broken.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measures.batch import client, jobs, night
from measures.cluster import cluster
from measures.edit import edit
from measures.hour import hour
from measures.joins import joins
from measures.journey import journey
from measures.memory import memory
from measures.parcels import parcels
from measures.sealing import sealing
from measures.serving import serving
from measures.small import help_text, noop
from measures.speech import speech
from options import Options
from table import Result

MEASURES: dict[str, Callable[[Options, Path], Result]] = {
    "hour": hour,
    "journey": journey,
    "memory": memory,
    "edit": edit,
    "noop": noop,
    "help": help_text,
    "joins": joins,
    "speech": speech,
    "jobs": jobs,
    "client": client,
    "night": night,
    "cluster": cluster,
    "parcels": parcels,
    "sealing": sealing,
    "serving": serving,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", choices=MEASURES, metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--minutes", type=int, default=60, help="length of the guide (60); smaller to try it out")
    parser.add_argument("--pairs", type=int, default=2, help="how often each side runs, in turn (2)")
    parser.add_argument("--voice", default="tone", help="tone (a hum that costs nothing to speak) or heart")
    parser.add_argument("--music", choices=["bed.mp3", "warm-drone"], default="bed.mp3")
    parser.add_argument("--in", dest="folder", type=Path, help="where to work (a new temporary folder)")
    chosen = parser.parse_args()
    options = Options(chosen.minutes, chosen.pairs, chosen.voice, chosen.music == "bed.mp3")
    kept = True
    for name in chosen.names:
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-", dir=chosen.folder) as scratch:
            result = MEASURES[name](options, Path(scratch))
        result.show()
        kept = kept and all(ratio.kept for ratio in result.ratios)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
