"""What `guides serve` gives away in a second, beside nginx, and what 200 listeners cost it in memory."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil
from building import GUIDES, build
from options import Options
from practice import GUIDE, make_practice
from table import Ratio, Result
from watched import Run

SHARE_LEAST = 0.5
MEMORY_MOST = 1.15
TIMES = 5
SIDE_BY_SIDE = 4
"""Downloads at once in what is timed."""
ROUNDS = 6
"""Downloads one after the other in each of them, on one connection."""
LISTENERS = 200
NGINX = """
{user}
daemon off; worker_processes 1; error_log stderr crit; pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000; default_type audio/mpeg;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


class _Side(NamedTuple):
    """A server that runs."""

    process: psutil.Process
    port: int
    path: str
    """Of the file."""


def serving(options: Options, scratch: Path) -> Result:
    """One finished guide from nginx with `sendfile` and one worker, and from `guides serve`, in turn."""
    nginx = shutil.which("nginx")
    if nginx is None:
        sys.exit("serving: there is no nginx to compare with (Debian: apt install nginx-light)")
    make_practice(scratch, options.minutes, bed=False)
    contact = '[contact]\nname = "A"\nphone = "1"\nhours = "always"\nemergency = "1"\n[approval]\nneeded = "none"\n'
    with (scratch / "guides.toml").open("a", encoding="utf-8") as settings:
        settings.write(contact)
    build(scratch, names=())
    sides: dict[str, list[Run]] = {"nginx": [], "guides serve": []}
    with _nginx(nginx, scratch) as theirs, _guides(scratch) as ours:
        size = (scratch / "audio_out" / f"{GUIDE}.mp3").stat().st_size
        for turn in range(TIMES + 1):
            for name, side in (("nginx", theirs), ("guides serve", ours)):
                run = _timed(side, size)
                # The first of each only warms the disk's cache.
                sides[name] += [run] if turn else []
        one, many = _memory_with(ours, 1), _memory_with(ours, LISTENERS)
    speed = {name: sorted(run.wall for run in runs)[len(runs) // 2] for name, runs in sides.items()}
    total = size * SIDE_BY_SIDE * ROUNDS
    return Result(
        f"serving: a guide of {size / 1e6:.0f} MB, {SIDE_BY_SIDE} downloads at once",
        [
            Ratio("throughput of guides serve / of nginx", speed["nginx"] / speed["guides serve"], SHARE_LEAST, False),
            Ratio(f"memory with {LISTENERS} listeners / with one", many / one, MEMORY_MOST),
        ],
        sides,
        [
            *(f"{name}: {total / seconds / 1e6:.0f} MB/s" for name, seconds in speed.items()),
            f"memory of guides serve: {one / 1e6:.0f} MB with one listener, {many / 1e6:.0f} MB with {LISTENERS}",
        ],
    )


@contextmanager
def _nginx(program: str, scratch: Path) -> Iterator[_Side]:
    folder = scratch / "nginx"
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # Started by root it would serve as nobody, who may not read here.
    user = "user root;" if os.geteuid() == 0 else ""
    config = NGINX.format(user=user, folder=folder, port=port, root=scratch / "audio_out")
    (folder / "nginx.conf").write_text(config, encoding="utf-8")
    process = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf"])
    try:
        time.sleep(1)
        (worker,) = psutil.Process(process.pid).children() or [psutil.Process(process.pid)]
        yield _Side(worker, port, f"/{GUIDE}.mp3")
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _guides(scratch: Path) -> Iterator[_Side]:
    made = subprocess.run(
        [GUIDES, "-C", scratch, "--json", "links", "create"], check=True, capture_output=True, text=True
    )
    link = next(json.loads(line) for line in made.stdout.splitlines() if '"link"' in line)
    path = "/l/" + link["address"].partition("/l/")[2]
    process = subprocess.Popen([GUIDES, "-C", scratch, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r"port (\d+)", process.stdout.readline())
    assert found is not None
    try:
        yield _Side(psutil.Process(process.pid), int(found[1]), f"{path}media/{GUIDE}.mp3")
    finally:
        process.terminate()
        process.wait()


def _timed(side: _Side, size: int) -> Run:
    """How long all downloads take, and the processor time of the server alone."""
    before, begun = side.process.cpu_times(), time.perf_counter()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as visitors:
        for done in [visitors.submit(_download, side, size) for _ in range(SIDE_BY_SIDE)]:
            done.result()
    wall, after = time.perf_counter() - begun, side.process.cpu_times()
    return Run(wall, after.user + after.system - before.user - before.system, 0, "")


def _download(side: _Side, size: int) -> None:
    room = memoryview(bytearray(1 << 20))
    with socket.create_connection(("127.0.0.1", side.port)) as at:
        for _ in range(ROUNDS):
            at.sendall(f"GET {side.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            head = b""
            while b"\r\n\r\n" not in head:
                head += at.recv(4096)
            assert head.startswith(b"HTTP/1.1 200"), head[:60]
            got = len(head.partition(b"\r\n\r\n")[2])
            while got < size:
                got += at.recv_into(room)


def _memory_with(side: _Side, listeners: int) -> int:
    """The most that the server holds while so many listeners are in the middle of the file."""
    ends = []
    for _ in range(listeners):
        at = socket.create_connection(("127.0.0.1", side.port))
        at.sendall(f"GET {side.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        ends.append(at)
    peak = 0
    for _ in range(20):
        for at in ends:
            at.recv(1 << 16)
        full = side.process.memory_full_info()
        peak = max(peak, int(getattr(full, "pss", 0) or full.rss))
    for at in ends:
        at.close()
    return peak
