"""The recorded takes of a guide: which there are, whether they still say its words, and what is wrong with them."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from guides.build.workshop import Workshop
from guides.errors import EncodingError, Place, Problem, TakeError
from guides.model.clip import ClipRef
from guides.model.script import Script
from guides.model.takes import TakenParagraph, taken_paragraphs
from guides.narration.take_faults import TakeFigures, notes_on
from guides.store.cache import key_of
from guides.store.contents import content_of
from guides.store.takes_folder import REGISTER
from guides.store.takes_toml import Registered, read_register, write_register

State = Literal["recorded", "missing", "changed", "unusable"]


@dataclass(frozen=True, slots=True)
class Take:
    """A label of a script, and the recording for it."""

    paragraph: TakenParagraph
    state: State
    """`missing` also when there was one; `changed` when the words are no longer those that it said."""
    file: Path | None
    """None where there is none, or where it is not clear which one is meant."""
    content: str | None
    """The hash of the file."""
    problem: Problem | None = None
    """What stops the guide, or should be known."""

    @property
    def label(self) -> str:
        """As the script writes it."""
        return self.paragraph.label


@dataclass(frozen=True, slots=True)
class Takes:
    """All labels of a script."""

    id: str
    takes: tuple[Take, ...]
    strays: tuple[Path, ...]
    """Recordings for a label that the script does not have."""
    problems: tuple[Problem, ...]
    """Of all of these, in the order of the script."""
    register: Mapping[str, Registered] | None
    """What `takes.toml` says, by label in small letters; None where it cannot be understood."""

    @property
    def fingerprint(self) -> str:
        """A hash of the recordings that stand in the guide; nothing where there are none."""
        used = [(take.label, take.content) for take in self.takes if take.content is not None]
        return key_of(used) if used else ""


@dataclass(frozen=True, slots=True)
class Recordings:
    """The takes of a script as clips."""

    clips: Mapping[str, ClipRef]
    """By label; only those that can be used."""
    figures: Mapping[str, TakeFigures]
    problems: tuple[Problem, ...]
    """What stops the guide, and what is odd about a recording; in the order of the script."""


def takes_fingerprint(workshop: Workshop, script: Script) -> str:
    """A hash of the content of every recording that stands in a guide, with its label; nothing where there are none.

    Raises:
        StoreError: a recording cannot be read.
    """
    return look_at_takes(workshop, script).fingerprint


def look_at_takes(workshop: Workshop, script: Script) -> Takes:
    """Which takes of a script are there, and whether they still say its words; nothing is decoded.

    Raises:
        StoreError: a recording, or the folder, cannot be read.
    """
    paragraphs = taken_paragraphs(script.steps)
    files = workshop.folder.takes.files(script.id)
    problems: list[Problem] = []
    register: Mapping[str, Registered] | None = None
    try:
        register = read_register(workshop.folder.takes.of(script.id) / REGISTER, f"takes/{script.id}/{REGISTER}")
    except TakeError as error:
        problems += error.problems()
    takes = tuple(
        _take(workshop, script.id, paragraph, files.get(paragraph.label.casefold(), ()), register or {})
        for paragraph in paragraphs
    )
    problems += [take.problem for take in takes if take.problem is not None]
    labels = {paragraph.label.casefold(): paragraph.label for paragraph in paragraphs}
    strays = tuple(path for label, paths in files.items() if label not in labels for path in paths)
    problems += [_stray(script.id, path, list(labels.values())) for path in strays]
    return Takes(script.id, takes, strays, tuple(problems), register)


def _take(
    workshop: Workshop, id: str, paragraph: TakenParagraph, files: tuple[Path, ...], register: Mapping[str, Registered]
) -> Take:
    label, place = paragraph.label, paragraph.place
    known = register.get(label.casefold())
    if len(files) > 1:
        names = " and ".join(path.name for path in files)
        problem = Problem(
            f"There are {len(files)} recordings for #{label}: {names}.", place, f"Keep one of them in takes/{id}/."
        )
        return Take(paragraph, "unusable", None, None, problem)
    if not files:
        return Take(paragraph, "missing", None, None, _gone(id, paragraph) if known else _not_yet(id, paragraph))
    (file,) = files
    content = content_of(file, workshop.cache)
    said = known if known is not None and known.sound == content else _elsewhere(register, content)
    if said is not None and said.words != paragraph.words_hash:
        return Take(paragraph, "changed", file, content, _changed(id, paragraph))
    return Take(paragraph, "recorded", file, content)


def _elsewhere(register: Mapping[str, Registered], content: str) -> Registered | None:
    """What the same recording said under another label: files may have been exchanged or renamed."""
    return next((entry for entry in register.values() if entry.sound == content), None)


def _not_yet(id: str, paragraph: TakenParagraph) -> Problem:
    return Problem(
        f"There is no recording for #{paragraph.label} yet: the voice speaks these words.",
        paragraph.place,
        f"Put one in takes/{id}/ and call it {paragraph.label}.m4a, or with the ending that it has.",
        "warning",
    )


def _gone(id: str, paragraph: TakenParagraph) -> Problem:
    return Problem(
        f"The recording for #{paragraph.label} is gone: there was one in takes/{id}/.",
        paragraph.place,
        f"Put it back. If the voice shall speak these words, take [{paragraph.label.casefold()}] and the two lines "
        f"below it out of takes/{id}/{REGISTER}.",
    )


def _changed(id: str, paragraph: TakenParagraph) -> Problem:
    return Problem(
        "This recording says something else: the words of the paragraph were changed after it was made.",
        paragraph.place,
        f"Record it again; or, if the recording still fits: guides takes accept {id} {paragraph.label}",
    )


def _stray(id: str, path: Path, labels: list[str]) -> Problem:
    near = difflib.get_close_matches(path.stem.casefold(), [label.casefold() for label in labels], 1)
    if near:
        hint = f"Did you mean {near[0]}? Then call it {near[0]}{path.suffix}."
    elif labels:
        hint = f"Its labels are: {', '.join(labels)}."
    else:
        hint = f"Write [take #{path.stem}] above the paragraph that it replaces, or move the file away."
    return Problem(
        f"No paragraph has the label #{path.stem}: this recording is not used.",
        Place(f"takes/{id}/{path.name}"),
        hint,
        "warning",
    )


def stray_folders(workshop: Workshop) -> tuple[Problem, ...]:
    """Warnings of recordings that lie where no guide looks for them.

    Raises:
        StoreError: a folder cannot be read.
    """
    folder = workshop.folder
    ids = [file.id for file in folder.script_files()]
    problems = []
    for path in folder.takes.strays(ids):
        name = path.relative_to(folder.takes.root).as_posix()
        near = difflib.get_close_matches(name, ids, 1)
        problems.append(
            Problem(
                "These recordings belong to no script."
                if path.is_dir()
                else "This file lies outside the folders of the scripts, so nothing uses it.",
                Place(f"takes/{name}"),
                f"Did you mean takes/{near[0]}/?"
                if near
                else "The recordings for scripts/preparation/01-arriving.md, for example, are in "
                "takes/preparation/01-arriving/.",
                "warning",
            )
        )
    return tuple(problems)


def register_takes(workshop: Workshop, takes: Takes) -> bool:
    """Write down what new recordings say: the words that the script has now; whether anything was written.

    A recording whose words were changed keeps what it was; so does everything where
    `takes.toml` cannot be understood.

    Raises:
        StoreError: it cannot be written.
    """
    if takes.register is None:
        return False
    there = {take.label.casefold() for take in takes.takes} | {path.stem.casefold() for path in takes.strays}
    register = {label: entry for label, entry in takes.register.items() if label in there}
    for take in takes.takes:
        if take.state == "recorded" and take.content is not None:
            register[take.label.casefold()] = Registered(take.paragraph.words_hash, take.content)
    return write_register(workshop.folder.takes.of(takes.id) / REGISTER, register)


def accept_take(workshop: Workshop, takes: Takes, take: Take) -> bool:
    """Write down that a recording says what the script says now; whether anything was written.

    Raises:
        TakeError: `takes.toml` cannot be understood, or there is no recording to accept.
        StoreError: it cannot be written.
    """
    if take.content is None and take.problem is not None:
        raise TakeError([take.problem])
    if takes.register is None or take.content is None:
        raise TakeError(takes.problems)
    register = {**takes.register, take.label.casefold(): Registered(take.paragraph.words_hash, take.content)}
    return write_register(workshop.folder.takes.of(takes.id) / REGISTER, register)


def hear_takes(workshop: Workshop, takes: Takes, told: Callable[[int, int], None] = lambda _, __: None) -> Recordings:
    """The takes of a script as clips, each decoded once and then kept in the cache.

    Raises:
        EncodingError: there is no ffmpeg.
        StoreError: a recording cannot be read, or the cache cannot be written.
    """
    from guides.narration.takes import hear_take

    clips: dict[str, ClipRef] = {}
    figures: dict[str, TakeFigures] = {}
    problems: list[Problem] = []
    there = [(take, take.file) for take in takes.takes if take.file is not None]
    for done, (take, file) in enumerate(there):
        told(done, len(there))
        ffmpeg = workshop.ffmpeg
        _ = ffmpeg.version
        try:
            heard = hear_take(file, ffmpeg, workshop.cache)
        except EncodingError as error:
            problems.append(Problem(error.message, take.paragraph.place, error.hint))
            continue
        clips[take.label], figures[take.label] = heard.clip, heard.figures
        problems += [
            Problem(note.message, take.paragraph.place, note.hint, "warning")
            for note in notes_on(heard.figures, take.paragraph.speaking, take.paragraph.estimate)
        ]
    if there:
        told(len(there), len(there))
    return Recordings(clips, figures, tuple(problems))
