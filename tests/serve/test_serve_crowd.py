"""Many visitors, slow ones, those that go in the middle, and the end of the server."""

import fcntl
import os
import resource
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import psutil
import pytest
from practices import Practice
from serving import LONG, Served, assert_silent, serving, serving_here

from guides.serve.events import Answered

SOUND = f"media/{LONG}.mp3"
AT_ONCE = 200


def asking(path: str, **head: str) -> bytes:
    more = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n{more}\r\n".encode()


def slow_visitor(port: int, sent: bytes, room: int = 4096) -> socket.socket:
    """Somebody who has asked, and has little room for what comes."""
    knock = socket.socket()
    knock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    knock.settimeout(20)
    knock.connect(("127.0.0.1", port))
    knock.sendall(sent)
    return knock


def leave_rudely(knock: socket.socket) -> None:
    """End a connection with a reset."""
    knock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    knock.close()


@pytest.fixture
def practice(built_for_clients: Practice, tmp_path: Path) -> Practice:
    return built_for_clients.copy(tmp_path / "practice")


@pytest.fixture
def own(practice: Practice, tmp_path: Path) -> Iterator[Served]:
    """A server for one test alone."""
    with serving(practice, tmp_path / "log") as running:
        yield running
    assert running.process.returncode == 0
    assert_silent(running)


def test_two_hundred_listen_at_once_and_memory_stays_flat(served: Served) -> None:
    """Each gets every byte of it; the server holds about as much as for one."""
    link = served.link("--client", "007")
    whole = served.practice.out(f"clients/007/{LONG}.mp3").read_bytes()
    assert served.ask(link + SOUND).body == whole
    server = psutil.Process(served.process.pid)
    before = server.memory_info().rss
    with ExitStack() as held:
        knocks = [
            held.enter_context(slow_visitor(served.port, asking(link + SOUND, Connection="close"), 1 << 17))
            for _ in range(AT_ONCE)
        ]
        assert all(knock.recv(12) == b"HTTP/1.1 200" for knock in knocks)
        assert server.memory_info().rss - before < 20_000_000

        def rest(knock: socket.socket) -> bytes:
            parts = []
            while part := knock.recv(1 << 18):
                parts.append(part)
            return b"".join(parts).partition(b"\r\n\r\n")[2]

        with ThreadPoolExecutor(8) as pool:
            assert all(came == whole for came in pool.map(rest, knocks))
    assert server.memory_info().rss - before < 20_000_000


