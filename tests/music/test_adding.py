"""A file taken into the music folder: whole or not at all, and nothing that is there is changed."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from guides.errors import LibraryError, MusicError
from guides.music.adding import Added, Told, add_track, safe_name
from guides.music.inspection import known
from guides.music.library import read_library
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg

Noise = Callable[[float], NDArray[np.float32]]
Make = Callable[..., Path]
Add = Callable[..., Added]


@pytest.fixture
def make(tmp_path: Path, ffmpeg: Ffmpeg, noise: Noise) -> Make:
    """Writes a sound file outside the music folder."""

    def made(name: str, *arguments: str) -> Path:
        path = tmp_path / "downloads" / name
        path.parent.mkdir(exist_ok=True)
        ffmpeg.encode(list(arguments), [noise(3)], path)
        return path

    return made


@pytest.fixture
def add(folder: Path, ffmpeg: Ffmpeg, cache: Cache) -> Add:
    def adding(source: Path, **said: object) -> Added:
        return add_track(folder, source, Told(**said), ffmpeg, cache)  # type: ignore[arg-type]

    return adding


def test_a_file_and_what_is_said_of_it(folder: Path, make: Make, add: Add, ffmpeg: Ffmpeg, cache: Cache) -> None:
    """The same bytes under the same name, its table as told, and its sound known from then on."""
    source = make("slow river.flac")
    added = add(source, title='A "River"', licence="CC BY-NC 4.0", phases=("peak",), intensity=0.25, lyrics=False)
    assert (folder / "slow river.flac").read_bytes() == source.read_bytes()
    assert (added.file, added.copied, added.written) == ("slow river.flac", True, True)
    assert (folder / "music.toml").read_text(encoding="utf-8") == (
        '["slow river.flac"]\ntitle = "A \\"River\\""\nlicence = "CC BY-NC 4.0"\nlyrics = false\n'
        'phases = ["peak"]\nintensity = 0.25\n'
    )
    facts = read_library(folder)[0].of("slow river.flac")
    assert facts == added.facts
    assert facts is not None
    assert (facts.title, facts.give, facts.phases) == ('A "River"', "unknown", ("peak",))
    assert known(folder, "slow river.flac", ffmpeg, cache) == added.inspected.heard


@pytest.mark.parametrize("ending", ["mp3", "flac", "ogg", "m4a", "opus", "wma"])
def test_tags_fill_what_is_not_said(ending: str, make: Make, add: Add) -> None:
    """Title, artist and copyright of the file itself, in every common format; what is said comes first."""
    tags = {"title": "River\nof Light", "artist": "A. Composer", "copyright": "CC BY 4.0"}
    written = [part for name, text in tags.items() for part in ("-metadata", f"{name}={text}")]
    facts = add(make(f"river.{ending}", *written), artist="Somebody else").facts
    assert (facts.title, facts.artist, facts.licence, facts.mix) == (
        "River of Light",
        "Somebody else",
        "CC BY 4.0",
        "yes",
    )


@pytest.mark.parametrize(
    ("before", "end"), [("# mine\n\n[ 'a.mp3' ]  # first\n", "\n"), ("# no end", "\n"), ("#\r\n", "\r\n")]
)
def test_what_stands_there_stays(folder: Path, make: Make, add: Add, before: str, end: str) -> None:
    """Comments, spaces and line ends of `music.toml` are kept to the byte."""
    (folder / "music.toml").write_bytes(before.encode())
    add(make("sea.flac"), title="Sea")
    after = (folder / "music.toml").read_bytes()
    assert after.startswith(before.encode())
    assert after.endswith(f'{end}["sea.flac"]{end}title = "Sea"{end}'.encode())
    assert len(read_library(folder)[0].tracks) == (2 if "a.mp3" in before else 1)


def test_added_twice_is_once(folder: Path, make: Make, add: Add) -> None:
    """The same file again changes nothing; a file that is in the folder already only gets its table."""
    source = make("sea.flac")
    add(source, title="Sea")
    written = (folder / "music.toml").read_bytes()
    again = add(source, title="Other")
    assert (again.copied, again.written, again.facts.title) == (False, False, "Sea")
    assert (folder / "music.toml").read_bytes() == written
    (folder / "here.flac").write_bytes(source.read_bytes())
    here = add(folder / "here.flac")
    assert (here.copied, here.written) == (False, True)


def test_something_else_of_that_name_stays(folder: Path, make: Make, add: Add) -> None:
    """A different file of the same name is never overwritten, and nothing is written about the new one."""
    (folder / "sea.flac").write_bytes(b"mine")
    with pytest.raises(MusicError, match="something else of this name") as error:
        add(make("sea.flac"))
    assert str(error.value.where) == "music/sea.flac"
    assert (folder / "sea.flac").read_bytes() == b"mine"
    assert not (folder / "music.toml").exists()


def test_what_cannot_be_used_is_not_added(folder: Path, tmp_path: Path, make: Make, add: Add) -> None:
    """Cut short, no sound, no such file, a folder, a name of no music, a broken `music.toml`: nothing is changed."""
    cut = make("cut.mp3")
    cut.write_bytes(cut.read_bytes()[:9000])
    text = tmp_path / "words.mp3"
    text.write_bytes(b"Only words. " * 500)
    fine = make("fine.flac")
    with pytest.raises(MusicError, match=r"cut short.* It was not added") as error:
        add(cut)
    assert str(error.value.where) == str(cut)
    for source, words in (
        (text, "no sound"),
        (tmp_path / "nowhere.mp3", "no such file"),
        (tmp_path, "a folder"),
        (fine.rename(tmp_path / "fine.txt"), "ending"),
    ):
        with pytest.raises(MusicError, match=words):
            add(source)
    (folder / "music.toml").write_text("[river of light.flac]\n")
    with pytest.raises(LibraryError):
        add(make("sea.flac"))
    assert [path.name for path in folder.iterdir()] == ["music.toml"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("river of light.flac", "river of light.flac"),
        ("Zoë’s 🌊 (live) #2.mp3", "Zoë’s 🌊 (live) #2.mp3"),
        ("it's a.b.c.ogg", "it's a.b.c.ogg"),
        ("-dash.mp3", "dash.mp3"),
        (".hidden.mp3", "hidden.mp3"),
        ('say "so".mp3', "say -so-.mp3"),
        ("a [b], c: d?.mp3", "a -b-- c- d-.mp3"),
        ("line\nbreak\u202e.mp3", "line-break.mp3"),
        ("half \udcff.mp3", "half -.mp3"),
        ("con.mp3", "con-music.mp3"),
        ("--.mp3", "music.mp3"),
        ("trailing . .mp3", "trailing.mp3"),
    ],
)
def test_names_are_changed_only_where_they_must_be(name: str, kept: str) -> None:
    """What Windows, a cue or a command could not take is replaced; everything else stays; twice is once."""
    assert safe_name(name) == kept
    assert safe_name(kept) == kept


def test_a_very_long_name_is_cut() -> None:
    """At 180 bytes, with its ending."""
    found = safe_name("ü" * 300 + ".flac")
    assert found.endswith("ü.flac")
    assert len(found.encode()) <= 180


def test_any_tag_makes_a_table_that_reads(folder: Path, make: Make, add: Add) -> None:
    """Quotes, backslashes and control characters in what is said come back as they were, or as a space."""
    odd = 'a "b" \\ c \t 🌊 \x7f'
    assert add(make("odd.flac"), title=odd, proof="C:\\Licences").facts.proof == "C:\\Licences"
    assert read_library(folder)[0].tracks[0].title == odd.strip()
