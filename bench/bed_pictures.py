"""Draws five minutes of every bed as a spectrogram and prints what was measured, as a table for `docs/beds.md`.

python bench/bed_pictures.py --out docs/pictures
python bench/bed_pictures.py --minutes 20 --only strings ocean
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from guides.model.music import level
from guides.music import beds
from guides.sound.loudness import HopMeter, integrated, short_term
from guides.sound.true_peak import to_db, true_peak
from guides.units import RATE, SEGMENT

Floats = NDArray[np.float32]
Values = NDArray[np.float64]

WIDTH, HEIGHT = 900, 300
LEFT, TOP, RIGHT, BOTTOM = 52, 26, 12, 26
LOWEST, HIGHEST = 30.0, 10_000.0
RANGE = 60.0
"""dB from the brightest to black."""
LABELS = ((50, "50"), (100, "100"), (200, "200"), (500, "500"), (1000, "1k"), (2000, "2k"), (5000, "5k"))
STOPS = (0.0, 0.35, 0.6, 0.82, 1.0)
TINTS = ((6, 6, 20), (52, 30, 104), (150, 54, 110), (236, 130, 74), (255, 240, 190))
WINDOW = 8192
MEL_TOP = 4000.0
MEL_BANDS = 40
PER_SECOND = 5
HEAD = (
    "| bed | loudness (LUFS) | range (LU) | 3 s within (LU) | true peak (dBTP) | DC (dBFS) | largest step (dB) "
    "| centroid (Hz) | stereo correlation | strongest repetition | speed |"
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="folder for the pictures; without it only the table is made")
    parser.add_argument("--minutes", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=beds.names(), default=beds.names())
    chosen = parser.parse_args(arguments)
    print(HEAD)
    print("|---" + "|---:" * (HEAD.count("|") - 2) + "|")
    for name in chosen.only:
        sound, speed = rendered(name, chosen.minutes * 60)
        print(row(name, sound, speed), flush=True)
        if chosen.out:
            chosen.out.mkdir(parents=True, exist_ok=True)
            # 48 colours are enough for the eye and a third of the bytes.
            picture(name, sound).quantize(48).save(chosen.out / f"bed-{name}.png", optimize=True)


def rendered(name: str, seconds: int) -> tuple[Floats, float]:
    """The bed as segments would read it, and how many times faster than it sounds on one core, in processor time."""
    bed = beds.make(name, intensity=level(0.5), brightness=level(0.5))
    bed.read(0, 1)
    count = seconds * RATE
    sound = np.empty((count, 2), dtype=np.float32)
    times = []
    for start in range(0, count, SEGMENT):
        began = time.process_time()
        piece = bed.read(start, min(SEGMENT, count - start))
        if len(piece) == SEGMENT:
            times.append(time.process_time() - began)
        sound[start : start + len(piece)] = piece
    return sound, SEGMENT / RATE / float(np.median(times))


def row(name: str, sound: Floats, speed: float) -> str:
    hops = HopMeter().add(sound)
    curve = short_term(hops)
    whole = integrated(hops) or 0.0
    steps = np.abs(np.diff(sound, axis=0))
    click = 20 * np.log10(steps.max() / np.percentile(steps, 99.9))
    offset = 20 * np.log10(np.abs(sound.mean(axis=0, dtype=np.float64)).max())
    power = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
    centroid = float((np.fft.rfftfreq(len(sound), 1 / RATE) * power).sum() / power.sum())
    likeness, lag = repetition(sound)
    cells = (
        f"`{name}`",
        f"{whole:.1f}",
        f"{np.percentile(curve, 95) - np.percentile(curve, 10):.1f}",
        f"{curve.min() - whole:+.1f} … {curve.max() - whole:+.1f}",
        f"{to_db(true_peak(sound)[0]):.1f}",
        f"{offset:.0f}",
        f"{click:.1f}",
        f"{centroid:.0f}",
        f"{np.corrcoef(sound.T)[0, 1]:.2f}",
        f"{likeness:.2f} at {lag:.0f} s",
        f"{speed:.0f}×",
    )
    return f"| {' | '.join(cells)} |".replace("-", "−").replace("`warm−", "`warm-").replace("`singing−", "`singing-")


def repetition(sound: Floats) -> tuple[float, float]:
    """How much the bed resembles itself at most at any lag over 20 s, and that lag in seconds.

    The log-mel picture, each band's mean removed; Pearson's correlation over all bands and frames.
    """
    bands = log_mel(sound)
    lags = range(20 * PER_SECOND + 1, min(len(bands) - 30 * PER_SECOND, 600 * PER_SECOND))
    likeness = [np.corrcoef(bands[:-lag].ravel(), bands[lag:].ravel())[0, 1] for lag in lags]
    best = int(np.argmax(likeness))
    return float(likeness[best]), lags[best] / PER_SECOND


def log_mel(sound: Floats) -> Values:
    """Shape (frames, MEL_BANDS), each band's mean removed."""
    frames = np.lib.stride_tricks.sliding_window_view(sound.mean(axis=1), 4096)[:: RATE // PER_SECOND]
    power = np.concatenate([_power(part, 4096) for part in np.array_split(frames, max(1, len(frames) // 500))])
    mel = 2595 * np.log10(1 + np.fft.rfftfreq(4096, 1 / RATE) / 700)
    edges = np.linspace(mel[1], 2595 * np.log10(1 + MEL_TOP / 700), MEL_BANDS + 2)
    width = edges[1] - edges[0]
    bank = np.clip(np.minimum((mel - edges[:-2, None]) / width, (edges[2:, None] - mel) / width), 0, None)
    bands: Values = np.log(power @ bank.T + 1e-10)
    return bands - bands.mean(axis=0)


def _power(frames: NDArray[np.floating], window: int) -> Values:
    power: Values = np.abs(np.fft.rfft(frames * np.hanning(window), axis=1)) ** 2
    return power


def picture(name: str, sound: Floats) -> Image.Image:
    """A spectrogram with octaves upward and minutes to the right."""
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    mono = np.pad(sound.mean(axis=1), WINDOW // 2)
    hertz = LOWEST * (HIGHEST / LOWEST) ** ((np.arange(high, -1, -1)) / high)
    bins = hertz / (RATE / WINDOW)
    columns = np.empty((high, wide))
    starts = (np.arange(wide * 2) * (len(sound) - 1) / (wide * 2)).astype(int)
    for column in range(wide):
        frames = np.stack([mono[start : start + WINDOW] for start in starts[2 * column : 2 * column + 2]])
        below = np.concatenate([[0.0], np.cumsum(_power(frames, WINDOW).mean(axis=0))])
        # Power between the edges of every line, and so per part of an octave.
        columns[:, column] = -np.diff(np.interp(bins + 0.5, np.arange(len(below)), below))
    decibels = 10 * np.log10(columns + 1e-12)
    shade = np.clip(1 + (decibels - np.percentile(decibels, 99.8)) / RANGE, 0, 1)
    pixels = np.stack([np.interp(shade, STOPS, [tint[part] for tint in TINTS]) for part in range(3)], axis=2)
    image = Image.new("RGB", (WIDTH, HEIGHT), (255, 255, 255))
    image.paste(Image.fromarray(pixels.astype(np.uint8)), (LEFT, TOP))
    _label(ImageDraw.Draw(image), name, len(sound) / RATE)
    return image


def _label(draw: ImageDraw.ImageDraw, name: str, seconds: float) -> None:
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    font = ImageFont.load_default(12)
    draw.text((LEFT, TOP // 2), name, fill=(20, 20, 20), font=ImageFont.load_default(14), anchor="lm")
    draw.text((WIDTH - RIGHT, TOP // 2), f"{RANGE:.0f} dB", fill=(90, 90, 90), font=font, anchor="rm")
    for hertz, label in LABELS:
        line = TOP + high * (1 - np.log(hertz / LOWEST) / np.log(HIGHEST / LOWEST))
        draw.line([(LEFT - 4, line), (LEFT - 1, line)], fill=(90, 90, 90))
        draw.text((LEFT - 7, line), f"{label} Hz" if hertz == 100 else label, fill=(60, 60, 60), font=font, anchor="rm")
    for minute in range(int(seconds // 60) + 1):
        column = LEFT + wide * minute * 60 / seconds
        draw.line([(column, TOP + high), (column, TOP + high + 4)], fill=(90, 90, 90))
        anchor = "rt" if column > WIDTH - 30 else "mt"
        draw.text(
            (column, TOP + high + 6), f"{minute} min" if minute else "0", fill=(60, 60, 60), font=font, anchor=anchor
        )


if __name__ == "__main__":
    main()
