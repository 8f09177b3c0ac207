"""How a parcel is closed: the kind, and what opens it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from guides.errors import UsageError
from guides.publish.page.programme import Page
from guides.publish.sealed.archives import write_age, write_zip
from guides.publish.sealed.extra import check_installed
from guides.publish.sealed.page import write_sealed_page
from guides.publish.sealed.passphrase import chosen, generated

Kind = Literal["page", "age", "zip"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_ENDINGS: dict[Kind, str] = {"page": "html", "age": "age", "zip": "zip"}


@dataclass(frozen=True, slots=True)
class Sealing:
    """How parcels are sealed."""

    kind: Kind
    passphrase: str | None = field(default=None, repr=False)
    """One of the therapist's own; None: words are drawn for each parcel."""
    recipients: tuple[str, ...] = ()
    """Public keys of age, in place of a passphrase."""

    @property
    def ending(self) -> str:
        """What the file's name ends with."""
        return _ENDINGS[self.kind]


def sealing(kind: Kind, own: str | None, recipients: Sequence[str], known: Sequence[str], *, several: bool) -> Sealing:
    """A way to seal parcels, if it can be.

    Args:
        kind: which.
        own: a passphrase of the therapist's own.
        recipients: public keys of age.
        known: words that are easily guessed here.
        several: whether for more clients than one.

    Raises:
        UsageError: the options do not fit together.
        SealError: the passphrase is weak, or what it takes is not installed.
    """
    if recipients and kind != "age":
        raise UsageError("Only age knows recipients.", hint="Write --sealed age, or leave out --recipient.")
    if recipients and own is not None:
        raise UsageError("A parcel opens by a passphrase or by keys.", hint="Leave out one of the two.")
    if own is not None and several:
        raise UsageError(
            "One passphrase would open the parcels of several clients.",
            hint="Export for one client at a time, or leave out --passphrase-file: each then gets words of its own.",
        )
    check_installed()
    return Sealing(kind, None if own is None else chosen(own, known), tuple(recipients))


def seal(how: Sealing, target: Path, folder: Path, page: Page) -> str | None:
    """Seal a parcel into one file.

    Args:
        how: by what.
        target: the new file.
        folder: the parcel.
        page: what is on its page.

    Returns:
        The words that were drawn for it; None where none were.

    Raises:
        SealError: what it takes is not installed, or a key cannot be understood.
        StoreError: a file cannot be read or written.
    """
    drawn = None if how.passphrase is not None or how.recipients else generated()
    passphrase = how.passphrase or drawn
    if how.kind == "page":
        assert passphrase is not None
        write_sealed_page(target, page, {medium.path: folder / medium.path for medium in page.media}, passphrase)
    elif how.kind == "age":
        write_age(target, folder, passphrase, how.recipients)
    else:
        assert passphrase is not None
        write_zip(target, folder, passphrase)
    _sync(target)
    return drawn


def _sync(path: Path) -> None:
    import os

    with path.open("rb") as file:
        os.fsync(file.fileno())
