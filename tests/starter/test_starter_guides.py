"""What single guides of the starter programme promise."""

import re
from collections.abc import Mapping

import pytest
from practices import SETTINGS, Practice
from starter_texts import Guide

from guides.model.estimates import count_words
from guides.model.script import At, Breathe, Say, Silence
from guides.model.settings import Settings

ROUTES = {"im": 55, "iv": 60, "lozenge": 90, "nasal": 90, "none": 30}
ASKS = "The planner asked for the lamp to stay on. The quiet one asked for a hand nearby."


def test_nobody_is_left_alone_with_a_held_breath(guides: Mapping[str, Guide]) -> None:
    """Breathing on purpose comes in one guide, without a hold, beside another choice."""
    breaths = [(id, step) for id, guide in guides.items() for step in guide.script.steps if isinstance(step, Breathe)]
    assert [id for id, _ in breaths] == ["preparation/01-arriving-and-intention"]
    assert breaths[0][1].hold is None
    assert any("leave your breath alone" in sentence for sentence in guides[breaths[0][0]].sentences)


def test_come_back_has_no_music_no_breath_and_no_parts(guides: Mapping[str, Guide]) -> None:
    """For someone in a panic, all three can be too much; no wait is longer than eight seconds."""
    guide = guides["support/01-come-back"]
    music = guide.script.front.music
    assert music is not None
    assert music.named
    assert music.track is None
    text = guide.text
    assert not re.search(r"breath|\bparts?\b|protector|inside|close|eyes shut", text, re.I)
    assert "call" in text
    assert all(step.seconds <= 8 for step in guide.script.steps if isinstance(step, Silence))


def test_the_sound_check_plays_music_as_loud_as_it_gets(guides: Mapping[str, Guide]) -> None:
    """Intensity 1, and a time without words to turn it up or down in."""
    guide = guides["support/00-sound-check"]
    assert guide.script.front.music is not None
    assert guide.script.front.music.intensity == 1
    assert guide.script.front.length == 40
    assert "Set this to comfortable." in guide.sentences
    assert "Nothing will be louder." in guide.sentences
    (alone,) = [step for step in guide.script.steps if isinstance(step, Silence)]
    assert alone.mode == "rise"
    assert alone.seconds >= 15


def test_what_protectors_asked_for_is_said_before_a_silence(guides: Mapping[str, Guide]) -> None:
    """It stands as sentences of its own, and without it the opening is whole."""
    guide = guides["journey/01-opening"]
    without, with_asks = guide.sentences, guide.spoken_with({"protector_asks": ASKS})
    assert [sentence for sentence in with_asks if sentence not in without] == [ASKS]
    assert all(sentence[-1] in ".?!…" for sentence in without)
    steps = guide.script.steps
    place = next(
        index
        for index, step in enumerate(steps)
        if isinstance(step, Say) and any(field.name == "protector_asks" for field in step.sentence.fields)
    )
    assert isinstance(steps[place + 1], Silence)
    assert guide.script.front.handover == "hold"


def test_near_a_tender_part_asks_for_no_age_scene_or_memory(guides: Mapping[str, Guide]) -> None:
    """And goes no further than this: it knows you are here."""
    text = guides["integration/04-near-a-tender-part"].text
    assert not re.search(
        r"how old|\bage\b|remember|memor|what happened|\bscene|\bpicture|come closer|\bhold (?:it|her|him)", text, re.I
    )
    assert "This is as far as the guide goes. It knows you are here." in text
    tender = text.index("tender")
    assert "You can stop" in text[:tender]
    assert "You can still stop" in text[tender : text.index("Somewhere on the other side of the room")]


def test_what_was_set_down_is_handed_out_by_the_therapist(guides: Mapping[str, Guide]) -> None:
    """Of all guides only this one."""
    by_hand = [id for id, guide in guides.items() if guide.script.front.release == "by-therapist"]
    assert by_hand == ["integration/05-what-was-set-down"]
    assert "Protectors, would you like different work?" in guides[by_hand[0]].sentences


@pytest.mark.parametrize("route", ROUTES)
def test_the_journey_is_sparse_on_every_route(starter: Practice, guides: Mapping[str, Guide], route: str) -> None:
    """It plans without a word, lasts as long as the route, and says at most twenty words in any five minutes
    from the onset to the way back."""
    ran = starter.run("--json", "plan", "journey/02-journey", "--route", route)
    assert (ran.code, ran.err) == (0, "")
    assert ran.event("plan")["seconds"] == ROUTES[route] * 60
    starts, at = {}, 0.0
    for phase, minutes in Settings().routes.of(route):  # type: ignore[arg-type]
        starts[phase] = at
        at += 60 * minutes
    spoken: list[tuple[float, int]] = []
    moment = 0.0
    for step in guides["journey/02-journey"].script.steps:
        if isinstance(step, At):
            assert step.phase is not None
            moment = starts[step.phase] + step.offset
        elif isinstance(step, Say) and starts["onset"] <= moment < starts["return"]:
            spoken.append((moment, count_words(step.sentence.words({}))))
    for begin, _ in spoken:
        assert sum(words for when, words in spoken if begin <= when < begin + 300) <= 20
    assert 0 < sum(words for _, words in spoken) < 60


def test_the_short_guides_build(starter: Practice, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Support and the opening become sound, as long as they were planned to be."""
    practice = starter.copy(tmp_path_factory.mktemp("built") / "practice")
    practice.settings(SETTINGS)
    done = practice.build("support", "journey/01-opening", "--format", "wav").event("built")
    assert done["built"] == ["journey/01-opening", "support/00-sound-check", "support/01-come-back"]
    report = practice.report
    assert report["support/00-sound-check"]["seconds"] == pytest.approx(40, abs=0.001)
    assert all(not entry["problems"] for entry in report.values())
    assert practice.out("journey/01-opening.hold.wav").is_file()
