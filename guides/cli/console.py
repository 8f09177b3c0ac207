"""What every command shares: its folder, how much it says, and how problems are shown."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from guides.cli.wrapping import columns_of, wrapped
from guides.errors import Problem, UsageError
from guides.store.practice import PracticeFolder
from guides.store.remote.address import Address, address_of, is_address

NO_SCRIPTS = 'There are no scripts yet; write one: guides new preparation "Title"'
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command works and how it speaks."""

    root: Path
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    address: Address | None = None
    """Where the practice is in an object store, when `root` is its mirror."""

    @property
    def practice(self) -> PracticeFolder:
        """The practice folder that the command works in."""
        return PracticeFolder(self.root, self.address)

    @classmethod
    def of(cls, folder: str | None, *, as_json: bool, quiet: bool, verbose: bool) -> "Console":
        """A console for the options as given; the working folder when none is named."""
        if folder is not None and is_address(folder):
            address = address_of(folder)
            return cls(address.mirror / "practice", as_json, quiet, verbose, address)
        root = Path(folder) if folder is not None else Path()
        if folder is not None and not root.is_dir():
            raise UsageError(f"There is no folder called {folder}.", hint="-C takes the path of your practice folder.")
        try:
            return cls(root.resolve(), as_json, quiet, verbose)
        except FileNotFoundError as error:
            raise UsageError("The folder that you are in is gone.", hint="Go to another one with cd.") from error

    @classmethod
    def current(cls) -> "Console":
        """The console of the running command, or a plain one."""
        context = click.get_current_context(silent=True)
        found = context.find_object(cls) if context is not None else None
        return found or _LAST.get("console") or cls(Path())

    def remembered(self) -> "Console":
        """This one, which also tells of errors that reach the end of the program."""
        _LAST["console"] = self
        return self

    def say(self, text: str = "") -> None:
        """A line for the reader."""
        if not self.quiet and not self.as_json:
            click.echo(wrapped(text, columns_of(sys.stdout)))

    def data(self, **values: object) -> None:
        """A line for a program."""
        if self.as_json:
            click.echo(json.dumps(values, ensure_ascii=False))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong: to a reader on stderr, to a program as lines."""
        from guides.script.showing import show_problem

        for problem in problems:
            if self.as_json:
                place = {name: value for name, value in asdict(problem.place).items() if name != "width"}
                rule = {"rule": problem.rule} if problem.rule else {}
                self.data(
                    event="problem",
                    severity=problem.severity,
                    message=problem.message,
                    hint=problem.hint,
                    **rule,
                    **place,
                )
            elif not self.quiet or problem.severity == "error":
                click.echo(_fitting(problem, show_problem(problem)), err=True)


def _fitting(problem: Problem, shown: str) -> str:
    """A problem as wide as the terminal; the line of a script, with its mark below, stays as it is."""
    columns = columns_of(sys.stderr)
    if problem.place.source is None:
        return wrapped(shown, columns)
    said, *lines = shown.split("\n")
    hint = [wrapped(lines.pop(), columns)] if problem.hint else []
    return "\n".join([wrapped(said, columns), *lines, *hint])


_LAST: dict[str, Console] = {}
"""The console of the command that runs, for errors that reach the end of the program."""


def common(command: Command) -> Command:
    """Let a command take `-C`, `--json`, `-q` and `-v` after its name too, and give it the console."""
    from guides.cli.sharing import shared

    @click.option("-C", "folder", metavar="DIR", help="Work in this practice folder, or s3://… address.")
    @click.option("--json", "as_json", is_flag=True, help="Print machine-readable lines.")
    @click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="Print more of what is done.")
    @wraps(command)
    def wrapped(folder: str | None, as_json: bool, quiet: bool, verbose: bool, **options: object) -> object:
        context = click.get_current_context()
        outer = context.find_object(Console) or Console.of(None, as_json=False, quiet=False, verbose=False)
        console = replace(
            outer if folder is None else Console.of(folder, as_json=False, quiet=False, verbose=False),
            as_json=as_json or outer.as_json,
            quiet=quiet or outer.quiet,
            verbose=verbose or outer.verbose,
        )
        context.obj = console.remembered()
        with shared(console):
            return command(console, **options)

    return wrapped  # type: ignore[return-value]


def on_terminal() -> bool:
    """Whether bars and colours have somewhere to go."""
    return sys.stderr.isatty()
