"""Somebody who looks at the page and was never there before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Visit, visiting
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def tab(browser: Browser, page_folder: Path) -> Iterator[Visit]:
    with visiting(browser, (page_folder / "index.html").as_uri()) as found:
        yield found


@pytest.fixture
def visit(tab: Visit) -> Visit:
    """The page opened from the disk, by somebody who was never there."""
    return tab.afresh()
