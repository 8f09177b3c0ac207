"""The starter programme keeps what it promises to therapists and to those who listen."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from practices import Practice
from starter_texts import Guide

from guides.model.estimates import count_syllables, count_words
from guides.model.script import Breathe, Chapter, Say, Silence

MINUTES = {
    "integration/01-the-first-days": (10, 18),
    "integration/02-befriending-a-protector": (10, 18),
    "integration/03-what-protectors-need-now": (10, 18),
    "integration/04-near-a-tender-part": (10, 18),
    "integration/05-what-was-set-down": (10, 18),
    "integration/06-self-in-daily-life": (10, 18),
    "journey/01-opening": (4, 6),
    "journey/02-journey": (55, 55),
    "journey/03-return": (6, 8),
    "preparation/01-arriving-and-intention": (10, 16),
    "preparation/02-meeting-your-protectors": (10, 16),
    "support/00-sound-check": (40 / 60, 40 / 60),
    "support/01-come-back": (3.5, 4.5),
}
"""Every starter script, and the shortest and longest it may be."""
AT_HOME = [id for id in MINUTES if id.startswith(("preparation/", "integration/"))]

UNWANTED = re.compile(
    r"safe space|journey within|\blet(?:ting)? go\b|deep breath|\bbath(?:e|ing)\b|\bsimply\b|just relax|surrender"
    r"|allow yourself|\bgifts?\b|\bheal(?:s|ed|ing)?\b|you are safe|trust me|go(?:ing)? deeper|step aside|get past"
    r"|push through|you must|you should|won't be needed",
    re.I,
)
"""Clichés, orders and promises. `do not have to` is none of these."""
MISREAD = re.compile(r"\b(?:read|live|lives|tear|tears|wind|lead|wound|minutes?-long|bow|row|sow)\b", re.I)
"""Words of one spelling and two sounds: a synthetic voice may take the wrong one."""


def test_init_copies_the_whole_programme(guides: Mapping[str, Guide]) -> None:
    """Thirteen scripts, support among them."""
    assert sorted(guides) == sorted(MINUTES)


def test_the_programme_checks_without_a_word(starter: Practice) -> None:
    """Neither an error nor a warning, and nothing that had to be allowed."""
    assert starter.run("--json", "check").event("checked") == {
        "event": "checked",
        "scripts": len(MINUTES),
        "errors": 0,
        "warnings": 0,
    }
    assert not any("care:" in path.read_text() for path in (starter.root / "scripts").rglob("*.md"))


@pytest.mark.parametrize("id", MINUTES)
def test_the_map_tells_when_and_why(plans: Mapping[str, Any], id: str) -> None:
    """`docs/programme.md` has a row for every guide, and its minutes are right."""
    page = (Path(__file__).parents[2] / "docs" / "programme.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| `{id}` |")]
    _, _, minutes, when, why, _ = (cell.strip() for cell in row.split("|"))
    assert when
    assert why
    if minutes.isdecimal():
        assert plans[id]["seconds"] / 60 == pytest.approx(int(minutes), abs=0.6)


@pytest.mark.parametrize("id", MINUTES)
def test_it_lasts_as_long_as_the_programme_says(plans: Mapping[str, Any], id: str) -> None:
    """And at least half of it is silence and music."""
    shortest, longest = MINUTES[id]
    assert shortest <= plans[id]["seconds"] / 60 <= longest
    assert plans[id]["silence_share"] >= 0.5
    assert plans[id]["words_per_minute"] <= 160


@pytest.mark.parametrize("id", MINUTES)
def test_it_can_be_followed_by_a_child_of_eleven(guides: Mapping[str, Guide], id: str) -> None:
    """The reading grade of Flesch and Kincaid (1975) is 6 or below."""
    sentences = guides[id].sentences
    text = " ".join(sentences)
    words = count_words(text)
    assert 0.39 * words / len(sentences) + 11.8 * count_syllables(text) / words - 15.59 <= 6


@pytest.mark.parametrize("id", MINUTES)
def test_its_sentences_are_short(guides: Mapping[str, Guide], id: str) -> None:
    """None is longer than a person says in one breath."""
    assert all(count_words(sentence) <= 26 for sentence in guides[id].sentences)


@pytest.mark.parametrize("id", MINUTES)
def test_no_cliche_no_order_no_promise(guides: Mapping[str, Guide], id: str) -> None:
    """Nor a word that the voice could take for another."""
    text = guides[id].text
    assert UNWANTED.findall(text) == []
    assert MISREAD.findall(text) == []


@pytest.mark.parametrize("id", MINUTES)
def test_no_paragraph_begins_three_sentences_alike(guides: Mapping[str, Guide], id: str) -> None:
    """Invitations vary; two questions may stand side by side."""
    for paragraph in guides[id].paragraphs:
        begins = Counter(" ".join(sentence.split()[:2]).lower() for sentence in paragraph)
        assert max(begins.values()) <= 2, paragraph


@pytest.mark.parametrize("id", MINUTES)
def test_the_therapist_is_told_when_when_not_and_how_else(guides: Mapping[str, Guide], id: str) -> None:
    """Every script says what it is for, when to leave it, and how to adapt it."""
    guide = guides[id]
    assert guide.script.front.summary
    assert "For the therapist:" in guide.notes
    assert re.search(r"\bNot\b", guide.notes)
    assert "To adapt it:" in guide.notes


@pytest.mark.parametrize("id", AT_HOME)
def test_a_guide_for_home_ends_in_questions(guides: Mapping[str, Guide], id: str) -> None:
    """They are shown after listening."""
    assert len(guides[id].script.client_notes) >= 3


@pytest.mark.parametrize("id", AT_HOME)
def test_the_six_fs_are_named_where_they_are_used(guides: Mapping[str, Guide], id: str) -> None:
    """The therapist learns which of them a guide has."""
    assert "The six F's:" in guides[id].notes


@pytest.mark.parametrize("id", MINUTES)
def test_a_way_to_stop_comes_before_anything_else(guides: Mapping[str, Guide], id: str) -> None:
    """Among the first six sentences, and before any breathing."""
    assert any(re.search(r"\bstop\b", sentence) for sentence in guides[id].sentences[:6])
    steps = guides[id].script.steps
    breaths = (index for index, step in enumerate(steps) if isinstance(step, Breathe))
    before = steps[: next(breaths, len(steps))]
    assert any("stop" in step.sentence.words({}) for step in before if isinstance(step, Say))


@pytest.mark.parametrize("id", AT_HOME)
def test_a_long_silence_is_announced(guides: Mapping[str, Guide], id: str) -> None:
    """Whoever waits a minute or more was told so in the paragraph before; whoever hears next to nothing, that too."""
    last = ""
    for step in guides[id].script.steps:
        if isinstance(step, Say):
            last = last + " " + step.sentence.words({}) if last else step.sentence.words({})
        elif isinstance(step, Silence):
            if step.seconds >= 60:
                assert "It will be quiet for" in last
            assert step.mode != "still" or "hardly any music" in last
            assert step.seconds <= 120
            last = ""


@pytest.mark.parametrize("id", AT_HOME)
def test_a_guide_for_home_ends_in_the_room(guides: Mapping[str, Guide], id: str) -> None:
    """The last chapter looks around, says the day and whom to call."""
    guide = guides[id]
    chapters = [index for index, step in enumerate(guide.script.steps) if isinstance(step, Chapter)]
    last = guide.script.steps[chapters[-1] :]
    text = " ".join(step.sentence.words({}) for step in last if isinstance(step, Say))
    for words in ("room", "what day it is", "call"):
        assert words in text
