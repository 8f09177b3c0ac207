"""The place is never lost: not by a crash, a clock, a build, another format, or somebody who looks in at the start."""

import sqlite3
from pathlib import Path

import pytest
from listeners import Listener, guide, hum, write

from guides.errors import StoreError
from guides.listen.places import Identity, Places, identity_of
from guides.units import Seconds

HOUR = 3_600.0


class Clock:
    """A wall clock that somebody sets."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "data" / "places.sqlite"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute and a half of sound. To be read, never changed."""
    return write(tmp_path_factory.mktemp("long") / "long.wav", hum(90.0))


def hear(path: Path, kept: Path, clock: Clock, seconds: float, *, start: float | None = None) -> Listener:
    """Somebody listens for a while, and is gone without a word."""
    listener = Listener([path], Places(kept, clock))
    listener.sitting.begin(None if start is None else Seconds(start))
    listener.listen(seconds)
    listener.leave()
    return listener


def begins(path: Path, kept: Path, clock: Clock) -> float:
    """Where the next listener begins."""
    listener = Listener([path], Places(kept, clock))
    listener.sitting.begin()
    return listener.sitting.position


def test_it_goes_on_ten_seconds_before_where_it_was_left(long: Path, kept: Path, clock: Clock) -> None:
    """Also where nobody said goodbye: the place is kept every few seconds. It comes up within three."""
    hear(long, kept, clock, 1.0, start=50.0)
    left = Places(kept, clock).left(identity_of(long))[0].at
    assert left == pytest.approx(50.0, abs=5.0)
    clock.time += 60
    listener = Listener([long], Places(kept, clock))
    listener.sitting.begin()
    assert listener.sitting.position == pytest.approx(left - 10, abs=0.01)
    assert "ten seconds before" in listener.said
    heard = abs(listener.listen(4.0)).max(axis=1)
    assert heard[:4_410].max() < 0.02
    assert heard[-4_410:].max() > 0.29


@pytest.mark.parametrize(("jump", "wanted"), [(11.9, 40.0), (12.1, 0.0), (-48.0, 40.0), (-1e6, 40.0)])
def test_after_twelve_hours_it_begins_at_the_start(
    long: Path, kept: Path, clock: Clock, jump: float, wanted: float
) -> None:
    """A clock that was set back says nothing of how long ago it was, and takes no place away."""
    hear(long, kept, clock, 1.0, start=50.0)
    clock.time += jump * HOUR
    assert begins(long, kept, clock) == pytest.approx(wanted, abs=1.1)


def test_a_clock_set_forward_only_costs_a_word(long: Path, kept: Path, clock: Clock) -> None:
    """What seems long ago begins at the start, and is told with the way back to it."""
    hear(long, kept, clock, 1.0, start=50.0)
    clock.time += 400 * 24 * HOUR
    listener = Listener([long], Places(kept, clock))
    listener.sitting.begin()
    assert "--from 0:5" in listener.said


def test_a_clock_that_jumps_while_it_plays_changes_nothing(long: Path, kept: Path, clock: Clock) -> None:
    """The last place is the one that was written last, whatever the clock said then."""
    hear(long, kept, clock, 1.0, start=20.0)
    clock.time -= 10 * HOUR
    hear(long, kept, clock, 1.0, start=70.0)
    assert begins(long, kept, clock) == pytest.approx(60.0, abs=1.1)


def test_the_start_never_takes_the_place_of_a_later_one(long: Path, kept: Path, clock: Clock) -> None:
    """Looking in at the beginning, or going back to it, leaves the place where it was."""
    hear(long, kept, clock, 1.0, start=50.0)
    hear(long, kept, clock, 5.0, start=0.0)
    assert begins(long, kept, clock) == pytest.approx(40.0, abs=1.1)
    places = Places(kept, clock)
    row = places.keep(identity_of(long), Seconds(70.0), None)
    for early in (0.0, 3.0, 10.0):
        places.keep(identity_of(long), Seconds(early), row)
    assert places.left(identity_of(long))[0].at == 70.0


def test_three_places_are_kept(long: Path, kept: Path, clock: Clock) -> None:
    """One for each time of listening; a listener is told of those before the last."""
    for start in (20.0, 30.0, 60.0, 70.0, 80.0):
        hear(long, kept, clock, 0.5, start=start)
    assert [round(left.at) for left in Places(kept, clock).left(identity_of(long))] == [80, 70, 60]
    listener = Listener([long], Places(kept, clock))
    listener.sitting.begin()
    assert "Before that you were at 1:10 and 1:00" in listener.said


def test_what_was_heard_to_its_end_begins_again(long: Path, kept: Path, clock: Clock) -> None:
    """A guide that came to its end has no place any more."""
    hear(long, kept, clock, 0.5, start=70.0)
    hear(long, kept, clock, 8.0, start=85.0)
    assert begins(long, kept, clock) == 0.0


