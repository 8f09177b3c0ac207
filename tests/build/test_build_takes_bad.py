"""Whatever is wrong with a recording is said at its [take] line, with figures where there are any; nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from practices import Practice, Ran, assert_refused, unharmed
from recordings import RATE, Sound, at, room, save, silence, speech

ID = "preparation/01-a"
LINE = f"scripts/{ID}.md:6:1"
BODY = "[take #welcome]\n\nWelcome. Find a position that works for you."


@pytest.fixture
def guide(practice: Practice) -> Practice:
    """A guide whose only paragraph is to be recorded."""
    practice.write(ID, BODY, "music: off")
    return practice


def _takes(practice: Practice) -> Path:
    return practice.root / "takes" / ID


def _recorded(practice: Practice, sound: Sound | None = None, name: str = "welcome.wav") -> Path:
    return save(_takes(practice) / name, speech(4) if sound is None else sound)


def _warned(practice: Practice, *words: str) -> None:
    """Both `check` and `build` say it at the line, and the guide is built."""
    for command in ("check", "build"):
        ran = practice.run(command)
        assert ran.code == 0, ran.err
        assert f"{LINE}: warning: " in ran.err
        for word in words:
            assert word in ran.err


def _refused(practice: Practice, *words: str, where: str = LINE) -> None:
    """Both `check` and `build` refuse at the line."""
    with unharmed(practice):
        for command in ("check", "build"):
            assert_refused(practice.run(command), f"{where}: error: ", *words)


def test_a_label_without_a_recording_is_spoken(guide: Practice) -> None:
    """The warning names the label and where the recording goes; the voice speaks the words."""
    _warned(guide, "#welcome", f"takes/{ID}/", "welcome.m4a")
    assert guide.report[ID]["spoken_now"] == 2


def test_a_recording_that_is_gone_is_an_error(guide: Practice) -> None:
    """One that was there before is not silently replaced by the voice."""
    path = _recorded(guide)
    guide.build()
    path.unlink()
    _refused(guide, "#welcome is gone", "takes.toml")
    _recorded(guide)
    guide.build()


@pytest.mark.parametrize("build_again", [True, False])
def test_changed_words_are_an_error(guide: Practice, build_again: bool) -> None:
    """The recording says something else until it is recorded again or accepted; going back is fine as well."""
    _recorded(guide)
    guide.build()
    text = guide.script(ID).read_text()
    guide.script(ID).write_text(text.replace("works for you", "suits you"))
    _refused(guide, "says something else", f"guides takes accept {ID} welcome")
    if build_again:
        _recorded(guide, speech(4, seed=9))
        guide.build()
        guide.script(ID).write_text(text)
        _refused(guide, "says something else")
    else:
        assert guide.run("takes", "accept", ID, "welcome").code == 0
        guide.build()
        guide.script(ID).write_text(text)
        _refused(guide, "says something else")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It's here - now.", "It’s  here\n— now."),
        ('A "part" waits ... here.', "A “part” waits … here."),
        ("Rest. And rest.", "Rest. [pause 9s] And rest."),
        ("Rest *here* now.", "Rest here now."),
    ],
)
def test_typography_and_pauses_change_no_words(guide: Practice, before: str, after: str) -> None:
    """White space, quotes, dashes, emphasis and inner pauses are not what a recording says."""
    guide.write(ID, f"[take #welcome]\n\n{before}", "music: off")
    _recorded(guide)
    guide.build()
    guide.write(ID, f"[take #welcome]\n\n{after}", "music: off")
    guide.build()


def test_exchanged_recordings_are_noticed(guide: Practice) -> None:
    """Two files that changed names say each other's words."""
    guide.write(ID, f"{BODY}\n\n[take #rest]\n\nAnd rest here.", "music: off")
    first, second = _recorded(guide), _recorded(guide, speech(2, seed=3), "rest.wav")
    guide.build()
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    ran = guide.run("build")
    assert ran.code == 1
    assert ran.err.count("says something else") == 2


