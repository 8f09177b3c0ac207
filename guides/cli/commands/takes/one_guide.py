"""The one guide, and the one label, that a command below `guides takes` names."""

from guides.build.request import Request
from guides.build.takes import Take, Takes, look_at_takes
from guides.build.texts import read_scripts
from guides.build.workshop import Workshop, open_workshop
from guides.cli.console import Console
from guides.errors import UsageError
from guides.model.script import Script
from guides.script.nearest import suggestion


def guide_called(console: Console, name: str) -> tuple[Workshop, Script]:
    """The practice, and the one guide that is meant.

    Raises:
        UsageError: no guide, or more than one, has this name.
        ScriptError: its text has errors.
    """
    workshop = open_workshop(console.practice, Request((name,)), lambda _: None)
    files = workshop.folder.chosen((name,))
    if len(files) > 1:
        raise UsageError(f"{name} names {len(files)} guides.", hint=f"Name one of them, such as {files[0].id}.")
    (read,) = read_scripts(workshop, files)
    return workshop, read.understood()


def takes_of(console: Console, name: str) -> tuple[Workshop, Takes]:
    """The practice, and the takes of the one guide that is meant."""
    workshop, script = guide_called(console, name)
    return workshop, look_at_takes(workshop, script)


def take_called(takes: Takes, label: str) -> Take:
    """The take with a label; with or without its #.

    Raises:
        UsageError: the guide has no such label.
    """
    plain = label.lstrip("#")
    labels = [take.label for take in takes.takes]
    for take in takes.takes:
        if take.label.casefold() == plain.casefold():
            return take
    there = f"Its labels are: {', '.join(labels)}." if labels else "Write [take #welcome] above a paragraph."
    raise UsageError(f"{takes.id} has no take #{plain}.", hint=suggestion(plain, labels, there))
