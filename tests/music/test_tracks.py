"""The therapist's music: found safely, as loud as it should be, joined with itself where that sounds meant."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.model.music import Glide, level
from guides.music.joins import loop_of
from guides.music.tracks import Track, list_tracks, open_track
from guides.sound.loudness import HopMeter, integrated, integrated_of
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg
from guides.units import HOP, RATE, to_frames

Floats = NDArray[np.float32]
Save = Callable[..., Path]
Open = Callable[..., Track]
Noise = Callable[[float], Floats]


@pytest.mark.parametrize("name", ["a b.flac", 'it\'s "so".mp3', "🌊 sea.ogg", "-dash.m4a", "deep/er.opus", "%d.wav"])
def test_any_name_and_format_opens(name: str, save: Save, opened: Open, folder: Path, noise: Noise) -> None:
    """Odd names and all common formats come out at −24 LUFS."""
    save(name, noise(4))
    assert list_tracks(folder) == (name,)
    assert integrated_of(opened(name).read(0, 4 * RATE)) == pytest.approx(-24.0, abs=0.5)


@pytest.mark.parametrize("arguments", [("-ar", "8000", "-ac", "1"), ("-ar", "96000", "-ac", "6"), ("-ar", "192000")])
def test_any_rate_and_channel_count(arguments: tuple[str, ...], save: Save, opened: Open, noise: Noise) -> None:
    """8 kHz mono, 96 kHz 5.1 and 192 kHz last as long as they did and are brought to the same loudness."""
    save("odd.wav", noise(4), *arguments)
    track = opened("odd.wav")
    assert abs(track.music.hops - 40) <= 1
    assert integrated_of(track.read(0, 4 * RATE)) == pytest.approx(-24.0, abs=0.5)


def test_loudness_follows_intensity(save: Save, opened: Open, noise: Noise) -> None:
    """Six LU from least to most, and never above −21 LUFS."""
    save("sea.flac", noise(10))
    for intensity, target in ((0.0, -27.0), (0.5, -24.0), (1.0, -21.0)):
        loudness = integrated_of(opened("sea.flac", intensity).read(0, 10 * RATE))
        assert loudness == pytest.approx(target, abs=0.3)


def test_a_soft_or_uneven_piece_is_not_driven_into_the_limiter(save: Save, opened: Open, noise: Noise) -> None:
    """One loud instant in soft music bounds its gain: no sample above −3 dBFS."""
    sound = noise(10) * 0.1
    sound[RATE : RATE + 200] = 0.9
    save("uneven.flac", sound)
    assert np.abs(opened("uneven.flac").read(0, 10 * RATE)).max() <= 10 ** (-2.9 / 20)


def test_own_silence_is_left_out(save: Save, opened: Open, noise: Noise) -> None:
    """Silence at either end is not part of the loop; a pause in the middle is."""
    silence = np.zeros((2 * RATE, 2), np.float32)
    save("padded.flac", np.concatenate([silence, noise(3), silence, noise(3), silence]))
    track = opened("padded.flac")
    assert track.music.hops == pytest.approx(80, abs=1)
    assert np.abs(track.read(0, HOP)).max() > 0.01


def test_any_stretch_alone_equals_the_whole(
    save: Save, folder: Path, ffmpeg: Ffmpeg, cache: Cache, noise: Noise
) -> None:
    """Random access, while the intensity glides; silence before the beginning and after the end."""
    save("sea.flac", noise(20))
    glide = Glide(((to_frames(3), 0.1), (to_frames(15), 0.9)))
    track = open_track(folder, "sea.flac", ffmpeg, cache, intensity=glide)
    whole = track.read(0, 20 * RATE)
    random = np.random.default_rng(3)
    for start in random.integers(0, 18 * RATE, 25):
        count = int(random.integers(1, 2 * RATE))
        assert np.abs(track.read(int(start), count) - whole[start : start + count]).max() < 1e-5
    assert np.array_equal(track.read(-10, 20)[10:], whole[:10])
    assert not track.read(-10, 10).any()
    assert not track.read(25 * RATE, RATE).any()


def test_the_level_is_what_a_meter_finds(save: Save, opened: Open, noise: Noise) -> None:
    """The table follows the sound, from any hop on."""
    swell = 0.3 + 0.7 * np.sin(np.pi * np.arange(12 * RATE) / (12 * RATE))
    save("swell.flac", (noise(12) * swell[:, np.newaxis]).astype(np.float32))
    track = opened("swell.flac")
    measured = HopMeter().add(track.read(0, 12 * RATE))
    stated = track.level(0, 120)
    assert np.abs(10 * np.log10(measured[5:] / stated[5:])).max() < 1.0
    assert np.array_equal(track.level(33, 50), stated[33:83])
    assert integrated(stated) == pytest.approx(integrated(measured) or 0.0, abs=0.1)


def test_a_loop_is_found_where_the_music_comes_back(save: Save, opened: Open, cache: Cache) -> None:
    """Of a piece that plays one long figure twice and a half, what is joined is a whole figure apart."""
    random = np.random.default_rng(8)
    notes = 110.0 * 2 ** (random.integers(0, 24, 40) / 12)
    time = np.arange(RATE) / RATE
    figure = np.concatenate([0.1 * np.sin(2 * np.pi * note * time) * np.sin(np.pi * time) for note in notes])
    sound = np.concatenate([figure, figure, figure[: 20 * RATE]])
    save("figure.flac", np.repeat(sound[:, np.newaxis], 2, axis=1).astype(np.float32))
    loop = loop_of(opened("figure.flac").music, cache)
    apart = (loop.end - loop.fade - loop.first) / RATE
    assert apart / 40 == pytest.approx(round(apart / 40), abs=0.001)
    assert loop.likeness > 0.95


def test_a_loop_leaves_out_a_soft_beginning_and_ending(save: Save, opened: Open, cache: Cache, noise: Noise) -> None:
    """A piece that swells from nothing and fades to nothing is joined where it is full."""
    rise = np.arange(100 * RATE, dtype=np.float32) / (12 * RATE)
    edges = np.clip(np.minimum(rise, rise[::-1]), 0.01, 1)
    save("faded.flac", noise(100) * edges[:, np.newaxis])
    loop = loop_of(opened("faded.flac").music, cache)
    assert 5 * RATE < loop.first < 25 * RATE
    assert 75 * RATE < loop.end < 95 * RATE


@pytest.mark.parametrize("seconds", [2.0, 2.5, 9.0])
def test_short_pieces_have_a_loop(seconds: float, save: Save, opened: Open, cache: Cache, noise: Noise) -> None:
    """However short a piece is, it goes on: a repetition takes time."""
    save("short.flac", noise(seconds))
    loop = loop_of(opened("short.flac").music, cache)
    assert loop.first >= 0
    assert loop.first + 2 * loop.fade <= loop.end <= round(seconds * RATE) + HOP


def test_a_track_is_decoded_once(
    save: Save, folder: Path, ffmpeg: Ffmpeg, cache: Cache, monkeypatch: pytest.MonkeyPatch, noise: Noise
) -> None:
    """The second opening neither decodes nor reads the file; another content does, and has another key."""
    save("sea.flac", noise(4))
    first = open_track(folder, "sea.flac", ffmpeg, cache, intensity=level(0.5))
    with monkeypatch.context() as patch:
        patch.setattr(Ffmpeg, "decode", None)
        patch.setattr("hashlib.file_digest", None)
        assert open_track(folder, "sea.flac", ffmpeg, cache, intensity=level(0.5)).key == first.key
    save("sea.flac", noise(5))
    assert open_track(folder, "sea.flac", ffmpeg, cache, intensity=level(0.5)).key != first.key


def test_a_copy_elsewhere_has_the_same_key(save: Save, opened: Open, folder: Path, noise: Noise) -> None:
    """Who a track is depends on its content, not on its name or date."""
    path = save("sea.flac", noise(4))
    (folder / "copy.flac").write_bytes(path.read_bytes())
    assert opened("sea.flac").key == opened("copy.flac").key


def test_lost_samples_are_decoded_again(save: Save, opened: Open, noise: Noise) -> None:
    """A cache that lost part of itself is made whole, not played."""
    save("sea.flac", noise(4))
    first = opened("sea.flac")
    whole = first.read(0, RATE).copy()
    pcm = first.music.path
    content = pcm.read_bytes()
    pcm.unlink()
    pcm.write_bytes(content[:1000])
    assert np.array_equal(opened("sea.flac").read(0, RATE), whole)


def test_no_folder_is_no_music(tmp_path: Path) -> None:
    """A practice without a music folder lists nothing."""
    assert list_tracks(tmp_path / "none") == ()


def test_only_music_is_listed(save: Save, folder: Path, noise: Noise) -> None:
    """Notes, covers and hidden files are not music."""
    save("sea.flac", noise(2))
    for name in ("music.toml", "README.md", "cover.jpg", ".DS_Store", ".hidden.mp3"):
        (folder / name).write_text("x")
    assert list_tracks(folder) == ("sea.flac",)
