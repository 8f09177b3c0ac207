"""Guides made one after the other, or side by side: which of them are ready, and which failed."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import msgspec

from guides.build.events import GuideStarted, Tell
from guides.build.executors.cluster import Cluster
from guides.build.executors.likeness import Facts, facts_of
from guides.build.executors.processes import Processes
from guides.build.far_practice import Delivered, FarPractice, Tokens, deliver, facts_of_mirror, here, take_in
from guides.build.guide import Made, Order, make_guide
from guides.build.jobs import Job
from guides.build.laid_guide import speak_ahead
from guides.build.recipients import working_for
from guides.build.request import Request
from guides.build.scoring import hear_ahead
from guides.build.workshop import Workshop, open_workshop
from guides.errors import GuideError
from guides.model.client import Client
from guides.store.files import translated
from guides.store.leftovers import held, sweep
from guides.store.practice import PracticeFolder


@dataclass(frozen=True, slots=True)
class _Sent:
    """A job as it goes to another process."""

    number: int
    of: int
    order: Order
    client: Client | None
    known: Tokens = field(default_factory=dict)
    """What the build knows of its files in the store, when the practice is in one."""


Finished = tuple[Job, Made | GuideError]
_Opener = Callable[[PracticeFolder, Request, Tell], Callable[[_Sent], Made | Delivered | GuideError]]


def make_all(workshop: Workshop, jobs: Sequence[Job]) -> Generator[Finished, None, None]:
    """Make every guide; each is told and given when it is ready.

    Where there are more guides than cores, each core makes one by itself: what is done
    side by side inside a guide, its segments, leaves some of them idle in between. With a
    scheduler, its workers make them all.
    """
    if workshop.request.scheduler and jobs:
        yield from _spread(workshop, workshop.request.scheduler, jobs)
        return
    at_once = workshop.request.jobs
    if at_once > 1 and len(jobs) > at_once:
        yield from _side_by_side(workshop, jobs)
        return
    for number, job in enumerate(jobs, 1):
        job.workshop.tell(GuideStarted(job.id, number, len(jobs)))
        yield job, _made(job.workshop, job.order)


def _made(workshop: Workshop, order: Order) -> Made | GuideError:
    try:
        return make_guide(workshop, order, workshop.folder.out / workshop.prefix)
    except GuideError as error:
        return error


def _side_by_side(workshop: Workshop, jobs: Sequence[Job]) -> Iterator[Finished]:
    """Words are spoken here, where each engine is loaded once, and music is decoded; all else is done in processes."""
    spoken: dict[int, int] = {}
    failed: list[Finished] = []

    def ready() -> Iterator[_Sent]:
        for number, job in enumerate(jobs, 1):
            try:
                spoken[number] = speak_ahead(job.workshop, job.order.script)
                # Two processes that begin with the same music would both decode it.
                hear_ahead(job.workshop, job.order.script)
            except GuideError as error:
                failed.append((job, error))
                if not workshop.request.keep_going:
                    return
            else:
                yield _Sent(number, len(jobs), job.order, job.workshop.client)

    request = replace(workshop.request, jobs=1)
    processes = Processes(partial(_open, workshop.folder, request), workshop.request.jobs, workshop.tell)
    with closing(processes.run(ready())) as finished:
        for sent, made in finished:
            while failed:
                yield failed.pop(0)
            job = jobs[sent.number - 1]
            if isinstance(made, Made):
                entry = msgspec.structs.replace(made.entry, spoken_now=spoken[sent.number])
                made = replace(made, entry=entry)
            yield job, made
    yield from failed


def _spread(workshop: Workshop, scheduler: str, jobs: Sequence[Job]) -> Iterator[Finished]:
    """Each guide is spoken and made by one worker of a cluster."""
    folder, asked = workshop.folder, workshop.request
    # Only what a worker needs: so it keeps its workshop for another build of other guides.
    request = replace(asked, jobs=1, names=(), clients=(), all_clients=False, explain=False, keep_going=False)
    far = FarPractice(folder.address) if folder.address else None
    open_one: _Opener = _open_far if far else _open
    with _seen_by_all(folder, far) as look:
        cluster = Cluster[_Sent, Made | Delivered | GuideError](
            scheduler, partial(open_one, folder, request), look, workshop.tell
        )
        sent = (
            _Sent(number, len(jobs), job.order, job.workshop.client, far.known(job.output) if far else {})
            for number, job in enumerate(jobs, 1)
        )
        with closing(cluster.run(sent)) as finished:
            for one, made in finished:
                yield jobs[one.number - 1], take_in(made) if isinstance(made, Delivered) else made
    if cluster.lost:
        with translated(folder.hidden, "look for half files"):
            for place in (folder.out, folder.hidden):
                sweep(place)


@contextmanager
def _seen_by_all(folder: PracticeFolder, far: FarPractice | None) -> Iterator[Callable[[], Facts]]:
    """How a worker tells that it sees the same practice: the same folder, or a mirror of the same store."""
    if far is not None:
        far.open()
        yield partial(facts_of_mirror, far.address)
        return
    with held(folder.hidden / "cluster") as sign:
        yield partial(facts_of, folder, sign)


def _open(folder: PracticeFolder, request: Request, tell: Tell) -> Callable[[_Sent], Made | GuideError]:
    """What makes guides in a process of its own."""
    workshop = open_workshop(folder, request, tell)
    return lambda sent: _made(_begun(workshop, sent), sent.order)


def _open_far(folder: PracticeFolder, request: Request, tell: Tell) -> Callable[[_Sent], Delivered | GuideError]:
    """What makes guides on a machine that has a mirror of its own, and puts them into the store."""
    workshop = open_workshop(here(folder), request, tell)
    return lambda sent: deliver(_begun(workshop, sent), sent.order, sent.known)


def _begun(workshop: Workshop, sent: _Sent) -> Workshop:
    """The workshop for whom a guide is made, which is said to begin."""
    shop = working_for(workshop, sent.client) if sent.client else workshop
    shop.tell(GuideStarted(shop.named(sent.order.script.id), sent.number, sent.of))
    return shop
