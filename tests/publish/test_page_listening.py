"""Listening to a guide on the page, in a real browser, from the folder itself and from a host."""

import re
from pathlib import Path

import pytest
from browsing import Visit, serving, visiting
from playwright.sync_api import Browser, expect

SAVED = "JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(' places'))) || '{}')"
ANALYSER = """async () => {
  const sound = sounds.find((each) => !each.paused), context = new AudioContext(), meter = context.createAnalyser();
  await context.resume();
  context.createMediaStreamSource(sound.captureStream()).connect(meter);
  const samples = new Float32Array(meter.fftSize);
  let loudest = 0;
  for (let turn = 0; turn < 40 && loudest < 0.001; turn++) {
    await new Promise((done) => setTimeout(done, 50));
    meter.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
  }
  return loudest;
}"""
"""The largest sample that comes out of what plays."""


def test_it_plays_from_the_disk_and_nothing_plays_by_itself(visit: Visit) -> None:
    """A guide sounds once it is asked to, and a touch pauses it; no sound is loaded before."""
    assert [url for url in visit.asked if "media/" in url] == []
    visit.open_guide("Meeting your protectors")
    visit.page.wait_for_timeout(300)
    assert visit.heard() == []
    visit.play()
    heard = visit.playing("01-meeting.mp3", past=0.6)
    assert heard["decoded"] > 0
    visit.button("Pause").click()
    visit.until("heard().length === 0")


def test_samples_that_are_heard_are_not_zero(browser: Browser, page_folder: Path) -> None:
    """From a host: what comes out of the player is sound, and its time goes on."""
    with serving(page_folder) as (address, _), visiting(browser, address) as visit:
        visit.open_guide("Meeting your protectors")
        visit.play()
        before = visit.playing("01-meeting.mp3")["at"]
        assert visit.page.evaluate(ANALYSER) > 0.001
        assert visit.heard()[0]["at"] > before


def test_the_place_is_there_again_after_a_reload(visit: Visit) -> None:
    """It goes on ten seconds earlier; one touch takes it from the beginning, and 0 is never kept."""
    visit.open_guide("Meeting your protectors")
    visit.fold("Chapters")
    visit.button("Coming back").click()
    visit.play()
    visit.playing("01-meeting.mp3", past=28.4)
    visit.page.reload()
    assert visit.page.evaluate(SAVED)["preparation/01-meeting"] >= 28.4
    visit.play()
    assert 18.4 < visit.playing("01-meeting.mp3", past=18.4)["at"] < 21
    visit.page.reload()
    visit.button("From the beginning").click()
    visit.page.reload()
    assert visit.page.evaluate(SAVED)["preparation/01-meeting"] > 18
    visit.page.get_by_role("link", name="All guides").click()
    expect(visit.page.locator("a.again")).to_contain_text("Meeting your protectors")


def test_the_place_is_kept_every_five_seconds(visit: Visit) -> None:
    """A browser that is killed costs no more than five seconds."""
    visit.open_guide("Meeting your protectors")
    visit.play()
    at = visit.playing("01-meeting.mp3", past=4.5)["at"]
    assert visit.page.evaluate(SAVED)["preparation/01-meeting"] > max(at - 5.3, 1)


def test_chapters_and_words_lead_to_their_places(visit: Visit) -> None:
    """A chapter and a line are a touch away; the line that is spoken is marked, and so is the chapter."""
    visit.open_guide("Meeting your protectors")
    visit.fold("Chapters")
    visit.fold("The words")
    visit.button("A part that “protects” & helps").click()
    visit.play()
    assert visit.playing("01-meeting.mp3", past=17.3)["at"] < 19
    expect(visit.page.locator(".words [aria-current]")).to_have_text(
        "See if some part of you is unsure about what comes next."
    )
    visit.button("Look around the room").click()
    assert 28.5 < visit.playing("01-meeting.mp3", past=28.7)["at"] < 30
    expect(visit.page.locator(".words [aria-current]")).to_have_count(1)
    expect(visit.page.locator(".chapters [aria-current]")).to_contain_text("Coming back")
    visit.button("Back 15 seconds").click()
    assert visit.playing("01-meeting.mp3")["at"] < 16


@pytest.mark.parametrize("start", ["disk", "host"])
def test_another_balance_goes_on_at_the_same_place(browser: Browser, page_folder: Path, start: str) -> None:
    """While it plays, more voice or more music comes within 100 ms of where the guide was; and is remembered."""
    with serving(page_folder) as (address, _):
        address = address if start == "host" else (page_folder / "index.html").as_uri()
        with visiting(browser, address) as visit:
            visit.open_guide("Meeting your protectors")
            visit.fold("Speed, balance, sleep timer")
            visit.play()
            visit.playing("01-meeting.mp3", past=2)
            for label, file in (("More voice", "voice-forward"), ("More music", "music-forward")):
                visit.page.evaluate("window.began = [performance.now(), heard()[0].at]")
                visit.choose(label)
                visit.playing(file)
                gap = visit.page.evaluate("(performance.now() - began[0]) / 1000 - (heard()[0].at - began[1])")
                assert abs(gap) < 0.1, label
            visit.page.reload()
            visit.play()
            visit.playing("music-forward")


def test_the_speed_changes_and_is_remembered(visit: Visit) -> None:
    """0.8 is slower, for this guide and the next."""
    visit.open_guide("Meeting your protectors")
    visit.fold("Speed, balance, sleep timer")
    visit.choose("0.8")
    visit.play()
    assert visit.playing("01-meeting.mp3", past=0.2)["rate"] == 0.8
    visit.page.get_by_role("link", name="All guides").click()
    visit.open_guide("Rest")
    visit.play()
    assert visit.playing("02-breath.mp3", past=0.2)["rate"] == 0.8


