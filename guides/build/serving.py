"""What a private link leads to: guides that are built, approved and released, and why others are held back."""

import datetime
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace

from guides.build.accepting_names import unaccepted
from guides.build.approving import may_leave
from guides.build.handing_on import contact_problems, is_released
from guides.build.jobs import Preparing, job_of
from guides.build.journal import stamp_of
from guides.build.music_rights import rights_warnings
from guides.build.paging import PageChoice, Paged, page_of
from guides.build.recipients import Recipient, recipients
from guides.build.rosters import open_roster
from guides.build.texts import Read, read_scripts
from guides.build.workshop import CLIENTS, Workshop
from guides.clients.approvals import NAME as APPROVALS
from guides.clients.approvals import Approvals, read_approvals
from guides.clients.roster import Roster
from guides.clients.roster_text import FILE as ROSTER
from guides.delivery.cover import cover
from guides.delivery.transcript import vtt
from guides.errors import GuideError, Place, Problem, RosterError, SettingsError
from guides.model.client import Client
from guides.music.library import FILE as MUSIC
from guides.publish.feed import FOLDER, Episode, Feed, chapters_json
from guides.publish.page.programme import Page, PageGuide
from guides.publish.page.writing import page_files
from guides.publish.site import Site, type_of
from guides.store.exported import Copied
from guides.store.practice import PracticeFolder
from guides.store.settings import FILE
from guides.store.spoken_toml import FILE as SPOKEN

COVER = f"{FOLDER}/cover.jpg"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link leads to."""

    site: Site
    guides: int
    """How many of them there are, those of sessions included."""
    held_back: tuple[Problem, ...]
    """Why other guides of theirs are not there; those that were not released are nobody's question."""


def offer_of(workshop: Workshop, client: str | None, *, feed: bool) -> Offer:
    """What a link leads to, as the practice is now. Nothing is written, and no lock is taken.

    Args:
        workshop: the practice.
        client: whose link it is; None: of everyone.
        feed: whether it has a feed.

    Raises:
        UsageError: there is no such client.
        SettingsError: `[contact]` does not say whom to call.
        RosterError: there are errors in the roster, and no sound row of this client.
        GuideError: the practice folder cannot be used, or a file that was built is gone.
    """
    if missing := tuple(contact_problems(workshop.settings.contact)):
        raise SettingsError(missing)
    shop = replace(workshop, request=replace(workshop.request, clients=())).looking()
    files = shop.folder.script_files()
    if client is not None:
        _check_row(open_roster(shop), client)
    asked = replace(shop, request=replace(shop.request, clients=(client,) if client else ()))
    (recipient,), _ = recipients(asked, files)
    choosing = _Choosing(shop, Preparing(files))
    ids, held_back = choosing.among(recipient, recipient.workshop.client)
    paged = _paged(recipient, ids)
    page = replace(paged.page, kept_by_server=shop.settings.serve.keep_positions)
    site = Site(page_files(page), paged.copies)
    if feed:
        common = Recipient(shop, recipient.files)
        site, more = _with_feed(site, choosing, common, recipient.workshop.client)
        held_back = (*held_back, *more)
    count = len(paged.page.guides) + sum(len(session.stages) for session in paged.page.sessions)
    return Offer(site, count, tuple(dict.fromkeys(held_back)))


def _check_row(roster: Roster, client: str) -> None:
    """See that nobody is taken for gone whose row cannot be read.

    Raises:
        RosterError: it may be theirs that has the errors.
    """
    if roster.errors and not any(row.id.casefold() == client.casefold() for row in roster.clients):
        raise RosterError(roster.errors)


def stamp_of_practice(folder: PracticeFolder, client: str | None) -> Hashable:
    """Something that is another once what a link leads to may be another; quick to find out.

    It does not look at recordings and music files: a build that uses others writes the journal.
    """
    files = [folder.root / name for name in (FILE, ROSTER, APPROVALS, SPOKEN, MUSIC)]
    hidden = [folder.hidden, *([folder.hidden / CLIENTS / client] if client else [])]
    files += [place / "journal.json" for place in hidden]
    scripts = folder.script_files()
    files += [script.path for script in scripts]
    # A folder is another when something in it went away or came back.
    shelves = [folder.out, *([folder.out / CLIENTS / client] if client else [])]
    files += [shelf / name for shelf in shelves for name in {script.collection: None for script in scripts}]
    return datetime.date.today(), tuple((str(path), stamp_of(path)) for path in files)