def test_of_several_guides_the_last_one_goes_on(tmp_path: Path, kept: Path, clock: Clock) -> None:
    """A collection goes on with the guide that was heard last, and begins with the first after twelve hours."""
    paths = [write(tmp_path / f"{n}.wav", hum(30.0, 100.0 * n)) for n in (1, 2, 3)]
    for path in (paths[2], paths[1]):
        hear(path, kept, clock, 0.5, start=20.0)
        clock.time += 60
    listener = Listener(paths, Places(kept, clock))
    listener.sitting.begin()
    assert listener.sitting.number == 1
    clock.time += 13 * HOUR
    listener = Listener(paths, Places(kept, clock))
    listener.sitting.begin()
    assert listener.sitting.number == 0


def test_a_guide_is_the_same_after_a_build_and_in_another_format(tmp_path: Path) -> None:
    """By its name in its practice; and a file that was moved is the same by what is in it."""
    practice = tmp_path / "practice"
    first = write(practice / "audio_out" / "a" / "01-a.wav", hum(1.0))
    before = identity_of(first, practice)
    moved = write(tmp_path / "elsewhere.wav", hum(1.0))
    assert identity_of(moved).content == before.content
    write(first, hum(2.0))
    other = write(practice / "audio_out" / "a" / "01-a.flac", hum(1.0, 300.0))
    for again in (identity_of(first, practice), identity_of(other, practice)):
        assert again.name == before.name
        assert again.content != before.content


def test_a_guide_that_became_shorter_begins_at_the_start(tmp_path: Path, kept: Path, clock: Clock) -> None:
    """A place behind its end is none."""
    path = write(tmp_path / "practice" / "a.wav", hum(60.0))
    entry = guide(path, tmp_path / "practice")
    places = Places(kept, clock)
    places.keep(identity_of(path, tmp_path / "practice"), Seconds(50.0), None)
    write(path, hum(20.0))
    listener = Listener([entry], places)
    listener.sitting.begin()
    assert listener.sitting.position == 0.0
    assert "shorter now" in listener.said


def test_a_journey_asks_before_it_goes_on_in_its_middle(tmp_path: Path, kept: Path, clock: Clock) -> None:
    """Nobody is dropped into the peak: it waits in silence until somebody says where to begin."""
    path = write(tmp_path / "journey.wav", hum(60.0))
    hear(path, kept, clock, 0.5, start=40.0)
    listener = Listener([guide(path, tmp_path, journey=True)], Places(kept, clock))
    listener.sitting.begin()
    assert not listener.listen(2.0).any()
    assert "Space goes on there; 0 begins again" in listener.said
    listener.sitting.again()
    listener.listen(1.0)
    assert listener.sitting.position == pytest.approx(1.0, abs=0.01)


def test_nothing_that_is_kept_names_anybody(tmp_path: Path, kept: Path, clock: Clock) -> None:
    """Hashes and numbers: neither paths, nor clients, nor titles."""
    practice = tmp_path / "Practice of Anna"
    path = write(practice / "audio_out" / "clients" / "jordan-07" / "preparation" / "01-grief.wav", hum(30.0))
    listener = Listener([guide(path, practice, private=True)], Places(kept, clock))
    listener.sitting.begin(Seconds(15.0))
    listener.listen(3.0)
    listener.leave()
    stored = b"".join(file.read_bytes() for file in kept.parent.iterdir())
    assert len(Places(kept, clock).left(identity_of(path, practice))) == 1
    for word in (b"Anna", b"jordan", b"grief", b"preparation", b"audio_out", b".wav"):
        assert word not in stored


@pytest.mark.parametrize("harm", ["torn", "text", "folder"])
def test_places_that_cannot_be_kept_do_not_stop_the_listening(tmp_path: Path, harm: str) -> None:
    """A damaged file, or one that cannot be there, is said in words that help."""
    kept = tmp_path / "places.sqlite"
    if harm == "folder":
        kept.mkdir()
    elif harm == "text":
        kept.write_text("This is no such file. " * 100)
    else:
        Places(kept).close()
        kept.write_bytes(kept.read_bytes()[:3_000])
    with pytest.raises(StoreError, match="places cannot be kept") as caught:
        Places(kept).left(Identity("a"))
    assert caught.value.hint


def test_a_file_that_breaks_while_somebody_listens_is_said_once(long: Path, kept: Path, clock: Clock) -> None:
    """The sound goes on."""
    listener = Listener([long], Places(kept, clock))
    listener.sitting.begin(Seconds(20.0))
    with sqlite3.connect(kept) as base:
        base.execute("DROP TABLE places")
    for _ in range(3):
        listener.sitting.toggle()
        listener.listen(0.5)
    assert listener.said.count("cannot be kept") == 1
    listener.sitting.toggle()
    assert listener.listen(1.0).any()
