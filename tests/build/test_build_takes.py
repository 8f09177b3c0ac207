"""Recorded takes in a built guide: as loud as the voice, without a click, and rebuilt only where they change."""

from pathlib import Path

import numpy as np
import pytest
from listening import decoded, loudness
from practices import Once, Practice
from recordings import RATE, Sound, at, room, save, silence, speech, spoken

ID = "preparation/01-a"
SPOKEN = (
    "Welcome. Find a place where you can rest for a while, and let the ground hold you.",
    "Let the breath come by itself. There is nothing that you need to do right now.",
    "See if some part of you is unsure about what comes next. [pause 4s] It is welcome here, too.",
    "Nothing has to change today. You can stop whenever you like, and come back to the room.",
    "Rest.",
    "Look around, and find one thing that is a colour you like. Take your time to get up.",
)
HALF = "\n\n".join(
    f"[take #part-{number}]\n\n{text}" if number % 2 == 0 else text for number, text in enumerate(SPOKEN)
)
"""Every second paragraph is labelled; between two paragraphs lie at least two seconds."""


def _folder(practice: Practice) -> Path:
    return practice.root / "takes" / ID


def _record(practice: Practice) -> None:
    """One take in 44.1 kHz stereo at −35 LUFS with some noise, one of a single word, one in 16 kHz mono at −12."""
    folder = _folder(practice)
    quiet = at(spoken(SPOKEN[0]), -35)
    stereo = np.repeat(room(np.concatenate([silence(1.2), quiet, silence(2)]), 45)[:, np.newaxis], 2, axis=1)
    save(folder / "part-0.flac", stereo)
    loud = spoken(SPOKEN[2].replace("[pause 4s] ", ""))[::2]
    loud = at(np.concatenate([silence(0.5, 16_000), loud, silence(0.5, 16_000)]), -12, 16_000)
    save(folder / "part-2.wav", loud, 16_000)
    save(folder / "part-4.m4a", np.concatenate([silence(0.7), at(spoken("Rest."), -28), silence(1)]))


@pytest.fixture(scope="module")
def recorded(once: Once) -> Practice:
    """A guide with half its paragraphs recorded, and another without recordings, built with stems."""

    def make(practice: Practice) -> None:
        practice.write(ID, HALF, "music:\n  intro: 2s\n  outro: 4s")
        practice.write("support/01-b", "Rest a while.")
        _record(practice)
        practice.build("--stems")

    return once("recorded", make)


@pytest.fixture
def practice_with_takes(recorded: Practice, tmp_path: Path) -> Practice:
    """The same, to be changed."""
    return recorded.copy(tmp_path / "practice")


