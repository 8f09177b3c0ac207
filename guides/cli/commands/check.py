"""`guides check`."""

import datetime

import click

from guides.cli.console import NO_SCRIPTS, Console, common


@click.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@common
def command(console: Console, names: tuple[str, ...]) -> int:
    """Find every error and warning in your scripts, music.toml and approvals.toml.

    NAME is a guide (preparation/01-arriving), a collection (preparation), or a
    script's path; without one, everything is checked. Nothing is spoken. The
    exit code is 1 when there is an error.

    \b
    Examples:
      guides check
      guides check preparation
    """
    from guides.build.approving import approval_problems
    from guides.build.music_rights import rights_warnings
    from guides.build.planning import plan_guides
    from guides.build.pronunciations import pronunciation_warnings
    from guides.build.request import Request
    from guides.build.takes import stray_folders
    from guides.build.workshop import open_workshop
    from guides.store.practice import PracticeFolder

    workshop = open_workshop(PracticeFolder(console.root), Request(names), lambda _: None)
    planned = plan_guides(workshop)
    # What is wrong in guides.toml is found once for each guide, and said once.
    found = [problem for guide in planned for problem in guide.problems]
    scripts = [guide.read.script for guide in planned if guide.read.script is not None]
    rights = rights_warnings(workshop, scripts, datetime.date.today())
    said = pronunciation_warnings(workshop, [guide.read for guide in planned])
    strays = stray_folders(workshop) if not names else ()
    lists = [*workshop.music.problems, *approval_problems(workshop)]
    problems = list(dict.fromkeys([*lists, *found, *said, *rights, *strays]))
    console.problems(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    console.data(event="checked", scripts=len(planned), errors=errors, warnings=warnings)
    console.say(_summary(len(planned), errors, warnings))
    return 1 if errors else 0


def _summary(scripts: int, errors: int, warnings: int) -> str:
    if not scripts:
        return NO_SCRIPTS
    found = [_count(errors, "error"), _count(warnings, "warning")]
    said = " and ".join(part for part in found if part) or "all is well"
    return f"{_count(scripts, 'script')} checked: {said}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
