"""`guides voices` and `guides voices try` as their users meet them."""

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from listening import loudness
from numpy.typing import NDArray
from practices import Practice, assert_refused, run

LINE = "There is nothing you need to do right now, and nowhere to be."


def samples_of(path: Path) -> NDArray[np.float32]:
    """All frames of a plain 16-bit file, shape (n, 2)."""
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (44_100, 2)
        raw = file.readframes(file.getnframes())
    return (np.frombuffer(raw, "<i2").reshape(-1, 2) / np.float32(32768)).astype(np.float32)


def test_the_list_is_as_it_was(practice: Practice) -> None:
    """Alone, with -v and with --json, the group lists voices; options stand before or after."""
    told = practice.run("voices", "--json")
    assert told.code == 0
    assert told == practice.run("--json", "voices")
    assert {event["engine"] for event in told.events} >= {"kokoro", "pyttsx3", "tone"}
    assert "heart" in practice.run("voices", "-v").out
    assert practice.run("voices", "tri").code == 2
    assert "guides voices try" in practice.run("voices", "tri").err


def test_help_has_an_example() -> None:
    """Help fits 80 columns and shows how the command is written."""
    ran = run("voices", "try", "--help")
    assert ran.code == 0
    assert "guides voices try" in ran.out.split("Example", 1)[1]
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_a_line_is_as_loud_as_in_a_guide(practice: Practice, tmp_path: Path) -> None:
    """−18 LUFS, 3 LU softer as in a journey; the voice and pace are the practice's, soft at its edges."""
    practice.write("journey/01-a", "Rest.", "present: sitter\npace: 0.8\n")
    ran = practice.run("--json", "voices", "try", LINE, "--to", str(tmp_path / "a.wav"))
    assert ran.code == 0, ran.err
    told = ran.event("tried")
    assert (told["voice"], told["engine"], told["pace"]) == ("tone", "tone", 1.0)
    sound = samples_of(tmp_path / "a.wav")
    assert told["seconds"] == round(len(sound) / 44_100, 1)
    assert np.abs(sound[[0, -1]]).max() == 0
    assert loudness(tmp_path / "a.wav").lufs == pytest.approx(-18, abs=0.5)
    softer = practice.run(
        "--json", "voices", "try", LINE, "--script", "journey/01-a", "--to", str(tmp_path / "b.wav")
    ).event("tried")
    assert softer["pace"] == 0.8
    assert loudness(tmp_path / "b.wav").lufs == pytest.approx(-21, abs=0.5)
    assert len(samples_of(tmp_path / "b.wav")) > len(sound)


def test_several_voices_stand_one_after_the_other(practice: Practice, tmp_path: Path) -> None:
    """Each is named in the order asked for, and a pace holds for all; nothing is overwritten."""
    voices = ["--voice", "pyttsx3", "--voice", "tone"]
    ran = practice.run("voices", "try", "Welcome.", *voices, "--pace", "0.8", "--to", str(tmp_path / "a.wav"))
    assert ran.code == 0, ran.err
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["pyttsx3", "tone"]
    assert ran.out.count("pace 0.8") == 2
    once = practice.run("--json", "voices", "try", "Welcome.", "--voice", "tone", "--pace", "0.8", "--to", "b.wav")
    assert once.code == 0
    Path("b.wav").unlink()
    assert len(samples_of(tmp_path / "a.wav")) > 44_100 * (once.event("tried")["seconds"] + 1.2)
    assert_refused(practice.run("voices", "try", "Hi.", "--to", str(tmp_path / "a.wav")), "of this name already")


def test_a_line_is_written_as_in_a_script(practice: Practice, tmp_path: Path) -> None:
    """Pauses in it are kept, sentences part, fields fall back; pauses are scaled as the practice has it."""

    def seconds(line: str, name: str) -> float:
        ran = practice.run("--json", "voices", "try", line, "--to", str(tmp_path / name))
        assert ran.code == 0, ran.err
        return len(samples_of(tmp_path / name)) / 44_100

    plain = seconds("Welcome. Rest.", "a.wav")
    assert seconds("Welcome. [pause 3s] Rest.", "b.wav") == pytest.approx(plain + 3 - 0.8, abs=0.001)
    assert seconds("Welcome{, name}. Rest.", "c.wav") == pytest.approx(plain, abs=0.001)
    practice.settings('[voice]\nname = "tone"\n[pauses]\nscale = 2\n')
    assert seconds("Welcome. [pause 3s] Rest.", "d.wav") == pytest.approx(plain + 6 - 0.8, abs=0.001)


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        ([""], ["nothing to speak"], 2),
        (["  \n "], ["nothing to speak"], 2),
        (["# A heading"], ["nothing to speak"], 2),
        (["> a note"], ["nothing to speak"], 2),
        (["[bell]"], ["nothing to speak"], 2),
        (["Hello.", "--voice", "taune"], ['no voice named "taune"', "Did you mean tone"], 1),
        (["Hello.", "--to", "line.mp3"], [".wav"], 2),
        (["Hello.", "--script", "preparation/01-b"], ["Did you mean preparation/01-a?"], 2),
        (["Hello.", "--script", "preparation"], ["several guides"], 2),
        (["Hello [puase 3s] there."], ["your line:7", "[pause 3s]"], 1),
        (["Hello {name}."], ["your line:7", "no value for name"], 1),
    ],
)
def test_bad_input_is_said_in_words(practice: Practice, arguments: list[str], said: list[str], code: int) -> None:
    """What is wrong, and what to write instead; nothing is spoken and nothing written."""
    practice.write("preparation/01-a", "Rest.")
    practice.write("preparation/02-long-other", "Rest.")
    assert_refused(practice.run("voices", "try", *arguments), *said, code=code)
    assert not (practice.root / ".guides").exists()


@pytest.mark.parametrize("pace", ["0.4", "1.6", "-1", "slow", "nan"])
def test_a_pace_out_of_range_is_refused(practice: Practice, pace: str) -> None:
    """0.5 to 1.5, as everywhere."""
    ran = practice.run("voices", "try", "Hello.", "--pace", pace)
    assert ran.code == 2
    assert "--pace" in ran.err
    assert "Traceback" not in ran.err


def test_a_guide_with_errors_cannot_be_followed(practice: Practice) -> None:
    """Its errors are shown: nobody knows how it would be tuned."""
    practice.write("preparation/01-a", "Rest. [puase 2s]")
    assert_refused(practice.run("voices", "try", "Hi.", "--script", "preparation/01-a"), "01-a.md", "[pause 2s]")


def test_it_works_where_there_is_no_practice(tmp_path: Path) -> None:
    """Before `guides init`, too; and nothing is left behind but the file that was asked for."""
    line = tmp_path / "line.wav"
    ran = run("-C", str(tmp_path), "voices", "try", "Hello.", "--voice", "tone", "--to", str(line))
    assert ran.code == 0, ran.err
    assert list(tmp_path.iterdir()) == [line]


def test_no_loudspeakers_is_said_in_words(practice: Practice) -> None:
    """Where no sound can be played, one sentence says so and names --to."""
    code = (
        "import miniaudio, sys\nfrom guides.cli.main import main\n"
        "def refuse(*_, **__): raise miniaudio.MiniaudioError('failed to init device', -401)\n"
        "miniaudio.PlaybackDevice = refuse\nsys.argv = ['guides', *sys.argv[1:]]\nmain()"
    )
    command = [sys.executable, "-c", code, "-C", str(practice.root), "voices", "try", "Hello."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("error: There are no loudspeakers or headphones")
    assert "--to" in done.stderr
    assert done.stdout.startswith("tone: pace 1")
