"""Parcels for clients: refused with every reason at once, or written beside, searched, sealed and put in place."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from guides.build.events import ParcelWritten, Warned
from guides.build.handing_on import Handing, handing_of, obstacles
from guides.build.paging import PageChoice, Paged, page_of
from guides.build.recipients import recipients
from guides.build.roster_words import open_words
from guides.build.scrubbing import scrub
from guides.build.sealing import Sealing, seal
from guides.build.targets import PARCELS, doubts_of_target, refuse_own_folders
from guides.build.traces import Trace, told
from guides.build.workshop import Workshop
from guides.clients.handed_on import Parcel, note_parcel, read_parcels
from guides.clients.personal_words import PersonalWords
from guides.errors import Place, RefusedError, StoreError
from guides.publish.how_to import how_to
from guides.publish.page.programme import Page, PageGuide, Session
from guides.publish.page.writing import page_files
from guides.publish.playlists import PlaylistEntry, m3u8
from guides.store.exported import Copied
from guides.store.files import digest_of
from guides.store.locking import locked
from guides.store.parcels import Staged, fill, place, refuse_foreign, staging
from guides.units import ByteCount


@dataclass(frozen=True, slots=True)
class ParcelChoice:
    """What goes into parcels, and how they are closed."""

    with_journey: bool = False
    sealing: Sealing | None = None
    """None: folders that anybody can open."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A parcel in its place."""

    client: str
    path: Path
    passphrase: str | None
    """What was drawn for it, to be told once; None where nothing was."""


def export_parcels(workshop: Workshop, choice: ParcelChoice, target: Path, shown: str) -> tuple[Exported, ...]:
    """Write one parcel for each client of the request: all of them, or none.

    Args:
        workshop: the practice; its request names clients, guides, format and balances.
        choice: what goes into them.
        target: the folder for the parcels; made where it is not there.
        shown: the folder as its user calls it.

    Raises:
        RefusedError: something stands against it; nothing was written.
        GuideError: the practice or the folder cannot be used, or the disk is full; every former parcel stands.
    """
    with locked(workshop.folder.build_lock):
        return _exported(_in_format(workshop), choice, target, shown)


def _in_format(workshop: Workshop) -> Workshop:
    """The practice as if its own format were the one that was asked for: the page and the playlists go by it."""
    practice = msgspec.structs.replace(workshop.settings.practice, format=workshop.format)
    return replace(workshop, settings=msgspec.structs.replace(workshop.settings, practice=practice))


def _exported(workshop: Workshop, choice: ParcelChoice, target: Path, shown: str) -> tuple[Exported, ...]:
    refuse_own_folders(workshop.folder, target, shown, f"--to {PARCELS}")
    looking = workshop.looking()
    going, wrong = recipients(looking, looking.folder.script_files())
    names = workshop.request.names
    handings = [handing_of(recipient, names, with_journey=choice.with_journey) for recipient in going]
    if reasons := (*wrong, *obstacles(looking, handings, names)):
        raise RefusedError(reasons)
    for handing in handings:
        _check_place(handing, choice, target)
    for problem in doubts_of_target(workshop.folder, target, shown) if choice.sealing is None else ():
        workshop.tell(Warned(problem))
    words = open_words(looking)
    ready: list[tuple[Handing, Staged, str | None, Page]] = []
    # What is to be sealed lies open in the practice alone, never on a stick or in a cloud folder.
    with staging(workshop.folder.hidden if choice.sealing else target) as stage:
        for handing in handings:
            paged = _paged(handing, choice)
            folder = stage / handing.client.id
            digests = fill(folder, _copies(handing, paged), _files(paged, choice))
            _search(workshop, folder, words, handing.client.id)
            staged, passphrase = _closed(handing, paged, choice, Staged(folder, target / folder.name, digests))
            ready.append((handing, staged, passphrase, paged.page))
        done = []
        for handing, staged, passphrase, page in ready:
            place(staged)
            exported = Exported(handing.client.id, staged.target, passphrase)
            former = _note(handing, staged, choice)
            _tell(workshop, handing, exported, page, shown, former)
            done.append(exported)
    return tuple(done)


def _check_place(handing: Handing, choice: ParcelChoice, target: Path) -> None:
    """See that nothing stands in the parcel's place but an older one.

    Raises:
        StoreError: something else does.
    """
    if choice.sealing is None:
        refuse_foreign(target / handing.client.id)
        return
    path = target / _sealed_name(handing, choice.sealing)
    known = {parcel.path for parcel in read_parcels(handing.recipient.workshop.hidden)}
    if (path.exists() or path.is_symlink()) and (not path.is_file() or str(path.resolve()) not in known):
        raise StoreError(
            "Something else stands where this sealed parcel belongs, and it would be lost.",
            where=Place(str(path)),
            hint="Move it away, or name another folder with --to.",
        )


