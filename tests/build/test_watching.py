"""`guides watch`: what changed, when it is done changing, and the drafts that follow each save."""

import json
import queue
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from practices import Practice, assert_refused

from guides.build.watching import changed_files, next_change
from guides.store.practice import PracticeFolder
from guides.store.snapshot import Snapshot, snapshot

SHORT = "music: off"
DEADLINE = 60.0
"""Far more than anything here takes."""

A: Snapshot = {"scripts/a.md": (1, 1), "guides.toml": (5, 5)}


def test_what_is_new_gone_or_other_is_named() -> None:
    """Size or time alone is enough; what stayed is not named."""
    after: Snapshot = {"scripts/a.md": (1, 2), "music/b.mp3": (3, 3)}
    assert changed_files(A, after) == ("guides.toml", "music/b.mp3", "scripts/a.md")
    assert changed_files(A, {**A, "guides.toml": (6, 5)}) == ("guides.toml",)
    assert changed_files(A, dict(A)) == ()


def waited(*looks: Snapshot) -> tuple[Snapshot, list[float]]:
    """What a wait from `A` on ends with when these are seen one after the other, and its pauses."""
    pauses: list[float] = []
    seen = iter(looks)
    return next_change(A, lambda: next(seen), pauses.append), pauses


def test_a_burst_of_saves_is_waited_out() -> None:
    """A change counts once it was left alone for 300 ms: three glances that agree."""
    b, c = {**A, "scripts/a.md": (2, 2)}, {**A, "scripts/a.md": (3, 3)}
    assert waited(A, A, b, b, b, c, c, c, c) == (c, [0.5, 0.5, *[0.1] * 6])


def test_what_was_put_back_is_no_change() -> None:
    """A file that an editor moves away and brings back is waited for, and nothing is built."""
    gone = {"guides.toml": (5, 5)}
    assert waited(gone, A, A, A, A, A, gone, gone, gone, gone) == (gone, [*[0.1] * 4, 0.5, *[0.1] * 3])


def test_only_what_guides_are_made_from_is_looked_at(practice: Practice) -> None:
    """Texts, recordings, music and settings; not what editors leave beside them, and nothing a build writes."""
    for name in (
        "scripts/support/01-a.md",
        "scripts/support/.01-a.md.swp",
        "scripts/support/01-a.md~",
        "scripts/support/notes.txt",
        "takes/support/01-a/welcome.wav",
        "music/deep/er/river.flac",
        "music/river.flac.part",
        "audio_out/support/01-a.mp3",
        ".guides/cache/x",
        "clients.csv",
    ):
        (practice.root / name).parent.mkdir(parents=True, exist_ok=True)
        (practice.root / name).write_text("x")
    assert sorted(snapshot(PracticeFolder(practice.root))) == [
        "guides.toml",
        "music/deep/er/river.flac",
        "scripts/support/01-a.md",
        "takes/support/01-a/welcome.wav",
    ]


def test_links_are_looked_into_once(practice: Practice, tmp_path: Path) -> None:
    """A collection that is a link is watched as it is built; a link in a circle, or to nowhere, ends."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "01-a.md").write_text("Rest.")
    (practice.root / "scripts" / "support").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(practice.root / "scripts")
    (elsewhere / "02-b.md").symlink_to(tmp_path / "nowhere")
    assert "scripts/support/01-a.md" in snapshot(PracticeFolder(practice.root))
    assert snapshot(PracticeFolder(tmp_path / "gone")) == {}


class Watch:
    """A running `guides --json watch`, and what it tells line by line."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, name: str) -> list[dict[str, Any]]:
        """What is told up to the next event of that name, with it."""
        told: list[dict[str, Any]] = []
        while not told or told[-1]["event"] != name:
            told.append(json.loads(self._lines.get(timeout=DEADLINE)))
        return told

    def stop(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=DEADLINE)


