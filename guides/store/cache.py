"""What was made once and can be used again: checked by its checksum when it is read."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from guides.store.files import Bytes, translated, write_whole


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing from the cache."""

    about: dict[str, Any]
    """Small facts kept beside the payload."""
    payload: memoryview


def key_of(*parts: object) -> str:
    """A key from values: the same values give the same key in every process.

    Takes what msgspec can encode: numbers, text, bytes, tuples, dataclasses, structs.
    """
    return hashlib.blake2b(msgspec.msgpack.encode(parts, order="sorted"), digest_size=20).hexdigest()


class Cache:
    """Content by key on shelves, below one folder that may be deleted at any time."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def share(self, shelf: str, keys: Collection[str]) -> None:
        """Say that these entries hold nothing personal; here nothing does."""

    def is_shared(self, _shelf: str, _key: str) -> bool:
        """Whether an entry may be kept where every client's build finds it."""
        return True

    def path(self, shelf: str, key: str) -> Path:
        """Where an entry is kept."""
        return self.root / shelf / key[:2] / key[2:]

    def get(self, shelf: str, key: str) -> Entry | None:
        """An entry, or None when it is missing or damaged."""
        path = self.path(shelf, key)
        with translated(path, "read the cache"):
            try:
                raw = path.read_bytes()
            except FileNotFoundError:
                return None
        return _opened(raw)

    def put(self, shelf: str, key: str, payload: Sequence[Bytes], about: dict[str, Any] | None = None) -> None:
        """Keep an entry; whole, or not at all."""
        head = json.dumps({"about": about or {}}, sort_keys=True).encode()
        digest = hashlib.blake2b(head, digest_size=20)
        for part in payload:
            digest.update(part)
        first = digest.hexdigest().encode() + b" " + head + b"\n"
        write_whole(self.path(shelf, key), [first, *payload], sync=False)


def _opened(raw: bytes) -> Entry | None:
    end = raw.find(b"\n")
    checksum, _, head = raw[:end].partition(b" ")
    payload = memoryview(raw)[end + 1 :]
    digest = hashlib.blake2b(head, digest_size=20)
    digest.update(payload)
    if end < 0 or digest.hexdigest().encode() != checksum:
        return None
    about: dict[str, Any] = json.loads(head)["about"]
    return Entry(about, payload)
