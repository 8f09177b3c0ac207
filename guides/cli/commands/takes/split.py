"""`guides takes split`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from guides.cli.console import Console, common
from guides.errors import EncodingError, Place, SpeakerError, StoreError, UsageError

if TYPE_CHECKING:
    from guides.build.splitting import Cut, Memo
    from guides.build.workshop import Workshop
    from guides.model.script import Script

Answer = Literal["keep", "skip", "again"]


@click.command("split")
@click.argument("name", metavar="NAME")
@click.argument("memo", metavar="MEMO", type=click.Path(path_type=Path))
@click.option("--to", "labels", metavar="LABEL", multiple=True, help="Only this take; may be given several times.")
@click.option("--yes", is_flag=True, help="Keep all that is found, without questions.")
@common
def split(console: Console, name: str, memo: Path, labels: tuple[str, ...], yes: bool) -> int:
    """Cut one long recording into the takes of a guide.

    Read the paragraphs of the recording sheet into your phone, with a rest
    after each; what you say twice counts as you said it last. A recogniser on
    this computer finds them. Each is shown and played to you before it is
    kept. A take that is there already is never replaced without a question.

    \b
    Examples:
      guides takes split preparation/01-arriving memo.m4a
      guides takes split preparation/01-arriving memo.m4a --to welcome
    """
    from guides.build.splitting import split_memo
    from guides.build.takes import look_at_takes
    from guides.cli.commands.takes.one_guide import guide_called, take_called
    from guides.model.durations import show_duration
    from guides.proof.whisper import Whisper
    from guides.units import to_seconds

    if console.as_json and not yes:
        raise UsageError("Questions cannot be asked in --json.", hint="Add --yes to keep all that is found.")
    workshop, script = guide_called(console, name)
    takes = look_at_takes(workshop, script)
    wanted = {take_called(takes, label).label for label in labels} or {take.label for take in takes.takes}
    if not wanted:
        raise UsageError(f"{script.id} has no takes.", hint="Write [take #welcome] above a paragraph.")
    # A path is meant from where its user stands; only where there is none, from the practice named by -C.
    path = memo if memo.exists() or memo.is_absolute() else console.root / memo
    if not path.is_file():
        raise StoreError("There is no such recording.", where=Place(str(memo)), hint="Check the name and the folder.")
    console.say(f"Listening to {path.name} …")
    recogniser = Whisper(workshop.settings.proof.model, workshop.folder.root, workshop.request.jobs)
    found = split_memo(workshop, script, path, recogniser)
    cuts = [cut for cut in found.cuts if cut.take.label in wanted]
    unheard = [take for take in found.unheard if take.label in wanted]
    console.say(
        f"{show_duration(to_seconds(len(found.samples)))}, and in it "
        f"{len(cuts)} of {len(wanted)} take{'' if len(wanted) == 1 else 's'}."
    )
    if found.clipped:
        console.say(f"It was too loud for the recorder in {found.clipped} place{'' if found.clipped == 1 else 's'}.")
    kept = sum([_offer(console, workshop, script, found, cut, yes=yes) for cut in cuts])
    for take in unheard:
        console.data(event="take-not-heard", guide=script.id, label=take.label)
        console.say(f"#{take.label} was not heard: {_short(take.paragraph.words)}")
    console.data(event="split", guide=script.id, kept=kept, found=len(cuts), of=len(wanted))
    console.say(f"{kept} kept in takes/{script.id}/.")
    return 0 if cuts else 1


def _offer(console: Console, workshop: Workshop, script: Script, memo: Memo, cut: Cut, *, yes: bool) -> bool:
    """Show a take, play it, and keep it if that is wanted; whether it was kept."""
    from guides.build.splitting import already_there, keep_cut

    _show(console, cut)
    there = workshop.folder.takes.files(script.id).get(cut.take.label.casefold(), ())
    if yes and there:
        console.problems([already_there(script, cut.take, there[0])])
        return False
    if not yes:
        while (answer := _asked(memo, cut)) == "again":
            pass
        if answer == "skip":
            return False
        names = " and ".join(path.name for path in there)
        if there and not click.confirm(f"  There is {names} already. Put it aside and use this one?", default=False):
            return False
    path = keep_cut(workshop, script, memo, cut, replace=bool(there))
    console.data(
        event="take-kept",
        guide=script.id,
        label=cut.take.label,
        file=f"takes/{script.id}/{path.name}",
        start=round(cut.reading.start, 2),
        end=round(cut.reading.end, 2),
        heard=cut.reading.heard,
        words=cut.reading.words,
        errors=cut.reading.errors,
    )
    return True


def _show(console: Console, cut: Cut) -> None:
    from guides.model.durations import show_duration
    from guides.publish.markup import clock

    reading = cut.reading
    console.say()
    lasts, expected = show_duration(reading.end - reading.start), show_duration(cut.take.paragraph.estimate)
    about = f"{clock(reading.start)} to {clock(reading.end)}, {lasts} (its words take about {expected})"
    console.say(f"#{cut.take.label}: {about}")
    console.say(f"  heard: {reading.heard}")
    if reading.times > 1:
        console.say(f"  It is in the recording {reading.times} times; this is the last.")
    if reading.errors:
        console.say(f"  {reading.errors} of {reading.words} words were heard otherwise. Listen to it.")


def _asked(memo: Memo, cut: Cut) -> Answer:
    """Play a take and ask what to do with it."""
    _play(memo, cut)
    choice: click.Choice[Answer] = click.Choice(["keep", "skip", "again"])
    answer: Answer = click.prompt("  keep, skip or again", type=choice, default="keep", show_choices=False)
    return answer


def _play(memo: Memo, cut: Cut) -> None:
    """Play a take as it will sound in the guide, where there is something to play on."""
    import numpy as np

    from guides.build.splitting import finished_cut
    from guides.listen.speakers import play

    try:
        sound, _ = finished_cut(memo, cut)
        play(np.repeat(sound[:, np.newaxis], 2, axis=1))
    except EncodingError as error:
        click.echo(f"  {error.message}")
    except SpeakerError:
        click.echo("  (There are no loudspeakers here to play it on.)")


def _short(words: str) -> str:
    from guides.script.showing import fitted

    return fitted(words, 60)
