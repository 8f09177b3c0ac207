"""The formats a guide can be delivered in, and how ffmpeg is asked for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from guides.delivery.languages import three_letters
from guides.model.settings import MP3_KBPS, Format
from guides.units import CHANNELS, RATE


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one format is made."""

    extension: str
    """The file's ending, without its dot."""
    muxer: str
    """ffmpeg's name for the container."""
    codec: tuple[str, ...]
    """ffmpeg's arguments for the encoder and the container."""
    kbps: int
    """About how many kilobits a second takes on a disk."""
    joinable: bool = False
    """Whether pieces that were encoded apart can be joined to a whole."""
    chapters_at_encoding: bool = False
    """Whether chapters must be given to ffmpeg, since no tag editor can write them later."""

    def arguments(self, metadata: Path | None = None, language: str = "") -> tuple[str, ...]:
        """Everything between ffmpeg's first input, the sound, and the name of the output.

        Args:
            metadata: a file with the text of `chapters.ffmetadata`, for formats
                with `chapters_at_encoding`. ffmpeg must be told to take all of its
                metadata: with `-map_metadata -1` the chapters come without titles.
            language: the guide's, such as `en-us`, which such formats carry in the track itself.
        """
        if metadata is None:
            inputs: tuple[str, ...] = ("-map", "0:a", "-map_metadata", "-1", "-map_chapters", "-1")
        else:
            inputs = ("-f", "ffmetadata", "-i", str(metadata), "-map", "0:a")
            inputs += ("-map_metadata", "1", "-map_chapters", "1")
            inputs += ("-metadata:s:a:0", f"language={three_letters(language)}")
        return (*inputs, *self.codec, "-f", self.muxer)


_LAME_SOFTENS = 0.95
"""What LAME multiplies its input by at this bit rate, against clipping, which the limiter has seen to already."""
_MP3 = (
    *("-af", f"volume={1 / _LAME_SOFTENS:.6f}:precision=float"),
    *("-c:a", "libmp3lame", "-b:a", f"{MP3_KBPS}k", "-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0"),
)
"""Frames that stand by themselves, and nothing but frames: header and tags are written once for the whole."""

_AAC_KBPS = 128
_OPUS_KBPS = 120
_FLAC_KBPS = 600
"""Both measured on guides of thirteen minutes over the bed warm-drone: what Opus is asked for it may exceed."""

ENCODINGS: Mapping[Format, Encoding] = MappingProxyType(
    {
        "mp3": Encoding("mp3", "mp3", _MP3, MP3_KBPS, joinable=True),
        "m4b": Encoding(
            "m4b",
            "ipod",
            ("-c:a", "aac", "-b:a", f"{_AAC_KBPS}k", "-movflags", "+faststart", "-brand", "M4B "),
            _AAC_KBPS,
            chapters_at_encoding=True,
        ),
        "opus": Encoding("opus", "opus", ("-c:a", "libopus", "-b:a", "96k"), _OPUS_KBPS),
        "flac": Encoding(
            "flac", "flac", ("-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24"), _FLAC_KBPS
        ),
        "wav": Encoding("wav", "wav", ("-c:a", "pcm_s24le"), RATE * CHANNELS * 24 // 1000),
    }
)
"""Every format by its name; sound comes as 32-bit floats, 44.1 kHz, stereo."""
