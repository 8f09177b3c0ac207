"""Files that appear whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from guides.errors import StoreError
from guides.store.cache import Cache, key_of
from guides.store.files import read_text, whole_path, write_changed, write_whole


def test_a_file_appears_whole(tmp_path: Path) -> None:
    """Its parts are joined, its folders made, and nothing else is left beside it."""
    path = tmp_path / "a" / "b" / "c.txt"
    write_whole(path, [b"one ", bytearray(b"two "), memoryview(b"three")])
    assert path.read_bytes() == b"one two three"
    assert [beside.name for beside in path.parent.iterdir()] == ["c.txt"]


@pytest.mark.parametrize("wrong", [ValueError("no"), KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left")])
def test_a_file_that_failed_is_as_before(tmp_path: Path, wrong: BaseException) -> None:
    """Whatever stops the writing, the old content stays and no half file is left."""
    path = tmp_path / "c.txt"
    path.write_bytes(b"before")

    def parts() -> object:
        yield b"half"
        raise wrong

    expected = StoreError if isinstance(wrong, OSError) else type(wrong)
    with pytest.raises(expected):
        write_whole(path, parts())  # type: ignore[arg-type]
    assert path.read_bytes() == b"before"
    assert [beside.name for beside in tmp_path.iterdir()] == ["c.txt"]


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "Free some disk space"),
        (errno.EDQUOT, "Free some disk space"),
        (errno.EFBIG, "does not take files that large"),
        (errno.EACCES, "permission"),
        (errno.EROFS, "read-only"),
    ],
)
def test_the_systems_errors_are_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    """What the system refuses is said with the file and what helps."""

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreError, match=os.strerror(number)) as refused:
        write_whole(tmp_path / "c.txt", [b"new"])
    assert hint in (refused.value.hint or "")
    assert refused.value.where is not None
    assert refused.value.where.file == str(tmp_path / "c.txt")
    assert list(tmp_path.iterdir()) == []


def test_nothing_written_leaves_no_file(tmp_path: Path) -> None:
    """A writer that makes nothing is an error and not an empty file."""
    with pytest.raises(StoreError), whole_path(tmp_path / "c.txt"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_equal_bytes_are_not_written(tmp_path: Path) -> None:
    """A file with the same content keeps its time; another content is written."""
    path = tmp_path / "c.txt"
    assert write_changed(path, b"one")
    os.utime(path, ns=(1, 1))
    assert not write_changed(path, b"one")
    assert path.stat().st_mtime_ns == 1
    assert write_changed(path, b"two")
    assert path.read_bytes() == b"two"


def test_text_is_utf_8(tmp_path: Path) -> None:
    """A byte order mark is left out; the first wrong byte is named by line and column."""
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffüber\r\nuns".encode())
    assert read_text(path, "a.md") == "über\r\nuns"
    path.write_bytes(b"one\ntwo \xff")
    with pytest.raises(StoreError, match="not UTF-8") as wrong:
        read_text(path, "scripts/a.md")
    assert str(wrong.value.where) == "scripts/a.md:2:5"


def test_the_column_counts_characters(tmp_path: Path) -> None:
    """A wrong byte behind letters of several bytes is where an editor shows it."""
    path = tmp_path / "a.md"
    path.write_bytes("üüü ".encode() + b"\xff")
    with pytest.raises(StoreError) as wrong:
        read_text(path, "a.md")
    assert str(wrong.value.where) == "a.md:1:5"


def test_the_cache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    """Payload and facts come back; another key has nothing; a payload may hold anything."""
    cache = Cache(tmp_path)
    payload = bytes(range(256)) * 9 + b"\n\n"
    cache.put("shelf", "abcdef", [payload[:7], payload[7:]], {"frames": 3, "voice": "tone"})
    entry = cache.get("shelf", "abcdef")
    assert entry is not None
    assert (bytes(entry.payload), entry.about) == (payload, {"frames": 3, "voice": "tone"})
    assert cache.get("shelf", "abcdeg") is None
    cache.put("shelf", "empty", [])
    assert cache.get("shelf", "empty") is not None


def test_no_flipped_bit_gets_through(tmp_path: Path) -> None:
    """Every single bit of an entry is guarded: checksum, facts and payload."""
    cache = Cache(tmp_path)
    cache.put("shelf", "abcdef", [b"some sound"], {"frames": 3})
    path = cache.path("shelf", "abcdef")
    whole = path.read_bytes()
    for bit in range(len(whole) * 8):
        raw = bytearray(whole)
        raw[bit // 8] ^= 1 << (bit % 8)
        path.write_bytes(raw)
        assert cache.get("shelf", "abcdef") is None
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert cache.get("shelf", "abcdef") is None


def test_keys_follow_values() -> None:
    """Equal values give equal keys, in whatever order a table was filled; others do not."""
    assert key_of("a", 1, {"x": 1, "y": 2}) == key_of("a", 1, {"y": 2, "x": 1})
    assert len({key_of("a", 1), key_of("a1"), key_of("a", "1"), key_of(("a", 1)), key_of("a", 1.0)}) == 5
