"""Playlists that every player reads, wherever the folder is moved."""

from posixpath import normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.errors import StoreError
from guides.model.wording import one_line
from guides.publish.playlists import PlaylistEntry, m3u8
from guides.units import Seconds

TEXT = st.text(st.characters() | st.sampled_from("#\n\r\0\u2028\ud800 ,-"), max_size=60)
PATH = st.text(st.sampled_from("abc/#.-_ :%é🌿"), min_size=1).filter(
    lambda path: path == path.rstrip() and path[0] != "/"
)
ENTRIES = st.lists(st.builds(PlaylistEntry, PATH, st.floats(0, 20_000), TEXT, TEXT), max_size=8)


def read(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """A playlist as a plain reader takes it: blank and unknown # lines are skipped, ends of lines trimmed."""
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == "#EXTM3U"
    title = next(line.removeprefix("#PLAYLIST:") for line in lines if line.startswith("#PLAYLIST:"))
    found, about = [], (0, "")
    for line in lines:
        if line.startswith("#EXTINF:"):
            seconds, _, shown = line.removeprefix("#EXTINF:").partition(",")
            about = (int(seconds), shown)
        elif line and not line.startswith("#"):
            found.append((*about, line))
    return title, found


@given(TEXT, ENTRIES)
def test_anything_gives_a_valid_playlist(title: str, entries: list[PlaylistEntry]) -> None:
    """Whatever the titles and paths, each entry comes back with its own length, words and file."""
    text = m3u8(title, entries)
    text.encode()
    shown_title, found = read(text)
    assert shown_title == one_line(title)
    for entry, (seconds, shown, path) in zip(entries, found, strict=True):
        assert seconds == round(entry.seconds)
        assert one_line(entry.title) in shown
        assert normpath(path) == normpath(entry.path)
        assert ":" not in path.split("/")[0]


def test_a_playlist_as_written() -> None:
    """The text itself, as FACTS wants it."""
    entry = PlaylistEntry("preparation/01-meeting.mp3", Seconds(612.4), "A quiet practice", "Meeting your\nprotectors")
    assert m3u8("Preparation", [entry]) == (
        "#EXTM3U\n#PLAYLIST:Preparation\n"
        "#EXTINF:612,A quiet practice - Meeting your protectors\npreparation/01-meeting.mp3\n"
    )


@pytest.mark.parametrize("path", ["#1 first.mp3", " first.mp3", "http:first.mp3", "-first.mp3"])
def test_names_that_look_like_something_else(path: str) -> None:
    """A name that begins like a comment, an address or a blank is still a file's name."""
    assert m3u8("x", [PlaylistEntry(path, Seconds(1), "a", "b")]).splitlines()[-1] == f"./{path}"


@pytest.mark.parametrize("path", ["", "/home/first.mp3", "a\nb.mp3", "a\u2028b.mp3", "a\x85b", "first.mp3 ", "\ud800"])
def test_paths_that_no_playlist_can_carry(path: str) -> None:
    """Such a path is an error; another file must not be named in its place."""
    with pytest.raises(StoreError, match="cannot stand in a playlist"):
        m3u8("x", [PlaylistEntry(path, Seconds(1), "a", "b")])
