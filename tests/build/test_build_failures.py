"""A guide that cannot be made, or may not be handed out: the others, the last good file, and the report."""

import wave
from pathlib import Path

import numpy as np
import pytest
from practices import SETTINGS, Practice, assert_refused, unharmed

SHORT = "music:\n  intro: 1s\n  outro: 2s"


@pytest.fixture(scope="module")
def good_once(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    practice = Practice(tmp_path_factory.mktemp("good") / "practice")
    for id in ("preparation/01-a", "preparation/02-b", "support/01-c"):
        practice.write(id, "Rest a while. It is quiet.", SHORT)
    practice.build()
    return practice


@pytest.fixture
def good(good_once: Practice, tmp_path: Path) -> Practice:
    """Three guides, built; a test may change them."""
    return good_once.copy(tmp_path / "practice")


def test_an_error_stops_the_build(good: Practice) -> None:
    """A script with an error is named with its line; nothing is built and nothing is lost."""
    good.write("preparation/02-b", "Rest. [puase 3s] It is quiet.", SHORT)
    good.write("support/01-c", "Rest a little while.", SHORT)
    with unharmed(good):
        ran = good.run("build")
    assert_refused(ran, "scripts/preparation/02-b.md:8:7", "[pause 3s]")
    assert "preparation/02-b: not built" in ran.out


def test_keep_going_builds_the_others(good: Practice) -> None:
    """With `--keep-going` the other guides are built, and the exit code still is 1."""
    good.write("preparation/02-b", "Rest. [puase 3s] It is quiet.", SHORT)
    good.write("support/01-c", "Rest a little while.", SHORT)
    before = good.outputs()
    ran = good.run("--json", "build", "--keep-going")
    assert ran.code == 1
    assert ran.event("built") == {
        "event": "built",
        "built": ["support/01-c"],
        "fresh": ["preparation/01-a"],
        "failed": ["preparation/02-b"],
    }
    after = good.outputs()
    assert after["preparation/02-b.mp3"] == before["preparation/02-b.mp3"]
    assert after["support/01-c.mp3"] != before["support/01-c.mp3"]


def test_a_failed_guide_keeps_its_last_good_entry(good: Practice) -> None:
    """Its figures stay in the report with what is wrong, until it is built or as it was again."""
    before = good.report
    text = good.script("preparation/02-b").read_text()
    good.write("preparation/02-b", "Rest. [puase 3s] It is quiet.", SHORT)
    good.run("build")
    entry = good.report["preparation/02-b"]
    assert len(entry["problems"]) == 1
    assert entry["problems"][0].startswith("scripts/preparation/02-b.md:8:7: ")
    assert {**entry, "problems": []} == before["preparation/02-b"]
    good.build("support", "--force")
    assert good.report["preparation/02-b"]["problems"] == entry["problems"]
    good.script("preparation/02-b").write_text(text)
    good.build()
    assert good.report["preparation/02-b"]["problems"] == []


def test_a_failed_guide_is_tried_again(good: Practice) -> None:
    """A guide that failed is not taken for built."""
    good.write("preparation/02-b", "Rest. [puase 3s] It is quiet.", SHORT)
    assert good.run("build").code == 1
    assert good.run("build").code == 1
    good.write("preparation/02-b", "Rest. [pause 3s] It is quiet.", SHORT)
    assert good.build().event("built")["built"] == ["preparation/02-b"]


def test_an_opening_hands_over_as_it_will(practice: Practice) -> None:
    """An opening's own `hold` is what it does when nobody asks for it: it builds."""
    practice.write("journey/01-opening", "Rest.", f"kind: opening\n{SHORT}")
    practice.build()
    assert practice.out("journey/01-opening.mp3").is_file()


def silent_inside(path: Path, quiet: float) -> None:
    """Twelve seconds of a hum with so much digital silence in the middle."""
    rate = 44_100
    hum = 0.3 * np.sin(2 * np.pi * 220 * np.arange(12 * rate) / rate)
    middle, half = 6 * rate, int(quiet * rate / 2)
    hum[middle - half : middle + half] = 0
    path.parent.mkdir(exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((hum * 32767).astype("<i2").tobytes())


def test_the_gate_keeps_a_silence_back_that_nobody_meant(good: Practice) -> None:
    """Music with five seconds of digital silence inside is not handed out; half a second of it is."""
    hole = good.root / "music" / "hole.wav"
    front = "music:\n  track: hole.wav\n  intro: 9s\n  outro: 3s"
    silent_inside(hole, 5)
    good.write("preparation/02-b", "Rest a while.", front)
    with unharmed(good):
        ran = good.run("build")
    assert_refused(ran, "scripts/preparation/02-b.md", "a silence that was not planned at", "not handed out")
    assert "not planned" in good.report["preparation/02-b"]["problems"][0]
    silent_inside(hole, 0.5)
    good.build()
    assert good.report["preparation/02-b"]["problems"] == []


@pytest.mark.parametrize("kind", ["flac", "m4b"])
def test_the_gate_holds_for_streamed_formats(good: Practice, kind: str) -> None:
    """The same is kept back in a format that is encoded whole, and no half file is left."""
    silent_inside(good.root / "music" / "hole.wav", 5)
    good.write("preparation/02-b", "Rest a while.", "music:\n  track: hole.wav\n  intro: 9s\n  outro: 3s")
    with unharmed(good):
        ran = good.run("build", "preparation/02-b", "--format", kind)
    assert_refused(ran, "a silence that was not planned at")


def test_silence_without_music_is_meant(practice: Practice) -> None:
    """`music: off` may be digitally silent for as long as it is written."""
    practice.write("support/01-a", "Rest.\n\n[silence 8s]\n\nGood.", "music: off")
    practice.build()


def test_what_does_not_fit_in_time_is_known_to_the_build(good: Practice) -> None:
    """Words that end after their `[at]` fail the guide, with the time that would do."""
    good.write("preparation/02-b", f"{'Rest a while. ' * 6}\n\n[at 5s]\n\nGood.", SHORT)
    with unharmed(good):
        ran = good.run("build")
    assert_refused(ran, "scripts/preparation/02-b.md:10:1", "[at]", "Write a later time")


def test_a_length_that_is_too_short_names_the_difference(good: Practice) -> None:
    """A `length` that the words do not fit into fails the guide and says by how much."""
    good.write("preparation/02-b", "Rest a while. " * 6, f"length: 6s\n{SHORT}")
    with unharmed(good):
        ran = good.run("build")
    assert_refused(ran, "scripts/preparation/02-b.md:3", "longer than its length")


def test_the_length_is_kept_exactly(practice: Practice) -> None:
    """A guide with `length` lasts exactly that, by stretching its silences and then its music."""
    practice.write("preparation/01-a", "Rest.\n\n[silence 2s, stretch]\n\nGood.", f"length: 12s\n{SHORT}")
    practice.build()
    assert practice.report["preparation/01-a"]["seconds"] == 12


def test_a_wrong_setting_is_said_once(good: Practice) -> None:
    """What stops every guide stands in one message, with its line in `guides.toml`."""
    good.settings(SETTINGS.replace('"tone"', '"tonne"'))
    with unharmed(good):
        ran = good.run("build")
    assert_refused(ran, 'guides.toml:5:1: error: There is no voice named "tonne"', "tone")
