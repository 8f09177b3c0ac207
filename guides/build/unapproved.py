"""What stands against guides' leaving as far as approval goes: one problem for all of them, with one remedy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from guides.build.approving import approval_of
from guides.build.request import Request
from guides.build.run import why_build
from guides.build.texts import Read
from guides.build.workshop import Workshop
from guides.clients.approvals import NAME, Approvals, Judgement
from guides.errors import GuideError, Place, Problem
from guides.store.practice import ScriptFile


def unapproved(workshop: Workshop, reads: Iterable[Read], approvals: Approvals) -> Iterator[Problem]:
    """Guides that may not leave since somebody must approve or hear them first, and what cannot be judged.

    Args:
        workshop: the practice.
        reads: guides without errors.
        approvals: what was approved.
    """
    needed = workshop.settings.approval.needed
    if needed == "none":
        return
    lacking: dict[str, list[str]] = {}
    unbuilt: list[str] = []
    # Whoever approves what they heard has heard what is for everyone, in the practice's own format.
    common = replace(workshop, request=Request(), client=None)
    for read in reads:
        try:
            judgement = approval_of(workshop, read, approvals)
            if judgement.suffices(needed):
                continue
            if needed == "heard" and why_build(common, read):
                unbuilt.append(read.file.id)
        except GuideError as error:
            yield from error.problems()
            continue
        lacking.setdefault(_lack(judgement), []).append(read.file.id)
    if lacking:
        yield _together(workshop, lacking, unbuilt, heard=needed == "heard")


def _lack(judgement: Judgement) -> str:
    match judgement.state:
        case "never":
            return "not approved"
        case "changed":
            return f"changed since approved: {judgement.reasons}"
        case _:
            return "approved, but not heard"


def _together(workshop: Workshop, lacking: dict[str, list[str]], unbuilt: Sequence[str], *, heard: bool) -> Problem:
    files = workshop.folder.script_files()
    ids = [id for same in lacking.values() for id in same]
    listed = "; ".join(f"{', '.join(same)} ({lack})" for lack, same in lacking.items())
    build = f"Build what is for everyone: guides build {short_names(unbuilt, files)}. " if unbuilt else ""
    approve = f"guides approve {short_names(ids, files)}{' --heard' if heard else ''}"
    hint = f"{build}{'Listen to the whole of each' if heard else 'Read and hear them'}, then: {approve}"
    said = "1 guide is" if len(ids) == 1 else f"{len(ids)} guides are"
    now = "approved and heard" if heard else "approved"
    return Problem(f"{said} not {now} as {'it is' if len(ids) == 1 else 'they are'} now: {listed}.", Place(NAME), hint)


def short_names(ids: Sequence[str], files: Sequence[ScriptFile]) -> str:
    """Guides as a command takes them: a collection by its name where all of it is meant."""
    wanted = set(ids)
    whole = {
        file.collection for file in files if {each.id for each in files if each.collection == file.collection} <= wanted
    }
    return " ".join(dict.fromkeys(id.split("/")[0] if id.split("/")[0] in whole else id for id in sorted(wanted)))
