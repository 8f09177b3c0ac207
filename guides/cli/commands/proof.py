"""`guides proof`."""

import os

import click

from guides.cli.console import NO_SCRIPTS, Console, common


@click.command("proof")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--fix", is_flag=True, help="Speak what was misheard in other ways; keep the one heard best.")
@click.option("--voice", metavar="VOICE", help="Listen to the guides as they were built with this voice.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many cores listen (all).")
@common
def command(console: Console, names: tuple[str, ...], fix: bool, voice: str | None, jobs: int | None) -> int:
    """Listen to finished guides, and find what was dropped, added or misheard.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, every guide is listened to. A recogniser on your
    own computer writes down what it hears. What it hears otherwise, surely and
    each of three times, is named with its line; the exit code is then 1.

    \b
    Examples:
      guides proof
      guides proof integration/01-the-first-days --fix
    """
    from guides.build.proofing import proof
    from guides.build.request import Request
    from guides.build.workshop import open_workshop
    from guides.cli.reporters import reporter
    from guides.proof.whisper import Whisper

    request = Request(names, voice=voice, jobs=jobs or os.cpu_count() or 1)
    with reporter(console) as tell:
        workshop = open_workshop(console.practice, request, tell)
        recogniser = Whisper(workshop.settings.proof.model, workshop.folder.root, workshop.request.jobs)
        found = proof(workshop, recogniser, fix=fix)
    if not (found.proofed or found.failed):
        console.say(NO_SCRIPTS)
    console.data(event="proofed", proofed=found.proofed, suspicious=found.suspicious, failed=found.failed)
    return 1 if found.suspicious or found.failed else 0
