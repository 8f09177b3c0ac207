"""How much louder or softer a player should play a guide, as tags say it."""

from dataclasses import dataclass

from guides.units import Decibels, Lufs

REPLAY_GAIN_LUFS = Lufs(-18.0)
"""The loudness that ReplayGain 2 players aim at."""

R128_LUFS = Lufs(-23.0)
"""The loudness that Opus's `R128_TRACK_GAIN` is counted from (RFC 7845, 5.2.1)."""


@dataclass(frozen=True, slots=True)
class ReplayGain:
    """What tags say about the level of a finished guide."""

    lufs: Lufs
    """Loudness of the whole encoded guide, decoded again."""
    peak_dbtp: Decibels
    """Its true peak."""

    @property
    def track_gain(self) -> str:
        """`REPLAYGAIN_TRACK_GAIN`: the way to −18 LUFS, such as `-1.50 dB`."""
        return f"{REPLAY_GAIN_LUFS - self.lufs:+.2f} dB"

    @property
    def track_peak(self) -> str:
        """`REPLAYGAIN_TRACK_PEAK`: linear, 1 is full scale."""
        return f"{10 ** (self.peak_dbtp / 20):.6f}"

    @property
    def r128_track_gain(self) -> str:
        """The way to −23 LUFS in 256ths of a decibel, a signed 16-bit whole number (Q7.8)."""
        steps = round((R128_LUFS - self.lufs) * 256)
        return str(max(-32768, min(32767, steps)))
