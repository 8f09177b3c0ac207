"""Listening to a row of files: what follows what, what each wish does, and what happens when something is wrong."""

from pathlib import Path

import numpy as np
import pytest
from listeners import RATE, Listener, guide, hum, read, write
from listening import ffmpeg

from guides.errors import GuideError, SpeakerError, StoreError
from guides.listen.tracks import Recording
from guides.sound.fades import RAMP
from guides.units import Seconds


@pytest.fixture
def five(tmp_path: Path) -> list[Path]:
    """Five tracks of about three seconds, none of them a whole number of anything."""
    return [write(tmp_path / f"{n}.wav", hum(3 + n / 1_000, 100.0 * n)) for n in range(1, 6)]


@pytest.fixture
def chaptered(tmp_path: Path) -> Path:
    """Half a minute in three chapters."""
    path = tmp_path / "guide.flac"
    marks = [f"CHAPTER00{n}=00:00:{10 * n:02}.000" for n in range(3)]
    marks += [f"CHAPTER00{n}NAME={name}" for n, name in enumerate(("One", "Two", "Three"))]
    options = [word for mark in marks for word in ("-metadata", mark)]
    ffmpeg("-f", "lavfi", "-i", "sine=220:d=30", "-ac", "2", *options, path)
    return path


def test_five_tracks_in_a_row_are_the_sum_of_their_frames(five: list[Path]) -> None:
    """Continuous: every frame of each is heard, in order, and not one between them."""
    listener = Listener(five, continuous=True)
    listener.sitting.begin()
    heard = listener.listen(16.0)
    wanted = np.concatenate([read(hum(3 + n / 1_000, 100.0 * n)) for n in range(1, 6)])
    assert np.allclose(heard[RAMP : len(wanted)], wanted[RAMP:], atol=1e-6)
    assert not heard[len(wanted) :].any()
    assert listener.sitting.over


@pytest.mark.parametrize("kind", ["mp3", "m4b", "opus", "flac"])
def test_every_format_joins_without_a_gap(tmp_path: Path, kind: str) -> None:
    """What encoders put before and after the sound is left out: two tracks make one tone that goes on."""
    paths = [tmp_path / f"{n}.{kind}" for n in (1, 2)]
    for number, path in enumerate(paths):
        sound = hum(3.0, start=3.0 * number)
        muxer = ["-f", "ipod"] if kind == "m4b" else []
        ffmpeg("-v", "error", "-f", "f32le", "-ar", "44100", "-ac", "2", "-i", "pipe:0", "-b:a", "192k", *muxer, path,
               given=sound.astype("<f4").tobytes())  # fmt: skip
    listener = Listener(paths, continuous=True)
    listener.sitting.begin()
    heard = listener.listen(6.5)
    assert np.flatnonzero(np.abs(heard).max(axis=1) > 0.01)[-1] == pytest.approx(6 * RATE, abs=60)
    join = heard[3 * RATE - 4_410 : 3 * RATE + 4_410]
    level = np.sqrt(np.mean(join.reshape(-1, 882, 2) ** 2, axis=(1, 2)))
    assert level.min() > 0.9 * level.max()


def test_it_stops_after_each_guide(five: list[Path]) -> None:
    """Without being asked to, nothing ever plays on to somebody who may be asleep; n goes on."""
    listener = Listener(five)
    listener.sitting.begin()
    heard = listener.listen(20.0)
    assert not heard[round(3.001 * RATE) :].any()
    assert listener.sitting.over
    listener.sitting.other(1)
    assert np.abs(listener.listen(2.0)).max() > 0.2
    assert listener.sitting.number == 1


def test_a_guide_that_flows_passes_into_the_next_alone(tmp_path: Path, five: list[Path]) -> None:
    """`handover: flow` joins one guide to its successor to the frame, and the row stops after that one."""
    first = guide(five[0], tmp_path, handover="flow")
    listener = Listener([first, *five[1:]])
    listener.sitting.begin()
    heard = listener.listen(8.0)
    wanted = np.concatenate([read(hum(3.001, 100.0)), read(hum(3.002, 200.0))])
    assert np.allclose(heard[RAMP : len(wanted)], wanted[RAMP:], atol=1e-6)
    assert not heard[len(wanted) :].any()
    assert listener.sitting.number == 1


def test_a_guide_that_flows_into_nothing_ends(tmp_path: Path, five: list[Path]) -> None:
    """Where the next is missing it stops: a third guide is not the one that was meant to go on."""
    first = guide(five[0], tmp_path, handover="flow")
    listener = Listener([first, tmp_path / "gone.wav", five[2]])
    listener.sitting.begin()
    heard = listener.listen(6.0)
    assert not heard[round(3.001 * RATE) :].any()
    assert listener.sitting.over
    assert listener.said == ""
    listener.sitting.other(1)
    assert "missing" in listener.said
    assert listener.sitting.number == 2


