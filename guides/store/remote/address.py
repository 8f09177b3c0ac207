"""Where something is in an object store, and where its mirror is on this machine."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from guides.errors import Place, UsageError

_MARK = "://"


@dataclass(frozen=True, slots=True)
class Address:
    """A folder in a store."""

    url: str
    """Without a slash at its end, and without a password."""

    def __str__(self) -> str:
        """As messages show it."""
        return _shown(urlsplit(self.url))

    @property
    def mirror(self) -> Path:
        """The folder of this machine that holds the mirror; a name of its own for each address."""
        from platformdirs import user_cache_path

        name = hashlib.blake2b(self.url.encode(), digest_size=8).hexdigest()
        return user_cache_path("session-guides") / "mirrors" / name


def is_address(text: str) -> bool:
    """Whether this names a place in a store, and not a path."""
    return _MARK in text


def address_of(text: str, where: Place | None = None) -> Address:
    """The address that is written like this.

    Raises:
        UsageError: it holds a password, or no name.
    """
    try:
        parts = urlsplit(text)
        secret = parts.password is not None or bool(parts.query)
    except ValueError as error:
        raise UsageError("This is no address of a store.", where=where, hint=_HINT) from error
    if secret:
        raise UsageError(
            "This address holds a password.",
            where=where or Place(_shown(parts)),
            hint="Leave it out, and set it in the environment instead, as docs/cluster.md shows.",
        )
    if not text.partition(_MARK)[2].strip("/"):
        raise UsageError("This address names nothing in the store.", where=where or Place(text), hint=_HINT)
    return Address(text.rstrip("/"))


_HINT = "It is written like this: s3://bucket/clinic"


def _shown(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}{_MARK}{host}{parts.path}"
