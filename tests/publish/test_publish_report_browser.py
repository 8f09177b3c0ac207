"""The report's page in a real browser, on a phone and on a desk."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from report_samples import sample_page_parts

from guides.publish.report_page import report_page

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
ASK = """<script>
const shown = [...document.querySelectorAll("svg.drawing")].filter(svg => svg.getBoundingClientRect().width > 0);
parent.document.documentElement.dataset.seen = JSON.stringify({
  width: innerWidth,
  needed: document.documentElement.scrollWidth,
  layouts: [...new Set(shown.map(svg => svg.classList[1]))],
  drawings: shown.length,
  letters: Math.min(...shown.map(svg => svg.getScreenCTM().a * parseFloat(getComputedStyle(svg).fontSize))),
  outside: shown.flatMap(svg => [...svg.querySelectorAll(":scope > text")].filter(text => {
    const inner = text.getBoundingClientRect(), outer = svg.getBoundingClientRect();
    return inner.left < outer.left - 1 || inner.right > outer.right + 1;
  })).map(text => text.textContent),
});
</script>"""
"""Asked of the page itself; the page as it is handed out holds no script and would not run one."""

Browse = Callable[..., str]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Opens a file in a browser of some width; what the browser prints."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("There is no browser to look at the page with. Install chromium (Debian: apt install chromium).")

    def run(file: Path, width: int, *options: str) -> str:
        profile = tmp_path / f"profile-{width}"
        size = (f"--window-size={width},2400", f"--user-data-dir={profile}")
        command = [found, *QUIET, *size, *options, file.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout

    return run


@pytest.mark.parametrize(("width", "layout"), [(390, "narrow"), (1280, "wide")])
def test_the_page_fits_the_screen(browse: Browse, tmp_path: Path, width: int, layout: str) -> None:
    """Nothing is wider than the screen, one drawing of each guide is shown, and its letters can be read."""
    page = report_page("Nine sessions", *sample_page_parts())
    asked = re.sub(r"<meta http-equiv[^>]*/>", "", page).replace("</body>", f"{ASK}</body>")
    file = tmp_path / "asked.html"
    # A browser's window cannot be as narrow as a phone; a frame in it can.
    frame = f'<iframe style="border:0;width:{width}px;height:900px" srcdoc="{html.escape(asked)}"></iframe>'
    file.write_text(f"<!DOCTYPE html><html><body>{frame}</body></html>", encoding="utf-8")
    (told,) = re.findall(r'<html data-seen="([^"]*)"', browse(file, width, "--dump-dom"))
    seen: dict[str, Any] = json.loads(html.unescape(told))
    assert seen["width"] == width
    assert seen["needed"] <= width
    assert seen["layouts"] == [layout]
    assert seen["drawings"] == 3
    assert seen["letters"] >= 11
    assert seen["outside"] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_picture_shows_voice_and_music(browse: Browse, tmp_path: Path, width: int) -> None:
    """A screenshot of the page as it is handed out holds the colours of the voice, the music and the marks."""
    file, shot = tmp_path / "report.html", tmp_path / "report.png"
    file.write_text(report_page("Nine sessions", *sample_page_parts()), encoding="utf-8")
    browse(file, width, f"--screenshot={shot}")
    with Image.open(shot) as opened:
        picture = opened.convert("RGB")
    assert picture.size == (width, 2400)
    colours = {colour: count for count, colour in picture.getcolors(1 << 20) or []}
    for name, colour, least in (("voice", 0x17666F, 500), ("whole", 0xE3D3EF, 5000), ("near", 0xA8470F, 100)):
        assert colours.get((colour >> 16, colour >> 8 & 255, colour & 255), 0) > least, name
