"""`guides voices` and the command below it."""

import click

from guides.cli.commands.voices.listing import list_voices
from guides.cli.commands.voices.trying import try_voices
from guides.cli.console import Console, common
from guides.cli.nearest import NearestGroup


@click.group("voices", cls=NearestGroup, invoke_without_command=True)
@common
def command(console: Console) -> int | None:
    """List the voices, and whether they work on this machine.

    Write a voice's name in guides.toml, in a script's front matter, or after
    --voice.

    \b
    Examples:
      guides voices
      guides voices try "There is nothing you need to do." --voice michael
    """
    if click.get_current_context().invoked_subcommand is None:
        return list_voices(console)
    return None


command.add_command(try_voices)
