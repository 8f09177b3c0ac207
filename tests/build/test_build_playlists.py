"""Playlists: in the practice's order, on relative paths, following what there is."""

from pathlib import Path

import pytest
from practices import SETTINGS, Practice

LISTS = ("program", "preparation", "journey", "support")


def entries(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def test_playlists_hold_the_practice_in_its_order(built: Practice) -> None:
    """A collection's playlist has its guides by number; the programme's has all, by the order of collections."""
    assert entries(built.out("preparation.m3u8")) == ["preparation/01-meeting.mp3", "preparation/02-breath.mp3"]
    assert entries(built.out("program.m3u8")) == [
        "preparation/01-meeting.mp3",
        "preparation/02-breath.mp3",
        "journey/01-opening.mp3",
        "support/01-anchor.mp3",
    ]


def test_playlists_say_what_they_name(built: Practice) -> None:
    """Each entry tells the length, the practice and the guide's title."""
    lines = built.out("preparation.m3u8").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#EXTM3U"
    assert "#PLAYLIST:Nine sessions: preparation" in lines
    seconds = round(built.report["preparation/02-breath"]["seconds"])
    assert f"#EXTINF:{seconds},A quiet practice - “Breath” & rest" in lines


@pytest.mark.parametrize("name", LISTS)
def test_entries_resolve_after_the_folder_was_moved(built: Practice, tmp_path: Path, name: str) -> None:
    """Every path is relative: a copy of `audio_out/` anywhere else plays."""
    import shutil

    moved = tmp_path / "on a stick"
    shutil.copytree(built.out(""), moved)
    listed = entries(moved / f"{name}.m3u8")
    assert listed
    for entry in listed:
        assert "\\" not in entry
        path = (moved / entry).resolve()
        assert path.is_relative_to(moved)
        assert path.is_file()


def test_the_practice_chooses_the_order_of_its_collections(practice: Practice) -> None:
    """`collections` in `guides.toml` orders the programme; collections that it leaves out follow by name."""
    practice.settings(SETTINGS.replace("[voice]", 'collections = ["support", "evenings"]\n[voice]'))
    for id in ("evenings/01-a", "mornings/01-a", "dawns/01-a", "support/01-a"):
        practice.write(id, "Rest a while.", "kind: support")
    practice.build()
    wanted = ["support/01-a.mp3", "evenings/01-a.mp3", "dawns/01-a.mp3", "mornings/01-a.mp3"]
    assert entries(practice.out("program.m3u8")) == wanted


def test_a_partial_build_keeps_the_others_in_the_playlists(practice: Practice) -> None:
    """Building one collection leaves the rest of the programme where it was, with and without the journal."""
    import shutil

    practice.write("support/01-a", "Rest a while.")
    practice.write("evenings/01-a", "Rest a while.", "kind: support")
    practice.build()
    whole = practice.sounds()
    practice.build("support", "--force")
    assert practice.sounds() == whole
    shutil.rmtree(practice.root / ".guides")
    practice.build("support")
    assert practice.sounds() == whole
    assert set(practice.report) == {"support/01-a", "evenings/01-a"}


def test_playlists_and_report_follow_a_guide_that_is_removed(practice: Practice) -> None:
    """A guide that is gone is gone from playlists and report, its files too; an empty playlist is removed."""
    practice.write("support/01-a", "Rest a while.")
    practice.write("support/02-b", "Rest a while.")
    practice.write("evenings/01-a", "Rest a while.", "kind: support")
    practice.build("--stems")
    practice.script("evenings/01-a").unlink()
    practice.script("support/01-a").unlink()
    ran = practice.build()
    assert entries(practice.out("program.m3u8")) == ["support/02-b.mp3"]
    assert set(practice.report) == {"support/02-b"}
    stems = {f"support/02-b{end}" for end in (".mp3", ".vtt", ".voice.flac", ".music.flac")}
    assert set(practice.outputs()) == {*stems, "support.m3u8", "program.m3u8", "report.json", "report.html"}
    assert "evenings.m3u8" in ran.event("files-written")["removed"]
    practice.script("support/02-b").unlink()
    practice.build()
    assert practice.report == {}
    assert set(practice.outputs()) == {"report.json", "report.html"}


def test_a_renamed_script_takes_its_outputs_along(practice: Practice) -> None:
    """Under its new name the guide is built from what was spoken; nothing of the old name stays."""
    practice.write("support/01-a", "Rest a while.", "title: Rest")
    practice.build()
    practice.script("support/01-a").rename(practice.script("support/03-rest"))
    ran = practice.build()
    finished = ran.event("guide-finished")
    assert (finished["spoken_now"], finished["segments_rendered"]) == (0, 0)
    assert {name for name in practice.outputs() if name.startswith("support/")} == {
        "support/03-rest.mp3",
        "support/03-rest.vtt",
    }


def test_a_file_that_is_not_a_guides_stays(practice: Practice) -> None:
    """What somebody else put into `audio_out/` is never removed."""
    practice.write("support/01-a", "Rest a while.")
    practice.build()
    note = practice.out("support/note.txt")
    note.write_text("mine")
    other = practice.out("mixtape.m3u8")
    other.write_text("#EXTM3U\n")
    practice.script("support/01-a").unlink()
    practice.write("support/02-b", "Rest a while.")
    practice.build()
    assert note.read_text() == "mine"
    assert other.is_file()
