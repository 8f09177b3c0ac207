"""Finished files of a guide on their way from the machine that made them into the store."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from guides.errors import ClashError, Place, Problem
from guides.store.files import translated
from guides.store.remote.address import Address
from guides.store.remote.answers import TakenError
from guides.store.remote.folder import RemoteFolder
from guides.store.remote.seen import Seen, Stamp


def hand_in(address: Address, made: Path, names: Sequence[str], known: Mapping[str, str]) -> dict[str, Seen]:
    """Write the files of a guide into the store, where they still are what the build knows; how they stand there.

    Args:
        address: of the practice.
        made: the folder in which they were made.
        names: of the files, from there and from the practice alike.
        known: the tokens of those that the build has seen in the store.

    Raises:
        ClashError: somebody else has written one of them meanwhile.
        StoreError: the store does not take them.
    """
    remote = RemoteFolder(address)
    handed = {}
    for name in names:
        path = made / name
        with translated(path, "read this file"):
            content, state = path.read_bytes(), path.stat()
        try:
            version = remote.write(name, content, known.get(name))
        except TakenError as error:
            wrong = "Somebody else has changed this file in the store; theirs was not overwritten."
            raise ClashError([Problem(wrong, Place(name), "Run the same command again.")]) from error
        digest = hashlib.sha256(content).hexdigest()
        handed[name] = Seen(version.token, Stamp(state.st_size, state.st_mtime_ns), digest)
    return handed