def test_check_registers_nothing(guide: Practice) -> None:
    """Only a build, or `guides takes`, writes down what a recording says."""
    _recorded(guide)
    assert guide.run("check").code == 0
    assert guide.run("plan").code == 0
    assert not (_takes(guide) / "takes.toml").exists()


def test_a_failed_build_still_writes_down_what_was_said(guide: Practice) -> None:
    """Another take's fault does not let a first sight go by."""
    guide.write(ID, f"{BODY}\n\n[take #rest]\n\nAnd rest here.", "music: off")
    _recorded(guide)
    _recorded(guide, silence(3), "rest.wav")
    assert guide.run("build").code == 1
    assert "[welcome]" in (_takes(guide) / "takes.toml").read_text()


@pytest.mark.parametrize(
    "sound",
    [
        lambda: silence(3),
        lambda: 1e-5 * np.random.default_rng(1).standard_normal(3 * RATE),
        lambda: 1e-3 * np.random.default_rng(1).standard_normal(3 * RATE),
        lambda: silence(0.001),
    ],
    ids=["zeros", "nothing", "a room", "a millisecond"],
)
def test_silence_is_refused(guide: Practice, sound: Callable[[], Sound]) -> None:
    _recorded(guide, sound().astype(np.float32), "welcome.flac")
    _refused(guide, "silent")


@pytest.mark.parametrize("content", [b"", b"a letter, no sound" * 400], ids=["empty", "text"])
def test_what_is_no_sound_is_refused(guide: Practice, content: bytes) -> None:
    path = _takes(guide) / "welcome.m4a"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    _refused(guide, "no sound")


def _clipped() -> Sound:
    return np.clip(speech(4) * 8, -1, 1)


def _dead() -> Sound:
    return np.stack([speech(4), silence(4)], axis=1)


def _rumbling() -> Sound:
    return speech(4) + 0.3 * np.sin(2 * np.pi * 30 * np.arange(4 * RATE) / RATE).astype(np.float32)


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (lambda: speech(0.6), ("short for its words", "0.6 s", "take about 3")),
        (lambda: room(np.concatenate([silence(1), speech(4)]), 12), ("noisy", " dB above the noise", "25")),
        (_clipped, ("clipped", "places")),
        (_dead, ("1 of the 2 channels",)),
        (lambda: np.stack([speech(4), -speech(4)], axis=1), ("against each other",)),
        (_rumbling, ("rumbles", " dB")),
    ],
    ids=["half a second", "noisy", "clipped", "dead", "turned", "rumble"],
)
def test_what_is_odd_is_a_warning_with_figures(
    guide: Practice, sound: Callable[[], Sound], words: tuple[str, ...]
) -> None:
    """It plays as it was recorded."""
    _recorded(guide, sound().astype(np.float32))
    _warned(guide, *words)
    assert guide.report[ID]["spoken_now"] == 0


def test_three_minutes_for_a_line_play_as_they_are(guide: Practice) -> None:
    """The warning has both lengths, and the plan has the recording's."""
    _recorded(guide, np.tile(speech(6), 30))
    ran = guide.run("check")
    assert ran.code == 0
    assert f"{LINE}: warning: This recording is long for its words: it lasts 3 min, and they take about" in ran.err
    assert guide.run("--json", "plan").event("plan")["seconds"] > 180


@pytest.mark.parametrize("hiss", [32, 45, 90])
@pytest.mark.parametrize("lufs", [-40, -24, -18])
def test_a_good_recording_has_no_warning(guide: Practice, hiss: float, lufs: float) -> None:
    """At any level, in any usual room."""
    sound = at(np.concatenate([silence(1), speech(4), silence(1)]), lufs)
    _recorded(guide, room(sound, hiss), "welcome.flac")
    ran = guide.run("check")
    assert (ran.code, ran.err) == (0, "")


