"""`guides takes [NAME]`: what is recorded and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from guides.cli.console import NO_SCRIPTS, Console, common

if TYPE_CHECKING:
    from guides.build.takes import Recordings, Take, Takes
    from guides.build.workshop import Workshop
    from guides.model.script import Script
    from guides.narration.take_faults import TakeFigures

NO_LABELS = "No paragraph has a label yet. Write [take #welcome] above one that you want to record."


@click.command("list")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@common
def listing(console: Console, names: tuple[str, ...]) -> int:
    """List the takes of guides, and write their recording sheets."""
    return list_takes(console, names)


def list_takes(console: Console, names: tuple[str, ...]) -> int:
    """List the takes of guides, write down what new recordings say, and write the recording sheets."""
    from guides.build.request import Request
    from guides.build.takes import stray_folders
    from guides.build.texts import read_scripts
    from guides.build.workshop import open_workshop

    workshop = open_workshop(console.practice, Request(names), lambda _: None)
    reads = read_scripts(workshop, workshop.folder.chosen(names))
    failed = labels = 0
    for read in reads:
        if read.script is None:
            console.problems(read.errors)
            failed += 1
            continue
        found, wrong = _list_guide(console, workshop, read.script)
        labels += found
        failed += wrong
    console.problems(stray_folders(workshop) if not names else ())
    if not labels and not failed:
        console.say(NO_LABELS if reads else NO_SCRIPTS)
    return 1 if failed else 0


def _list_guide(console: Console, workshop: Workshop, script: Script) -> tuple[int, int]:
    """How many labels a guide has, and whether something is wrong with its takes."""
    from guides.build.take_sheets import write_sheet
    from guides.build.takes import hear_takes, look_at_takes, register_takes

    takes = look_at_takes(workshop, script)
    register_takes(workshop, takes)
    heard = hear_takes(workshop, takes)
    sheet = write_sheet(workshop, script)
    if takes.takes or takes.strays:
        _tell(console, takes, heard, sheet)
    problems = (*takes.problems, *heard.problems)
    # What is not recorded yet stands in the list already.
    missing = {take.problem for take in takes.takes if take.state == "missing"}
    console.problems(
        problem for problem in problems if console.as_json or problem.severity == "error" or problem not in missing
    )
    return len(takes.takes), int(any(problem.severity == "error" for problem in problems))


def _tell(console: Console, takes: Takes, heard: Recordings, sheet: str | None) -> None:
    console.say(f"{takes.id}: {len(takes.takes)} label{'' if len(takes.takes) == 1 else 's'}")
    width = max((len(take.label) for take in takes.takes), default=0)
    for take in takes.takes:
        figures = heard.figures.get(take.label)
        state = "unusable" if take.file is not None and figures is None else take.state
        console.data(
            event="take",
            guide=takes.id,
            label=take.label,
            state=state,
            file=_shown(takes, take),
            estimate=round(take.paragraph.estimate, 1),
            **_figures_as_data(figures),
        )
        console.say(f"  #{take.label:<{width}}  {state:<9}{_about(take, figures)}".rstrip())
    for path in takes.strays:
        console.data(event="take", guide=takes.id, label=path.stem, state="stray", file=f"takes/{takes.id}/{path.name}")
        console.say(f"  {path.name} is stray: no paragraph has its label")
    if sheet is not None:
        console.data(event="recording-sheet", guide=takes.id, file=sheet)
        console.say(f"  To read from: {sheet}")
    console.say()


def _shown(takes: Takes, take: Take) -> str | None:
    return f"takes/{takes.id}/{take.file.name}" if take.file is not None else None


def _about(take: Take, figures: TakeFigures | None) -> str:
    from guides.model.durations import show_duration

    expected = show_duration(take.paragraph.estimate)
    if figures is None:
        return f"  its words take about {expected}"
    return (
        f"  {show_duration(figures.seconds)} (its words take about {expected}), "
        f"{figures.lufs:.0f} LUFS, {figures.over_noise:.0f} dB over its noise"
    )


def _figures_as_data(figures: TakeFigures | None) -> dict[str, Any]:
    if figures is None:
        return {}
    return {
        "seconds": round(figures.seconds, 2),
        "lufs": figures.lufs,
        "over_noise": figures.over_noise,
        "rumble": figures.rumble,
        "clipped": figures.clipped,
        "channels": figures.channels,
        "dead_channels": figures.dead,
    }
