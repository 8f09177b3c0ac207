"""`guides clients` and the command below it."""

import click

from guides.cli.commands.clients.accepting import accept
from guides.cli.commands.clients.hearing import hear
from guides.cli.commands.clients.listing import list_clients
from guides.cli.console import Console, common
from guides.cli.nearest import NearestGroup


@click.group("clients", cls=NearestGroup, invoke_without_command=True)
@common
def command(console: Console) -> int | None:
    """List your clients, and what is wrong with clients.csv.

    Each line has a client's id, which guides are theirs, and which settings they
    have; never a name, nor anything else that stands in the list. The exit code
    is 1 when there is an error. docs/clients.md says what clients.csv may hold.

    \b
    Examples:
      guides clients
      guides clients hear --client 007
      guides clients accept 007
    """
    if click.get_current_context().invoked_subcommand is None:
        return list_clients(console)
    return None


command.add_command(hear)
command.add_command(accept)
