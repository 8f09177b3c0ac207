"""Music of the therapist's own through a whole build: what plays plays, what does not is said."""

from pathlib import Path

import pytest
from listening import decoded, ffmpeg, loudness
from practices import SETTINGS, Practice, assert_refused, unharmed

ID = "preparation/01-a"


def front(track: str) -> str:
    return f"music:\n  track: {track}\n  intro: 3s\n  outro: 3s"


@pytest.fixture(scope="module")
def good_once(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    practice = Practice(tmp_path_factory.mktemp("good") / "practice")
    (practice.root / "music").mkdir()
    ffmpeg("-f", "lavfi", "-i", "sine=220:d=5", practice.root / "music" / "river.flac")
    practice.write(ID, "Rest a while. It is quiet.", front("river.flac"))
    practice.build()
    return practice


@pytest.fixture
def good(good_once: Practice, tmp_path: Path) -> Practice:
    """A guide with a river, built; a test spoils or changes the river."""
    return good_once.copy(tmp_path / "practice")


@pytest.mark.parametrize(
    ("rate", "layout", "name"),
    [(8_000, "mono", "old.wav"), (96_000, "5.1", "studio.flac"), (22_050, "stereo", "a walk & “rest”.ogg")],
)
def test_any_rate_and_channels_are_heard(practice: Practice, rate: int, layout: str, name: str) -> None:
    """8 kHz mono, 96 kHz 5.1 and odd names play; the guide is as long as planned, the music under the words."""
    music = practice.root / "music"
    music.mkdir()
    ffmpeg("-f", "lavfi", "-i", f"sine=330:d=4:r={rate}", "-af", f"aformat=channel_layouts={layout}", music / name)
    practice.write(ID, "Rest a while. It is quiet.", front(f'"{name}"'))
    practice.build("--stems")
    heard = decoded(practice.out(f"{ID}.mp3"))
    assert len(heard) / 44_100 == pytest.approx(practice.report[ID]["planned_seconds"], abs=0.0005)
    assert practice.report[ID]["bed_under_voice_lu"] >= 14
    alone = decoded(practice.out(f"{ID}.music.flac"))[44_100 * 2 : 44_100 * 3]
    assert loudness(alone).lufs > -40
    assert abs(alone[:, 0] - alone[:, 1]).max() < 0.02, "one signal in all channels stays in the middle"


def test_a_missing_file(good: Practice) -> None:
    """The script's line is named, and the nearest file that there is."""
    good.write(ID, "Rest a while.", front("rivver.flac"))
    with unharmed(good):
        assert_refused(good.run("build"), f"scripts/{ID}.md:4:10", "rivver.flac", "Did you mean river.flac?")


def test_a_file_that_went_away(good: Practice) -> None:
    """Music that was there and is not any more is said by `check` and by `build`."""
    (good.root / "music" / "river.flac").unlink()
    with unharmed(good):
        assert_refused(good.run("check"), f"scripts/{ID}.md:4:10", "river.flac")
        assert_refused(good.run("build"), f"scripts/{ID}.md:4:10", "river.flac")


def test_a_missing_file_of_the_settings(good: Practice) -> None:
    """What `guides.toml` names is looked for by `check` already, and its line is named."""
    good.settings(SETTINGS + '[music]\npreparation = "rivver.flac"\n')
    good.write(ID, "Rest a while.")
    with unharmed(good):
        for command in ("check", "build"):
            assert_refused(good.run(command), "guides.toml:8:1", "rivver.flac", "Did you mean river.flac?")


@pytest.mark.parametrize("written", ["../guides.toml", "../../river.flac"])
def test_settings_may_not_leave_the_music_folder(good: Practice, written: str) -> None:
    """A path out of the folder is refused in `guides.toml` as it is in scripts."""
    good.settings(SETTINGS + f'[music]\npreparation = "{written}"\n')
    good.write(ID, "Rest a while.")
    with unharmed(good):
        assert_refused(good.run("build"), "guides.toml:8:1", "inside the music folder")


def test_a_link_may_not_leave_the_music_folder(good: Practice, tmp_path: Path) -> None:
    """A link in the folder that leads out of it is not followed."""
    outside = tmp_path / "secret.flac"
    (good.root / "music" / "river.flac").rename(outside)
    (good.root / "music" / "river.flac").symlink_to(outside)
    with unharmed(good):
        assert_refused(good.run("build"), "river.flac")


def spoil(path: Path, how: str) -> None:
    whole = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "truncated": whole[: len(whole) // 2],
            "text": b"This is a text.\n" * 40,
            "picture": b"\x89PNG\r\n\x1a\n" + bytes(2_000),
            "holed": whole[:9_000] + bytes(9_000) + whole[18_000:],
        }[how]
    )


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("empty", "This music file is empty."),
        ("truncated", "cut short"),
        ("text", "no sound in this file"),
        ("picture", "no sound in this file"),
        ("holed", "This music file is"),
    ],
)
def test_a_spoiled_file(good: Practice, how: str, words: str) -> None:
    """What cannot be played through is named with what is wrong with it, and the guide of before stays."""
    spoil(good.root / "music" / "river.flac", how)
    with unharmed(good):
        assert_refused(good.run("build"), "music/river.flac: error: ", words)
    assert good.report[ID]["problems"][0].startswith("music/river.flac: ")


def test_a_mended_file_is_heard(good: Practice) -> None:
    """When the file is put right, the next build is that of before."""
    path = good.root / "music" / "river.flac"
    whole, before = path.read_bytes(), good.sounds()
    spoil(path, "truncated")
    assert good.run("build").code == 1
    path.write_bytes(whole)
    good.build()
    assert good.sounds() == before
    assert good.report[ID]["problems"] == []