def _passages(voice: Sound) -> list[Sound]:
    """The stretches of a voice stem between pauses of over two seconds."""
    sounding = np.flatnonzero(np.abs(voice).max(axis=1) > 1e-4)
    gaps = np.flatnonzero(np.diff(sounding) > 2 * RATE)
    starts, ends = [sounding[0], *sounding[gaps + 1]], [*sounding[gaps], sounding[-1]]
    return [voice[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def test_every_passage_is_as_loud_as_the_voice(recorded: Practice) -> None:
    """From −35 and −12 LUFS, stereo and mono: each passage of the voice stem is within 1 LU of −18 LUFS."""
    passages = _passages(decoded(recorded.out(f"{ID}.voice.flac")))
    assert len(passages) == len(SPOKEN)
    around = np.zeros((RATE * 2 // 5, 2), np.float32)
    for passage in passages:
        assert loudness(np.concatenate([around, passage, around])).lufs == pytest.approx(-18, abs=1.0)


def test_no_edge_clicks(recorded: Practice) -> None:
    """No step between samples within 10 ms of an edge is larger than those inside, and edges begin at nothing."""
    for passage in _passages(decoded(recorded.out(f"{ID}.voice.flac"))):
        steps = np.abs(np.diff(passage[:, 0], prepend=0.0, append=0.0))
        edge = RATE // 100
        assert max(steps[:edge].max(), steps[-edge:].max()) < steps[edge:-edge].max()
        assert max(abs(passage[0, 0]), abs(passage[-1, 0])) < 1e-3


def test_takes_stand_where_their_paragraphs_stood(recorded: Practice) -> None:
    """One cue each in the transcript with all its words; the recording's own pause replaces the one inside."""
    text = recorded.out(f"{ID}.vtt").read_text()
    assert "See if some part of you is unsure about what comes next. It is welcome here, too." in " ".join(text.split())
    entry = recorded.report[ID]
    assert entry["utterances"] == 3 + 6
    assert entry["spoken_now"] == 6
    assert entry["voice"] == "tone"
    assert 100 < entry["words_per_minute"] < 260


def test_a_take_costs_nothing_again(practice_with_takes: Practice) -> None:
    """Another paragraph changed: no recording is decoded or processed again."""
    practice = practice_with_takes
    before = {path: path.stat().st_mtime_ns for path in practice.cached("speech")}
    path = practice.script(ID)
    path.write_text(path.read_text().replace("Nothing has to change", "Nothing must change"))
    assert practice.build().event("guide-finished")["spoken_now"] == 1
    now = {path: path.stat().st_mtime_ns for path in practice.cached("speech")}
    assert len(now) == len(before) + 1
    assert now.items() > before.items()
    assert practice.build().event("built")["built"] == []


def test_a_new_recording_rebuilds_its_guide_alone(practice_with_takes: Practice) -> None:
    """The file's content counts, and the reason is said; what it says is what the script says now."""
    practice = practice_with_takes
    old = (_folder(practice) / "takes.toml").read_text()
    save(_folder(practice) / "part-0.flac", np.concatenate([silence(1), speech(6), silence(1)]))
    ran = practice.build("--explain")
    assert ran.event("built")["built"] == [ID]
    (reason,) = [event["reasons"] for event in ran.events if event["event"] == "explained" and event["id"] == ID]
    assert "its takes changed" in reason
    new = (_folder(practice) / "takes.toml").read_text()
    assert new.split("[part-2]")[1] == old.split("[part-2]")[1]
    assert new != old


def test_copies_touched_by_time_alone_change_nothing(practice_with_takes: Practice) -> None:
    """The same recording saved again is the same recording."""
    path = _folder(practice_with_takes) / "part-0.flac"
    path.write_bytes(path.read_bytes())
    assert practice_with_takes.build().event("built")["built"] == []


def test_drafts_and_other_voices_keep_the_takes(practice_with_takes: Practice) -> None:
    """`--draft` and `--voice` choose who speaks the rest."""
    practice = practice_with_takes
    for options in (("--draft",), ("--voice", "tone", "--force")):
        practice.build(ID, *options)
    assert practice.out(f"draft/{ID}.mp3").is_file()
    draft = (practice.out("draft/report.json")).read_text()
    assert '"utterances": 9' in draft


def test_a_recording_may_be_silent_for_long_without_music(practice: Practice) -> None:
    """Silences inside a recording are its own: without music the gate does not take them for a fault."""
    practice.write("support/01-x", "[take #a]\n\nRest here for a long while. And come back.", "music: off")
    sound = np.concatenate([speech(3), silence(8), speech(3, seed=2)])
    save(practice.root / "takes/support/01-x/a.wav", sound)
    practice.build()
    assert practice.report["support/01-x"]["seconds"] > 14


def test_a_guide_of_recordings_alone_speaks_nothing(practice: Practice) -> None:
    """Nobody has to speak where all is recorded."""
    practice.write("support/01-x", "[take #a]\n\nRest a while.\n\n[bell]\n\n[take #b]\n\nAnd come back.")
    for name in "ab":
        save(practice.root / f"takes/support/01-x/{name}.mp3", np.concatenate([silence(0.3), speech(1.5), silence(1)]))
    practice.build()
    assert practice.report["support/01-x"]["spoken_now"] == 0
    assert practice.cached("calibration") == []


def test_length_and_at_know_how_long_a_take_is(practice: Practice) -> None:
    """`plan` and `check` count the recording's own length, as `build` does."""
    practice.write("support/01-x", "[take #a]\n\nRest.\n\n[at 10s]\n\nEnd.", "music: off")
    save(practice.root / "takes/support/01-x/a.wav", speech(5))
    assert practice.run("check").code == 0
    save(practice.root / "takes/support/01-x/a.wav", speech(15))
    assert practice.run("check").code == 1
    assert practice.run("build").code == 1
