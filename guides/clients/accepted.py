"""`accepted.json` in a client's own folder: the personal lines that somebody heard and found well said."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from guides.store.files import translated, write_changed

NAME = "accepted.json"


def read_accepted(folder: Path) -> frozenset[str]:
    """The keys of the lines that were accepted; none where nobody has, or where the list is torn.

    Args:
        folder: the client's own hidden folder.

    Raises:
        StoreError: it cannot be read.
    """
    path = folder / NAME
    with translated(path, "read what was accepted"):
        if not path.is_file():
            return frozenset()
        raw = path.read_bytes()
    try:
        return frozenset(msgspec.json.decode(raw, type=list[str]))
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Whoever loses it only hears the lines once more.
        return frozenset()


def keep_accepted(folder: Path, keys: Iterable[str]) -> bool:
    """Write down what is accepted from now on; whether that changed anything.

    Raises:
        StoreError: it cannot be written.
    """
    return write_changed(folder / NAME, msgspec.json.encode(sorted(keys)))
