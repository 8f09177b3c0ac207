"""`guides plan`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from guides.cli.console import NO_SCRIPTS, Console, common

if TYPE_CHECKING:
    from guides.build.planning import GuidePlan


@click.command("plan")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--voice", metavar="VOICE", help="Plan with this voice.")
@click.option("--route", type=click.Choice(["im", "iv", "lozenge", "nasal", "none"]), help="Route of the journeys.")
@common
def command(console: Console, names: tuple[str, ...], voice: str | None, route: str | None) -> int:
    """Show how long each guide and chapter will be; makes no sound.

    Lengths of speech are estimates; pauses and silences are exact.

    \b
    Examples:
      guides plan
      guides plan preparation/02-meeting-your-protectors
      guides plan journey --route lozenge
    """
    from guides.build.planning import plan_guides
    from guides.build.request import Request
    from guides.build.workshop import open_workshop

    request = Request(names, voice=voice, route=route)  # type: ignore[arg-type]
    workshop = open_workshop(console.practice, request, lambda _: None)
    errors = 0
    guides = plan_guides(workshop)
    if not guides:
        console.say(NO_SCRIPTS)
    for planned in guides:
        console.problems(planned.problems)
        errors += sum(problem.severity == "error" for problem in planned.problems)
        if planned.plan is not None:
            console.data(event="plan", **asdict(planned.plan))
            console.say(_shown(planned.plan))
    return 1 if errors else 0


def _shown(plan: GuidePlan) -> str:
    from guides.model.durations import show_duration

    lines = [f"{plan.id}: {plan.title}"]
    width = max([len(chapter.title[:44]) for chapter in plan.chapters], default=0)
    for chapter in plan.chapters:
        lines.append(
            f"  {_clock(chapter.start):>8}  {chapter.title[:44]:<{width}}  {show_duration(chapter.seconds):>12}"
        )
    for phase in plan.phases:
        lines.append(f"  {_clock(phase.start):>8}  [{phase.title}] {show_duration(phase.seconds)}")
    lines.append(
        f"  about {show_duration(plan.seconds)}, {plan.words} words at {plan.words_per_minute:.0f} a minute, "
        f"{plan.silence_share:.0%} without words"
    )
    if plan.length is not None:
        lines.append(f"  length {show_duration(plan.length)}: {_fit(plan)}")
    return "\n".join(lines) + "\n"


def _fit(plan: GuidePlan) -> str:
    from guides.model.durations import show_duration

    if plan.over:
        return f"{show_duration(plan.over)} too long"
    return f"fits; the music plays on alone for {show_duration(plan.waits)}" if plan.waits >= 1 else "fits"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
