"""`guides links` and the commands below it."""

import click

from guides.cli.commands.links.creating import create
from guides.cli.commands.links.listing import list_links, listing
from guides.cli.commands.links.revoking import revoke
from guides.cli.console import Console, common
from guides.cli.nearest import NearestGroup


@click.group("links", cls=NearestGroup, invoke_without_command=True)
@common
def command(console: Console) -> int | None:
    """Create private links for your clients; list and revoke them.

    A link is an address that nobody can guess. Whoever has it hears the guides
    of one client, or those for everyone, from the server that guides serve
    starts. It is shown once: only its hash is kept, in .guides/links.sqlite.
    docs/serving.md says what is protected by it, and what is not.

    \b
    Examples:
      guides links create --client 007 --days 90
      guides links list
      guides links revoke 5f0c81d2
    """
    return list_links(console) if click.get_current_context().invoked_subcommand is None else None


for part in (create, listing, revoke):
    command.add_command(part)
