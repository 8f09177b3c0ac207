"""A practice in which nothing but the text under test stands."""

from pathlib import Path

import pytest
from caring import Cared


@pytest.fixture
def cared(tmp_path: Path) -> Cared:
    """A folder for one script, with every default."""
    return Cared(tmp_path)
