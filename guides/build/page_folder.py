"""The page written into a folder: after each build where the practice keeps one, or when it is exported."""

from pathlib import Path

from guides.build.events import PageWritten, Warned
from guides.build.paging import PageChoice, page_of
from guides.build.recipients import Recipient
from guides.build.workshop import Workshop
from guides.errors import Place, Problem
from guides.publish.page.programme import Page
from guides.publish.page.writing import page_files
from guides.store.exported import write_folder
from guides.store.settings import FILE
from guides.units import ByteCount


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
    paged = page_of(recipient, choice)
    for problem in _doubts(recipient.workshop, paged.page):
        recipient.workshop.tell(Warned(problem))
    written = write_folder(folder, paged.copies, page_files(paged.page))
    page = paged.page
    count = len(page.guides) + sum(len(session.stages) for session in page.sessions)
    size = ByteCount(sum(medium.size for medium in page.media))
    recipient.workshop.tell(PageWritten(shown, count, size, written))
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
