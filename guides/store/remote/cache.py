"""A cache with a second level in an object store: what one machine has made, others need not make."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from guides.errors import Problem, StoreError
from guides.store.cache import Cache, Entry, opened
from guides.store.files import Bytes, translated, write_whole
from guides.store.practice import PracticeFolder
from guides.store.remote.address import Address, address_of
from guides.store.remote.answers import TakenError
from guides.store.remote.folder import RemoteFolder
from guides.store.remote.parts import CACHE
from guides.store.settings import place_of_setting

Answer = TypeVar("Answer")
_OF_THIS_MACHINE = frozenset({"contents", "tracks"})
"""Shelves whose keys name files of this disk, and of decoded music, which takes longer to bring than to decode."""


class RemoteCache(Cache):
    """Asks the store for what is not here, and gives it what is made here; the first writer of a key wins.

    It holds what is the same for everyone: what is a client's own is kept beside it and never here.
    A store that fails makes builds slower and never wrong: it is asked again a few times, then no more.
    """

    def __init__(self, root: Path, remote: RemoteFolder, failed: Callable[[Problem], None]) -> None:
        """Take the folder of this machine, that of the store, and whom to tell that it is not asked any more."""
        super().__init__(root)
        self._remote = remote
        self._failed = failed
        self._gone = False

    def get(self, shelf: str, key: str) -> Entry | None:
        entry = super().get(shelf, key)
        if entry is not None or shelf in _OF_THIS_MACHINE:
            return entry
        name = _name(shelf, key)
        raw = self._asked(partial(self._remote.read, name))
        if raw is None:
            return None
        entry = opened(raw)
        if entry is None:
            # Damaged: what is made in its place may be written then.
            self._asked(partial(self._remote.discard, name))
        else:
            write_whole(self.path(shelf, key), [raw], sync=False)
        return entry

    def put(self, shelf: str, key: str, payload: Sequence[Bytes], about: dict[str, Any] | None = None) -> None:
        super().put(shelf, key, payload, about)
        if shelf not in _OF_THIS_MACHINE and not self._gone:
            path = self.path(shelf, key)
            with translated(path, "read the cache"):
                raw = path.read_bytes()
            self._asked(partial(self._keep, _name(shelf, key), raw))

    def _keep(self, name: str, raw: bytes) -> None:
        try:
            self._remote.write(name, raw, None)
        except TakenError:
            # Whoever was first has made the same of the same; what is here is used here.
            return

    def _asked(self, ask: Callable[[], Answer]) -> Answer | None:
        if self._gone:
            return None
        try:
            return ask()
        except StoreError as error:
            if not self._gone:
                self._gone = True
                self._failed(_slower(error))
            return None


def cache_of(folder: PracticeFolder, store: str | None, failed: Callable[[Problem], None]) -> Cache:
    """The cache of a practice: with a second level where the settings, or the practice's own address, name one.

    Args:
        folder: the practice.
        store: `[cache] store` of its settings.
        failed: told once when the store fails.

    Raises:
        UsageError: the setting is no address.
    """
    here = folder.hidden / "cache"
    if store is not None:
        # Without the line itself, in which a password may stand.
        address = address_of(store, replace(place_of_setting(folder.root, "cache", "store"), source=None))
    elif folder.address is not None:
        address = Address(f"{folder.address.url}/{CACHE}")
    else:
        return Cache(here)
    return RemoteCache(here, RemoteFolder(address), failed)


def _name(shelf: str, key: str) -> str:
    return f"{shelf}/{key[:2]}/{key[2:]}"


def _slower(error: StoreError) -> Problem:
    (problem,) = error.problems()
    return Problem(
        f"The cache in the store is not used any more by this build, which only makes it slower. {problem.message}",
        problem.place,
        problem.hint,
        severity="warning",
    )
