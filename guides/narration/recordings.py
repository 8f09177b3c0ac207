"""A therapist's recording, of any format, level and number of channels, as one channel at 44.1 kHz.

It is decoded twice: once to hear which of its channels hold the voice, and once to keep
that. So memory holds one channel of it, however many there are.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.errors import EncodingError
from guides.narration import take_faults
from guides.sound.high_pass import without_rumble
from guides.store.complete import cut_short
from guides.store.ffmpeg import Ffmpeg
from guides.store.probing import Probed, probe
from guides.units import RATE, Seconds

Floats = NDArray[np.float32]
Powers = NDArray[np.float64]

LONGEST = Seconds(30 * 60.0)
"""A recording is held in memory while it is worked on; and nobody reads a paragraph for half an hour."""
DEAD = 10 ** (-20.0 / 10)
"""A channel this far below the best holds no more than its hiss, or what leaks into it."""
ALIKE = 0.9
"""Correlation from which channels are added: the voice grows by all of it and the hiss by less. Below it,
two microphones at some distance, or one turned round, would take parts of the voice away."""
FULL = 32766.5 / 32768
"""The largest sample of 16 bits, and all above."""
FULL_IN_A_ROW = 3
"""So many samples at full scale in a row were cut off there."""
FLAT = 1.5 / 32768
FLAT_IN_A_ROW = 6
FLAT_FROM = 0.25
"""A crest that stays level to a step or so of 16 bits for six samples, far from silence, was cut off, and the
sound turned down afterwards: a pure 100 Hz tone is level for no more than three."""
PLACE = 0.05
"""Seconds between two cut crests that count as one place."""
QUIET_SHARE = 10.0
"""Percent of a recording that is quieter than its noise floor is taken to be."""
SHORT_BY = Seconds(0.5)
"""What a sound file without faults may lack of the length it gives."""
SHORT_WITH_FAULTS = Seconds(0.02)
"""What a file with faults may lack: less than any codec's frame, so only junk between frames passes."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One channel, and what was noticed on the way to it."""

    samples: Floats
    """Shape (n,), 44.1 kHz."""
    channels: int
    dead: int
    """How many of the channels hold no voice."""
    opposed: bool
    """Whether channels would have cancelled each other."""
    clipped: int
    """In how many places it was cut off because it was too loud."""


def read_recording(path: Path, ffmpeg: Ffmpeg) -> Recording:
    """The voice in a file.

    Raises:
        EncodingError: no sound in it, damaged, cut short, or longer than `LONGEST`.
    """
    try:
        probed = probe(path, ffmpeg)
    except EncodingError as error:
        raise take_faults.no_sound() from error
    if probed.seconds is not None and probed.seconds > LONGEST:
        raise take_faults.too_long(LONGEST)
    heard = _listen(path, ffmpeg, probed)
    weights = heard.weights()
    mono = np.empty(heard.frames, dtype=np.float32)
    at = 0
    for block in _blocks(path, ffmpeg, probed):
        count = min(len(block), heard.frames - at)
        mono[at : at + count] = block[:count] @ weights
        at += count
    return Recording(
        samples=_at_rate(mono[:at], probed.rate),
        channels=probed.channels,
        dead=int(np.count_nonzero(~heard.alive())),
        opposed=heard.opposed(),
        clipped=heard.clipped,
    )


def _at_rate(samples: Floats, rate: int) -> Floats:
    import soxr

    if rate == RATE:
        return samples
    resampled: Floats = soxr.resample(samples, rate, RATE, quality="VHQ")
    return resampled


