"""The commands as their users meet them: help, init, new, check."""

import subprocess
import sys
from pathlib import Path

import pytest
from practices import run

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
    assert len(list((tmp_path / "p/scripts/preparation").glob("02-*.md"))) == 1
    assert run("-C", str(tmp_path / "p"), "check").code == 0


def test_a_misspelled_command_names_the_nearest() -> None:
    """The message says what was probably meant, with exit code 2."""
    ran = run("biuld")
    assert ran.code == 2
    assert "guides build" in ran.err
