"""The report's page in a real browser, on a phone and on a desk."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from report_samples import sample_page_parts

from guides.publish.report_page import report_page

ASKED = """() => {
  const shown = [...document.querySelectorAll("svg.drawing")].filter(svg => svg.getBoundingClientRect().width > 0);
  return {
    needed: document.documentElement.scrollWidth,
    layouts: [...new Set(shown.map(svg => svg.classList[1]))],
    drawings: shown.length,
    letters: Math.min(...shown.map(svg => svg.getScreenCTM().a * parseFloat(getComputedStyle(svg).fontSize))),
    outside: shown.flatMap(svg => [...svg.querySelectorAll(":scope > text")].filter(text => {
      const inner = text.getBoundingClientRect(), outer = svg.getBoundingClientRect();
      return inner.left < outer.left - 1 || inner.right > outer.right + 1;
    })).map(text => text.textContent),
  };
}"""
"""Asked from outside: the page holds no script and would not run one."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is handed out."""
    written = tmp_path_factory.mktemp("report") / "report.html"
    written.write_text(report_page("Nine sessions", *sample_page_parts()), encoding="utf-8")
    return written


@pytest.mark.parametrize(("width", "layout"), [(390, "narrow"), (1280, "wide")])
def test_the_page_fits_the_screen(browser: Browser, file: Path, width: int, layout: str) -> None:
    """Nothing is wider than the screen, one drawing of each guide is shown, and its letters can be read."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    seen = page.evaluate(ASKED)
    page.close()
    assert seen["needed"] <= width
    assert seen["layouts"] == [layout]
    assert seen["drawings"] == 3
    assert seen["letters"] >= 11
    assert seen["outside"] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_picture_shows_voice_and_music(browser: Browser, file: Path, width: int) -> None:
    """A screenshot of the page as it is handed out holds the colours of the voice, the music and the marks."""
    page = browser.new_page(viewport={"width": width, "height": 2400})
    page.goto(file.as_uri())
    with Image.open(io.BytesIO(page.screenshot())) as opened:
        picture = opened.convert("RGB")
    page.close()
    assert picture.size == (width, 2400)
    colours = {colour: count for count, colour in picture.getcolors(1 << 20) or []}
    for name, colour, least in (("voice", 0x17666F, 500), ("whole", 0xE3D3EF, 5000), ("near", 0xA8470F, 100)):
        assert colours.get((colour >> 16, colour >> 8 & 255, colour & 255), 0) > least, name
