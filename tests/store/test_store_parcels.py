"""Parcels put in their place where two names cannot be exchanged, and after a kill between two steps."""

from pathlib import Path

import pytest

from guides.store import parcels
from guides.store.exported import CHECKSUMS
from guides.store.parcels import Staged, fill, place, staging


def written(target: Path, content: bytes) -> None:
    with staging(target) as stage:
        digests = fill(stage / "007", {}, {"a.txt": content})
        place(Staged(stage / "007", target / "007", digests))


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that can exchange no names."""
    monkeypatch.setattr(parcels, "_exchanged", lambda *_: False)


@pytest.mark.usefixtures("plain")
def test_it_is_replaced_all_the_same(tmp_path: Path) -> None:
    """And nothing stays beside it."""
    for content in (b"one", b"two"):
        written(tmp_path, content)
    assert (tmp_path / "007" / "a.txt").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["007"]


def test_a_former_parcel_that_had_stepped_aside_comes_back(tmp_path: Path) -> None:
    """Killed between the two steps, it is not taken for something left over."""
    written(tmp_path, b"one")
    (tmp_path / "007").rename(tmp_path / ".007.former-parcel")
    with staging(tmp_path):
        assert (tmp_path / "007" / "a.txt").read_bytes() == b"one"
    assert sorted(path.name for path in (tmp_path / "007").iterdir()) == ["a.txt", CHECKSUMS]