CLOCK = """
let skew = 0;
const now = Date.now;
Date.now = () => now() + skew;
setInterval(() => { skew = 9e8 - skew; }, 100);
"""
"""A clock that jumps back and forth by days."""
SHORT = """
Object.defineProperty(window, "GUIDES_PAGE", {
  get() { return this.told; },
  set(value) { this.told = value; value.sleep = [0.05]; },
});
"""
"""A sleep timer of three seconds."""


def test_the_sleep_timer_counts_what_is_heard(browser: Browser, page_folder: Path) -> None:
    """It fades out after its time of listening; a pause and a clock that jumps cost nothing, the place stays."""
    with visiting(browser, (page_folder / "index.html").as_uri(), before=SHORT + CLOCK) as visit:
        visit.open_guide("Meeting your protectors")
        visit.fold("Speed, balance, sleep timer")
        visit.choose("3 s")
        visit.play()
        visit.playing("01-meeting.mp3", past=1)
        visit.button("Pause").click()
        visit.page.wait_for_timeout(2500)
        visit.play()
        visit.until("heard().length === 1 && heard()[0].volume > 0.99")
        visit.until("heard().length === 1 && heard()[0].volume < 0.7")
        visit.until("heard().length === 0")
        expect(visit.page.get_by_role("status")).to_have_text("The sleep timer has stopped it. Your place is kept.")
        assert 2.5 < visit.page.evaluate(SAVED)["preparation/01-meeting"] < 5


def test_the_sleep_timer_stops_at_the_end_of_a_chapter(visit: Visit) -> None:
    """What was begun is heard to its end, and the next chapter is not begun."""
    visit.open_guide("Meeting your protectors")
    visit.fold("Speed, balance, sleep timer")
    visit.choose("End of chapter")
    visit.page.get_by_label("Place in the guide").fill("14")
    visit.play()
    visit.until("heard().length === 1")
    visit.until("heard().length === 0")
    assert 16 < visit.page.evaluate(SAVED)["preparation/01-meeting"] < 17.5


def test_the_end_is_an_end(visit: Visit) -> None:
    """Nothing follows by itself; the questions for afterwards open, and the next time begins at the beginning."""
    visit.open_guide("Meeting your protectors")
    visit.play()
    visit.until("heard().length === 1")
    visit.page.evaluate("leap(1)")
    expect(visit.page.get_by_role("status")).to_have_text("The guide has ended. Take your time.")
    expect(visit.page.get_by_text("Which part came, or which part kept watch?")).to_be_visible()
    visit.page.wait_for_timeout(500)
    assert visit.heard() == []
    assert "preparation/01-meeting" not in visit.page.evaluate(SAVED)
    visit.play()
    visit.until("heard().length === 1 && heard()[0].at < 2")


def test_come_back_is_one_touch_from_anywhere(visit: Visit) -> None:
    """The way back plays at once, what played before goes, and whom to call is on every screen."""
    visit.open_guide("Meeting your protectors")
    visit.play()
    visit.playing("01-meeting.mp3")
    visit.page.get_by_role("link", name="Come back").click()
    visit.playing("01-come-back.mp3")
    expect(visit.page.locator("#help a[href='tel:+15550100']")).to_have_text("+1 555 0100")
    expect(visit.page.locator("#help a[href='tel:911']")).to_have_text("911")
    expect(visit.page.locator("#help")).to_contain_text("Ana Ruiz")


def test_a_lock_screen_knows_the_public_title_alone(visit: Visit) -> None:
    """Neither the title nor the window's name tells what is listened to."""
    visit.open_guide("Rest")
    visit.play()
    visit.playing("02-breath.mp3")
    told = visit.page.evaluate(
        "(({ title, artist, album }) => [title, artist, album])(navigator.mediaSession.metadata)"
    )
    assert told == ["Evening", "A quiet practice", "Nine sessions"]
    assert visit.page.title() == "Nine sessions"


def test_the_first_listening_begins_with_the_sound_check(visit: Visit) -> None:
    """It is asked for once, before the first guide; afterwards the guides open at once."""
    visit.page.locator("ul.list a", has_text="Rest").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("First, set the volume")
    visit.button("Play the sound check").click()
    visit.playing("00-sound-check.mp3")
    visit.page.get_by_role("link", name="All guides").click()
    visit.page.locator("ul.list a", has_text="Rest").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Rest")


def test_places_go_to_another_device_as_a_code(visit: Visit, browser: Browser, page_folder: Path) -> None:
    """The code brings them over; a code that lost a letter is refused, and nothing is taken from it."""
    visit.open_guide("Meeting your protectors")
    visit.page.get_by_label("Place in the guide").fill("21")
    visit.page.get_by_role("link", name="All guides").click()
    visit.fold("Take your places to another device")
    code = visit.page.get_by_label("Your code").input_value()
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.[a-z0-9]+", code)
    with visiting(browser, (page_folder / "index.html").as_uri()) as other:
        other.fold("Take your places to another device")
        for tried, told in ((code[1:], "not whole"), ("", "not whole"), (code, "Your places are here now.")):
            other.page.get_by_label("A code from another device").fill(tried)
            other.button("Use it").click()
            expect(other.page.get_by_role("status").last).to_contain_text(told)
            assert bool(other.page.evaluate(SAVED)) == (tried == code)
        other.page.reload()
        assert other.page.evaluate(SAVED) == {"preparation/01-meeting": 21}
