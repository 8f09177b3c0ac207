"""Generated beds: the same wherever they are read from, as loud as they say, and easy on the ear."""

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.errors import MusicError
from guides.music import beds
from guides.music.source import Source
from guides.sound.loudness import HopMeter, integrated, loudness_of, short_term
from guides.sound.true_peak import to_db, true_peak
from guides.units import HOP, RATE, SEGMENT

Floats = NDArray[np.float32]
BEDS = ("warm-drone", "stillness")
LOUDNESS = {"warm-drone": -24.0, "stillness": -57.0}
MINUTES = 5


def bed(name: str, intensity: float = 0.5, brightness: float = 0.5) -> Source:
    return beds.make(name, intensity=intensity, brightness=brightness)


@pytest.fixture(scope="module")
def sounds() -> dict[str, Floats]:
    return {name: bed(name).read(0, MINUTES * 60 * RATE) for name in BEDS}


def test_every_bed_has_a_name() -> None:
    """The registry knows exactly these, and each can be made."""
    assert beds.names() == BEDS
    assert len({bed(name).key for name in BEDS}) == len(BEDS)


def test_an_unknown_bed_names_the_nearest() -> None:
    """A misspelt bed is an error that helps."""
    with pytest.raises(MusicError, match="warm-dron") as error:
        bed("warm-dron")
    assert "Did you mean warm-drone?" in (error.value.hint or "")


@pytest.mark.parametrize("name", BEDS)
def test_a_stretch_alone_equals_the_same_stretch_of_the_whole(name: str, sounds: dict[str, Floats]) -> None:
    """Thirty seconds, one frame, a hop's edge: alone and in a long rendering they agree to −90 dBFS."""
    for start, count in ((SEGMENT - 40_000, 30 * RATE), (RATE * 100 + 7, 1), (HOP * 50 - 1, 2), (0, 100)):
        alone = bed(name).read(start, count)
        assert alone.shape == (count, 2)
        assert alone.dtype == np.float32
        assert np.abs(alone - sounds[name][start : start + count]).max() < 10 ** (-90 / 20)


@pytest.mark.parametrize("name", BEDS)
def test_six_hours_in_it_is_still_exact(name: str) -> None:
    """Late stretches join without a step."""
    late = 6 * 3600 * RATE - 17
    whole = bed(name).read(late, RATE)
    assert np.abs(whole[5000:] - bed(name).read(late + 5000, RATE - 5000)).max() < 10 ** (-90 / 20)


@pytest.mark.parametrize("name", BEDS)
@pytest.mark.parametrize(("intensity", "brightness"), [(0.0, 1.0), (0.5, 0.5), (1.0, 0.0)])
def test_loudness_follows_intensity(name: str, intensity: float, brightness: float) -> None:
    """Three minutes anywhere are within 1.5 LU of the loudness that the intensity means."""
    target = LOUDNESS[name] + 6.0 * (intensity - 0.5)
    # The table is as good as measuring, which the next test shows, and much quicker.
    power = bed(name, intensity, brightness).level(0, 18_000)
    for start in range(0, 18_000, 1800):
        assert abs(loudness_of(float(power[start : start + 1800].mean())) - target) < 1.5
    assert abs(loudness_of(float(power.mean())) - target) < 0.4


@pytest.mark.parametrize(("name", "tolerance"), [("warm-drone", 0.1), ("stillness", 3.0)])
def test_the_level_is_what_a_meter_finds(name: str, tolerance: float, sounds: dict[str, Floats]) -> None:
    """Power per 100 ms without filtering equals that of the K-weighted sound; for noise, on the mean."""
    measured = HopMeter().add(sounds[name])[10:]
    stated = bed(name).level(10, len(measured))
    assert np.abs(10 * np.log10(measured / stated)).max() < tolerance
    assert abs(10 * np.log10(measured.mean() / stated.mean())) < 0.1
    assert np.array_equal(stated[100:200], bed(name).level(110, 100))


