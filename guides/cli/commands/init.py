"""`guides init`."""

import datetime
from dataclasses import replace

import click

from guides.cli.console import Console, common
from guides.cli.sharing import shared


@click.command("init")
@click.argument("directory", metavar="DIR")
@common
def command(console: Console, directory: str) -> int:
    """Make a practice folder: starter texts, settings, and a place for your music.

    \b
    Examples:
      guides init my-practice
      guides init s3://bucket/clinic
    """
    from guides.store.remote.address import address_of, is_address
    from guides.store.starter import make_practice

    if is_address(directory):
        there = replace(console, address=address_of(directory))
        with shared(there, new=True) as root:
            make_practice(root, datetime.date.today())
        console.say(f"Next: guides -C {directory} build preparation")
        return 0
    target = console.root / directory
    made = make_practice(target, datetime.date.today())
    console.data(event="made", folder=str(target), files=made)
    scripts = sum(name.endswith(".md") and name.startswith("scripts/") for name in made)
    console.say(f"{directory} is ready, with {scripts} starter texts in scripts/.")
    console.say(f"Next: cd {directory} and then: guides build preparation")
    return 0
