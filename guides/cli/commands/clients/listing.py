"""`guides clients` alone: who there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guides.cli.console import Console

if TYPE_CHECKING:
    from guides.model.client import Client


def list_clients(console: Console) -> int:
    """Show each client's id, guides and settings, and what is wrong with the list; never a value."""
    from guides.build.request import Request
    from guides.build.rosters import open_roster
    from guides.build.workshop import open_workshop

    workshop = open_workshop(console.practice, Request(), lambda _: None)
    roster = open_roster(workshop)
    count = len(roster.clients)
    console.say(f"{count} client{'' if count == 1 else 's'} in clients.csv{':' if count else '.'}")
    width = max((len(client.id) for client in roster.clients), default=0)
    for client in roster.clients:
        _list_client(console, client, width)
    console.problems(roster.problems)
    errors = len(roster.errors)
    console.data(event="clients", clients=count, errors=errors, warnings=len(roster.problems) - errors)
    return 1 if errors else 0


def _list_client(console: Console, client: Client, width: int) -> None:
    settings = _settings(client)
    console.data(
        event="client", id=client.id, line=client.line, guides=list(client.guides) or None, settings=list(settings)
    )
    own = f"; with {', '.join(settings)} of their own" if settings else ""
    console.say(f"  {client.id:<{width}}  {', '.join(client.guides) or 'all guides'}{own}")


def _settings(client: Client) -> tuple[str, ...]:
    """The headings of the settings that a client has."""
    had = {
        "voice": client.tuning.voice is not None,
        "pace": client.tuning.pace is not None,
        "clear_speech": client.tuning.clear_speech is not None,
        "route": client.route is not None,
        "name_say": bool(client.pronounce),
        "avoid": bool(client.avoid),
        "release": bool(client.release),
    }
    return tuple(heading for heading, is_set in had.items() if is_set)
