"""`guides build`."""

import os
from typing import Any

import click

from guides.cli.console import NO_SCRIPTS, Console, common


@click.command("build")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--draft", is_flag=True, help="Use the fastest voice; writes to audio_out/draft/.")
@click.option("--voice", metavar="VOICE", help="Use this voice instead of the scripts' own.")
@click.option("--format", "format", type=click.Choice(["mp3", "m4b", "opus", "flac", "wav"]), help="Kind of file.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How much is done side by side (all cores).")
@click.option("--stems", is_flag=True, help="Also write the voice and the music by themselves.")
@click.option("--route", type=click.Choice(["im", "iv", "lozenge", "nasal", "none"]), help="Route of the journeys.")
@click.option("--wordless", is_flag=True, help="Also write journeys without their words.")
@click.option("--mixes", is_flag=True, help="Also write each guide with more voice, and with more music.")
@click.option("--client", "clients", multiple=True, metavar="ID", help="For this client of clients.csv (repeatable).")
@click.option("--all-clients", is_flag=True, help="For every client of clients.csv.")
@click.option("--explain", is_flag=True, help="Say why each guide is, or is not, built again.")
@click.option("--force", is_flag=True, help="Mix and encode again; speech stays cached.")
@click.option("--keep-going", is_flag=True, help="Go on with the other guides when one fails.")
@click.option("--scheduler", metavar="ADDRESS", help="Make them on a Dask cluster, such as tcp://192.168.1.10:8786.")
@common
def command(console: Console, jobs: int | None, **asked: Any) -> int:
    """Make the guides that changed, then their playlists.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, everything is built. What did not change is left
    as it is. The guides appear in audio_out/; those for a client, with their own
    words from clients.csv, in audio_out/clients/ID/.

    \b
    Examples:
      guides build
      guides build preparation --draft
      guides build integration/01-the-first-days --format m4b
      guides build journey --route lozenge --wordless
      guides build preparation --client 007 --client 012
      guides build --scheduler tcp://192.168.1.10:8786
    """
    from guides.build.request import Request
    from guides.build.run import build
    from guides.build.workshop import open_workshop
    from guides.cli.reporters import reporter
    from guides.errors import UsageError

    if asked["scheduler"] and jobs:
        raise UsageError("--jobs is for this machine; how much a cluster does at a time, its workers decide.")
    # The other options are called as the fields of a request are.
    request = Request(jobs=jobs or os.cpu_count() or 1, **asked)
    with reporter(console) as tell:
        outcome = build(open_workshop(console.practice, request, tell))
    if not (outcome.built or outcome.fresh or outcome.failed):
        console.say(NO_SCRIPTS)
    elif len(outcome.built) + len(outcome.failed) > 1:
        console.say(f"{len(outcome.built)} built, {len(outcome.fresh)} up to date, {len(outcome.failed)} failed.")
    console.data(event="built", built=outcome.built, fresh=outcome.fresh, failed=outcome.failed)
    return 1 if outcome.failed else 0
