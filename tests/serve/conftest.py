"""The server and its practice, for the tests in this folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from practices import Practice
from serving import Served, assert_silent, fill_served, serving


@pytest.fixture(scope="session")
def built_for_clients(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """A practice whose guides are built for all and for three clients. To be copied, never changed."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with FileLock(shared / "served.lock"):
        root = shared / "served"
        if root.exists():
            return Practice(root, None)
        return fill_served(Practice(root))


@pytest.fixture(scope="module")
def served(built_for_clients: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A running server, whose log is looked at once it has ended."""
    root: Path = tmp_path_factory.mktemp("serve")
    with serving(built_for_clients.copy(root / "practice"), root / "log") as running:
        yield running
    assert running.process.returncode == 0
    assert_silent(running)
