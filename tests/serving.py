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
from dataclasses import dataclass
from pathlib import Path

from pages import CONTACT
from practices import PROGRAM, SETTINGS, Practice

APPROVED = '[approval]\nneeded = "none"\n'
NAMES = ("Siobhán", "Adaeze", "Boudewijn")
ROSTER = f"id,name,guides,avoid,release\n007,{NAMES[0]},,,integration\n012,{NAMES[1]},preparation,,\n020,{NAMES[2]},,ocean,\n"
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
    practice.write("preparation/01-meeting", WORDS, "title: Meeting Ada\npublic_title: Evening & rest\nmusic: off\nsummary: A <first> hello.")
    practice.write("preparation/02-breath", "Breathe. And rest.", "title: Rest\nmusic: off\n")
    practice.write(LONG, "Rest now.\n\n[silence 4m]\n\nGood.", "title: Long\nmusic: off\n")
    practice.write("integration/05-set-down", "What was set down.", "title: Set down\nmusic: off\nrelease: by-therapist\n")
    practice.write("support/01-come-back", "Feel your feet on the floor.", "title: Come back\nmusic: off\n")
    (practice.root / "clients.csv").write_text(ROSTER, encoding="utf-8")
    practice.build("--jobs", "1")
    practice.build("--all-clients", "--jobs", "1")
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

    def link(self, *options: str) -> str:
        """The path of a new link, ending in a slash."""
        ran = self.practice.run("--json", "links", "create", *options)
        assert ran.code == 0, ran.out + ran.err
        address: str = ran.event("link")["address"]
        return "/l/" + address.partition("/l/")[2]

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **head: str) -> Answer:
        """One request on a connection of its own; `_` in the name of a header stands for a hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
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
        with socket.create_connection(("127.0.0.1", self.port), timeout=3) as knock:
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
        yield Served(practice, process, _port(process, log))
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


def all_at_once(count: int, work: "threading.Thread | object") -> None:
    """Run something in many threads, and wait for all."""
    threads = [threading.Thread(target=work) for _ in range(count)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