def _sealed_name(handing: Handing, sealing: Sealing) -> str:
    return f"{handing.client.id}.{sealing.ending}"


def _paged(handing: Handing, choice: ParcelChoice) -> Paged:
    request = handing.recipient.workshop.request
    wanted = PageChoice(mixes=request.mixes, with_journey=choice.with_journey, ids=handing.ids)
    return page_of(handing.recipient, wanted)


def _copies(handing: Handing, paged: Paged) -> dict[str, Copied]:
    """The sound, and beside it the words in time."""
    shop, copies = handing.recipient.workshop, dict(paged.copies)
    for guide in _guides(paged.page):
        words = shop.folder.out / f"{shop.prefix}{guide.id}.vtt"
        if guide.lines:
            copies[str(Path(guide.medium.path).with_suffix(".vtt").as_posix())] = Copied(words, digest_of(words))
    return copies


def _guides(page: Page) -> tuple[PageGuide, ...]:
    return (*page.guides, *(stage.guide for session in page.sessions for stage in session.stages))


def _files(paged: Paged, choice: ParcelChoice) -> dict[str, bytes]:
    page = paged.page
    titles = [guide.public_title for guide in _guides(page)]
    files = {"how-to.html": how_to(page.contact, titles, page.language, journey=choice.with_journey)}
    files |= _playlists(page)
    return files | page_files(page)


def _playlists(page: Page) -> dict[str, bytes]:
    """One for each sitting: a guide alone, or opening, journey and return. Whoever falls asleep hears no more."""
    sittings: list[tuple[str, str, Sequence[PageGuide]]] = [
        (guide.id, guide.public_title, [guide]) for guide in page.guides
    ]
    sittings += ((session.id, _title(session), [stage.guide for stage in session.stages]) for session in page.sessions)
    return {
        f"{id.replace('/', '-')}.m3u8": m3u8(
            title, [PlaylistEntry(each.medium.path, each.seconds, page.practice, each.public_title) for each in guides]
        ).encode()
        for id, title, guides in sittings
    }


def _title(session: Session) -> str:
    main = next(stage.guide for stage in session.stages if stage.guide.id == session.id)
    return main.public_title


def _search(workshop: Workshop, folder: Path, words: PersonalWords, client: str) -> None:
    """Search a parcel before it leaves.

    Raises:
        RefusedError: something of another client, or of this one where it should not be, is in it.
    """
    found = [*scrub(folder, words, client)]
    problems = [*told(each for each in found if isinstance(each, Trace))]
    problems += [each for each in found if not isinstance(each, Trace)]
    if reasons := [problem for problem in problems if problem.severity == "error"]:
        raise RefusedError(list(dict.fromkeys(reasons)))
    for problem in dict.fromkeys(problems):
        workshop.tell(Warned(replace(problem, place=replace(problem.place, file=f"{client}/{problem.place.file}"))))


def _closed(handing: Handing, paged: Paged, choice: ParcelChoice, staged: Staged) -> tuple[Staged, str | None]:
    """The parcel sealed, where it is to be."""
    if choice.sealing is None:
        return staged, None
    name = _sealed_name(handing, choice.sealing)
    sealed = staged.path.with_name(name)
    passphrase = seal(choice.sealing, sealed, staged.path, paged.page)
    return Staged(sealed, staged.target.with_name(name), {**staged.digests, name: digest_of(sealed)}), passphrase


def _note(handing: Handing, staged: Staged, choice: ParcelChoice) -> Parcel | None:
    """Write the parcel down; the one whose place it takes."""
    kind = choice.sealing.kind if choice.sealing else "folder"
    day = datetime.date.today()
    parcel = Parcel(str(staged.target.resolve()), kind, day, dict(staged.digests))
    return note_parcel(handing.recipient.workshop.hidden, parcel)


def _tell(
    workshop: Workshop, handing: Handing, exported: Exported, page: Page, shown: str, former: Parcel | None
) -> None:
    workshop.tell(
        ParcelWritten(
            client=exported.client,
            path=f"{shown.rstrip('/')}/{exported.path.name}",
            guides=len(_guides(page)),
            size=ByteCount(sum(medium.size for medium in page.media)),
            withheld=handing.withheld,
            replaces=former.day.isoformat() if former else None,
            replaced_guides=former.guides if former else None,
            sealed=exported.path.is_file(),
            drawn=exported.passphrase is not None,
        )
    )
