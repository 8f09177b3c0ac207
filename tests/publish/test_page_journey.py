"""A journey on the page: with somebody in the room, without a button too many, and never back into the peak."""

import re
from pathlib import Path

from browsing import Visit, visiting
from playwright.sync_api import Browser, expect

STOPS = "JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(' stops'))) || '{}')"


def heading(visit: Visit, text: str) -> None:
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(text)


def begin(visit: Visit) -> None:
    """From the list into the opening."""
    visit.page.locator("ul.list a", has_text="Journey").click()
    heading(visit, "Is your person in the room?")
    visit.button("Yes, we are both here").click()
    heading(visit, "Before you begin")
    visit.button("Begin with Opening").click()


def hold_to_stop(visit: Visit, seconds: float = 1.3) -> None:
    """Press the lower half of the screen, and let go after a while."""
    box = visit.page.locator(".stop").bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.wait_for_timeout(seconds * 1000)
    visit.page.mouse.up()


def stopped_at(visit: Visit, stage: int, time: float, *, held: bool = False) -> None:
    """The page opened after a journey was stopped somewhere, and the question of who is there answered."""
    place = f'{{"journey/02-journey":{{"stage":{stage},"time":{time},"held":{str(held).lower()}}}}}'
    visit.page.evaluate(
        "(text) => localStorage.setItem('guides ' + location.pathname.replace(/[^/]*$/, '') + ' stops', text)", place
    )
    visit.page.reload()
    visit.page.locator("ul.list a", has_text="Journey").click()
    visit.button("Yes, we are both here").click()


def test_it_asks_for_the_person_and_shows_what_to_prepare(visit: Visit) -> None:
    """Before anything sounds: who is in the room, and five things to see to; no is an answer."""
    visit.page.locator("ul.list a", has_text="Journey").click()
    visit.button("Not now").click()
    heading(visit, "Nine sessions")
    visit.page.locator("ul.list a", has_text="Journey").click()
    visit.button("Yes, we are both here").click()
    told = visit.page.locator(".checks").inner_text().lower()
    for word in ("do not disturb", "charger", "network", "sound check", "toilet"):
        assert word in told
    visit.button("Play the sound check").click()
    visit.playing("00-sound-check.mp3")
    visit.button("Stop the sound check").click()
    visit.until("heard().length === 0")


def test_the_music_waits_until_somebody_begins_and_then_needs_no_touch(visit: Visit) -> None:
    """Opening, held music, and on Begin a crossfade; journey and return follow by themselves, and then it is over."""
    begin(visit)
    visit.playing("01-opening.mp3")
    visit.page.evaluate("leap(4)")
    visit.until("heard().length === 2")
    visit.playing("01-opening.hold.mp3")
    assert visit.page.evaluate("sounds.find((sound) => !sound.paused).loop")
    visit.page.evaluate("leap(0.4)")
    visit.page.wait_for_timeout(900)
    assert [each["file"] for each in visit.heard()] == ["media/journey/01-opening.hold.mp3"]
    visit.button("Begin Journey").click()
    visit.until("heard().length === 2 && heard().every((sound) => sound.volume < 0.95)")
    visit.playing("02-journey.mp3")
    visit.page.evaluate("leap(4)")
    visit.playing("03-return.mp3")
    visit.page.evaluate("leap(0.5)")
    heading(visit, "It has ended")
    expect(visit.page.get_by_text("What stays?")).to_be_visible()
    assert visit.heard() == []


def test_nothing_can_be_skipped_and_the_screen_is_dark(visit: Visit) -> None:
    """No place to seek, no speed, no sleep timer, also not for headphones; the way back and whom to call stay."""
    begin(visit)
    visit.playing("01-opening.mp3")
    assert visit.page.locator("main input, main a").count() == 0
    assert [each.inner_text() for each in visit.page.get_by_role("button").all()] == [
        "Hold here for one second to stop"
    ]
    expect(visit.page.get_by_role("link", name="Come back")).to_be_visible()
    expect(visit.page.locator("#help")).to_contain_text("911")
    at = visit.heard()[0]["at"]
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press(" ")
    assert at <= visit.playing("01-opening.mp3")["at"] < at + 4
    colour = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", colour)) < 16
    box = visit.page.locator(".stop").bounding_box()
    assert box is not None
    assert (box["width"], box["height"], box["y"]) == (390, 422, 422)


