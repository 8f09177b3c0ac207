"""The music of a journey: how it glides along the phases, and which tracks carry each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.model.music import Glide
from guides.model.script import PhaseName
from guides.model.settings import PHASE_FADE, PHASE_FALL, Settings
from guides.model.timeline import PhaseAt
from guides.units import Frames, to_frames

NEAR = 0.2
"""How far a track's intensity may lie from a phase's, where the track names no phases."""
SHORT = to_frames(60.0)
"""What is left of a phase after a track; less than this is not worth a change of music."""


@dataclass(frozen=True, slots=True)
class Mood:
    """How full and how bright the music is, over a guide's time."""

    intensity: Glide
    brightness: Glide

    def within(self, start: int, end: int) -> "Mood":
        """The same from `start` to `end`, counted from `start`, saying nothing of what lies outside."""
        return Mood(_within(self.intensity, start, end), _within(self.brightness, start, end))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A track of the library as a journey may choose it."""

    track: str
    frames: int
    """How much of it sounds."""
    phases: tuple[PhaseName, ...] = ()
    intensity: float | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What plays from here on."""

    start: Frames
    track: str
    """A track, or a bed's name."""


def mood_of(phases: Sequence[PhaseAt], settings: Settings) -> Mood:
    """Intensity and brightness along the phases.

    A rise of intensity takes all of its phase, so that the way to the peak has no steps; a
    fall, and brightness either way, is over after four minutes, or a third of a shorter
    phase: what follows the peak is calm, and the peak is dark.
    """
    intensities = [settings.phase_intensity.of(phase.name) for phase in phases]
    full: list[tuple[Frames, float]] = [(phases[0].start, intensities[0])]
    bright: list[tuple[Frames, float]] = [(phases[0].start, settings.phase_brightness.of(phases[0].name))]
    for phase, intensity in zip(phases, intensities, strict=True):
        length = phase.end - phase.start
        soon = min(to_frames(PHASE_FALL), length // 3)
        way = length if intensity >= full[-1][1] else soon
        full += [(phase.start, full[-1][1]), (Frames(phase.start + way), intensity)]
        bright += [(phase.start, bright[-1][1]), (Frames(phase.start + soon), settings.phase_brightness.of(phase.name))]
    return Mood(_glide(full), _glide(bright))


def choose(phases: Sequence[PhaseAt], library: Sequence[Candidate], settings: Settings) -> tuple[Choice, ...]:
    """What plays in each phase: tracks that fit it, none twice, and a bed for the time that none fills.

    Where no track of the library names a phase or an intensity, all of them are taken in
    the order of their names.
    """
    # A sound of some seconds is no music to rest in; a cue can still play it.
    long_enough = [candidate for candidate in library if candidate.frames >= SHORT + to_frames(PHASE_FADE)]
    left = sorted(long_enough, key=lambda candidate: candidate.track)
    sorted_out = any(candidate.phases or candidate.intensity is not None for candidate in left)
    chosen: list[Choice] = []
    for phase in phases:
        at = phase.start
        intensity = settings.phase_intensity.of(phase.name)
        while phase.end - at > (SHORT if at > phase.start else 0):
            track = _best(phase.name, intensity, left, sorted_out=sorted_out)
            if track is None:
                chosen.append(Choice(at, settings.phase_bed.of(phase.name)))
                break
            left.remove(track)
            chosen.append(Choice(at, track.track))
            at = Frames(at + track.frames - to_frames(PHASE_FADE))
    return tuple(chosen)


def _best(phase: PhaseName, intensity: float, left: Sequence[Candidate], *, sorted_out: bool) -> Candidate | None:
    """The track that fits a phase best: one that names it, then the nearest in intensity."""

    def distance(candidate: Candidate) -> float:
        return abs(candidate.intensity - intensity) if candidate.intensity is not None else NEAR

    fitting = [
        candidate
        for candidate in left
        if not sorted_out
        or phase in candidate.phases
        or (not candidate.phases and candidate.intensity is not None and distance(candidate) <= NEAR)
    ]
    return min(fitting, key=lambda candidate: (phase not in candidate.phases, distance(candidate)), default=None)


def moved(glide: Glide, frames: int) -> Glide:
    """The same, later by some frames; one that stays is the same at any time."""
    if len(glide.points) == 1:
        return glide
    return Glide(tuple((Frames(frame + frames), value) for frame, value in glide.points))


def _glide(points: Sequence[tuple[Frames, float]]) -> Glide:
    """A glide without points that say nothing."""
    kept: list[tuple[Frames, float]] = []
    for point in points:
        if kept and kept[-1][0] == point[0]:
            kept.pop()
        kept.append(point)
    return Glide(tuple(kept))


def _within(glide: Glide, start: int, end: int) -> Glide:
    inner = [(Frames(frame - start), value) for frame, value in glide.points if start < frame < end]
    first, last = _at(glide, start), _at(glide, end)
    points = [(Frames(0), first), *inner, (Frames(end - start), last)]
    if all(value == first for _, value in points):
        return Glide(((Frames(0), first),))
    return Glide(tuple((frame, round(value, 6)) for frame, value in points))


def _at(glide: Glide, frame: int) -> float:
    before = glide.points[0]
    for point in glide.points:
        if point[0] > frame:
            if before[0] >= point[0] or frame <= before[0]:
                return before[1]
            share = (frame - before[0]) / (point[0] - before[0])
            return before[1] + (point[1] - before[1]) * share
        before = point
    return before[1]
