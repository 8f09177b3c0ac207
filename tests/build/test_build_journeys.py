"""Journeys as a practice builds them: by route, with and without words, and passed on without a seam."""

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from listening import decoded, labelled
from mutagen.flac import FLAC
from practices import SETTINGS, Once, Practice, assert_refused, unharmed

from guides.sound.loudness import HopMeter, short_term
from guides.units import Seconds

RATE = 44_100
SHORT_ROUTES = SETTINGS + "[routes]\nim = [0.4, 0.5, 0.6, 0.8, 0.6, 1.2]\nnone = [0.3, 0.3, 0.3, 0.3, 0.3, 1.4]\n"
"""Minutes; 4:06 and 2:54 in all."""
WORDS = """
[at 20s]

You are welcome here.

[at peak+10s]

There is room for all of it.

[at return+5s]

Slowly, in your own time.
"""


@pytest.fixture(scope="module")
def journey(once: Once) -> Practice:
    """An opening, a journey that flows on, and a return; the journey also without its words. To be read only."""
    return once("journey", fill)


def fill(practice: Practice) -> None:
    practice.settings(SHORT_ROUTES)
    practice.write("journey/01-opening", "Welcome.\n\n[silence 20s]\n\nRest now.", "kind: opening")
    practice.write("journey/02-journey", WORDS, "route: im\npresent: clinician\nhandover: flow\ntitle: Journey")
    practice.write("journey/03-return", "Welcome back.\n\n[silence 20s]\n\nGood.", "kind: return")
    # Fifteen minutes to wait in would take longer to make than all else.
    with patch("guides.build.joints.HOLD_LENGTH", Seconds(80.0)):
        practice.build("--wordless")


def test_a_journey_lasts_as_long_as_its_route(journey: Practice) -> None:
    """To the frame, with words and without."""
    assert journey.report["journey/02-journey"]["seconds"] == pytest.approx(246.0, abs=0.001)
    for name in ("02-journey.mp3", "02-journey.wordless.mp3"):
        assert len(decoded(journey.out(f"journey/{name}"))) == 246 * RATE


def test_words_wait_for_their_phase(journey: Practice) -> None:
    """`[at peak+10s]` is ten seconds into the peak of this route."""
    text = journey.out("journey/02-journey.vtt").read_text()
    assert "00:01:40.000 --> " in text
    assert "00:02:59.000 --> " in text


def test_the_journey_without_words_is_never_ducked(journey: Practice) -> None:
    """Where nobody speaks near, it is the same music; where somebody does, it stays up."""
    spoken = decoded(journey.out("journey/02-journey.mp3"))
    alone = decoded(journey.out("journey/02-journey.wordless.mp3"))
    far = slice(60 * RATE, 80 * RATE)
    assert np.sqrt(np.mean((spoken[far] - alone[far]) ** 2)) < 0.1 * np.sqrt(np.mean(alone[far] ** 2))
    loudness = short_term(HopMeter().add(alone[: 200 * RATE]))
    assert np.abs(np.diff(loudness[60:])).max() < 1.0
    assert labelled(journey.out("journey/02-journey.wordless.mp3")).tags["title"] == "Journey: music only"


def test_the_end_of_a_journey_is_a_long_fade(journey: Practice) -> None:
    """Without words it sinks for a minute, and ends in silence."""
    alone = decoded(journey.out("journey/02-journey.wordless.mp3"))
    parts = [float(np.sqrt(np.mean(alone[-second * RATE :][:RATE] ** 2))) for second in (45, 30, 15, 1)]
    assert parts == sorted(parts, reverse=True)
    assert np.abs(alone[-RATE // 20 :]).max() < 1e-3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("01-opening.mp3", "01-opening.hold.mp3"),
        ("01-opening.hold.mp3", "02-journey.mp3"),
        ("01-opening.mp3", "02-journey.mp3"),
        ("01-opening.hold.mp3", "01-opening.hold.mp3"),
        ("02-journey.mp3", "03-return.mp3"),
    ],
)
def test_guides_that_pass_on_meet_without_a_seam(journey: Practice, first: str, second: str) -> None:
    """Decoded and put end to end: no click, and less than 2 LU in any three seconds around the join."""
    left, right = (decoded(journey.out(f"journey/{name}")) for name in (first, second))
    both = np.concatenate([left[-20 * RATE :], right[: 14 * RATE]])  # the music makes room for a word from 16 s on
    steps = np.abs(np.diff(both, axis=0)).max(axis=1)
    assert steps[20 * RATE - 1000 : 20 * RATE + 1000].max() <= np.percentile(steps, 99.9)
    loudness = short_term(HopMeter().add(both))
    assert np.abs(loudness[30:] - loudness[:-30]).max() < 2.0