def test_stopping_takes_one_second_and_fades(visit: Visit) -> None:
    """A touch does nothing; a second does, and it fades over three; what was reached is kept."""
    begin(visit)
    visit.playing("01-opening.mp3", past=1.2)
    hold_to_stop(visit, 0.3)
    visit.page.wait_for_timeout(1000)
    assert visit.heard()[0]["volume"] == 1
    hold_to_stop(visit)
    visit.until("heard().length === 1 && heard()[0].volume < 0.9 && heard()[0].volume > 0.1")
    visit.until("heard().length === 0")
    heading(visit, "It has stopped")
    assert visit.page.evaluate(STOPS)["journey/02-journey"]["stage"] == 0
    visit.button("Go on").click()
    heading(visit, "Is your person in the room?")
    assert visit.heard() == []


def test_it_can_be_stopped_from_the_keyboard(visit: Visit) -> None:
    """Whoever cannot point can hold a key on the same button."""
    begin(visit)
    visit.playing("01-opening.mp3")
    visit.page.locator(".stop").focus()
    visit.page.keyboard.down("Enter")
    visit.page.wait_for_timeout(1200)
    visit.page.keyboard.up("Enter")
    heading(visit, "It has stopped")


def ways(visit: Visit) -> list[str]:
    heading(visit, "How would you like to go on?")
    return visit.page.locator(".choices button").all_inner_texts()


OTHERS = ["From the beginning", "Not now"]


def test_it_asks_how_to_go_on_and_never_drops_into_the_peak(visit: Visit) -> None:
    """From where the music rises until it is calm again, what is offered is calm; nothing starts by itself."""
    for stage, time, offered in (
        (0, 9.0, ["Go on from 0:00"]),
        (1, 11.0, ["Go on from 0:01", "Go to Return"]),
        (1, 13.0, ["Go on in the calm part", "Go to Return"]),
        (1, 25.0, ["Go on in the calm part", "Go to Return"]),
        (1, 47.0, ["Go on in the calm part", "Go to Return"]),
        (2, 3.0, ["Go on from 0:00"]),
    ):
        stopped_at(visit, stage, time)
        assert ways(visit) == [*offered, *OTHERS], (stage, time)
        assert visit.heard() == []
        visit.button("Not now").click()


def test_the_calm_part_is_reached_slowly(visit: Visit) -> None:
    """Gone on with after the peak, it begins where it is calm, and comes up over some seconds."""
    stopped_at(visit, 1, 25.0)
    visit.button("Go on in the calm part").click()
    visit.until("heard().length === 1 && heard()[0].at >= 39")
    assert visit.heard()[0]["volume"] < 0.7
    assert visit.playing("02-journey.mp3", past=39)["at"] < 48


def test_waiting_goes_on_as_waiting(visit: Visit) -> None:
    """Stopped while the music waited, it waits again."""
    stopped_at(visit, 0, 0, held=True)
    assert ways(visit) == ["Back to the waiting music", *OTHERS]
    visit.button("Back to the waiting music").click()
    visit.playing("01-opening.hold.mp3")
    expect(visit.button("Begin Journey")).to_be_visible()


def test_come_back_in_a_journey_keeps_what_was_reached(visit: Visit) -> None:
    """The music goes, the way back plays, and the journey asks when it is opened again."""
    begin(visit)
    visit.playing("01-opening.mp3", past=1.2)
    visit.page.get_by_role("link", name="Come back").click()
    visit.playing("01-come-back.mp3")
    visit.page.get_by_role("link", name="All guides").click()
    visit.page.locator("ul.list a", has_text="Journey").click()
    visit.button("Yes, we are both here").click()
    assert ways(visit)[-2:] == OTHERS


def test_where_nothing_can_be_faded_the_next_takes_its_place(browser: Browser, page_folder: Path) -> None:
    """As on iOS, whose volume no page can set: one element plays all, one after the other, without a touch."""
    fixed = "Object.defineProperty(HTMLMediaElement.prototype, 'volume', { get: () => 1, set() {} });"
    with visiting(browser, (page_folder / "index.html").as_uri(), before=fixed) as visit:
        begin(visit)
        visit.playing("01-opening.mp3")
        visit.page.evaluate("leap(0.5)")
        visit.playing("01-opening.hold.mp3")
        visit.button("Begin Journey").click()
        visit.playing("02-journey.mp3")
        visit.page.evaluate("leap(0.5)")
        visit.playing("03-return.mp3")
        assert visit.page.evaluate("sounds.filter((sound) => sound.getAttribute('src')).length") == 1
