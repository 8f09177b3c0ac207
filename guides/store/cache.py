"""What was made once and can be used again: checked by its checksum when it is read."""

import hashlib
import json
import os
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from guides.store.files import Bytes, translated, write_whole

GRAIN = 3600.0
"""Seconds within which a second use of an entry is not noted again."""


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
                with path.open("rb") as file:
                    raw = file.read()
                    written = os.fstat(file.fileno()).st_mtime
            except FileNotFoundError:
                return None
        self._note(path, written)
        return opened(raw)

    def used(self, shelf: str, key: str) -> None:
        """Note that an entry is used which is mapped from its path, and not read by `get`."""
        path = self.path(shelf, key)
        with suppress(OSError):
            self._note(path, path.stat().st_mtime)

    def _note(self, path: Path, noted: float) -> None:
        """Note that an entry is used; `noted` is when that was noted last."""
        _note_use(path, noted)

    def put(self, shelf: str, key: str, payload: Sequence[Bytes], about: dict[str, Any] | None = None) -> None:
        """Keep an entry; whole, or not at all."""
        head = json.dumps({"about": about or {}}, sort_keys=True).encode()
        digest = hashlib.blake2b(head, digest_size=20)
        for part in payload:
            digest.update(part)
        first = digest.hexdigest().encode() + b" " + head + b"\n"
        write_whole(self.path(shelf, key), [first, *payload], sync=False)


def _note_use(path: Path, noted: float) -> None:
    """Let `guides clean` know that an entry was used, by the time at which it was last changed.

    The time of reading would say it for nothing, but disks are mounted so that it is kept once
    a day or never; a list of uses would be one more file to be locked and torn. Nothing else asks
    when an entry was changed: its checksum guards it. At most once an hour, so that a build which
    reads an entry again and again does not write; where it cannot be noted, as on a read-only
    disk, the entry only goes earlier. A time ahead of the clock, from when that was wrong, is
    put right.
    """
    now = time.time()
    if abs(now - noted) > GRAIN:
        with suppress(OSError):
            os.utime(path, (now, now))


def opened(raw: bytes) -> Entry | None:
    """An entry as it lies in its file, or None when it is damaged."""
    end = raw.find(b"\n")
    checksum, _, head = raw[:end].partition(b" ")
    payload = memoryview(raw)[end + 1 :]
    digest = hashlib.blake2b(head, digest_size=20)
    digest.update(payload)
    if end < 0 or digest.hexdigest().encode() != checksum:
        return None
    about: dict[str, Any] = json.loads(head)["about"]
    return Entry(about, payload)
