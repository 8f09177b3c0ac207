"""`guides clients` as a therapist meets it."""

import pytest
from practices import Practice, assert_refused


@pytest.fixture
def listed(practice: Practice) -> Practice:
    practice.write("preparation/01-a", "Welcome{, name}.")
    practice.write("journey/01-b", "Rest.", "kind: integration")
    return practice


def _list(practice: Practice, text: str) -> None:
    (practice.root / "clients.csv").write_text(text, encoding="utf-8")


def test_ids_guides_and_settings(listed: Practice) -> None:
    """Never a name, nor the value of a setting that is a client's own."""
    _list(listed, "id;name;voice;pace;guides;avoid;note\n007;Marker;tone;0,65;journey;ocean;Secret\n8;Marker;;;;;\n")
    ran = listed.run("clients")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "2 clients in clients.csv:",
        "  007  journey; with voice, pace, avoid of their own",
        "  8    all guides",
    ]
    assert not ran.err


def test_for_a_program(listed: Practice) -> None:
    _list(listed, "id,name,clear_speech\n007,Marker,no\n8,Marker,perhaps\n")
    ran = listed.run("--json", "clients")
    assert ran.code == 1
    client = ran.event("client")
    assert client == {"event": "client", "id": "007", "line": 2, "guides": None, "settings": ["clear_speech"]}
    assert ran.event("clients") == {"event": "clients", "clients": 1, "errors": 1, "warnings": 0}
    problem = ran.event("problem")
    assert (problem["file"], problem["line"], problem["source"]) == ("clients.csv", 3, None)
    assert "Marker" not in ran.out + ran.err
    assert "perhaps" not in ran.out + ran.err


def test_errors_and_warnings(listed: Practice) -> None:
    """An error is exit code 1 and names file, line and column; a warning is 0."""
    _list(listed, "id,voise\n1,x\n")
    ran = listed.run("clients")
    assert ran.code == 0
    assert "clients.csv:1: warning: " in ran.err
    _list(listed, "id,pace\n1,fast\n")
    ran = listed.run("clients")
    assert ran.out.splitlines() == ["0 clients in clients.csv."]
    assert_refused(ran, "clients.csv:2: error: Column pace: ", "Write 0.8")


def test_no_list(listed: Practice) -> None:
    """What such a list looks like, in two lines."""
    assert_refused(listed.run("clients"), "clients.csv: error: ", '"id,name,voice"', '"007,Ada,heart"', "CSV UTF-8")


def test_the_list_is_kept_out_of_version_control(practice: Practice) -> None:
    """A roster is health information, and so is what is built from it."""
    assert practice.run("init", str(practice.root / "new")).code == 0
    ignored = (practice.root / "new" / ".gitignore").read_text().splitlines()
    assert {"clients.csv", "audio_out/", ".guides/", "/parcels/"} <= set(ignored)
