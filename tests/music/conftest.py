"""A music folder, and sound whose truth is known to put into it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.model.music import level
from guides.music.tracks import Track, open_track
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg, find
from guides.units import RATE

Floats = NDArray[np.float32]


@pytest.fixture
def ffmpeg(tmp_path: Path) -> Ffmpeg:
    return find(None, tmp_path)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "music"
    made.mkdir()
    return made


@pytest.fixture
def save(folder: Path, ffmpeg: Ffmpeg) -> Callable[..., Path]:
    """Writes frames into the music folder in the format of the name's ending."""

    def saved(name: str, sound: Floats, *arguments: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        ffmpeg.encode(list(arguments), [sound], path)
        return path

    return saved


@pytest.fixture
def opened(folder: Path, ffmpeg: Ffmpeg, cache: Cache) -> Callable[..., Track]:
    """Opens a track of the music folder."""

    def opening(name: str, intensity: float = 0.5) -> Track:
        return open_track(folder, name, ffmpeg, cache, intensity=level(intensity))

    return opening


@pytest.fixture
def noise() -> Callable[[float], Floats]:
    """Stereo noise of some seconds at about −29 LUFS."""

    def made(seconds: float) -> Floats:
        random = np.random.default_rng(5)
        return np.float32(0.02) * random.standard_normal((round(seconds * RATE), 2), dtype=np.float32)

    return made
