"""`guides links revoke`."""

import click

from guides.cli.console import Console, common


@click.command("revoke")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@common
def revoke(console: Console, names: tuple[str, ...]) -> int:
    """Take links back: from this moment on they lead nowhere.

    NAME is what guides links list calls it. A download that has begun goes on to
    its end, and what somebody has kept for listening without a network stays theirs.

    \b
    Example:
      guides links revoke 5f0c81d2
    """
    from guides.clients.links_store import revoke_link
    from guides.store.practice import PracticeFolder

    for name in names:
        link = revoke_link(PracticeFolder(console.root), name)
        console.data(event="revoked", name=link.name, client=link.client)
        console.say(f"{link.name}: revoked.")
    return 0
