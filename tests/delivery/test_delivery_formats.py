"""The table of formats, and the level that tags tell."""

import pytest

from guides.delivery.formats import ENCODINGS
from guides.delivery.gains import ReplayGain
from guides.store.ffmpeg import Ffmpeg
from guides.units import Decibels, Lufs


def test_only_mp3_is_joined() -> None:
    """Pieces of MP3 can be joined; all other formats are encoded whole."""
    assert [name for name, encoding in ENCODINGS.items() if encoding.joinable] == ["mp3"]
    assert [name for name, encoding in ENCODINGS.items() if encoding.chapters_at_encoding] == ["m4b"]
    assert all(name == encoding.extension for name, encoding in ENCODINGS.items())


def test_an_mp3_stream_is_nothing_but_frames(ffmpeg: Ffmpeg) -> None:
    """No header, no Xing frame, no tag at the end: what comes can be spliced."""
    made = ffmpeg.encode(ENCODINGS["mp3"].arguments(), [bytes(8 * 44100)])
    assert made is not None
    assert made[:2] == b"\xff\xfb"
    for word in (b"Xing", b"Info", b"TAG", b"ID3"):
        assert word not in made


@pytest.mark.parametrize(
    ("lufs", "peak", "gain", "linear", "opus"),
    [
        (-18.0, 0.0, "+0.00 dB", "1.000000", "-1280"),
        (-16.5, -1.0, "-1.50 dB", "0.891251", "-1664"),
        (-23.0, -6.0206, "+5.00 dB", "0.500000", "0"),
        (-300.0, -300.0, "+282.00 dB", "0.000000", "32767"),
    ],
)
def test_gains(lufs: float, peak: float, gain: str, linear: str, opus: str) -> None:
    """ReplayGain counts from −18 LUFS, Opus from −23 LUFS in 256ths of a decibel."""
    gains = ReplayGain(Lufs(lufs), Decibels(peak))
    assert (gains.track_gain, gains.track_peak, gains.r128_track_gain) == (gain, linear, opus)
