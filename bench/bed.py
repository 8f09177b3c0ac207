"""A five-minute bed as a musician might hand it over: a stereo MP3, the same on every machine."""

import subprocess
from pathlib import Path

import numpy as np
from imageio_ffmpeg import get_ffmpeg_exe
from numpy.typing import NDArray

RATE = 44_100
SEED = 20_26
CHORD = (110.0, 164.81, 220.0, 277.18, 329.63, 440.0, 554.37)
"""Hz: A major, wide."""
HARMONICS = 8
WIDTH = 0.08
"""Hz. A tone is a narrow band of noise: it swells and sinks over some twelve seconds."""
WIND = 0.35
"""How strong the noise behind the chord is, against it."""
LEVEL = 0.12
"""Root mean square of the whole, of full scale."""


def write_bed(path: Path, seconds: int = 300, kbps: int = 192) -> None:
    """Synthesise the bed and encode it."""
    random = np.random.default_rng(SEED)
    sound = np.stack([_channel(random, seconds) for _ in range(2)], axis=1)
    pcm = np.clip(np.rint(sound * 32767), -32768, 32767).astype("<i2")
    command = [get_ffmpeg_exe(), "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "2", "-i", "pipe:0"]
    subprocess.run([*command, "-b:a", f"{kbps}k", str(path)], input=pcm.tobytes(), check=True)


def _channel(random: np.random.Generator, seconds: int) -> NDArray[np.float64]:
    """Swelling tones and a breath of noise that falls by 3 dB per octave like wind, shape (n,)."""
    count = seconds * RATE
    lines = count // 2 + 1
    wind = random.normal(size=lines) + 1j * random.normal(size=lines)
    wind[1:] /= np.sqrt(np.arange(1, lines))
    wind[: 20 * seconds] = 0
    chord = np.zeros(lines, dtype=np.complex128)
    for tone in CHORD:
        for harmonic in range(1, HARMONICS + 1):
            middle = round(tone * harmonic * seconds)
            near = np.arange(middle - round(4 * WIDTH * seconds), middle + round(4 * WIDTH * seconds))
            shape = np.exp(-(((near - middle) / seconds / WIDTH) ** 2)) / harmonic**1.4
            chord[near] += shape * (random.normal(size=len(near)) + 1j * random.normal(size=len(near)))
    sound: NDArray[np.float64] = np.fft.irfft(chord / _norm(chord) + WIND * wind / _norm(wind), count)
    return LEVEL * sound / np.sqrt(np.mean(sound**2))


def _norm(spectrum: NDArray[np.complex128]) -> float:
    return float(np.linalg.norm(spectrum))
