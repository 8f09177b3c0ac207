"""What stands beside the guides after a build: playlists and the report."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from guides.build.journal import Journal, Record, remove_outputs
from guides.build.portraits import recall
from guides.build.texts import read_scripts
from guides.build.workshop import Workshop, is_draft
from guides.delivery.formats import ENCODINGS
from guides.errors import Problem
from guides.model.guide import ReportEntry
from guides.model.settings import Format
from guides.publish.playlists import PlaylistEntry, m3u8
from guides.publish.report import read_report, write_report
from guides.publish.report_page import report_page
from guides.store.files import read_text, write_changed
from guides.store.practice import ScriptFile
from guides.units import Seconds

REPORT_MOST = 50_000_000
"""Bytes of a report; a larger one is not ours."""


def collections_of(workshop: Workshop, files: Iterable[ScriptFile]) -> tuple[str, ...]:
    """The collections of scripts, in the order of the practice; those that it does not name come last."""
    named = workshop.settings.practice.collections
    return tuple(
        sorted(
            {file.collection for file in files},
            key=lambda name: (named.index(name) if name in named else len(named), name),
        )
    )


def write_playlists(
    workshop: Workshop, journal: Journal, files: tuple[ScriptFile, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """One playlist for each collection and one for the programme.

    Returns:
        Those whose bytes changed, and those that were removed since nothing is left in them.
    """
    practice = workshop.settings.practice
    prefix = workshop.prefix
    # A guide asked for once in another format does not change what the practice hands out.
    built = _listed(workshop, journal, files, practice.format) or _listed(workshop, journal, files, workshop.format)
    collections = collections_of(workshop, files)
    written: list[str] = []
    kept: set[str] = set()
    lists: list[tuple[str, str, list[str]]] = [("program", practice.program, [])]
    for name in collections:
        ids = [file.id for file in files if file.collection == name and file.id in built]
        lists[0][2].extend(ids)
        if ids:
            lists.append((name, f"{practice.program}: {name}", ids))
    for name, title, ids in lists:
        entries = [
            PlaylistEntry(entry.file, Seconds(entry.seconds), practice.name, named)
            for entry, named in (built[id] for id in ids)
        ]
        path = f"{prefix}{name}.m3u8"
        if entries:
            kept.add(path)
            if write_changed(workshop.folder.out / path, m3u8(title, entries).encode()):
                written.append(path)
    emptied = {path for path in journal.playlists - kept if is_draft(path) == workshop.request.draft}
    journal.playlists = (journal.playlists - emptied) | kept
    return tuple(written), remove_outputs(workshop.folder.out, sorted(emptied))


def _built(workshop: Workshop, journal: Journal, files: tuple[ScriptFile, ...], format: Format) -> dict[str, Record]:
    """The guides that were built in a format, by id."""
    extension = ENCODINGS[format].extension
    found = {file.id: journal.records.get(f"{workshop.prefix}{file.id}.{extension}") for file in files}
    return {id: record for id, record in found.items() if record is not None}


def _other_routes(workshop: Workshop, journal: Journal, known: Collection[str]) -> dict[str, ReportEntry]:
    """Journeys that were built for another route than their own, each under the name of its file."""
    ending = f".{ENCODINGS[workshop.format].extension}"
    outputs = (name for name in journal.records if name.startswith(workshop.prefix) and name.endswith(ending))
    stems = (name.removeprefix(workshop.prefix).removesuffix(ending) for name in outputs)
    return {
        stem: journal.records[f"{workshop.prefix}{stem}{ending}"].entry
        for stem in stems
        if "." in stem and stem.partition(".")[0] in known
    }


def _listed(
    workshop: Workshop, journal: Journal, files: tuple[ScriptFile, ...], format: Format
) -> dict[str, tuple[ReportEntry, str]]:
    """What playlists know of each guide that there is in a format: its entry, and its title.

    Where the journal was lost, the old report and the script still know.
    """
    known = {id: (record.entry, record.title) for id, record in _built(workshop, journal, files, format).items()}
    there = {
        id: entry
        for id, entry in _old_report(workshop).items()
        if entry.file == f"{id}.{ENCODINGS[format].extension}"
        and (workshop.folder.out / workshop.prefix / entry.file).is_file()
    }
    lost = tuple(file for file in files if file.id in there and file.id not in known)
    for read in read_scripts(workshop, lost):
        if read.script is not None:
            known[read.file.id] = (there[read.file.id], read.script.front.public_title)
    return known


def _old_report(workshop: Workshop) -> dict[str, ReportEntry]:
    path = f"{workshop.prefix}report.json"
    target = workshop.folder.out / path
    return read_report(read_text(target, f"audio_out/{path}", REPORT_MOST)) if target.is_file() else {}


def write_report_of(
    workshop: Workshop,
    journal: Journal,
    files: tuple[ScriptFile, ...],
    failed: Mapping[str, tuple[Problem, ...]],
    sound: Collection[str],
) -> tuple[str, ...]:
    """The report and its page: the last good figures of every guide, and what went wrong since.

    Args:
        workshop: the practice.
        journal: what was built.
        files: every script that there is.
        failed: the guides that could not be built now, and why.
        sound: those that were built now, or need not be; of all others the old problems stay.
    """
    path = f"{workshop.prefix}report.json"
    known = {file.id for file in files}
    old = _old_report(workshop)
    entries = {id: entry for id, entry in old.items() if id.partition(".")[0] in known}
    entries |= {id: record.entry for id, record in _built(workshop, journal, files, workshop.format).items()}
    entries |= _other_routes(workshop, journal, known)
    for id in entries:
        if id in failed:
            words = tuple(f"{problem.place}: {problem.message}" for problem in failed[id])
        else:
            words = () if id in sound or id not in old else old[id].problems
        entries[id] = msgspec.structs.replace(entries[id], problems=words)
    if not (entries or old):
        return ()
    report = write_report(entries)
    portraits = {id: recall(workshop.cache, entry) for id, entry in entries.items()}
    # The page tells the figures as the report rounds them: equal reports give equal pages.
    page = report_page(workshop.settings.practice.program, read_report(report.decode()), portraits)
    written = {path: report, f"{workshop.prefix}report.html": page.encode()}
    return tuple(name for name, content in written.items() if write_changed(workshop.folder.out / name, content))
