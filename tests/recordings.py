"""Recordings as a therapist might bring them: spoken by noise that has the rhythm of speech, or by eSpeak."""

import subprocess
import wave
from functools import cache
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from listening import loudness
from numpy.typing import NDArray

RATE = 44_100
Sound = NDArray[np.float32]


@cache
def _babble(seconds: float, seed: int, rate: int) -> Sound:
    rng = np.random.default_rng(seed)
    count = round(seconds * rate)
    hum = np.cumsum(2 * np.pi * (120 + 20 * np.sin(np.arange(count) * 3 / rate)) / rate)
    voice = sum(np.sin(hum * k) / k**1.2 for k in range(1, 24)) + 0.1 * rng.standard_normal(count)
    envelope = np.zeros(count)
    at = 0
    while at < count:
        length = int(rate * rng.uniform(0.12, 0.3))
        piece = envelope[at : at + length]
        piece[:] = np.sin(np.pi * (np.arange(len(piece)) + 0.5) / length) ** 0.6 * rng.uniform(0.5, 1.0)
        at += length + int(rate * rng.choice([0.03, 0.06, 0.5], p=[0.5, 0.4, 0.1]))
    return (0.1 * voice * envelope).astype(np.float32)


def speech(seconds: float, seed: int = 1, rate: int = RATE) -> Sound:
    """Something with the pitch, the syllables and the rests of speech, shape (n,); it begins at once."""
    return _babble(seconds, seed, rate).copy()


@cache
def _espeak(text: str) -> Sound:
    from guides.model.settings import Settings
    from guides.model.utterance import Utterance
    from guides.narration.levels import at_rate
    from guides.narration.registry import Registry

    narrator, voice = Registry(Settings(), Path()).voice("pyttsx3")
    return at_rate(narrator.speak(Utterance(text, voice.name, voice.pace, voice.language)))


def spoken(text: str) -> Sound:
    """A text as eSpeak NG says it, shape (n,), 44.1 kHz, with some silence at its ends."""
    return _espeak(text).copy()


def at(samples: Sound, lufs: float, rate: int = RATE) -> Sound:
    """The same at this loudness by BS.1770, measured by ffmpeg as sound on two speakers."""
    both = np.repeat(samples[:, np.newaxis], 2, axis=1)
    if rate != RATE:
        import soxr

        both = soxr.resample(both, rate, RATE)
    gain = lufs - loudness(both).lufs
    return (samples * 10 ** (gain / 20)).astype(np.float32)


def silence(seconds: float, rate: int = RATE) -> Sound:
    return np.zeros(round(seconds * rate), dtype=np.float32)


def room(samples: Sound, below: float, seed: int = 2) -> Sound:
    """The same in a room whose hiss is so many dB below the sound's own level."""
    level = np.sqrt(np.mean(samples[np.abs(samples) > np.abs(samples).max() / 100] ** 2)) * 10 ** (-below / 20)
    return (samples + level * np.random.default_rng(seed).standard_normal(samples.shape)).astype(np.float32)


def save(path: Path, samples: Sound, rate: int = RATE, *options: str) -> Path:
    """Write a recording, shape (n,) or (n, channels), in the format that the file's ending names."""
    sound = samples if samples.ndim == 2 else samples[:, np.newaxis]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".wav" and not options:
        with wave.open(str(path), "wb") as file:
            file.setparams((sound.shape[1], 2, rate, 0, "NONE", ""))
            file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
        return path
    raw = ["-f", "f32le", "-ar", str(rate), "-ac", str(sound.shape[1]), "-i", "pipe:0"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *raw, *options, str(path)]
    subprocess.run(command, input=sound.astype("<f4").tobytes(), check=True)
    return path
