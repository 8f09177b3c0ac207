"""A private link: an address that nobody can guess, kept so that nobody can read it off the disk."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

State = Literal["live", "expired", "revoked"]
TOKEN_BYTES = 32
"""256 bits from the system's own source of chance."""


@dataclass(frozen=True, slots=True)
class Link:
    """What is kept of a link; its token is not."""

    name: str
    """What the therapist calls it by; says nothing of the token."""
    digest: bytes = field(repr=False)
    """SHA-256 of the token: enough for what is drawn by chance, where a password would need a slow hash."""
    client: str | None
    """Whose guides it leads to; None: those that are the same for everyone."""
    feed: bool
    """Whether it has a feed, whatever `guides.toml` says."""
    created: int
    """Seconds since 1970, as all times here."""
    expires: int | None
    """From then on it leads nowhere; None: until it is revoked."""
    revoked: int | None = None

    def state(self, now: float) -> State:
        """How it stands."""
        if self.revoked is not None:
            return "revoked"
        return "expired" if self.expires is not None and now >= self.expires else "live"


def new_token() -> str:
    """A token for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of_token(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def opened_by(token: str, links: Iterable[Link], now: float) -> Link | None:
    """The live link of a token.

    Every link is compared, each in constant time, so that how long it takes tells nothing: neither how
    much of a token is right nor whether it once was.
    """
    digest = digest_of_token(token)
    found: Link | None = None
    for link in links:
        same = hmac.compare_digest(digest, link.digest)
        live = link.state(now) == "live"
        found = link if same and live else found
    return found
