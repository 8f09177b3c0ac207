"""`parcels.json` in a client's own folder: what was made to be handed on, so that it is known again."""

import datetime
from pathlib import Path, PurePosixPath

import msgspec

from guides.errors import Place, StoreError
from guides.store.files import translated, write_changed

NAME = "parcels.json"


class Parcel(msgspec.Struct, frozen=True):
    """A parcel as it was written."""

    path: str
    """Where, from the root of the disk; in the file, of one in the practice, from the practice's own folder."""
    kind: str
    """`folder`, `page`, `age` or `zip`."""
    day: datetime.date
    """When."""
    files: dict[str, str]
    """The SHA-256 of each file by its name in the parcel; of a sealed one, also of itself under its own name."""

    @property
    def guides(self) -> int:
        """How many guides there are in it; one in several balances is one."""
        sounds = (PurePosixPath(name) for name in self.files if name.startswith("media/") and not name.endswith(".vtt"))
        return sum(not _OTHERWISE & set(sound.suffixes) for sound in sounds)


_OTHERWISE = frozenset({".voice-forward", ".music-forward", ".hold"})
"""What marks a guide's further files in a parcel."""


class _Parcels(msgspec.Struct):
    version: int
    parcels: tuple[Parcel, ...]


_VERSION = 1


def read_parcels(folder: Path) -> tuple[Parcel, ...]:
    """The parcels of a client, the oldest first.

    Args:
        folder: the client's own hidden folder.

    Raises:
        StoreError: the list cannot be read.
    """
    path = folder / NAME
    with translated(path, "read the list of parcels"):
        if not path.is_file():
            return ()
        raw = path.read_bytes()
    try:
        read = msgspec.json.decode(raw, type=_Parcels)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(
            "The list of what was handed on cannot be understood.",
            where=Place(NAME),
            hint="Delete it; older parcels are then no longer known by it.",
        ) from error
    root = _practice_of(folder)
    return tuple(msgspec.structs.replace(parcel, path=str(root / parcel.path)) for parcel in read.parcels)


def _practice_of(folder: Path) -> Path:
    """The practice that a client's hidden folder is in: moved or copied, it finds its own parcels again."""
    return folder.resolve().parents[2]


def _kept(parcel: Parcel, root: Path) -> Parcel:
    path = Path(parcel.path)
    inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else parcel.path
    return msgspec.structs.replace(parcel, path=inside)


def note_parcel(folder: Path, parcel: Parcel) -> Parcel | None:
    """Write a parcel down; one that stood in the same place before is replaced by it, and given back.

    Raises:
        StoreError: the list cannot be read or written.
    """
    known = read_parcels(folder)
    others = tuple(old for old in known if old.path != parcel.path)
    root = _practice_of(folder)
    told = _Parcels(_VERSION, tuple(_kept(each, root) for each in (*others, parcel)))
    write_changed(folder / NAME, msgspec.json.encode(told, order="deterministic"))
    return next((old for old in known if old.path == parcel.path), None)
