"""What was built, from what: so that the next build knows what changed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from guides.errors import StoreError
from guides.model.guide import ReportEntry
from guides.store.files import digest_of, translated, write_changed


class Stamp(msgspec.Struct, frozen=True):
    """A file as it was left: cheap to compare."""

    size: int
    modified: int
    """Nanoseconds, as the file system keeps them."""


class Record(msgspec.Struct, frozen=True):
    """One built guide in one format."""

    id: str
    format: str
    ingredients: dict[str, str]
    """What it was made from: a name that a person understands, and a hash."""
    files: dict[str, Stamp]
    """Every file written for it, relative to `audio_out/`."""
    title: str
    entry: ReportEntry
    digests: dict[str, str] = msgspec.field(default_factory=dict)
    """The SHA-256 of each of these files: by it they are known where a copy has given them other times."""


class _Journal(msgspec.Struct):
    version: int
    outputs: dict[str, Record]
    playlists: tuple[str, ...] = ()


VERSION = 1


class Journal:
    """The records by the name of the main output, and the playlists that were written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.records: dict[str, Record] = {}
        self.playlists: set[str] = set()
        self.restamped = False
        """Whether files were found to be the same at another time; what only looks does not write it down."""
        with translated(path, "read the journal"):
            raw = path.read_bytes() if path.is_file() else b""
        if raw:
            try:
                read = msgspec.json.decode(raw, type=_Journal)
            except (msgspec.DecodeError, UnicodeDecodeError):
                # A torn journal only costs time: everything is looked at again, from the cache.
                return
            if read.version == VERSION:
                self.records = read.outputs
                self.playlists = set(read.playlists)

    def reasons(self, output: str, ingredients: Mapping[str, str], out: Path) -> tuple[str, ...]:
        """Why an output must be made; empty when it need not be.

        Raises:
            StoreError: a file that was copied cannot be read.
        """
        record = self.records.get(output)
        if record is None:
            return ("it has not been built yet",)
        changed = [f"{name} changed" for name in ingredients if record.ingredients.get(name, "") != ingredients[name]]
        for file, stamp in record.files.items():
            now = stamp_of(out / file)
            if now is None:
                changed.append(f"{file} is missing")
            elif now != stamp and not self._is_same(output, file, now, out):
                changed.append(f"{file} was changed by something else")
        return tuple(changed)

    def _is_same(self, output: str, file: str, now: Stamp, out: Path) -> bool:
        """Whether a file has another time and nothing else, as in a copy or from a backup."""
        record = self.records[output]
        known = record.digests.get(file)
        if now.size != record.files[file].size or known is None or digest_of(out / file) != known:
            return False
        self.records[output] = msgspec.structs.replace(record, files={**record.files, file: now})
        self.restamped = True
        return True

    def save(self) -> None:
        """Write the journal, if anything in it changed."""
        ordered = {name: self.records[name] for name in sorted(self.records)}
        told = _Journal(VERSION, ordered, tuple(sorted(self.playlists)))
        write_changed(self._path, msgspec.json.encode(told, order="deterministic"))


def stamp_of(path: Path) -> Stamp | None:
    """A file's stamp, or None when there is no such file."""
    try:
        state = path.stat()
    except OSError:
        return None
    return Stamp(state.st_size, state.st_mtime_ns)


def remove_outputs(out: Path, files: Iterable[str]) -> tuple[str, ...]:
    """Remove files of guides that no longer exist; what was removed.

    Raises:
        StoreError: a file cannot be removed.
    """
    removed = []
    for file in files:
        path = out / file
        with translated(path, "remove this old guide"):
            if not path.resolve().is_relative_to(out.resolve()):
                raise StoreError(f"The journal names a file outside {out.name}: {file}.")
            if path.is_file():
                path.unlink()
                removed.append(file)
    return tuple(removed)
