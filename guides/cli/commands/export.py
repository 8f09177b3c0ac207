"""`guides export`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from guides.cli.console import Console, common
from guides.errors import UsageError
from guides.model.settings import Format

if TYPE_CHECKING:
    from guides.build.parcels import Exported
    from guides.build.request import Request
    from guides.build.sealing import Kind, Sealing
    from guides.build.workshop import Workshop

MOST = 10_000
"""Bytes of a file with a passphrase."""


@click.command("export")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--page", "page", metavar="DIR", help="Write the page into this folder: new, empty, or written before.")
@click.option("--to", "to", metavar="DIR", help="Write a parcel for each client into this folder.")
@click.option("--mixes", is_flag=True, help="Let the listener choose between more voice and more music.")
@click.option("--with-journey", is_flag=True, help="With the journeys, and not only their music.")
@click.option("--client", "clients", metavar="ID", multiple=True, help="For this client; may stand several times.")
@click.option("--all-clients", is_flag=True, help="For every client of clients.csv.")
@click.option("--format", "format", type=click.Choice(get_args(Format)), help="The kind of file in parcels.")
@click.option("--sealed", "kind", type=click.Choice(("page", "age", "zip")), help="Seal each parcel in one file.")
@click.option("--recipient", "recipients", metavar="age1…", multiple=True, help="Seal for this key (with age).")
@click.option("--passphrase-file", "own", metavar="FILE", help="Seal with the passphrase in this file.")
@click.option("--show-passphrase", is_flag=True, help="Show the words also where no terminal is.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How much is done side by side (all cores).")
@common
def command(
    console: Console,
    names: tuple[str, ...],
    page: str | None,
    to: str | None,
    mixes: bool,
    with_journey: bool,
    clients: tuple[str, ...],
    all_clients: bool,
    format: Format | None,
    kind: Kind | None,
    recipients: tuple[str, ...],
    own: str | None,
    show_passphrase: bool,
    jobs: int | None,
) -> int:
    """Write the page that a client listens with, or whole parcels for clients.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, all guides are in it.

    --page builds what is not built yet, and writes the page; docs/page.md says
    how it is used. --to writes a parcel for each client: the page, the guides,
    their words, a playlist for each sitting, how to listen, and checksums. It
    builds nothing, and refuses whatever was not approved, heard, released or
    built, with all reasons at once; docs/sharing.md has the list. --sealed puts
    each parcel into one file that six words open. They are shown once.

    Journeys are left out: their music without words is there instead. With
    --with-journey they are there, and ask for a person in the room.

    \b
    Examples:
      guides export --page at-home
      guides export preparation support --page first-weeks --mixes
      guides export --client 007 --to parcels
      guides export --all-clients --to parcels --sealed page
    """
    from guides.build.request import Request

    if (page is None) == (to is None):
        raise UsageError(
            "What is to be exported?",
            hint="Write the page into a folder: guides export --page DIR; or a client's parcel: "
            "guides export --client ID --to DIR",
        )
    request = Request(
        names,
        mixes=mixes,
        format=format,
        clients=clients,
        all_clients=all_clients,
        jobs=jobs or os.cpu_count() or 1,
    )
    wish = _Wish(kind, recipients, own, show_passphrase)
    if page is not None:
        if format or wish.anything:
            raise UsageError("These options are for parcels.", hint="Write --to DIR in place of --page DIR.")
        return _page(console, request, page, with_journey=with_journey)
    assert to is not None
    return _parcels(console, request, to, wish, with_journey=with_journey)


@dataclass(frozen=True, slots=True)
class _Wish:
    """How parcels are to be sealed."""

    kind: Kind | None
    recipients: tuple[str, ...]
    own: str | None
    show: bool

    @property
    def anything(self) -> bool:
        """Whether anything was said about sealing."""
        return bool(self.kind or self.recipients or self.own or self.show)

    def sealing(self, console: Console, workshop: Workshop, request: Request) -> Sealing | None:
        """The way to seal; None where parcels stay open."""
        from guides.build.sealing import sealing

        if self.kind is None:
            if self.anything:
                raise UsageError(
                    "This is for sealed parcels.", hint="Write --sealed page, --sealed age or --sealed zip."
                )
            return None
        drawn = not (self.own or self.recipients)
        shown = self.show or (sys.stdout.isatty() and not (console.as_json or console.quiet))
        if drawn and not shown:
            raise UsageError(
                "The words that open the parcel would be shown to no terminal, and could stay in a file or a log.",
                hint="Run this in a terminal without --json and -q; or write --show-passphrase, --passphrase-file FILE "
                "or, with age, --recipient.",
            )
        practice = workshop.settings.practice
        known = (
            *practice.name.split(),
            *practice.program.split(),
            workshop.settings.contact.name or "",
            *request.clients,
        )
        several = request.all_clients or len(request.clients) > 1
        return sealing(self.kind, _passphrase(self.own), self.recipients, known, several=several)


def _passphrase(file: str | None) -> str | None:
    from guides.store.files import read_text

    if file is None:
        return None
    return read_text(Path(file).expanduser(), file, MOST).strip()


def _page(console: Console, request: Request, page: str, *, with_journey: bool) -> int:
    from guides.build.exporting import export_page
    from guides.build.workshop import open_workshop
    from guides.cli.reporters import reporter

    with reporter(console) as tell:
        workshop = open_workshop(console.practice, request, tell)
        exported = export_page(workshop, Path(page).expanduser(), page, with_journey=with_journey)
    if exported.page is None:
        console.say("The page was not written: a guide on it could not be built.")
    return 1 if exported.outcome.failed else 0


def _parcels(console: Console, request: Request, to: str, wish: _Wish, *, with_journey: bool) -> int:
    from guides.build.parcels import ParcelChoice, export_parcels
    from guides.build.workshop import open_workshop
    from guides.cli.reporters import reporter
    from guides.errors import RefusedError

    if not (request.clients or request.all_clients):
        raise UsageError("Whose parcel?", hint="Name clients with --client ID, or write --all-clients.")
    try:
        with reporter(console) as tell:
            workshop = open_workshop(console.practice, request, tell)
            choice = ParcelChoice(with_journey, wish.sealing(console, workshop, request))
            exported = export_parcels(workshop, choice, Path(to).expanduser(), to)
    except RefusedError as refused:
        console.problems(refused.problems())
        console.data(event="refused", reasons=len(refused.problems()))
        console.say("Nothing was written.")
        return 1
    _show_words(console, exported)
    return 0


def _show_words(console: Console, exported: Sequence[Exported]) -> None:
    """Show what opens each parcel, this once."""
    drawn = [parcel for parcel in exported if parcel.passphrase is not None]
    for parcel in drawn:
        console.data(event="passphrase", client=parcel.client, words=parcel.passphrase)
        if not console.as_json:
            click.echo(f"{parcel.client}  {parcel.passphrase}")
    if drawn:
        console.say(
            "These words are shown this once and kept nowhere. Tell them another way than the file goes: by telephone, "
            "or in the room."
        )
