"""`takes.toml`: what each recording of a guide said when it was first used."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from guides.errors import Problem, TakeError
from guides.store.files import read_text, write_changed
from guides.store.takes_folder import REGISTER
from guides.store.toml_text import TomlText, complaint, quoted

Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{40}$")]

_HEAD = """\
# What each recording said when it was first used, so that a changed text is noticed.
# guides writes this file; keep it together with your scripts and recordings.
"""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_UNDO = "Undo the change to this file. Or take out the lines of that recording: it then counts as new."


class Registered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One recording as it was first used."""

    words: Hash
    """Of the words that it said."""
    sound: Hash
    """Of the file."""


def read_register(path: Path, shown: str) -> dict[str, Registered]:
    """The register of a guide by label, in small letters; empty where there is none.

    Args:
        path: the file.
        shown: its name in messages.

    Raises:
        TakeError: it was changed by hand into something else.
        StoreError: it cannot be read.
    """
    if not path.is_file():
        return {}
    written = TomlText(shown, read_text(path, shown))
    tables = written.tables(broken=_UNDO, nested=_UNDO)
    if isinstance(tables, Problem):
        raise TakeError([tables])
    if wrong := [problem for label in tables if (problem := _wrong(written, tables, label)) is not None]:
        raise TakeError(wrong)
    return {label.casefold(): msgspec.convert(table, Registered) for label, table in tables.items()}


def _wrong(written: TomlText, tables: dict[str, Any], label: str) -> Problem | None:
    try:
        msgspec.convert(tables[label], Registered)
    except msgspec.ValidationError as error:
        found = complaint(error)
        if found.unknown is not None:
            place = written.find([label, found.unknown])
            return Problem(f"There is nothing called {found.unknown} in {REGISTER}.", place, _UNDO)
        place = written.find([label, *found.path])
        what = f"{found.path[0]} of #{label} is" if found.path else f"#{label} is"
        return Problem(f"This cannot be what guides wrote: {what} not as it was.", place, _UNDO)
    return None


def write_register(path: Path, register: Mapping[str, Registered]) -> bool:
    """Write the register, in order of its labels, if anything in it changed; whether it was written.

    Raises:
        StoreError: it cannot be written.
    """
    if not register and not path.is_file():
        return False
    entries = (
        f'\n[{label if _BARE.fullmatch(label) else quoted(label)}]\nwords = "{entry.words}"\nsound = "{entry.sound}"\n'
        for label, entry in sorted(register.items())
    )
    return write_changed(path, (_HEAD + "".join(entries)).encode())
