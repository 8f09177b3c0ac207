"""The practice that faults strike, before its first build and after it."""

from pathlib import Path

import pytest
from filelock import FileLock
from practices import Practice
from struck import fill


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """Three guides, not built. To be copied, never changed."""
    return fill(Practice(tmp_path_factory.mktemp("texts") / "practice"))


@pytest.fixture(scope="session")
def whole(texts: Practice, shared: Path) -> Practice:
    """The three guides, built by nobody's fault. To be read and copied, never changed."""
    root, done = shared / "whole" / "practice", shared / "whole.done"
    with FileLock(shared / "whole.lock"):
        if not done.exists():
            texts.copy(root).build()
            done.touch()
    return Practice(root, None)


@pytest.fixture
def practice(texts: Practice, tmp_path: Path) -> Practice:
    """Three guides, not built; a test may change them."""
    return texts.copy(tmp_path / "practice")


@pytest.fixture
def built(whole: Practice, tmp_path: Path) -> Practice:
    """Three guides, built; a test may change them."""
    return whole.copy(tmp_path / "built" / "practice")
