"""What the narration tests share."""

from pathlib import Path

import pytest

from guides.model.settings import Settings
from guides.narration.registry import Registry
from guides.store.cache import Cache


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The narrators of an empty practice folder, each started once for all tests."""
    return Registry(Settings(), tmp_path_factory.mktemp("practice"))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")