def test_a_field_in_a_recorded_paragraph_is_an_error(guide: Practice) -> None:
    """At the field, also while there is no recording yet; beside a recorded paragraph it is fine."""
    guide.write(ID, "[take #welcome]\n\nWelcome{, name}. Rest.", "music: off")
    _refused(guide, "personal field", "#welcome", where=f"scripts/{ID}.md:8:8")
    guide.write(ID, "Hello{, name}.\n\n[take #welcome]\n\nWelcome.\n\nRest{, name}.", "music: off")
    assert guide.run("check").code == 0


def test_two_files_for_one_label_are_an_error(guide: Practice) -> None:
    """Both are named."""
    _recorded(guide)
    _recorded(guide, name="Welcome.mp3")
    _refused(guide, "2 recordings", "welcome.wav", "Welcome.mp3")


def test_strays_are_warned_of(guide: Practice) -> None:
    """A file for no label names the nearest; a folder for no script names the nearest; loose files as well."""
    _recorded(guide)
    _recorded(guide, name="wellcome.wav")
    save(guide.root / "takes/preparation/01-b/x.wav", speech(1))
    save(guide.root / "takes/preparation/loose.wav", speech(1))
    for command in ("check", "build", "takes"):
        ran = guide.run(command)
        assert ran.code == 0
        assert f"takes/{ID}/wellcome.wav: warning: " in ran.err
        assert "Did you mean welcome? Then call it welcome.wav." in ran.err
        assert "takes/preparation/01-b: warning: " in ran.err
        assert f"takes/{ID}/?" in ran.err
        assert "takes/preparation/loose.wav: warning: " in ran.err


def test_a_label_that_no_longer_exists_costs_nothing(guide: Practice) -> None:
    """Its recording is a stray, and what it said is remembered for when the label comes back."""
    _recorded(guide)
    guide.build()
    guide.write(ID, "Welcome. Rest.", "music: off")
    ran = guide.run("build")
    assert ran.code == 0
    assert f"takes/{ID}/welcome.wav: warning: " in ran.err
    guide.write(ID, BODY.replace("position", "place"), "music: off")
    _refused(guide, "says something else")


def test_what_systems_leave_behind_is_no_recording(guide: Practice) -> None:
    """Hidden and system files, notes and folders are passed over."""
    _recorded(guide)
    for name in (".DS_Store", "._welcome.wav", "Thumbs.db", "desktop.ini", "README.md", "welcome.wav~"):
        (_takes(guide) / name).write_bytes(b"x")
    (_takes(guide) / "older").mkdir()
    (guide.root / "takes/README.md").write_text("notes")
    ran = guide.run("check")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("[welcome\n", "1:9"),
        ('[welcome]\nwords = "zz"\nsound = "{hash}"\n', "2:1"),
        ('[welcome]\nwords = "{hash}"\nsound = 3\n', "3:1"),
        ('[welcome]\nwords = "{hash}"\n', "1:1"),
        ('[welcome]\nwords = "{hash}"\nsound = "{hash}"\nlevel = 3\n', "4:1"),
        ('# a note\nwelcome = "x"\n', "2:1"),
    ],
    ids=["no toml", "no hash", "a number", "half", "more", "no table"],
)
def test_a_register_changed_by_hand_is_an_error_with_its_line(guide: Practice, text: str, spot: str) -> None:
    """And it stays as it is."""
    _recorded(guide)
    path = _takes(guide) / "takes.toml"
    path.write_text(text.replace("{hash}", "a" * 40))
    before = path.read_text()
    _refused(guide, where=f"takes/{ID}/takes.toml:{spot}")
    assert path.read_text() == before


def test_an_unreadable_recording_is_said(guide: Practice) -> None:
    """A folder of that name is no recording; the label has none."""
    (_takes(guide) / "welcome.wav").mkdir(parents=True)
    _warned(guide, "#welcome")


def test_errors_of_all_takes_are_found_together(guide: Practice) -> None:
    """`check` names each."""
    guide.write(ID, f"{BODY}\n\n[take #rest]\n\nAnd rest here.", "music: off")
    _recorded(guide, silence(2))
    _recorded(guide, silence(3), "rest.wav")
    ran: Ran = guide.run("check")
    assert ran.code == 1
    assert ran.err.count("silent") == 2
