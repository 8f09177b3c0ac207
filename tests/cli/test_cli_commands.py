"""The commands as their users meet them."""

import subprocess
import sys
from pathlib import Path

import pytest
from practices import Practice, run

from guides.cli.main import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    """Help fits 80 columns and shows how the command is written."""
    ran = run(name, "--help")
    assert ran.code == 0
    assert f"guides {name}" in ran.out.split("Example", 1)[1]
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_help_starts_nothing_heavy() -> None:
    """The list of commands needs neither numpy nor rich."""
    code = (
        "import sys; sys.argv = ['guides', '--help']\nfrom guides.cli.main import main\n"
        "try: main()\nexcept SystemExit: print([m for m in ('numpy', 'rich', 'pydub') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_init_makes_a_practice_that_checks(tmp_path: Path) -> None:
    """The starter texts are sound, and an existing practice is never overwritten."""
    folder = tmp_path / "mine"
    assert run("init", str(folder)).code == 0
    assert run("-C", str(folder), "check").code == 0
    again = run("init", str(folder))
    assert again.code == 1
    assert "already a practice" in again.err


@pytest.mark.parametrize("title", ["Meeting: your parts", 'A "quoted" one', "🙂", "Ünï códe", "- dash"])
def test_new_writes_a_script_that_checks(tmp_path: Path, title: str) -> None:
    """Any title gives a script that builds as it stands, numbered after the last."""
    assert run("init", str(tmp_path / "p")).code == 0
    assert run("-C", str(tmp_path / "p"), "new", "preparation", "--", title).code == 0
    (path,) = (tmp_path / "p/scripts/preparation").glob("03-*.md")
    assert run("-C", str(tmp_path / "p"), "check", f"preparation/{path.stem}").code == 0


@pytest.mark.parametrize("route", ["im", "iv", "lozenge", "nasal", "none"])
def test_a_new_journey_serves_its_route(practice: Practice, route: str) -> None:
    """The template checks for its own route and for every other; only its summary is still to be written."""
    assert practice.run("new", "journey", "The medicine session", "--route", route).code == 0
    assert "route: " + route in practice.script("journey/01-the-medicine-session").read_text()
    assert practice.run("check").out == "1 script checked: 1 warning.\n"
    for other in ("im", "iv", "lozenge", "nasal", "none"):
        minutes = practice.run("--json", "plan", "--route", other).event("plan")["seconds"] / 60
        assert minutes == {"im": 55, "iv": 60, "lozenge": 90, "nasal": 90, "none": 30}[other]
    assert practice.run("new", "preparation", "A", "--route", route).code == 2


def test_a_misspelled_command_names_the_nearest() -> None:
    """The message says what was probably meant, with exit code 2."""
    ran = run("biuld")
    assert ran.code == 2
    assert "guides build" in ran.err


def test_common_options_stand_before_or_after_the_command(practice: Practice) -> None:
    """`-C`, `--json` and `-q` mean the same on either side, and another folder is never touched."""
    practice.write("support/01-a", "Rest here.", "music: off")
    folder = str(practice.root)
    before, after = run("-C", folder, "--json", "check"), run("check", "--json", "-C", folder)
    assert before == after
    assert before.event("checked") == {"event": "checked", "scripts": 1, "errors": 0, "warnings": 0}
    assert run("-C", folder, "-q", "check") == run("check", "-C", folder, "-q")
    assert run("check", "-C", folder, "-q").out == ""
    assert run("-C", f"{folder}/nowhere", "check").code == 2


def test_quiet_still_says_errors(practice: Practice) -> None:
    """-q leaves out everything but what went wrong."""
    practice.write("support/01-a", "Rest here.\n\n[puase 4s]", "music: off")
    ran = practice.run("check", "-q")
    assert (ran.code, ran.out) == (1, "")
    assert "scripts/support/01-a.md:8:1" in ran.err
    assert "[pause 4s]" in ran.err


def test_plan_tells_lengths_without_making_anything(practice: Practice) -> None:
    """Chapters, minutes and fit to `length` are told; no file appears."""
    practice.write(
        "support/01-a", "# Rest\n\nRest here.\n\n[silence 2m]\n\n# Return\n\nGood.", "music: off\nlength: 3m"
    )
    there = practice.stamps()
    shown = practice.run("plan")
    assert shown.code == 0
    assert "Rest" in shown.out
    assert "Return" in shown.out
    assert "length 3 min: fits" in shown.out
    told = practice.run("--json", "plan").event("plan")
    assert told["seconds"] == pytest.approx(180, abs=0.01)
    assert [chapter["title"] for chapter in told["chapters"]] == ["Rest", "Return"]
    assert practice.stamps() == there


def test_voices_lists_every_engine(practice: Practice) -> None:
    """Each engine is a line of its own with the names that a script may write."""
    engines = {event["engine"]: event for event in practice.run("--json", "voices").events}
    assert set(engines) >= {"kokoro", "pyttsx3", "piper", "tone"}
    assert {"heart", "nicole", "michael", "emma", "george"} <= set(engines["kokoro"]["voices"])
    assert "heart" in practice.run("voices").out
    short, whole = (practice.run("voices", *more).out.splitlines() for more in ([], ["-v"]))
    assert len(whole) > len(short)
    assert all(len(line) <= 80 for line in whole)


def test_doctor_finds_what_is_missing_and_how_to_mend_it(practice: Practice) -> None:
    """All is well with the package's own ffmpeg; a wrong one is named with the line that helps."""
    (practice.root / "scripts").mkdir(exist_ok=True)
    sound = practice.run("doctor")
    assert sound.code == 0
    assert "Everything that is needed works." in sound.out
    practice.settings('[tools]\nffmpeg = "nowhere/ffmpeg"\n')
    broken = practice.run("doctor")
    assert broken.code == 1
    assert "There is no ffmpeg at nowhere/ffmpeg" in broken.out
    assert "guides.toml: [tools] ffmpeg" in broken.out
    assert all(len(line) <= 80 for line in sound.out.splitlines() if str(practice.root) not in line)
