"""What a practice has: its voices and its music."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """The names a script may use."""

    voices: tuple[str, ...] | None
    """Names of voices; None when they are not to be checked."""
    beds: tuple[str, ...]
    """Names of generated beds."""
    tracks: tuple[str, ...]
    """Files in `music/`, relative to it, with forward slashes."""
