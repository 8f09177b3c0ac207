"""A recording of any level and kind comes out at the voice's loudness, soft at its edges."""

from pathlib import Path

import numpy as np
import pytest
from listening import loudness
from recordings import RATE, Sound, at, room, save, silence, speech

from guides.narration.recordings import read_recording
from guides.narration.takes import finished_take
from guides.store.ffmpeg import Ffmpeg, find


@pytest.fixture
def ffmpeg(tmp_path: Path) -> Ffmpeg:
    return find(None, tmp_path)


def _measured(samples: Sound) -> tuple[float, float]:
    """Loudness standing in silence, and true peak, by ffmpeg."""
    alone = np.concatenate([silence(0.4), samples, silence(0.4)])
    heard = loudness(np.repeat(alone[:, np.newaxis], 2, axis=1))
    return heard.lufs, heard.true_peak


def _finished(path: Path, ffmpeg: Ffmpeg) -> Sound:
    return finished_take(read_recording(path, ffmpeg))[0]


def _peaky() -> Sound:
    """Faint words with a hard stroke in each half second: 30 dB from level to peak."""
    sound = speech(4) * 0.02
    sound[:: RATE // 2] = 0.9
    return sound


RECORDINGS = {
    "soft": lambda: at(speech(4), -50),
    "loud": lambda: at(speech(4), -16),
    "half a word": lambda: speech(0.15),
    "one word": lambda: speech(0.3),
    "peaky": _peaky,
    "in noise": lambda: room(speech(4), 12),
    "a whisper": lambda: (speech(3) != 0) * 0.05 * np.random.default_rng(1).standard_normal(3 * RATE),
    "with a long rest": lambda: np.concatenate([speech(6, seed=3), silence(15), speech(6, seed=4) * 0.5]),
}


@pytest.mark.parametrize("kind", RECORDINGS)
def test_every_recording_comes_to_the_voice(kind: str, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Within 1 LU of −18 LUFS and not above −3 dBTP, also where the limiter must take much away."""
    words = RECORDINGS[kind]().astype(np.float32)
    path = save(tmp_path / "a.flac", np.concatenate([silence(1), words, silence(1)]))
    lufs, peak = _measured(_finished(path, ffmpeg))
    assert lufs == pytest.approx(-18, abs=1.0)
    assert peak < -2.8


@pytest.mark.parametrize("cut", [0.0, 0.3], ids=["tight", "with a room around it"])
def test_edges_are_soft(cut: float, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """The first and the last sample are next to nothing, and no step near them is larger than inside."""
    tone = 0.2 * np.sin(2 * np.pi * 200 * np.arange(RATE) / RATE + 1).astype(np.float32)
    noisy = np.concatenate([silence(cut), tone, silence(cut)])
    path = save(tmp_path / "a.wav", room(noisy, 20) if cut else noisy)
    heard = _finished(path, ffmpeg)
    steps = np.abs(np.diff(heard, prepend=0.0, append=0.0))
    edge = RATE // 100
    inside = steps[RATE // 3 : -RATE // 3].max()
    assert steps[:edge].max() <= 1.05 * inside
    assert steps[-edge:].max() <= 1.05 * inside
    assert max(abs(heard[0]), abs(heard[-1])) < 0.001


def test_rumble_does_not_count(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """A lorry louder than the voice and a steady offset do not change its loudness; the words are all there, with a
    little more around them for what is left of the lorry."""
    words = np.concatenate([silence(1), speech(3), silence(1)])
    lorry = 0.2 * np.sin(2 * np.pi * 22 * np.arange(len(words)) / RATE) + 0.1
    clean = _finished(save(tmp_path / "clean.flac", words), ffmpeg)
    shaken = _finished(save(tmp_path / "shaken.flac", (words + lorry).astype(np.float32)), ffmpeg)
    assert len(clean) <= len(shaken) < len(clean) + RATE // 2
    assert _measured(shaken)[0] == pytest.approx(-18, abs=1.0)
    _, figures = finished_take(read_recording(tmp_path / "shaken.flac", ffmpeg))
    assert figures.rumble > 0
