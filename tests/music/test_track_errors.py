"""Music that cannot be used: each case is one clear sentence, and nothing is left behind."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.errors import MusicError
from guides.music.tracks import Track
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.units import RATE

Floats = NDArray[np.float32]
Save = Callable[..., Path]
Open = Callable[..., Track]
Noise = Callable[[float], Floats]


def shorten(path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: round(len(content) * share)])


@pytest.mark.parametrize("ending", ["mp3", "flac", "wav", "ogg", "opus", "m4a"])
def test_a_truncated_file(ending: str, save: Save, opened: Open, cache: Cache, noise: Noise) -> None:
    """Every format that lost its last third is refused, and nothing of it stays in the cache."""
    name = f"river.{ending}"
    shorten(save(name, noise(9), *(["-movflags", "+faststart"] if ending == "m4a" else [])), 0.66)
    with pytest.raises(MusicError, match=r"cut short|damaged") as error:
        opened(name)
    assert str(error.value.where) == f"music/{name}"
    assert not list((cache.root / "tracks").rglob("*.*"))


def test_damage_in_the_middle(save: Save, opened: Open, noise: Noise) -> None:
    """A hole of 200 bytes in a lossless file is found, wherever it stands."""
    path = save("river.flac", noise(10))
    whole = path.read_bytes()
    for position in (0.3, 0.5, 0.701):
        hole = round(len(whole) * position)
        path.write_bytes(whole[:hole] + bytes(200) + whole[hole + 200 :])
        with pytest.raises(MusicError, match="damaged"):
            opened("river.flac")


def test_a_bang_is_damage(save: Save, opened: Open, noise: Noise) -> None:
    """Samples at four times full scale, as a hole in a lossy file makes them, never reach a client."""
    sound = noise(6)
    sound[3 * RATE] = 4.0
    save("bang.wav", sound, "-c:a", "pcm_f32le")
    with pytest.raises(MusicError, match=r"a bang 3\.0 s"):
        opened("bang.wav")


def test_words_after_the_end_is_forgiven(save: Save, opened: Open, noise: Noise) -> None:
    """Words that other programs hang behind an mp3 do not make it unusable."""
    path = save("river.mp3", noise(5))
    path.write_bytes(path.read_bytes() + b"LYRICSBEGIN" + b"la la la " * 400 + b"LYRICS200")
    assert opened("river.mp3").music.hops >= 49


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.mp3", b"", "is empty"),
        ("text.mp3", b"Only words. " * 500, "no sound"),
        ("random.mp3", np.random.default_rng(4).bytes(50_000), "no sound|damaged|cut short"),
        (
            "head.wav",
            b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\2\0\x44\xac\0\0\x10\xb1\2\0\4\0\x10\0data\0\0\0\0",
            "no sound",
        ),
    ],
)
def test_what_is_not_music(name: str, content: bytes, said: str, folder: Path, opened: Open) -> None:
    """Empty, text, noise of bytes, and a header without sound."""
    (folder / name).write_bytes(content)
    with pytest.raises(MusicError, match=said) as error:
        opened(name)
    assert str(error.value.where) == f"music/{name}"
    assert error.value.hint


def test_a_picture_renamed(folder: Path, ffmpeg: Ffmpeg, opened: Open) -> None:
    """A picture does not become music by its name."""
    ffmpeg.run(["-v", "error", "-f", "lavfi", "-i", "testsrc", "-frames:v", "1", str(folder / "pic.png")])
    (folder / "pic.png").rename(folder / "pic.mp3")
    with pytest.raises(MusicError, match="no sound"):
        opened("pic.mp3")


def test_silent_and_too_short(save: Save, opened: Open, noise: Noise) -> None:
    """Silence throughout, under two seconds, and a moment of sound in much silence."""
    silence = np.zeros((5 * RATE, 2), np.float32)
    save("silent.flac", silence)
    save("short.flac", noise(1.5))
    save("moment.flac", np.concatenate([silence, noise(0.5), silence]))
    with pytest.raises(MusicError, match="silent"):
        opened("silent.flac")
    with pytest.raises(MusicError, match=r"only 1\.5 s"):
        opened("short.flac")
    with pytest.raises(MusicError, match=r"only 0\.[56] s"):
        opened("moment.flac")


def test_a_missing_file_names_the_nearest(save: Save, opened: Open, folder: Path, noise: Noise) -> None:
    """A misspelt name gets its nearest; a folder is not a file."""
    save("slow river.flac", noise(2))
    (folder / "more").mkdir()
    with pytest.raises(MusicError, match="no such") as error:
        opened("slow-river.flac")
    assert error.value.hint == "Did you mean slow river.flac?"
    with pytest.raises(MusicError, match="folder"):
        opened("more")


@pytest.mark.parametrize("name", ["../out.flac", "a/../../out.flac", "..\\out.flac", "C:\\out.flac", ""])
def test_a_path_that_leaves_the_folder(name: str, opened: Open) -> None:
    """Names that climb out are refused before anything is opened."""
    with pytest.raises(MusicError, match="inside the music folder"):
        opened(name)


def test_absolute_paths_and_links_that_leave(save: Save, opened: Open, folder: Path, noise: Noise) -> None:
    """An absolute path and a link to a file outside are refused, though the file is fine; links within are not."""
    inside = save("fine.flac", noise(2.5))
    outside = folder.parent / "out.flac"
    outside.write_bytes(inside.read_bytes())
    (folder / "link.flac").symlink_to(outside)
    (folder / "within.flac").symlink_to(inside)
    for name in (str(outside), str(inside), "link.flac"):
        with pytest.raises(MusicError, match="inside the music folder"):
            opened(name)
    assert opened("within.flac").key == opened("fine.flac").key


def test_a_name_in_other_code_points(save: Save, opened: Open, noise: Noise) -> None:
    """An accent written as one character finds the file whose name has it as two."""
    save("e\u0301te\u0301.flac", noise(2.5))
    assert opened("\u00e9t\u00e9.flac").music.hops == 25
