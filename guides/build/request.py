"""What a build was asked for."""

import os
from dataclasses import dataclass

from guides.model.script import Route
from guides.model.settings import Format


@dataclass(frozen=True, slots=True)
class Request:
    """The options of `guides build`."""

    names: tuple[str, ...] = ()
    draft: bool = False
    """The fastest voice, into `audio_out/draft/`."""
    voice: str | None = None
    """Replaces the voice of every script, but not of a `[voice]` cue."""
    format: Format | None = None
    jobs: int = os.cpu_count() or 1
    stems: bool = False
    route: Route | None = None
    """How the medicine is given, in place of what journeys say themselves."""
    wordless: bool = False
    """Also write journeys without their words."""
    mixes: bool = False
    """Also write each guide with more voice, and with more music."""
    explain: bool = False
    force: bool = False
    clients: tuple[str, ...] = ()
    """The clients for whom guides are made; none of them: what is the same for everyone."""
    all_clients: bool = False
    keep_going: bool = False
    scheduler: str | None = None
    """Where a Dask scheduler is whose workers make the guides; None: they are made on this machine."""
