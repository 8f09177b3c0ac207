"""Whether a guide may leave for a client: approved by somebody, and still what was approved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guides.build.approval_ingredients import approval_ingredients
from guides.build.planning import Planned, plan_guides
from guides.build.run import why_build
from guides.build.texts import Read
from guides.build.workshop import Workshop
from guides.clients.approvals import Approval, Approvals, Judgement, judged, read_approvals
from guides.clients.approvals_file import change_approvals
from guides.errors import GuideError, Place, Problem, UsageError
from guides.store.practice import ScriptFile

LOCK = "approvals.lock"


@dataclass(frozen=True, slots=True)
class Approved:
    """What came of asking for one guide's approval."""

    id: str
    heard: bool
    """Whether it now counts as heard; a guide that was heard, and is the same, stays so."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it; with an error among them it was not approved."""

    @property
    def refused(self) -> bool:
        """Whether it was not approved."""
        return any(problem.severity == "error" for problem in self.problems)


def approval_of(workshop: Workshop, read: Read, approvals: Approvals | None = None) -> Judgement:
    """How a guide stands, with everything that changed since it was approved.

    Args:
        workshop: the practice.
        read: the guide's script.
        approvals: what was approved; None to read it.

    Raises:
        ScriptError: the script has errors.
        ApprovalError: `approvals.toml` cannot be understood.
        GuideError: its voice, its music or its takes cannot be read.
    """
    given = approvals or read_approvals(workshop.folder.root)
    made_from = approval_ingredients(workshop, read.understood(), workshop.folder.script_files())
    return judged(given.given.get(read.file.id), made_from)


def may_leave(workshop: Workshop, read: Read, approvals: Approvals | None = None) -> tuple[Problem, ...]:
    """What stands against a guide's leaving for a client, as far as approval goes; nothing when it may.

    `[approval] needed` in `guides.toml` says what it needs.

    Raises:
        GuideError: as `approval_of`.
    """
    needed = workshop.settings.approval.needed
    if needed == "none":
        return ()
    judgement = approval_of(workshop, read, approvals)
    if judgement.suffices(needed):
        return ()
    heard = " --heard" if needed == "heard" else ""
    line = f"guides approve {read.file.id}{heard}"
    place = Place(read.file.shown)
    match judgement.state:
        case "never":
            return (Problem("Nobody has approved this guide.", place, f"Read it and hear it, then: {line}"),)
        case "changed":
            said = f"This guide has changed since it was approved: {judgement.reasons}."
            return (Problem(said, place, f"Look at what changed, then: {line}"),)
        case _:
            return (Problem("Nobody has heard the whole of this guide.", place, f"Listen to it, then: {line}"),)


def approve(workshop: Workshop, *, heard: bool) -> tuple[Approved, ...]:
    """Approve the guides that the request names, each for itself: those with errors are refused.

    Args:
        workshop: the practice.
        heard: whether somebody listened to the whole of each, built as it is now.

    Raises:
        ApprovalError: `approvals.toml` cannot be understood; it is left alone.
        GuideError: the practice folder itself cannot be used.
    """
    approvals = read_approvals(workshop.folder.root)
    files = workshop.folder.script_files()
    changes: dict[str, Approval] = {}
    done = []
    for planned in plan_guides(workshop):
        approved, approval = _approved(workshop, planned, approvals, files, heard=heard)
        done.append(approved)
        if approval is not None:
            changes[approved.id] = approval
    change_approvals(workshop.folder.root, workshop.folder.hidden / LOCK, changes)
    return tuple(done)


def _approved(
    workshop: Workshop, planned: Planned, approvals: Approvals, files: Sequence[ScriptFile], *, heard: bool
) -> tuple[Approved, Approval | None]:
    id, problems = planned.read.file.id, (*planned.problems, *_careless(workshop, planned))
    if any(problem.severity == "error" for problem in problems):
        return Approved(id, heard, problems), None
    try:
        made_from = approval_ingredients(workshop, planned.read.understood(), files)
        unbuilt = why_build(workshop, planned.read) if heard else ()
    except GuideError as error:
        return Approved(id, heard, (*problems, *error.problems())), None
    if unbuilt:
        return Approved(id, heard, (*problems, _not_built(planned.read, unbuilt))), None
    before = judged(approvals.given.get(id), made_from)
    sure = heard or before.state == "heard"
    return Approved(id, sure, problems), Approval.of(made_from, heard=sure)


def _careless(workshop: Workshop, planned: Planned) -> tuple[Problem, ...]:
    # Whoever only asks how guides stand need not load every rule of care.
    from guides.build.caring import care_problems
    from guides.care.written import TEMPLATE_LEFT

    script = planned.read.script
    if script is None or planned.plan is None:
        return ()
    return tuple(
        # A draft may stand half written; what somebody approves may not.
        replace(problem, severity="error") if problem.rule == TEMPLATE_LEFT.name else problem
        for problem in care_problems(workshop, script)
    )


def _not_built(read: Read, reasons: tuple[str, ...]) -> Problem:
    return Problem(
        f"This guide cannot have been heard as it is now: {'; '.join(reasons)}.",
        Place(read.file.shown),
        f"Build it (guides build {read.file.id}), listen to the whole of it, then: "
        f"guides approve {read.file.id} --heard",
    )


def withdraw(workshop: Workshop) -> tuple[str, ...]:
    """Take back the approvals that the request names; those that were there.

    A name may also be that of an approval whose script is gone.

    Raises:
        UsageError: a name that fits neither a script nor an approval.
        ApprovalError: `approvals.toml` cannot be understood; it is left alone.
    """
    given = read_approvals(workshop.folder.root).given
    wanted: set[str] = set()
    for name in workshop.request.names:
        plain = name.strip("/")
        fitting = {id for id in given if plain in (id, id.split("/")[0])}
        try:
            fitting |= {file.id for file in workshop.folder.chosen((name,))}
        except UsageError:
            if not fitting:
                raise
        wanted |= fitting
    there = tuple(id for id in given if id in wanted)
    change_approvals(workshop.folder.root, workshop.folder.hidden / LOCK, dict.fromkeys(there))
    return there


def approval_problems(workshop: Workshop) -> tuple[Problem, ...]:
    """What is wrong with `approvals.toml`: what cannot be understood, or approvals whose script is gone."""
    try:
        approvals = read_approvals(workshop.folder.root)
        return approvals.strays(file.id for file in workshop.folder.script_files())
    except GuideError as error:
        return error.problems()