def test_an_opening_waits_in_its_bed_until_somebody_begins(tmp_path: Path, five: list[Path]) -> None:
    """`handover: hold` goes over into the held bed, which repeats; n crosses into the journey within three seconds."""
    write(tmp_path / "1.hold.wav", hum(2.0, 50.0))
    listener = Listener([guide(five[0], tmp_path, handover="hold"), five[1]])
    listener.sitting.begin()
    heard = listener.listen(8.0)
    bed = np.concatenate([read(hum(2.0, 50.0))] * 3)
    assert np.allclose(heard[round(3.001 * RATE) :], bed[: len(heard) - round(3.001 * RATE)], atol=1e-6)
    assert listener.sitting.held
    assert "until you press n" in listener.said
    listener.sitting.other(1)
    crossing = listener.listen(3.0)
    assert np.abs(crossing[RATE : 2 * RATE]).max() > 0.1
    assert (listener.sitting.number, listener.sitting.held) == (1, False)


def test_nobody_to_press_a_key_means_no_held_bed(tmp_path: Path, five: list[Path]) -> None:
    """Behind a pipe a bed that nobody could end is not begun."""
    write(tmp_path / "1.hold.wav", hum(2.0, 50.0))
    listener = Listener([guide(five[0], tmp_path, handover="hold"), five[1]], waits=False)
    listener.sitting.begin()
    listener.listen(5.0)
    assert listener.sitting.over


def test_arrows_and_chapters(chaptered: Path) -> None:
    """Ten seconds on and back, never over an end; chapters on, and back to this one's start or the one before."""
    listener = Listener([chaptered])
    sitting = listener.sitting
    sitting.begin()
    assert [mark.title for mark in sitting.track.chapters] == ["One", "Two", "Three"]
    listener.listen(1.0)
    wishes = [
        (lambda: sitting.skip(10), 11.0),
        (lambda: sitting.skip(-30), 0.0),
        (lambda: sitting.skip(60), 29.0),
        (lambda: sitting.chapter(-1), 20.0),
        (lambda: sitting.chapter(-1), 10.0),
        (lambda: sitting.chapter(1), 20.0),
        (lambda: sitting.skip(-5), 15.0),
        (lambda: sitting.chapter(-1), 10.0),
    ]
    for wish, wanted in wishes:
        wish()
        assert sitting.position == pytest.approx(wanted, abs=0.001)
    sitting.chapter(1)
    sitting.chapter(1)
    assert "last chapter" in listener.said
    heard = listener.listen(1.0)
    assert np.abs(heard).max() > 0.05


def test_seeking_is_exact_to_the_frame(tmp_path: Path) -> None:
    """After ten seconds on, what is heard is what stands there."""
    sound = hum(30.0) * np.linspace(0.2, 1.0, 30 * RATE, dtype=np.float32)[:, np.newaxis]
    listener = Listener([write(tmp_path / "a.wav", sound)])
    listener.sitting.begin()
    listener.listen(2.5)
    listener.sitting.skip(10)
    heard = listener.listen(1.0)
    assert np.allclose(heard[RAMP:], read(sound)[round(12.5 * RATE) + RAMP :][: len(heard) - RAMP], atol=1e-6)


def test_the_balance_changes_in_the_same_place(tmp_path: Path) -> None:
    """With stems, b brings the voice forward, then the music, then what was mixed; the place stays."""
    voice, music = hum(12.0, 440.0, 0.2), hum(12.0, 110.0, 0.2)
    path = write(tmp_path / "a.wav", voice + music)
    for name, sound in (("voice", voice), ("music", music)):
        ffmpeg("-v", "error", "-f", "f32le", "-ar", "44100", "-ac", "2", "-i", "pipe:0", tmp_path / f"a.{name}.flac",
               given=sound.astype("<f4").tobytes())  # fmt: skip
    listener = Listener([path])
    listener.sitting.begin()
    listener.listen(1.0)
    heard = {}
    for wanted in ("voice forward", "music forward", "as mixed"):
        before = listener.sitting.position
        listener.sitting.rebalance()
        assert listener.sitting.balance == wanted
        assert listener.sitting.position == before
        start = round(before * RATE)
        heard[wanted] = listener.listen(1.0)[RAMP:] - (voice + music)[start + RAMP : start + RATE]
    assert np.abs(heard["as mixed"]).max() < 0.001
    assert np.abs(heard["voice forward"]).max() == pytest.approx(0.1, abs=0.005)
    assert np.abs(heard["music forward"]).max() == pytest.approx(0.074, abs=0.005)
    assert Listener([write(tmp_path / "b.wav", voice)]).sitting.begin() is None


def test_without_stems_there_is_one_balance(five: list[Path]) -> None:
    """The key then says what would make others."""
    listener = Listener(five)
    listener.sitting.begin()
    listener.sitting.rebalance()
    assert "--stems" in listener.said


