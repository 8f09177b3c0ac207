"""A practice folder for tests, and the whole program run in it: as a user would, exit codes and words included."""

import hashlib
import io
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

from guides.cli.main import main

PROGRAM = Path(sys.executable).with_name("guides")
SETTINGS = '[practice]\nname = "A quiet practice"\nprogram = "Nine sessions"\n[voice]\nname = "tone"\ndraft = "tone"\n'

TOGETHER = ("--jobs", "16")
"""More than there are guides: they are made one after the other in this process. Processes of their own cost a second
each to start; what they are to do is asked of them in `build/test_making.py`."""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """The lines of `--json`."""
        return [json.loads(line) for line in self.out.splitlines()]

    def event(self, name: str) -> dict[str, Any]:
        """The only event of that name."""
        (found,) = [event for event in self.events if event["event"] == name]
        return found


def run(*arguments: str) -> Ran:
    """The program in this process, from its first line to its exit code."""
    out, err = io.StringIO(), io.StringIO()
    handler = signal.getsignal(signal.SIGINT)
    try:
        with patch.object(sys, "argv", ["guides", *arguments]), redirect_stdout(out), redirect_stderr(err):
            main()
        code: object = 0
    except SystemExit as end:
        code = end.code
    finally:
        signal.signal(signal.SIGINT, handler)
    assert isinstance(code, int)
    return Ran(code, out.getvalue(), err.getvalue())


class Practice:
    """A practice folder whose voice is `tone`."""

    def __init__(self, root: Path, settings: str | None = SETTINGS) -> None:
        self.root = root
        if settings is not None:
            (root / "scripts").mkdir(parents=True)
            self.settings(settings)

    def settings(self, text: str) -> None:
        (self.root / "guides.toml").write_text(text, encoding="utf-8")

    def script(self, id: str) -> Path:
        return self.root / "scripts" / f"{id}.md"

    def write(self, id: str, body: str, front: str = "") -> Path:
        """Write a script with a title and more front matter."""
        path = self.script(id)
        path.parent.mkdir(parents=True, exist_ok=True)
        title = "" if "title:" in front else f"title: Guide {id[-1]}\n"
        path.write_text(f"---\n{title}{front.rstrip()}\n---\n\n{body.strip()}\n", encoding="utf-8")
        return path

    def run(self, *arguments: str) -> Ran:
        """A command in this folder, in this process alone, unless `--jobs` or `--scheduler` says otherwise."""
        alone = "build" in arguments and not {"--jobs", "--scheduler"} & set(arguments)
        return run("-C", str(self.root), *arguments, *(TOGETHER if alone else ()))

    def build(self, *arguments: str) -> Ran:
        """A build that must succeed, told as JSON."""
        ran = self.run("--json", "build", *arguments)
        assert ran.code == 0, ran.out + ran.err
        return ran

    def program(self, *arguments: str, **options: Any) -> Ran:
        """A command in this folder, as a process of its own."""
        done = subprocess.run(
            [PROGRAM, "-C", self.root, *arguments], capture_output=True, text=True, timeout=60, check=False, **options
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str, stdout: int | IO[str] = subprocess.PIPE) -> "subprocess.Popen[str]":
        """A command that runs on by itself."""
        return subprocess.Popen(
            [PROGRAM, "-C", self.root, *arguments], stdout=stdout, stderr=subprocess.PIPE, text=True
        )

    @property
    def report(self) -> dict[str, dict[str, Any]]:
        """The guides of `report.json`."""
        guides: dict[str, dict[str, Any]] = json.loads(self.out("report.json").read_text())["guides"]
        return guides

    def out(self, name: str) -> Path:
        return self.root / "audio_out" / name

    def outputs(self) -> dict[str, str]:
        """Every file in `audio_out/` and the SHA-256 of it."""
        files = sorted(path for path in self.out("").rglob("*") if path.is_file())
        return {
            path.relative_to(self.out("")).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
        }

    def sounds(self) -> dict[str, str]:
        """The same without the report and its page, which also tell of the last build."""
        reports = ("report.json", "report.html")
        return {name: digest for name, digest in self.outputs().items() if not name.endswith(reports)}

    def copy(self, root: Path) -> "Practice":
        """The same folder elsewhere, with its cache, journal and times of writing."""
        shutil.copytree(self.root, root)
        return Practice(root, None)

    def stamps(self) -> dict[str, int]:
        """Every file of the folder, the cache's too, and when it was written."""
        return {
            path.relative_to(self.root).as_posix(): path.stat().st_mtime_ns
            for path in self.root.rglob("*")
            if path.is_file()
        }

    def parts(self) -> list[str]:
        """Half files that were left behind."""
        return [path.name for path in self.root.rglob("*.part")]

    def cached(self, shelf: str) -> list[Path]:
        """The cache's entries on a shelf."""
        return sorted(path for path in (self.root / ".guides" / "cache" / shelf).rglob("*") if path.is_file())


Once = Callable[[str, Callable[[Practice], object]], Practice]
"""What makes a practice of a name once for all workers; it is to be read and copied, never changed."""


def assert_refused(ran: Ran, *said: str, code: int = 1) -> None:
    """An error as it must be: its exit code, everything of `said` in its words, and no traceback."""
    assert ran.code == code, ran.out + ran.err
    assert "Traceback" not in ran.err
    assert ran.err.count(": error: ") + ran.err.startswith("error: ") == 1, ran.err
    for words in said:
        assert words in ran.err, ran.err


@contextmanager
def unharmed(practice: Practice) -> Iterator[None]:
    """What happens inside must leave every finished file but the report as it is, and no half file."""
    before = practice.sounds()
    yield
    assert practice.sounds() == before
    assert practice.parts() == []
