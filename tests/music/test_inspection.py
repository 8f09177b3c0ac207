"""A track heard whole: what is measured is true, and what cannot be used says why."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.music.excerpt import excerpt
from guides.music.inspection import Heard, Inspected, inspect, known
from guides.sound.loudness import integrated_of
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.units import RATE

Floats = NDArray[np.float32]
Save = Callable[..., Path]
Noise = Callable[[float], Floats]
Hear = Callable[[str], Heard]


def sine(seconds: float, amplitude: float, hertz: float = 220.0) -> Floats:
    wave = amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return np.repeat(np.clip(wave, -1.0, 32767 / 32768)[:, np.newaxis], 2, axis=1).astype(np.float32)


@pytest.fixture
def hear(folder: Path, ffmpeg: Ffmpeg, cache: Cache) -> Hear:
    def hearing(name: str) -> Heard:
        inspected = inspect(folder, name, ffmpeg, cache)
        assert inspected.problems == ()
        assert inspected.heard is not None
        return inspected.heard

    return hearing


def test_length_loudness_and_silence(save: Save, hear: Hear, noise: Noise) -> None:
    """Length to the sample, loudness of what sounds, silence at the ends to a tenth of a second."""
    sound = noise(9)
    before, after = np.zeros((6 * RATE, 2), np.float32), np.zeros((2 * RATE, 2), np.float32)
    save("padded.flac", np.concatenate([before, sound, after]))
    heard = hear("padded.flac")
    assert heard.seconds == pytest.approx(17.0)
    assert heard.lufs == pytest.approx(integrated_of(sound), abs=0.05)
    assert (heard.lead, heard.trail) == (pytest.approx(6.0, abs=0.1), pytest.approx(2.0, abs=0.1))
    assert heard.clipped == 0.0
    assert heard.oddities() == ("6 s of silence at its beginning are left out.",)


@pytest.mark.parametrize("arguments", [(), ("-ac", "1"), ("-ar", "48000"), ("-ar", "8000", "-ac", "1")])
def test_clipping_is_found(arguments: tuple[str, ...], save: Save, hear: Hear) -> None:
    """A sine cut off at full scale in a quarter of its length, in stereo, mono, and at other rates."""
    save("cut.wav", np.concatenate([sine(1, 3.0), sine(3, 0.5)]), *arguments)
    heard = hear("cut.wav")
    assert heard.clipped == pytest.approx(0.25, abs=0.03)
    assert "clipped in 2" in heard.oddities()[0]


def test_loud_is_not_clipped(save: Save, hear: Hear) -> None:
    """A sine that just touches full scale was not cut off."""
    save("loud.flac", sine(4, 1.0, 331.0))
    assert hear("loud.flac").clipped == 0.0


def protected(path: Path, entry: bytes) -> None:
    """Make an m4a look as its sellers' protected ones do."""
    path.write_bytes(path.read_bytes().replace(b"mp4a", entry))


def test_protected_files_are_called_so(save: Save, folder: Path, ffmpeg: Ffmpeg, cache: Cache, noise: Noise) -> None:
    """FairPlay, Common Encryption, Audible and Windows Media; a free m4a whose sound holds such letters is fine."""
    for name, entry in {"a.m4p": b"drms", "b.m4a": b"enca", "c.aax": b"aavd"}.items():
        protected(save(name.replace("m4p", "m4a").replace("aax", "m4a"), noise(3)), entry)
        (folder / name.replace("m4p", "m4a").replace("aax", "m4a")).rename(folder / name)
    asf = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(20)
    (folder / "d.wma").write_bytes(asf + bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e") + bytes(3000))
    for name in ("a.m4p", "b.m4a", "c.aax", "d.wma"):
        (problem,) = inspect(folder, name, ffmpeg, cache).problems
        assert "protected against copying" in problem.message
        assert str(problem.place) == f"music/{name}"
    save("e.m4a", noise(3), "-metadata", "comment=drms enca")
    assert inspect(folder, "e.m4a", ffmpeg, cache).problems == ()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("really a wav.mp3", ("-f", "wav")),
        ("really an ogg.flac", ("-f", "ogg")),
        ("cinema.wav", ("-ac", "6")),
        ("telephone.wav", ("-ar", "8000", "-ac", "1")),
        ("studio.wav", ("-ar", "192000")),
        ('it\'s "so" 🌊.mp3', ()),
        ("-i dash.flac", ()),
    ],
)
def test_odd_but_sound(name: str, arguments: tuple[str, ...], save: Save, hear: Hear, noise: Noise) -> None:
    """A wrong ending, many channels, low and high rates, and strange names are heard like any other."""
    save(name, noise(3), *arguments)
    heard = hear(name)
    assert heard.seconds == pytest.approx(3.0, abs=0.06)
    assert heard.clipped == 0.0


