"""The covers of guides, each drawn once: everyone's guide and each client's have the same."""

from importlib.metadata import version

from guides.build.workshop import Workshop
from guides.delivery.cover import cover
from guides.model.guide import Labels
from guides.store.cache import key_of

SHELF = "covers"
VERSION = 1
"""To be raised when the same words would give another picture."""


def cover_of(workshop: Workshop, labels: Labels) -> bytes:
    """The JPEG of a guide's cover, from the cache or drawn now."""
    key = key_of(SHELF, VERSION, version("Pillow"), labels.title, labels.collection)
    entry = workshop.cache.get(SHELF, key)
    if entry is not None:
        return bytes(entry.payload)
    drawn = cover(labels.title, labels.collection)
    workshop.cache.put(SHELF, key, [drawn])
    return drawn
