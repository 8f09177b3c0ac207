"""Playlists as anybody could write them: what is in the folder is played, and nothing else is even looked at."""

from pathlib import Path

import pytest
from listeners import hum, write

from guides.errors import GuideError, StoreError
from guides.listen.playlists import MOST, Listed, read_playlist


def listed(folder: Path, *lines: str, within: Path | None = None) -> tuple[Listed | GuideError, ...]:
    path = folder / "list.m3u8"
    path.write_bytes("\n".join(("#EXTM3U", *lines)).encode())
    return read_playlist(path, within)


HOSTILE = [
    "../secret.wav",
    "a/../../secret.wav",
    "a\\..\\..\\secret.wav",
    "/etc/passwd",
    "C:\\Windows\\media\\ding.wav",
    "C:ding.wav",
    "\\\\server\\share\\a.wav",
    "//server/share/a.wav",
    "http://example.org/a.mp3",
    "HTTPS://example.org/a.mp3",
    "file:///etc/passwd",
    "concat:a.wav|b.wav",
    "subfile,,start,0,end,9,,:/etc/passwd",
    "data:audio/wav;base64,UklGRg==",
    "a\x1b[2J.wav",
    "a\x00.wav",
    "a\x7f.wav",
    "a\u2028b.wav",
    "link.wav",
    "x" * 5_000 + ".wav",
]


@pytest.mark.parametrize("entry", HOSTILE)
def test_what_leads_out_is_refused_and_the_next_is_kept(tmp_path: Path, entry: str) -> None:
    """Absolute, foreign and hostile entries come with their line and what to write; the others are as good as ever."""
    folder = tmp_path / "practice"
    write(tmp_path / "secret.wav", hum(0.1))
    write(folder / "good.wav", hum(0.1))
    (folder / "link.wav").symlink_to(tmp_path / "secret.wav")
    bad, good = listed(folder, entry, "good.wav")
    if isinstance(bad, Listed):
        # No such file, and none outside.
        assert not bad.path.exists()
        assert bad.path.is_relative_to(folder)
    else:
        assert str(bad.where) == "list.m3u8:2"
        assert bad.hint
        assert "\x1b" not in bad.message
    assert isinstance(good, Listed)
    assert good.path == folder / "good.wav"


def test_entries_are_found_from_the_playlist_and_may_use_backslashes(tmp_path: Path) -> None:
    """A list of a client may name what lies elsewhere in the practice; one from Windows its folders."""
    write(tmp_path / "preparation" / "01 a.wav", hum(0.1))
    folder = tmp_path / "clients" / "007"
    folder.mkdir(parents=True)
    found = listed(
        folder, "#EXTINF:61,Someone - A title", "..\\../preparation/01 a.wav", "../../preparation\\01 a.wav",
        within=tmp_path,
    )  # fmt: skip
    assert [entry.path for entry in found if isinstance(entry, Listed)] == [tmp_path / "preparation" / "01 a.wav"] * 2
    assert [entry.seconds for entry in found if isinstance(entry, Listed)] == [61.0, None]
    assert [entry.shown for entry in found if isinstance(entry, Listed)] == ["preparation/01 a.wav"] * 2


def test_lines_may_end_in_any_way_and_the_last_in_none(tmp_path: Path) -> None:
    """A byte order mark, carriage returns, blank lines, comments, and a list that was cut off."""
    path = tmp_path / "list.m3u8"
    path.write_bytes("\ufeff#EXTM3U\r\n\r\n# mine\r\na.wav\r\n#EXTINF:x,y\rb.wav\n#EXTINF:5,c\nc.wa".encode())
    names = [entry.path.name for entry in read_playlist(path) if isinstance(entry, Listed)]
    assert names == ["a.wav", "b.wav", "c.wa"]


@pytest.mark.parametrize("content", [b"\xff\xfe#\x00E\x00", b"a.wav\n" * 300_000], ids=["utf-16", "huge"])
def test_what_is_no_playlist_is_said(tmp_path: Path, content: bytes) -> None:
    """Another encoding, and a file far too large for a list."""
    path = tmp_path / "list.m3u8"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        read_playlist(path)
    with pytest.raises(StoreError):
        read_playlist(tmp_path / "none.m3u8")


def test_only_so_many_entries_are_looked_at(tmp_path: Path) -> None:
    """A list without end ends."""
    assert len(listed(tmp_path, *["a.wav"] * (MOST + 10))) == MOST
