"""`guides clients accept`."""

import click

from guides.cli.console import Console, common


@click.command("accept")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@common
def accept(console: Console, ids: tuple[str, ...]) -> int:
    """Write down that a client's name, and all else of their own, is well said.

    Listen first: guides clients hear. What was accepted is kept in the client's own
    folder, as hashes. When a line, a voice or a pronunciation changes, it asks again;
    guides export refuses a parcel until then.

    \b
    Example:
      guides clients accept 007
    """
    from guides.build.accepting_names import accept_names
    from guides.build.request import Request
    from guides.build.workshop import open_workshop

    workshop = open_workshop(console.practice, Request(clients=ids), lambda _: None)
    done = accept_names(workshop)
    console.problems(problem for one in done for problem in one.problems)
    for one in done:
        accepted = not one.problems
        console.data(event="names-accepted", client=one.client, lines=one.lines, accepted=accepted)
        lines = f"{one.lines} line{'' if one.lines == 1 else 's'}"
        console.say(f"{one.client}: {lines} accepted." if accepted else f"{one.client}: not accepted.")
    return 1 if any(one.problems for one in done) else 0
