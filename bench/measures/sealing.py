"""What it costs to seal an hour of sound, and to open it in a browser."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe
from options import Options
from table import Ratio, Result, median_of

from guides.model.settings import ContactSettings
from guides.publish.page.programme import Medium, Page, PageGuide
from guides.publish.sealed.page import write_sealed_page
from guides.units import ByteCount, Seconds

SEAL_MOST = 3.0
OPEN_MOST = 5.0
TIMES = 5
WORDS = "marble otter twelve quiet lanes beneath"


def sealing(options: Options, scratch: Path) -> Result:
    """A sealed page of one guide, against copying that guide and hashing the copy; and the page opened by Chromium."""
    sound = scratch / "hour.mp3"
    noise = f"anoisesrc=d={options.minutes * 60}:c=brown:a=0.2:r=44100"
    encode = [get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", noise, "-ac", "2", "-b:a", "160k", str(sound)]
    subprocess.run(encode, check=True)
    page = _page(sound, options.minutes)
    sealed = scratch / "sealed.html"

    def seal() -> None:
        write_sealed_page(sealed, page, {page.media[0].path: sound}, WORDS)
        _sync(sealed)

    def copy() -> None:
        shutil.copyfile(sound, scratch / "copy.mp3")
        with (scratch / "copy.mp3").open("rb") as file:
            hashlib.file_digest(file, "sha256")
        _sync(scratch / "copy.mp3")

    pairs = [(_timed(seal), _timed(copy)) for _ in range(TIMES + 1)][1:]
    ours, theirs = median_of(pair[0] for pair in pairs), median_of(pair[1] for pair in pairs)
    opening = median_of(_opened(sealed) for _ in range(3))
    return Result(
        f"sealing: {options.minutes} minutes of sound",
        [
            Ratio("sealed page / copy and SHA-256", ours / theirs, SEAL_MOST),
            Ratio("loaded and opened in Chromium", opening, OPEN_MOST, unit=" s"),
        ],
        notes=[f"sealing {ours:.2f} s, copying and hashing {theirs:.2f} s"],
    )


def _page(sound: Path, minutes: int) -> Page:
    digest = hashlib.sha256(sound.read_bytes()).hexdigest()
    medium = Medium("media/preparation/01-hour.mp3", digest, ByteCount(sound.stat().st_size))
    guide = PageGuide("preparation/01-hour", "An hour", "An hour", "preparation", Seconds(minutes * 60.0), medium)
    return Page("Nine sessions", "A practice", ("preparation",), (guide,), contact=ContactSettings(name="A", phone="1"))


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _opened(path: Path) -> float:
    """Seconds from the address to the list of guides, the writing of the words left out."""
    from playwright.sync_api import sync_playwright

    browser_path = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
    if browser_path is None:
        sys.exit("sealing: there is no chromium to open it with")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(path.as_uri())
        loaded = time.perf_counter() - begun
        page.get_by_label("Write the words").fill(WORDS)
        begun = time.perf_counter()
        page.get_by_role("button", name="Open").click()
        page.get_by_role("heading", name="Nine sessions").wait_for()
        taken = loaded + time.perf_counter() - begun
        browser.close()
    return taken