def test_whoever_goes_at_any_byte_harms_nobody(served: Served) -> None:
    """Before the head, in it, after it, at the first and last byte of the sound and between: the next one is served."""
    link = served.link("--client", "007")
    size = served.practice.out(f"clients/007/{LONG}.mp3").stat().st_size
    sent = asking(link + SOUND)
    for upto in (0, 1, 4, 30, len(sent) - 2, len(sent) - 1):
        knock = served.knock()
        knock.sendall(sent[:upto])
        leave_rudely(knock) if upto % 2 else knock.close()
    for rude in (False, True):
        for read in (0, 1, 200, 2000, 65_536, 65_537, size // 2, size - 1, size):
            knock = served.knock()
            knock.sendall(sent)
            left = read
            while left > 0 and (part := knock.recv(min(left, 1 << 18))):
                left -= len(part)
            leave_rudely(knock) if rude else knock.close()
    half = served.knock()
    half.sendall(asking(link + "data.js") * 3)
    half.shutdown(socket.SHUT_WR)
    while half.recv(1 << 16):
        pass
    half.close()
    assert len(served.ask(link + SOUND).body) == size
    time.sleep(0.3)
    assert len(psutil.Process(served.process.pid).open_files()) < 10


def test_requests_in_a_row_are_answered_in_a_row(served: Served) -> None:
    """Several requests sent at once on one connection: as many answers, none mixed with another."""
    link = served.link("--client", "007")
    css = served.ask(link + "page.css").body
    sent = [
        asking(link + SOUND, Range="bytes=7-9"),
        asking(link + "page.css"),
        asking("/l/x/"),
        asking(link + "page.css", Connection="close"),
    ]
    with served.knock() as knock:
        knock.sendall(b"".join(sent))
        came = b""
        while part := knock.recv(1 << 16):
            came += part
    assert [came.count(b"HTTP/1.1 %d" % status) for status in (206, 200, 404)] == [1, 2, 1]
    assert came.count(css) == 2


def test_slow_readers_and_slow_askers_are_let_go(practice: Practice) -> None:
    """Who reads nothing, asks letter by letter, or says nothing at all is cut off; who reads slowly is not."""
    link = practice.run("--json", "links", "create", "--client", "007").event("link")["address"].partition("/l/")[2]
    times = {"guides.serve.answers.STALL_TIME": 0.8, "guides.serve.connection.HEAD_TIME": 0.8}
    with ExitStack() as held:
        for name, seconds in times.items():
            held.enter_context(patch(name, seconds))
        port, told = held.enter_context(serving_here(practice))
        silent, stuck = slow_visitor(port, b""), slow_visitor(port, asking(f"/l/{link}{SOUND}"))
        steady = slow_visitor(port, asking(f"/l/{link}{SOUND}", Range="bytes=0-120000"))
        asker, begun, cut = slow_visitor(port, b"GET / HTTP/1.1\r\n"), time.monotonic(), False
        got = 0
        while time.monotonic() - begun < 2.0:
            got += len(steady.recv(2048))
            try:
                asker.sendall(b"a")
            except OSError:
                cut = True
            time.sleep(0.05)
        assert cut
        assert silent.recv(1) == b""
        assert got > 30_000
        # Of what nobody read, only what the system had taken was sent.
        answers = [event for event in told if isinstance(event, Answered)]
        assert any(event.sent < practice.out(f"clients/007/{LONG}.mp3").stat().st_size for event in answers)
        for knock in (silent, stuck, steady, asker):
            knock.close()


def test_more_than_there_is_room_for_is_turned_away(practice: Practice, tmp_path: Path) -> None:
    """Connections over the limit are ended, requests over the limit are told to wait; then all is as before."""
    with (practice.root / "guides.toml").open("a", encoding="utf-8") as settings:
        settings.write("[serve]\nconnections = 12\nrequests = 60\n")
    with serving(practice, tmp_path / "log") as served:
        link = served.link("--client", "007")
        held = [served.knock() for _ in range(9)]
        over = served.knock()
        over.settimeout(3)
        try:
            over.sendall(asking(link))
            assert over.recv(1) == b""
        except ConnectionError:
            # As well: it is cut off, however the system tells of it.
            pass
        for knock in (*held, over):
            knock.close()
        time.sleep(0.2)
        statuses = [served.ask(link).status for _ in range(80)]
        assert statuses[0] == 200
        assert statuses[-1] == 429
        assert served.ask("/l/x/").status == 429
    assert_silent(served)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_in_the_middle_of_downloads(own: Served, how: signal.Signals) -> None:
    """Who reads gets the rest; who does not is cut off after some seconds; nothing is left, the exit code is 0."""
    link = own.link("--client", "007")
    whole = own.practice.out(f"clients/007/{LONG}.mp3").stat().st_size
    reading, idle = own.knock(), own.knock()
    stuck = slow_visitor(own.port, asking(link + SOUND)) if how is signal.SIGTERM else own.knock()
    reading.sendall(asking(link + SOUND, Connection="close"))
    came = reading.recv(4096)
    assert how is signal.SIGINT or stuck.recv(12) == b"HTTP/1.1 200"
    begun = time.monotonic()
    own.process.send_signal(how)
    while part := reading.recv(1 << 18):
        came += part
    assert len(came.partition(b"\r\n\r\n")[2]) == whole
    own.process.wait(15)
    assert time.monotonic() - begun < 12
    with pytest.raises(OSError, match="refused"):
        own.knock()
    for knock in (reading, stuck, idle):
        knock.close()


def test_nobody_reads_what_it_says_and_it_serves_on(practice: Practice) -> None:
    """With its output into a pipe that is full, or that nobody holds any more, listeners notice nothing."""
    process = practice.start("serve", "--port", "0")
    assert process.stdout is not None
    port = int(process.stdout.readline().split("port ")[1].split(".")[0])
    served = Served(practice, process, port, Path(os.devnull))
    try:
        link = served.link("--client", "007")
        fcntl.fcntl(process.stdout.fileno(), fcntl.F_SETPIPE_SZ, 4096)
        with served.knock() as knock:
            for _ in range(10):
                knock.sendall(asking("/l/x/") * 60)
                time.sleep(0.01)
                knock.recv(1 << 20)
        assert served.ask(link).status == 200
        process.stdout.close()
        assert served.ask(link).status == 200
    finally:
        process.terminate()
        process.wait(15)
        assert process.stderr is not None
        assert process.stderr.read() == ""
        process.stderr.close()


def test_files_that_cannot_be_opened_are_not_there_for_now(practice: Practice, tmp_path: Path) -> None:
    """With fewer files than visitors the server goes on, and says nothing of anybody."""
    link = practice.run("--json", "links", "create", "--client", "007").event("link")["address"].partition("/l/")[2]
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with serving(practice, tmp_path / "log") as served:
        served.links.append(f"/l/{link}")
        assert served.ask(f"/l/{link}").status == 200
        resource.prlimit(served.process.pid, resource.RLIMIT_NOFILE, (48, hard))
        knocks = [slow_visitor(served.port, asking(f"/l/{link}{SOUND}")) for _ in range(50)]
        time.sleep(0.5)
        for knock in knocks:
            knock.close()
        resource.prlimit(served.process.pid, resource.RLIMIT_NOFILE, (soft, hard))
        time.sleep(1.5)
        assert served.ask(f"/l/{link}{SOUND}", Range="bytes=0-1").status == 206
    assert "no more files" in served.log.read_text(encoding="utf-8")
    assert_silent(served)


def test_a_port_that_is_taken_is_said(served: Served, practice: Practice) -> None:
    """In words, with what to do; so is a name that this machine does not have."""
    for options, words in (
        (("--port", str(served.port)), "Choose another port"),
        (("--host", "no.such.host.invalid"), ""),
    ):
        ran = practice.program("serve", *options)
        assert ran.code in (1, 2)
        assert "error:" in ran.err
        assert words in ran.err
        assert "Traceback" not in ran.err


def test_a_phone_in_the_room_is_shown_the_way(practice: Practice) -> None:
    """`--lan` warns, draws a code, and its link ends with the server."""
    process: subprocess.Popen[str] = practice.start("serve", "--lan", "--client", "012", "--port", "0")
    assert process.stdout is not None
    assert process.stderr is not None
    lines = [""]
    while "Listening" not in lines[-1] and process.poll() is None:
        lines.append(process.stdout.readline())
    assert "0.0.0.0" in lines[-1]
    assert any("█" in line or "▀" in line for line in lines)
    process.terminate()
    rest, warned = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "nothing is encrypted" in warned
    assert "/l/" not in "".join(lines) + rest
    assert "client 012, created" in practice.run("links").out
    assert "; revoked" in practice.run("links").out
