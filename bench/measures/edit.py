"""What a changed sentence costs, against the whole guide."""

from pathlib import Path

from building import build, forget
from options import Options
from practice import change_sentence, make_practice
from table import Ratio, Result, wall
from watched import Run

MOST = 0.10


def edit(options: Options, scratch: Path) -> Result:
    """One sentence in the middle of a guide is changed; the new one is already spoken, as all others are."""
    make_practice(scratch, options.minutes, voice=options.voice, bed=options.bed)
    build(scratch, names=())
    whole: list[Run] = []
    changed: list[Run] = []
    rendered = []
    for pair in range(options.pairs):
        forget(scratch)
        whole.append(build(scratch).run)
        for change in range(2):
            change_sentence(scratch, 2 * pair + change)
            built = build(scratch)
            changed.append(built.run)
            rendered.append(f"{built.rendered} of {built.segments}")
    return Result(
        f"edit: one changed sentence in {options.minutes} minutes, speech aside",
        [Ratio("changed / first build, time", wall(changed) / wall(whole), MOST)],
        {"first build, from cached speech": whole, "build after a change": changed},
        [f"segments rendered after each change: {', '.join(rendered)}"],
    )
