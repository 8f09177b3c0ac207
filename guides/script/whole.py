"""What can only be seen in the whole of a script: its order, and whether there is anything in it."""

from collections.abc import Sequence

from guides.model.durations import show_duration
from guides.model.script import (
    At,
    Bell,
    Breathe,
    Chapter,
    FrontMatter,
    Pause,
    Phase,
    PhaseName,
    Say,
    Silence,
    Step,
    Take,
)
from guides.model.takes import taken_paragraphs
from guides.script.findings import Findings

_SOUNDING = Say | Pause | Silence | Bell | Breathe | At | Phase


def check_whole(front: FrontMatter, steps: Sequence[Step], findings: Findings) -> None:
    """Everything that one line alone does not show."""
    _check_moments(front, steps, findings)
    _check_takes(steps, findings)
    _check_chapters(steps, findings)
    for step in steps:
        if isinstance(step, Phase) and front.kind != "journey":
            findings.error_at(
                step.place,
                f"Only a journey has phases; this is of the kind {front.kind}.",
                "Write kind: journey in the front matter, or use [music].",
            )
    if not findings.errors and front.length is None and front.route is None:
        _check_content(steps, findings)


def _check_moments(front: FrontMatter, steps: Sequence[Step], findings: Findings) -> None:
    """`[at]` goes forward, and names phases that have begun."""
    declared = {step.name for step in steps if isinstance(step, Phase)}
    begun: set[PhaseName] = set()
    latest: dict[PhaseName | None, float] = {}
    for step in steps:
        if isinstance(step, Phase):
            begun.add(step.name)
        if not isinstance(step, At):
            continue
        if step.phase is not None and step.phase not in begun and (declared or front.route is None):
            stands_below = step.phase in declared
            findings.error_at(
                step.place,
                f"The phase {step.phase} {'begins only below' if stands_below else 'has no cue in this script'}.",
                f"Write [phase {step.phase} 15m] above this line.",
            )
        if step.offset < latest.get(step.phase, 0.0):
            findings.error_at(
                step.place,
                f"This moment has passed: an [at] above it waits until {show_duration(latest[step.phase])}.",
                "Put the moments in the order of time.",
            )
        latest[step.phase] = max(latest.get(step.phase, 0.0), step.offset)


def _check_takes(steps: Sequence[Step], findings: Findings) -> None:
    """Labels are there once, and each has a paragraph to label, which says the same to everyone."""
    labels: set[str] = set()
    waiting: Take | None = None
    for step in (*steps, None):
        if isinstance(step, Say):
            waiting = None
        elif step is None or isinstance(step, Take):
            if waiting is not None:
                findings.error_at(
                    waiting.place, "No paragraph follows this take.", "Put it right above the words that it replaces."
                )
            waiting = step
        if isinstance(step, Take):
            if step.label.casefold() in labels:
                findings.error_at(
                    step.place, f"There is another take #{step.label} above.", "Give each take a label of its own."
                )
            labels.add(step.label.casefold())
    for paragraph in taken_paragraphs(steps):
        for field in (field for sentence in paragraph.sentences for field in sentence.fields):
            findings.error_at(
                field.place,
                f"A personal field cannot stand in a recorded paragraph: take #{paragraph.label} says the same "
                "to everyone.",
                "Put the sentence with the field in a paragraph of its own, above the [take] or below its words.",
            )


def _check_chapters(steps: Sequence[Step], findings: Findings) -> None:
    """A chapter begins with its first sound; one without any begins together with the next."""
    empty: Chapter | None = None
    for step in (*steps, None):
        if step is None or isinstance(step, Chapter):
            if empty is not None:
                findings.warn_at(empty.place, "This chapter has nothing in it.", "Write something below it.")
            empty = step
        elif isinstance(step, _SOUNDING):
            empty = None


def _check_content(steps: Sequence[Step], findings: Findings) -> None:
    if not any(isinstance(step, _SOUNDING) for step in steps):
        place = findings.source.line_place(len(findings.source.lines) - 1)
        findings.error_at(place, "There is nothing in this script yet.", "Write what is to be said, below the ---.")
