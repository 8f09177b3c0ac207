"""What `music.toml` says, through a whole build: warnings, credits, and what is made again."""

from pathlib import Path

import pytest
from listening import ffmpeg, labelled
from practices import SETTINGS, Practice, assert_refused, unharmed

ONE, TWO, BED = "preparation/01-a", "preparation/02-b", "preparation/03-c"
RIVER = '["river.flac"]\ntitle = "River of Light"\nartist = "A. Composer"\nlicence = "CC BY 4.0"\n'
CREDIT = 'Music: "River of Light" by A. Composer (CC BY 4.0)'
SHORT = "  intro: 1s\n  outro: 1s"


@pytest.fixture
def shelf(practice: Practice) -> Practice:
    """Two guides that play a river, and one with a bed; `music.toml` is the test's."""
    (practice.root / "music").mkdir()
    for name in ("river", "sea"):
        ffmpeg("-f", "lavfi", "-i", "sine=220:d=4", practice.root / "music" / f"{name}.flac")
    practice.write(ONE, "Rest.", f"music:\n  track: river.flac\n{SHORT}")
    practice.write(TWO, "Rest.\n\n[music sea.flac, fade 1s]\n\nGood.", f"music:\n  track: river.flac\n{SHORT}")
    practice.write(BED, "Rest.", f"music:\n  track: stillness\n{SHORT}")
    return practice


def describe(practice: Practice, text: str) -> None:
    (practice.root / "music" / "music.toml").write_text(text, encoding="utf-8")


def warned(practice: Practice, *command: str) -> list[str]:
    ran = practice.run("--json", *command)
    assert ran.code == 0, ran.out
    problems = [event for event in ran.events if event["event"] == "problem"]
    assert all(problem["severity"] == "warning" and problem["hint"] for problem in problems)
    return [f"{problem['file']}:{problem['line']}: {problem['message']}" for problem in problems]


def test_missing_rights_warn_once_for_each_track(shelf: Practice) -> None:
    """One warning for a track, however many guides play it; at its line, or at the file where it has none."""
    describe(shelf, '\n["river.flac"]\nlicence = "CC BY-NC-ND 4.0"\n')
    for command in ("check", "build"):
        river, sea = warned(shelf, command)
        assert river == (
            "music/music.toml:2: river.flac may not be laid under a voice (CC BY-NC-ND 4.0), "
            "and has no word on whether it may be handed to clients (CC BY-NC-ND 4.0)."
        )
        assert sea.startswith("music/music.toml:None: sea.flac has no entry in music.toml")
    assert len(warned(shelf, "build")) == 2, "they are told while they last, although nothing is built"
    assert warned(shelf, "build", BED) == []


def test_with_every_right_nothing_is_said(shelf: Practice) -> None:
    """Yes for mix and give is enough; a day that has passed is not."""
    sea = '["sea.flac"]\nmix = "yes"\ngive = "yes"\n'
    describe(shelf, RIVER + sea)
    assert warned(shelf, "check") == []
    describe(shelf, RIVER + sea + "expires = 2020-12-31\n")
    assert warned(shelf, "check") == ["music/music.toml:5: sea.flac could be used until 2020-12-31 and not since."]


def test_the_practices_usual_music_counts(shelf: Practice) -> None:
    """A track that only `guides.toml` names is looked at too."""
    shelf.script(ONE).unlink()
    shelf.script(TWO).unlink()
    shelf.settings(SETTINGS + '[music]\nsupport = "river.flac"\n')
    assert warned(shelf, "check") == []
    shelf.write("support/01-d", "Rest.")
    assert "river.flac has no entry" in warned(shelf, "check")[0]


@pytest.mark.parametrize("format", ["mp3", "m4b", "opus", "flac", "wav"])
def test_credits_reach_the_tags_and_the_report(shelf: Practice, format: str) -> None:
    """Every kind of file says whom its music is owed to; with a bed there is nobody to name."""
    describe(shelf, RIVER)
    shelf.write(ONE, "Rest.", f"summary: A first rest.\nmusic:\n  track: river.flac\n{SHORT}")
    shelf.build("--format", format, ONE, BED)
    tags = labelled(shelf.out(f"{ONE}.{format}")).tags
    assert any(CREDIT in text for text in tags.values()), tags
    assert shelf.report[ONE]["credits"] == CREDIT
    assert shelf.report[BED]["credits"] == ""
    assert not any("Music:" in text for text in labelled(shelf.out(f"{BED}.{format}")).tags.values())


def test_credits_follow_the_order_in_which_tracks_play(shelf: Practice) -> None:
    """Each once; a purchase is nobody's business."""
    describe(shelf, '["sea.flac"]\ntitle = "Sea"\nlicence = "bought, receipt 4711"\n' + RIVER)
    shelf.build(TWO)
    assert shelf.report[TWO]["credits"] == CREDIT + '; "Sea"'


def test_new_facts_make_a_guide_again(shelf: Practice) -> None:
    """Another title is in the tags, without anything spoken or rendered; what is in no file rebuilds nothing."""
    describe(shelf, RIVER)
    shelf.build()
    describe(shelf, RIVER + 'proof = "letter"\nlyrics = false\n')
    assert shelf.build().event("build-planned")["stale"] == []
    describe(shelf, RIVER.replace("River of Light", "Slow River"))
    ran = shelf.build("--explain")
    reasons = {event["id"]: event["reasons"] for event in ran.events if event["event"] == "explained"}
    assert reasons == {ONE: ["its music changed"], TWO: ["its music changed"], BED: []}
    finished = [event for event in ran.events if event["event"] == "guide-finished"]
    assert [(event["spoken_now"], event["segments_rendered"]) for event in finished] == [(0, 0), (0, 0)]
    assert "Slow River" in shelf.report[ONE]["credits"]


def test_an_error_in_music_toml_stops_only_who_needs_it(shelf: Practice) -> None:
    """Guides that play files fail with file and line, and stay as they were; with --keep-going the others are made."""
    describe(shelf, RIVER)
    shelf.build()
    describe(shelf, RIVER + "mix = true\n")
    with unharmed(shelf):
        assert_refused(shelf.run("check"), "music/music.toml:5:1", 'Write mix = "yes", "no" or "unknown".')
        stopped = shelf.run("build")
        assert stopped.code == 1
        assert stopped.err.count("music/music.toml:5:1: error: ") == 1
    shelf.write(BED, "Rest now.", f"music:\n  track: stillness\n{SHORT}")
    before = Path(shelf.out(f"{BED}.mp3")).read_bytes()
    assert shelf.run("build").code == 1
    assert shelf.out(f"{BED}.mp3").read_bytes() == before
    assert shelf.run("build", "--keep-going").code == 1
    assert shelf.out(f"{BED}.mp3").read_bytes() != before
    assert shelf.run("build", BED).code == 0


def test_a_broken_track_does_not_stop_the_batch(shelf: Practice) -> None:
    """With --keep-going the guides without it are made."""
    describe(shelf, RIVER)
    (shelf.root / "music" / "sea.flac").write_bytes(b"no music")
    ran = shelf.run("build", "--keep-going")
    assert ran.code == 1
    assert "music/sea.flac: error: There is no sound" in ran.err
    assert sorted(shelf.report) == [ONE, BED]
