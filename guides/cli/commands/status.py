"""`guides status`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from guides.cli.console import NO_SCRIPTS, Console, common

if TYPE_CHECKING:
    from guides.build.status import GuideStatus, RecipientStatus, State, Status

SHOWN = 20
"""Problems of clients that are shown without -v: what one column lacks, hundreds may lack."""
SAID: dict[State, str] = {
    "built": "built",
    "stale": "stale",
    "missing": "not built yet",
    "failing": "cannot be built",
}
"""The states in the order in which they are counted."""


@click.command("status")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--client", "clients", metavar="ID", multiple=True, help="Of this client; may stand several times.")
@click.option("--all-clients", is_flag=True, help="Of every client of clients.csv.")
@common
def command(console: Console, names: tuple[str, ...], clients: tuple[str, ...], all_clients: bool) -> int:
    """Show which guides are built, stale or missing; builds nothing.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, everything is looked at. A stale guide was built,
    and would be made again now; -v tells every reason. With --client or
    --all-clients it is the guides of these clients, a line for each who is not up
    to date. Nothing is written, and a build may be running. The exit code is 1
    when something cannot be read, or a guide cannot be built as it is.

    \b
    Examples:
      guides status
      guides status preparation -v
      guides status --all-clients
    """
    from guides.build.request import Request
    from guides.build.status import status_of
    from guides.build.workshop import open_workshop

    request = Request(names, clients=clients, all_clients=all_clients)
    status = status_of(open_workshop(console.practice, request, lambda _: None))
    for_clients = bool(clients) or all_clients
    if console.as_json:
        _tell_program(console, status)
    elif not status.collections:
        console.say(NO_SCRIPTS)
    elif for_clients:
        _show_clients(console, status.recipients)
    else:
        _show_collections(console, status)
    if status.unapproved:
        count = len(status.unapproved)
        console.say(f"{count} of these {'is' if count == 1 else 'are'} not approved; guides approve says which.")
    _show_problems(console, status, all_of_them=console.as_json or console.verbose or not for_clients)
    return 1 if status.failed else 0


def _tell_program(console: Console, status: Status) -> None:
    totals = dict.fromkeys(SAID, 0)
    for recipient in status.recipients:
        counts = _counts(recipient.guides)
        for guide in recipient.guides:
            who = {} if recipient.client is None else {"client": recipient.client}
            console.data(event="guide-status", **who, id=guide.id, state=guide.state, reasons=guide.reasons)
        if recipient.client is not None:
            console.data(event="client-status", client=recipient.client, **counts)
        for state, count in counts.items():
            totals[state] += count
    console.data(event="status", **totals, unapproved=status.unapproved)


def _counts(guides: Sequence[GuideStatus]) -> dict[State, int]:
    return {state: sum(guide.state == state for guide in guides) for state in SAID}


def _counted(guides: Sequence[GuideStatus]) -> str:
    """`1 built, 1 stale, 1 not built yet`."""
    return ", ".join(f"{count} {SAID[state]}" for state, count in _counts(guides).items() if count)


def _show_collections(console: Console, status: Status) -> None:
    guides = [guide for recipient in status.recipients for guide in recipient.guides]
    width = max(map(len, status.collections))
    for name in status.collections:
        inside = [guide for guide in guides if guide.collection == name]
        console.say(f"{name:<{width}}  {_counted(inside)}")
        for guide in inside:
            _show_guide(console, guide)
    number = f"{len(guides)} guide{'' if len(guides) == 1 else 's'}"
    same = all(guide.state == "built" for guide in guides)
    console.say(f"{number}: {'up to date' if same else _counted(guides)}.")


def _show_guide(console: Console, guide: GuideStatus) -> None:
    from guides.script.showing import fitted

    if guide.state == "built":
        return
    several = console.verbose and len(guide.reasons) > 1
    lines = [f"{guide.id}:", *(f"  {why}" for why in guide.reasons)] if several else [f"{guide.id}: {_why(guide)}"]
    for line in lines:
        console.say(fitted(f"  {line}"))


def _why(guide: GuideStatus) -> str:
    """The shortest that says what is the matter."""
    if guide.state == "failing":
        return f"cannot be built: {guide.problems[0].place or guide.problems[0].message}"
    if guide.state == "missing":
        return SAID["missing"]
    first, *others = guide.reasons
    return f"{first}, and {len(others)} more (-v)" if others else first


def _show_clients(console: Console, recipients: Sequence[RecipientStatus]) -> None:
    behind = [recipient for recipient in recipients if not recipient.is_current]
    width = max((len(recipient.client or "") for recipient in behind), default=0)
    for recipient in behind:
        console.say(f"{recipient.client or '':<{width}}  {_counted(recipient.guides)}")
        for guide in recipient.guides if console.verbose else ():
            _show_guide(console, guide)
    current = len(recipients) - len(behind)
    if not behind:
        are = "client is" if current == 1 else "clients are"
        console.say(f"{current} {are} up to date.")
    else:
        console.say(f"{current} of {len(recipients)} client{'' if len(recipients) == 1 else 's'} up to date.")


def _show_problems(console: Console, status: Status, *, all_of_them: bool) -> None:
    """Each once: the errors of a script are the same for everyone who would hear it."""
    guides = (guide for recipient in status.recipients for guide in recipient.guides)
    problems = list(dict.fromkeys([*status.problems, *(problem for guide in guides for problem in guide.problems)]))
    shown = problems if all_of_them else problems[:SHOWN]
    console.problems(shown)
    if len(problems) > len(shown):
        console.say(f"… and {len(problems) - len(shown)} more problems; -v shows them.")