class _Choosing:
    """Says of guides whether they may be handed out, each with what stands against it."""

    def __init__(self, workshop: Workshop, preparing: Preparing) -> None:
        self._shop = workshop
        self._preparing = preparing
        self._approvals = read_approvals(workshop.folder.root)

    def among(self, recipient: Recipient, released_to: Client | None) -> tuple[frozenset[str], tuple[Problem, ...]]:
        """The ids of those of a recipient's guides that may, and why the others may not."""
        ids: set[str] = set()
        problems: list[Problem] = []
        for read in read_scripts(self._shop, recipient.files):
            if read.script is not None and not is_released(released_to, read.file, read.script):
                continue
            against = tuple(self._against(recipient, read, self._approvals))
            problems += against
            if not against:
                ids.add(read.file.id)
        return frozenset(ids), tuple(problems)

    def _against(self, recipient: Recipient, read: Read, approvals: Approvals) -> Iterator[Problem]:
        shop = recipient.workshop
        if read.script is None:
            yield Problem("This guide has errors.", Place(read.file.shown), f"guides check {read.file.id} names them.")
            return
        try:
            reasons = job_of(shop, recipient.journal, self._preparing.of(shop, read)).reasons
            yield from may_leave(self._shop, read, approvals)
            if shop.client is not None:
                yield from unaccepted(recipient, [read])
        except GuideError as error:
            yield from error.problems()
            return
        yield from rights_warnings(shop, [read.script], datetime.date.today())
        if reasons:
            whose = f" --client {shop.client.id}" if shop.client else ""
            said = f"This guide is not built as it is now: {'; '.join(reasons)}."
            yield Problem(said, Place(read.file.shown), f"guides build {read.file.id}{whose}")


def _paged(recipient: Recipient, ids: frozenset[str], *, sessions: bool = True) -> Paged:
    wanted = recipient.workshop.settings.page
    choice = PageChoice(mixes=wanted.mixes and sessions, with_journey=wanted.with_journey and sessions, ids=ids)
    return page_of(recipient, choice)


def _with_feed(
    site: Site, choosing: _Choosing, common: Recipient, client: Client | None
) -> tuple[Site, tuple[Problem, ...]]:
    """A site with a feed of what is the same for everyone, as far as this client gets it."""
    if client is not None and client.avoid:
        # The guides for everyone have what this client must not hear.
        said = f"Client {client.id} avoids some sounds, and a feed has the guides for everyone: this link has none."
        return site, (Problem(said, Place(ROSTER, client.line), "They listen on the page."),)
    ids, held_back = choosing.among(common, client)
    paged = _paged(common, ids, sessions=False)
    practice = common.workshop.settings.practice
    written = dict(site.written)
    written[COVER] = cover(practice.program, paged.page.collections[0] if paged.page.collections else "", size=1400)
    episodes = tuple(_episode(guide, written) for guide in _in_order(paged.page))
    copies = dict(site.copies)
    copies |= {f"{FOLDER}/{path}": copied for path, copied in _sound_of(episodes, paged.copies).items()}
    feed = Feed(practice.program, practice.name, paged.page.language, COVER, practice.year, episodes)
    return Site(written, copies, feed), held_back


def _in_order(page: Page) -> list[PageGuide]:
    return sorted(page.guides, key=lambda guide: page.collections.index(guide.collection))


def _sound_of(episodes: tuple[Episode, ...], copies: dict[str, Copied]) -> dict[str, Copied]:
    named = {episode.sound.removeprefix(f"{FOLDER}/") for episode in episodes}
    return {path: copied for path, copied in copies.items() if path in named}


def _episode(guide: PageGuide, written: dict[str, bytes]) -> Episode:
    """A guide of the feed; its chapters and transcript are put among what is written."""
    chapters = f"{FOLDER}/{guide.id}.chapters.json" if guide.chapters else None
    transcript = f"{FOLDER}/{guide.id}.vtt" if guide.lines else None
    if chapters:
        written[chapters] = chapters_json(guide.chapters)
    if transcript:
        written[transcript] = vtt(guide.lines, guide.public_title).encode(errors="replace")
    sound = f"{FOLDER}/{guide.medium.path}"
    return Episode(
        id=guide.id,
        title=guide.public_title,
        summary=guide.summary,
        seconds=guide.seconds,
        sound=sound,
        type=type_of(sound).partition(";")[0],
        size=guide.medium.size,
        chapters=chapters,
        transcript=transcript,
    )
