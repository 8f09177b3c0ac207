"""Music that goes on: where a piece meets itself or another, nothing is heard but music."""

from pathlib import Path

import numpy as np
import pytest
from listening import decoded, ffmpeg
from numpy.typing import NDArray
from practices import Practice

from guides.sound.loudness import HopMeter, short_term

RATE = 44_100
Sound = NDArray[np.float32]


def save(practice: Practice, name: str, sound: Sound, *arguments: str) -> None:
    """Write a music file in the format of its ending."""
    folder = practice.root / "music"
    folder.mkdir(exist_ok=True)
    stereo = np.repeat(sound[:, np.newaxis], 2, axis=1) if sound.ndim == 1 else sound
    raw = ["-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0"]
    ffmpeg("-v", "error", "-y", *raw, *arguments, folder / name, given=stereo.astype("<f4").tobytes())


def noise(seconds: float, seed: int = 5) -> Sound:
    """Soft stereo noise whose highs are gentle."""
    rough = np.random.default_rng(seed).standard_normal((round(seconds * RATE), 2))
    smooth = np.stack([np.convolve(channel, np.hanning(24), "same") for channel in rough.T], axis=1)
    return (0.02 * smooth).astype(np.float32)


def music_of(practice: Practice, front: str, body: str) -> Sound:
    """The music stem of a guide of one word and much music."""
    practice.write("support/01-rest", body, front)
    practice.build("--stems", "--format", "flac")
    return decoded(practice.out("support/01-rest.music.flac"))


def assert_even(sound: Sound, start: float, end: float, most: float = 2.0) -> None:
    """Between two times no short-term loudness changes by more than `most` LU in three seconds, and nothing clicks."""
    heard = sound[round(start * RATE) : round(end * RATE)]
    loudness = short_term(HopMeter().add(heard))
    assert np.abs(loudness[30:] - loudness[:-30]).max() < most
    steps = np.abs(np.diff(heard, axis=0)).max(axis=1)
    assert steps.max() <= 4 * np.percentile(steps, 99.9)


@pytest.mark.parametrize(("seconds", "heard"), [(2.5, 45), (9.0, 60), (40.0, 100)])
def test_a_loop_has_no_gap_no_bump_and_no_click(practice: Practice, seconds: float, heard: int) -> None:
    """However long a piece is, its repetitions cannot be told by ear."""
    time = np.arange(round(seconds * RATE)) / RATE
    save(practice, "hum.flac", noise(seconds) + 0.05 * np.sin(2 * np.pi * 311.3 * time)[:, np.newaxis])
    sound = music_of(practice, "music: hum.flac", f"Rest.\n\n[silence {heard + 5}s]")
    assert_even(sound, 15, heard)


@pytest.mark.parametrize("hertz", [220.0, 220.07])
def test_a_pure_tone_keeps_its_level(practice: Practice, hertz: float) -> None:
    """Where end and beginning are the same waveform, the crossfade does not swell by the 3 dB of strangers."""
    save(practice, "tone.flac", 0.1 * np.sin(2 * np.pi * hertz * np.arange(10 * RATE) / RATE))
    sound = music_of(practice, "music: tone.flac", "Rest.\n\n[silence 45s]")
    assert_even(sound, 15, 45, 1.0)


def test_a_faded_piece_meets_the_next_at_its_own_loudness(practice: Practice) -> None:
    """A piece that sinks before it ends, and one that begins softly, meet without a dip."""
    fade = np.clip(np.arange(60 * RATE)[::-1] / (40 * RATE), 0.25, 1.0)[:, np.newaxis]
    save(practice, "a.flac", noise(60) * fade)
    save(practice, "b.mp3", 0.3 * noise(60, 6) * fade[::-1], "-ar", "48000")
    sound = music_of(
        practice, "music: a.flac", "Rest.\n\n[silence 35s]\n\n[music b.mp3, fade 6s]\n\n[silence 40s]\n\nRest."
    )
    assert_even(sound, 36, 62)


def test_a_change_near_the_end_leaves_earlier_segments_alone(practice: Practice) -> None:
    """A later `[music]` renders only what hears it."""
    save(practice, "a.flac", noise(30))
    body = "Rest.\n\n[silence 3m]\n\n[music {}]\n\n[silence 40s]"
    practice.write("support/01-rest", body.format("stillness"), "music: a.flac")
    practice.build()
    practice.write("support/01-rest", body.format("warm-drone"), "music: a.flac")
    finished = practice.build().event("guide-finished")
    assert 1 <= finished["segments_rendered"] <= 5
    assert finished["segments"] >= 9


def test_music_files_are_kept_as_they_are(practice: Practice, tmp_path: Path) -> None:
    """Reading, measuring and looping a file changes nothing of it."""
    save(practice, "a.flac", noise(10))
    before = (practice.root / "music/a.flac").read_bytes()
    music_of(practice, "music: a.flac", "Rest.\n\n[silence 12s]")
    assert (practice.root / "music/a.flac").read_bytes() == before


def test_music_may_fade_longer_than_it_lasts(practice: Practice) -> None:
    """A fade that is written longer than what is left of the piece becomes as long as that, without a hole."""
    save(practice, "a.flac", noise(60))
    sound = music_of(
        practice, "music: a.flac", "Rest.\n\n[silence 42s]\n\n[music ocean, fade 60s]\n\n[silence 1m]\n\nRest."
    )
    loudness = short_term(HopMeter().add(sound[14 * RATE : 100 * RATE]))
    assert loudness.min() > -32


def test_music_goes_out_over_a_fade_longer_than_it_lasts(practice: Practice) -> None:
    """The same when nothing follows: the guide is handed out."""
    save(practice, "a.flac", noise(60))
    sound = music_of(practice, "music: a.flac", "Rest.\n\n[silence 42s]\n\n[music off, fade 60s]\n\n[silence 1m]")
    assert np.abs(sound[-RATE:]).max() == 0.0


def test_a_recording_bound_by_its_peak_stays_even(practice: Practice) -> None:
    """One loud instant keeps a recording soft; where it meets itself it is as soft as elsewhere.

    The instant itself is heard in one of twelve windows of three seconds, which the 90th percentile leaves out.
    """
    sound = noise(40) * 0.2
    sound[20 * RATE : 20 * RATE + 40] = 0.9
    save(practice, "uneven.flac", sound)
    heard = music_of(practice, "music: uneven.flac", "Rest.\n\n[silence 2m]")
    loudness = short_term(HopMeter().add(heard[15 * RATE : 110 * RATE]))
    assert np.percentile(loudness, 90) - np.percentile(loudness, 5) < 1.0


def test_a_short_loop_is_not_ridden_twice(practice: Practice) -> None:
    """Two joins within seconds of each other have one ride: an even piece stays even."""
    save(practice, "short.flac", noise(12))
    assert_even(music_of(practice, "music: short.flac", "Rest.\n\n[silence 50s]"), 15, 55, 1.5)
