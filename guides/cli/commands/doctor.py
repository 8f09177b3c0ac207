"""`guides doctor`."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common
from guides.errors import GuideError

if TYPE_CHECKING:
    from guides.model.settings import Settings

ENOUGH = 2 * 1024**3
"""Bytes of free disk that a practice can work with comfortably."""
EXTRAS = {"piper"}
"""Engines that are not part of a plain installation."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool
    found: str
    mend: str = ""
    """The line that puts it right."""
    needed: bool = True


@click.command("doctor")
@common
def command(console: Console) -> int:
    """Find out what is missing on this machine, and the line that installs it.

    \b
    Example:
      guides doctor
    """
    from guides.store.settings import read_settings

    findings = list(_findings(console, read_settings(console.root)))
    for finding in findings:
        console.data(event="finding", **asdict(finding))
        mark = "ok     " if finding.good else "MISSING" if finding.needed else "not in "
        console.say(f"{mark}  {finding.what:<14} {finding.found}")
        if finding.mend and not finding.good:
            console.say(f"{'':9}{'':14} {finding.mend}")
    broken = [finding for finding in findings if finding.needed and not finding.good]
    console.say()
    console.say("Everything that is needed works." if not broken else f"{len(broken)} things need attention.")
    return 1 if broken else 0


def _findings(console: Console, settings: Settings) -> Iterator[Finding]:
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Finding("Python", supported, platform.python_version(), "Install Python 3.11, 3.12 or 3.13.")
    yield _ffmpeg(console, settings)
    yield from _engines(console, settings)
    yield _recogniser(console, settings)
    yield _folder(console)
    free = shutil.disk_usage(console.root).free
    yield Finding(
        "disk space", free > ENOUGH, f"{free / 1024**3:.1f} GB free", "Free some space, or move the practice folder."
    )


def _ffmpeg(console: Console, settings: Settings) -> Finding:
    from guides.store.ffmpeg import find

    try:
        return Finding("ffmpeg", True, find(settings.tools.ffmpeg, console.root).version[:56].rstrip())
    except GuideError as error:
        return Finding("ffmpeg", False, error.message, error.hint or "")


def _engines(console: Console, settings: Settings) -> Iterator[Finding]:
    from guides.narration.registry import Registry

    for state in Registry(settings, console.root).state():
        found = f"{len(state.voices)} voices" if state.works else state.reason or "does not work here"
        yield Finding(f"voice {state.engine}", state.works, found, state.hint or "", state.engine not in EXTRAS)


def _recogniser(console: Console, settings: Settings) -> Finding:
    from guides.proof.whisper import Whisper

    try:
        found = Whisper(settings.proof.model, console.root).fingerprint().partition(" beam ")[0]
        return Finding("recogniser", True, found)
    except GuideError as error:
        return Finding("recogniser", False, error.message, error.hint or "", needed=False)


def _folder(console: Console) -> Finding:
    import tempfile

    if not (console.root / "scripts").is_dir():
        return Finding("practice", False, "no scripts folder here", "guides init my-practice", needed=False)
    try:
        with tempfile.TemporaryFile(dir=console.root):
            pass
    except OSError as error:
        return Finding("practice", False, f"cannot write here: {error.strerror}", "Give yourself write permission.")
    at = f"{console.address}, mirrored in {console.root}" if console.address else str(console.root)
    return Finding("practice", True, at)
