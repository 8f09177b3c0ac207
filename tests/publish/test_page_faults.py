"""What goes wrong at home: no network, files that are missing or cut, a browser that keeps nothing."""

import shutil
from pathlib import Path

import pytest
from browsing import Visit, serving, visiting
from playwright.sync_api import Browser, expect

KEPT = "Object.keys(localStorage).filter((key) => key.endsWith(' places')).map((key) => localStorage.getItem(key))"
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.fixture
def folder(page_folder: Path, tmp_path: Path) -> Path:
    """A copy of the page that a test may break."""
    return Path(shutil.copytree(page_folder, tmp_path / "page"))


def listen_to(visit: Visit, title: str) -> None:
    visit.open_guide(title)
    visit.play()


def test_it_plays_without_a_network_once_it_was_kept(browser: Browser, page_folder: Path) -> None:
    """Kept on the device, the page opens and plays when its host is gone: also from the middle of a guide."""
    with serving(page_folder) as (address, stop), visiting(browser, address) as visit:
        visit.fold("Listen without a network")
        visit.button("Keep everything on this device").click()
        expect(visit.page.get_by_text("Everything is on this device.")).to_be_visible(timeout=20_000)
        visit.until("navigator.serviceWorker.controller !== null")
        stop()
        visit.page.reload()
        listen_to(visit, "Meeting your protectors")
        visit.fold("Chapters")
        visit.button("Coming back").click()
        visit.playing("01-meeting.mp3", past=28.2)


def test_without_a_network_what_was_not_kept_is_said(browser: Browser, page_folder: Path) -> None:
    """The page opens all the same; the guide says calmly that it cannot play, and the place stays."""
    with serving(page_folder) as (address, stop), visiting(browser, address) as visit:
        listen_to(visit, "Meeting your protectors")
        visit.playing("01-meeting.mp3", past=1.2)
        visit.until("navigator.serviceWorker.controller !== null")
        stop()
        visit.page.reload()
        kept = visit.page.evaluate(KEPT)
        visit.play()
        expect(visit.page.get_by_role("status")).to_contain_text("See whether there is a network")
        assert visit.page.evaluate(KEPT) == kept
        assert "01-meeting" in kept[0]


def test_a_missing_file_is_said_and_the_others_play(browser: Browser, folder: Path) -> None:
    """A calm message, no place lost, and the next guide is as it was; put back, it plays from where it was."""
    address = (folder / "index.html").as_uri()
    media = folder / "media/preparation/01-meeting.mp3"
    with visiting(browser, address) as visit:
        visit.open_guide("Meeting your protectors")
        visit.page.get_by_label("Place in the guide").fill("20")
        kept = visit.page.evaluate(KEPT)
        away = media.rename(folder / "away.mp3")
        visit.page.reload()
        visit.play()
        expect(visit.page.get_by_role("status")).to_contain_text("This guide cannot be played just now.")
        visit.play()
        expect(visit.button("Play")).to_be_visible()
        assert visit.page.evaluate(KEPT) == kept
        visit.page.get_by_role("link", name="All guides").click()
        listen_to(visit, "Rest")
        visit.playing("02-breath.mp3")
        away.rename(media)
        visit.page.get_by_role("link", name="All guides").click()
        listen_to(visit, "Meeting your protectors")
        assert visit.playing("01-meeting.mp3", past=10)["at"] < 14


def test_a_file_that_is_cut_is_said_and_the_place_is_kept(browser: Browser, folder: Path) -> None:
    """Where the sound ends too early it is not called an end, and the next touch does not begin at 0."""
    media = folder / "media/preparation/01-meeting.mp3"
    media.write_bytes(media.read_bytes()[:400_000])
    with visiting(browser, (folder / "index.html").as_uri()) as visit:
        visit.open_guide("Meeting your protectors")
        visit.page.get_by_label("Place in the guide").fill("10")
        visit.play()
        expect(visit.page.get_by_role("status")).to_contain_text("Your place is kept.", timeout=20_000)
        visit.button("Play").click()
        visit.page.wait_for_timeout(700)
        assert all(each["at"] > 5 for each in visit.heard())
        assert '"preparation/01-meeting":0' not in visit.page.evaluate(KEPT)[0]


def test_a_file_that_is_no_sound_stops_a_journey_gently(browser: Browser, folder: Path) -> None:
    """In a session too: what happened is said, and nothing loud or broken is played."""
    (folder / "media/journey/01-opening.hold.mp3").write_bytes(b"not a sound" * 500)
    with visiting(browser, (folder / "index.html").as_uri()) as visit:
        visit.page.locator("ul.list a", has_text="Journey").click()
        visit.button("Yes, we are both here").click()
        visit.button("Begin with Opening").click()
        visit.playing("01-opening.mp3")
        visit.page.evaluate("leap(2)")
        expect(visit.page.get_by_role("heading", level=1)).to_have_text("It has stopped", timeout=20_000)
        expect(visit.page.get_by_role("alert")).to_contain_text("a file is missing or not whole")


@pytest.mark.parametrize("before", [FORBIDDEN, FULL])
def test_a_browser_that_keeps_nothing_still_plays(browser: Browser, page_folder: Path, before: str) -> None:
    """With storage forbidden or full all works until the page is closed, and it is said."""
    with visiting(browser, (page_folder / "index.html").as_uri(), before=before) as visit:
        expect(visit.page.get_by_text("This browser keeps nothing")).to_be_visible()
        visit.open_guide("Meeting your protectors")
        visit.page.get_by_label("Place in the guide").fill("20")
        visit.page.get_by_role("link", name="All guides").click()
        listen_to(visit, "Meeting your protectors")
        visit.playing("01-meeting.mp3", past=10)


ANYTHING = ("nonsense", '{"preparation/01-meeting": -4}', '{"preparation/01-meeting": 1e99}', "[]", '{"a": null}')


def test_a_storage_that_holds_anything_is_read_with_care(browser: Browser, page_folder: Path) -> None:
    """What cannot be a place in a guide is none; the page opens, and the guide begins at its beginning."""
    with visiting(browser, (page_folder / "index.html").as_uri()) as visit:
        for held in ANYTHING:
            visit.page.evaluate(
                "(held) => ['places', 'stops', 'rate', 'balance', 'theme', 'last', 'checked'].forEach((name) =>"
                " localStorage.setItem('guides ' + location.pathname.replace(/[^/]*$/, '') + ' ' + name, held))",
                held,
            )
            visit.page.goto((page_folder / "index.html").as_uri())
            visit.open_guide("Meeting your protectors")
            assert visit.page.get_by_label("Place in the guide").input_value() == "0", held
