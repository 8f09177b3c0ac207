"""`guides clean`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guides.cli.console import Console, common, on_terminal
from guides.errors import UsageError

if TYPE_CHECKING:
    from guides.build.cleaning import Cleaned, Limits


@click.command("clean")
@click.option("--older-than", "days", type=click.IntRange(1), metavar="DAYS", help="Remove what was not used so long.")
@click.option("--larger-than", "size", metavar="SIZE", help="Remove until no more than this is left.")
@click.option("--all", "everything", is_flag=True, help="Remove everything that can be made again.")
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@common
def command(console: Console, days: int | None, size: str | None, everything: bool, dry_run: bool) -> int:
    """Free disk space: remove what the cache has not used for long.

    The cache keeps spoken sentences, decoded music and finished pieces of guides,
    so that only what changed is made again. What was not used longest goes first,
    until the cache is no larger than [cache] size in guides.toml. Half files of
    builds that were killed go too. Guides, recordings, approvals and the journal
    are never touched; what is removed is made again when it is needed.

    \b
    Examples:
      guides clean --dry-run
      guides clean --larger-than 5GB
      guides clean --older-than 60
    """
    from dataclasses import asdict

    from guides.build.cleaning import clean

    limits = _limits(console, days, size, everything=everything)

    def waiting() -> None:
        console.say("Guides are being built here just now; this waits until that is done.")

    # Where nobody sits in front of it, a job that waits for another looks like one that hangs.
    patient = on_terminal() and not console.as_json
    cleaned = clean(console.practice, limits, dry_run=dry_run, waiting=waiting if patient else None)
    console.problems(cleaned.problems)
    told = {name: value for name, value in asdict(cleaned).items() if name != "problems"}
    console.data(event="cleaned", dry_run=dry_run, **told)
    console.say(_summary(cleaned, dry_run=dry_run))
    return 1 if cleaned.problems else 0


def _limits(console: Console, days: int | None, size: str | None, *, everything: bool) -> Limits:
    """What may stay; what the practice has set, where nothing was asked."""
    from guides.build.cleaning import Limits
    from guides.model.sizes import parse_size
    from guides.store.settings import read_settings

    if everything:
        if days is not None or size is not None:
            raise UsageError("--all leaves nothing to choose.", hint="Leave out --all, or the other options.")
        return Limits(nothing=True)
    if size is not None:
        try:
            return Limits(parse_size(size), days)
        except ValueError as error:
            raise UsageError(str(error), hint="Write a size such as 10GB or 500MB after --larger-than.") from error
    return Limits(None if days is not None else read_settings(console.root).cache.size, days)


def _summary(cleaned: Cleaned, *, dry_run: bool) -> str:
    from guides.model.sizes import show_size

    left = f"{_files(cleaned.kept)}, {show_size(cleaned.size)}"
    if not cleaned.removed:
        return f"Nothing {'to remove' if dry_run else 'was removed'}. In the cache: {left}."
    did = "Would remove" if dry_run else "Removed"
    halves = f", {cleaned.halves} of them half written" if cleaned.halves else ""
    return f"{did} {_files(cleaned.removed)}{halves}: {show_size(cleaned.freed)}. Left in the cache: {left}."


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"
