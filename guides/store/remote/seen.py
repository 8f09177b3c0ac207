"""What a mirror has seen: which version of each file is on this machine."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from guides.store.files import translated, write_whole


class Stamp(msgspec.Struct, frozen=True):
    """A file of the mirror as it was left: cheap to compare."""

    size: int
    modified: int
    """Nanoseconds."""


class Seen(msgspec.Struct, frozen=True):
    """A file that is the same here and in the store."""

    token: str
    """Of its version there."""
    stamp: Stamp
    """Of the file here."""
    digest: str
    """SHA-256 of what is in it."""


Table = dict[str, Seen]


def read_table(path: Path) -> Table:
    """What was seen; nothing where that was lost, and all is compared anew.

    Raises:
        StoreError: it cannot be read.
    """
    with translated(path, "read what was mirrored"):
        raw = path.read_bytes() if path.is_file() else b""
    return decoded_table(raw)


def decoded_table(raw: bytes | None) -> Table:
    """A table as it was written; an empty one where it is torn."""
    try:
        return msgspec.json.decode(raw or b"{}", type=Table)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}


def encoded_table(table: Mapping[str, Seen]) -> bytes:
    """A table on its way to a file."""
    return msgspec.json.encode({name: table[name] for name in sorted(table)})


def write_table(path: Path, table: Mapping[str, Seen]) -> None:
    """Keep what was seen.

    Raises:
        StoreError: it cannot be written.
    """
    write_whole(path, [encoded_table(table)])


def stamp_of(path: Path) -> Stamp | None:
    """A file's stamp; None when there is no such file."""
    try:
        state = path.stat()
    except OSError:
        return None
    return Stamp(state.st_size, state.st_mtime_ns)
