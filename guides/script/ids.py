"""A guide's id: the collection and the name of its file."""

import re

from guides.errors import Place, Problem

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
TAKEN = ("draft", "clients", "program")
"""What a build writes beside the collections."""
_NAME = re.compile(r"([0-9]{1,4})-[A-Za-z0-9][A-Za-z0-9-]*")


def check_id(id: str, file: str) -> Problem | None:
    """What is wrong with an id; None when it is `<collection>/<NN>-<slug>`."""
    collection, _, name = id.partition("/")
    if collection.lower() in TAKEN:
        return Problem(
            f"A collection cannot be called {collection}: audio_out/ has something else of that name.",
            Place(file),
            "Give the folder another name.",
        )
    if not _PLAIN.fullmatch(collection):
        return Problem(
            "A collection's folder has only letters, digits and hyphens in its name.",
            Place(file),
            "Call it something like preparation or after-care; no spaces, dots or accents.",
        )
    if _NAME.fullmatch(name):
        return None
    if not name[:1].isdigit():
        return Problem(
            "A script's file begins with its number.",
            Place(file),
            "Call it something like 01-meeting-your-protectors.md.",
        )
    return Problem(
        "A script's file is called by its number, a hyphen, and letters, digits and hyphens.",
        Place(file),
        "Call it something like 01-meeting-your-protectors.md; no spaces, dots or accents.",
    )


def session_number(id: str) -> int | None:
    """The number that the file begins with."""
    found = re.match(r"[0-9]{1,4}(?![0-9])", id.partition("/")[2])
    return int(found[0]) if found else None
