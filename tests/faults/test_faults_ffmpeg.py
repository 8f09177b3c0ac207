"""An ffmpeg that somebody, or the system, ends in the middle of its work."""

from collections.abc import Callable
from functools import cache

import imageio_ffmpeg
import pytest
from practices import SETTINGS, Practice, assert_refused, unharmed
from struck import GUIDES, wave

REAL = imageio_ffmpeg.get_ffmpeg_exe()
ID = "integration/01-going-on"
TOOL = SETTINGS + '[tools]\nffmpeg = "tool"\n'


def in_between(practice: Practice, script: str) -> None:
    """Put a program in place of ffmpeg, which can call the real one."""
    tool = practice.root / "tool"
    tool.write_text(f'#!/bin/sh\nreal={REAL!r}\n{script}\nexec $real "$@"\n')
    tool.chmod(0o755)
    practice.settings(TOOL)


def changed(practice: Practice) -> Practice:
    """New music, and a new text to it."""
    practice.write(ID, "Another text. It is short. [pause 2s] Rest.", "music:\n  track: river.wav\n  outro: 4s")
    wave(practice.root / "music" / "river.wav", 12, 330)
    return practice


@pytest.fixture(scope="module")
def after(whole: Practice, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, str]]:
    """What the changed practice gives in a format when nothing fails."""

    @cache
    def of(kind: str) -> dict[str, str]:
        practice = changed(whole.copy(tmp_path_factory.mktemp("after") / "practice"))
        practice.build(ID, "--format", kind)
        return practice.sounds()

    return of


@pytest.mark.parametrize(
    ("work", "kind", "does"),
    [
        ("-f au pipe:1", "mp3", "kill -9 $$"),
        ("-f au pipe:1", "mp3", "exit 255"),
        ("-f f32le pipe:1", "mp3", '"$real" "$@" | head -c 1000000; kill -9 $$'),
        ("-f f32le pipe:1", "mp3", '"$real" "$@"; kill -9 $$'),
        ("libmp3lame", "mp3", "head -c 100000 >/dev/null; kill -9 $$"),
        ("libmp3lame", "mp3", '"$real" "$@"; exit 255'),
        ("-c:a aac", "m4b", "head -c 3000000 >/dev/null; kill -9 $$"),
        ("-c:a flac", "flac", '"$real" "$@"; kill -9 $$'),
    ],
)
def test_an_ffmpeg_that_is_ended(
    built: Practice, after: Callable[[str], dict[str, str]], work: str, kind: str, does: str
) -> None:
    """It is said as what it is and not blamed on a file; nothing is lost, and the next build completes it."""
    changed(built)
    in_between(built, f'case "$*" in *"{work}"*) {does};; esac')
    with unharmed(built):
        ran = built.run("build", ID, "--format", kind)
    assert_refused(ran, "ffmpeg failed: ", "Run the same command again")
    built.settings(SETTINGS)
    built.build(ID, "--format", kind)
    assert built.sounds() == after(kind)


def test_music_that_is_replaced_while_it_is_decoded(practice: Practice, whole: Practice) -> None:
    """It is said, nothing of it is kept, and each of the two files gives what it always gave."""
    music = practice.root / "music"
    wave(music / "next.wav", 9, 330)
    old = (music / "river.wav").read_bytes()
    in_between(practice, f'case "$*" in *river.wav*) mv -f {music}/next.wav {music}/river.wav 2>/dev/null;; esac')
    ran = practice.run("build", ID)
    assert_refused(ran, "music/river.wav", "was changed while it was being read")
    new = practice.copy(practice.root.with_name("new"))
    (music / "river.wav").write_bytes(old)
    practice.settings(SETTINGS)
    practice.build()
    assert practice.sounds() == whole.sounds()
    new.settings(SETTINGS)
    new.build()
    differing = {name for name, digest in new.sounds().items() if digest != whole.sounds()[name]}
    assert differing == {f"{id}.mp3" for id, (_, track) in GUIDES.items() if track == "river.wav"}
