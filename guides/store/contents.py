"""What is in a file, as a hash, read again only when the file was changed."""

import hashlib
from pathlib import Path

from guides.store.cache import Cache, key_of
from guides.store.files import translated

SHELF = "contents"


def content_of(path: Path, cache: Cache) -> str:
    """The hash of a file's content, remembered by its identity.

    Raises:
        StoreError: it cannot be read.
    """
    remembered = remembered_content(path, cache)
    if remembered is not None:
        return remembered
    identity = _identity(path)
    with translated(path, "read this sound file"), path.open("rb") as file:
        content = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=20)).hexdigest()
    if _identity(path) == identity:
        # What was changed while it was read is remembered under no name.
        cache.put(SHELF, identity, [], {"hash": content})
    return content


def remembered_content(path: Path, cache: Cache) -> str | None:
    """The hash of a file as it is now, if it has been read before; None when it has not."""
    entry = cache.get(SHELF, _identity(path))
    return None if entry is None else str(entry.about["hash"])


def _identity(path: Path) -> str:
    """A file by its name, size, place on the disk and times: cheap to compare.

    The time of writing alone can be set back, and is too coarse for two changes in a row.
    """
    with translated(path, "read this sound file"):
        state = path.stat()
        times = (state.st_mtime_ns, state.st_ctime_ns)
        return key_of("content", str(path.resolve()), state.st_size, state.st_ino, *times)
