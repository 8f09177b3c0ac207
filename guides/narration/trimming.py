"""Where the words of a recording begin and end, whatever the room, and whatever happened around them.

A recording is cut into islands of sound. From its ends inward, islands that stand apart
and are no speech are left out: what knocked against the microphone, a click of the stop
button, a breath taken long before the first word. A word is never taken for one of
those: what has a voice in it stays, however soft it is.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from guides.sound.high_pass import without_rumble
from guides.sound.true_peak import to_db
from guides.units import RATE, Decibels, Seconds, to_frames

Floats = NDArray[np.float32]
Levels = NDArray[np.float64]

STEP = RATE // 100
"""Frames of one level: 10 ms."""
SMOOTH = 5
"""Levels that a noise floor is a mean of: it must not fall into the gaps of a hiss."""
AROUND_SPEECH = (0.01, 10.0)
"""Sound from 20 dB below its upper quarter to 10 dB above is the voice; more is a knock."""
FLOOR_SHARE = 10.0
"""Percent of a recording that is quieter than its noise floor is taken to be."""
NOISE_SHARE = 2.0
"""The same for telling how noisy it is: in a recording that was cut close to its words, only the gaps inside
them are quiet."""
OVER_FLOOR = 8.0
"""dB over the noise floor from which something is sound: noise itself strays by five or six."""
UNDER_SPEECH = 38.0
"""dB below the voice down to which sound counts where there is no noise: as for the clips of a narrator, under
the soft end of a whispered `s`."""
APART = 0.2
"""Seconds of quiet that part two islands: more than any stop consonant's closure."""
ALONE = 0.25
"""Seconds of quiet by which something must be parted from the words to be left out."""
CLICK = 0.12
"""Seconds: no word is as short."""
BREATH = 15.0
"""dB below the voice: a breath is softer than this, and a word without any voice in it is not."""
FAINT = 30.0
"""dB below the voice, between 250 Hz and 4 kHz, where even a voiced sound is only what a knock left behind."""
VOICED = 0.5
"""Correlation with itself one period later, from which a sound has a voice in it."""
VOICED_FOR = 6
"""Levels (10 ms each) that must have a voice in them; a knock that hums has fewer."""
THUMPS = 250.0
"""Hz below which knocks and thumps have nearly all of their power, and a voice only a part of its own."""
THUMPS_ORDER = 8
LOOKED_AT = 200
"""Steps of an island that are looked at: two seconds hold a voice, or none."""
NO_NOISE = Decibels(-120.0)
"""dBFS: below anything that a microphone can record."""
KEPT_BEFORE = Seconds(0.06)
KEPT_AFTER = Seconds(0.12)
"""What trimming leaves of the quiet around the words, so that soft sounds are not bitten off."""
KEPT_IN_NOISE = Seconds(0.3)
"""What it leaves where noise hides how softly they begin and end."""


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a recording are."""

    start: int
    """The first frame that is kept."""
    end: int
    """The frame after the last that is kept."""
    before: int
    """Frames of quiet that are kept before the first sound."""
    after: int
    """The same after the last."""
    speech: Decibels
    """The level of the voice while it sounds, RMS relative to full scale."""
    noise: Decibels
    """The level of the quiet around and between the words."""


def find_words(samples: Floats) -> Words | None:
    """Find the words of a recording; None when all of it is digital silence.

    Args:
        samples: shape (n,), 44.1 kHz, without rumble.
    """
    levels = _levels(samples)
    if not len(levels) or levels.max() <= 0:
        return None
    speech = _speech(levels)
    over_noise, under_speech = _thresholds(levels, speech)
    kept = _spoken(samples, _islands(_sounding(levels, speech)))
    in_noise = KEPT_IN_NOISE if over_noise > under_speech else 0.0
    first, last = kept[0].start * STEP, min(kept[-1].end * STEP, len(samples))
    start = max(first - to_frames(max(KEPT_BEFORE, in_noise)), 0)
    end = min(last + to_frames(max(KEPT_AFTER, in_noise)), len(samples))
    return Words(
        start=start,
        end=end,
        before=first - start,
        after=end - last,
        speech=to_db(speech**0.5),
        noise=Decibels(max(to_db(_floor(levels, NOISE_SHARE) ** 0.5), NO_NOISE)),
    )


def pauses_in(samples: Floats) -> tuple[tuple[int, int], ...]:
    """Where nobody speaks for `APART` or longer, as frames from and to, the quiet at both ends included.

    Args:
        samples: shape (n,), 44.1 kHz, without rumble.
    """
    levels = _levels(samples)
    if not len(levels) or levels.max() <= 0:
        return ((0, len(samples)),)
    islands = _islands(_sounding(levels, _speech(levels)))
    edges = [0, *(step * STEP for island in islands for step in (island.start, island.end)), len(samples)]
    return tuple((start, min(end, len(samples))) for start, end in zip(edges[::2], edges[1::2], strict=True))


def _thresholds(levels: Levels, speech: float) -> tuple[float, float]:
    """Mean squares from which something is sound: over the noise, and for the voice."""
    return _floor(levels) * 10 ** (OVER_FLOOR / 10), speech * 10 ** (-UNDER_SPEECH / 10)


def _sounding(levels: Levels, speech: float) -> NDArray[np.bool_]:
    """In which steps something sounds; where all of it is one steady sound, that is what was meant."""
    sounding: NDArray[np.bool_] = levels > min(max(_thresholds(levels, speech)), levels.max() / 2)
    return sounding


def _levels(samples: Floats) -> Levels:
    """The mean square of every 10 ms."""
    whole = len(samples) // STEP * STEP
    steps = samples[:whole].reshape(-1, STEP)
    levels = np.einsum("ij,ij->i", steps, steps).astype(np.float64) / STEP
    rest = samples[whole:]
    return np.append(levels, np.mean(rest.astype(np.float64) ** 2)) if len(rest) else levels


def _smooth(levels: Levels) -> Levels:
    return np.convolve(levels, np.ones(SMOOTH) / SMOOTH, mode="valid") if len(levels) >= SMOOTH else levels


def _floor(levels: Levels, share: float = FLOOR_SHARE) -> float:
    """The mean square of the quiet."""
    return float(np.percentile(_smooth(levels), share))


def _speech(levels: Levels) -> float:
    """The mean square of the voice while it sounds."""
    sounding = levels[levels > _floor(levels) * 10 ** (OVER_FLOOR / 10)]
    if not len(sounding):
        return float(levels.mean())
    usual = float(np.percentile(sounding, 75))
    low, high = AROUND_SPEECH
    return float(sounding[(sounding > usual * low) & (sounding < usual * high)].mean())


@dataclass(frozen=True, slots=True)
class _Island:
    """A stretch of sound, in steps."""

    start: int
    end: int


def _islands(sounding: NDArray[np.bool_]) -> list[_Island]:
    """Stretches of sound with less than `APART` between what belongs together."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], sounding, [False]]).astype(np.int8)))
    islands: list[_Island] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if islands and (start - islands[-1].end) * STEP < APART * RATE:
            islands[-1] = _Island(islands[-1].start, end)
        else:
            islands.append(_Island(start, end))
    return islands


