"""`guides watch`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from guides.cli.console import NO_SCRIPTS, Console, common
from guides.errors import GuideError, Place, Problem, UsageError

if TYPE_CHECKING:
    from guides.store.practice import PracticeFolder

SHOWN = 3
"""Changed files that are named; of more, how many there are."""


@click.command("watch")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@common
def command(console: Console, names: tuple[str, ...]) -> int:
    """Build drafts again whenever you save; Ctrl-C ends it.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, everything is built. Drafts speak in the quick,
    plain voice and appear in audio_out/draft/. When you save a script, what guides
    check would say of it comes first. An error does not end the watching: mend it,
    and save again.

    \b
    Examples:
      guides watch
      guides watch preparation/02-meeting-your-protectors
    """
    if console.address is not None:
        raise UsageError(
            "Only a folder on this machine can be watched.",
            where=Place(str(console.address)),
            hint="Copy the practice here, watch it while you write, and copy the scripts back.",
        )
    folder = console.practice
    folder.chosen(names)
    try:
        _watch(console, folder, names)
    except KeyboardInterrupt:
        console.data(event="stopped")
        console.say("\nStopped watching. What was finished is kept.")
    return 0


def _watch(console: Console, folder: PracticeFolder, names: tuple[str, ...]) -> None:
    """Build, and again after each change, until Ctrl-C."""
    from guides.build.watching import changed_files, next_change
    from guides.store.snapshot import snapshot

    told: set[Problem] = set()
    # Looked at before each build, so that a save while it runs is not missed.
    before = snapshot(folder)
    _build(console, folder, names, (), told)
    console.data(event="watching")
    console.say("Watching scripts/, takes/, music/ and guides.toml. Ctrl-C ends it.")
    while True:
        after = next_change(before, lambda: snapshot(folder), time.sleep)
        changed = changed_files(before, after)
        console.data(event="changed", files=changed)
        console.say(f"\nChanged: {', '.join(changed) if len(changed) <= SHOWN else f'{len(changed)} files'}")
        before = after
        # What is wrong with a file that was saved is said anew; with the others it was said before.
        told = {problem for problem in told if problem.place.file not in changed}
        _build(console, folder, names, changed, told)


def _build(
    console: Console, folder: PracticeFolder, names: tuple[str, ...], changed: tuple[str, ...], told: set[Problem]
) -> None:
    """Say what is wrong with the changed scripts, and build what is not up to date."""
    from guides.build.request import Request
    from guides.build.run import build
    from guides.build.workshop import open_workshop
    from guides.cli.reporters import reporter

    try:
        told.update(_check(console, folder, names, changed))
        with reporter(console, told) as tell:
            outcome = build(open_workshop(folder, Request(names, draft=True, keep_going=True), tell))
    except GuideError as error:
        console.problems(error.problems())
        return
    if not (outcome.built or outcome.fresh or outcome.failed):
        console.say(NO_SCRIPTS)
    console.data(event="built", built=outcome.built, fresh=outcome.fresh, failed=outcome.failed)


def _check(
    console: Console, folder: PracticeFolder, names: tuple[str, ...], changed: tuple[str, ...]
) -> tuple[Problem, ...]:
    """Show what `guides check` finds in the changed scripts; what was shown."""
    from guides.build.checking import check_guides
    from guides.build.request import Request
    from guides.build.workshop import open_workshop
    from guides.cli.findings import show_findings

    scripts = {file.shown: file.id for file in folder.chosen(names) if file.shown in changed}
    if not scripts:
        return ()
    checked = check_guides(open_workshop(folder, Request(tuple(scripts.values())), lambda _: None))
    found = tuple(problem for problem in checked.problems if problem.place.file in scripts)
    show_findings(console, found)
    return found
