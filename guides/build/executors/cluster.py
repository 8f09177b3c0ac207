"""Work spread over the workers of a Dask cluster, each with a workshop of its own."""

import logging
import pickle
import re
import secrets
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from guides.build.events import Tell
from guides.build.executors.likeness import ALONE, THREADS, YES, Facts, check_alike
from guides.errors import GuideError, Place, UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")
INSTALL = "pip install 'session-guides[cluster]'"
PATIENCE = 5.0
"""Seconds for a scheduler to answer."""
DESERTED = 60.0
"""Seconds without any worker after which nobody is waited for; a nanny takes a few to start another."""
WRITTEN = "Its address is written like this: tcp://192.168.1.10:8786"
LOST = GuideError(
    "Each worker that was making this guide has ended.",
    hint="There may be too little memory on the workers; start fewer on each machine. What is finished is kept.",
)
_ADDRESS = re.compile(r"((tcp|tls)://)?[^/\s]+:\d{1,5}")
_NOTHING: Any = object()


class Cluster(Generic[Item, Result]):
    """The workers of one scheduler; each opens a workshop once and is then given one item after the other.

    What they tell reaches the teller of this process. An item whose worker is lost is
    given to another, as often as the scheduler's `allowed-failures` says.
    """

    def __init__(
        self, address: str, open_one: Callable[[Tell], Callable[[Item], Result]], look: Callable[[], Facts], tell: Tell
    ) -> None:
        """Take where the scheduler is, what makes a worker, what must be alike everywhere, and whom they tell."""
        self._address = address
        self._open = open_one
        self._look = look
        self._tell = tell
        self._known: set[str] = set()
        self._there: set[str] = set()

    @property
    def lost(self) -> bool:
        """Whether a worker has gone, so that half files may be left of what it made."""
        return bool(self._known - self._there)

    def run(self, items: Iterable[Item]) -> Generator[tuple[Item, Result | GuideError], None, None]:
        """Each item with its result, as they come.

        Raises:
            GuideError: the extra is not installed, there is no scheduler at the address, it has
                no workers, or one of them cannot give the same bytes as this machine.
        """
        with _connected(self._address) as client:
            expected = {**self._look(), ALONE: YES, THREADS: "1"}
            self._check_workers(client, expected)
            build = secrets.token_hex(8)
            with self._listening(client, build):
                yield from self._run(client, iter(items), build, expected)

    def _check_workers(self, client: "Client", expected: Facts) -> None:
        from guides.build.executors.cluster_worker import facts_there

        said = client.run(facts_there, self._look, on_error="return")
        if not said:
            raise GuideError(
                "This scheduler has no workers.",
                where=Place(self._address),
                hint=f"Start some, on each machine: dask worker {self._address} --nthreads 1 --nworkers 2",
            )
        for worker, facts in sorted(said.items()):
            if isinstance(facts, GuideError):
                raise GuideError(f"This worker cannot work: {facts.message}", where=Place(worker), hint=facts.hint)
            if isinstance(facts, BaseException):
                raise GuideError(
                    f"This worker cannot make guides: {type(facts).__name__}: {facts}.",
                    where=Place(worker),
                    hint=f"Install the same version on every machine: {INSTALL}",
                )
            check_alike(facts, expected, worker)

    @contextmanager
    def _listening(self, client: "Client", build: str) -> Iterator[None]:
        from guides.build.executors.cluster_worker import TOPIC

        def hear(event: tuple[float, Any]) -> None:
            whose, told = event[1]
            if whose == build:
                self._tell(pickle.loads(told))

        client.subscribe_topic(TOPIC, hear)
        try:
            yield
        finally:
            client.unsubscribe_topic(TOPIC)

    def _run(
        self, client: "Client", items: Iterator[Item], build: str, expected: Facts
    ) -> Iterator[tuple[Item, Result | GuideError]]:
        from guides.build.executors.cluster_worker import Parcel, opening_of, work

        opening = opening_of(self._open, expected)
        waiting: dict[Future[Any], Item] = {}
        try:
            number = 0
            more = True
            while more or waiting:
                at_once = self._count(client)
                while more and len(waiting) < max(2 * at_once, 1):
                    item = next(items, _NOTHING)
                    more = item is not _NOTHING
                    if more:
                        number += 1
                        parcel = Parcel(build, opening, self._look, pickle.dumps(item))
                        future = client.submit(work, parcel, key=f"guides-{build}-{number}", pure=False)
                        waiting[future] = item
                for future in self._ready(client, waiting):
                    yield waiting.pop(future), _result(future, self._address)
        finally:
            # What ended the build is said, and not that the scheduler could not be told of it.
            with suppress(OSError, TimeoutError, GuideError):
                client.cancel(list(waiting))
                self._count(client)

    def _count(self, client: "Client") -> int:
        """How many workers there are now."""
        try:
            self._there = set(client.nthreads())
        except (OSError, TimeoutError) as error:
            raise _gone(self._address) from error
        self._known |= self._there
        return len(self._there)

    def _ready(self, client: "Client", waiting: Iterable["Future[Any]"]) -> "list[Future[Any]]":
        """Those that are finished, when one is; an empty list when there is nothing to wait for."""
        from distributed import CancelledError, wait

        deserted = None
        futures = list(waiting)
        while futures:
            try:
                with client.as_current():
                    return list(wait(futures, timeout=PATIENCE, return_when="FIRST_COMPLETED").done)
            except CancelledError as error:
                raise _gone(self._address) from error
            except TimeoutError:
                now = time.monotonic()
                deserted = None if self._count(client) else deserted or now
                if deserted is not None and now - deserted > DESERTED:
                    raise GuideError(
                        "All workers of this scheduler have gone.",
                        where=Place(self._address),
                        hint="Start them again, then run the same command again; what is finished is kept.",
                    ) from None
        return []


def _result(future: "Future[Any]", address: str) -> Any:
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except KilledWorker:
        return LOST
    except CancelledError as error:
        raise _gone(address) from error


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    try:
        from distributed import Client
    except ImportError as error:
        raise GuideError("Building on a cluster needs Dask, which is not installed.", hint=INSTALL) from error
    if not _ADDRESS.fullmatch(address):
        raise UsageError("This is not the address of a Dask scheduler.", where=Place(address), hint=WRITTEN)
    # What goes wrong is said as an error of ours; its own lines would stand between the bars.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise GuideError(
            "No Dask scheduler answers at this address.",
            where=Place(address),
            hint=f"Start one with: dask scheduler. {WRITTEN}",
        ) from error
    try:
        yield client
    finally:
        client.close(timeout=PATIENCE)


def _gone(address: str) -> GuideError:
    return GuideError(
        "The scheduler has gone in the middle of the build.",
        where=Place(address),
        hint="Start it again, then run the same command again; what is finished is kept.",
    )