@pytest.mark.parametrize("name", BEDS)
def test_easy_on_the_ear(name: str, sounds: dict[str, Floats]) -> None:
    """Below −6 dBTP, DC below −70 dBFS, no step 12 dB above the 99.9th percentile, and wide but safe in mono."""
    sound = sounds[name]
    assert to_db(true_peak(sound)[0]) <= -6.0
    assert np.abs(sound.mean(axis=0, dtype=np.float64)).max() < 10 ** (-70 / 20)
    steps = np.abs(np.diff(sound, axis=0))
    assert steps.max() <= np.percentile(steps, 99.9) * 10 ** (12 / 20)
    assert 0.3 < np.corrcoef(sound.T)[0, 1] < 0.95


def test_the_drone_can_be_heard_on_a_phone(sounds: dict[str, Floats]) -> None:
    """At least a third of its power lies between 150 and 900 Hz, and highs are gentle."""
    power = np.abs(np.fft.rfft(sounds["warm-drone"].mean(axis=1))) ** 2
    frequency = np.fft.rfftfreq(len(sounds["warm-drone"]), 1 / RATE)
    share = power[(frequency > 150) & (frequency < 900)].sum() / power.sum()
    assert share > 0.33
    assert power[frequency > 2500].sum() / power.sum() < 1e-4


def test_brightness_is_heard() -> None:
    """More brightness moves the balance upward."""

    def centre(brightness: float) -> float:
        power = np.abs(np.fft.rfft(bed("warm-drone", brightness=brightness).read(0, 60 * RATE).mean(axis=1))) ** 2
        return float((np.fft.rfftfreq(60 * RATE, 1 / RATE) * power).sum() / power.sum())

    assert centre(0.0) < centre(0.5) < centre(1.0)


def _log_mel(sound: Floats) -> NDArray[np.float64]:
    frames = np.lib.stride_tricks.sliding_window_view(sound.mean(axis=1), 4096)[:: RATE // 5]
    power = np.abs(np.fft.rfft(frames * np.hanning(4096), axis=1)) ** 2
    mel = 2595 * np.log10(1 + np.fft.rfftfreq(4096, 1 / RATE) / 700)
    edges = np.linspace(mel[1], 2595 * np.log10(1 + 4000 / 700), 42)
    width = edges[1] - edges[0]
    bank = np.clip(np.minimum((mel - edges[:-2, None]) / width, (edges[2:, None] - mel) / width), 0, None)
    bands: NDArray[np.float64] = np.log(power @ bank.T + 1e-10)
    return bands - bands.mean(axis=0)


def test_the_drone_does_not_repeat(sounds: dict[str, Floats]) -> None:
    """At no lag over 20 s does its log-mel picture resemble itself by 0.9 or more."""
    bands = _log_mel(sounds["warm-drone"])
    likeness = [np.corrcoef(bands[:-lag].ravel(), bands[lag:].ravel())[0, 1] for lag in range(100, 1200, 5)]
    assert max(likeness) < 0.9


def test_the_drone_moves_and_never_jumps(sounds: dict[str, Floats]) -> None:
    """Its loudness breathes by some LU and stays in reach of its mean."""
    hops = HopMeter().add(sounds["warm-drone"])
    curve = short_term(hops)
    whole = integrated(hops)
    assert whole is not None
    assert 1.0 < np.percentile(curve, 95) - np.percentile(curve, 5) < 7.0
    assert np.abs(curve - whole).max() < 6.0


def test_stillness_is_never_silence(sounds: dict[str, Floats]) -> None:
    """Every second has an RMS between −62 and −54 dBFS: a room, not an absence."""
    seconds = sounds["stillness"].reshape(-1, RATE * 2)
    level = 10 * np.log10((seconds.astype(np.float64) ** 2).mean(axis=1))
    assert level.min() > -62.5
    assert level.max() < -54.0
