"""Scripts read and checked against what this practice has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from guides.build.tuning_doubts import tuning_doubts
from guides.build.workshop import Workshop
from guides.errors import GuideError, MusicError, Problem, ScriptError
from guides.model.script import PHASES, Script
from guides.store.practice import ScriptFile
from guides.store.settings import place_of_setting
from guides.timeline.framing import music_by_phases

if TYPE_CHECKING:
    from guides.script.reading import Known, Reading


@dataclass(frozen=True, slots=True)
class Read:
    """One script file, understood or not."""

    file: ScriptFile
    text: str
    script: Script | None
    """None when there are errors."""
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops this guide."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def understood(self) -> Script:
        """The script.

        Raises:
            ScriptError: there are errors, all of them.
        """
        if self.script is None:
            raise ScriptError(self.errors)
        return self.script


def read_scripts(workshop: Workshop, files: tuple[ScriptFile, ...]) -> tuple[Read, ...]:
    """Read every file; what is wrong with one never hides another."""
    from guides.music.beds import names as bed_names
    from guides.music.tracks import list_tracks
    from guides.script.reading import Known

    known = Known(voices=workshop.registry.names(), beds=bed_names(), tracks=list_tracks(workshop.folder.music))
    return tuple(_read(workshop, file, known) for file in files)


def _read(workshop: Workshop, file: ScriptFile, known: Known) -> Read:
    from guides.script.fields import missing_values

    try:
        text = file.text()
    except GuideError as error:
        return Read(file, "", None, error.problems())
    reading = _understood(text, id=file.id, file=file.shown, known=known)
    # A client may have the words; what they lack is said with their id.
    missing = missing_values(reading.sentences, {}) if workshop.client is None else ()
    problems = tuple(sorted((*reading.problems, *missing), key=_spot))
    if reading.script is not None:
        problems = (*problems, *_usual_music(workshop, reading.script, known), *tuning_doubts(workshop, reading.script))
    wrong = any(problem.severity == "error" for problem in problems)
    return Read(file, text, None if wrong else reading.script, problems)


@lru_cache(maxsize=256)
def _understood(text: str, *, id: str, file: str, known: Known) -> Reading:
    """A text is read once, and not again for each client."""
    from guides.script.reading import read_script

    return read_script(text, id=id, file=file, known=known)


def _spot(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0


def _usual_music(workshop: Workshop, script: Script, known: Known) -> tuple[Problem, ...]:
    """What is wrong with the music that `guides.toml` names, where the script leaves it to that."""
    own, kind, settings = script.front.music, script.front.kind, workshop.settings
    if own is not None and own.named:
        return ()
    named: list[tuple[tuple[str, str], str, str]] = [
        (("music", kind), settings.music.of(kind), "Music for this kind of guide")
    ]
    if music_by_phases(script):
        named = [(("phase-bed", phase), settings.phase_bed.of(phase), f"The bed for {phase}") for phase in PHASES]
    problems = (_missing(workshop, path, name, what, known) for path, name, what in named)
    return tuple(problem for problem in problems if problem is not None)


def _missing(workshop: Workshop, path: tuple[str, str], name: str, what: str, known: Known) -> Problem | None:
    from guides.music.shelf import find_track

    if name == "off" or name in known.beds:
        return None
    try:
        find_track(workshop.folder.music, name)
    except MusicError as error:
        place = place_of_setting(workshop.folder.root, *path)
        return Problem(f"{what}, {name}: {error.message}", place, error.hint)
    return None
