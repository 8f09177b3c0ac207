"""Which files of a practice are mirrored, which of them hold a client's words, and which refer to others."""

from guides.store.leftovers import HALF

HIDDEN = ".guides"
TIMES = f"{HIDDEN}/times.json"
"""Beside the journals in the store: when each file was written, which they hold a mirror's files against."""
CACHE = f"{HIDDEN}/cache"
"""Where a practice in a store keeps its cache there."""
_JOURNAL = "/journal.json"
OUT = "audio_out/"
"""Where the names of outputs begin."""
ROSTER = "clients.csv"
_PERSONAL = (f"{OUT}clients/", f"{OUT}draft/clients/", f"{HIDDEN}/clients/", ROSTER)


def is_skipped(folder: str) -> bool:
    """Whether a folder, of the practice or of its hidden one, holds nothing that is mirrored."""
    if folder == HIDDEN or folder.startswith(f"{HIDDEN}/"):
        return folder.endswith("/cache")
    return folder.startswith(".")


def is_mirrored(name: str) -> bool:
    """Whether a file is: all but caches, locks, half files, and what begins with a dot or is in such a folder."""
    if name.startswith(f"{HIDDEN}/"):
        return name.endswith(_JOURNAL)
    base = name.rpartition("/")[2]
    return not (name.startswith(".") or base.endswith(".lock") or HALF.fullmatch(base))


def is_made(name: str) -> bool:
    """Whether a file was made by a build, and can be made again."""
    return name.startswith((OUT, f"{HIDDEN}/"))


def is_personal(name: str) -> bool:
    """Whether a file may hold a client's words."""
    return name.startswith(_PERSONAL)


def may_go(name: str, *, personal: bool) -> bool:
    """Whether a file may be sent; the list of clients goes there by their therapist's own hand, or not at all."""
    return not is_personal(name) or (personal and name != ROSTER)


def is_input(name: str) -> bool:
    """Whether a guide is made from a file, whoever makes it; a client's row travels with their guide."""
    return not is_made(name) and not is_personal(name)


def rank(name: str) -> int:
    """When a file is sent: what refers to others comes after them, and the journals after everything."""
    if name.endswith(_JOURNAL):
        return LAST
    if not name.startswith(OUT):
        return 0
    return 2 if name.endswith("/report.json") or name.endswith("/report.html") else int(name.endswith(".m3u8"))


LAST = 3