@pytest.fixture
def watch(practice: Practice) -> Iterator[Watch]:
    """Two short guides, built as drafts and watched."""
    practice.write("support/01-a", "Rest a while.", SHORT)
    practice.write("support/02-b", "Breathe.", SHORT)
    watch = Watch(practice.start("--json", "watch"))
    assert watch.until("watching")[-2] == {
        "event": "built",
        "built": ["support/01-a", "support/02-b"],
        "fresh": [],
        "failed": [],
    }
    yield watch
    watch.process.kill()
    watch.process.wait()


def test_a_save_builds_its_draft_and_nothing_else(practice: Practice, watch: Watch) -> None:
    """Drafts stand beside no finished guide; a changed script alone is built again; Ctrl-C ends with exit code 0."""
    assert practice.out("draft/support/01-a.mp3").is_file()
    assert not practice.out("support").exists()
    practice.write("support/01-a", "Rest a little while. It is warm.", SHORT)
    told = watch.until("built")
    assert told[0] == {"event": "changed", "files": ["scripts/support/01-a.md"]}
    assert told[-1]["built"] == ["support/01-a"]
    assert told[-1]["fresh"] == ["support/02-b"]
    practice.script("support/02-b").rename(practice.script("support/03-c"))
    told = watch.until("built")
    assert told[0]["files"] == ["scripts/support/02-b.md", "scripts/support/03-c.md"]
    assert told[-1]["built"] == ["support/03-c"]
    assert not practice.out("draft/support/02-b.mp3").exists()
    assert watch.stop() == 0
    assert watch.until("stopped") == [{"event": "stopped"}]
    assert practice.parts() == []


def test_an_error_is_told_and_watching_goes_on(practice: Practice, watch: Watch) -> None:
    """In a script, in the settings, or when all scripts are gone: said with its line, and mended by the next save."""
    draft = practice.out("draft/support/01-a.mp3")
    good = draft.read_bytes()
    practice.write("support/01-a", "Rest.\n\n[puase 4s]", SHORT)
    told = watch.until("built")
    first = next(event for event in told if event["event"] == "problem")
    assert (first["file"], first["line"]) == ("scripts/support/01-a.md", 8)
    assert told[-1]["failed"] == ["support/01-a"]
    assert draft.read_bytes() == good
    practice.settings('[voice]\nname = "tone"\ndraft = "tone"\npase = 1\n')
    assert "Did you mean pace?" in watch.until("problem")[-1]["hint"]
    practice.settings('[voice]\nname = "tone"\ndraft = "tone"\n')
    assert watch.until("built")[-1]["failed"] == ["support/01-a"]
    (practice.root / "scripts").rename(practice.root / "away")
    assert "no scripts folder" in watch.until("problem")[-1]["message"]
    (practice.root / "away").rename(practice.root / "scripts")
    watch.until("built")
    practice.write("support/01-a", "Rest.\n\n[pause 4s]", SHORT)
    assert watch.until("built")[-1]["failed"] == []
    assert watch.stop() == 0


def test_a_reader_sees_what_changed_and_what_is_wrong_once(practice: Practice) -> None:
    """What check says comes first, and the build does not say it again; the last line says that it has ended."""
    practice.write("support/01-a", "Rest a while.", SHORT)
    process = practice.start("watch", "support")
    assert process.stdout is not None
    out = []
    while not out or not out[-1].startswith("Watching scripts/"):
        out.append(process.stdout.readline())
    practice.write("support/01-a", "Rest.\n\n[puase 4s]", SHORT)
    while "not built" not in out[-1]:
        out.append(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0
    assert "Changed: scripts/support/01-a.md\n" in out
    assert rest.splitlines()[-1] == "Stopped watching. What was finished is kept."
    assert err.count(": error: ") == 1
    assert "Traceback" not in err


def test_what_cannot_be_watched_is_refused_at_once(practice: Practice, tmp_path: Path) -> None:
    """A name that fits nothing, and a folder that is no practice."""
    practice.write("support/01-a", "Rest.", SHORT)
    assert_refused(practice.run("watch", "support/01-b"), "Did you mean support/01-a?", code=2)
    assert_refused(Practice(tmp_path, None).run("watch"), "no scripts folder")
