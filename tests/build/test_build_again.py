"""A second build does what changed and nothing else, and says why."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from practices import SETTINGS, Once, Practice, Ran

from guides.store import ffmpeg, ffmpeg_child

LONG = """
Welcome here. It is quiet.

[at 40s]

Let your shoulders sink. Nothing is asked of you.

[at 1m20s]

Look around. You are here.
"""
"""A guide of five segments, in two places held by time."""
FRONT = "music:\n  intro: 2s\n  outro: 30s"


@pytest.fixture(scope="module")
def long_once(once: Once) -> Practice:
    def make(practice: Practice) -> None:
        practice.write("preparation/01-a", LONG, FRONT)
        practice.write("support/01-b", "Rest a while.")
        practice.build()

    return once("long", make)


@pytest.fixture
def long(long_once: Practice, tmp_path: Path) -> Practice:
    """A built practice that a test may change."""
    return long_once.copy(tmp_path / "practice")


def finished(ran: Ran) -> dict[str, Any]:
    return ran.event("guide-finished")


def test_nothing_changed_writes_nothing(long: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speaks nothing, starts no process, and touches no file, not even in the cache."""
    before = long.stamps()
    monkeypatch.setattr(ffmpeg_child.subprocess, "Popen", None)
    ffmpeg._version.cache_clear()
    ffmpeg._asked.cache_clear()
    ran = long.build()
    assert ran.event("built") == {
        "event": "built",
        "built": [],
        "fresh": ["preparation/01-a", "support/01-b"],
        "failed": [],
    }
    assert long.stamps() == before
    assert long.run("build").out == "Nothing changed: 2 guides are up to date.\n"


def test_one_sentence_costs_one_utterance_and_its_segments(long: Practice) -> None:
    """A changed sentence is spoken alone, and only segments up to the next `[at]` are rendered."""
    path = long.script("preparation/01-a")
    path.write_text(path.read_text().replace("It is quiet.", "It is quiet and warm."))
    event = finished(long.build())
    assert event["id"] == "preparation/01-a"
    assert event["spoken_now"] == 1
    assert event["segments"] == 5
    # The words before 40 s lie in the first segment (25.6 s); the music rises into the second.
    assert 1 <= event["segments_rendered"] <= 2
    assert long.report["preparation/01-a"]["spoken_now"] == 1
    assert long.report["support/01-b"]["spoken_now"] == 1


def test_the_end_of_a_guide_costs_the_segments_from_there(long: Practice) -> None:
    """A change after the last `[at]` renders from there to the end."""
    path = long.script("preparation/01-a")
    path.write_text(path.read_text().replace("You are here.", "You are here again."))
    event = finished(long.build())
    assert (event["spoken_now"], event["segments_rendered"]) == (1, 2)


def test_a_title_costs_no_sound(long: Practice) -> None:
    """What stands only in tags is written anew from the encoded segments."""
    long.write("preparation/01-a", LONG, f"title: Another name\n{FRONT}")
    event = finished(long.build())
    assert (event["spoken_now"], event["segments_rendered"]) == (0, 0)


def test_only_what_changed_is_built(long: Practice) -> None:
    """The other guide's files keep their time of writing."""
    before = long.stamps()
    long.write("support/01-b", "Rest a little while.")
    long.build()
    after = long.stamps()
    changed = {name for name in after if after[name] != before.get(name) and name.startswith("audio_out")}
    assert changed == {
        "audio_out/support/01-b.mp3",
        "audio_out/support/01-b.vtt",
        "audio_out/support.m3u8",
        "audio_out/program.m3u8",
        "audio_out/report.json",
        "audio_out/report.html",
    }


def explained(ran: Ran) -> dict[str, list[str]]:
    return {event["id"]: event["reasons"] for event in ran.events if event["event"] == "explained"}


def test_explain_names_the_reason(long: Practice) -> None:
    """`--explain` says what changed of each guide, and that nothing did of the others."""
    path = long.script("preparation/01-a")
    path.write_text(path.read_text() + "\nStay.\n")
    assert explained(long.build("--explain")) == {"preparation/01-a": ["its text changed"], "support/01-b": []}
    long.settings(SETTINGS + '[pauses]\nsentence = "1s"\n')
    reasons = explained(long.build("support", "--explain"))
    assert reasons["support/01-b"] == ["[pauses] in guides.toml changed"]
    long.out("support/01-b.mp3").unlink()
    assert explained(long.build("support", "--explain"))["support/01-b"] == ["support/01-b.mp3 is missing"]
    long.out("support/01-b.mp3").write_bytes(b"torn")
    assert explained(long.build("support", "--explain"))["support/01-b"] == [
        "support/01-b.mp3 was changed by something else"
    ]
    assert "support/01-b: nothing changed" in long.run("build", "support", "--explain").out


