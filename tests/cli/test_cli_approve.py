"""`guides approve` as its users meet it."""

import pytest
from practices import Practice, assert_refused, unharmed

A, B = "preparation/01-a", "support/01-b"


@pytest.fixture
def two(practice: Practice) -> Practice:
    """Two guides, not built."""
    practice.write(A, "Rest.", "music: off\n")
    practice.write(B, "Feel your feet.", "music: off\n")
    return practice


def states(practice: Practice) -> dict[str, str]:
    ran = practice.run("--json", "approve")
    assert ran.code == 0, ran.err
    return {event["id"]: event["state"] for event in ran.events if event["event"] == "approval"}


def test_the_list_says_how_each_guide_stands(two: Practice) -> None:
    """Never, approved, heard, changed and since what, with errors; and what leaving needs."""
    assert states(two) == {A: "never", B: "never"}
    assert not (two.root / "approvals.toml").exists()
    assert two.run("approve", "support").out == f"{B}: approved, not heard.\n"
    two.build(A)
    assert two.run("approve", A, "--heard").out == f"{A}: approved, and heard.\n"
    assert states(two) == {A: "heard", B: "approved"}
    two.write(A, "Rest well.", "music: off\npace: 0.8\n")
    two.write(B, "Feel [pause", "music: off\n")
    ran = two.run("approve")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == f"{A}  changed since it was heard and approved: its text and its pace"
    assert lines[1] == f"{B}      has errors: guides check"
    assert lines[-1].endswith("guides approve NAME --heard")
    changed = next(event for event in two.run("--json", "approve").events if event.get("id") == A)
    assert (changed["state"], changed["heard"], changed["changed"]) == ("changed", True, ["text", "pace"])
    two.settings('[voice]\nname = "tone"\n[approval]\nneeded = "none"\n')
    assert "without approval" in two.run("approve").out


def test_names_are_those_of_build(two: Practice) -> None:
    """An id, a collection, or a script's path; several at once."""
    assert two.run("approve", f"scripts/{A}.md", "support").code == 0
    assert states(two) == {A: "approved", B: "approved"}
    assert two.run("approve", "support", A, "--withdraw").out == f"{A}: no longer approved.\n{B}: no longer approved.\n"
    assert states(two) == {A: "never", B: "never"}
    assert two.run("approve", A, "--withdraw").out == "It was not approved; nothing changed.\n"
    assert_refused(two.run("approve", "preparation/01-b"), "Nothing is called", A, code=2)
    assert_refused(two.run("approve", "preparation/01-b", "--withdraw"), "Nothing is called", code=2)


@pytest.mark.parametrize("arguments", [["--heard"], ["--withdraw"], [A, "--heard", "--withdraw"]])
def test_wrong_usage(two: Practice, arguments: list[str]) -> None:
    """Nobody approves everything by leaving a name out, or gives and takes at once."""
    assert_refused(two.run("approve", *arguments), code=2)
    assert not (two.root / "approvals.toml").exists()


def test_heard_needs_the_built_guide(two: Practice) -> None:
    """What to do is said; one that cannot be approved stops no other."""
    two.build(B)
    ran = two.run("approve", A, B, "--heard")
    assert_refused(ran, f"scripts/{A}.md: error: This guide cannot have been heard", f"guides build {A}")
    assert ran.out == f"{A}: not approved.\n{B}: approved, and heard.\n"
    assert states(two) == {A: "never", B: "heard"}


def test_what_check_refuses_is_not_approved(two: Practice) -> None:
    """Errors are shown as `guides check` shows them, warnings too."""
    two.write(A, "Rest. [puase 3s]", "music: off\n")
    assert_refused(two.run("approve", A), f"scripts/{A}.md:6:7", "[pause 3s]")
    two.write(A, "Rest.\n\n# Empty", "music: off\n")
    ran = two.run("approve", A)
    assert ran.code == 0
    assert "warning" in ran.err
    assert states(two)[A] == "approved"


def test_approving_changes_no_guide(two: Practice) -> None:
    """Outputs stay; nothing is built again for an approval or for what leaving needs."""
    two.build()
    with unharmed(two):
        assert two.run("approve", A, B, "--heard").code == 0
        assert two.run("build").out.startswith("Nothing changed")


def test_a_file_edited_by_hand(two: Practice) -> None:
    """Every command that needs it says file and line, in one error and without a traceback; `check` finds it too."""
    two.run("approve", A)
    path = two.root / "approvals.toml"
    path.write_text(path.read_text().replace("heard = false", "heard = maybe"))
    before = path.read_bytes()
    for arguments in (["approve"], ["approve", B], ["approve", A, "--withdraw"], ["check"]):
        assert_refused(two.run(*arguments), "approvals.toml:5:", "not TOML")
    assert path.read_bytes() == before
    assert two.run("build").code == 0, "what is built does not depend on it"
    path.write_text(path.read_text().replace("maybe", "false").replace(A, "preparation/01-aa"))
    ran = two.run("check")
    assert ran.code == 0
    assert "approvals.toml:4:1: warning: There is no script for this approval: preparation/01-aa." in ran.err
    assert f"If it is {A} now" in ran.err
    assert "warning" in two.run("approve").err
    assert two.run("approve", "preparation/01-aa", "--withdraw").code == 0
    assert two.run("check").err == ""


def test_a_voice_that_does_not_work_here_is_said(two: Practice) -> None:
    """Nobody can tell how such a guide stands; all others are listed."""
    two.write(A, "Rest.", "music: off\nvoice: pyttsx3:nobody\n")
    ran = two.run("approve")
    assert ran.code == 1
    assert f"{A}  nobody can tell: " in ran.out
    assert f"{B}      not approved" in ran.out
    assert_refused(two.run("approve", A), "pyttsx3:nobody")


def test_where_there_is_no_practice(practice: Practice) -> None:
    """One sentence, and nothing made."""
    assert "There are no scripts yet" in practice.run("approve").out
    practice.script("x").parent.rmdir()
    assert_refused(practice.run("approve"), "There is no scripts folder here")
    assert_refused(practice.run("approve", A), "There is no scripts folder here")
    assert sorted(path.name for path in practice.root.iterdir()) == ["guides.toml"]
