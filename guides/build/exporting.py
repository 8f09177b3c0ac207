"""Guides on their way out of the practice: what is stale is made first, and then the page is written."""

from dataclasses import dataclass, replace
from pathlib import Path

from guides.build.page_folder import refuse_page_in, write_page
from guides.build.paging import PageChoice
from guides.build.recipients import recipients
from guides.build.roles import role_of
from guides.build.run import Outcome, build
from guides.build.workshop import Workshop
from guides.errors import UsageError
from guides.publish.page.programme import Page


@dataclass(frozen=True, slots=True)
class Exported:
    """How an export ended."""

    outcome: Outcome
    page: Page | None
    """None where a guide could not be made: then nothing was written."""


def export_page(workshop: Workshop, folder: Path, shown: str, *, with_journey: bool) -> Exported:
    """Build the guides that the request names, and write the page of them.

    The sound check and the way back are always on it, where the practice has them.

    Args:
        workshop: the practice; its request names the guides, and a client.
        folder: where the page goes.
        shown: the folder as its user calls it.
        with_journey: whether journeys are on it, and not only their music.

    Raises:
        UsageError: more than one client, or a name that fits nothing.
        GuideError: the practice or the folder cannot be used. A guide that fails is an event.
    """
    request = workshop.request
    if len(request.clients) > 1 or request.all_clients:
        raise UsageError("A page is for one client.", hint="Name one with --client, once for each page.")
    refuse_page_in(workshop.folder, folder, shown)
    ids = None
    if request.names:
        always = [file for file in workshop.folder.script_files() if role_of(file) != "guide"]
        ids = frozenset(file.id for file in (*workshop.folder.chosen(request.names), *always))
        request = replace(request, names=tuple(sorted(ids)))
    shop = replace(workshop, request=replace(request, wordless=not with_journey))
    outcome = build(shop)
    if outcome.failed:
        return Exported(outcome, None)
    (recipient,), _ = recipients(shop, shop.folder.script_files())
    choice = PageChoice(mixes=request.mixes, with_journey=with_journey, ids=ids)
    return Exported(outcome, write_page(recipient, choice, folder, shown))
