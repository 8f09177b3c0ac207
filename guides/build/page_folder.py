"""The page written into a folder: after each build where the practice keeps one, or when it is exported."""

from pathlib import Path

from guides.build.events import PageWritten, Warned
from guides.build.paging import PageChoice, page_of
from guides.build.recipients import Recipient
from guides.build.targets import doubts_of_target, refuse_own_folders
from guides.build.workshop import Workshop
from guides.errors import Place, Problem, StoreError
from guides.publish.how_to import FILE as HOW_TO
from guides.publish.page.programme import Page
from guides.publish.page.writing import page_files
from guides.store.exported import write_folder
from guides.store.parcels import checksums_in
from guides.store.practice import PracticeFolder
from guides.store.settings import FILE
from guides.units import ByteCount

NEW = "at-home"
"""A folder for a page, where one must be suggested."""


def refuse_page_in(folder: PracticeFolder, target: Path, shown: str) -> None:
    """See that a page may stand in a folder: none of the practice's own, and no client's parcel.

    Raises:
        StoreError: it may not.
    """
    refuse_own_folders(folder, target, shown, f"guides export --page {NEW}")
    if HOW_TO in checksums_in(target):
        raise StoreError(
            "This folder is a client's parcel, and the page would take its place.",
            where=Place(shown),
            hint=f"Write: guides export --page {NEW}. To write the parcel anew: guides export --client ID --to DIR",
        )


def write_page(recipient: Recipient, choice: PageChoice, folder: Path, shown: str) -> Page:
    """Write the page of what was built for somebody, and tell it.

    Args:
        recipient: whose guides.
        choice: what of them.
        folder: where; nothing of anybody else's may stand there.
        shown: the folder as its user calls it.

    Raises:
        GuideError: the folder cannot be used, or a file that was built is gone.
    """
    shop = recipient.workshop
    refuse_page_in(shop.folder, folder, shown)
    paged = page_of(recipient, choice)
    inside = doubts_of_target(shop.folder, folder, shown) if shop.client is not None else ()
    for problem in (*_doubts(shop, paged.page), *inside):
        shop.tell(Warned(problem))
    written = write_folder(folder, paged.copies, page_files(paged.page))
    page = paged.page
    count = len(page.guides) + sum(len(session.stages) for session in page.sessions)
    size = ByteCount(sum(medium.size for medium in page.media))
    shop.tell(PageWritten(shown, count, size, written))
    return page


def write_kept_page(recipient: Recipient) -> None:
    """Bring the page that the practice keeps up to date.

    Raises:
        GuideError: its folder cannot be used.
    """
    shop = recipient.workshop
    wanted = shop.settings.page
    assert wanted.folder is not None
    choice = PageChoice(mixes=wanted.mixes, with_journey=wanted.with_journey)
    write_page(recipient, choice, shop.folder.root / Path(wanted.folder).expanduser(), wanted.folder)


def _doubts(workshop: Workshop, page: Page) -> tuple[Problem, ...]:
    contact, found = workshop.settings.contact, []
    if not (contact.phone and contact.emergency):
        message = "The page does not say whom to call: [contact] in guides.toml has no phone or no emergency."
        hint = 'Write there: [contact], below it name = "…", phone = "…", hours = "…" and emergency = "…".'
        found.append(Problem(message, Place(FILE), hint, "warning"))
    if page.playing_role("come-back") is None:
        message = "The page has no way back: no guide on it is called come-back."
        hint = "Add one, such as scripts/support/01-come-back.md; guides init brings it."
        found.append(Problem(message, Place("scripts"), hint, "warning"))
    return tuple(found)
