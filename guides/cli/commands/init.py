"""`guides init`."""

import datetime
from pathlib import Path

import click

from guides.cli.console import Console, common


@click.command("init")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@common
def command(console: Console, directory: Path) -> int:
    """Make a practice folder: starter texts, settings, and a place for your music.

    \b
    Example:
      guides init my-practice
    """
    from guides.store.starter import make_practice

    target = directory if directory.is_absolute() else console.root / directory
    made = make_practice(target, datetime.date.today())
    console.data(event="made", folder=str(target), files=made)
    scripts = sum(name.endswith(".md") and name.startswith("scripts/") for name in made)
    console.say(f"{directory} is ready, with {scripts} starter texts in scripts/.")
    console.say(f"Next: cd {directory} and then: guides build preparation")
    return 0
