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
    practice.build("--stems")
    return decoded(practice.out("support/01-rest.music.flac"))


def assert_even(sound: Sound, start: float, end: float, most: float = 2.0) -> None:
    """Between two times no short-term loudness changes by more than `most` LU in three seconds, and nothing clicks."""
    heard = sound[round(start * RATE) : round(end * RATE)]
    loudness = short_term(HopMeter().add(heard))
    assert np.abs(loudness[30:] - loudness[:-30]).max() < most
    steps = np.abs(np.diff(heard, axis=0)).max(axis=1)
    assert steps.max() <= 4 * np.percentile(steps, 99.9)


@pytest.mark.parametrize("seconds", [2.5, 9.0, 40.0])
def test_a_loop_has_no_gap_no_bump_and_no_click(practice: Practice, seconds: float) -> None:
    """However long a piece is, its repetitions cannot be told by ear."""
    time = np.arange(round(seconds * RATE)) / RATE
    save(practice, "hum.flac", noise(seconds) + 0.05 * np.sin(2 * np.pi * 311.3 * time)[:, np.newaxis])
    sound = music_of(practice, "music: hum.flac", "Rest.\n\n[silence 2m]")
    assert_even(sound, 15, 115)


@pytest.mark.parametrize("hertz", [220.0, 220.07])
def test_a_pure_tone_keeps_its_level(practice: Practice, hertz: float) -> None:
    """Where end and beginning are the same waveform, the crossfade does not swell by the 3 dB of strangers."""
    save(practice, "tone.flac", 0.1 * np.sin(2 * np.pi * hertz * np.arange(10 * RATE) / RATE))
    sound = music_of(practice, "music: tone.flac", "Rest.\n\n[silence 1m]")
    assert_even(sound, 15, 60, 1.0)


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
    body = "Rest.\n\n[silence 4m]\n\n[music {}]\n\n[silence 1m]"
    practice.write("support/01-rest", body.format("stillness"), "music: a.flac")
    practice.build()
    practice.write("support/01-rest", body.format("warm-drone"), "music: a.flac")
    finished = practice.build().event("guide-finished")
    assert 1 <= finished["segments_rendered"] <= 6
    assert finished["segments"] >= 12


def test_music_files_are_kept_as_they_are(practice: Practice, tmp_path: Path) -> None:
    """Reading, measuring and looping a file changes nothing of it."""
    save(practice, "a.flac", noise(10))
    before = (practice.root / "music/a.flac").read_bytes()
    music_of(practice, "music: a.flac", "Rest.")
    assert (practice.root / "music/a.flac").read_bytes() == before
