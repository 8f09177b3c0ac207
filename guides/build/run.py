"""A whole build: what is stale is made again, and then the playlists and the report."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from guides.build.events import BuildPlanned, Explained, FilesWritten, GuideFailed, GuideFinished, GuideStarted, Warned
from guides.build.guide import Order, Standing, make_guide
from guides.build.joints import seam_after, seam_before
from guides.build.journal import Journal, Record, Stamp, reasons, remove_outputs, stamp_of
from guides.build.music_rights import rights_warnings
from guides.build.outcome import write_playlists, write_report_of
from guides.build.staleness import ingredients
from guides.build.takes import Takes, look_at_takes, register_takes, stray_folders
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop, is_draft
from guides.delivery.formats import ENCODINGS
from guides.errors import GuideError, Place, Problem, TakeError
from guides.model.script import Script
from guides.store.files import translated
from guides.store.practice import ScriptFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended."""

    built: tuple[str, ...]
    fresh: tuple[str, ...]
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A guide to make, and why."""

    order: Order
    output: str
    """Its main file, relative to `audio_out/`: its name in the journal."""
    ingredients: dict[str, str]
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """The guide's."""
        return self.order.script.id


def build(workshop: Workshop) -> Outcome:
    """Build what the request names, and keep everything else as it is.

    Nothing is made, not even the folder for the cache, where there is no practice or
    the request names nothing in it.

    Raises:
        GuideError: the practice folder itself cannot be used. A guide that fails is an
            event and stands in the outcome.
    """
    workshop.folder.chosen(workshop.request.names)
    hidden = workshop.folder.hidden
    with translated(hidden, "make the folder for the cache"):
        hidden.mkdir(parents=True, exist_ok=True)
        lock = FileLock(workshop.folder.build_lock)
        lock.acquire()
    with lock:
        return _build(workshop)


def _build(workshop: Workshop) -> Outcome:
    _ = workshop.ffmpeg.version  # Without ffmpeg nothing can be made: said once, and not for every guide.
    files = workshop.folder.script_files()
    chosen = workshop.folder.chosen(workshop.request.names)
    journal = Journal(workshop.folder.hidden / "journal.json")
    failed: dict[str, tuple[Problem, ...]] = {}
    jobs: list[Job] = []
    for read in read_scripts(workshop, chosen):
        try:
            jobs.append(_job(workshop, journal, read, files))
        except GuideError as error:
            failed[read.file.id] = _placed(error, read.file.shown)
    for problem in rights_warnings(workshop, [job.order.script for job in jobs], datetime.date.today()):
        workshop.tell(Warned(problem))
    for problem in stray_folders(workshop) if not workshop.request.names else ():
        workshop.tell(Warned(problem))
    stale = [job for job in jobs if job.reasons]
    fresh = tuple(job.id for job in jobs if not job.reasons)
    if workshop.request.explain:
        for job in jobs:
            workshop.tell(Explained(job.id, job.reasons))
    workshop.tell(BuildPlanned(tuple(job.id for job in stale), fresh))
    for id, problems in failed.items():
        workshop.tell(GuideFailed(id, problems))
    built: list[str] = []
    for id, problems in _made(workshop, journal, stale if not failed or workshop.request.keep_going else [], built):
        failed[id] = problems
    # A script under a new name that fails must not cost the guide under its old one.
    removed = _remove_orphans(workshop, journal, files) if not failed else ()
    written, emptied = write_playlists(workshop, journal, files)
    # In the report a journey for another route than its own stands under the name of its file.
    named = {job.id: job.order.name for job in jobs}
    sound = {named[id] for id in (*built, *fresh)}
    wrong = {named.get(id, id): problems for id, problems in failed.items()}
    written = (*written, *write_report_of(workshop, journal, files, wrong, sound))
    journal.save()
    workshop.tell(FilesWritten(written, (*removed, *emptied)))
    return Outcome(tuple(built), fresh, tuple(failed))


def why_build(workshop: Workshop, read: Read) -> tuple[str, ...]:
    """Why a guide that is there is not what its script and the practice say now; empty when it is.

    Raises:
        ScriptError: the script has errors.
        GuideError: what it is made from cannot be read.
    """
    journal = Journal(workshop.folder.hidden / "journal.json")
    return _job(workshop, journal, read, workshop.folder.script_files()).reasons


