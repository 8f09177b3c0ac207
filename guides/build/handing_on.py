"""Whether a client's guides may leave: everything that stands against it, in one list."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from guides.build.accepting_names import unaccepted
from guides.build.jobs import Preparing, job_of
from guides.build.music_rights import rights_warnings
from guides.build.recipients import Recipient
from guides.build.roles import role_of
from guides.build.texts import Read, read_scripts
from guides.build.unapproved import short_names, unapproved
from guides.build.workshop import Workshop
from guides.clients.approvals import read_approvals
from guides.clients.roster_text import FILE
from guides.delivery.formats import ENCODINGS
from guides.errors import GuideError, Place, Problem
from guides.model.client import Client
from guides.model.script import Script
from guides.model.settings import JOURNEY, ContactSettings, manner_of
from guides.store.practice import ScriptFile
from guides.store.settings import FILE as SETTINGS


@dataclass(frozen=True, slots=True)
class Handing:
    """The guides that one client is to get."""

    recipient: Recipient
    reads: tuple[Read, ...]
    withheld: tuple[str, ...]
    """Guides of theirs that the therapist has not released to them."""

    @property
    def client(self) -> Client:
        """Who it is."""
        client = self.recipient.workshop.client
        assert client is not None
        return client

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the guides."""
        return frozenset(read.file.id for read in self.reads)


def is_released(client: Client | None, file: ScriptFile, script: Script) -> bool:
    """Whether somebody may have a guide: one marked `by-therapist` only a client with it in the column `release`."""
    if script.front.release == "always":
        return True
    return client is not None and (file.id in client.release or file.collection in client.release)


def handing_of(recipient: Recipient, names: Sequence[str], *, with_journey: bool) -> Handing:
    """Which guides a client gets: theirs, released to them, and journeys only where they are asked for.

    Of a journey that stays, its music without words goes along where it was built.

    Args:
        recipient: the client.
        names: guides and collections; all for none. The sound check and the way back always come along.
        with_journey: whether journeys go, and not only their music.

    Raises:
        UsageError: a name that fits nothing.
    """
    shop = recipient.workshop
    chosen = {file.id for file in shop.folder.chosen(tuple(names))}
    files = tuple(file for file in recipient.files if file.id in chosen or role_of(file) != "guide")
    kept, withheld = [], []
    for read in read_scripts(shop, files):
        assert shop.client is not None
        if read.script is None:
            kept.append(read)
        elif not is_released(shop.client, read.file, read.script):
            withheld.append(read.file.id)
        elif with_journey or manner_of(read.script.front.kind) is not JOURNEY or _has_music(recipient, read):
            kept.append(read)
    return Handing(recipient, tuple(kept), tuple(withheld))


def _has_music(recipient: Recipient, read: Read) -> bool:
    shop = recipient.workshop
    ending = ENCODINGS[shop.format].extension
    record = recipient.journal.records.get(f"{shop.prefix}{read.file.id}.{ending}")
    return record is not None and any(".wordless." in name for name in record.files)


def obstacles(workshop: Workshop, handings: Sequence[Handing], names: Sequence[str]) -> tuple[Problem, ...]:
    """Everything that stands against handing these guides on, each once: nothing when they may leave.

    Raises:
        GuideError: the practice itself cannot be read.
    """
    found: list[Problem] = [*contact_problems(workshop.settings.contact)]
    reads = {read.file.id: read for handing in handings for read in handing.reads}
    found += (problem for read in reads.values() for problem in read.errors)
    sound = {id: read for id, read in reads.items() if read.script is not None}
    found += unapproved(workshop, sound.values(), read_approvals(workshop.folder.root))
    found += _rights(workshop, sound.values())
    preparing = Preparing(workshop.folder.script_files())
    for handing in handings:
        found += _theirs(handing, names, preparing)
    return tuple(dict.fromkeys(found))


def _tried(find: Callable[[], Sequence[Problem]]) -> Sequence[Problem]:
    try:
        return find()
    except GuideError as error:
        return error.problems()


def contact_problems(contact: ContactSettings) -> Iterator[Problem]:
    """What is missing of whom a client calls; nothing leaves the practice without it."""
    held = {"name": contact.name, "phone": contact.phone, "hours": contact.hours, "emergency": contact.emergency}
    missing = [name for name, value in held.items() if not (value or "").strip()]
    if missing:
        listed = f"{', '.join(missing[:-1])} and {missing[-1]}" if len(missing) > 1 else missing[0]
        hint = 'Write there: [contact], below it name = "…", phone = "…", hours = "…" and emergency = "…".'
        yield Problem(f"A client would not know whom to call: [contact] has no {listed}.", Place(SETTINGS), hint)


def _rights(workshop: Workshop, reads: Iterable[Read]) -> Iterator[Problem]:
    scripts = [read.script for read in reads if read.script is not None]
    yield from (problem for problem in workshop.music.problems if problem.severity == "error")
    for problem in rights_warnings(workshop, scripts, datetime.date.today()):
        yield replace(problem, severity="error")


def _theirs(handing: Handing, names: Sequence[str], preparing: Preparing) -> Iterator[Problem]:
    client = handing.client
    place = Place(FILE, client.line)
    if not handing.reads:
        yield Problem(
            f"Client {client.id} would get nothing: no guide is theirs and released to them.",
            place,
            "Look at the columns guides and release of this row.",
        )
        return
    if named := ", ".join(id for id in handing.withheld if id in names):
        yield Problem(
            f"Client {client.id}: what goes out by your hand only is not released to them: {named}.",
            place,
            "If they are to have it, write it into the column release of this row.",
        )
    given = {read.file.id for read in handing.reads} | {*handing.withheld}
    chosen = handing.recipient.workshop.folder.chosen(tuple(names))
    if names and not any(file.id in given for file in chosen):
        yield Problem(
            f"Client {client.id} gets none of the guides that were named.",
            place,
            "Name guides of theirs, or none for all. Where only some clients get these, name them with --client.",
        )
        return
    sound = [read for read in handing.reads if read.script is not None]
    yield from _unbuilt(handing, sound, names, preparing)
    yield from _tried(partial(unaccepted, handing.recipient, sound))


def _unbuilt(handing: Handing, reads: Sequence[Read], names: Sequence[str], preparing: Preparing) -> Iterator[Problem]:
    """Guides of a client that are not built as they would be now: all in one, with the command that builds them."""
    shop = handing.recipient.workshop
    stale: dict[str, list[str]] = {}
    for read in reads:
        try:
            reasons = job_of(shop, handing.recipient.journal, preparing.of(shop, read)).reasons
        except GuideError as error:
            yield from error.problems()
            continue
        if reasons:
            stale.setdefault("; ".join(reasons), []).append(read.file.id)
    if not stale:
        return
    ids = [id for same in stale.values() for id in same]
    listed = "; ".join(f"{', '.join(same)} ({why})" for why, same in stale.items())
    said = "1 guide is not built as it would" if len(ids) == 1 else f"{len(ids)} guides are not built as they would"
    request = shop.request
    words = [short_names(ids, shop.folder.script_files())] if names else []
    words += [f"--client {handing.client.id}", *(["--mixes"] if request.mixes else [])]
    words += [f"--format {request.format}"] if request.format else []
    yield Problem(
        f"Client {handing.client.id}: {said} be now: {listed}.",
        Place(FILE, handing.client.line),
        f"Build {'it' if len(ids) == 1 else 'them'}: guides build {' '.join(words)}",
    )
