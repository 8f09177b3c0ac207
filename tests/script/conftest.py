"""Short ways to read a script and to look at what came of it."""

from collections.abc import Callable

import pytest

from guides.errors import Problem
from guides.model.script import Script
from guides.script.reading import Known, Reading, read_script

KNOWN = Known(
    voices=("heart", "nicole", "michael", "emma", "george"),
    beds=("warm-drone", "stillness"),
    tracks=("river.flac", "far/ocean waves.mp3"),
)
FRONT = "---\ntitle: A test\n---\n"

Reads = Callable[..., Reading]
Understands = Callable[..., Script]
Refuses = Callable[..., tuple[Problem, ...]]


def _reads(body: str = "Hello.\n", *, front: str = FRONT, id: str = "preparation/01-test") -> Reading:
    return read_script(front + body, id=id, file=f"scripts/{id}.md", known=KNOWN)


def _shown(problems: tuple[Problem, ...]) -> str:
    return "\n".join(f"{problem.place}: {problem.message} ({problem.hint})" for problem in problems)


@pytest.fixture
def reads() -> Reads:
    """Reads a body under a plain front matter."""
    return _reads


@pytest.fixture
def understands() -> Understands:
    """Reads a script that has no errors."""

    def read(body: str = "Hello.\n", **options: str) -> Script:
        reading = _reads(body, **options)
        assert reading.script is not None, _shown(reading.problems)
        return reading.script

    return read


@pytest.fixture
def refuses() -> Refuses:
    """Reads a script that has errors, and gives these."""

    def read(body: str = "Hello.\n", **options: str) -> tuple[Problem, ...]:
        reading = _reads(body, **options)
        assert reading.script is None
        return tuple(problem for problem in reading.problems if problem.severity == "error")

    return read
