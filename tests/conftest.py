"""Practices that many tests read, built once."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

# As the command does it, and before numpy is there: builds in this process and by the command give the same bytes.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
if sys.dont_write_bytecode:
    # Each worker, and each command that is run, would compile all of it again.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from pages import fill_page
from parcels import parcels_of
from practices import Once, Practice, Ran

from guides.units import Seconds

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from store_server import StoreServer

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

WORDS = """
Welcome{, name}. Find a position that works for you; eyes open or closed.

[pause 2s]

Let the ground hold you for a while … and let the breath come by itself. There is nothing to do.

# A part that “protects” & helps

See if some part of you is unsure about what comes next. [pause 1s] It is welcome here, with all that it brings.

[breathe in 4s, out 5s, 3 times]

[bell]

# Coming back: slowly

Look around the room, and find one thing that is a colour you like. Take your time before you get up.
"""
"""Twenty-odd seconds of speech, three chapters, a bell and breathing tones."""


@pytest.fixture(scope="session")
def store_server() -> "Iterator[StoreServer]":
    """An object store on this machine, which answers as it should."""
    from store_server import serving

    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A browser without a window, one for all tests of a worker; each opens a profile of its own in it."""
    from browsing import running_browser

    with running_browser() as found:
        yield found


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """An empty practice folder."""
    return Practice(tmp_path / "practice")


def fill(practice: Practice) -> Practice:
    """Write the programme that the shared practices hold."""
    practice.write("preparation/01-meeting", WORDS, "title: Meeting your protectors\nsummary: A first hello.\n")
    practice.write("preparation/02-breath", "Breathe. And rest.\n\n[silence 20s]\n\nGood.", "title: “Breath” & rest")
    practice.write("journey/01-opening", WORDS, "title: Opening\nkind: opening\nmusic:\n  intro: 8s\n  outro: 10s\n")
    practice.write("support/01-anchor", "Feel your feet on the floor. Stay as long as you like.", "title: Anchor")
    return practice


@pytest.fixture(scope="session")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Practice]:
    """A practice folder with four guides, not built yet."""
    return lambda: fill(Practice(tmp_path_factory.mktemp("programme") / "practice"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every process of this run of the tests has in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def once(shared: Path) -> Once:
    """Makes a practice of a name when it is first asked for, by whichever worker."""

    def made(name: str, make: Callable[[Practice], object]) -> Practice:
        root, done = shared / name / "practice", shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                make(Practice(root))
                done.touch()
        return Practice(root, None)

    return made


@pytest.fixture
def short_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Held beds of eighty seconds: fifteen minutes to wait in take longer to make than all else."""
    monkeypatch.setattr("guides.build.joints.HOLD_LENGTH", Seconds(80.0))


@pytest.fixture(scope="session")
def first_build(shared: Path) -> tuple[Practice, Ran]:
    """The four guides built, with stems, and what the build told. To be read, never changed."""
    root, told = shared / "first-build" / "practice", shared / "first-build.json"
    with FileLock(shared / "first-build.lock"):
        if not told.exists():
            ran = fill(Practice(root)).build("--stems")
            told.write_text(json.dumps([ran.code, ran.out, ran.err]))
    return Practice(root, None), Ran(*json.loads(told.read_text()))


@pytest.fixture(scope="session")
def built(first_build: tuple[Practice, Ran]) -> Iterator[Practice]:
    """The four guides built, with stems. To be read, never changed."""
    practice = first_build[0]
    before = practice.outputs()
    yield practice
    assert practice.outputs() == before


@pytest.fixture(scope="session")
def page_folder(shared: Path) -> Path:
    """A page with journeys and balances, made once for all workers. To be read, never changed."""
    return pages_of(shared) / "page"


@pytest.fixture(scope="session")
def page_practice(shared: Path) -> Practice:
    """The practice that the page is of, built. To be read, never changed."""
    return Practice(pages_of(shared) / "practice", None)


@pytest.fixture(scope="session")
def handed_on(shared: Path) -> Path:
    """A practice with three clients, and `out` with their parcels and a sealed one. To be read, never changed."""
    return parcels_of(shared)


@pytest.fixture
def handing(handed_on: Path, tmp_path: Path) -> Practice:
    """The same practice, to be changed."""
    return Practice(handed_on / "practice", None).copy(tmp_path / "practice")


def pages_of(shared: Path) -> Path:
    """The folder with the practice and its page."""
    with FileLock(shared / "pages.lock"):
        root = shared / "pages"
        if not root.exists():
            root.mkdir()
            practice = fill_page(Practice(root / "practice"))
            # Fifteen minutes to wait in would take longer to make than all else.
            with patch("guides.build.joints.HOLD_LENGTH", Seconds(40.0)):
                options = ("--mixes", "--with-journey", "--jobs", "1")
                ran = practice.run("export", "--page", str(root / "page"), *options)
            assert ran.code == 0, ran.out + ran.err
    return root
