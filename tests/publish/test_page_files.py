"""The page as a folder: what is in it, what is not, and what happens to what stood there."""

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import miniaudio
import numpy as np
import pytest
from numpy.typing import NDArray
from pages import CONTACT
from practices import SETTINGS, Practice, assert_refused
from report_samples import HOSTILE, LONG, RIGHT_TO_LEFT

from guides.model.guide import ChapterMark, Line
from guides.publish.page.programme import Medium, Page, PageGuide
from guides.publish.page.writing import page_files
from guides.units import RATE, ByteCount, Seconds

CODE = ("page.css", "page.js", "sw.js", "index.html")
SHELL = {*CODE, "data.js", "icon.png", "manifest.webmanifest", "checksums.txt"}


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def told(folder: Path) -> dict[str, Any]:
    """What the page's script knows."""
    text = (folder / "data.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("self.GUIDES_PAGE=").rstrip(";\n"))
    return found


def small(practice: Practice) -> Practice:
    """A practice with one guide, the way back, and whom to call."""
    practice.settings(SETTINGS + CONTACT)
    practice.write("preparation/01-rest", "Rest for a while.", "title: Rest\nmusic: off\n")
    practice.write("support/01-come-back", "Feel your feet.", "title: Come back\nmusic: off\n")
    return practice


def test_the_code_of_the_page_is_small_and_names_nothing_outside(page_folder: Path) -> None:
    """Under 60 kB in all, the listing without a script included; no address anywhere but a name of a drawing space."""
    assert sum((page_folder / name).stat().st_size for name in CODE) < 60_000
    for name in SHELL - {"icon.png", "checksums.txt"}:
        text = (page_folder / name).read_text(encoding="utf-8")
        assert re.findall(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z0-9.-]+\.[a-z]", text) == [], name


def test_the_folder_holds_the_page_and_what_it_plays(page_folder: Path) -> None:
    """Every sound that the page names is there and no other; the checksums are true."""
    known = told(page_folder)
    assert names(page_folder) == SHELL | set(known["media"])
    lines = (page_folder / "checksums.txt").read_text().splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines)
    assert set(listed) == names(page_folder) - {"checksums.txt"}
    for name, digest in listed.items():
        assert hashlib.sha256((page_folder / name).read_bytes()).hexdigest() == digest, name
    for path, (digest, size) in known["media"].items():
        assert (page_folder / path).stat().st_size == size
        assert listed[path].startswith(digest)


def sound_of(path: Path) -> NDArray[np.float64]:
    """A file decoded to one channel, from its first frame to its last."""
    decoded = miniaudio.decode_file(str(path), output_format=miniaudio.SampleFormat.FLOAT32, nchannels=1)
    return np.asarray(decoded.samples, dtype=np.float64)


def decibels(sound: NDArray[np.float64], start: float, end: float) -> float:
    part = sound[int(start * RATE) : int(end * RATE)]
    return float(10 * np.log10(np.mean(part**2)))


def test_balances_are_as_long_and_say_everything_at_the_same_place(page_folder: Path) -> None:
    """Equal in length and in the place of every word to the sample; music alone is never louder than it was."""
    media = page_folder / "media/preparation"
    usual, voice, music = (
        sound_of(media / f"01-meeting{suffix}.mp3") for suffix in ("", ".voice-forward", ".music-forward")
    )
    assert len(usual) == len(voice) == len(music)
    said = slice(4 * RATE, 6 * RATE)
    for other in (voice, music):
        shifts = range(-40, 41)
        alike = [float(np.dot(usual[said], np.roll(other, shift)[said])) for shift in shifts]
        assert shifts[int(np.argmax(alike))] == 0
    alone = [decibels(sound, 25.5, 27) for sound in (usual, voice, music)]
    assert alone[1] == pytest.approx(alone[0] - 5, abs=0.3)
    assert alone[2] == pytest.approx(alone[0], abs=0.3)
    under = [decibels(sound, 6.9, 8.5) for sound in (usual, voice, music)]
    assert under[1] == pytest.approx(under[0] - 5, abs=0.5)
    assert under[2] == pytest.approx(under[0] + 5, abs=0.8)
    assert not list(media.glob("02-breath.*-forward*")), "a guide without music has one balance"


