"""A practice with clients, and the server run in it: reached over real sockets, as a visitor would."""

import http.client
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pages import CONTACT
from practices import PROGRAM, SETTINGS, Practice

from guides.build.request import Request
from guides.build.serving import offer_of, stamp_of_practice
from guides.build.workshop import open_workshop
from guides.publish.site import Site
from guides.serve.events import Answered, Fault, Trouble
from guides.serve.server import build, listening
from guides.serve.sites import Sites
from guides.store.practice import PracticeFolder

APPROVED = '[approval]\nneeded = "none"\n'
NAMES = ("Siobhán", "Adaeze", "Boudewijn")
ROSTER = (
    "id,name,guides,avoid,release\n"
    f'007,{NAMES[0]},"preparation/01-meeting, preparation/03-long, integration",,integration\n'
    f"012,{NAMES[1]},preparation/01-meeting,,\n"
    f"020,{NAMES[2]},support,ocean,\n"
)
MEETING = "preparation/01-meeting"
LONG = "preparation/03-long"

WORDS = """
# Arriving

Welcome{, name}. Find a position that works for you.

# Coming back & “leaving”

Look around the room.
"""


def fill_served(practice: Practice) -> Practice:
    """Write and build a practice with three clients, of whom one has something released."""
    practice.settings(SETTINGS + CONTACT + APPROVED)
    front = "title: Meeting a part\npublic_title: Evening & rest\nmusic: off\nsummary: A <first> hello.\n"
    practice.write(MEETING, WORDS, front)
    practice.write("preparation/02-breath", "Breathe. And rest.", "title: Rest\nmusic: off\n")
    practice.write(LONG, "Rest now.\n\n[silence 3m]\n\nGood.", "title: Long\nmusic: off\n")
    practice.write(
        "integration/05-set-down", "What was set down.", "title: Set down\nmusic: off\nrelease: by-therapist\n"
    )
    practice.write("support/01-come-back", "Feel your feet on the floor.", "title: Come back\nmusic: off\n")
    (practice.root / "clients.csv").write_text(ROSTER, encoding="utf-8")
    practice.build("--jobs", "1")
    practice.build("--all-clients", "--jobs", "1")
    for client in ("007", "012"):
        assert practice.run("clients", "hear", "--client", client, "--to", str(practice.root / "heard.wav")).code == 0
        assert practice.run("clients", "accept", client).code == 0
        (practice.root / "heard.wav").unlink()
    return practice


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: dict[str, str]
    body: bytes


@dataclass
class Served:
    """A practice whose server runs as a process of its own."""

    practice: Practice
    process: "subprocess.Popen[str]"
    port: int
    log: Path
    links: list[str] = field(default_factory=list)

    def link(self, *options: str) -> str:
        """The path of a new link, ending in a slash."""
        ran = self.practice.run("--json", "links", "create", *options)
        assert ran.code == 0, ran.out + ran.err
        address: str = ran.event("link")["address"]
        self.links.append("/l/" + address.partition("/l/")[2])
        return self.links[-1]

    @property
    def tokens(self) -> list[str]:
        """Every token that a link was made with here."""
        return [path.split("/")[2] for path in self.links]

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **head: str) -> Answer:
        """One request on a connection of its own; `_` in the name of a header stands for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host="Host" in head, skip_accept_encoding=True)
            for name, value in head.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None:
                connection.putheader("content-length", str(len(body)))
            connection.endheaders(body)
            found = connection.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()

    def raw(self, sent: bytes) -> bytes:
        """Bytes as they are, and whatever comes back until the server ends the connection or falls silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=0.5) as knock:
            knock.sendall(sent)
            came = b""
            try:
                while part := knock.recv(65536):
                    came += part
            except OSError:
                pass
            return came

    def knock(self) -> socket.socket:
        """A connection on which nothing was said yet."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


@contextmanager
def serving(practice: Practice, log: Path, *options: str) -> Iterator[Served]:
    """The server as a process; all it says goes into `log`."""
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [PROGRAM, "-C", practice.root, "serve", "--port", "0", *options], stdout=out, stderr=out, text=True
        )
    try:
        yield Served(practice, process, _port(process, log), log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(20)


def _port(process: "subprocess.Popen[str]", log: Path) -> int:
    for _ in range(1200):
        if found := re.search(r"port (\d+)", log.read_text(encoding="utf-8")):
            return int(found[1])
        assert process.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.05)
    raise AssertionError("The server did not begin.")


def assert_silent(served: Served) -> None:
    """What the server said names nobody, opens nothing, and tells of no mistake in it."""
    said = served.log.read_text(encoding="utf-8")
    for secret in (*served.tokens, *(token[:12] for token in served.tokens), *NAMES, "127.0.0.1:", "media/", MEETING):
        assert secret not in said
    assert "Traceback" not in said
    assert "mistake" not in said, said


@contextmanager
def serving_here(practice: Practice) -> Iterator[tuple[int, list[Answered | Trouble | Fault]]]:
    """The server in this process: its port, and what it tells; for what would take long in earnest."""
    folder, told = PracticeFolder(practice.root), list[Answered | Trouble | Fault]()
    settings = open_workshop(folder, Request(), lambda _: None).settings

    def look(client: str | None, feed: bool) -> Site:
        return offer_of(open_workshop(folder, Request(), lambda _: None), client, feed=feed).site

    sites = Sites(look, lambda client: stamp_of_practice(folder, client), folder.out, feeds=False, tell=told.append)
    with listening("127.0.0.1", 0) as at:
        server = build(at, folder, settings.serve, sites, told.append)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]})
        thread.start()
        try:
            yield at.getsockname()[1], told
        finally:
            server.should_exit = True
            thread.join(20)
    assert not thread.is_alive()
    assert [event for event in told if isinstance(event, Fault)] == []
