"""What a measurement is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Chosen on the command line, the same for every measurement of a run."""

    minutes: int = 60
    """Length of the guide."""
    pairs: int = 2
    """How often each side of a long measurement runs, in turn."""
    voice: str = "tone"
    bed: bool = True
    """Music from an MP3 file; else the generated bed."""
