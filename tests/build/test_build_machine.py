"""A machine that fails: no room, no permission, no ffmpeg, a damaged voice."""

import errno
import resource
import shutil
from pathlib import Path

import pytest
from practices import SETTINGS, Once, Practice, assert_refused, unharmed

ID = "preparation/01-a"
HEART = SETTINGS.replace('name = "tone"', 'name = "heart"') + "[kokoro]\n"
SHORT = "music:\n  intro: 1s\n  outro: 2s"


@pytest.fixture(scope="module")
def good_once(once: Once) -> Practice:
    def make(practice: Practice) -> None:
        practice.write(ID, "Rest a while. It is quiet.", SHORT)
        practice.build()

    return once("good", make)


@pytest.fixture
def good(good_once: Practice, tmp_path: Path) -> Practice:
    """A built guide whose text has changed since."""
    practice = good_once.copy(tmp_path / "practice")
    practice.write(ID, "Rest a little while. It is warm and quiet.", SHORT)
    return practice


def undisturbed(good_once: Practice, root: Path, *options: str) -> dict[str, str]:
    """What the changed text gives when nothing fails."""
    other = good_once.copy(root)
    other.write(ID, "Rest a little while. It is warm and quiet.", SHORT)
    other.build(*options)
    return other.sounds()


@pytest.mark.parametrize(
    "where",
    ["speech", "segments", "portraits", ".mp3", ".vtt", "journal.json", ".m3u8", "report.json", "report.html"],
)
def test_a_disk_that_is_full(good: Practice, good_once: Practice, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Wherever the disk gets full, the file is named, no half file stays, and the next build is whole."""
    if where == ".m3u8":
        good.write("support/01-b", "Rest.", "music: off")
        good.write("support/02-c", "Rest.", "music: off")
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if where in str(target.relative_to(good.root)):
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", full)
        ran = good.run("build", *(["--keep-going"] if where == ".m3u8" else []))
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "No space left on device" in ran.err
    assert "Free some disk space" in ran.err
    assert where in ran.err
    assert good.parts() == []
    for id in ("support/01-b", "support/02-c"):
        good.script(id).unlink(missing_ok=True)
    good.build()
    assert good.sounds() == undisturbed(good_once, good.root.parent / "other")


@pytest.mark.parametrize(("limit", "options"), [(20_000, ()), (150_000, ()), (300_000, ("--format", "wav"))])
def test_files_that_may_not_grow(good: Practice, good_once: Practice, limit: int, options: tuple[str, ...]) -> None:
    """Where the system refuses larger files, to the program and to its ffmpeg, the same holds."""
    with unharmed(good):
        ran = good.program(
            "build", *options, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        )
    assert_refused(ran)
    assert any(place in ran.err for place in ("audio_out/", ".guides/", f"scripts/{ID}.md"))
    good.build(*options)
    assert good.sounds() == undisturbed(good_once, good.root.parent / "other", *options)


def test_outputs_that_cannot_be_written(good: Practice) -> None:
    """Where `audio_out` is a file, that is said; it stays what it is."""
    shutil.rmtree(good.out(""))
    (good.root / "audio_out").write_text("mine")
    ran = good.run("build")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "audio_out/" in ran.err
    assert "Cannot" in ran.err
    assert (good.root / "audio_out").read_text() == "mine"


def test_a_folder_without_permission(good: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """No permission to write gives the folder's name and the way out."""
    mkdir = Path.mkdir

    def refused(self: Path, *arguments: object, **options: object) -> None:
        if "audio_out" in self.parts:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        mkdir(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", refused)
    with unharmed(good):
        ran = good.run("build")
    assert ran.code == 1
    assert "Permission denied" in ran.err
    assert "Give yourself permission" in ran.err
    assert f"audio_out/{ID}.mp3" in ran.err


def program(good: Practice, text: str, mode: int = 0o755) -> None:
    """A program of the practice's own in place of ffmpeg."""
    path = good.root / "tool"
    path.write_text(text)
    path.chmod(mode)
    good.settings(SETTINGS + '[tools]\nffmpeg = "tool"\n')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#!/bin/sh\necho something else\n", "not ffmpeg"),
        ("#!/bin/sh\nexit 3\n", "not ffmpeg"),
        ("not a program\n", "cannot be started"),
        ("#!/nowhere/sh\n", "cannot be started"),
    ],
)
def test_a_program_that_is_not_ffmpeg(good: Practice, text: str, words: str) -> None:
    """It is named once, however many guides there are, with what to do."""
    good.write("preparation/02-b", "Rest.", SHORT)
    program(good, text)
    with unharmed(good):
        assert_refused(good.run("build"), "/tool: error: ", words, "[tools] ffmpeg")


def test_no_ffmpeg(good: Practice) -> None:
    """A setting that points to nothing is named; `check` and `plan` need no ffmpeg."""
    good.settings(SETTINGS + '[tools]\nffmpeg = "nowhere/ffmpeg"\n')
    with unharmed(good):
        assert_refused(good.run("build"), "guides.toml: error: There is no ffmpeg at nowhere/ffmpeg")
    assert good.run("check").code == 0
    assert good.run("plan").code == 0


def test_an_ffmpeg_that_dies(good: Practice) -> None:
    """An encoder that ends in the middle fails the guide in words."""
    program(
        good,
        '#!/bin/sh\n[ "$1" = -hide_banner ] && case "$*" in *-version*) echo ffmpeg version 1; exit;; esac\nexit 7\n',
    )
    with unharmed(good):
        assert_refused(good.run("build"), "ffmpeg", "code 7")


def test_a_voice_that_is_damaged_on_disk(good: Practice) -> None:
    """A model file that is none is named with the setting that chose it."""
    (good.root / "voice.onnx").write_bytes(bytes(10_000))
    good.settings(HEART + 'model = "voice.onnx"\n')
    with unharmed(good):
        assert_refused(good.run("build"), "voice.onnx", "damaged", "[kokoro]")


def test_voices_that_are_damaged_on_disk(good: Practice) -> None:
    """The same for the file of voices, and for one that is missing."""
    (good.root / "voices.npz").write_bytes(bytes(10_000))
    good.settings(HEART + 'voices = "voices.npz"\n')
    with unharmed(good):
        assert_refused(good.run("build"), "voices.npz", "damaged", "[kokoro]")
    good.settings(HEART + 'voices = "gone.npz"\n')
    with unharmed(good):
        assert_refused(good.run("build"), "gone.npz", "missing", "[kokoro]")
