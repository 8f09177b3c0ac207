"""One at a time: a lock that commands in other processes see."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from guides.store.files import translated


@contextmanager
def locked(lock: Path) -> Iterator[None]:
    """Hold a lock, once whoever has it lets go; its folder is made where it is not there.

    Raises:
        StoreError: the folder cannot be made or written to.
    """
    with translated(lock.parent, "make the folder for the cache"):
        lock.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(lock)
        held.acquire()
    # Taken once, so given back once: `with held` would take it a second time and keep it until it is forgotten.
    try:
        yield
    finally:
        held.release()
