"""ffmpeg as a child: what goes in comes out, failures speak, and nothing is left running."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.errors import EncodingError
from guides.store import ffmpeg as store
from guides.store.ffmpeg import Ffmpeg, find
from guides.units import RATE


@pytest.fixture
def ffmpeg(tmp_path: Path) -> Ffmpeg:
    return find(None, tmp_path)


def noise(frames: int) -> NDArray[np.float32]:
    return (0.1 * np.random.default_rng(1).standard_normal((frames, 2))).astype(np.float32)


def children() -> list[str]:
    """The ffmpeg processes that run now as children of this one."""
    import os

    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "comm="], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.split() if "ffmpeg" in line]


def test_sound_comes_back_bit_for_bit(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Float frames written as WAV and decoded again are the same frames, whatever the blocks."""
    sound = noise(11 * RATE + 17)
    blocks = [sound[:1], sound[1:1], sound[1:5000].tobytes(), memoryview(sound[5000:70000]), sound[70000:]]
    path = tmp_path / "-odd name 'ü'.wav"
    assert ffmpeg.encode(["-c:a", "pcm_f32le"], blocks, path) is None
    back = list(ffmpeg.decode(path))
    assert [len(block) for block in back] == [10 * RATE, RATE + 17]
    assert np.array_equal(np.concatenate(back), sound)


def test_bytes_come_back_and_are_the_same_twice(ffmpeg: Ffmpeg) -> None:
    """Without an output path the encoded bytes are returned; equal input gives equal bytes."""
    first, second = (ffmpeg.encode(["-c:a", "libopus", "-f", "ogg"], [noise(RATE)]) for _ in range(2))
    assert first is not None
    assert first[:4] == b"OggS"
    assert first == second


def test_much_output_while_much_is_fed(ffmpeg: Ffmpeg) -> None:
    """Neither side waits for the other, however much more than a pipe holds goes through."""
    raw = ffmpeg.encode(["-c:a", "pcm_f32le", "-f", "f32le"], (noise(RATE) for _ in range(30)))
    assert raw == noise(RATE).tobytes() * 30


def test_surround_becomes_stereo_without_clipping(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Six full-scale channels at 96 kHz come back as stereo at 44.1 kHz, within full scale."""
    path = tmp_path / "six.wav"
    six = "sine=frequency=440:duration=2:sample_rate=96000,volume=8,pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0"
    ffmpeg.run(["-v", "error", "-f", "lavfi", "-i", six, str(path)])
    sound = np.concatenate(list(ffmpeg.decode(path)))
    assert abs(len(sound) - 2 * RATE) < 50
    assert 0.5 < np.abs(sound).max() <= 1.02


def test_failure_says_why(ffmpeg: Ffmpeg) -> None:
    """A codec that does not exist is named in the error."""
    with pytest.raises(EncodingError, match="nonsense"):
        ffmpeg.encode(["-c:a", "nonsense", "-f", "mp3"], (noise(RATE) for _ in range(20)))
    assert not children()


def test_decoding_what_is_no_sound_fails(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """A text is not sound, and a file that is missing is not there."""
    path = tmp_path / "words.mp3"
    path.write_text("only words " * 100)
    for wrong in (path, tmp_path / "missing.mp3"):
        with pytest.raises(EncodingError, match="ffmpeg failed"):
            list(ffmpeg.decode(wrong))


def test_the_child_ends_when_we_stop(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    """Ctrl-C while feeding, and a reader that loses interest, leave no process behind."""

    def interrupted() -> Iterator[NDArray[np.float32]]:
        yield noise(RATE)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ffmpeg.encode(["-f", "mp3"], interrupted())
    assert not children()
    path = tmp_path / "long.wav"
    ffmpeg.encode(["-c:a", "pcm_s16le"], [noise(RATE)] * 40, path)
    blocks = ffmpeg.decode(path)
    next(blocks)
    assert children()
    blocks.close()
    assert not children()


def test_run_gives_output_and_words(ffmpeg: Ffmpeg) -> None:
    """Arguments of the caller's own; stdin, stdout and stderr all pass."""
    copy = ["-f", "s16le", "-ar", "8000", "-ac", "1", "-i", "pipe:0", "-f", "s16le", "pipe:1"]
    out, words = ffmpeg.run(copy, b"\1\0" * 800)
    assert out == b"\1\0" * 800
    assert "pcm_s16le" in words


def test_the_version_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run reads the version from its note, which only a practice folder gets, and starts no process."""
    (tmp_path / ".guides").mkdir()
    version = find(None, tmp_path).version
    assert version.startswith("ffmpeg version")
    store._version.cache_clear()
    store._asked.cache_clear()
    monkeypatch.setattr(subprocess, "Popen", None)
    assert find(None, tmp_path).version == version


def test_a_damaged_note_is_written_anew(tmp_path: Path) -> None:
    """The note about the version may hold anything; it is only a note."""
    note = tmp_path / ".guides" / "ffmpeg.json"
    note.parent.mkdir()
    for wrong in (b"", b"[]", b"\xff", b'{"identity": 1}'):
        note.write_bytes(wrong)
        store._version.cache_clear()
        assert find(None, tmp_path).version.startswith("ffmpeg version")
    assert b"ffmpeg version" in note.read_bytes()


def test_no_ffmpeg_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that leads nowhere, a program that is not ffmpeg, and a missing binary each say what to do."""
    with pytest.raises(EncodingError, match="no ffmpeg at tools/none") as missing:
        find("tools/none", tmp_path)
    assert "guides.toml" in (missing.value.hint or "")
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho something else\n")
    other.chmod(0o755)
    with pytest.raises(EncodingError, match="not ffmpeg"):
        _ = find("other", tmp_path).version
    other.chmod(0o644)
    with pytest.raises(EncodingError, match="cannot be started"):
        Ffmpeg(other).run(["-version"])
    monkeypatch.setattr(store, "find_spec", lambda name: None)
    with pytest.raises(EncodingError, match="missing"):
        find(None, tmp_path)


@pytest.mark.parametrize("kind", ["mp3", "m4b", "opus", "flac", "wav"])
def test_decoding_begins_at_the_very_frame(ffmpeg: Ffmpeg, tmp_path: Path, kind: str) -> None:
    """From any frame on comes what stands there in the whole, in every format, to the last frame."""
    path = tmp_path / f"noise.{kind}"
    arguments = {"m4b": ["-c:a", "aac", "-f", "ipod"], "mp3": ["-c:a", "libmp3lame"]}.get(kind, [])
    time = np.arange(6 * RATE + 1_234) / RATE
    sweep = (0.3 * np.sin(2 * np.pi * (1_000 * time + 300 * time**2))).astype(np.float32)
    ffmpeg.encode(arguments, [np.stack([sweep, sweep], axis=1)], path)
    whole = np.concatenate(list(ffmpeg.decode(path)))
    for start in (1, RATE // 3, 2 * RATE, 5 * RATE + 777):
        part = np.concatenate(list(ffmpeg.decode(path, start=start, block=RATE)))
        assert len(part) == len(whole) - start
        likeness = np.corrcoef(part[2_000:20_000, 0], whole[start + 2_000 : start + 20_000, 0])[0, 1]
        assert likeness > 0.98
    assert list(ffmpeg.decode(path, start=7 * RATE)) == []
