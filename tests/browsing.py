"""A real browser for the page's tests: what it plays, what it asks for, and what it complains about."""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
LISTEN = """
const Real = Audio;
window.sounds = [];
window.Audio = function () { const sound = new Real(); sounds.push(sound); return sound; };
window.heard = () => sounds.filter((sound) => !sound.paused && sound.getAttribute("src"))
  .map((sound) => ({ file: sound.getAttribute("src"), at: sound.currentTime, volume: sound.volume,
    rate: sound.playbackRate, decoded: sound.webkitAudioDecodedByteCount }));
window.leap = (seconds) => sounds.filter((sound) => !sound.paused)
  .forEach((sound) => { sound.currentTime = sound.duration - seconds; });
"""
"""Keeps the page's sound elements where a test can see them; the page itself runs as it is handed out."""


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("There is no browser to look at the page with. Install chromium (Debian: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A person with a page open."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    """Every address that was asked for."""
    said: list[str] = field(default_factory=list)
    """Errors of the page's script, and what the browser's console says of it."""

    def check(self) -> None:
        """See that nothing outside the folder was asked for, and nothing went wrong."""
        folder = self.address.rpartition("/")[0]
        assert [url for url in self.asked if not url.startswith((folder, "data:", "about:", "blob:"))] == []
        # A file that is missing is said by the browser itself; nothing else may be.
        assert [line for line in self.said if "Failed to load resource" not in line] == []

    def afresh(self) -> "Visit":
        """The page as somebody opens it for the first time."""
        self.check()
        self.page.evaluate("localStorage.clear(); location.hash = ''; window.onpagehide = () => localStorage.clear()")
        self.page.goto("about:blank")
        self.asked.clear()
        self.page.goto(self.address)
        return self

    def heard(self) -> list[dict[str, Any]]:
        """What sounds now."""
        found: list[dict[str, Any]] = self.page.evaluate("heard()")
        return found

    def until(self, condition: str, seconds: float = 20.0) -> None:
        """Wait until an expression in the page is true."""
        # Asked from outside: the page itself lets nobody evaluate anything in it.
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, (condition, self.heard(), self.said)
            self.page.wait_for_timeout(150)

    def playing(self, part: str, past: float = 0.0) -> dict[str, Any]:
        """Wait until only a file whose name holds `part` sounds, past a place; what is known of it."""
        self.until(
            f"heard().length === 1 && heard()[0].file.includes({part!r}) && heard()[0].at > {past}"
            " && heard()[0].volume > 0.99"
        )
        return self.heard()[0]

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    def open_guide(self, title: str) -> None:
        """From the list to a guide, past the sound check."""
        self.page.locator("ul.list a", has_text=title).click()
        check = self.button("It is set, go on")
        # One of the two is shown a moment later.
        check.or_(self.button(re.compile("^(Play|Pause)$"))).first.wait_for()
        if check.count():
            check.click()

    def play(self) -> None:
        self.button(re.compile("^Play$")).click()

    def choose(self, name: str) -> None:
        """Pick one of several."""
        self.page.get_by_role("radio", name=name, exact=True).check()

    def fold(self, name: str) -> None:
        """Open one of the foldable parts."""
        self.page.locator("summary", has_text=name).click()


@contextmanager
def visiting(browser: Browser, address: str, before: str = "", **options: Any) -> Iterator[Visit]:
    """Open an address in a profile of its own; nothing outside its folder may be asked for, nothing may go wrong.

    Args:
        browser: which one.
        address: the page's.
        before: a script that runs before the page's own.
        options: of the profile; a phone's size unless they say otherwise.
    """
    context = browser.new_context(**{"viewport": PHONE, **options})
    context.set_default_timeout(20_000)
    page = context.new_page()
    visit = Visit(page, address)
    if options.get("java_script_enabled", True):
        page.add_init_script(LISTEN + before)
    page.on("request", lambda request: visit.asked.append(request.url))
    page.on("pageerror", lambda error: visit.said.append(str(error)))
    page.on("console", lambda line: visit.said.append(line.text) if line.type in ("error", "warning") else None)
    page.goto(address)
    yield visit
    visit.check()
    context.close()


class _Handler(SimpleHTTPRequestHandler):
    """Files with ranges, as any static host serves them."""

    def end_headers(self) -> None:
        # What a browser keeps by itself would hide what the page keeps.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not (path.is_file() and asked):
            super().do_GET()
            return
        content = path.read_bytes()
        start, end = int(asked[1]), min(int(asked[2] or len(content) - 1), len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        # A browser breaks off what it has heard enough of.
        with suppress(ConnectionError):
            self.wfile.write(content[start : end + 1])


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """A folder on a host of its own: its address, and what takes it off the network."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    gone: list[bool] = []

    def stop() -> None:
        if not gone:
            gone.append(True)
            server.shutdown()
            server.server_close()

    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html", stop
    finally:
        stop()
