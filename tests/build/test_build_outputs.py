"""What a build writes, by name, and what its report says."""

import shutil
from pathlib import Path

import pytest
from practices import Practice, Ran

FIELDS = {
    "file",
    "seconds",
    "planned_seconds",
    "voice_lufs",
    "master_lufs",
    "true_peak_dbtp",
    "bed_under_voice_lu",
    "words",
    "words_per_minute",
    "silence_share",
    "chapters",
    "utterances",
    "spoken_now",
    "voice",
    "engine",
    "sha256",
    "problems",
    "credits",
}


def test_files_have_the_names_of_the_contract(built: Practice) -> None:
    """A guide, its transcript and stems are named by its id; collections and programme have a playlist."""
    ids = ["journey/01-opening", "preparation/01-meeting", "preparation/02-breath", "support/01-anchor"]
    guides = [f"{id}{ending}" for id in ids for ending in (".mp3", ".music.flac", ".voice.flac", ".vtt")]
    lists = ["journey.m3u8", "preparation.m3u8", "support.m3u8", "program.m3u8"]
    assert set(built.outputs()) == {*guides, *lists, "report.json", "report.html"}


def test_the_report_has_exactly_its_fields(built: Practice) -> None:
    """Every guide has every field of the contract and no other."""
    assert set(built.report) == {
        "journey/01-opening",
        "preparation/01-meeting",
        "preparation/02-breath",
        "support/01-anchor",
    }
    for entry in built.report.values():
        assert set(entry) == FIELDS


def test_the_report_tells_the_truth(built: Practice) -> None:
    """Files, hashes, voices, words and chapters of the report are those of the guides."""
    hashes = built.outputs()
    for id, entry in built.report.items():
        assert entry["file"] == f"{id}.mp3"
        assert entry["sha256"] == hashes[entry["file"]]
        assert (entry["voice"], entry["engine"], entry["problems"]) == ("tone", "tone", [])
        assert entry["seconds"] == entry["planned_seconds"]
    short = built.report["preparation/02-breath"]
    assert (short["words"], short["utterances"], short["spoken_now"]) == (4, 3, 3)
    assert short["chapters"] == [{"title": "“Breath” & rest", "start": 0.0}]
    assert 0.9 < short["silence_share"] < 1
    meeting = built.report["preparation/01-meeting"]
    assert [chapter["title"] for chapter in meeting["chapters"]] == [
        "Meeting your protectors",
        "A part that “protects” & helps",
        "Coming back: slowly",
    ]
    assert built.report["support/01-anchor"]["bed_under_voice_lu"] is None


def test_words_per_minute_leave_marked_pauses_out(practice: Practice) -> None:
    """A long `[pause]` makes a guide longer and no slower; an automatic sentence pause counts."""
    practice.write("support/01-a", "One two three four five. Six seven eight nine ten.")
    practice.write("support/02-b", "One two three four five. [pause 9s] Six seven eight nine ten.")
    practice.build()
    plain, paused = practice.report["support/01-a"], practice.report["support/02-b"]
    assert paused["seconds"] == pytest.approx(plain["seconds"] + 9 - 0.8, abs=0.01)
    # The same speech, 0.8 s of sentence pause less.
    slower, faster = 600 / plain["words_per_minute"], 600 / paused["words_per_minute"]
    assert slower - faster == pytest.approx(0.8, abs=0.02)


def test_the_transcript_stands_in_time(built: Practice) -> None:
    """The `.vtt` holds every spoken sentence in order, and no note, heading or cue."""
    text = built.out("preparation/01-meeting.vtt").read_text(encoding="utf-8")
    assert text.startswith("WEBVTT")
    assert text.index("Welcome.") < text.index("let the breath come") < text.index("Take your time")
    assert "[" not in text.replace("[A part", "")
    assert "Coming back" not in text
    times = [line.split(" --> ") for line in text.splitlines() if "-->" in line]
    assert times == sorted(times)
    assert len(times) == built.report["preparation/01-meeting"]["utterances"] + 2  # two rounds of breathing words


def test_the_build_tells_its_guides_as_json(first_build: tuple[Practice, Ran]) -> None:
    """`--json` gives one line for each guide with what was spoken and rendered, and one for the whole."""
    _, ran = first_build
    finished = {event["id"]: event for event in ran.events if event["event"] == "guide-finished"}
    assert finished["preparation/01-meeting"]["file"] == "preparation/01-meeting.mp3"
    assert all(event["segments_rendered"] == event["segments"] for event in finished.values())
    assert ran.event("built") == {"event": "built", "built": list(finished), "fresh": [], "failed": []}


def test_outputs_need_nothing_of_the_cache(tmp_path: Path, built: Practice) -> None:
    """`.guides/` may be deleted at any time: the same guides come out again."""
    copy = built.copy(tmp_path / "copy")
    shutil.rmtree(copy.root / ".guides")
    copy.out("support/01-anchor.mp3").unlink()
    copy.build("support", "--stems")
    assert copy.sounds() == built.sounds()
    assert copy.report == built.report
