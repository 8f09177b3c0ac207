"""`guides links list`: what links there are, by name; never what opens them."""

from __future__ import annotations

import datetime
import time
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common

if TYPE_CHECKING:
    from guides.clients.links import Link


@click.command("list")
@common
def listing(console: Console) -> int:
    """List the links: whose they are, and until when they work.

    \b
    Example:
      guides links list
    """
    return list_links(console)


def list_links(console: Console) -> int:
    """Show every link with its name, whose it is, and how it stands."""
    from guides.clients.links_store import list_links as read
    from guides.store.practice import PracticeFolder

    links, now = read(PracticeFolder(console.root)), time.time()
    for link in links:
        console.data(
            event="link", name=link.name, client=link.client, state=link.state(now), feed=link.feed,
            created=link.created, expires=link.expires, revoked=link.revoked,
        )  # fmt: skip
        feed = ", with a feed" if link.feed else ""
        console.say(f"{link.name}  {whose(link)}, created {day(link.created)}{feed}; {_standing(link, now)}")
    if not links:
        console.say("There are no links. Create one: guides links create --client ID")
    return 0


def whose(link: Link) -> str:
    """Whose guides a link leads to."""
    return f"client {link.client}" if link.client is not None else "everyone"


def day(moment: int | None) -> str:
    """A moment as a day of this place."""
    return datetime.datetime.fromtimestamp(moment or 0).astimezone().strftime("%Y-%m-%d")


def _standing(link: Link, now: float) -> str:
    match link.state(now):
        case "revoked":
            return f"revoked {day(link.revoked)}"
        case "expired":
            return f"ended {day(link.expires)}"
        case _:
            return f"works until {day(link.expires)}" if link.expires is not None else "works until it is revoked"
