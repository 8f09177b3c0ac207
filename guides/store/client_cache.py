"""The cache of a build for one client: what holds their words stays in their own folder."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from guides.store.cache import Cache, Entry
from guides.store.files import Bytes

NEVER_PERSONAL = frozenset({"calibration", "contents", "joins", "levels", "tracks"})
"""Shelves that hold music and the gains of voices."""


class ClientCache(Cache):
    """Reads what is there for everyone, and what is there for this client; writes for everyone only what it may.

    What nobody has called shared is taken for personal: so a mistake costs time and tells nothing.
    """

    def __init__(self, common: Cache, own: Path) -> None:
        """Take the cache for everyone, and the folder of the client's own."""
        super().__init__(own)
        self._common = common
        self._shared: set[tuple[str, str]] = set()

    def share(self, shelf: str, keys: Collection[str]) -> None:
        self._shared.update((shelf, key) for key in keys)

    def is_shared(self, _shelf: str, _key: str) -> bool:
        return _shelf in NEVER_PERSONAL or (_shelf, _key) in self._shared

    def path(self, shelf: str, key: str) -> Path:
        return self._common.path(shelf, key) if self.is_shared(shelf, key) else super().path(shelf, key)

    def get(self, shelf: str, key: str) -> Entry | None:
        if self.is_shared(shelf, key):
            return self._common.get(shelf, key)
        return super().get(shelf, key)

    def put(self, shelf: str, key: str, payload: Sequence[Bytes], about: dict[str, Any] | None = None) -> None:
        if self.is_shared(shelf, key):
            self._common.put(shelf, key, payload, about)
        else:
            super().put(shelf, key, payload, about)
