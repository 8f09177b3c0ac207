"""Generated beds: the same wherever they are read from, as loud as they say, and easy on the ear."""

from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.errors import MusicError
from guides.model.music import Glide, level
from guides.model.script import PHASES, Kind
from guides.model.settings import HANDOVER_BED, Settings
from guides.music import beds
from guides.music.source import Source
from guides.sound.loudness import HopMeter, loudness_of, running_mean, short_term
from guides.sound.true_peak import to_db, true_peak
from guides.units import HOP, RATE, SEGMENT, Frames

Floats = NDArray[np.float32]
BEDS = ("warm-drone", "singing-bowls", "strings", "ocean", "rain", "night", "heartbeat", "stillness")
LOUDNESS = dict.fromkeys(BEDS, -24.0) | {"heartbeat": -32.0, "stillness": -57.0}
REACH = {"singing-bowls": 3.2, "ocean": 3.2, "heartbeat": 2.5, "stillness": 2.5}
"""How far the loudness of 3 s may be from what is meant, in LU, where that is not 1.9."""


def bed(name: str, intensity: float | Glide = 0.5, brightness: float | Glide = 0.5) -> Source:
    intensity, brightness = (value if isinstance(value, Glide) else level(value) for value in (intensity, brightness))
    return beds.make(name, intensity=intensity, brightness=brightness)


@pytest.fixture(scope="module", params=BEDS)
def name(request: pytest.FixtureRequest) -> str:
    """One bed after the other: each is rendered once, and its tests follow each other."""
    return str(request.param)


@pytest.fixture(scope="module")
def sound(name: str) -> Floats:
    """A minute of a bed."""
    return rendered(name, minutes=1)


@pytest.fixture(scope="module")
def spectrum(sound: Floats) -> Floats:
    """Its power at each multiple of 2 Hz."""
    return _spectrum(sound)


def rendered(name: str, minutes: int) -> Floats:
    return bed(name).read(0, minutes * 60 * RATE)


def test_every_bed_has_a_name() -> None:
    """The registry knows exactly these, and each can be made."""
    assert beds.names() == BEDS
    assert len({bed(name).key for name in BEDS}) == len(BEDS)


def test_a_heartbeat_is_never_chosen_for_anyone() -> None:
    """Whatever plays without being named, in any kind of guide or phase, is music and no heart."""
    usual = {Settings().music.of(kind) for kind in get_args(Kind)} - {"off"}
    phases = {Settings().phase_bed.of(phase) for phase in PHASES}
    assert usual | phases | {HANDOVER_BED} <= set(BEDS) - {"heartbeat", "stillness"}


def test_an_unknown_bed_names_the_nearest() -> None:
    """A misspelt bed is an error that helps."""
    with pytest.raises(MusicError, match="warm-dron") as error:
        bed("warm-dron")
    assert "Did you mean warm-drone?" in (error.value.hint or "")


def test_the_key_knows_every_parameter(name: str) -> None:
    """Another intensity, brightness or way of moving is another sound."""
    glide = Glide(((Frames(0), 0.5), (Frames(RATE), 0.6)))
    kinds = [bed(name), bed(name, 0.6), bed(name, 0.5, 0.6), bed(name, glide), bed(name, 0.5, glide)]
    assert len({kind.key for kind in kinds}) == len(kinds)


def test_a_stretch_alone_equals_the_same_stretch_of_the_whole(name: str, sound: Floats) -> None:
    """Thirty seconds, one frame, a hop's edge: alone and in a long rendering they agree to −90 dBFS."""
    for start, count in ((SEGMENT - 40_000, 30 * RATE), (RATE * 50 + 7, 1), (HOP * 50 - 1, 2), (0, 100)):
        alone = bed(name).read(start, count)
        assert alone.shape == (count, 2)
        assert alone.dtype == np.float32
        assert np.abs(alone - sound[start : start + count]).max() < 10 ** (-90 / 20)


def test_six_hours_in_it_is_still_exact(name: str) -> None:
    """Late stretches join without a step, while intensity and brightness move."""
    late = 6 * 3600 * RATE - 17
    glide = Glide(((Frames(late - RATE), 0.2), (Frames(late + RATE), 0.9)))
    whole = bed(name, glide, glide).read(late, RATE)
    assert np.abs(whole[5000:] - bed(name, glide, glide).read(late + 5000, RATE - 5000)).max() < 10 ** (-90 / 20)
    assert np.abs(whole).max() > 10 ** (-70 / 20)


@pytest.mark.parametrize(("intensity", "brightness"), [(0.0, 1.0), (0.5, 0.5), (1.0, 0.0)])
def test_loudness_follows_intensity(name: str, intensity: float, brightness: float) -> None:
    """Three minutes of six have the loudness that the intensity means, and any 3 s stay within reach of it."""
    target = LOUDNESS[name] + 6.0 * (intensity - 0.5)
    # The table is as good as measuring, which the next test shows, and much quicker.
    power = np.concatenate([bed(name, intensity, brightness).level(start, 600) for start in range(0, 3600, 1200)])
    assert abs(loudness_of(float(power.mean())) - target) < 0.7
    assert np.abs(short_term(power) - target).max() < REACH.get(name, 1.9)


def test_loudness_follows_a_glide(name: str) -> None:
    """From quiet to full in a minute: it is quiet before, full after, and between them on the way."""
    glide = Glide(((Frames(60 * RATE), 0.0), (Frames(120 * RATE), 1.0)))
    curve = running_mean(bed(name, glide).level(0, 1800), 100)
    meant = LOUDNESS[name] + np.array([-3.0, 0.0, 3.0])
    found = [loudness_of(float(curve[hops].mean())) for hops in (slice(0, 500), slice(800, 900), slice(1200, 1700))]
    assert np.abs(np.array(found) - meant).max() < 1.6