def test_a_held_bed_waits_fifteen_minutes(practice: Practice, journey: Practice) -> None:
    """Long enough for whoever begins, at an even loudness, and named in its tags."""
    practice.write("journey/01-opening", "Welcome.", "kind: opening")
    practice.build("--format", "flac")
    held = practice.out("journey/01-opening.hold.flac")
    assert FLAC(held).info.length == 900
    assert labelled(held).tags["title"].endswith(": music to wait in")
    loudness = short_term(HopMeter().add(decoded(journey.out("journey/01-opening.hold.mp3"))))
    assert np.abs(loudness[30:] - loudness[:-30]).max() < 2.0


def test_playlists_name_guides_alone(journey: Practice) -> None:
    """Held beds and journeys without words are not in any playlist."""
    for name in ("journey.m3u8", "program.m3u8"):
        lines = [line for line in journey.out(name).read_text().splitlines() if not line.startswith("#")]
        assert lines == ["journey/01-opening.mp3", "journey/02-journey.mp3", "journey/03-return.mp3"]


def test_a_later_build_keeps_what_was_asked_for(journey: Practice, tmp_path: Path) -> None:
    """Nothing changed, nothing done; a changed word makes the journey without words again, too."""
    practice = journey.copy(tmp_path / "copy")
    assert practice.build().event("built")["fresh"] == ["journey/01-opening", "journey/02-journey", "journey/03-return"]
    practice.write("journey/02-journey", WORDS, "route: im\npresent: clinician\nhandover: flow\ntitle: Another")
    assert practice.build().event("built")["built"] == ["journey/02-journey"]
    assert labelled(practice.out("journey/02-journey.wordless.mp3")).tags["title"] == "Another: music only"


def test_another_route_is_another_file(journey: Practice, tmp_path: Path) -> None:
    """One text serves every route: its words go with the phases, and what was built before stays."""
    practice = journey.copy(tmp_path / "copy")
    before = practice.sounds()
    practice.build("journey/02-journey", "--route", "none")
    assert before.items() <= practice.sounds().items()
    assert practice.report["journey/02-journey.none"]["seconds"] == pytest.approx(174.0, abs=0.001)
    assert practice.report["journey/02-journey"]["seconds"] == pytest.approx(246.0, abs=0.001)
    assert "00:01:04.000 --> " in practice.out("journey/02-journey.none.vtt").read_text()
    assert "none" not in practice.out("journey.m3u8").read_text()
    practice.build("journey/02-journey", "--route", "im")
    assert not practice.out("journey/02-journey.im.mp3").exists()


