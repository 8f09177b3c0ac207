"""`guides takes` as a therapist meets it: what is recorded, what is missing, and what to read from."""

import html
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from practices import Practice, assert_refused
from recordings import at, save, silence, speech

ID = "preparation/01-a"
BODY = """
[take #welcome]

Welcome. Find a position that works for you. [pause 4s] There is nothing to do.

This the voice says.

[take #part-2]

See if some part of you is unsure; “it” is <b> & welcome.

[take #end]

And come back.
""".replace("<b> & ", "")


@pytest.fixture
def guide(practice: Practice) -> Practice:
    practice.write(ID, BODY, "title: A part & “you”\nmusic: off")
    practice.write("support/01-b", "Rest a while.")
    return practice


def _takes(practice: Practice) -> Path:
    return practice.root / "takes" / ID


def _record(practice: Practice, label: str = "welcome") -> Path:
    sound = at(np.concatenate([silence(1), speech(6), silence(1)]), -30)
    return save(_takes(practice) / f"{label}.wav", sound)


def test_states_and_figures(guide: Practice) -> None:
    """Recorded with its figures, missing with what is expected, changed, stray and unusable."""
    _record(guide)
    end = save(_takes(guide) / "end.wav", speech(1))
    save(_takes(guide) / "wellcome.wav", speech(1))
    assert guide.run("takes").code == 0
    guide.script(ID).write_text(guide.script(ID).read_text().replace("And come", "Now come"))
    ran = guide.run("--json", "takes")
    assert ran.code == 1
    states = {event["label"]: event for event in ran.events if event["event"] == "take"}
    assert {label: event["state"] for label, event in states.items()} == {
        "welcome": "recorded",
        "part-2": "missing",
        "end": "changed",
        "wellcome": "stray",
    }
    welcome = states["welcome"]
    assert welcome["file"] == f"takes/{ID}/welcome.wav"
    assert welcome["lufs"] == pytest.approx(-30, abs=0.5)
    assert welcome["seconds"] == pytest.approx(6, abs=0.4)
    assert welcome["estimate"] > 8
    assert states["part-2"]["file"] is None
    end.write_bytes(b"no sound")
    states = {event.get("label"): event for event in guide.run("--json", "takes").events}
    assert states["end"]["state"] == "unusable"


def test_the_list_in_words(guide: Practice) -> None:
    """One line for each label, at most 100 columns; nothing about guides without labels."""
    _record(guide)
    ran = guide.run("takes", "preparation")
    assert ran.code == 0
    assert re.search(r"#welcome +recorded +6.\d? ?s|#welcome +recorded +6 s", ran.out)
    assert re.search(r"#part-2 +missing +its words take about \d+", ran.out)
    assert f"takes/{ID}/recording-sheet.html" in ran.out
    assert "support" not in ran.out
    assert all(len(line) <= 100 for line in ran.out.splitlines())
    assert "No paragraph has a label yet" in guide.run("takes", "support").out


def test_listing_registers_what_recordings_say(guide: Practice) -> None:
    """As a build does; twice writes nothing."""
    _record(guide)
    guide.run("takes", ID)
    register = _takes(guide) / "takes.toml"
    assert "[welcome]" in register.read_text()
    before = guide.stamps()
    assert guide.run("takes", ID).code == 0
    assert guide.stamps() == before


def test_the_sheet_has_every_word(guide: Practice) -> None:
    """Well-formed, quiet, nothing from elsewhere; each label with its words, its length and its rests."""
    assert guide.run("takes").code == 0
    text = (_takes(guide) / "recording-sheet.html").read_text()
    ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))
    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href)=", text)
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    assert "A part & “you”" in plain
    assert "Welcome. Find a position that works for you. rest, 4 s There is nothing to do." in plain
    assert "“it” is welcome." in plain
    assert "This the voice says." not in plain
    assert plain.index("welcome · about") < plain.index("part-2 · about") < plain.index("end · about")
    assert f"takes/{ID}" in plain
    for tip in ("quiet room", "hand’s breadth", "second of silence", "one person"):
        assert tip in plain
    assert not (guide.root / "takes/support").exists()


def test_accepting(guide: Practice) -> None:
    """A recording that still fits is kept; a second time nothing happens; its # and capitals do not matter."""
    _record(guide)
    guide.build()
    guide.script(ID).write_text(guide.script(ID).read_text().replace("Find a position", "Find a place"))
    assert guide.run("build").code == 1
    ran = guide.run("takes", "accept", ID, "#Welcome")
    assert (ran.code, ran.out) == (0, "The recording for #welcome now stands for the words as they are.\n")
    assert "nothing was changed" in guide.run("takes", "accept", ID, "welcome").out
    guide.build()


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("accept", ID, "wellcome"), "Did you mean welcome?", 2),
        (("accept", "preparation/09-x", "welcome"), "Nothing is called", 2),
        (("accept", ID, "end"), "There is no recording for #end", 1),
        (("accept", "support/01-b", "a"), "Write [take #welcome]", 2),
        (("nothing/01-x",), "Nothing is called", 2),
    ],
)
def test_what_cannot_be_meant(guide: Practice, arguments: tuple[str, ...], said: str, code: int) -> None:
    """Each error names what is there."""
    _record(guide)
    ran = guide.run("takes", *arguments)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_collection_is_not_one_guide(guide: Practice) -> None:
    """`accept` needs one guide."""
    guide.write("preparation/02-b", "Rest.")
    assert_refused(guide.run("takes", "accept", "preparation", "welcome"), "names 2 guides", code=2)


def test_a_misspelt_command_is_not_taken_for_a_guide(guide: Practice) -> None:
    ran = guide.run("takes", "acept", ID, "welcome")
    assert ran.code == 2
    assert "guides takes accept" in ran.err


def test_a_script_with_errors_is_said(guide: Practice) -> None:
    """Its takes cannot be listed; those of the others are."""
    _record(guide)
    guide.write("integration/01-c", "[take #a]\n\nHello {name}.")
    ran = guide.run("takes")
    assert ran.code == 1
    assert "scripts/integration/01-c.md" in ran.err
    assert "#welcome" in ran.out
