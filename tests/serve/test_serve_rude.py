"""Visitors who take more than their share, requests that break in the middle, a practice that changes meanwhile."""

import os
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from practices import Practice
from serving import LONG, MEETING, Served, assert_silent, serving

from guides.clients.links_store import FILE
from guides.serve.guests import Guests

SOUND = f"media/{LONG}.mp3"
STRICT = ("cache-control", "content-security-policy", "referrer-policy", "x-content-type-options", "x-robots-tag")
BROKEN = {
    "a piece that is none": b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    "an unknown kind of body": b"Transfer-Encoding: gold\r\n\r\n",
    "a length and pieces": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
}
PROXIED = '[serve]\nkeep-positions = true\naddress = "https://guides.example.org"\nconnections = 16\nrequests = 6000\n'


@pytest.fixture(scope="module")
def proxied(built_for_clients: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server behind a proxy, with room for sixteen."""
    root: Path = tmp_path_factory.mktemp("proxied")
    practice = built_for_clients.copy(root / "practice")
    with (practice.root / "guides.toml").open("a", encoding="utf-8") as settings:
        settings.write(PROXIED)
    with serving(practice, root / "log") as running:
        yield running
    assert_silent(running)


def put(served: Served, path: str) -> int:
    body = b'{"places":{"support/01-come-back":7}}'
    return served.ask(f"{path}positions.json", "PUT", body, Content_Type="application/json").status


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("method", [b"GET", b"POST", b"HEAD"])
def test_a_request_that_breaks_is_refused_like_all_others(proxied: Served, kind: str, method: bytes) -> None:
    """One answer, with the head of every answer, and the end of the connection; no mistake of the program's."""
    link = proxied.link("--client", "007").encode()
    for path in (b"/x", link + SOUND.encode()):
        came = proxied.raw(method + b" " + path + b" HTTP/1.1\r\nHost: x\r\n" + BROKEN[kind])
        head = came.partition(b"\r\n\r\n")[0].lower()
        assert came.startswith(b"HTTP/1.1 400 "), came[:80]
        assert came.count(b"HTTP/1.1 ") == 1
        assert [name for name in STRICT if f"\r\n{name}: ".encode() not in head] == []
        assert method == b"HEAD" or came.endswith(b"This cannot be understood.\n")


def test_one_link_and_one_visitor_leave_room_for_others(proxied: Served) -> None:
    """Behind a proxy all connections look alike: nobody who reads slowly gets more answers at once than their share."""
    greedy, other = proxied.link("--client", "007"), proxied.link("--client", "007")
    held = []
    for number in range(12):
        knock = proxied.knock()
        knock.sendall(
            f"GET {greedy}{SOUND} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.{number}\r\n\r\n".encode()
        )
        assert knock.recv(12) == b"HTTP/1.1 200"
        held.append(knock)
    assert proxied.ask(greedy, X_Forwarded_For="203.0.113.99").status == 429
    assert proxied.ask(other, X_Forwarded_For="198.51.100.1").status == 200
    for knock in held:
        knock.close()
    end = time.monotonic() + 10
    while proxied.ask(greedy, X_Forwarded_For="203.0.113.99").status != 200:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_line_at_home_is_one_visitor(proxied: Served) -> None:
    """Whatever it calls itself within the half of an IPv6 address that is its own; another line is another."""
    guests = Guests(connections=100, requests=10, behind_proxy=True)
    assert [guests.may_ask(f"2001:db8:1:2::{number:x}") for number in range(11)] == [True] * 10 + [False]
    assert guests.may_ask("2001:db8:1:3::1")
    assert [guests.may_ask(f"::ffff:192.0.2.{number}") for number in (1, 2)] == [True, True]


def test_a_file_that_is_written_over_is_not_mixed(proxied: Served) -> None:
    """Somebody else's program writes into a guide while it is read: it ends there, and is not whole."""
    link = proxied.link("--client", "007")
    path = proxied.practice.out(f"clients/007/{LONG}.mp3")
    raw, state = path.read_bytes(), path.stat()
    with socket.socket() as knock:
        # So little room that most of it is still to be read when it changes.
        knock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        knock.settimeout(20)
        knock.connect(("127.0.0.1", proxied.port))
        knock.sendall(f"GET {link}{SOUND} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        came = knock.recv(1000)
        time.sleep(0.3)
        path.write_bytes(b"\xff" * len(raw))
        try:
            while part := knock.recv(1 << 18):
                came += part
        except ConnectionError:
            pass
    path.write_bytes(raw)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert len(came) < len(raw)


def test_what_was_away_for_a_while_comes_back(proxied: Served) -> None:
    """A scanner or a cloud folder takes a guide and brings it again as it was: it is there once more, soon."""
    link = proxied.link("--client", "012")
    path = proxied.practice.out(f"clients/012/{MEETING}.mp3")
    asked = f"{link}media/{MEETING}.mp3"
    assert proxied.ask(asked, "HEAD").status == 200
    away = path.rename(path.with_name("away"))
    assert proxied.ask(asked, "HEAD").status in (404, 503)
    away.rename(path)
    end = time.monotonic() + 20
    while proxied.ask(asked, "HEAD").status != 200:
        assert time.monotonic() < end
        time.sleep(0.3)


def test_a_broken_list_of_clients_is_the_therapists_to_know(proxied: Served) -> None:
    """A listener is told to come again, not that the link is dead; the therapist is told why, and not each time."""
    link = proxied.link("--client", "007")
    roster = proxied.practice.root / "clients.csv"
    before = roster.read_bytes()
    try:
        for broken in (before.replace(b"id,name", b"Client id,name"), before.decode().encode("utf-16")):
            roster.write_bytes(broken)
            time.sleep(2.1)
            assert [proxied.ask(link).status for _ in range(3)] == [503, 503, 503]
    finally:
        roster.write_bytes(before)
    assert proxied.ask(link).status == 200
    said = proxied.log.read_text(encoding="utf-8")
    assert 2 <= said.count("clients.csv") <= 4


def test_places_of_a_link_that_has_ended_go(proxied: Served) -> None:
    """With the next command that looks at links, and while the server runs without one."""
    link = proxied.link("--client", "007", "--days", "1")
    assert put(proxied, link) == 204
    with sqlite3.connect(proxied.practice.root / FILE) as database:
        database.execute("UPDATE links SET expires = 1 WHERE expires IS NOT NULL")
    database.close()
    assert proxied.ask(link).status == 404
    assert proxied.practice.run("links", "list").code == 0
    with sqlite3.connect(proxied.practice.root / FILE) as database:
        assert database.execute("SELECT count(*) FROM positions").fetchone() == (0,)
    database.close()


def test_a_file_that_has_changed_is_not_gone_on_with(proxied: Served) -> None:
    """Who asks for what they had by its tag is told that it is another one."""
    asked = proxied.link("--client", "007") + SOUND
    tag = proxied.ask(asked, "HEAD").head["etag"]
    assert proxied.ask(asked, "HEAD", If_Match=tag).status == 200
    assert proxied.ask(asked, If_Match='"another"').status == 412
