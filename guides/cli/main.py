"""The command `guides`: its group, loaded command by command, and its exit codes."""

import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from guides.cli.nearest import NearestGroup
from guides.cli.start import STOPPED
from guides.errors import GuideError, UsageError

COMMANDS = {
    "init": "Make a practice folder with starter texts.",
    "new": "Write a new script from a template.",
    "check": "Find every error in your scripts.",
    "plan": "Show how long each guide will be; makes no sound.",
    "preview": "Hear one passage in the quick voice, before anything is built.",
    "build": "Make the guides that changed, then their playlists.",
    "play": "Listen to guides, playlists, or any sound file.",
    "clients": "List your clients; hear how each name is said.",
    "status": "Show which guides are built, stale or missing.",
    "watch": "Build drafts again whenever you save.",
    "takes": "List your recordings; write a sheet to read from.",
    "proof": "Listen to finished guides, and compare them with their scripts.",
    "approve": "Stand up for a guide before it goes to a client.",
    "export": "Write the page that a client listens with, or parcels for clients.",
    "whose": "Say which client a finished file belongs to.",
    "scrub": "Search what is about to leave for words of other clients.",
    "forget": "Delete everything of one client, and search for what is left.",
    "retention": "List what is kept of clients for too long.",
    "links": "Create private links for your clients; list and revoke them.",
    "serve": "Let clients listen over the network, each with a private link.",
    "music": "List your music; check it, add to it, listen to it.",
    "voices": "List the voices, and whether they work; hear a line in them.",
    "clean": "Free disk space: remove what was not used for long.",
    "doctor": "Find out what is missing on this machine.",
}
"""Each command and its help in one line, so that `--help` need not load them."""


class LazyGroup(NearestGroup):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"guides.cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from guides import __version__

        click.echo(f"guides {__version__}")
        context.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", help="Work in this practice folder, or s3://… address.")
@click.option("--json", "as_json", is_flag=True, help="Print machine-readable lines.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print more of what is done.")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.pass_context
def cli(context: click.Context, folder: str | None, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Turn text scripts into spoken guides with music.

    \b
    A first guide:
      guides init my-practice
      cd my-practice
      guides build preparation
    """
    from guides.cli.console import Console

    # An error in the very options is told as they ask for it.
    Console(Path(), as_json, quiet, verbose).remembered()
    context.obj = Console.of(folder, as_json=as_json, quiet=quiet, verbose=verbose)


def main() -> None:
    """Run the command; every error becomes words and an exit code here."""
    # Segments are made side by side; a linear algebra library that starts threads of its own
    # inside each of them only makes them wait for each other, and rounds differently with their number.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name that the terminal cannot write, or that is no text at all, must not end a build.
            stream.reconfigure(errors="replace")
    code = _run()
    # All is said and kept; an interrupt while the program closes has nothing left to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _say_no_more(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, so that the end of the program does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())


def _run() -> int:
    try:
        result = cli.main(prog_name="guides", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        # What click makes of Ctrl-C.
        click.echo(STOPPED, nl=False, err=True)
        return 1
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to say and nobody to say it to.
        _say_no_more(sys.stdout)
        return 1
    except OSError as error:
        # What the files of a practice do is a GuideError by now; this is the output itself.
        _say_no_more(sys.stdout)
        click.echo(f"error: The output cannot be written: {error.strerror or error}.", err=True)
        return 1
    except GuideError as error:
        from guides.cli.console import Console

        Console.current().problems(error.problems())
        return 2 if isinstance(error, UsageError) else 1
