"""`guides new`."""

import re

import click

from guides.cli.console import Console, common
from guides.errors import UsageError


@click.command("new")
@click.argument("collection")
@click.argument("title")
@click.option("--route", type=click.Choice(["im", "iv", "lozenge", "nasal", "none"]), help="A journey by its phases.")
@common
def command(console: Console, collection: str, title: str, route: str | None) -> int:
    """Write a new script from a template, numbered after the last one.

    COLLECTION is preparation, journey, integration, support, or a name of your
    own.

    \b
    Examples:
      guides new preparation "Meeting your protectors"
      guides new evenings "Letting the day end"
      guides new journey "The medicine session" --route im
    """
    from guides.build.templates import new_journey, new_script, slug_of
    from guides.script.ids import check_id
    from guides.store.files import write_whole

    if (wrong := check_id(f"{collection}/01-guide", f"scripts/{collection}")) is not None:
        raise UsageError(wrong.message, hint=wrong.hint)
    if not title.strip() or not title.isprintable():
        raise UsageError("A guide needs a title in one line.", hint='As in: guides new preparation "Arriving"')
    if route is not None and collection != "journey":
        raise UsageError("Only a journey has a route.", hint=f'As in: guides new journey "{title}" --route {route}')
    folder = console.root / "scripts" / collection
    numbers = [int(found[0]) for path in folder.glob("*.md") if (found := re.match(r"\d+", path.name))]
    name = f"scripts/{collection}/{max(numbers, default=0) + 1:02d}-{slug_of(title)}.md"
    text = new_journey(title.strip(), route) if route is not None else new_script(collection, title.strip())
    write_whole(console.root / name, [text.encode()])
    console.data(event="made", file=name)
    console.say(f"{name} is ready to be written.")
    console.say("Next: open it in your editor, then: guides check")
    return 0