def test_journeys_are_left_out_and_their_music_is_there(page_practice: Practice, tmp_path: Path) -> None:
    """Without --with-journey no word of a journey, an opening or a return is in the folder."""
    copy = page_practice.copy(tmp_path / "practice")
    ran = copy.run("export", "--page", str(tmp_path / "page"))
    assert ran.code == 0, ran.err
    known = told(tmp_path / "page")
    assert known["sessions"] == []
    assert [guide["title"] for guide in known["guides"] if guide["collection"] == "journey"] == ["Journey: music only"]
    assert [name for name in names(tmp_path / "page") if "journey" in name] == ["media/journey/02-journey.wordless.mp3"]
    for name in ("index.html", "data.js"):
        assert "Still here." not in (tmp_path / "page" / name).read_text()


def test_a_journey_is_one_entry_with_its_held_bed(page_folder: Path) -> None:
    """Opening, journey and return stand in their order; where the music rises and is calm again is known."""
    (session,) = told(page_folder)["sessions"]
    assert [stage["guide"]["title"] for stage in session["stages"]] == ["Opening", "Journey", "Return"]
    assert [stage["held"] for stage in session["stages"]] == ["media/journey/01-opening.hold.mp3", "", ""]
    assert [stage["waits"] for stage in session["stages"]] == [True, False, False]
    assert [(stage["rises"], stage["calm"]) for stage in session["stages"]] == [(None, None), (12, 39), (None, None)]


def test_what_is_no_longer_in_the_programme_leaves_the_folder(practice: Practice, tmp_path: Path) -> None:
    """A second export brings the folder up to date, writes only what changed, and leaves what it did not write."""
    small(practice)
    page = tmp_path / "page"
    assert practice.run("export", "--page", str(page)).code == 0
    (page / "notes.txt").write_text("mine")
    before = {name: (page / name).stat().st_mtime_ns for name in names(page)}
    again = practice.run("--json", "export", "--page", str(page))
    assert again.event("page-written")["written"] == []
    assert {name: (page / name).stat().st_mtime_ns for name in names(page)} == before
    practice.script("preparation/01-rest").unlink()
    assert practice.run("export", "--page", str(page)).code == 0
    assert names(page) == SHELL | {"media/support/01-come-back.mp3", "notes.txt"}


def test_a_folder_of_something_else_is_left_alone(practice: Practice, tmp_path: Path) -> None:
    """A folder with other files in it is refused, and nothing in it changes; so is an export of nothing."""
    small(practice)
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("a website")
    assert_refused(practice.run("export", "--page", str(other)), "holds something else", "Name a new folder")
    assert names(other) == {"index.html"}
    assert_refused(practice.run("export"), "guides export --page DIR", code=2)


def test_a_list_of_files_that_leads_out_of_the_folder_removes_nothing(practice: Practice, tmp_path: Path) -> None:
    """A name with `..` in checksums.txt is nobody's."""
    small(practice)
    page, outside = tmp_path / "page", tmp_path / "outside.txt"
    outside.write_text("mine")
    assert practice.run("export", "--page", str(page)).code == 0
    with (page / "checksums.txt").open("a") as listed:
        listed.write(f"{'0' * 64}  ../outside.txt\n{'0' * 64}  {outside}\n")
    assert practice.run("export", "--page", str(page)).code == 0
    assert outside.read_text() == "mine"


def test_a_guide_that_fails_writes_no_page(practice: Practice, tmp_path: Path) -> None:
    """What cannot be built is said, and the folder does not appear."""
    small(practice).write("preparation/02-wrong", "[paws 3s]")
    ran = practice.run("export", "--page", str(tmp_path / "page"))
    assert ran.code == 1
    assert "The page was not written" in ran.out
    assert not (tmp_path / "page").exists()


def test_some_guides_come_with_the_way_back(practice: Practice, tmp_path: Path) -> None:
    """An export of a collection has the sound check and the way back too, and nothing else."""
    small(practice).write("integration/01-after", "And after.", "title: After\nmusic: off\n")
    assert practice.run("export", "preparation", "--page", str(tmp_path / "page")).code == 0
    assert [guide["id"] for guide in told(tmp_path / "page")["guides"]] == [
        "preparation/01-rest",
        "support/01-come-back",
    ]