def test_what_comes_before_is_an_ingredient(journey: Practice, tmp_path: Path) -> None:
    """When the journey no longer flows on, the return begins by itself."""
    practice = journey.copy(tmp_path / "copy")
    practice.write("journey/02-journey", WORDS, "route: im\npresent: clinician\ntitle: Journey")
    assert practice.build().event("built")["built"] == ["journey/02-journey", "journey/03-return"]
    begin = decoded(practice.out("journey/03-return.mp3"))[: RATE // 100]
    assert np.abs(begin).max() < 1e-3


WRONG = {
    "length too short": ("route: im\nlength: 3m", WORDS, "The phases of this journey last 4 min 6 s, 1 min 6 s longer"),
    "hold and tail": ("route: im\nhandover: hold\ntail: 20s", WORDS, "A guide with a tail fades into stillness"),
    "flow after a short end": (
        "music: {track: ocean, outro: 2s}\nhandover: flow",
        "Rest.",
        "The music at the end is too short for handover: flow",
    ),
    "hold without music": ("music: off\nhandover: hold", "Rest.", "There is no music at the end"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_said_by_check_and_build(practice: Practice, case: str) -> None:
    """The same words, at the same line, before and while building."""
    front, body, words = WRONG[case]
    practice.settings(SHORT_ROUTES)
    practice.write("journey/02-journey", body, f"present: clinician\n{front}")
    for command in ("check", "build"):
        assert_refused(practice.run(command), "scripts/journey/02-journey.md:", words)


def test_no_route_for_a_journey_with_phases_of_its_own(practice: Practice) -> None:
    """`--route` names the line to take out."""
    practice.write("journey/02-journey", "[phase peak 2m]\n\nRest here.", "present: clinician")
    practice.build()
    with unharmed(practice):
        assert_refused(practice.run("build", "--route", "iv"), "phases of its own", "scripts/journey/02-journey.md:6")
    assert practice.report["journey/02-journey"]["seconds"] == pytest.approx(120.0, abs=0.001)


def test_a_cue_holds_until_the_next_phase(practice: Practice) -> None:
    """`[music]` in a journey replaces what its phase chose, and the next phase has its own again."""
    practice.settings(SHORT_ROUTES)
    body = "[at 30s]\n\n[music off, fade 2s]\n\nIt is quiet.\n\n[at peak+10s]\n\nThere is music."
    practice.write("journey/02-journey", body, "route: im\npresent: clinician")
    practice.build("--stems", "--format", "flac")
    music = decoded(practice.out("journey/02-journey.music.flac"))
    assert np.abs(music[38 * RATE : 53 * RATE]).max() == 0.0
    assert np.abs(music[75 * RATE : 80 * RATE]).max() > 0.005


def test_music_off_in_the_middle_keeps_the_long_end(practice: Practice) -> None:
    """The phases bring the music back, so the journey ends in its long fade."""
    practice.settings(SHORT_ROUTES)
    practice.write(
        "journey/02-journey", "[at peak+10s]\n\n[music off, fade 5s]\n\nQuiet.", "route: im\npresent: sitter"
    )
    practice.build("--format", "flac")
    sound = decoded(practice.out("journey/02-journey.flac"))
    parts = [float(np.sqrt(np.mean(sound[-second * RATE :][:RATE] ** 2))) for second in (45, 30, 15, 1)]
    assert parts[0] > 0.01
    assert parts == sorted(parts, reverse=True)


@pytest.mark.usefixtures("short_hold")
def test_a_held_bed_goes_when_it_is_no_longer_held(practice: Practice) -> None:
    """What an earlier text asked for is not left for somebody to play."""
    practice.write("journey/01-opening", "Welcome.", "kind: opening")
    practice.build()
    assert practice.out("journey/01-opening.hold.mp3").exists()
    practice.write("journey/01-opening", "Welcome.", "kind: opening\nhandover: stop")
    practice.build()
    assert not practice.out("journey/01-opening.hold.mp3").exists()
    assert practice.out("journey/01-opening.mp3").exists()


def test_a_short_guide_after_another_ends_gently(practice: Practice) -> None:
    """However short it is, nothing of the bed it began with is left at its last frame."""
    practice.write("journey/01-a", "Welcome.", "kind: opening\nhandover: flow")
    practice.write("journey/02-b", "Rest.", "kind: return\nmusic: {track: ocean, intro: 1s, outro: 2s}")
    practice.build()
    assert np.abs(decoded(practice.out("journey/02-b.mp3"))[-RATE // 100 :]).max() < 2e-3


def test_stray_files_do_not_stop_a_journey(practice: Practice) -> None:
    """What a system or a person leaves in the music folder is not taken for music."""
    practice.settings(SHORT_ROUTES)
    (practice.root / "music").mkdir()
    (practice.root / "music/Thumbs.db").write_bytes(b"no music")
    practice.write("journey/02-journey", "[at peak+10s]\n\nQuiet.", "route: im\npresent: sitter")
    practice.build("--format", "flac")


def test_another_route_that_fails_is_not_blamed_on_the_own(journey: Practice, tmp_path: Path) -> None:
    """What went wrong for one route stands with that route."""
    practice = journey.copy(tmp_path / "copy")
    practice.build("journey/02-journey", "--route", "none")
    practice.settings(SHORT_ROUTES.replace("none = [0.3", "none = [3"))
    practice.write("journey/02-journey", WORDS, "route: im\npresent: clinician\nhandover: flow\nlength: 5m")
    assert practice.run("build", "journey/02-journey", "--route", "none").code == 1
    assert practice.report["journey/02-journey"]["problems"] == []
    (problem,) = practice.report["journey/02-journey.none"]["problems"]
    assert "The phases of this journey last" in problem
