"""Spoken guides for IFS-informed ketamine-assisted psychotherapy, made from text scripts."""

TYPE_CHECKING = False  # typing itself would take some milliseconds of every command
if TYPE_CHECKING:
    from typing import Any

    from guides.narration.api import speak as speak

__version__ = "0.7.0"
__all__ = ["__version__", "speak"]


def __getattr__(name: str) -> "Any":
    # Speech brings numpy and pydub along; the command line must not pay for that.
    if name == "speak":
        from guides.narration.api import speak

        return speak
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
