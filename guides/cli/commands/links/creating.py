"""`guides links create`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common

if TYPE_CHECKING:
    from guides.build.serving import Offer
    from guides.build.workshop import Workshop
    from guides.clients.links import Link


AT_HOME = (
    "It opens on this machine only, while guides serve runs here. For a client at home, put a proxy with TLS in front, "
    'write its address into guides.toml ([serve], below it address = "https://…"), and create a link again: '
    "docs/serving.md says how."
)


@click.command("create")
@click.option("--client", metavar="ID", help="For this client of clients.csv; else for the guides of everyone.")
@click.option("--days", type=click.IntRange(1, 3660), metavar="N", help="It ends after so many days.")
@click.option("--feed", is_flag=True, help="With a private feed for podcast apps, of the guides for everyone.")
@common
def create(console: Console, client: str | None, days: int | None, feed: bool) -> int:
    """Create a private link, and show it once.

    It leads to the guides that are built, approved and, where a script says
    release: by-therapist, released to this client; what is held back is said,
    with the reason, and is there as soon as the reason is gone.

    \b
    Examples:
      guides links create --client 007
      guides links create --client 007 --days 90
      guides links create --feed
    """
    from guides.build.request import Request
    from guides.build.serving import offer_of
    from guides.build.workshop import open_workshop
    from guides.clients.links_store import create_link
    from guides.store.practice import PracticeFolder

    folder = PracticeFolder(console.root)
    workshop = open_workshop(folder, Request(), lambda _: None)
    feeding = feed or workshop.settings.feed.on
    if client is not None:
        client = _known(workshop, client)
    offer = offer_of(workshop, client, feed=feeding)
    link, token = create_link(folder, client, days=days, feed=feed)
    console.problems(offer.held_back)
    _tell(console, workshop, link, token, offer)
    return 0


def _known(workshop: Workshop, client: str) -> str:
    """A client's id as the list has it."""
    from guides.build.rosters import open_roster

    return open_roster(workshop).of(client).id


def _tell(console: Console, workshop: Workshop, link: Link, token: str, offer: Offer) -> None:
    from guides.cli.commands.links.listing import day, whose
    from guides.publish.feed import NAME

    serve = workshop.settings.serve
    base = (serve.address or f"http://127.0.0.1:{serve.port}").rstrip("/")
    address = f"{base}/l/{token}/"
    feed = f"{address}{NAME}" if offer.site.feed is not None else None
    console.data(
        event="link", name=link.name, client=link.client, address=address, feed=feed, expires=link.expires,
        guides=offer.guides,
    )  # fmt: skip
    count = f"{offer.guides or 'no'} guide{'' if offer.guides == 1 else 's'}"
    until = f" until {day(link.expires)}" if link.expires is not None else ""
    # What was asked for is said however quiet the command is to be: it cannot be shown again.
    if not console.as_json:
        click.echo(address)
        if feed is not None:
            click.echo(feed)
    console.say(f"This is link {link.name} for {whose(link)}: {count}{until}. It is shown this once, and kept nowhere.")
    if not offer.guides:
        why = "what is said above holds them back" if offer.held_back else "there is none that is released"
        console.say(f"It leads to no guide yet: {why}. When that has changed, this same link leads to them.")
    if serve.address is None:
        console.say(AT_HOME)
    else:
        console.say("Whoever has it can listen. Hand it over in person, or in a message that only they can read.")
