"""`guides check` and the rules of care: what is shown, what is told to programs, and what is explained."""

import pytest
from practices import Practice, assert_refused, run

from guides.care.registry import RULES

BROKEN = "You can stop at any moment.\n\nWelcome, Sarah. You will feel calm.\n\nRest here."


def test_a_finding_names_its_rule(practice: Practice) -> None:
    """A reader sees the rule in brackets and what to write instead; a program gets it by name."""
    practice.write("support/01-a", BROKEN, "music: off")
    ran = practice.run("check")
    assert ran.code == 1
    assert "scripts/support/01-a.md:8:10: error: " in ran.err
    assert "[name-in-text]" in ran.err
    assert "Welcome{, name}." in ran.err
    told = [event for event in practice.run("--json", "check").events if event["event"] == "problem"]
    assert [(event["rule"], event["severity"], event["line"]) for event in told] == [
        ("name-in-text", "error", 8),
        ("promise", "error", 8),
    ]


def test_care_never_stops_a_build(practice: Practice) -> None:
    """A draft can be heard whatever it says, and a plan is made without it."""
    practice.write("support/01-a", BROKEN, "music: off")
    assert "promise" not in practice.run("plan").err
    assert practice.run("plan").code == 0
    assert practice.build()


def test_the_level_is_the_practices_own(practice: Practice) -> None:
    """An error that `guides.toml` calls a warning no longer fails the check."""
    practice.write("support/01-a", BROKEN, "music: off")
    practice.settings('[voice]\nname = "tone"\n[care]\nname-in-text = "off"\npromise = "warning"\n')
    ran = practice.run("check")
    assert (ran.code, ran.out) == (0, "1 script checked: 1 warning.\n")


def test_answers_are_shown_on_request(practice: Practice) -> None:
    """-v shows what a script allows and why; programs are always told."""
    comment = "<!-- care: allow promise because he wrote this line himself -->"
    practice.write("support/01-a", f"You can stop at any moment.\n\nYou will feel calm. {comment}", "music: off")
    assert practice.run("check").out == "1 script checked: all is well.\n"
    shown = practice.run("check", "-v").out
    assert "scripts/support/01-a.md:8: promise is allowed because he wrote this line himself" in shown
    told = practice.run("--json", "check").event("allowed")
    assert (told["rule"], told["reason"], told["line"]) == ("promise", "he wrote this line himself", 8)


def test_a_rule_that_is_broken_everywhere_stays_readable(practice: Practice) -> None:
    """A few findings are shown in full and the others by their lines; a program gets all of them."""
    practice.write("support/01-a", "You can stop at any moment.\n\n" + "Let go.\n\n" * 30, "music: off")
    ran = practice.run("check")
    assert ran.err.count("[loaded-words]") == 5
    assert "broken 25 times more, at line 18, 20," in ran.err
    assert ran.out == "1 script checked: 30 warnings.\n"
    assert practice.run("check", "-q").err == ""
    told = [event for event in practice.run("--json", "check").events if event["event"] == "problem"]
    assert len(told) == 30


@pytest.mark.parametrize("name", ["preparation", "integration", "support", "journey", "evenings"])
def test_a_new_script_only_has_what_is_to_be_written(practice: Practice, name: str) -> None:
    """What `guides new` makes keeps every rule but the one about text that is still to be written."""
    assert practice.run("new", name, "A quiet place").code == 0
    told = [event for event in practice.run("--json", "check").events if event["event"] == "problem"]
    assert {event["rule"] for event in told} == {"template-left"}
    assert practice.run("check").code == 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_explained(rule) -> None:
    """The reason, what to write instead and both texts, in a terminal of 80 columns; to a program as they are."""
    ran = run("check", "--explain", rule.name)
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    for text in (rule.reason, rule.instead, rule.breaks, rule.keeps):
        assert " ".join(text.split()) in " ".join(ran.out.split())
    told = run("--json", "check", "--explain", rule.name).event("rule")
    assert (told["rule"], told["reason"], told["breaks"]) == (rule.name, rule.reason, rule.breaks)


def test_every_rule_is_explained_at_once() -> None:
    """`all` explains each, in the order in which they are checked."""
    told = run("--json", "check", "--explain", "all").events
    assert [event["rule"] for event in told] == [rule.name for rule in RULES]


def test_an_unknown_rule_names_the_nearest() -> None:
    """Asking for a rule that does not exist is wrong usage."""
    assert_refused(
        run("check", "--explain", "wayout"), "no rule of care called wayout", "Did you mean way-out?", code=2
    )
    assert_refused(run("check", "--explain", "zzz"), "The rules are way-out, return", code=2)
