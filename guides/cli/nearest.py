"""A group of commands that, when one is misspelt, names the one that was probably meant."""

import click


class NearestGroup(click.Group):
    """A group whose errors help."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        known = self.list_commands(ctx)
        if name and not name.startswith("-") and name not in known:
            import difflib

            near = difflib.get_close_matches(name, known, 1)
            group = ctx.command_path
            hint = f" Did you mean “{group} {near[0]}”?" if near else f" “{group} --help” lists the commands."
            raise click.UsageError(f"There is no command called “{name}”.{hint}", ctx)
        return super().resolve_command(ctx, args)
