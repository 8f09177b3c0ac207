"""Each rule of care by its own texts, at its place, and at the level the practice sets."""

import re
from pathlib import Path

import pytest
from caring import Cared

from guides.care.registry import RULES
from guides.care.rule import Rule
from guides.model.care import RULES as NAMES
from guides.model.care import CareSettings

ROOT = Path(__file__).parents[2]
BY_NAME = {rule.name: rule for rule in RULES}
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def test_the_rules_are_those_that_can_be_set() -> None:
    """Every rule has a level of its own in `[care]`, in the order in which they are explained."""
    assert tuple(rule.name for rule in RULES) == NAMES


@each_rule
def test_its_own_text_breaks_it(cared: Cared, rule: Rule) -> None:
    """What is shown as breaking a rule does, at the level that holds by default."""
    found = [problem for problem in cared.problems(rule.breaks) if problem.rule == rule.name]
    assert found
    assert {problem.severity for problem in found} == {CareSettings().of(rule.name)}
    assert all(problem.place.line and problem.place.column and problem.hint for problem in found)


@each_rule
def test_its_own_text_keeps_it(cared: Cared, rule: Rule) -> None:
    """What is shown as keeping a rule breaks no other one either, as far as a short text can."""
    assert cared.broken(rule.keeps) - {"way-out", "return"} == set()
    assert rule.name not in cared.broken(rule.keeps)


@each_rule
def test_a_rule_can_be_softened_or_turned_off(cared: Cared, rule: Rule) -> None:
    """`guides.toml` sets each rule to an error, a warning or off; only `present` stays."""
    if rule.name == "present":
        return
    for level in ("error", "warning", "off"):
        cared.settings(f'[care]\n{rule.name} = "{level}"\n')
        found = {problem.severity for problem in cared.problems(rule.breaks) if problem.rule == rule.name}
        assert found == ({level} if level != "off" else set())


def test_a_held_breath_is_an_error_in_a_medicine_session(cared: Cared) -> None:
    """Elsewhere it is a warning, unless the practice says otherwise."""
    body = "You can stop at any moment.\n\nOr feel your hands instead of the breath.\n\n"
    body += "[breathe in 4s, hold 4s, out 6s, 2 times]"
    for kind, severity in (("preparation", "warning"), ("opening", "error"), ("return", "error")):
        text = f"---\ntitle: A\nkind: {kind}\n---\n{body}\n"
        (found,) = [problem for problem in cared.problems(text) if problem.rule == "breath-hold"]
        assert found.severity == severity
        assert found.place.line == 9


@each_rule
def test_a_comment_answers_every_finding_of_its_rule(cared: Cared, rule: Rule) -> None:
    """With a reason, a rule that a script breaks is silent in it, and no other rule is."""
    if rule.name == "present":
        return
    comment = f"<!-- care: allow {rule.name} because this client asked for it -->"
    head, mark, body = rule.breaks.rpartition("---\n") if rule.breaks.startswith("---") else ("", "", rule.breaks)
    answered = cared.broken(f"{head}{mark}{comment}\n\n{body}")
    assert answered == cared.broken(rule.breaks) - {rule.name}


def test_findings_point_at_the_words(cared: Cared) -> None:
    """Line, column and width are those of the offending words, also where a sentence goes on over lines."""
    text = "---\ntitle: A\n---\n\nIt is *quiet* here, and you know that you\n"
    text += "are   safe{, name}. Perhaps you\ncould *surrender*.\n"
    first, second = [problem.place for problem in cared.problems(text) if problem.rule == "loaded-words"]
    assert (first.line, first.column, first.source) == (5, 39, "It is *quiet* here, and you know that you")
    assert first.column + first.width - 1 == len(first.source)
    assert (second.line, second.column, second.width) == (7, 8, len("surrender"))


def test_a_pause_inside_a_sentence_hides_nothing(cared: Cared) -> None:
    """Words that belong together are found on both sides of a pause."""
    (found,) = [problem for problem in cared.problems("Know that you are [pause 3s] safe.") if problem.rule]
    assert (found.rule, found.place.column) == ("loaded-words", 11)


def test_one_spot_is_named_once(cared: Cared) -> None:
    """A rule names a spot once, however many of its phrases fit."""
    found = cared.problems("You can stop at any time.\n\nLet go, let go, and just let it all go.")
    assert len([problem for problem in found if problem.rule == "loaded-words"]) == 3
    assert len({(problem.place.column, problem.rule) for problem in found}) == len(found)


def test_a_name_is_never_repeated(cared: Cared) -> None:
    """A message about a name shows it nowhere but in the line itself."""
    (found,) = [problem for problem in cared.problems("Welcome, Katharina.") if problem.rule == "name-in-text"]
    assert "Katharina" not in found.message + (found.hint or "")


def test_an_answer_to_nothing_is_a_warning(cared: Cared) -> None:
    """A comment that has nothing to answer can be taken out; one for a rule that is off is left alone."""
    text = "<!-- care: allow dose because there was one -->\n\nRest here."
    (found,) = cared.problems(text)
    assert (found.severity, found.rule, found.place.line) == ("warning", None, 5)
    cared.settings('[care]\ndose = "off"\n')
    assert cared.problems(text) == []


WRONG = {
    "no rule": ("care: allow", "names no rule"),
    "a typo": ("care: allow loaded-word because it fits", "Did you mean loaded-words?"),
    "two words": ("care: allow way out because it fits", "Did you mean way-out?"),
    "nothing like it": ("care: allow zzz because it fits", "The rules are way-out"),
    "no reason": ("care: allow way-out", "because … -->"),
    "an empty reason": ("care: allow way-out because …", "gives no reason"),
    "not an answer": ("care: way-out", "allows nothing"),
    "an order": ("care: ignore way-out because it fits", "allows nothing"),
    "no colon": ("care allow wayout because it fits", "Did you mean way-out?"),
    "present": ("care: allow present because it fits", "cannot be answered"),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_answer_that_cannot_be_used_is_an_error(cared: Cared, case: str) -> None:
    """A comment that names no rule, or gives no reason, says what to write, at its line and column."""
    comment, words = WRONG[case]
    (found,) = cared.problems(f"Rest here.\n\nAnd here. <!-- {comment} -->")
    assert (found.severity, found.place.line, found.place.column) == ("error", 7, 11)
    assert words in f"{found.message} {found.hint}"


def test_other_comments_are_notes(cared: Cared) -> None:
    """A comment that only speaks of care is a note, and an answer may go on over lines or stand in a quote."""
    assert cared.problems("Rest here. <!-- careful here; care for pauses -->") == []
    text = "> <!-- care: allow loaded-words\n> because she chose this word -->\n\nSurrender is a word she likes."
    assert cared.broken(text) == set()


def test_the_page_says_what_the_rules_say() -> None:
    """`docs/care.md` has each rule with its reason, what to write instead, and both of its texts."""
    page = (ROOT / "docs" / "care.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `([\w-]+)`\n\n(.*?)(?=^## |\Z)", page, re.M | re.S))
    assert tuple(sections)[: len(RULES)] == NAMES
    for rule in RULES:
        words = " ".join(sections[rule.name].split())
        for text in (rule.reason, rule.instead):
            assert text in words
        for text in (rule.breaks, rule.keeps):
            assert f"\n```\n{text}\n```\n" in sections[rule.name]
