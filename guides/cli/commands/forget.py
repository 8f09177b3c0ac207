"""`guides forget`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common
from guides.errors import UsageError

if TYPE_CHECKING:
    from guides.build.forgetting import Forgotten, Remembered

CANNOT = (
    "What this cannot take back: parcels and links that were handed over, and copies that were made of them; backups, "
    "snapshots and cloud folders of this machine; older versions that an object store keeps; mail and messages; other "
    "machines, and browsers that listened; and what a disk keeps of deleted files until it writes over them. An "
    "encrypted disk is what helps there."
)


@click.command("forget")
@click.argument("id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--keep-row", is_flag=True, help="Leave their row in clients.csv.")
@common
def command(console: Console, id: str, yes: bool, keep_row: bool) -> int:
    """Delete everything of one client on this machine, and search for what is left.

    Shows what there is, asks, deletes it, and then looks through the practice folder
    and the program's own folders of this user for the client's id and everything
    that stood in their row. The row of clients.csv goes too, since it holds the most:
    keep it with --keep-row, or copy it first. The exit code is 1 when something is left.

    \b
    Examples:
      guides forget 007
      guides forget 007 --yes --keep-row
    """
    from platformdirs import user_cache_path, user_data_path

    from guides.build.forgetting import forget, remembered
    from guides.build.request import Request
    from guides.build.workshop import open_workshop
    from guides.cli.listened import listened_to

    folder = console.practice
    workshop = open_workshop(folder, Request(), lambda _: None)
    known = remembered(workshop, id, lambda client: (listened_to(folder, client),), keep_row=keep_row)
    _show(console, known)
    if not (yes or _agreed(console)):
        console.say("Nothing was deleted.")
        return 1
    own = [where(name, appauthor=False) for where in (user_cache_path, user_data_path) for name in _NAMES]
    # Only now: afterwards the row is gone from the copy here.
    there = _roster_there(console, known) if not keep_row else None
    forgotten = forget(folder, known, own)
    _tell(console, known, forgotten, there)
    return 1 if forgotten.left or there else 0


_NAMES = ("session-guides", "guides")
"""What the program's own folders are called."""


def _show(console: Console, known: Remembered) -> None:
    console.say(f"Of client {known.client} there is:")
    for holding in known.holdings:
        count = holding.count()
        console.data(event="holding", client=known.client, what=holding.what, count=count)
        unit = f" {holding.unit}{'' if count == 1 else 's'}" if holding.unit else ""
        console.say(f"  {holding.what}: {count}{unit}")
    for parcel in known.away:
        console.data(event="away", client=known.client, path=parcel.path, day=parcel.day.isoformat())
        console.say(f"  not deleted, since it is outside of the practice or was changed: {parcel.path} ({parcel.day})")
    if known.unsearched:
        console.say("Their row cannot be read, so the search afterwards knows only the id.")


def _agreed(console: Console) -> bool:
    if console.as_json or not sys.stdin.isatty():
        raise UsageError("Nobody is here to ask.", hint="Write --yes if all of this is to be deleted.")
    return click.confirm("Delete all of this for good?", default=False)


def _roster_there(console: Console, known: Remembered) -> str | None:
    """Where a list with their row stands that somebody has put into the store; commands never write it there."""
    if console.address is None:
        return None
    from guides.clients.roster_removal import has_row
    from guides.store.remote.mirror import Mirror
    from guides.store.remote.parts import ROSTER

    is_there = has_row(console.root, known.client) and Mirror(console.address).known(ROSTER)
    return f"{console.address}/{ROSTER}" if is_there else None


def _tell(console: Console, known: Remembered, forgotten: Forgotten, there: str | None) -> None:
    from guides.build.what_is_left import advice_for

    if there:
        advice = "It was put there by hand. Take their row out of it there, too."
        console.data(event="left", path=there, in_name=False, advice=advice)
        console.say(f"Left: {there}")
        console.say(f"  {advice}")
    for left in forgotten.left:
        advice = advice_for(console.practice, left)
        console.data(event="left", path=known.shown(left.path), in_name=left.in_name, advice=advice)
        console.say(f"Left: {known.shown(left.path)}")
        console.say(f"  {advice}")
    deleted, found = sum(count for _, count in forgotten.deleted), len(forgotten.left) + bool(there)
    console.data(event="forgotten", client=known.client, deleted=deleted, left=found)
    console.say(f"Client {known.client}: deleted. {_searched(found)}")
    console.say(CANNOT)


def _searched(left: int) -> str:
    if left:
        return f"The search found {left} place{'' if left == 1 else 's'} that you need to look at yourself."
    return "The search found nothing more in the practice folder and in this user's folders."
