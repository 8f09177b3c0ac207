"""What every test of listening leaves behind: nothing."""

from collections.abc import Iterator

import pytest
from listeners import LISTENING


@pytest.fixture(autouse=True)
def gone() -> Iterator[None]:
    """Nobody listens on when a test has ended."""
    yield
    while LISTENING:
        listener = LISTENING.pop()
        # Nobody hears it fade.
        listener.device.lost = True
        listener.sitting.close()
