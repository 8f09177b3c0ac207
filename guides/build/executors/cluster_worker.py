"""What runs in a worker of a cluster: a workshop that is opened once and kept from guide to guide."""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from distributed import Worker, get_worker

from guides.build.events import Event, Tell
from guides.build.executors.likeness import ALONE, FOLDER, NO, YES, Facts, check_alike
from guides.errors import GuideError

TOPIC = "guides"
"""Under which events go to whoever builds; one for all builds, so that the scheduler keeps few of them."""


@dataclass(frozen=True, slots=True, repr=False)
class Parcel:
    """One item on its way, in bytes and without a repr: what is in it stands in no log and on no dashboard."""

    build: str
    """By which the build knows the events that are for it."""
    opening: bytes
    """What opens a workshop, and the facts that it must find: where both are the same, the last one is used again."""
    look: Callable[[], Facts]
    item: bytes


@dataclass(slots=True)
class _Bench:
    """What this process keeps from one item to the next."""

    opening: bytes = b""
    make: Callable[[Any], Any] | None = None
    build: str = ""
    """Whose item is at work."""


_bench = _Bench()


def facts_there(look: Callable[[], Facts], dask_worker: Worker) -> dict[str, str]:
    """What a worker is; a worker that cannot say is one that does not see the folder rightly."""
    alone = YES if dask_worker.state.nthreads == 1 else NO
    facts = look()
    return {**facts, ALONE: alone} if facts.get(FOLDER) == YES else dict(facts)


def opening_of(open_one: Callable[[Tell], Callable[[Any], Any]], expected: Mapping[str, str]) -> bytes:
    """What opens a workshop, on its way."""
    return pickle.dumps((open_one, dict(expected)))


def work(parcel: Parcel) -> Any:
    """Make one item; what is wrong in a way that can be said comes back as a value."""
    try:
        make = _opened(parcel)
    except GuideError as error:
        return error
    return make(pickle.loads(parcel.item))


def _opened(parcel: Parcel) -> Callable[[Any], Any]:
    """The workshop of this process; a worker that joined late is looked at here for the first time."""
    _bench.build = parcel.build
    if _bench.make is None or _bench.opening != parcel.opening:
        open_one, expected = pickle.loads(parcel.opening)
        worker = get_worker()
        check_alike(facts_there(parcel.look, worker), expected, worker.address)
        _bench.make = open_one(_tell)
        _bench.opening = parcel.opening
    return _bench.make


def _tell(event: Event) -> None:
    get_worker().log_event(TOPIC, (_bench.build, pickle.dumps(event)))