def test_the_level_is_what_a_meter_finds(name: str, sound: Floats) -> None:
    """Power over 3 s without filtering equals that of the K-weighted sound to a decibel, whatever is read."""
    measured = HopMeter().add(sound)[10:]
    stated = bed(name).level(10, len(measured))
    assert np.abs(short_term(measured) - short_term(stated)).max() < 1.0
    assert abs(10 * np.log10(measured.mean() / stated.mean())) < 0.25
    assert bed(name).level(110, 100) == pytest.approx(stated[100:200], rel=1e-4)


def test_easy_on_the_ear(sound: Floats) -> None:
    """Below −6 dBTP, DC below −70 dBFS, no step 12 dB above the 99.9th percentile, and wide but safe in mono."""
    assert to_db(true_peak(sound)[0]) <= -6.0
    assert np.abs(sound.mean(axis=0, dtype=np.float64)).max() < 10 ** (-70 / 20)
    steps = np.abs(np.diff(sound, axis=0))
    assert steps.max() <= np.percentile(steps, 99.9) * 10 ** (12 / 20)
    assert 0.25 < np.corrcoef(sound.T)[0, 1] < 0.95


def test_no_peak_at_full_intensity(name: str) -> None:
    """The loudest that a bed can be is still below −6 dBTP."""
    assert to_db(true_peak(bed(name, 1.0, 1.0).read(30 * RATE, 40 * RATE))[0]) <= -6.0


def test_highs_are_gentle(spectrum: Floats) -> None:
    """What lies above 8 kHz is 60 dB below the rest."""
    low, high = _power_between(spectrum, 0, 8000), _power_between(spectrum, 8000, RATE / 2)
    assert high < low * 1e-6


@pytest.mark.parametrize("name", BEDS[:3], indirect=True)
def test_tones_can_be_heard_on_a_phone(spectrum: Floats) -> None:
    """At least a third of its power lies between 150 and 900 Hz."""
    assert _power_between(spectrum, 150, 900) > _power_between(spectrum, 0, RATE / 2) / 3


def test_brightness_is_heard(name: str) -> None:
    """More brightness moves the balance upward."""

    def centre(brightness: float) -> float:
        power = _spectrum(bed(name, brightness=brightness).read(0, 30 * RATE))
        return float((np.arange(len(power)) * power).sum() / power.sum())

    assert centre(0.0) < centre(0.5) < centre(1.0)


@pytest.mark.parametrize("name", BEDS[:4], indirect=True)
def test_it_does_not_repeat(name: str) -> None:
    """At no lag over 20 s does its log-mel picture resemble itself by 0.9 or more."""
    bands = _log_mel(rendered(name, minutes=2))
    likeness = [np.corrcoef(bands[:-lag].ravel(), bands[lag:].ravel())[0, 1] for lag in range(100, 500)]
    assert max(likeness) < 0.9


@pytest.mark.parametrize("name", BEDS[:6], indirect=True)
def test_it_moves(name: str) -> None:
    """Its loudness breathes over 3 s, and never so much that it startles."""
    curve = short_term(bed(name).level(0, 1800))
    assert 0.7 < np.percentile(curve, 95) - np.percentile(curve, 5) < 6.0


def test_stillness_is_never_silence() -> None:
    """Every second has an RMS between −62 and −54 dBFS: a room, not an absence."""
    seconds = rendered("stillness", minutes=1).reshape(-1, RATE * 2)
    power = 10 * np.log10((seconds.astype(np.float64) ** 2).mean(axis=1))
    assert power.min() > -62.5
    assert power.max() < -54.0


def test_a_heart_at_rest() -> None:
    """Fifty to sixty beats in every minute, never two at the same distance."""
    low = np.abs(rendered("heartbeat", minutes=2).mean(axis=1)).reshape(-1, 441).max(axis=1)
    smooth = np.convolve(low, np.hanning(30) / 15, "same")
    # The first of both sounds of a beat is the louder one within 0.5 s on either side.
    beats = [place for place in range(60, len(smooth) - 60) if smooth[place] == smooth[place - 50 : place + 51].max()]
    assert 2 * 50 - 3 <= len(beats) <= 2 * 60
    assert 0.01 < np.std(np.diff(beats)) / 100 < 0.12


def _spectrum(sound: Floats) -> Floats:
    """Power at each multiple of 2 Hz, over the whole length."""
    size = RATE // 2
    frames = sound[: len(sound) // size * size].mean(axis=1).reshape(-1, size) * np.hanning(size).astype(np.float32)
    power: Floats = (np.abs(np.fft.rfft(frames, axis=1)) ** 2).sum(axis=0)
    return power


def _power_between(spectrum: Floats, low: float, high: float) -> float:
    return float(spectrum[int(low / 2) : int(high / 2)].sum())


def _log_mel(sound: Floats) -> NDArray[np.float64]:
    frames = np.lib.stride_tricks.sliding_window_view(sound.mean(axis=1), 4096)[:: RATE // 5]
    power = np.abs(np.fft.rfft(frames * np.hanning(4096), axis=1)) ** 2
    mel = 2595 * np.log10(1 + np.fft.rfftfreq(4096, 1 / RATE) / 700)
    edges = np.linspace(mel[1], 2595 * np.log10(1 + 4000 / 700), 42)
    width = edges[1] - edges[0]
    bank = np.clip(np.minimum((mel - edges[:-2, None]) / width, (edges[2:, None] - mel) / width), 0, None)
    bands: NDArray[np.float64] = np.log(power @ bank.T + 1e-10)
    return bands - bands.mean(axis=0)
