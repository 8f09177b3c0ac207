"""The transcript beside a guide."""

from pathlib import Path

from guides.delivery.transcript import read_vtt
from guides.errors import StoreError
from guides.model.guide import Line
from guides.store.files import read_text


def transcript_beside(path: Path) -> tuple[Line, ...]:
    """The lines of the `.vtt` that belongs to a sound file; none where there is none that can be read."""
    beside = path.with_suffix(".vtt")
    if not beside.is_file():
        return ()
    try:
        return read_vtt(read_text(beside, beside.name))
    except StoreError:
        # A guide is heard without its words rather than not at all.
        return ()
