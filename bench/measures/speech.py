"""Two utterances at a time against one at a time, with the default voice."""

import json
import sys
from importlib.resources import files
from pathlib import Path

from options import Options
from practice import some_lines
from table import Ratio, Result, median_of
from watched import Run, watch

from guides.narration.engines.kokoro_model import joined_model, models_folder

LEAST = 1.25
LINES = 9
"""The first is not timed."""
HERE = Path(__file__).parents[1]


def speech(options: Options, scratch: Path) -> Result:
    """`guides` with two calls at a time on one thread each, one call at a time, and kokoro-onnx by itself."""
    lines = scratch / "lines.json"
    lines.write_text(json.dumps(some_lines(LINES)), encoding="utf-8")
    voices = files("guides.narration") / "voices" / "kokoro_voices.npz"
    alone = [HERE / "peers/kokoro_one_by_one.py", lines, joined_model(models_folder()), str(voices), "af_heart", "0.7"]
    ours = [HERE / "spoken_lines.py", lines, "heart"]
    commands = {
        "guides, two at a time": [*ours, "2"],
        "guides, one at a time": [*ours, "1"],
        "kokoro-onnx, one by one, all threads": alone,
    }
    sides: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(options.pairs):
        for name, command in commands.items():
            sides[name].append(watch([sys.executable, *command]))
    two, one, peer = (median_of(float(run.said) for run in runs) for runs in sides.values())
    return Result(
        f"speech: {LINES - 1} sentences by heart",
        [
            Ratio("kokoro-onnx one by one / guides, speaking time", peer / two, None),
            Ratio("one at a time / two at a time, speaking time", one / two, LEAST, at_most=False),
        ],
        sides,
        [f"the times above include loading the model; the ratios do not: {two:.2f} s, {one:.2f} s, {peer:.2f} s"],
    )
