"""A cache for whoever only looks: nothing is kept in it, and no use is noted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guides.store.cache import Cache
from guides.store.files import Bytes


class ReadOnlyCache(Cache):
    """Gives what is there; what would be kept is forgotten."""

    def put(self, shelf: str, key: str, payload: Sequence[Bytes], about: dict[str, Any] | None = None) -> None:
        """Keep nothing."""

    def _note(self, path: Path, noted: float) -> None:
        """Note nothing."""