def _blocks(path: Path, ffmpeg: Ffmpeg, probed: Probed) -> Iterator[Floats]:
    """Its sound as it is, shape (n, channels); faults that cost nothing of it are passed over."""
    frames, fault = 0, None
    with closing(ffmpeg.decode(path, "-err_detect", "crccheck", own=probed.channels)) as blocks:
        while True:
            try:
                block = next(blocks, None)
            except EncodingError as error:
                fault = error
                break
            if block is None:
                break
            frames += len(block)
            if frames > LONGEST * probed.rate:
                raise take_faults.too_long(LONGEST)
            yield np.nan_to_num(block, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    if not frames:
        raise take_faults.no_sound() from fault
    seconds = Seconds(frames / probed.rate)
    may_lack = SHORT_BY if fault is None else SHORT_WITH_FAULTS
    if probed.seconds is None and fault is not None:
        raise take_faults.damaged(fault.message) from fault
    if (probed.seconds is not None and seconds < probed.seconds - may_lack) or cut_short(path):
        raise take_faults.cut_short(seconds) from fault


@dataclass(slots=True)
class _Heard:
    """What one pass through a file found."""

    covariance: Powers
    """Between channels, shape (channels, channels), summed over all 100 ms."""
    powers: list[Powers]
    """Of each channel per 100 ms, shape (hops, channels)."""
    frames: int = 0
    clipped: int = 0

    def alive(self) -> NDArray[np.bool_]:
        """Which channels hold the voice."""
        power = np.diag(self.covariance)
        return power > power.max() * DEAD if power.max() > 0 else np.ones(len(power), dtype=bool)

    def best(self) -> int:
        """The channel in which the voice stands highest above the noise."""
        hops = np.concatenate(self.powers)
        floor = np.percentile(hops, QUIET_SHARE, axis=0)
        above = np.where(self.alive(), np.diag(self.covariance) / (len(hops) * np.maximum(floor, 1e-12)), -1.0)
        return int(above.argmax())

    def likeness(self) -> Powers:
        """The correlation of each channel with the best."""
        best, power = self.best(), np.diag(self.covariance)
        likeness: Powers = self.covariance[best] / np.sqrt(np.maximum(power * power[best], 1e-30))
        return likeness

    def opposed(self) -> bool:
        """Whether adding the channels would have taken the voice away."""
        return bool((self.likeness()[self.alive()] < -0.5).any())

    def weights(self) -> Floats:
        """What each channel gives to the one that is kept, shape (channels,)."""
        joined = self.alive() & (self.likeness() >= ALIKE)
        joined[self.best()] = True
        weights: Floats = (joined / np.count_nonzero(joined)).astype(np.float32)
        return weights


def _listen(path: Path, ffmpeg: Ffmpeg, probed: Probed) -> _Heard:
    heard = _Heard(np.zeros((probed.channels, probed.channels)), [])
    hop = max(probed.rate // 10, 1)
    last_cut = -RATE
    for block in _blocks(path, ffmpeg, probed):
        cut = np.flatnonzero(cut_crests(block).any(axis=1)) + heard.frames
        heard.clipped += int(np.count_nonzero(np.diff(cut, prepend=last_cut) > PLACE * probed.rate)) if len(cut) else 0
        last_cut = int(cut[-1]) if len(cut) else last_cut
        heard.frames += len(block)
        voice = np.stack([without_rumble(np.ascontiguousarray(channel), probed.rate) for channel in block.T], axis=1)
        short = -len(voice) % hop
        hops = np.pad(voice, ((0, short), (0, 0))).reshape(-1, hop, probed.channels).astype(np.float64)
        heard.covariance += np.einsum("hfa,hfb->ab", hops, hops)
        heard.powers.append(np.mean(hops**2, axis=1))
    return heard


def cut_crests(block: Floats) -> NDArray[np.bool_]:
    """Where the crests of a sound were cut off, shape (n, channels): at full scale, or flat below it."""
    size = np.abs(block)
    full = _in_a_row(size >= FULL, FULL_IN_A_ROW)
    steady = np.abs(np.diff(block, axis=0, prepend=block[:1] + 1)) <= FLAT
    return full | _in_a_row(steady & (size >= FLAT_FROM), FLAT_IN_A_ROW)


def _in_a_row(found: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Where a run of so many begins, along the first axis."""
    run = found.copy()
    for step in range(1, count):
        run[:-step] &= found[step:]
        run[-step:] = False
    return run
