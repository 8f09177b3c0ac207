"""A command whose practice is in an object store: what it needs is brought before, and what it wrote is sent after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from guides.errors import GuideError

if TYPE_CHECKING:
    from guides.cli.console import Console
    from guides.store.remote.mirror import Mirror


@contextmanager
def shared(console: Console, *, new: bool = False) -> Iterator[Path]:
    """Bring the practice, and send it back; what a failed command has finished is sent too. Gives its folder here.

    Args:
        console: of the command.
        new: whether there may be nothing yet at the address.

    Raises:
        GuideError: the store does not answer, or somebody else has changed a file meanwhile.
    """
    if console.address is None:
        yield console.root
        return
    from guides.store.remote.mirror import Mirror

    mirror = Mirror(console.address)
    brought = mirror.bring(new=new)
    console.data(event="brought", files=brought)
    if console.verbose and brought:
        console.say(f"{_files(len(brought))} brought from {console.address}.")
    try:
        yield mirror.root
    except GuideError:
        try:
            _send(console, mirror)
        except GuideError as second:
            console.problems(second.problems())
        raise
    _send(console, mirror)


def _send(console: Console, mirror: Mirror) -> None:
    sent = mirror.send(personal=_personal_may_leave(console))
    console.data(event="sent", files=sent.files, removed=sent.removed)
    if sent.files or sent.removed:
        gone = f", {len(sent.removed)} removed there" if sent.removed else ""
        console.say(f"{_files(len(sent.files))} sent to {console.address}{gone}.")
    if sent.kept:
        console.data(event="kept-here", folder=str(mirror.root), files=sent.kept)
        console.say(f"What is for clients was not sent; it stays on this machine, in {mirror.root}.")


def _personal_may_leave(console: Console) -> bool:
    from guides.store.settings import read_settings

    try:
        return read_settings(console.root).cluster.allow_remote_personal
    except GuideError:
        # What is wrong with guides.toml has been said; until it is mended nothing is allowed.
        return False


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"
