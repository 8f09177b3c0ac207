"""`guides check` and the list of clients."""

import pytest
from practices import Practice, assert_refused


@pytest.fixture
def listed(practice: Practice) -> Practice:
    practice.write("preparation/01-a", "Welcome{, name}. You can stop at any moment.\n\nFeel the floor.")
    return practice


def roster(practice: Practice, text: str) -> None:
    (practice.root / "clients.csv").write_text(text, encoding="utf-8")


def test_rows_with_errors_are_told(listed: Practice) -> None:
    """They count as errors do; with names the list is left alone; without a list nothing is said of one."""
    before = listed.run("check").err
    roster(listed, "id,name,pace\n1,Marker,fast\n2,Marker,\n")
    ran = listed.run("check")
    assert_refused(ran, "clients.csv:2: error: Column pace: ")
    assert "1 error" in ran.out
    assert "Marker" not in ran.out + ran.err
    named = listed.run("check", "preparation")
    assert (named.code, named.err) == (0, before)
    roster(listed, "id,name\n1,Marker\n2,Marker\n")
    whole = listed.run("check")
    assert (whole.code, whole.err) == (0, before)


def test_who_lacks_what_a_guide_needs(listed: Practice) -> None:
    """One warning for each field and script, at its first place, with at most five ids; only whom the guide is for."""
    listed.write("preparation/02-b", "Your wish, {intention}. And again, {intention}; from {friend-name}.\n\nRest.")
    rows = "".join(f"{id},,{'' if id > 1 else 'rest'},Bo,\n" for id in range(1, 9))
    roster(listed, f"id,name,intention,friend_name,guides\n{rows}9,,,,preparation/01-a\n")
    told = listed.run("check").err
    warnings = [line for line in told.splitlines() if "no value for intention: " in line]
    where = "scripts/preparation/02-b.md:6:12"
    assert warnings == [f"{where}: warning: 7 of 8 clients have no value for intention: 2, 3, 4, 5, 6 and 2 more."]
    assert "Fill in the column intention of clients.csv; or write {intention|friend}" in told
    assert "friend-name: " not in told
    events = listed.run("--json", "check").events
    assert [event for event in events if event.get("severity") == "warning" and "7 of 8" in event["message"]]


def test_a_list_that_cannot_be_read(listed: Practice) -> None:
    """Said in words."""
    (listed.root / "clients.csv").mkdir()
    assert_refused(listed.run("check"), "clients.csv: error: Cannot read this file")
