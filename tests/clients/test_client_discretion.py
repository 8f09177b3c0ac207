"""What fails for a client is told by id, line and column: never by what stands in their row."""

from importlib.metadata import EntryPoint

import pytest
from practices import Practice, assert_refused
from telling_narrator import MARK, MUTE

from guides.narration import registry

ID = "preparation/01-a"


@pytest.fixture
def telling(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """A practice whose voice fails at one name, and says so in its words."""
    points = [*registry.installed(), EntryPoint("telling", "telling_narrator:make", registry.GROUP)]
    monkeypatch.setattr(registry, "installed", lambda: points)
    practice.settings('[voice]\nname = "telling"\ndraft = "tone"\n')
    practice.write(ID, "Feel the floor.\n\nWelcome{, name}.\n\n[silence 5s]")
    return practice


def roster(practice: Practice, text: str) -> None:
    (practice.root / "clients.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("row", [f"002,{MARK},\n", f"002,Ada,{MARK}\n"], ids=["name", "name_say"])
def test_a_word_that_cannot_be_spoken_is_not_told(telling: Practice, row: str) -> None:
    """However talkative the engine: the script's line, the client's id and their line; others are built."""
    roster(telling, f"id,name,name_say\n001,Ada,\n{row}")
    ran = telling.run("-v", "build", "--all-clients", "--keep-going")
    assert_refused(ran, f"scripts/{ID}.md:8:1: error: The words of client 002", "line 3 of clients.csv", "name_say")
    assert MARK not in ran.out + ran.err
    told = telling.run("--json", "build", "--all-clients", "--keep-going")
    assert told.event("built")["built"] == []
    assert told.event("built")["failed"] == [f"clients/002/{ID}"]
    assert MARK not in told.out
    heard = telling.run("clients", "hear", "--to", str(telling.root / "names.wav"))
    assert_refused(heard, "The words of client 002", f"scripts/{ID}.md:8")
    assert heard.out.startswith("   0:00  001  ")
    assert MARK not in heard.out + heard.err
    written = [path for path in telling.root.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()]
    assert written == [telling.root / "clients.csv"]


@pytest.mark.parametrize("voice", ["pyttsx3:nonsense", "piper:nonsense"])
def test_a_voice_that_there_is_not_is_told_by_line_and_column(practice: Practice, voice: str) -> None:
    """Each client's own line, also where two have the same voice; its name is not repeated."""
    practice.write(ID, "Welcome{, name}.\n\n[silence 5s]")
    practice.write("preparation/02-b", "Rest.")
    roster(practice, f"id,name,voice\n001,Ada,\n002,Bo,{voice}\n003,Cy,{voice}\n")
    ran = practice.run("build", "--all-clients", "--keep-going")
    assert ran.code == 1
    for line in (3, 4):
        assert ran.err.count(f"clients.csv:{line}: error: Column voice: this voice cannot be used here.") == 1
    assert "nonsense" not in ran.out + ran.err
    assert practice.out(f"clients/001/{ID}.mp3").exists()
    assert practice.run("build", "--client", "002", "--draft").code == 0


def test_an_engine_that_does_not_work_is_not_named(practice: Practice) -> None:
    """Where a row names one of its voices; `guides voices` says what is wrong with it."""
    practice.settings('[voice]\nname = "tone"\n[piper]\nmodel = "gone.onnx"\n')
    practice.write(ID, "Welcome{, name}.")
    roster(practice, "id,name,voice\n001,Ada,piper:gone\n")
    ran = practice.run("build", "--all-clients")
    assert_refused(ran, "clients.csv:2: error: Column voice: this voice cannot be used here.", "guides voices")
    heard = practice.run("clients", "hear", "--to", str(practice.root / "names.wav"))
    assert_refused(heard, "clients.csv:2: error: Column voice: this voice cannot be used here.")
    assert "piper" not in (ran.out + ran.err + heard.out + heard.err).casefold()


def test_a_voice_that_fails_in_the_middle_is_not_named(telling: Practice) -> None:
    """The sentence in the script, the client's id, and the cell to look at."""
    roster(telling, f"id,name,voice\n001,Ada,{MUTE}\n")
    ran = telling.run("build", "--all-clients")
    assert_refused(
        ran,
        "This sentence cannot be spoken in the voice of client 001.",
        f"scripts/{ID}.md",
        "line 2 of clients.csv, column voice",
    )
    assert "mute" not in ran.out + ran.err
