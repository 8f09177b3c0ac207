"""`guides approve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guides.cli.console import NO_SCRIPTS, Console, common
from guides.errors import GuideError, UsageError

if TYPE_CHECKING:
    from guides.build.texts import Read
    from guides.build.workshop import Workshop
    from guides.clients.approvals import Approvals, Judgement

NEEDS = {
    "heard": "Before a guide leaves for a client somebody listens to the whole of it: guides approve NAME --heard",
    "text": "A guide leaves for a client once it is approved: guides approve NAME",
    "none": "guides.toml lets guides leave for clients without approval.",
}


@click.command("approve")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--heard", is_flag=True, help="You listened to the whole of the built guide.")
@click.option("--withdraw", is_flag=True, help="Take an approval back.")
@common
def command(console: Console, names: tuple[str, ...], heard: bool, withdraw: bool) -> int:
    """Stand up for a guide before it goes to a client; without NAME, list all.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path. What you approve is written to approvals.toml, for version
    control. When its text, voice, pace, pauses, takes, music or pronunciations
    change, you are asked again. A guide with errors cannot be approved.

    \b
    Examples:
      guides approve
      guides approve preparation/02-meeting-your-protectors --heard
      guides approve integration --withdraw
    """
    from guides.build.request import Request
    from guides.build.workshop import open_workshop

    if heard and withdraw:
        raise UsageError("An approval is given or taken back, not both.", hint="Leave out --heard or --withdraw.")
    if (heard or withdraw) and not names:
        option = "--heard" if heard else "--withdraw"
        raise UsageError(
            "Which guide do you mean?", hint=f"Name it, as in: guides approve preparation/01-arriving {option}"
        )
    workshop = open_workshop(console.practice, Request(names), lambda _: None)
    if withdraw:
        return _withdraw(console, workshop)
    return _approve(console, workshop, heard=heard) if names else _list(console, workshop)


def _approve(console: Console, workshop: Workshop, *, heard: bool) -> int:
    from guides.build.approving import approve

    done = approve(workshop, heard=heard)
    # What is wrong in guides.toml is found once for each guide, and said once.
    console.problems(dict.fromkeys(problem for guide in done for problem in guide.problems))
    for guide in done:
        state = "refused" if guide.refused else "heard" if guide.heard else "approved"
        console.data(event="approval", id=guide.id, state=state)
        console.say(f"{guide.id}: {_DONE[state]}")
    return 1 if any(guide.refused for guide in done) else 0


_DONE = {"refused": "not approved.", "heard": "approved, and heard.", "approved": "approved, not heard."}


def _withdraw(console: Console, workshop: Workshop) -> int:
    from guides.build.approving import withdraw

    taken = withdraw(workshop)
    for id in taken:
        console.data(event="approval", id=id, state="never")
        console.say(f"{id}: no longer approved.")
    if not taken:
        console.say("It was not approved; nothing changed.")
    return 0


def _list(console: Console, workshop: Workshop) -> int:
    from guides.build.texts import read_scripts
    from guides.clients.approvals import read_approvals

    approvals = read_approvals(workshop.folder.root)
    reads = read_scripts(workshop, workshop.folder.script_files())
    width = max([len(read.file.id) for read in reads], default=0)
    unclear = 0
    for read in reads:
        try:
            said = _tell(console, workshop, read, approvals)
        except GuideError as error:
            unclear += 1
            console.data(event="approval", id=read.file.id, state="unclear", heard=False, changed=[])
            said = f"nobody can tell: {error.message}"
        console.say(f"{read.file.id:<{width}}  {said}")
    console.problems(approvals.strays(read.file.id for read in reads))
    needed = workshop.settings.approval.needed
    console.data(event="approvals", guides=len(reads), needed=needed)
    console.say(f"\n{NEEDS[needed]}" if reads else NO_SCRIPTS)
    return 1 if unclear else 0


def _tell(console: Console, workshop: Workshop, read: Read, approvals: Approvals) -> str:
    """How a guide stands, told to a program and returned in words."""
    from guides.build.approving import approval_of

    if read.script is None:
        console.data(event="approval", id=read.file.id, state="errors", heard=False, changed=[])
        return "has errors: guides check"
    found = approval_of(workshop, read, approvals)
    console.data(event="approval", id=read.file.id, state=found.state, heard=found.heard, changed=found.changed)
    return _in_words(found)


def _in_words(found: Judgement) -> str:
    match found.state:
        case "never":
            return "not approved"
        case "changed":
            had = "heard and approved" if found.heard else "approved"
            return f"changed since it was {had}: {found.reasons}"
        case state:
            return "approved, and heard" if state == "heard" else "approved, not heard"
