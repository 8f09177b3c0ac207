"""Any file that plays is read: every format, rate and number of channels, with what is odd about it."""

from pathlib import Path

import numpy as np
import pytest
from recordings import RATE, Sound, room, save, silence, speech

from guides.errors import EncodingError
from guides.narration import recordings
from guides.narration.recordings import Recording, read_recording
from guides.store.ffmpeg import Ffmpeg, find


@pytest.fixture
def ffmpeg(tmp_path: Path) -> Ffmpeg:
    return find(None, tmp_path)


WORDS = np.concatenate([silence(0.5), speech(2), silence(0.5)])


def _read(path: Path, ffmpeg: Ffmpeg) -> Recording:
    return read_recording(path, ffmpeg)


def _level(samples: Sound) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples**2)) + 1e-9))


@pytest.mark.parametrize(
    ("name", "rate", "options"),
    [
        ("a.wav", 8_000, ()),
        ("a.wav", 44_100, ("-c:a", "pcm_u8")),
        ("a.wav", 96_000, ("-c:a", "pcm_s24le")),
        ("a.m4a", 48_000, ()),
        ("a.mp3", 44_100, ()),
        ("a.ogg", 48_000, ("-c:a", "libopus")),
        ("a.flac", 22_050, ()),
        ("a.aiff", 44_100, ()),
        ("a.mp4", 44_100, ()),
        ("a.wma", 44_100, ()),
    ],
)
def test_any_format(name: str, rate: int, options: tuple[str, ...], ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Length and level are those of what was recorded."""
    words = np.concatenate([silence(0.5, rate), speech(2, rate=rate), silence(0.5, rate)])
    heard = _read(save(tmp_path / name, words, rate, *options), ffmpeg)
    assert len(heard.samples) / RATE == pytest.approx(3, abs=0.12)
    assert _level(heard.samples) == pytest.approx(_level(words), abs=1.0)
    assert (heard.dead, heard.opposed, heard.clipped) == (0, False, 0)


NOISE = 1e-3 * np.random.default_rng(3).standard_normal((len(WORDS), 8)).astype(np.float32)
QUIET = np.zeros_like(WORDS)


@pytest.mark.parametrize(
    ("channels", "dead", "opposed"),
    [
        ([WORDS], 0, False),
        ([WORDS, WORDS], 0, False),
        ([WORDS, QUIET], 1, False),
        ([QUIET, WORDS], 1, False),
        ([WORDS * 0.003, WORDS], 1, False),
        ([WORDS, -WORDS], 0, True),
        ([WORDS, -0.6 * WORDS], 0, True),
        ([QUIET, QUIET, WORDS], 2, False),
        ([WORDS, WORDS, QUIET, QUIET], 2, False),
        ([QUIET, QUIET, QUIET, QUIET, WORDS, QUIET], 5, False),
        ([WORDS] * 8, 0, False),
    ],
    ids=["mono", "both", "left", "right", "bleeding", "turned", "turned and softer", "third", "quad", "fifth", "eight"],
)
def test_any_channels(channels: list[Sound], dead: int, opposed: bool, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """The voice keeps its whole level: it is not halved by a dead channel nor taken away by one turned round."""
    sound = np.stack(channels, axis=1) + NOISE[:, : len(channels)]
    heard = _read(save(tmp_path / "a.wav", sound), ffmpeg)
    assert _level(heard.samples) == pytest.approx(_level(WORDS), abs=0.3)
    assert (heard.channels, heard.dead, heard.opposed) == (len(channels), dead, opposed)


def test_two_microphones_apart_are_not_mixed(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """A second microphone a metre away would take away some pitches; the better one is used alone."""
    delayed = np.roll(WORDS, 130)
    sound = np.stack([WORDS, room(delayed * 0.8, 25)], axis=1)
    heard = _read(save(tmp_path / "a.flac", sound), ffmpeg)
    assert np.abs(heard.samples - WORDS).max() < 0.01


@pytest.mark.parametrize("name", ["a.wav", "a.m4a", "a.mp3"])
@pytest.mark.parametrize("top", [1.0, 0.5], ids=["full scale", "turned down afterwards"])
def test_clipping_is_counted(name: str, top: float, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Crests that were cut off are counted by places, at full scale in any format; and below it where the
    format keeps them as they are."""
    loud = np.clip(WORDS * (1.3 / np.abs(WORDS).max()), -1, 1) * top
    clipped = _read(save(tmp_path / name, loud.astype(np.float32)), ffmpeg).clipped
    if top == 1.0 or name == "a.wav":
        assert 1 <= clipped <= 15
    assert _read(save(tmp_path / f"clean-{name}", WORDS * np.float32(0.9 / np.abs(WORDS).max())), ffmpeg).clipped == 0


def test_a_pure_tone_is_not_clipped(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Not even a low one just below full scale, in 16 bits."""
    tone = 0.999 * np.sin(2 * np.pi * 80 * np.arange(2 * RATE) / RATE).astype(np.float32)
    assert _read(save(tmp_path / "a.wav", tone), ffmpeg).clipped == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no sound"), (b"This is a letter and no sound at all.\n" * 99, "no sound"), (bytes(40_000), "no sound")],
    ids=["empty", "text", "zeros"],
)
def test_what_is_no_sound_is_refused(content: bytes, words: str, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    path = tmp_path / "a.m4a"
    path.write_bytes(content)
    with pytest.raises(EncodingError, match=words):
        _read(path, ffmpeg)


@pytest.mark.parametrize("name", ["a.wav", "a.m4a", "a.flac"])
def test_half_a_copy_is_refused(name: str, ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """A file that was not copied to its end is not taken for a short one."""
    path = save(tmp_path / name, np.concatenate([WORDS] * 4))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(EncodingError, match=r"cut short|damaged|no sound"):
        _read(path, ffmpeg)


def test_half_an_hour_is_the_most(ffmpeg: Ffmpeg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A longer recording is refused in words, whether the file says its length or not."""
    path = save(tmp_path / "a.wav", np.zeros(31 * 60 * 8_000, dtype=np.float32), 8_000)
    with pytest.raises(EncodingError, match="longer than 30 min"):
        _read(path, ffmpeg)
    monkeypatch.setattr(recordings, "LONGEST", 10.0)
    path = save(tmp_path / "a.aac", np.tile(WORDS, 4), RATE, "-c:a", "aac")
    with pytest.raises(EncodingError, match="longer than 10 s"):
        _read(path, ffmpeg)