def test_the_volume_never_goes_above_what_was_made(five: list[Path]) -> None:
    """Louder than it was made does not exist; softer is, down to a whisper."""
    listener = Listener(five)
    listener.sitting.begin()
    listener.sitting.louder(1)
    assert listener.sitting.decibels == 0
    listener.sitting.louder(-1)
    heard = listener.listen(1.0)
    assert np.abs(heard[RAMP:]).max() == pytest.approx(0.3 * 10 ** (-2 / 20), abs=0.001)
    for _ in range(50):
        listener.sitting.louder(-1)
    assert listener.sitting.decibels == -40


def test_the_sleep_timer_at_the_end_of_a_chapter_moves_with_the_listener(chaptered: Path) -> None:
    """It is set to the end of the chapter one is in, also after a seek, and fades there."""
    listener = Listener([chaptered])
    sitting = listener.sitting
    sitting.begin()
    listener.listen(1.0)
    minutes = []
    for _ in range(4):
        sitting.doze()
        minutes.append(sitting.sleeps_in)
    assert minutes == [900.0, 1800.0, 2700.0, 3600.0]
    sitting.doze()
    assert sitting.sleeps_in == pytest.approx(9.0, abs=0.01)
    sitting.skip(10)
    assert sitting.sleeps_in == pytest.approx(9.0, abs=0.01)
    heard = listener.listen(10.0)
    assert not heard[round(9.1 * RATE) :].any()
    assert sitting.paused
    assert "Space goes on" in listener.said
    sitting.toggle()
    assert np.abs(listener.listen(4.0)).max() > 0.05


def test_a_missing_file_is_said_and_the_next_is_played(tmp_path: Path, five: list[Path]) -> None:
    """What is gone, and what is no sound at all, is told calmly, once; what can be played is."""
    text = tmp_path / "text.mp3"
    text.write_text("not sound " * 1_000)
    listener = Listener(
        [tmp_path / "gone.mp3", text, StoreError("An address."), five[0], tmp_path / "late.mp3", five[1]]
    )
    listener.sitting.begin()
    assert listener.sitting.number == 3
    said = listener.said
    assert said.count("missing") == 1
    assert said.count("no sound") == 1
    assert "An address." in said
    listener.sitting.other(1)
    assert listener.sitting.number == 5
    listener.sitting.other(1)
    assert "Nothing comes after" in listener.said
    assert listener.sitting.number == 5


def test_nothing_that_can_be_played_is_an_error(tmp_path: Path) -> None:
    """One file that is not there is said by its own message; of several, all are told."""
    with pytest.raises(StoreError, match="missing"):
        Listener([tmp_path / "gone.mp3"]).sitting.begin()
    listener = Listener([tmp_path / "gone.mp3", tmp_path / "gone-too.mp3"])
    with pytest.raises(GuideError, match="Nothing here can be played"):
        listener.sitting.begin()
    assert listener.said.count("missing") == 2


@pytest.mark.parametrize("kind", ["mp3", "flac", "opus", "m4b", "wav"])
def test_a_file_that_was_cut_off_keeps_the_place_and_lets_the_next_be_played(tmp_path: Path, kind: str) -> None:
    """It plays as far as it goes, says so, and does not count as heard."""
    whole, cut = tmp_path / f"whole.{kind}", tmp_path / f"cut.{kind}"
    muxer = ["-f", "ipod", "-movflags", "+faststart"] if kind == "m4b" else []
    ffmpeg("-v", "error", "-f", "lavfi", "-i", "anoisesrc=d=12:a=0.1", "-ac", "2", *muxer, whole)
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    other = write(tmp_path / "other.wav", hum(2.0))
    listener = Listener([Recording(cut, cut.name, Seconds(12.0)), other], continuous=True)
    listener.sitting.begin()
    listener.listen(12.0)
    assert "before its time" in listener.said
    assert listener.sitting.number == 1


def test_a_file_that_was_replaced_is_said(five: list[Path]) -> None:
    """Where the playlist says another length, the listener hears of it, and the file is played."""
    listener = Listener([Recording(five[0], "1.wav", Seconds(600.0))])
    listener.sitting.begin()
    assert "was changed since" in listener.said
    assert np.abs(listener.listen(1.0)).max() > 0.2


def test_loudspeakers_that_go_keep_the_place(five: list[Path]) -> None:
    """Unplugged in the middle: silence, a calm message, the place as it was; space goes on when they are back."""
    listener = Listener(five)
    listener.sitting.begin()
    listener.listen(1.0)
    listener.device.lost = True
    listener.sitting.tick()
    assert "your place is kept" in listener.said
    assert listener.sitting.paused
    assert listener.sitting.position == pytest.approx(1.0, abs=0.001)

    def refuse(_: object) -> None:
        raise SpeakerError("There are no loudspeakers.")

    start, listener.device.start = listener.device.start, refuse  # type: ignore[method-assign]
    listener.sitting.toggle()
    assert "no loudspeakers" in listener.said
    listener.device.lost, listener.device.start = False, start  # type: ignore[method-assign]
    listener.sitting.toggle()
    heard = listener.listen(1.0)
    assert np.allclose(heard[RAMP:], read(hum(3.001, 100.0))[RATE + RAMP : 2 * RATE], atol=1e-6)
