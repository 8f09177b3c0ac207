"""The music of a journey: a soothing start, a way up without steps, a calm end, and no track twice."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.model.script import PHASES
from guides.model.settings import Settings
from guides.model.timeline import PhaseAt
from guides.music.beds import names
from guides.music.journeys import Candidate, choose, mood_of
from guides.sound.glides import glide_at
from guides.units import Frames, to_frames

SETTINGS = Settings()


def phases_of(minutes: tuple[float, ...]) -> tuple[PhaseAt, ...]:
    made = []
    start = 0
    for name, length in zip(PHASES, minutes, strict=True):
        end = start + to_frames(60 * length)
        made.append(PhaseAt(name, Frames(start), Frames(end)))
        start = end
    return tuple(made)


IM = phases_of((3, 5, 7, 15, 13, 12))


def at(minutes: float, of: str = "intensity", phases: tuple[PhaseAt, ...] = IM) -> float:
    glide = getattr(mood_of(phases, SETTINGS), of)
    return float(glide_at(glide, np.array([to_frames(60 * minutes)], dtype=np.float64))[0])


def test_the_way_of_a_journey() -> None:
    """It rises through onset and build, is fullest and darkest at the peak, and is calm five minutes after it."""
    means = [np.mean([at(minute) for minute in np.linspace(a, b, 50)]) for a, b in pairwise((0, 3, 8, 15, 30, 43, 55))]
    pre_onset, onset, build, peak, re_entry, back = means
    assert back < pre_onset < onset < re_entry < build < peak
    assert at(35) == SETTINGS.phase_intensity.re_entry
    assert min(at(minute, "brightness") for minute in range(56)) == at(25, "brightness")


def test_nothing_jumps() -> None:
    """In no three seconds does the music's loudness change by more than a tenth of a decibel."""
    seconds = np.arange(0, 55 * 60, 3.0)
    values = glide_at(mood_of(IM, SETTINGS).intensity, seconds * 44_100)
    assert np.abs(np.diff(values)).max() * 6 < 0.1


def test_every_route_of_the_settings_has_six_phases() -> None:
    """What stands in guides.toml is what is planned, in the order of the phases."""
    assert SETTINGS.routes.of("im") == tuple(zip(PHASES, (3, 5, 7, 15, 13, 12), strict=True))
    assert sum(minutes for _, minutes in SETTINGS.routes.of("lozenge")) == 90


def test_an_empty_library_is_filled_by_beds() -> None:
    """Each phase has the bed of the settings, and every one of them exists; none beats like a heart."""
    chosen = choose(IM, (), SETTINGS)
    assert [choice.start for choice in chosen] == [phase.start for phase in IM]
    assert {choice.track for choice in chosen} <= set(names()) - {"heartbeat"}


def track(name: str, minutes: float, *phases: str, intensity: float | None = None) -> Candidate:
    return Candidate(name, to_frames(60 * minutes), tuple(phases), intensity)  # type: ignore[arg-type]


def test_tracks_come_by_phase_then_by_intensity() -> None:
    """A track that names the phase comes first, then the nearest in intensity; the rest of a phase is a bed."""
    library = [
        track("calm.mp3", 6, intensity=0.2),
        track("full.mp3", 8, intensity=0.9),
        track("high.flac", 6, "peak"),
    ]
    chosen = {choice.track: choice.start for choice in choose(IM, library, SETTINGS)}
    assert chosen["high.flac"] == IM[3].start
    assert IM[2].start <= chosen["full.mp3"] < IM[4].start
    assert chosen["calm.mp3"] in (IM[0].start, IM[5].start)


def test_without_a_word_on_phases_all_are_taken_in_order() -> None:
    """A library that says nothing is played by its names."""
    chosen = choose(IM, [track(name, 20) for name in ("b.mp3", "a.mp3", "c.mp3")], SETTINGS)
    assert [choice.track for choice in chosen[:3]] == ["a.mp3", "b.mp3", "c.mp3"]


lengths = st.floats(0.05, 40)
some_phases = st.lists(st.sampled_from(PHASES), max_size=3)
libraries = st.lists(st.tuples(lengths, some_phases, st.none() | st.floats(0, 1)), max_size=12)


@given(libraries, st.tuples(*[st.floats(0.2, 30)] * 6))
def test_any_library_carries_any_journey(
    rows: list[tuple[float, list[str], float | None]], minutes: tuple[float, ...]
) -> None:
    """There is music from the first frame on, in order of time, and no track plays twice."""
    library = [
        track(f"{number}.mp3", length, *phases, intensity=intensity)
        for number, (length, phases, intensity) in enumerate(rows)
    ]
    phases = phases_of(minutes)
    chosen = choose(phases, library, SETTINGS)
    assert chosen[0].start == 0
    assert all(before.start < after.start for before, after in pairwise(chosen))
    assert {phase.start for phase in phases} <= {choice.start for choice in chosen}
    files = [choice.track for choice in chosen if choice.track.endswith(".mp3")]
    assert len(files) == len(set(files))


@pytest.mark.parametrize("start", [0.0, 2.5, 14.0, 31.0])
def test_a_stretch_of_a_mood_is_the_mood_there(start: float) -> None:
    """What a piece is told of the mood is what the whole journey has at that time."""
    mood = mood_of(IM, SETTINGS)
    begin, end = to_frames(60 * start), to_frames(60 * (start + 6))
    frames = np.linspace(0, end - begin, 100)
    here = glide_at(mood.within(begin, end).intensity, frames)
    np.testing.assert_allclose(here, glide_at(mood.intensity, frames + begin), atol=1e-5)
