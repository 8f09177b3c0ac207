"""`guides serve`."""

from __future__ import annotations

import select
import sys
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

from guides.cli.console import Console, common

if TYPE_CHECKING:
    from guides.build.workshop import Workshop
    from guides.serve.events import Answered, Fault, Trouble
    from guides.serve.sites import Sites
    from guides.store.practice import PracticeFolder

LOCAL = ("127.0.0.1", "::1", "localhost")
INSTALL = "pip install 'session-guides[serve]'"
AGAIN = 60.0
"""Seconds after which it is said once more what keeps going wrong."""
LAN_DAYS = 1
"""How long the link of `--lan` works at most, should the server not end as it should."""


@click.command("serve")
@click.option("--host", metavar="ADDRESS", help="Listen at this address of the machine (127.0.0.1: this machine only).")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Listen at this port ([serve] port: 8710).")
@click.option("--lan", is_flag=True, help="Listen in the local network, and show a QR code for a phone in it.")
@click.option("--client", metavar="ID", help="With --lan: the QR code leads to this client's guides.")
@common
def command(console: Console, host: str | None, port: int | None, lan: bool, client: str | None) -> int:
    """Let clients listen over the network, each with a private link.

    guides links create makes the links. Without one nothing is there, not even a
    page that says so. For clients at home it has to stand behind a proxy that
    speaks TLS; docs/serving.md shows how. It ends with Ctrl-C.

    A line is shown for each answer: when, how it ended, how many bytes; never
    who asked, or for what.

    \b
    Examples:
      guides serve
      guides serve --port 8080
      guides serve --lan
      guides serve --lan --client 007
    """
    from guides.build.handing_on import contact_problems
    from guides.build.request import Request
    from guides.build.workshop import open_workshop
    from guides.errors import SettingsError, UsageError
    from guides.store.practice import PracticeFolder

    try:
        from guides.serve.server import build, listening
    except ImportError as error:
        raise UsageError("The web server is not installed.", hint=INSTALL) from error
    if client is not None and not lan:
        raise UsageError("--client goes with --lan.", hint=f"For a link: guides links create --client {client}")
    folder = PracticeFolder(console.root)
    workshop = open_workshop(folder, Request(), lambda _: None)
    if missing := tuple(contact_problems(workshop.settings.contact)):
        raise SettingsError(missing)
    folder.script_files()
    place = host or ("0.0.0.0" if lan else LOCAL[0])
    telling = _Telling(console)
    with listening(place, workshop.settings.serve.port if port is None else port) as at:
        serve = workshop.settings.serve
        server = build(at, folder, serve, _sites(folder, workshop, telling), telling.tell)
        number = int(at.getsockname()[1])
        # From here on a signal ends it in order, whatever has not begun yet.
        with server.capture_signals(), _shown(console, folder, workshop, number, client) if lan else _nothing():
            console.data(event="serving", host=place, port=number)
            console.say(f"Listening at {place}, port {number}. Ctrl-C ends it.")
            if place not in LOCAL:
                _warn(workshop, console)
            server.run(sockets=[at])
    telling.say("Ended.")
    return 0


def _sites(folder: PracticeFolder, workshop: Workshop, telling: _Telling) -> Sites:
    from guides.build.request import Request
    from guides.build.serving import offer_of, stamp_of_practice
    from guides.build.workshop import open_workshop
    from guides.publish.site import Site
    from guides.serve.sites import Sites

    def look(client: str | None, feed: bool) -> Site:
        # Opened anew each time: the settings may be others by now.
        return offer_of(open_workshop(folder, Request(), lambda _: None), client, feed=feed).site

    return Sites(
        look,
        lambda client: stamp_of_practice(folder, client),
        folder.out,
        feeds=workshop.settings.feed.on,
        tell=telling.tell,
    )


def _warn(workshop: Workshop, console: Console) -> None:
    from guides.errors import Place, Problem

    said = "Others in this network can reach this machine now, and can read along: nothing is encrypted."
    if workshop.settings.serve.address is not None:
        said = "Others in this network can reach this machine past the proxy, where nothing is encrypted."
    hint = "Use it to try things out, in a network that you trust; docs/serving.md says how to serve clients."
    console.problems([Problem(said, Place("guides serve"), hint, "warning")])


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _shown(
    console: Console, folder: PracticeFolder, workshop: Workshop, port: int, client: str | None
) -> Iterator[None]:
    """A link for as long as the server runs, as a QR code."""
    from guides.build.rosters import open_roster
    from guides.clients.links_store import create_link, revoke_link

    known = open_roster(workshop).of(client).id if client is not None else None
    link, token = create_link(folder, known, days=LAN_DAYS, feed=False)
    try:
        if not (console.as_json or console.quiet):
            _draw(f"http://{_address_here()}:{port}/l/{token}/")
            console.say("With the camera of a phone in the same network; it works until the server ends.")
        yield
    finally:
        revoke_link(folder, link.name)


def _draw(address: str) -> None:
    import segno

    segno.make(address, micro=False).terminal(sys.stdout, compact=True)


def _address_here() -> str:
    """This machine's address in its network, as the system would choose it; nothing is sent."""
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            # An address that is kept for documentation (RFC 5737).
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return LOCAL[0]
        return str(asking.getsockname()[0])


def _is_read(stream: TextIO) -> bool:
    """Whether a line can be written now: a listener must not wait for whoever does not read what is said here."""
    try:
        return bool(select.select([], [stream], [], 0)[1])
    except (OSError, ValueError):
        # Not something that can be asked, such as a window of another system.
        return True


class _Telling:
    """Lines of what the server does, as long as somebody reads them."""

    def __init__(self, console: Console) -> None:
        # Loaded now: what goes wrong may be that no more files can be opened.
        import guides.script.showing  # noqa: F401

        self._console = console
        self._heard = True
        self._troubles: dict[Hashable, float] = {}

    def tell(self, event: Answered | Trouble | Fault) -> None:
        """Say one thing; what keeps going wrong, once a minute."""
        if self._is_known(event) or not (self._heard and _is_read(sys.stdout) and _is_read(sys.stderr)):
            return
        try:
            self._say(event)
        except OSError as error:
            # Listeners go on listening, whether whoever read has gone or a line could not be written.
            self._heard = not isinstance(error, BrokenPipeError)

    def _is_known(self, event: Answered | Trouble | Fault) -> bool:
        from guides.serve.events import Trouble

        now = time.monotonic()
        if not isinstance(event, Trouble):
            return False
        self._troubles = {problems: said for problems, said in self._troubles.items() if now - said < AGAIN}
        return self._troubles.setdefault(event.problems, now) != now

    def say(self, text: str) -> None:
        """A last word, if anybody hears it."""
        if self._heard and _is_read(sys.stdout):
            self._console.say(text)

    def _say(self, event: Answered | Trouble | Fault) -> None:
        from guides.serve.events import Answered, Trouble

        when = time.strftime("%H:%M:%S")
        match event:
            case Answered():
                self._console.data(event="answered", time=when, status=event.status, bytes=event.sent)
                self._console.say(f"{when}  {event.status or '---'}  {event.sent}")
            case Trouble():
                self._console.problems(event.problems)
            case _:
                self._console.data(event="fault", time=when, kind=event.kind, place=event.place)
                self._console.say(f"{when}  a mistake in this program: {event.kind} in {event.place}")
