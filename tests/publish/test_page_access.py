"""The page for everybody: by keyboard, by screen reader, small, enlarged, light, dark, and without a script."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browsing import DESK, PHONE, Visit, visiting
from playwright.sync_api import Browser, expect

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "dark": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "light": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""Everything in the dark; in the light, which differs in its colours alone, what depends on colours."""

ASKED = """async ([theme, rules]) => {
  document.documentElement.dataset.theme = theme;
  return (await axe.run({ runOnly: rules, preload: false })).violations;
}"""
FOCUSED = """[document.activeElement.getAttribute("aria-label") || document.activeElement.innerText,
  getComputedStyle(document.activeElement).outlineWidth]"""
FITS = """[document.documentElement.scrollWidth,
  [...document.querySelectorAll("main button, main a, summary, #help .back")]
    .map((node) => [node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height < 44)]"""
"""How much room the screen takes, and what is too small for a thumb."""


def screens(visit: Visit) -> Iterator[str]:
    """Every screen there is, one after the other."""
    page = visit.page
    yield "list"
    for fold in page.locator("summary").all():
        fold.click()
    yield "list, unfolded"
    page.locator("ul.list a", has_text="Meeting").click()
    yield "the first listening"
    visit.button("It is set, go on").click()
    yield "a guide"
    for fold in page.locator("summary").all():
        fold.click()
    visit.play()
    visit.playing("01-meeting.mp3")
    yield "a guide, unfolded"
    visit.button("Dim the screen").click()
    yield "dimmed"
    page.keyboard.press("Escape")
    page.get_by_role("link", name="All guides").click()
    page.locator("ul.list a", has_text="Journey").click()
    yield "who is there"
    visit.button("Yes, we are both here").click()
    yield "what to prepare"
    visit.button("Begin with Opening").click()
    visit.playing("01-opening.mp3", past=1.1)
    yield "the opening"
    page.evaluate("leap(3.2)")
    visit.playing("01-opening.hold.mp3")
    yield "waiting"
    page.locator(".stop").dispatch_event("click", {"detail": 0})
    visit.until("heard().length === 0")
    yield "stopped"
    visit.button("Go on").click()
    visit.button("Yes, we are both here").click()
    yield "how to go on"


def test_no_screen_has_a_barrier(browser: Browser, page_folder: Path) -> None:
    """axe-core finds nothing against WCAG 2.2 AA on any screen, dark or light."""
    with visiting(browser, (page_folder / "index.html").as_uri(), reduced_motion="reduce") as visit:
        seen = 0
        for screen in screens(visit):
            seen += 1
            visit.page.evaluate(AXE)
            for theme, rules in RULES.items():
                found: list[Any] = visit.page.evaluate(ASKED, [theme, rules])
                told = [(each["id"], each["nodes"][0]["html"], each["nodes"][0]["failureSummary"]) for each in found]
                assert told == [], (screen, theme, json.dumps(told, indent=1))
        assert seen == 12


def test_nothing_is_wider_than_the_screen(browser: Browser, page_folder: Path) -> None:
    """A phone, a desk at 200 % (half as many points) and at 400 %: no screen scrolls sideways, no button is small."""
    with visiting(browser, (page_folder / "index.html").as_uri()) as visit:
        for screen in screens(visit):
            for width, height in ((390, 844), (640, 400), (320, 256)):
                visit.page.set_viewport_size({"width": width, "height": height})
                needed, small = visit.page.evaluate(FITS)
                assert needed <= width, (screen, width)
                assert small == [], (screen, width)
            visit.page.set_viewport_size(PHONE)


def test_all_of_it_works_from_the_keyboard(browser: Browser, page_folder: Path) -> None:
    """Tab and Enter lead to everything; space and arrows play and move; what has the focus can be seen."""
    with visiting(browser, (page_folder / "index.html").as_uri(), viewport=DESK) as visit:
        page = visit.page

        def tab_to(name: str) -> None:
            for _ in range(40):
                page.keyboard.press("Tab")
                at = page.evaluate(
                    "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText)"
                )
                if at.startswith(name):
                    outline = "getComputedStyle(document.activeElement).outlineWidth"
                    assert page.evaluate(outline) == "3px", name
                    return
            pytest.fail(f"There is no way to {name} with the Tab key.")

        tab_to("Meeting your protectors")
        page.keyboard.press("Enter")
        tab_to("It is set")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        page.keyboard.press(" ")
        visit.playing("01-meeting.mp3")
        page.keyboard.press("ArrowRight")
        visit.playing("01-meeting.mp3", past=14)
        page.keyboard.press("ArrowLeft")
        visit.until("heard().length === 1 && heard()[0].at < 6")
        tab_to("Pause")
        page.keyboard.press(" ")
        visit.until("heard().length === 0")
        tab_to("Chapters")
        page.keyboard.press("Enter")
        tab_to("Coming back")
        page.keyboard.press("Enter")
        assert page.get_by_label("Place in the guide").input_value() == "28"
        tab_to("Speed, balance")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("radio", name="0.9")).to_be_checked()
        tab_to("Come back")
        page.keyboard.press("Enter")
        visit.playing("01-come-back.mp3")


def test_light_is_a_choice_that_stays(browser: Browser, page_folder: Path) -> None:
    """Dark unless somebody chooses otherwise, whatever the system wants; the choice is there again."""
    with visiting(browser, (page_folder / "index.html").as_uri(), color_scheme="light") as visit:
        ground = "getComputedStyle(document.body).backgroundColor"
        assert visit.page.evaluate(ground) == "rgb(23, 22, 20)"
        visit.button("Light screen").click()
        assert visit.page.evaluate(ground) == "rgb(248, 245, 239)"
        visit.page.reload()
        assert visit.page.evaluate(ground) == "rgb(248, 245, 239)"


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_whom_movement_is_too_much(browser: Browser, page_folder: Path, motion: Any) -> None:
    """With reduced motion no element has a transition or an animation; without it there are soft ones."""
    with visiting(browser, (page_folder / "index.html").as_uri(), reduced_motion=motion) as visit:
        moving = visit.page.evaluate(
            "[...document.querySelectorAll('*')].filter((node) => { const style = getComputedStyle(node);"
            " return style.transitionDuration !== '0s' || style.animationName !== 'none'; }).length"
        )
        assert (moving > 0) == (motion == "no-preference")


def test_without_a_script_it_is_a_list_of_players_with_their_words(browser: Browser, page_folder: Path) -> None:
    """Every guide has the browser's own player, its words and its questions; whom to call is there too."""
    address = (page_folder / "index.html").as_uri()
    with visiting(browser, address, java_script_enabled=False, viewport=PHONE) as visit:
        players = visit.page.locator("audio[controls]")
        assert players.count() == 7
        assert {player.get_attribute("preload") for player in players.all()} == {"none"}
        article = visit.page.locator("article", has_text="Meeting your protectors")
        article.get_by_text("The words").click()
        expect(article.get_by_text("See if some part of you is unsure about what comes next.")).to_be_visible()
        article.get_by_text("After listening").click()
        expect(article.get_by_text("Who would you like to tell?")).to_be_visible()
        expect(visit.page.locator("#help")).to_contain_text("911")
        for player in players.all():
            source = player.get_attribute("src")
            assert source is not None
            assert (page_folder / source).is_file()
