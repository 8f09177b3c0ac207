"""`guides export`."""

import os
from pathlib import Path

import click

from guides.cli.console import Console, common


@click.command("export")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--page", "page", metavar="DIR", help="Write the page into this folder: new, empty, or written before.")
@click.option("--mixes", is_flag=True, help="Let the listener choose between more voice and more music.")
@click.option("--with-journey", is_flag=True, help="With the journeys, and not only their music.")
@click.option("--client", metavar="ID", help="For this client of clients.csv, with their own words.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How much is done side by side (all cores).")
@common
def command(
    console: Console,
    names: tuple[str, ...],
    page: str | None,
    mixes: bool,
    with_journey: bool,
    client: str | None,
    jobs: int | None,
) -> int:
    """Write the page that a client listens with.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, all guides are on the page. What is not built
    yet is built first. The page opens from the folder itself, from any web
    host, and as an app on a phone; docs/page.md says how.

    Journeys are left out: their music without words is there instead. With
    --with-journey they are there, and ask for a person in the room.

    \b
    Examples:
      guides export --page at-home
      guides export preparation support --page first-weeks --mixes
      guides export --page session-day --with-journey --client 007
    """
    from guides.build.exporting import export_page
    from guides.build.request import Request
    from guides.build.workshop import open_workshop
    from guides.cli.reporters import reporter
    from guides.errors import UsageError

    if page is None:
        raise UsageError("What is to be exported?", hint="Write the page into a folder: guides export --page DIR")
    request = Request(names, mixes=mixes, clients=(client,) if client else (), jobs=jobs or os.cpu_count() or 1)
    with reporter(console) as tell:
        workshop = open_workshop(console.practice, request, tell)
        exported = export_page(workshop, Path(page).expanduser(), page, with_journey=with_journey)
    if exported.page is None:
        console.say("The page was not written: a guide on it could not be built.")
    return 1 if exported.outcome.failed else 0
