"""Every rule of care on scripts as people write them: each fault at its line, and no false alarm."""

from pathlib import Path

import pytest
from caring import Cared
from corpora import Sample, faulty, sound

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
BEFORE = (
    "---\ntitle: Example\n---\n\nYou can stop at any moment, for any reason.\n\n[pause 4s]\n\n"
    "There may be a part that worries. How do you feel toward it? If you do not feel curious, you could rest."
    "\n\n[pause 4s]\n\n"
)
AFTER = "\n\n[pause 20s]\n\nIn your own time, back to the room. Feel the floor.\n"
LINE = 13


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def test_there_are_enough_of_both() -> None:
    """At least sixty scripts with one fault each, thirty sound ones, and every rule among the faults."""
    from guides.model.care import RULES

    assert len(faulty()) >= 60
    assert len(sound()) >= 30
    assert {sample.rule for sample in faulty()} == set(RULES)


@pytest.mark.parametrize("sample", faulty(), ids=lambda sample: f"{sample.rule}:{sample.line}")
def test_a_fault_is_named_at_its_line(cared: Cared, sample: Sample) -> None:
    """The rule that a script breaks is named where it breaks it, and no other one is."""
    found = {(problem.rule, problem.place.line) for problem in cared.problems(sample.text, sample.id)}
    assert (sample.rule, sample.line) in found
    assert {rule for rule, _ in found} == {sample.rule}


@pytest.mark.parametrize("sample", sound(), ids=lambda sample: sample.id)
def test_a_sound_script_is_left_alone(cared: Cared, sample: Sample) -> None:
    """Nothing is said of a script that is as it should be."""
    assert [f"{problem.place}: {problem.message}" for problem in cared.problems(sample.text, sample.id)] == []


@pytest.mark.parametrize("rule", sorted({line.split(" | ", 1)[0] for line in lines("wordings_faulty.txt")}))
def test_a_wording_is_found_in_an_otherwise_sound_script(cared: Cared, rule: str) -> None:
    """Many ways to say the same thing break the same rule."""
    texts = [text for name, text in (line.split(" | ", 1) for line in lines("wordings_faulty.txt")) if name == rule]
    found = {text: cared.problems(BEFORE + text + AFTER) for text in texts}
    missed = [
        text
        for text, problems in found.items()
        if (rule, LINE) not in {(problem.rule, problem.place.line) for problem in problems}
    ]
    assert missed == []


@pytest.mark.parametrize("third", range(3))
def test_a_wording_that_leaves_room_is_left_alone(cared: Cared, third: int) -> None:
    """Invitations, denials and plain statements break nothing."""
    texts = lines("wordings_sound.txt")[third::3]
    alarms = [f"{text}: {problem.message}" for text in texts for problem in cared.problems(BEFORE + text + AFTER)]
    assert alarms == []


def test_the_starter_guides_break_no_rule(cared: Cared) -> None:
    """Every guide that comes with the program passes with every rule on, and answers none."""
    for path in sorted((ROOT / "scripts").glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        assert "care: allow" not in text
        problems = cared.problems(text, f"{path.parent.name}/{path.stem}")
        assert [f"{problem.place}: {problem.message}" for problem in problems if problem.rule] == []
