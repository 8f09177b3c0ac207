"""One passage of a guide, to be heard while it is still being written: mixed as a build would, and kept nowhere."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guides.build.laid_guide import speak_guide
from guides.build.mixing import Mix, mix_of
from guides.build.scoring import score_of
from guides.build.workshop import Workshop
from guides.errors import UsageError
from guides.mix.layers import MARGIN
from guides.mix.rendering import render
from guides.model.guide import Line
from guides.model.script import Script
from guides.model.timeline import Timeline
from guides.model.wording import one_line
from guides.sound.fades import ramped
from guides.units import Frames, to_seconds

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chapter of a guide as it sounds in the whole."""

    title: str
    """The chapter's."""
    number: int
    """Its place among the chapters, from 1."""
    of: int
    """How many there are."""
    start: Frames
    end: Frames
    lines: tuple[Line, ...]
    """What is said, in time from the start of the passage."""
    mix: Mix

    def blocks(self, at: int = 0) -> Generator[Floats, None, None]:
        """The sound from a frame of the passage on, shape (n, 2) each; soft at both ends of the passage."""
        first = self.start + at
        for segment in self.mix.segments():
            low, high = max(segment.start, first), min(segment.end, self.end)
            if low < high:
                offset = MARGIN - segment.start
                sound = render(segment, self.mix.sounds).mix[low + offset : high + offset]
                yield ramped(sound, begins=low == self.start, ends=high == self.end)


def passage_of(workshop: Workshop, script: Script, chapter: str | None) -> Passage:
    """Speak and lay a guide, and find a passage in it.

    Args:
        workshop: the practice; its request says which voice speaks.
        script: the guide.
        chapter: a chapter's title, or the beginning of it, or its number from 1; None for the first.

    Raises:
        UsageError: there is no such chapter.
        GuideError: the guide cannot be spoken or mixed.
    """
    spoken = speak_guide(workshop, script)
    timeline = spoken.timeline
    index = _index(timeline, chapter)
    start = timeline.chapters[index].start
    last = index + 1 == len(timeline.chapters)
    end = timeline.length if last else timeline.chapters[index + 1].start
    score = score_of(workshop, script, timeline, spoken.framing, joined=False)
    return Passage(
        title=one_line(timeline.chapters[index].title),
        number=index + 1,
        of=len(timeline.chapters),
        start=start,
        end=Frames(end),
        lines=tuple(
            Line(to_seconds(said.start - start), to_seconds(said.end - start), said.text)
            for said in timeline.spoken
            if start <= said.start < end
        ),
        mix=mix_of(workshop, timeline, spoken.framing, score, common=spoken.common),
    )


def _index(timeline: Timeline, chapter: str | None) -> int:
    from guides.script.nearest import suggestion

    if chapter is None:
        return 0
    titles = [one_line(mark.title) for mark in timeline.chapters]
    wanted = one_line(chapter).casefold()
    for fits in (str.__eq__, str.startswith):
        for number, title in enumerate(titles):
            if fits(title.casefold(), wanted):
                return number
    if wanted.isdigit() and 1 <= int(wanted) <= len(titles):
        return int(wanted) - 1
    there = f"Its chapters are: {', '.join(titles)}."
    raise UsageError(f"There is no chapter called {chapter}.", hint=suggestion(chapter, titles, there))
