"""One guide drawn in time: chapters, phases, voice, music, tones, and how loud it is."""

from collections.abc import Callable, Sequence
from functools import partial

from guides.model.guide import ChapterMark
from guides.model.portrait import Portrait, Stretch
from guides.publish.markup import amount, clock, escaped
from guides.publish.report_lanes import area, axis, bands, coarser, grid, line, near, rows, spoken, tones
from guides.publish.report_scales import NARROW, WIDE, Lane, Layout

GAP = 7.0
"""Pixels between two lanes."""
BAND = 24.0
"""Height of a lane with names in it."""
THIN = 14.0
"""Height of a lane without."""


def drawings(portrait: Portrait, title: str) -> str:
    """The drawing twice: for wide pages and paper, and for phones. The style sheet shows one."""
    return "".join(_Drawing(portrait, layout).svg(title) for layout in (WIDE, NARROW))


def chapter_stretches(chapters: Sequence[ChapterMark], seconds: float) -> tuple[Stretch, ...]:
    """Chapters from each one's start to the next one's."""
    ends = [*(chapter.start for chapter in chapters[1:]), seconds]
    return tuple(Stretch(chapter.title, chapter.start, end) for chapter, end in zip(chapters, ends, strict=False))


class _Drawing:
    """Lanes put one below the other."""

    def __init__(self, portrait: Portrait, layout: Layout) -> None:
        self._portrait = portrait
        self._layout = layout
        self._parts: list[str] = []
        self._at = 0.0

    def svg(self, title: str) -> str:
        portrait, layout = self._portrait, self._layout
        self._bands("Chapters", "chapter", chapter_stretches(portrait.chapters, portrait.seconds))
        self._bands("Phases", "phase", portrait.phases)
        self._lane("Voice", THIN, lambda lane: spoken(portrait.spoken, lane))
        self._bands("Music", "music", portrait.music)
        if portrait.tones:
            self._lane("Bells, breath", THIN, lambda lane: tones(portrait.tones, lane))
        self._loudness()
        height = round(self._at + layout.font + 12, 1)
        return (
            f'<svg class="drawing {layout.name}" viewBox="0 0 {layout.width:g} {height:g}" role="img"'
            f' font-size="{layout.font:g}"><title>{escaped(title)}, drawn in time</title>'
            f"<desc>{escaped(described(portrait))}</desc>{''.join(self._parts)}</svg>"
        )

    def _lane(self, name: str, height: float, draw: Callable[[Lane], str], room: float = 0.0) -> None:
        """Draw the next lane, `room` pixels below the last or below its own name."""
        layout = self._layout
        if layout.above and name:
            self._at += layout.font + 3
            self._parts.append(f'<text class="soft" x="{layout.left}" y="{self._at - 4:g}">{name}</text>')
        self._at += room
        if name and not layout.above:
            y = self._at + min(height, BAND) / 2 + layout.font * 0.36 - room
            self._parts.append(f'<text class="soft" x="0" y="{y:.1f}">{name}</text>')
        self._parts.append(draw(Lane(layout, self._portrait.seconds, self._at, height)))
        self._at = round(self._at + height + GAP, 1)

    def _bands(self, name: str, kind: str, stretches: Sequence[Stretch]) -> None:
        for index, row in enumerate(rows(stretches)):
            self._lane("" if index else name, BAND, partial(bands, row, kind))

    def _loudness(self) -> None:
        portrait = self._portrait

        def drawn(lane: Lane) -> str:
            whole, step = coarser(portrait.master, portrait.step, lane.layout.most)
            voice, _ = coarser(portrait.voice, portrait.step, lane.layout.most)
            return (
                f'<path class="whole" d="{area(whole, step, lane)}"/>{grid(lane)}'
                f'<path class="voice" d="{line(voice, step, lane)}"/>'
                f"{near(portrait.near, lane)}"
            )

        name = "Loudness, LUFS" if self._layout.above else "Loudness"
        self._lane(name, self._layout.plot, drawn, room=10.0)
        self._at -= GAP
        self._parts.append(axis(Lane(self._layout, portrait.seconds, self._at, 0.0)))


def described(portrait: Portrait) -> str:
    """The drawing in words."""
    talking = sum(end - start for start, end in portrait.spoken)
    words = [
        f"From 0:00 to {clock(portrait.seconds)}.",
        f"{amount(len(portrait.chapters), 'chapter', 'chapters')}: "
        + "; ".join(f"{chapter.title} from {clock(chapter.start)}" for chapter in portrait.chapters)
        + ".",
        f"The voice sounds for {clock(talking)} in {amount(len(portrait.spoken), 'stretch', 'stretches')}."
        if portrait.spoken
        else "Nobody speaks.",
        _listed("Phases", portrait.phases),
        _listed("Music", portrait.music) or "No music.",
    ]
    if portrait.near:
        words.append(f"A limit was near at {', '.join(clock(moment.seconds) for moment in portrait.near[:6])}.")
    return " ".join(word for word in words if word)


def _listed(name: str, stretches: Sequence[Stretch]) -> str:
    told = "; ".join(f"{each.name} from {clock(each.start)} to {clock(each.end)}" for each in stretches)
    return f"{name}: {told}." if told else ""
