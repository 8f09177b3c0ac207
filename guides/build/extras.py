"""What is made beside a guide: a held bed to wait in, a journey without words, more voice or more music."""

from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from guides.build.balances import Balance
from guides.build.events import Stage
from guides.build.joints import held
from guides.build.mixing import Mix, mix_of
from guides.build.workshop import Workshop
from guides.model.guide import ChapterMark, Labels
from guides.model.music import Played, Seam
from guides.model.script import Script
from guides.model.timeline import Timeline
from guides.timeline.framing import Framing
from guides.units import Frames, Seconds, to_seconds


@dataclass(frozen=True, slots=True)
class Extra:
    """A further file of a guide."""

    suffix: Literal["hold", "wordless"] | Balance
    mix: Mix
    labels: Labels
    stage: Stage


def held_bed(
    workshop: Workshop, script: Script, framing: Framing, labels: Labels, seam: Seam, *, followed: bool
) -> Extra:
    """Fifteen minutes of the bed that a guide passes on: both its ends are the same place of it."""
    timeline = held(script)
    score = (Played(Frames(0), seam.piece, Frames(0)),)
    mix = mix_of(workshop, timeline, framing, score, seam, seam if followed else None)
    title = f"{labels.title}: music to wait in"
    marks = (ChapterMark(title, Seconds(0.0)),)
    waiting = msgspec.structs.replace(
        labels, title=title, lines=(), chapters=marks, seconds=to_seconds(timeline.length)
    )
    return Extra("hold", mix, waiting, "the held bed")


def without_words(
    workshop: Workshop, timeline: Timeline, framing: Framing, score: tuple[Played, ...], labels: Labels
) -> Extra:
    """The music of a journey by itself, never ducked: for coming back to it in integration."""
    bells = tuple(tone for tone in timeline.tones if tone.kind == "bell")
    alone = replace(timeline, spoken=(), quiets=(), tones=bells)
    mix = mix_of(workshop, alone, framing, score)
    music = msgspec.structs.replace(labels, title=f"{labels.title}: music only", lines=())
    return Extra("wordless", mix, music, "without words")
