"""`guides takes` and the commands below it."""

import click

from guides.cli.commands.takes.accept import accept
from guides.cli.commands.takes.listing import list_takes, listing
from guides.cli.commands.takes.split import split
from guides.cli.console import Console, common
from guides.cli.nearest import NearestGroup


class _Takes(NearestGroup):
    """A group whose first word may also name a guide or a collection: then their takes are listed."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands or self._misspelt(args[0]):
            return super().resolve_command(ctx, args)
        return listing.name, listing, args

    def _misspelt(self, name: str) -> bool:
        import difflib

        return "/" not in name and bool(difflib.get_close_matches(name, self.commands, 1, 0.75))


@click.group(
    "takes",
    cls=_Takes,
    invoke_without_command=True,
    subcommand_metavar="[NAME]... | COMMAND [ARGS]...",
    no_args_is_help=False,
)
@common
def command(console: Console) -> int | None:
    """List your recordings, and write a sheet to read from.

    In a script, [take #welcome] labels a paragraph. Its recording is
    takes/preparation/01-arriving/welcome.m4a, for example, and is heard in place
    of the voice. NAME is a guide or a collection; without one, all are listed.
    docs/takes.md says how to record well with a phone.

    \b
    Examples:
      guides takes
      guides takes preparation/01-arriving
      guides takes split preparation/01-arriving memo.m4a
      guides takes accept preparation/01-arriving welcome
    """
    if click.get_current_context().invoked_subcommand is None:
        return list_takes(console, ())
    return None


for part in (accept, split):
    command.add_command(part)
