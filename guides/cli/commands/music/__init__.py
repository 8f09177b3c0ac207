"""`guides music` and the commands below it."""

import click

from guides.cli.commands.music.add import add
from guides.cli.commands.music.check import check
from guides.cli.commands.music.listing import list_music
from guides.cli.commands.music.preview import preview
from guides.cli.console import Console, common
from guides.cli.nearest import NearestGroup


@click.group("music", cls=NearestGroup, invoke_without_command=True)
@common
def command(console: Console) -> int | None:
    """List your music; check it, add to it, listen to it.

    Music of your own stands in music/, and what you know of it in
    music/music.toml. docs/music.md explains rights in plain words.

    \b
    Examples:
      guides music
      guides music add "Downloads/River of Light.flac" --licence "CC BY 4.0"
      guides music check
      guides music preview "River of Light.flac"
    """
    if click.get_current_context().invoked_subcommand is None:
        return list_music(console)
    return None


for part in (add, check, preview):
    command.add_command(part)
