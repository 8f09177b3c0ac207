"""Work side by side in processes of their own, each with a workshop of its own."""

import multiprocessing
import multiprocessing.process
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any, Generic, TypeVar

from guides.build.events import Event, Tell
from guides.errors import GuideError

Item = TypeVar("Item")
Result = TypeVar("Result")
_Queue = Any
_END = None
PATIENCE = 2.0
"""Seconds in which the last words of processes that were ended may still be heard."""
MOST = 3
"""How often a guide's process may be killed before the guide is given up."""
ENDED = GuideError(
    "The processes that made this guide were ended from outside.",
    hint="There may be too little memory; try it with --jobs 1. What is finished is kept.",
)


class Processes(Generic[Item, Result]):
    """Some processes that are opened once and then given one item after the other.

    What they tell reaches the teller of this process. They end with it, however it ends.
    """

    def __init__(self, open_one: Callable[[Tell], Callable[[Item], Result]], jobs: int, tell: Tell) -> None:
        """Take what makes a worker in its process, how many there are, and whom they tell."""
        self._open = open_one
        self._jobs = jobs
        self._tell = tell

    def run(self, items: Iterable[Item]) -> Generator[tuple[Item, Result | GuideError], None, None]:
        """Each item with its result, as they come; an item whose process was killed is given again."""
        yield from self._run(iter(items))

    @contextmanager
    def _heard(self, struck: Callable[[], bool]) -> Iterator[_Queue]:
        """What the processes of one pool tell, until its end; `struck` says whether any of them was ended."""
        told = multiprocessing.get_context("spawn").Queue()
        # What nobody can take any more must not hold up the end of the program.
        told.cancel_join_thread()
        listening = threading.Thread(target=self._listen, args=(told,), daemon=True)
        listening.start()
        try:
            yield told
        finally:
            told.put(_END)
            # A process that is ended while it tells something leaves the queue locked for ever.
            listening.join(PATIENCE if struck() else None)

    def _listen(self, told: _Queue) -> None:
        while (event := told.get()) is not _END:
            self._tell(event)

    def _run(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | GuideError]]:
        losses: list[Item] = []
        again: list[Item] = []
        while True:
            lost: list[Item] = []
            waiting: dict[Future[Result], Item] = {}
            with self._heard(lambda: bool(waiting or lost)) as told:  # noqa: B023 - asked for within this round
                yield from self._run_pool(chain(again, items), told, waiting, lost)
            if not lost:
                return
            # Those that only waited beside the one that was killed are lost with it.
            losses += lost
            again = [item for item in lost if _count(item, losses) < MOST]
            yield from ((item, ENDED) for item in lost if _count(item, losses) == MOST)

    def _run_pool(
        self, items: Iterator[Item], told: _Queue, waiting: dict[Future[Result], Item], lost: list[Item]
    ) -> Iterator[tuple[Item, Result]]:
        """Work on items until there are none, or a process is killed: then those at work are `lost`.

        What is not done by the end stays in `waiting`.
        """
        others = set(multiprocessing.active_children())
        pool = ProcessPoolExecutor(
            self._jobs, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(self._open, told)
        )
        try:
            # They load what they need while the first item is prepared.
            for _ in range(self._jobs):
                pool.submit(_wake)
            more = True
            while more or waiting:
                while more and len(waiting) < 2 * self._jobs:
                    item: Any = next(items, _NOTHING)
                    more = item is not _NOTHING
                    if more:
                        # Lost until it is given: a pool may break while it is.
                        lost.append(item)
                        waiting[pool.submit(_work, item)] = item
                        lost.pop()
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    yield waiting.pop(future), result
        except BrokenProcessPool:
            lost.extend(waiting.values())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if waiting:
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()


def _count(item: Item, losses: list[Item]) -> int:
    return sum(item is other for other in losses)


_NOTHING = object()
_opening: Callable[[], Callable[[Any], Any]]


def _begin(open_one: Callable[[Tell], Callable[[Any], Any]], told: _Queue) -> None:
    """Prepare a process for its first item; a workshop is opened with that, so that what goes wrong can be said."""
    # Ctrl-C is for the build, which ends its processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def tell(event: Event) -> None:
        told.put(event)

    global _opening
    _opening = cache(lambda: open_one(tell))


def _wake() -> None:
    """Do nothing: a process has begun when it does this."""


def _end_with_parent() -> None:
    parent = multiprocessing.process.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(item: Any) -> Any:
    try:
        work = _opening()
    except GuideError as error:
        return error
    return work(item)
