"""A folder in an object store: files that are read whole, and written whole and only where nobody else has."""

import posixpath
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from guides.errors import Place, StoreError
from guides.store.remote.adapters import connect, is_conditional
from guides.store.remote.address import Address
from guides.store.remote.answers import TakenError, patiently
from guides.store.remote.parts import HIDDEN, is_skipped

Answer = TypeVar("Answer")
LARGEST = 5 * 2**30
"""Bytes that are written at once; more can be written in parts only, and nobody could tell who was first."""
_TIMES = ("LastModified", "mtime", "modified", "last_modified", "updated", "created")


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it stands in the store."""

    token: str
    """Another one whenever somebody writes it."""
    size: int


class RemoteFolder:
    """A folder in a store, by its address."""

    def __init__(self, address: Address) -> None:
        self.address = address

    @cached_property
    def _connection(self) -> tuple[Any, str]:
        adapter, path = connect(self.address)
        if hasattr(adapter, "retries"):
            adapter.retries = 1
        return adapter, path

    @property
    def _adapter(self) -> Any:
        return self._connection[0]

    def _path(self, name: str) -> str:
        return f"{self._connection[1]}/{name}"

    def _ask(self, call: Callable[[], Answer], doing: str, name: str = "") -> Answer:
        _ = self._connection  # What is missing here is no fault of the store.
        return patiently(call, self.address, doing, name)

    def files(self, *, new: bool = False) -> dict[str, Version]:
        """Every file of a practice by its name from here.

        Args:
            new: whether there may be none.

        Raises:
            StoreError: there is no such folder, it cannot be read, or a name leads out of it.
        """
        try:
            return dict(self._ask(lambda: list(self._walk("")), "look into this store"))
        except FileNotFoundError as error:
            if new:
                return {}
            raise StoreError(
                "There is nothing at this address.",
                where=Place(str(self.address)),
                hint=f"Check its spelling, or make a practice there: guides init {self.address}",
            ) from error

    def _walk(self, inside: str) -> Iterator[tuple[str, Version]]:
        """What is in a folder; those in it are listed in one go each, but for the hidden one, which has the cache."""
        for info in self._adapter.ls(self._path(inside).rstrip("/"), detail=True):
            name = self._name(info)
            if info["type"] != "directory":
                if name and not name.endswith("/"):
                    yield self._safe(name), _version(info)
            elif name == HIDDEN:
                yield from self._walk(f"{name}/")
            elif not is_skipped(name):
                for found in self._adapter.find(info["name"], detail=True).values():
                    if found["type"] == "file" and not found["name"].endswith("/"):
                        yield self._safe(self._name(found)), _version(found)

    def _name(self, info: dict[str, Any]) -> str:
        return str(info["name"])[len(self._connection[1]) :].removeprefix("/")

    def _safe(self, name: str) -> str:
        if any(part in ("", ".", "..") for part in name.split("/")) or "\\" in name or "\0" in name:
            raise StoreError(
                "This name in the store cannot be the name of a file here.",
                where=Place(f"{self.address}/{name}"),
                hint="Rename it, or take it out of the practice.",
            )
        return name

    def version(self, name: str) -> Version | None:
        """A file as it stands now; None when there is none.

        Raises:
            StoreError: the store does not answer.
        """
        try:
            return _version(self._ask(lambda: self._adapter.info(self._path(name)), "read this file", name))
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes | None:
        """What is in a file; None when there is none.

        Raises:
            StoreError: the store does not answer.
        """
        # The adapter of S3 would first ask for the length, to bring a long file in parts.
        at_once = {"max_concurrency": 1} if is_conditional(self._adapter) else {}
        try:
            return self._ask(lambda: bytes(self._adapter.cat_file(self._path(name), **at_once)), "read this file", name)
        except FileNotFoundError:
            return None

    def fetch(self, name: str, version: Version, to: Path) -> None:
        """Bring a file into one on this machine, whole.

        Raises:
            StoreError: it does not come whole, or has gone meanwhile.
        """

        def bring() -> None:
            self._adapter.get_file(self._path(name), str(to))
            if to.stat().st_size != version.size:
                raise EOFError

        try:
            self._ask(bring, "bring this file", name)
        except FileNotFoundError as error:
            raise StoreError(
                "This file was taken away while it was brought.",
                where=Place(f"{self.address}/{name}"),
                hint="Run the same command again.",
            ) from error

    def write(self, name: str, content: bytes, token: str | None) -> Version:
        """Write a file, whole, where it still is what it was: nothing (None), or the version of a token.

        Raises:
            TakenError: somebody else has written something else there meanwhile.
            StoreError: the store does not take it.
        """
        if len(content) >= LARGEST:
            raise StoreError("This file is too large for the store: more than 5 GB.", where=Place(name))
        put = self._put_if if is_conditional(self._adapter) else self._put_beside
        try:
            return self._ask(lambda: put(name, content, token), "write this file", name)
        except (TakenError, FileNotFoundError) as error:
            # An answer that was lost makes us ask again, and find what we have written ourselves.
            there = self.version(name)
            if there is not None and there.size == len(content) and self.read(name) == content:
                return there
            if there is None and token is None:
                raise StoreError(
                    "There is no such bucket, or folder, in the store.",
                    where=Place(str(self.address)),
                    hint="Check the spelling of the address, or make it with the tools of your store.",
                ) from error
            raise TakenError from error

    def _put_if(self, name: str, content: bytes, token: str | None) -> Version:
        condition = {"IfNoneMatch": "*"} if token is None else {"IfMatch": token}
        said = self._adapter.pipe_file(self._path(name), content, chunksize=LARGEST, **condition)
        return Version(str(said["ETag"]), len(content))

    def _put_beside(self, name: str, content: bytes, token: str | None) -> Version:
        """Write it beside and move it: whole, but two who do so in one instant are not told apart."""
        there = self.version(name)
        if (there.token if there else None) != token:
            raise TakenError
        path = self._path(name)
        parent, base = posixpath.split(path)
        beside = f"{parent}/.{base}.{secrets.token_hex(4)}.part"
        self._adapter.makedirs(parent, exist_ok=True)
        self._adapter.pipe_file(beside, content)
        self._adapter.mv(beside, path)
        return _version(self._adapter.info(path))

    def remove(self, name: str, token: str) -> bool:
        """Take a file away, if it still is the version of a token; whether it was.

        Raises:
            StoreError: the store does not answer.
        """
        there = self.version(name)
        if there is None or there.token != token:
            return False
        return self.discard(name)

    def discard(self, name: str) -> bool:
        """Take a file away, whatever it is; whether there was one.

        Raises:
            StoreError: the store does not answer.
        """
        try:
            self._ask(lambda: self._adapter.rm_file(self._path(name)), "take this file away", name)
        except FileNotFoundError:
            return False
        return True


def _version(info: dict[str, Any]) -> Version:
    size = int(info.get("size") or 0)
    mark = info.get("ETag") or info.get("etag") or info.get("generation")
    if mark is None:
        mark = ":".join(str(info.get(name, "")) for name in ("ino", *_TIMES)) + f":{size}"
    return Version(str(mark), size)