def test_a_damaged_output_is_mended(long: Practice) -> None:
    """A guide that something else changed is put back, byte for byte, from the cache."""
    before = long.sounds()
    long.out("preparation/01-a.mp3").write_bytes(b"torn")
    event = finished(long.build())
    assert event["segments_rendered"] == 0
    assert long.sounds() == before


def test_music_that_changed_is_heard(practice: Practice) -> None:
    """A music file with other sound under the same name makes its guides again."""
    from listening import ffmpeg as outside

    music = practice.root / "music" / "river.wav"
    music.parent.mkdir()
    tone = ["-f", "lavfi", "-i", "sine=330:d=4", "-y", str(music)]
    outside(*tone)
    practice.write("support/01-a", "Rest a while.", "music:\n  track: river.wav\n  intro: 1s\n  outro: 2s")
    practice.build()
    first = practice.outputs()["support/01-a.mp3"]
    outside(*["sine=440:d=4" if part.startswith("sine") else part for part in tone])
    assert explained(practice.build("--explain")) == {"support/01-a": ["its music changed"]}
    assert practice.outputs()["support/01-a.mp3"] != first


def test_force_renders_again_and_speaks_nothing(long: Practice) -> None:
    """`--force` mixes and encodes every segment again, from cached speech, to the same bytes."""
    before = long.sounds()
    ran = long.build("--force", "preparation")
    event = finished(ran)
    assert (event["spoken_now"], event["segments_rendered"]) == (0, event["segments"])
    assert long.sounds() == before


def test_drafts_stand_apart(long: Practice) -> None:
    """`--draft` writes guides, playlists and report below `audio_out/draft/`, and nothing beside it."""
    before = long.outputs()
    ran = long.run("build", "--draft")
    assert ran.code == 0
    assert "audio_out/draft/support/01-b.mp3" in ran.out
    after = long.outputs()
    assert {name: digest for name, digest in after.items() if not name.startswith("draft/")} == before
    assert {name for name in after if name.startswith("draft/")} >= {
        "draft/preparation/01-a.mp3",
        "draft/support/01-b.vtt",
        "draft/program.m3u8",
        "draft/report.json",
        "draft/report.html",
    }
    long.script("support/01-b").unlink()
    long.build("--draft")
    assert "draft/support/01-b.mp3" not in long.outputs()
    assert "support/01-b.mp3" in long.outputs()
    long.build()
    assert "support/01-b.mp3" not in long.outputs()


def test_stems_are_kept_up_once_asked_for(long: Practice) -> None:
    """Stems that were asked for once are made again with their guide; asking alone is a reason to build."""
    assert explained(long.build("support", "--stems", "--explain")) == {"support/01-b": ["its stems were asked for"]}
    first = long.outputs()["support/01-b.voice.flac"]
    long.write("support/01-b", "Rest a little while.")
    long.build()
    assert long.outputs()["support/01-b.voice.flac"] != first


def test_another_voice_is_spoken(long: Practice) -> None:
    """`--voice` that names the same voice changes nothing; the script's text decides nothing else."""
    assert long.build("--voice", "tone").event("built")["built"] == []


def test_names_choose_guides(long: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guide is named by its id, its collection, or its script's path from here or from the practice."""
    monkeypatch.chdir(long.root / "scripts")
    for name in (
        "support/01-b",
        "support",
        "scripts/support/01-b.md",
        str(long.script("support/01-b")),
        "support/01-b.md",
    ):
        event = long.build(name).event("built")
        assert event["fresh"] == ["support/01-b"], name


def test_two_builds_at_a_time_wait_for_each_other(long: Practice) -> None:
    """The second waits for the first; both succeed and the result is that of one."""
    before = long.sounds()
    first, second = (long.start("build", "--force", "support") for _ in range(2))
    for process in (first, second):
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")
    assert long.sounds() == before


def test_a_link_to_a_practice_works(long: Practice, tmp_path: Path) -> None:
    """A practice is the same through a symbolic link."""
    link = tmp_path / "link"
    link.symlink_to(long.root)
    from practices import run

    ran = run("-C", str(link), "build")
    assert (ran.code, ran.out) == (0, "Nothing changed: 2 guides are up to date.\n")


def test_a_copy_without_its_times_is_the_same_practice(long: Practice, tmp_path: Path) -> None:
    """Brought back from a backup, or copied to a new machine, nothing is made again; what was changed there is."""
    copied = Practice(shutil.copytree(long.root, tmp_path / "copied", copy_function=shutil.copy), None)
    before = copied.sounds()
    assert copied.run("build").out.startswith("Nothing changed")
    assert copied.sounds() == before
    words = next(copied.root.glob("audio_out/*/*.vtt"))
    words.write_bytes(words.read_bytes()[:-1] + b"x")
    assert "was changed by something else" in copied.run("build", "--explain").out
    assert copied.sounds() == before
