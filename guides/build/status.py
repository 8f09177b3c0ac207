"""How the guides of a practice stand: what a build would do, found out without building."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from guides.build.approving import may_leave
from guides.build.jobs import Preparing, job_of
from guides.build.outcome import collections_of
from guides.build.recipients import Recipient, recipients
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop
from guides.clients.approvals import read_approvals
from guides.errors import GuideError, Problem

State = Literal["built", "stale", "missing", "failing"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class GuideStatus:
    """One guide for one recipient."""

    id: str
    state: State
    """`stale` was built and would be made again; `missing` was never built; `failing` cannot be, as it is now."""
    reasons: tuple[str, ...] = ()
    """Why a build would make it, as the build says it."""
    problems: tuple[Problem, ...] = ()
    """Why it cannot be built."""

    @property
    def collection(self) -> str:
        """Where it belongs."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class RecipientStatus:
    """The guides of everyone, or of one client."""

    client: str | None
    guides: tuple[GuideStatus, ...]

    @property
    def is_current(self) -> bool:
        """Whether a build would make nothing."""
        return all(guide.state == "built" for guide in self.guides)


@dataclass(frozen=True, slots=True)
class Status:
    """How everything that was asked for stands."""

    recipients: tuple[RecipientStatus, ...]
    collections: tuple[str, ...]
    """In the order of the practice."""
    unapproved: tuple[str, ...]
    """Guides that are built for somebody and may not leave for a client; none where no approval is needed."""
    problems: tuple[Problem, ...]
    """What cannot be read besides the guides themselves: rows of the roster, approvals."""

    @property
    def failed(self) -> bool:
        """Whether something cannot be read or built."""
        failing = (guide.state == "failing" for recipient in self.recipients for guide in recipient.guides)
        return bool(self.problems) or any(failing)


def status_of(workshop: Workshop) -> Status:
    """How the guides that the request names stand, for everyone or for the clients that it names.

    Nothing is written and no lock is taken: a build may be at work.

    Raises:
        GuideError: the practice folder itself cannot be used, or the roster that is asked for.
        EncodingError: there is no ffmpeg.
    """
    workshop = workshop.looking()
    chosen = workshop.folder.chosen(workshop.request.names)
    _ = workshop.ffmpeg.version  # Without ffmpeg nothing can be made: said once, and not for every guide.
    files = workshop.folder.script_files()
    going, wrong = recipients(workshop, files)
    collections = collections_of(workshop, chosen)
    if not going:
        return Status((), collections, (), wrong)
    preparing = Preparing(files)
    reads = read_scripts(going[0].workshop, chosen)
    found = tuple(_recipient(recipient, reads, preparing) for recipient in going)
    there = {guide.id for recipient in found for guide in recipient.guides if guide.state in ("built", "stale")}
    unapproved, more = _unapproved(workshop, reads, there)
    return Status(found, collections, unapproved, (*wrong, *more))


def _recipient(recipient: Recipient, reads: Sequence[Read], preparing: Preparing) -> RecipientStatus:
    client = recipient.workshop.client
    theirs = (read for read in reads if read.file.id in recipient.ids)
    return RecipientStatus(client.id if client else None, tuple(_guide(recipient, read, preparing) for read in theirs))


def _guide(recipient: Recipient, read: Read, preparing: Preparing) -> GuideStatus:
    shop = recipient.workshop
    try:
        job = job_of(shop, recipient.journal, preparing.of(shop, read))
    except GuideError as error:
        return GuideStatus(read.file.id, "failing", (), error.problems())
    if job.output not in recipient.journal.records:
        return GuideStatus(read.file.id, "missing", job.reasons)
    return GuideStatus(read.file.id, "stale" if job.reasons else "built", job.reasons)


def _unapproved(
    workshop: Workshop, reads: Sequence[Read], there: Collection[str]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The guides among `there` that may not leave for a client, and why that cannot be known."""
    if workshop.settings.approval.needed == "none" or not there:
        return (), ()
    try:
        approvals = read_approvals(workshop.folder.root)
        waiting = (read for read in reads if read.file.id in there)
        return tuple(read.file.id for read in waiting if may_leave(workshop, read, approvals)), ()
    except GuideError as error:
        return (), error.problems()
