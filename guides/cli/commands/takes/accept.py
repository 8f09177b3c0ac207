"""`guides takes accept`."""

import click

from guides.cli.console import Console, common


@click.command("accept")
@click.argument("name", metavar="NAME")
@click.argument("label", metavar="LABEL")
@common
def accept(console: Console, name: str, label: str) -> int:
    """Keep a recording although the words of its paragraph were changed.

    Listen to it first: does it still say what the script says?

    \b
    Example:
      guides takes accept preparation/01-arriving welcome
    """
    from guides.build.takes import accept_take
    from guides.cli.commands.takes.one_guide import take_called, takes_of

    workshop, takes = takes_of(console, name)
    take = take_called(takes, label)
    written = accept_take(workshop, takes, take)
    console.data(event="take-accepted", guide=takes.id, label=take.label, written=written)
    if written:
        console.say(f"The recording for #{take.label} now stands for the words as they are.")
    else:
        console.say(f"The recording for #{take.label} says these words already; nothing was changed.")
    return 0
