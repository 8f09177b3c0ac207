"""The page from the server in a real browser: it plays under the strictest policy, and its place follows the link."""

import json
from pathlib import Path

from browsing import visiting
from playwright.sync_api import Browser
from practices import Practice
from serving import MEETING, assert_silent, serving


def test_it_plays_and_another_device_goes_on_there(
    browser: Browser, built_for_clients: Practice, tmp_path: Path
) -> None:
    """Nothing that the page needs is forbidden; with kept places a second device knows where the first one was."""
    practice = built_for_clients.copy(tmp_path / "practice")
    with (practice.root / "guides.toml").open("a", encoding="utf-8") as settings:
        settings.write("[serve]\nkeep-positions = true\n")
    with serving(practice, tmp_path / "log") as served:
        link = served.link("--client", "007")
        address = f"http://127.0.0.1:{served.port}{link}"
        with visiting(browser, address) as visit:
            visit.open_guide("Meeting a part")
            visit.page.get_by_label("Place in the guide").fill("4")
            visit.play()
            visit.playing("01-meeting.mp3", past=4.2)
            visit.button("Pause").click()
            visit.until("navigator.serviceWorker.controller !== null")
            visit.page.wait_for_timeout(1500)
        kept = json.loads(served.ask(link + "positions.json").body)["places"]
        assert 4 < kept[MEETING] < 10
        with visiting(browser, address) as visit:
            visit.until("document.body.innerText.includes('you are at 0:0')")
    assert_silent(served)