def _spoken(samples: Floats, islands: list[_Island]) -> list[_Island]:
    """The islands without those at the ends that are no speech; never all of them."""
    if len(islands) == 1:
        return islands
    ear = _Ear.of(samples)
    main = max(range(len(islands)), key=lambda index: ear.weight(islands[index]))
    gaps = [(after.start - before.end) * STEP / RATE for before, after in pairwise(islands)]
    first, last = 0, len(islands) - 1
    while first < main and gaps[first] >= ALONE and not ear.is_speech(islands[first]):
        first += 1
    while last > main and gaps[last - 1] >= ALONE and not ear.is_speech(islands[last]):
        last -= 1
    return islands[first : last + 1]


@dataclass(frozen=True, slots=True)
class _Ear:
    """Tells speech from what else can happen in front of a microphone."""

    voice: Floats
    """The recording without what lies below `THUMPS`."""
    voice_levels: Levels
    speech: float
    """The mean square of the voice, without what lies below `THUMPS`."""

    @classmethod
    def of(cls, samples: Floats) -> "_Ear":
        voice = without_rumble(samples, RATE, THUMPS, THUMPS_ORDER)
        voice_levels = _levels(voice)
        return cls(voice, voice_levels, _speech(voice_levels))

    def weight(self, island: _Island) -> float:
        """How much of the voice is in it; no instant counts for more than the voice's level."""
        return float(np.minimum(self.voice_levels[island.start : island.end], self.speech).sum())

    def is_speech(self, island: _Island) -> bool:
        """Whether somebody speaks in it, or it may not be left out at least."""
        if self._voiced(island) >= VOICED_FOR:
            return True
        own = self.voice_levels[island.start : island.end]
        lasts = np.count_nonzero(own > own.max() * AROUND_SPEECH[0]) * STEP / RATE
        return bool(lasts >= CLICK and _smooth(own).max() > self.speech * 10 ** (-BREATH / 10))

    def _voiced(self, island: _Island) -> int:
        """In how many steps of an island there is a voice: a period of 70 to 400 Hz.

        The normalised autocorrelation of windows of three periods of a low voice
        (Boersma, IFA Proceedings 17, 1993).
        """
        size = 4 * STEP
        faint = self.speech * 10 ** (-FAINT / 10)
        steps = range(island.start, min(island.end, island.start + LOOKED_AT))
        loud = (at for at in steps if self.voice_levels[at] > faint)
        return sum(_periodic(self.voice[max(at * STEP - size // 2, 0) :][:size]) > VOICED for at in loud)


def _periodic(window: Floats) -> float:
    """How much a sound is like itself one period later; at most 1."""
    if len(window) < 4 * STEP:
        return 0.0
    shaped = window * np.hanning(len(window)).astype(np.float32)
    spectrum = np.fft.rfft(shaped, 2 * len(shaped))
    likeness = np.fft.irfft(np.abs(spectrum) ** 2)[: len(shaped)]
    taper = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(len(shaped)), 2 * len(shaped))) ** 2)[: len(shaped)]
    if likeness[0] <= 0:
        return 0.0
    low, high = RATE // 400, RATE // 70
    return float((likeness[low:high] / likeness[0] / (taper[low:high] / taper[0])).max())