def test_whom_to_call_is_missed(practice: Practice, tmp_path: Path) -> None:
    """Without [contact], or without a way back, the page is written and you are warned."""
    practice.write("preparation/01-rest", "Rest.", "title: Rest\nmusic: off\n")
    ran = practice.run("export", "--page", str(tmp_path / "page"))
    assert ran.code == 0
    assert "The page does not say whom to call" in ran.err
    assert "The page has no way back" in ran.err


def test_a_build_keeps_the_page_that_the_practice_asks_for(practice: Practice) -> None:
    """[page] folder is written with each build, also when a guide is gone; drafts never are."""
    small(practice).settings(SETTINGS + CONTACT + '[page]\nfolder = "at-home"\n')
    practice.build("--draft")
    assert not (practice.root / "at-home").exists()
    practice.build()
    assert names(practice.root / "at-home") >= {"index.html", "media/preparation/01-rest.mp3"}
    practice.script("preparation/01-rest").unlink()
    practice.build()
    assert "media/preparation/01-rest.mp3" not in names(practice.root / "at-home")


def test_a_page_for_one_client_has_their_words_and_nobody_elses(practice: Practice, tmp_path: Path) -> None:
    """--client: the words are in the transcript; no name of anybody is in a file's name or in what the program says."""
    small(practice).write("preparation/01-rest", "Hello{, name}.\n\n[silence 4s]", "title: Rest\nmusic: off\n")
    (practice.root / "clients.csv").write_text("id,name\n007,Zorabel\n012,Quintus\n", encoding="utf-8")
    ran = practice.run("export", "--page", str(tmp_path / "page"), "--client", "007")
    assert ran.code == 0, ran.err
    assert "Zorabel" in (tmp_path / "page/data.js").read_text()
    assert "Zorabel" not in ran.out + ran.err + " ".join(names(tmp_path / "page"))
    assert not any(b"Quintus" in path.read_bytes() for path in (tmp_path / "page").rglob("*") if path.is_file())


def test_hostile_words_stay_words() -> None:
    """Whatever a title, a line or a contact says, it ends no element and no script; equal pages give equal bytes."""
    guide = PageGuide(
        id="preparation/01-a",
        title=HOSTILE,
        public_title=RIGHT_TO_LEFT,
        collection="preparation",
        seconds=Seconds(40.0),
        medium=Medium("media/a.mp3", "ab" * 32, ByteCount(9)),
        summary=LONG,
        chapters=(ChapterMark(HOSTILE, Seconds(0.0)),),
        lines=(Line(Seconds(0.0), Seconds(1.0), f"{HOSTILE}\u2028\ud800"),),
        questions=(HOSTILE,),
    )
    page = Page(HOSTILE, HOSTILE, ("preparation",), (guide,))
    files = page_files(page)
    assert files == page_files(page)
    assert b"<script>alert" not in files["index.html"]
    assert b"<" not in files["data.js"]
    assert json.loads(files["manifest.webmanifest"])["name"] == HOSTILE


def test_checksums_are_read_by_the_usual_tool(page_folder: Path) -> None:
    """`sha256sum --check` finds every file whole."""
    subprocess.run(["sha256sum", "--check", "--quiet", "checksums.txt"], cwd=page_folder, check=True, timeout=60)


@pytest.mark.parametrize("mixes", [True, False])
def test_a_build_makes_balances_once_asked_for_and_keeps_them(practice: Practice, mixes: bool) -> None:
    """`guides build --mixes` makes both; the next build, asked or not, has nothing to do; journeys have none."""
    practice.write("preparation/01-rest", "Rest. There is time.", "title: Rest\nmusic:\n  intro: 2s\n  outro: 3s\n")
    practice.build("--mixes")
    assert {path.name for path in practice.out("preparation").glob("*.mp3")} == {
        "01-rest.mp3",
        "01-rest.voice-forward.mp3",
        "01-rest.music-forward.mp3",
    }
    again = practice.build(*(["--mixes"] if mixes else []))
    assert again.event("build-planned")["stale"] == []