def _job(workshop: Workshop, journal: Journal, read: Read, files: tuple[ScriptFile, ...]) -> Job:
    for problem in read.problems:
        if problem.severity == "warning":
            workshop.tell(Warned(problem))
    written = read.understood()
    script = workshop.routed(written)
    takes = _takes(workshop, script)
    siblings = [file.id for file in files if file.collection == script.collection]
    place = Standing(siblings.index(script.id) + 1, len(siblings))
    name = workshop.output_name(written)
    output = f"{workshop.prefix}{name}.{ENCODINGS[workshop.format].extension}"
    before = seam_before(workshop, script, files)
    made_from = ingredients(
        workshop, read, script, place, before, followed=place.track < place.tracks, takes=takes.fingerprint
    )
    record = journal.records.get(output)
    why = reasons(record, made_from, workshop.folder.out)
    stems, more = _asked(record, ".voice.flac", "its stems were asked for", wanted=workshop.request.stems)
    why += more
    wordless, more = _asked(record, ".wordless.", "it was asked for without words", wanted=workshop.request.wordless)
    why += more if script.front.kind == "journey" else ()
    if workshop.request.force:
        why = (*why, "--force")
    after = seam_after(script, workshop.settings)
    order = Order(script, place, name, before, after, place.track < place.tracks, stems, wordless)
    return Job(order, output, made_from, why)


def _takes(workshop: Workshop, script: Script) -> Takes:
    """The takes of a guide, written down where they are new.

    Raises:
        TakeError: one is missing, says something else, or stands twice.
    """
    takes = look_at_takes(workshop, script)
    register_takes(workshop, takes)
    if wrong := [problem for problem in takes.problems if problem.severity == "error"]:
        raise TakeError(wrong)
    for problem in takes.problems:
        workshop.tell(Warned(problem))
    return takes


def _asked(record: Record | None, mark: str, reason: str, *, wanted: bool) -> tuple[bool, tuple[str, ...]]:
    """Whether a further file is made, now or since it was made before; and why the guide must be made for it."""
    had = record is not None and any(mark in file for file in record.files)
    return wanted or had, (reason,) if wanted and not had and record is not None else ()


def _made(
    workshop: Workshop, journal: Journal, jobs: list[Job], built: list[str]
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """Make the guides one after the other; yields those that failed."""
    out = workshop.folder.out / workshop.prefix
    for number, job in enumerate(jobs, 1):
        workshop.tell(GuideStarted(job.id, number, len(jobs)))
        try:
            made = make_guide(workshop, job.order, out)
        except GuideError as error:
            problems = _placed(error, job.order.script.file)
            workshop.tell(GuideFailed(job.id, problems))
            yield job.id, problems
            if not workshop.request.keep_going:
                return
            continue
        files = _stamps(workshop.folder.out, workshop.prefix, made.files)
        if (old := journal.records.get(job.output)) is not None:
            # A held bed that is no longer held must not be what somebody finds.
            remove_outputs(workshop.folder.out, sorted(set(old.files) - set(files)))
        journal.records[job.output] = Record(
            id=job.id,
            format=workshop.format,
            ingredients=job.ingredients,
            files=files,
            title=job.order.script.front.public_title,
            entry=made.entry,
        )
        journal.save()
        built.append(job.id)
        entry = made.entry
        workshop.tell(GuideFinished(job.id, job.output, entry.seconds, entry.spoken_now, made.rendered, made.segments))


def _placed(error: GuideError, file: str) -> tuple[Problem, ...]:
    """The problems of a guide; those that know no place of their own are its script's."""
    return tuple(problem if problem.place.file else replace(problem, place=Place(file)) for problem in error.problems())


def _stamps(out: Path, prefix: str, files: tuple[str, ...]) -> dict[str, Stamp]:
    stamps = {}
    for file in files:
        stamp = stamp_of(out / prefix / file)
        if stamp is not None:
            stamps[prefix + file] = stamp
    return stamps


def _remove_orphans(workshop: Workshop, journal: Journal, files: tuple[ScriptFile, ...]) -> tuple[str, ...]:
    """Remove the outputs of scripts that were renamed or removed."""
    known = {file.id for file in files}
    orphans = [
        name
        for name, record in journal.records.items()
        if record.id not in known and is_draft(name) == workshop.request.draft
    ]
    removed: list[str] = []
    for name in orphans:
        removed += remove_outputs(workshop.folder.out, journal.records.pop(name).files)
    return tuple(removed)
