"""What changed between two looks at a practice, and when whoever changed it is done."""

from collections.abc import Callable

from guides.store.snapshot import Snapshot

EVERY = 0.5
"""Seconds from one look to the next while nothing changes."""
GLANCE = 0.1
"""Seconds from one look to the next while something does."""
QUIET = 3
"""Glances in a row that must find the same: an editor may write a file several times for one save."""


def changed_files(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """The files that are new, gone, or other than they were, in order."""
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def next_change(before: Snapshot, look: Callable[[], Snapshot], pause: Callable[[float], None]) -> Snapshot:
    """Wait until something is other than it was, and has been left alone for 300 ms.

    Args:
        before: how the files stood.
        look: how they stand now.
        pause: lets so many seconds pass.
    """
    while True:
        now = look()
        if now == before:
            pause(EVERY)
            continue
        quiet = 0
        while quiet < QUIET:
            pause(GLANCE)
            seen = look()
            quiet = quiet + 1 if seen == now else 0
            now = seen
        # A file may be put back as it was, or have been moved away for a moment only.
        if now != before:
            return now