def test_what_cannot_be_used_says_why(save: Save, folder: Path, ffmpeg: Ffmpeg, cache: Cache, noise: Noise) -> None:
    """Each is a value with one problem at its file; nothing stops."""
    save("silent.flac", np.zeros((4 * RATE, 2), np.float32))
    save("soft.flac", noise(4) * np.float32(0.05))
    whole = save("cut.mp3", noise(9))
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    (folder / "zero.mp3").write_bytes(b"")
    ffmpeg.run(["-v", "error", "-f", "lavfi", "-i", "testsrc", "-frames:v", "1", "-f", "image2", str(folder / "p.mp3")])
    said = {
        "silent.flac": "silent throughout",
        "cut.mp3": "cut short",
        "zero.mp3": "is empty",
        "p.mp3": "no sound",
        "missing.mp3": "no such music file",
        "../outside.mp3": "inside the music folder",
    }
    for name, words in said.items():
        inspected = inspect(folder, name, ffmpeg, cache)
        assert inspected.heard is None
        (problem,) = inspected.problems
        assert words in problem.message


def test_what_was_heard_is_remembered(
    save: Save, folder: Path, ffmpeg: Ffmpeg, cache: Cache, noise: Noise, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is heard nothing is known; afterwards all of it, without decoding; a changed file is new."""
    path = save("sea.flac", noise(4))
    assert known(folder, "sea.flac", ffmpeg, cache) is None
    assert not cache.root.exists()
    first = inspect(folder, "sea.flac", ffmpeg, cache)
    with monkeypatch.context() as patch:
        patch.setattr(Ffmpeg, "decode", None)
        assert known(folder, "sea.flac", ffmpeg, cache) == first.heard
        assert inspect(folder, "sea.flac", ffmpeg, cache) == Inspected("sea.flac", first.heard)
    path.write_bytes(path.read_bytes() + b"\0")
    assert known(folder, "sea.flac", ffmpeg, cache) is None


def test_a_long_file_takes_no_more_memory(folder: Path, ffmpeg: Ffmpeg, cache: Cache) -> None:
    """Five minutes are decoded ten seconds at a time: a few blocks in memory, whatever the length."""
    source = ["-f", "lavfi", "-i", "sine=220:d=300:r=8000", "-c:a", "adpcm_ms"]
    ffmpeg.run(["-v", "error", *source, str(folder / "long.wav")])
    tracemalloc.start()
    try:
        heard = inspect(folder, "long.wav", ffmpeg, cache).heard
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert heard is not None
    assert heard.seconds == pytest.approx(300, abs=0.3)
    assert most < 30e6, "the decoded sound is 53 MB"


def test_a_very_long_file_says_what_it_costs() -> None:
    """Six hours can be used, and take gigabytes."""
    six = Heard(6 * 3600.0, -20.0, 0.0, 0.0, 0.0)  # type: ignore[arg-type]
    assert six.oddities() == ("It is very long: decoded, it takes 3.8 GB in .guides/.",)


def test_the_excerpt_is_the_loudest_part(save: Save, folder: Path, ffmpeg: Ffmpeg, cache: Cache, noise: Noise) -> None:
    """Twenty seconds from where it is fullest, at the loudness it has in a guide; short pieces whole; beds too."""
    sound = noise(70)
    sound[: 40 * RATE] *= 0.2
    sound[62 * RATE :] *= 0.2
    save("swell.flac", sound)
    found, start = excerpt(folder, "swell.flac", ffmpeg, cache)
    assert start == pytest.approx(41, abs=1.2)
    assert len(found) == 20 * RATE
    assert integrated_of(found) == pytest.approx(-19.3, abs=0.5)
    save("short.flac", noise(5))
    assert len(excerpt(folder, "short.flac", ffmpeg, cache)[0]) == pytest.approx(5 * RATE, abs=RATE / 10)
    assert len(excerpt(folder, "stillness", ffmpeg, cache)[0]) == 20 * RATE
