"""`guides clients hear`: every client's own lines in one go, and their words nowhere else."""

import subprocess
import sys
import wave
from pathlib import Path

import pytest
from practices import Practice, assert_refused, run

LIST = "id,name,name_say,guides\n001,Xanthe,,\n002,Quorvinia,,preparation\n003,,,\n"


@pytest.fixture
def listed(practice: Practice) -> Practice:
    practice.write("preparation/01-a", "Welcome{, name}.\n\n[silence 5s]\n\nRest{, name}, for a while.")
    practice.write("support/01-b", "Feel the floor.\n\nWelcome{, name}.\n\n[silence 5s]\n\nThank you{, name}.")
    roster(practice, LIST)
    return practice


def roster(practice: Practice, text: str) -> None:
    (practice.root / "clients.csv").write_text(text, encoding="utf-8")


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (44_100, 2, 2)
        return file.getnframes() / 44_100


def test_client_after_client_each_line_once(listed: Practice, tmp_path: Path) -> None:
    """With the id, the place in the script and when it is heard; only of guides that are for them."""
    ran = listed.run("clients", "hear", "--to", str(tmp_path / "a.wav"))
    assert ran.code == 0, ran.err
    lines = [line.split(maxsplit=2) for line in ran.out.splitlines()]
    assert [line[1:] for line in lines[:-1]] == [
        ["001", "scripts/preparation/01-a.md:6 and 1 more"],
        ["001", "scripts/preparation/01-a.md:10"],
        ["001", "scripts/support/01-b.md:12"],
        ["002", "scripts/preparation/01-a.md:6"],
        ["002", "scripts/preparation/01-a.md:10"],
    ]
    assert ran.out.splitlines()[-1] == f"5 lines in {tmp_path / 'a.wav'}."
    # All clients' names are in it: it is for its owner alone.
    assert sys.platform == "win32" or (tmp_path / "a.wav").stat().st_mode & 0o777 == 0o600
    told = listed.run("--json", "clients", "hear", "--client", "002", "--to", str(tmp_path / "b.wav"))
    first, second = (event for event in told.events if event["event"] == "personal-line")
    assert first == {
        "event": "personal-line",
        "client": "002",
        "places": [{"file": "scripts/preparation/01-a.md", "line": 6}],
        "at": 0.0,
    }
    assert 2.0 < second["at"] < seconds(tmp_path / "b.wav") - 2.0
    assert seconds(tmp_path / "a.wav") > seconds(tmp_path / "b.wav") * 2
    assert "Xanthe" not in ran.out + ran.err + told.out
    assert "Quorvinia" not in ran.out + ran.err + told.out


def test_what_was_heard_is_what_is_built(listed: Practice, tmp_path: Path) -> None:
    """The next build speaks nothing of it again; the words lie in the owners' folders alone."""
    listed.build()
    before = {path for path in listed.root.rglob("*") if path.is_file()}
    assert listed.run("clients", "hear", "--to", str(tmp_path / "a.wav")).code == 0
    added = {path for path in listed.root.rglob("*") if path.is_file()} - before
    own = [listed.root / f".guides/clients/{id}/cache/speech" for id in ("001", "002")]
    assert added
    assert all(any(path.is_relative_to(folder) for folder in own) for path in added)
    for name in (b"Xanthe", b"Quorvinia"):
        assert [path for path in listed.root.rglob("*") if path.is_file() and name in path.read_bytes()] == [
            listed.root / "clients.csv"
        ]
    finished = [event for event in listed.build("--all-clients").events if event["event"] == "guide-finished"]
    assert {event["spoken_now"] for event in finished} == {0}


def test_a_name_is_heard_as_name_say_tells(listed: Practice, tmp_path: Path) -> None:
    """Correct the column, listen again: it sounds otherwise."""
    for number, said in enumerate(("", "ksan tee")):
        roster(listed, f"id,name,name_say\n001,Xanthe,{said}\n")
        assert listed.run("clients", "hear", "--to", str(tmp_path / f"{number}.wav")).code == 0
    assert (tmp_path / "0.wav").read_bytes() != (tmp_path / "1.wav").read_bytes()


def test_what_stands_in_the_way_of_one_stops_no_other(listed: Practice, tmp_path: Path) -> None:
    """A bad row, a missing value, a voice that is not there, an error in a script: told, and exit code 1."""
    listed.write("preparation/02-c", "Your wish{, name}: {intention}.\n\n[silence 5s]")
    listed.write("support/01-b", "Rest. [puase 2s]")
    roster(listed, "id,name,voice,pace\n001,Xanthe,,\n002,Quorvinia,piper:nonsense,\n003,Zebulon,,fast\n004,Ada,,\n")
    ran = listed.run("clients", "hear", "--to", str(tmp_path / "a.wav"))
    assert ran.code == 1
    for said in (
        "Client 001 has no value for intention.",
        "clients.csv:3: error: Column voice",
        "csv:4",
        "01-b.md:6:7",
    ):
        assert said in ran.err, ran.err
    assert "4 lines in " in ran.out
    assert not [name for name in ("Xanthe", "Quorvinia", "Zebulon", "nonsense") if name in ran.out + ran.err]


def test_nothing_to_hear(listed: Practice, tmp_path: Path) -> None:
    """It says so, and writes no file."""
    file = tmp_path / "a.wav"
    ran = listed.run("clients", "hear", "--client", "003", "--to", str(file))
    assert (ran.code, ran.out.count("nothing to hear")) == (0, 1)
    assert not file.exists()


def test_bad_input_is_said_in_words(listed: Practice, tmp_path: Path) -> None:
    """Nothing is spoken before it, nothing overwritten."""
    file = tmp_path / "a.wav"
    assert_refused(listed.run("clients", "hear", "--client", "Xanthe", "--to", str(file)), "no client", code=2)
    assert_refused(listed.run("clients", "hear", "--to", "names.mp3"), ".wav", code=2)
    file.write_bytes(b"mine")
    assert_refused(listed.run("clients", "hear", "--to", str(file)), "of this name already")
    (listed.root / "clients.csv").unlink()
    assert_refused(listed.run("clients", "hear"), "no list of clients")
    assert not (listed.root / ".guides").exists()


def test_no_loudspeakers_is_said_in_words(listed: Practice) -> None:
    """Where no sound can be played, one sentence says so and names --to; the first line is announced by then."""
    code = (
        "import miniaudio, sys\nfrom guides.cli.main import main\n"
        "def refuse(*_, **__): raise miniaudio.MiniaudioError('failed to init device', -401)\n"
        "miniaudio.PlaybackDevice = refuse\nsys.argv = ['guides', *sys.argv[1:]]\nmain()"
    )
    command = [sys.executable, "-c", code, "-C", str(listed.root), "clients", "hear"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("error: There are no loudspeakers or headphones")
    assert "--to" in done.stderr
    assert done.stdout == "001  scripts/preparation/01-a.md:6 and 1 more\n"


def test_the_list_and_help_are_as_they_were(listed: Practice) -> None:
    """Alone, with options before or after; help fits 80 columns and has examples."""
    assert listed.run("clients", "--json") == listed.run("--json", "clients")
    assert listed.run("clients").out.startswith("3 clients in clients.csv:")
    assert "guides clients hear" in listed.run("clients", "heer").err
    for command in (("clients", "--help"), ("clients", "hear", "--help")):
        told = run(*command).out
        assert "guides clients hear" in told.split("Example", 1)[1]
        assert all(len(line) <= 80 for line in told.splitlines())
