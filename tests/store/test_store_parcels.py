"""Parcels put in their place where two names cannot be exchanged, and after a kill between two steps."""

from pathlib import Path

import pytest

from guides.errors import StoreError
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


def test_a_new_folder_that_nothing_came_into_is_gone_again(tmp_path: Path) -> None:
    """Also when not even what stands beside can be made: as on a full disk, here by a path that is too long."""
    deep = tmp_path / "new"
    while len(str(deep)) < 4_000:
        deep /= "n" * min(200, 4_085 - len(str(deep)))
    with pytest.raises(StoreError), staging(deep):
        pass
    assert list(tmp_path.iterdir()) == []
    sealed = tmp_path / "007.age"
    sealed.write_bytes(b"sealed")
    with pytest.raises(StoreError):
        place(Staged(sealed, tmp_path / "new" / "other" / ("n" * 250), {}))
    assert list(tmp_path.iterdir()) == [sealed]
