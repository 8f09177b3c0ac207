"""What in a timeline cannot be as it was written, in words."""

from guides.errors import Place, Problem, Severity
from guides.model.durations import show_duration
from guides.model.script import Script
from guides.timeline.laying import Laid
from guides.units import to_seconds

GRACE = 0.15
"""An estimate that passes an `[at]` by less than this share of its time is only a warning."""
PARTS = {"inhale": "Breathe in", "hold": "Hold", "exhale": "And out"}


def verdict(laid: Laid, script: Script, *, estimated: bool = False) -> tuple[Problem, ...]:
    """The problems of a timeline.

    Args:
        laid: the timeline.
        script: what was written.
        estimated: whether the clips' lengths are guesses; then small overruns are warnings.
    """
    problems = []
    for late in laid.late:
        by, target = to_seconds(late.by), to_seconds(late.target)
        severity: Severity = "warning" if estimated and by <= GRACE * target else "error"
        problems.append(
            Problem(
                f"The words before this [at] {'are likely to ' if estimated else ''}end {show_duration(by)} after it.",
                late.place,
                f"Write a later time ({show_duration(target + by)} or more), or say less before it.",
                severity,
            )
        )
    for word in laid.too_long:
        problems.append(
            Problem(
                f"“{PARTS[word.part]}” takes {to_seconds(word.by):.1f} s longer than this breath allows.",
                word.place,
                "Give that part of the breath more time.",
                "warning" if estimated else "error",
            )
        )
    if laid.over_length and not laid.phases_over:
        by = to_seconds(laid.over_length)
        small = estimated and script.front.length is not None and by <= GRACE * script.front.length
        problems.append(
            Problem(
                f"This guide is {show_duration(by)} longer than its length.",
                script.front.length_place or Place(script.file),
                "Write a longer length, say less, or let more of its silences stretch.",
                "warning" if small else "error",
            )
        )
    if laid.phases_over:
        lasts = to_seconds(laid.timeline.phases[-1].end)
        problems.append(
            Problem(
                f"The phases of this journey last {show_duration(lasts)}, "
                f"{show_duration(to_seconds(laid.phases_over))} longer than its length.",
                script.front.length_place or Place(script.file),
                f"Write length: {show_duration(lasts)}, leave length out, or make the phases shorter.",
            )
        )
    return tuple(problems)
