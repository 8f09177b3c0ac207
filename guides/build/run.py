"""A whole build: what is stale is made again, and then the playlists and the report."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from guides.build.events import BuildPlanned, Explained, FilesWritten, GuideFailed, GuideFinished, RoomNeeded, Warned
from guides.build.guide import Made
from guides.build.jobs import Job, Preparing, job_of
from guides.build.journal import Journal, Record, Stamp, remove_outputs, stamp_of
from guides.build.making import make_all
from guides.build.music_rights import rights_warnings
from guides.build.outcome import write_playlists, write_report_of
from guides.build.page_folder import write_kept_page
from guides.build.recipients import Recipient, recipients
from guides.build.room import room_for
from guides.build.takes import stray_folders
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop, is_draft
from guides.clients.roster_text import FILE as ROSTER
from guides.errors import GuideError, Place, Problem, UsageError
from guides.store.files import digest_of, free_bytes, translated
from guides.store.leftovers import Mark
from guides.store.locking import locked


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended; a guide for a client is named as its file is."""

    built: tuple[str, ...]
    fresh: tuple[str, ...]
    failed: tuple[str, ...]


@dataclass(slots=True)
class _Work:
    """What is to be done for one recipient, and how it went."""

    recipient: Recipient
    jobs: list[Job] = field(default_factory=list)
    built: list[str] = field(default_factory=list)
    failed: dict[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def stale(self) -> list[Job]:
        return [job for job in self.jobs if job.reasons]


def build(workshop: Workshop) -> Outcome:
    """Build what the request names, and keep everything else as it is.

    Nothing is made, not even the folder for the cache, where there is no practice or
    the request names nothing in it.

    Raises:
        UsageError: guides for clients on other machines, where the practice does not allow it.
        GuideError: the practice folder itself, or the cluster, cannot be used. A guide that fails is an
            event and stands in the outcome.
    """
    workshop.folder.chosen(workshop.request.names)
    _check_personal(workshop)
    with locked(workshop.folder.build_lock), _swept(workshop):
        return _build(workshop)


def _check_personal(workshop: Workshop) -> None:
    """See that the words of clients leave this machine only where the practice has said so."""
    request = workshop.request
    personal = bool(request.clients or request.all_clients)
    if personal and request.scheduler and not workshop.settings.cluster.allow_remote_personal:
        raise UsageError(
            "Guides for clients are made on this machine only: with --scheduler, what clients.csv holds of them "
            "would travel over the network, and stand in the memory of the scheduler and its workers.",
            hint="Build without --scheduler. If all those machines may hold health information, "
            "write in guides.toml: [cluster] allow-remote-personal = true",
        )


@contextmanager
def _swept(workshop: Workshop) -> Iterator[None]:
    """What a build that was killed has left half written is removed before the next."""
    folder = workshop.folder
    with translated(folder.hidden, "look for half files"):
        mark = Mark(folder.hidden / "unfinished")
        mark.set((folder.out, folder.hidden, folder.takes.root))
    try:
        yield
    finally:
        mark.clear()


def _build(workshop: Workshop) -> Outcome:
    _ = workshop.ffmpeg.version  # Without ffmpeg nothing can be made: said once, and not for every guide.
    going, wrong = recipients(workshop, workshop.folder.script_files())
    planned = _planned(workshop, going)
    _tell_plan(workshop, planned, wrong)
    _tell_room(workshop, planned)
    if workshop.request.keep_going or not (wrong or any(work.failed for work in planned)):
        _make_everything(workshop, planned)
    for work in planned:
        _finish(work)
    return Outcome(
        # In the order of the plan, whichever was ready first.
        built=tuple(job.id for work in planned for job in work.jobs if job.id in work.built),
        fresh=tuple(job.id for work in planned for job in work.jobs if not job.reasons),
        failed=(*(ROSTER for _ in wrong[:1]), *(id for work in planned for id in work.failed)),
    )


def _planned(workshop: Workshop, going: Sequence[Recipient]) -> list[_Work]:
    """Everything that each recipient's guides are held against."""
    if not going:
        return []
    files = workshop.folder.script_files()
    preparing = Preparing(files)
    reads = read_scripts(going[0].workshop, workshop.folder.chosen(workshop.request.names))
    for problem in (problem for read in reads for problem in read.problems):
        if problem.severity == "warning":
            workshop.tell(Warned(problem))
    return [_work_of(recipient, reads, preparing) for recipient in going]


def _work_of(recipient: Recipient, reads: Sequence[Read], preparing: Preparing) -> _Work:
    work = _Work(recipient)
    shop = recipient.workshop
    for read in reads:
        if read.file.id not in recipient.ids:
            continue
        try:
            work.jobs.append(job_of(shop, recipient.journal, preparing.of(shop, read)))
        except GuideError as error:
            work.failed[shop.named(read.file.id)] = _placed(error, read.file.shown)
    return work


def _tell_plan(workshop: Workshop, planned: Sequence[_Work], wrong: Sequence[Problem]) -> None:
    jobs = [job for work in planned for job in work.jobs]
    scripts = {job.order.script.id: job.order.script for job in jobs}
    for problem in rights_warnings(workshop, scripts.values(), datetime.date.today()):
        workshop.tell(Warned(problem))
    for problem in stray_folders(workshop) if not workshop.request.names else ():
        workshop.tell(Warned(problem))
    if workshop.request.explain:
        for job in jobs:
            workshop.tell(Explained(job.id, job.reasons))
    stale = tuple(job.id for job in jobs if job.reasons)
    workshop.tell(BuildPlanned(stale, tuple(job.id for job in jobs if not job.reasons)))
    if wrong:
        workshop.tell(GuideFailed(ROSTER, tuple(wrong)))
    for work in planned:
        for id, problems in work.failed.items():
            workshop.tell(GuideFailed(id, problems))


def _tell_room(workshop: Workshop, planned: Sequence[_Work]) -> None:
    """Say what the guides for clients will take, before any is made."""
    theirs = [work for work in planned if work.recipient.workshop.client and work.stale]
    if theirs:
        size = room_for([job for work in theirs for job in work.stale], Journal(workshop.journal))
        workshop.tell(RoomNeeded(len(theirs), size, free_bytes(workshop.folder.root)))


def why_build(workshop: Workshop, read: Read) -> tuple[str, ...]:
    """Why a guide that is there is not what its script and the practice say now; empty when it is.

    Raises:
        ScriptError: the script has errors.
        GuideError: what it is made from cannot be read.
    """
    prepared = Preparing(workshop.folder.script_files()).of(workshop, read)
    return job_of(workshop, Journal(workshop.journal), prepared).reasons


def _make_everything(workshop: Workshop, planned: Sequence[_Work]) -> None:
    """Make what is stale, until a guide fails that the build may not go on without."""
    whose = {job.output: work for work in planned for job in work.stale}
    jobs = [job for work in planned for job in work.stale]
    with closing(make_all(workshop, jobs)) as finished:
        for job, made in finished:
            work = whose[job.output]
            if isinstance(made, Made):
                _keep(work, job, made)
                continue
            work.failed[job.id] = _placed(made, job.order.script.file)
            workshop.tell(GuideFailed(job.id, work.failed[job.id]))
            if not workshop.request.keep_going:
                return


def _keep(work: _Work, job: Job, made: Made) -> None:
    """Write down what was made, and remove what it no longer has."""
    shop, journal = job.workshop, work.recipient.journal
    files = _stamps(shop.folder.out, shop.prefix, made.files)
    if (old := journal.records.get(job.output)) is not None:
        # A held bed that is no longer held must not be what somebody finds.
        remove_outputs(shop.folder.out, sorted(set(old.files) - set(files)))
    journal.records[job.output] = Record(
        id=job.order.script.id,
        format=shop.format,
        ingredients=job.ingredients,
        files=files,
        title=job.order.script.front.public_title,
        entry=made.entry,
        digests={
            file: made.entry.sha256 if file == job.output else digest_of(shop.folder.out / file) for file in files
        },
    )
    journal.save()
    work.built.append(job.id)
    entry = made.entry
    shop.tell(GuideFinished(job.id, job.output, entry.seconds, entry.spoken_now, made.rendered, made.segments))


def _finish(work: _Work) -> None:
    """Bring a recipient's playlists and report up to date, and remove what was made from scripts that are gone."""
    shop, journal, files = work.recipient.workshop, work.recipient.journal, work.recipient.files
    if shop.client is not None and not (work.stale or work.failed or _orphans(work)) and work.recipient.is_whole:
        if journal.restamped:
            journal.save()
        return
    # A script under a new name that fails must not cost the guide under its old one.
    removed = _remove_orphans(work) if not work.failed else ()
    written, emptied = write_playlists(shop, journal, files)
    # In the report a journey for another route than its own stands under the name of its file.
    named = {job.id: job.order.name for job in work.jobs}
    fresh = [job.id for job in work.jobs if not job.reasons]
    sound = {named[id] for id in (*work.built, *fresh)}
    wrong = {named.get(id, id): problems for id, problems in work.failed.items()}
    written = (*written, *write_report_of(shop, journal, files, wrong, sound))
    journal.save()
    shop.tell(FilesWritten(written, (*removed, *emptied)))
    if shop.keeps_page:
        write_kept_page(work.recipient)


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


def _orphans(work: _Work) -> list[str]:
    """The outputs of scripts that were renamed or removed, or are no longer for this recipient."""
    draft = work.recipient.workshop.request.draft
    return [
        name
        for name, record in work.recipient.journal.records.items()
        if record.id not in work.recipient.ids and is_draft(name) == draft
    ]


def _remove_orphans(work: _Work) -> tuple[str, ...]:
    records = work.recipient.journal.records
    return tuple(_removed(work.recipient, [records.pop(name) for name in _orphans(work)]))


def _removed(recipient: Recipient, records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        yield from remove_outputs(recipient.workshop.folder.out, record.files)
