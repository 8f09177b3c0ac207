"""`guides whose`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common

if TYPE_CHECKING:
    from guides.build.whose import Whose


@click.command("whose")
@click.argument("file", metavar="FILE")
@common
def command(console: Console, file: str) -> int:
    """Say which client a finished file, a parcel or a page belongs to.

    It goes by what is in the file and not by its name: by the checksums of all that
    was built and handed on here. Look before you send. The exit code is 1 where the
    files of several clients lie together, or where nothing is known.

    \b
    Examples:
      guides whose parcels/007
      guides whose ~/Downloads/01-arriving.mp3
    """
    from guides.build.whose import Register, whose

    found = whose(Register(console.practice), Path(file).expanduser())
    console.data(
        event="whose",
        clients=list(found.clients),
        mixed=found.mixed,
        alike=found.alike,
        everyones=found.everyones,
        unknown=found.unknown,
        files=found.files,
    )
    console.say(_in_words(found))
    return 1 if found.mixed or found.unknown == found.files else 0


def _in_words(found: Whose) -> str:
    ids = ", ".join(found.clients)
    if found.unknown == found.files:
        return "Nobody knows: no build and no parcel of this practice made it as it is now."
    if found.mixed:
        said = f"Files of several clients lie together here: {ids}. Do not send this."
    elif found.alike:
        said = f"The same for every client: it tells none of {ids} from the others."
    elif len(found.clients) > 1:
        said = f"Made alike for {ids}: it is for them, and for nobody else."
    elif found.clients:
        said = f"Client {ids}."
    else:
        said = "Everyone's."
    if found.unknown:
        count = f"{found.unknown} of {found.files} files {'is' if found.unknown == 1 else 'are'}"
        said = f"{said} {count} known from no build and no parcel, and may be anybody's: guides scrub searches them."
    return said
