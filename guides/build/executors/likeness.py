"""What must be alike on every machine that makes guides of one build, or their bytes would differ."""

import hashlib
import os
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from guides import __version__
from guides.errors import GuideError, Place
from guides.model.settings import Settings
from guides.store.ffmpeg import find
from guides.store.practice import PracticeFolder
from guides.store.settings import read_settings

FOLDER = "sees the practice folder"
CONTENT = "what is in the practice"
ALONE = "makes one guide at a time"
THREADS = "OPENBLAS_NUM_THREADS"
SETTINGS = "guides.toml, spoken.toml, music.toml or voice files"
ARITHMETIC = "last digits of what it calculates"
YES = "yes"
NO = "no"
Facts = Mapping[str, str]
"""What a machine says of itself, in the order in which it is compared."""

_FILES = ("guides.toml", "spoken.toml", "music/music.toml")
_PACKAGES = ("numpy", "soxr", "kokoro-onnx", "onnxruntime", "piper-tts", "pyttsx3", "espeakng-loader")
"""What speaks and calculates; the version of guides and ffmpeg are asked for by themselves."""
_SAME = "Install the same on every machine."
_HINTS = {
    FOLDER: "Every machine must see the same folder, on a shared disk, under the same path.",
    ALONE: "Start it with: dask worker ADDRESS --nthreads 1 --nworkers 2",
    THREADS: "Start it with `dask worker`, whose nanny sets this, or set OPENBLAS_NUM_THREADS=1 before it starts.",
    CONTENT: "Somebody is writing in the store; run the same command again.",
    SETTINGS: "Wait until the shared disk shows the same to every machine, then run the same command again.",
    ARITHMETIC: "Use machines with the same kind of processor for one practice.",
}


def facts_of(folder: PracticeFolder, sign: Path | None = None) -> dict[str, str]:
    """What this machine is for a practice folder.

    Args:
        folder: the practice.
        sign: a file in it that exists for as long as the build; a copy of the folder has it not. None for a
            mirror, which is a copy on every machine.

    Raises:
        SettingsError, StoreError, EncodingError: `guides.toml` or ffmpeg cannot be used here.
    """
    if sign is not None and not sign.exists():
        return {FOLDER: NO}
    settings = read_settings(folder.root)
    return {
        FOLDER: YES,
        "version of guides": __version__,
        SETTINGS: _digest(folder, settings),
        "version of Python": ".".join(platform.python_version_tuple()[:2]),
        "ffmpeg": find(settings.tools.ffmpeg, folder.root).version,
        **{f"version of {package}": _version(package) for package in _PACKAGES},
        THREADS: os.environ.get(THREADS) or "not set",
        ARITHMETIC: _arithmetic(),
    }


def check_alike(facts: Facts, expected: Facts, worker: str) -> None:
    """See that a worker's facts are those that are expected.

    Raises:
        GuideError: the first that is not, with the worker's address.
    """
    for name, here in expected.items():
        there = facts.get(name, NO)
        if there == here:
            continue
        where = Place(worker)
        hint = _HINTS.get(name, _SAME)
        if name == FOLDER:
            raise GuideError("This worker does not see the practice folder.", where=where, hint=hint)
        if name == ALONE:
            raise GuideError("This worker makes several guides at a time in one process.", where=where, hint=hint)
        if name in (SETTINGS, CONTENT, ARITHMETIC):
            raise GuideError(f"This worker differs from this machine: {name}.", where=where, hint=hint)
        raise GuideError(f"This worker differs: {name} is {there} there, and {here} here.", where=where, hint=hint)


def _digest(folder: PracticeFolder, settings: Settings) -> str:
    digest, root = hashlib.sha256(), folder.root
    for engine in (settings.kokoro, settings.piper):
        for name in (engine.model, engine.voices):
            # A voice file that was replaced must not be spoken with as it was loaded before. In mirrors
            # each has a time of its own, and what is in it is compared.
            state = (root / name).stat() if name and (root / name).is_file() else None
            written = state.st_mtime_ns if state and folder.address is None else 0
            digest.update(repr(state and (state.st_size, written)).encode())
    for name in _FILES:
        path = root / name
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"\0")
    return digest.hexdigest()


@cache
def _version(package: str) -> str:
    """What this process has loaded, or will: a worker that was started before an upgrade still works with the old."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _arithmetic() -> str:
    """A sum over functions whose last digits depend on the processor: numpy chooses among several ways for each."""
    digest = hashlib.sha256()
    steps = np.linspace(0.01, 30.0, 4096)
    for values in (steps, steps.astype(np.float32)):
        for function in (np.sin, np.cos, np.exp, np.log10, np.tanh, np.sqrt):
            digest.update(function(values).tobytes())
        digest.update(np.power(values, values.dtype.type(0.37)).tobytes())
        square = values[:1024].reshape(32, 32)
        digest.update((square @ square).tobytes())
        digest.update(np.fft.rfft(values).tobytes())
    return digest.hexdigest()
