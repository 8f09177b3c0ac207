"""`guides retention`."""

import click

from guides.cli.console import Console, common


@click.command("retention")
@common
def command(console: Console) -> int:
    """List what is kept of clients for longer than the practice wants to.

    The limit is [retention] months in guides.toml. Nothing is deleted here: guides
    forget ID does that. The exit code is 0 also when something is listed.

    \b
    Example:
      guides retention
    """
    import datetime

    from guides.build.request import Request
    from guides.build.retaining import overdue
    from guides.build.workshop import open_workshop

    workshop = open_workshop(console.practice, Request(), lambda _: None)
    found = overdue(workshop, datetime.date.today())
    for kept in found:
        console.data(event="overdue", client=kept.client, what=kept.what, day=kept.day.isoformat(), path=kept.path)
        console.say(f"{kept.client}  {kept.what}, last written {kept.day.isoformat()}: {kept.path}")
    months = workshop.settings.retention.months
    ids = sorted({kept.client for kept in found})
    console.data(event="retention", months=months, clients=ids)
    if ids:
        console.say(f"Older than {_months(months)}: {', '.join(ids)}. To delete everything of one: guides forget ID")
    else:
        console.say(f"Nothing of any client is older than {_months(months)}.")
    return 0


def _months(number: int | None) -> str:
    return f"{number} month{'' if number == 1 else 's'}"
