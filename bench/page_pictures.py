"""Writes the pictures of the page in `docs/pictures/`: `python bench/page_pictures.py`; needs Chromium and playwright.

The page is that of the starter programme as it is planned, over silence: only its words and lengths are seen.
"""

import io
import shutil
import tempfile
import wave
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from guides.build.planning import estimate
from guides.build.request import Request
from guides.build.texts import read_scripts
from guides.build.workshop import Workshop, open_workshop
from guides.model.guide import Line, whole_second_marks
from guides.model.script import Script
from guides.model.settings import ContactSettings
from guides.publish.page import programme
from guides.publish.page.writing import page_files
from guides.store.practice import PracticeFolder
from guides.units import RATE, ByteCount, to_seconds

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
CONTACT = ContactSettings("Ana Ruiz", "+1 555 0100", "weekdays 9 to 17", "911")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
ROLES: dict[str, programme.Role] = {"support/00-sound-check": "sound-check", "support/01-come-back": "come-back"}


def silence(folder: Path, name: str, seconds: float) -> programme.Medium:
    """A file that lasts so long and in which nothing sounds."""
    path = folder / "media" / f"{name}.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 1, 4000, 0, "NONE", ""))
        out.writeframes(b"\x80" * round(seconds * 4000))
    return programme.Medium(f"media/{name}.wav", "0" * 64, ByteCount(path.stat().st_size))


def planned(workshop: Workshop, script: Script, folder: Path) -> programme.PageGuide:
    """A guide with the lengths that it will probably have."""
    timeline = estimate(workshop, script)[0].timeline
    seconds = to_seconds(timeline.length)
    medium = silence(folder, script.id, seconds)
    return programme.PageGuide(
        id=script.id,
        title=script.front.title,
        public_title=script.front.public_title,
        collection=script.collection,
        seconds=seconds,
        medium=medium,
        summary=script.front.summary or "",
        role=ROLES.get(script.id, "guide"),
        chapters=whole_second_marks(timeline.chapters, RATE),
        lines=tuple(Line(to_seconds(said.start), to_seconds(said.end), said.text) for said in timeline.spoken),
        questions=script.client_notes,
        voice_forward=medium,
        music_forward=medium,
    )


def made(folder: Path) -> str:
    """The address of a page of the starter guides."""
    workshop = open_workshop(PracticeFolder(ROOT), Request(), lambda _: None)
    scripts = [read.understood() for read in read_scripts(workshop, workshop.folder.script_files())]
    guides = [planned(workshop, script, folder) for script in scripts]
    held = silence(folder, "held", 60)
    stages = tuple(
        programme.Stage(guide, held if guide.id.endswith("opening") else None, waits=guide.id.endswith("opening"))
        for guide in guides
        if guide.collection == "journey"
    )
    page = programme.Page(
        program=workshop.settings.practice.program,
        practice=workshop.settings.practice.name,
        collections=workshop.settings.practice.collections,
        guides=tuple(guide for guide in guides if guide.collection != "journey"),
        sessions=(programme.Session("journey/02-journey", "Journey", "journey", stages),),
        contact=CONTACT,
    )
    for name, content in page_files(page).items():
        (folder / name).write_bytes(content)
    return (folder / "index.html").as_uri()


def keep(page: Page, name: str) -> None:
    """Write a picture: few colours are enough for a page this quiet."""
    page.wait_for_timeout(300)
    with Image.open(io.BytesIO(page.screenshot())) as shot:
        shot.convert("RGB").quantize(64).save(PICTURES / f"page-{name}.png", optimize=True)


def pictures(page: Page, address: str, width: int) -> None:
    """The screens that the documentation shows, in one width."""
    page.goto(address)
    keep(page, f"list-{width}")
    page.locator("ul.list a", has_text="Meeting your protectors").click()
    page.get_by_role("button", name="It is set, go on").click()
    page.get_by_label("Place in the guide").fill("95")
    page.locator("summary", has_text="The words").click()
    keep(page, f"guide-{width}")
    page.get_by_role("link", name="All guides").click()
    page.get_by_role("button", name="Light screen").click()
    keep(page, f"light-{width}")
    page.get_by_role("button", name="Light screen").click()
    page.locator("ul.list a", has_text="With your person in the room.").click()
    page.get_by_role("button", name="Yes").click()
    keep(page, f"prepare-{width}")
    page.get_by_role("button", name="Begin with").click()
    page.wait_for_timeout(1500)
    page.evaluate(
        "sounds.filter((each) => !each.paused).forEach((each) => { each.currentTime = each.duration - 3.5; })"
    )
    page.get_by_role("button", name="Begin Journey").wait_for()
    keep(page, f"waiting-{width}")


def main() -> None:
    """Make a page and look at it, on a phone and on a desk."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = made(Path(folder))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for size in (PHONE, DESK):
            page = browser.new_context(viewport=size).new_page()
            page.add_init_script(
                "const Real = Audio; window.sounds = [];"
                "window.Audio = function () { const sound = new Real(); sounds.push(sound); return sound; };"
            )
            pictures(page, address, size["width"])
        browser.close()


if __name__ == "__main__":
    main()
