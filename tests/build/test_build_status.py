"""`guides status`: what a build would do, and nothing touched to find that out."""

from pathlib import Path

import pytest
from filelock import FileLock
from practices import SETTINGS, Once, Practice, assert_refused, run

FREE = SETTINGS + '[approval]\nneeded = "none"\n'


@pytest.fixture(scope="module")
def stood(once: Once) -> Practice:
    """Three guides and two clients, all built."""

    def make(practice: Practice) -> None:
        practice.settings(FREE)
        practice.write("preparation/01-a", "Welcome{, name}. Rest here.")
        practice.write("preparation/02-b", "Rest.")
        practice.write("support/01-c", "Feel the floor.")
        roster(practice, "001,Xanthe\n002,Quorvinia\n")
        practice.build()
        practice.build("--all-clients")

    return once("stood", make)


@pytest.fixture
def copied(stood: Practice, tmp_path: Path) -> Practice:
    """The same, to be changed."""
    return stood.copy(tmp_path / "practice")


def roster(practice: Practice, rows: str) -> None:
    (practice.root / "clients.csv").write_text(f"id,name\n{rows}", encoding="utf-8")


def everything(practice: Practice) -> dict[str, int]:
    """Every file and folder, and when it was last changed."""
    return {str(path): path.stat().st_mtime_ns for path in (practice.root, *practice.root.rglob("*"))}


def test_a_line_for_each_collection(copied: Practice) -> None:
    """What is not up to date stands below it with a reason; the end sums up; 80 columns."""
    assert copied.run("status").out.splitlines() == [
        "preparation  2 built",
        "support      1 built",
        "3 guides: up to date.",
    ]
    copied.write("preparation/02-b", "Rest now.")
    copied.write(
        "preparation/03-a-guide-with-a-name-that-is-so-long-that-nobody-would-ever-choose-it-for-any-text", "Hi."
    )
    copied.out("support/01-c.mp3").unlink()
    copied.out("support/01-c.vtt").write_text("Something else.")
    ran = copied.run("status")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "preparation  2 stale, 1 not built yet"
    assert lines[1] == "  preparation/01-a: its place in the collection changed"
    assert lines[2] == "  preparation/02-b: its text changed, and 2 more (-v)"
    assert lines[-3:] == [
        "support      1 stale",
        "  support/01-c: support/01-c.mp3 is missing, and 1 more (-v)",
        "4 guides: 3 stale, 1 not built yet.",
    ]
    told = copied.run("status", "-v").out
    assert "support/01-c.vtt was changed by something else" in told
    assert all(len(line) <= 80 for line in [*lines, *told.splitlines()])
    assert copied.run("status", "support").out.splitlines()[-1] == "1 guide: 1 stale."


def test_the_reasons_are_those_of_the_build(copied: Practice) -> None:
    """What `guides build --explain` tells, for everyone and for clients."""
    copied.write("preparation/01-a", "Welcome{, name}. Rest there.")
    copied.settings(FREE + "[pauses]\nscale = 1.2\n")
    roster(copied, "001,Xanthe\n002,Other\n")
    for options in ((), ("--all-clients",)):
        stood = copied.run("--json", "status", *options).events
        explained = copied.copy(copied.root.with_name("again" + "".join(options))).build("--explain", *options).events
        named = {
            f"clients/{event['client']}/{event['id']}" if "client" in event else event["id"]: event["reasons"]
            for event in stood
            if event["event"] == "guide-status"
        }
        assert named == {event["id"]: event["reasons"] for event in explained if event["event"] == "explained"}
        assert any(named.values())


def test_clients_who_are_not_up_to_date(copied: Practice) -> None:
    """A line for each, never with a value of the list; and how many are."""
    ran = copied.run("status", "--all-clients")
    assert (ran.code, ran.out) == (0, "2 clients are up to date.\n")
    roster(copied, "001,Xanthe\n002,Zebulon\n003,Ada\n")
    ran = copied.run("status", "--all-clients")
    assert ran.out.splitlines() == ["002  2 built, 1 stale", "003  3 not built yet", "1 of 3 clients up to date."]
    told = copied.run("status", "--client", "002", "-v")
    assert "  preparation/01-a: the words of this client changed" in told.out
    assert "Zebulon" not in told.out + told.err
    counts = [
        event for event in copied.run("--json", "status", "--all-clients").events if event["event"] == "client-status"
    ]
    assert counts[1] == {"event": "client-status", "client": "002", "built": 2, "stale": 1, "missing": 0, "failing": 0}
    assert_refused(copied.run("status", "--client", "9"), "no client", code=2)


def test_what_cannot_be_built_is_exit_code_1(copied: Practice) -> None:
    """An error in a script is told once; with clients, so is what their rows lack; the others are still counted."""
    copied.write("preparation/02-b", "Rest. [puase 2s]")
    ran = copied.run("status")
    assert_refused(ran, "02-b.md:6", "[pause 2s]")
    assert "preparation  1 built, 1 cannot be built\n  preparation/02-b: cannot be built: scripts/" in ran.out
    assert_refused(copied.run("status", "--all-clients"), "02-b.md:6")
    copied.write("preparation/02-b", "Rest, {intention}.")
    roster(copied, "001,Xanthe\n,Ada\n")
    ran = copied.run("status", "--all-clients")
    assert ran.code == 1
    assert "Client 001 has no value for intention." in ran.err
    assert "clients.csv:3: error: Column id: this row has no id." in ran.err
    assert "001  2 built, 1 cannot be built" in ran.out


def test_nothing_is_written_and_no_build_is_waited_for(copied: Practice) -> None:
    """Not a file, not a time, not a folder: also where recordings are new and the cache is empty or gone."""
    copied.write("preparation/02-b", "[take #rest]\n\nRest.")
    take = copied.root / "takes/preparation/02-b/rest.wav"
    take.parent.mkdir(parents=True)
    take.write_bytes(b"no sound, and not looked into")
    before = everything(copied)
    with FileLock(copied.root / ".guides/build.lock"):
        before = everything(copied)
        assert copied.run("status").code == 0
        assert copied.run("status", "--all-clients").code == 0
    assert everything(copied) == before
    fresh = copied.root.with_name("fresh")
    (fresh / "scripts").mkdir(parents=True)
    practice = Practice(fresh, None)
    practice.settings(SETTINGS)
    practice.write("support/01-c", "Feel the floor.")
    before = everything(practice)
    assert practice.run("status").out.splitlines()[0] == "support  1 not built yet"
    assert everything(practice) == before


def test_what_is_not_approved_is_counted(copied: Practice) -> None:
    """In one line, as far as the practice asks for approval."""
    copied.settings(SETTINGS + '[approval]\nneeded = "text"\n')
    assert "3 of these are not approved; guides approve says which." in copied.run("status").out
    assert copied.run("approve", "preparation").code == 0
    ran = copied.run("status")
    assert "1 of these is not approved; guides approve says which." in ran.out
    assert copied.run("--json", "status", "--all-clients").event("status")["unapproved"] == ["support/01-c"]


def test_help_and_an_empty_practice(practice: Practice) -> None:
    """Help fits 80 columns and has an example; without scripts it says how to begin."""
    ran = run("status", "--help")
    assert "guides status" in ran.out.split("Example", 1)[1]
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    assert "guides new" in practice.run("status").out
    assert practice.run("status", "--all-clients").code == 1
