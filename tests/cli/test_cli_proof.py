"""`guides proof` as a therapist runs it: a real voice, the real recogniser."""

from pathlib import Path

import pytest
from practices import Practice, Ran, assert_refused

ROOM = "Feel both feet on the ground. There is nothing you need to do right now.\n\nStay as long as you like{, name}."
ID = "support/01-room"
SLIP = "support/02-slip"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Two guides in a voice that is quick to start; in the second a pronunciation puts another word into its mouth."""
    practice = Practice(tmp_path_factory.mktemp("proof") / "practice", '[voice]\nname = "piper:joe"\n')
    practice.write(ID, ROOM, "title: A room\nmusic: off\n")
    practice.write(SLIP, "Feel both feet on the ground.", "title: A slip\nmusic: off\npronounce:\n  ground: window\n")
    practice.build()
    return practice


@pytest.fixture(scope="module")
def heard(spoken: Practice) -> Ran:
    return spoken.run("--json", "proof")


def test_a_wrong_word_is_reported_at_its_line_and_a_good_guide_is_not(heard: Ran) -> None:
    """A guide as it is written passes; one that says another word is named with both; the exit code is 1."""
    assert heard.code == 1
    good, slip = (event for event in heard.events if event["event"] == "guide-proofed")
    assert (good["id"], good["errors"], good["misheard"]) == (ID, 0, [])
    assert good["words"] == 21
    (words,) = slip["misheard"]
    assert (words["written"], words["heard"], words["sure"]) == ("ground", "window", True)
    assert (words["place"]["file"], words["place"]["line"]) == (f"scripts/{SLIP}.md", 8)
    assert heard.event("proofed") == {"event": "proofed", "proofed": [ID, SLIP], "suspicious": [SLIP], "failed": []}


def test_a_reader_gets_lines_and_a_summary(spoken: Practice, heard: Ran) -> None:
    """In words: the place, what was heard instead of what, the share of words, and exit code 0 for a good guide."""
    ran = spoken.run("proof", SLIP)
    assert ran.code == 1
    assert f'scripts/{SLIP}.md:8:1: warning: Heard "window" instead of "ground" (at 0:00).' in ran.err
    assert f"{SLIP}: 6 words, 16.7% heard otherwise; 1 line to listen to." in ran.out
    ran = spoken.run("proof", "support/01-room")
    assert (ran.code, ran.err) == (0, "")
    assert f"{ID}: 21 words, 0.0% heard otherwise; nothing suspicious." in ran.out


def test_what_was_not_built_is_refused(spoken: Practice) -> None:
    """In another voice the guides were never built: the line that builds them is named."""
    ran = spoken.run("proof", ID, "--voice", "michael")
    assert_refused(ran, f"scripts/{ID}.md", "there is nothing to listen to", f"guides build {ID}")


def test_a_model_that_is_not_there_is_refused(practice: Practice) -> None:
    """A wrong `model` in guides.toml is named before anything is heard, and by `guides doctor`."""
    practice.settings('[voice]\nname = "tone"\n[proof]\nmodel = "large"\n')
    practice.write(ID, ROOM)
    assert_refused(practice.run("proof"), "no model called large", "[proof]")
    doctor = practice.run("doctor")
    assert doctor.code == 0
    assert "recogniser     There is no model called large" in doctor.out


def test_the_doctor_names_the_recogniser(practice: Practice) -> None:
    """Where the extra is installed, `guides doctor` says so."""
    assert "ok       recogniser     faster-whisper" in practice.run("doctor").out


def test_another_recogniser_makes_no_guide_stale(practice: Practice) -> None:
    """`[proof]` is about listening: a changed model builds nothing again."""
    practice.write(ID, "Rest here.")
    practice.build()
    before = (practice.root / "guides.toml").read_text(encoding="utf-8")
    practice.settings(before + '[proof]\nmodel = "mine"\n')
    assert practice.build().event("built")["fresh"] == [ID]


def test_an_empty_practice_says_what_to_do(tmp_path: Path) -> None:
    """Without scripts there is nothing to hear, and that is no failure."""
    practice = Practice(tmp_path / "practice")
    ran = practice.run("proof")
    assert ran.code == 0
    assert "guides new preparation" in ran.out
