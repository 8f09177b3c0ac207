"""`guides clean`: what was not used for long goes first, and nothing but the cache is ever touched."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock
from practices import Practice, assert_refused, unharmed

from guides.store import cache_files
from guides.store.cache import Cache, key_of
from guides.store.cache_files import look_through
from guides.store.practice import PracticeFolder

DAY = 86_400.0


def entry(practice: Practice, name: str, size: int, days: float, cache: str = "cache") -> Path:
    """A cache entry of so many bytes, last used so many days ago."""
    path = Cache(practice.root / ".guides" / cache).path("speech", key_of(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    return aged(path, days)


def aged(path: Path, days: float) -> Path:
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


def half(folder: Path, days: float, name: str = ".01-a.mp3.0123abcd.part") -> Path:
    """A half file as a killed build leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"half")
    return aged(folder / name, days)


def test_the_least_recently_used_goes_first(practice: Practice) -> None:
    """Until the common cache and the clients' together are no larger than asked; how much was freed is told."""
    old = entry(practice, "old", 400_000, 30)
    older = entry(practice, "older", 300_000, 60, cache="clients/007/cache")
    new = entry(practice, "new", 500_000, 1)
    ran = practice.run("--json", "clean", "--larger-than", "0.9 MB")
    assert (ran.code, ran.event("cleaned")) == (
        0,
        {
            "event": "cleaned",
            "dry_run": False,
            "removed": 1,
            "freed": 300_000,
            "halves": 0,
            "kept": 2,
            "size": 900_000,
        },
    )
    assert "007" not in ran.out + ran.err
    assert (older.exists(), old.exists(), new.exists()) == (False, True, True)
    assert practice.run("clean", "--larger-than", "600kB").out == (
        "Removed 1 file: 400 kB. Left in the cache: 1 file, 500 kB.\n"
    )
    assert new.exists()


def test_what_was_not_used_for_days_goes(practice: Practice) -> None:
    """Age alone is asked for, or both; a dry run says the same and removes nothing."""
    week, month, year = (entry(practice, str(days), 1000, days) for days in (7.5, 31, 366))
    there = practice.stamps()
    would = practice.run("--json", "clean", "--older-than", "30", "--dry-run").event("cleaned")
    assert practice.stamps() == there
    did = practice.run("--json", "clean", "--older-than", "30").event("cleaned")
    assert would == {**did, "dry_run": True}
    assert (did["removed"], did["kept"]) == (2, 1)
    assert (week.exists(), month.exists(), year.exists()) == (True, False, False)
    practice.run("clean", "--older-than", "30", "--larger-than", "1 byte")
    assert not week.exists()


def test_the_practice_sets_the_size(practice: Practice) -> None:
    """Without options `[cache] size` holds, 20 GB where nothing is set; `--all` leaves nothing of the cache."""
    paths = [entry(practice, str(days), size, days) for days, size in ((1, 600_000), (2, 600_000), (3, 0))]
    assert practice.run("clean").out == "Nothing was removed. In the cache: 3 files, 1.2 MB.\n"
    practice.settings('[cache]\nsize = "1 MB"\n')
    assert practice.run("--json", "clean").event("cleaned")["size"] == 600_000
    assert [path.exists() for path in paths] == [True, False, False]
    entry(practice, "3", 0, 3)
    assert practice.run("clean", "--all").code == 0
    assert practice.cached("speech") == []


@pytest.mark.parametrize("size", ["", "much", "10", "-1 GB", "0 GB", "1,5 GB", "nan GB", "10 G", "1e9 GB", "٣ GB"])
def test_sizes_that_are_none_are_refused(practice: Practice, size: str) -> None:
    """On the command line and in `guides.toml`, with what to write instead; nothing is removed."""
    kept = entry(practice, "a", 10, 999)
    assert_refused(practice.run("clean", f"--larger-than={size}"), "10GB", code=2)
    practice.settings(f'[cache]\nsize = "{size}"\n')
    assert_refused(practice.run("clean"), "guides.toml:2:1", 'size = "10 GB"')
    assert kept.exists()


@pytest.mark.parametrize("options", [["--older-than", "0"], ["--older-than", "soon"], ["--all", "--older-than", "3"]])
def test_wrong_options_are_refused(practice: Practice, options: list[str]) -> None:
    """Exit code 2, and nothing is removed."""
    kept = entry(practice, "a", 10, 999)
    assert practice.run("clean", *options).code == 2
    assert kept.exists()


def test_a_practice_without_a_cache_stays_without(practice: Practice) -> None:
    """Nothing to remove is no error, and no folder appears."""
    there = sorted(practice.root.rglob("*"))
    assert practice.run("clean", "--all").out == "Nothing was removed. In the cache: 0 files, 0 bytes.\n"
    assert sorted(practice.root.rglob("*")) == there


def test_only_the_cache_is_ever_touched(built: Practice, tmp_path: Path) -> None:
    """After `--all` every output, the journal and the practice are as before; a build finds nothing to do,
    and one that does gives the same bytes."""
    practice = built.copy(tmp_path / "practice")
    (practice.root / "approvals.toml").write_text("")
    strange = practice.root / ".guides" / "cache" / "speech" / "ab" / "my notes.txt"
    strange.parent.mkdir(parents=True, exist_ok=True)
    strange.write_text("mine")
    in_cache = {path.relative_to(practice.root).as_posix() for path in practice.cached("")}
    before = {name: stamp for name, stamp in practice.stamps().items() if name not in in_cache}
    with unharmed(practice):
        assert practice.run("clean", "--all").code == 0
        assert practice.cached("") == [strange]
        after = practice.stamps()
        assert {name: after[name] for name in before if not name.endswith(".lock")} == {
            name: stamp for name, stamp in before.items() if not name.endswith(".lock")
        }
        assert practice.build().event("built")["built"] == []
        practice.build("--force", "support", "preparation/02-breath")


def test_links_are_never_followed(practice: Practice, tmp_path: Path) -> None:
    """A link inside the cache leads nowhere, and a cache that is a link is refused, whoever's it is."""
    elsewhere = Practice(tmp_path / "elsewhere")
    theirs = entry(elsewhere, "theirs", 10, 999)
    mine = entry(practice, "mine", 10, 999)
    cache = practice.root / ".guides" / "cache"
    (cache / "segments").symlink_to(elsewhere.root / ".guides" / "cache" / "speech")
    linked = cache / "speech" / "ab" / ("0" * 38)
    linked.parent.mkdir(exist_ok=True)
    linked.symlink_to(theirs)
    practice.out("").mkdir()
    half(elsewhere.root / "drafts", 9)
    practice.out("draft").symlink_to(elsewhere.root / "drafts")
    assert practice.run("--json", "clean", "--all").event("cleaned")["removed"] == 1
    assert theirs.exists()
    assert linked.is_symlink()
    assert elsewhere.parts()
    assert not mine.exists()
    client = practice.root / ".guides" / "clients" / "anna" / "cache"
    for place in (client, client.parent, client.parent.parent, cache, practice.root / ".guides"):
        if place.exists():
            place.rename(tmp_path / f"was {place.name}")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(elsewhere.root / ".guides")
        refused = practice.run("clean", "--all")
        assert_refused(refused, "is a link", ".guides")
        assert "anna" not in refused.err
        assert theirs.exists()
        place.unlink()


def test_half_files_of_killed_builds_go(practice: Practice) -> None:
    """In the cache and beside outputs, an hour after anything was added; what is being written stays."""
    hidden = practice.root / ".guides"
    gone = [half(hidden / "cache" / "tracks" / "ab", 1), half(hidden, 1, ".journal.json.00000000.part")]
    gone.append(half(practice.out("clients/007/support"), 0.1))
    stays = [
        half(practice.out("support"), 0.03),
        half(practice.out("support"), -3, ".02-b.mp3.0123abcd.part"),
        half(practice.out("support"), 9, "mine.part"),
        half(practice.root / "music", 9),
    ]
    assert practice.run("clean").out == (
        "Removed 3 files, 3 of them half written: 12 bytes. Left in the cache: 0 files, 0 bytes.\n"
    )
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in stays)


def test_a_running_build_is_not_disturbed(practice: Practice) -> None:
    """Where nobody sits in front of it, the command stops with a word; a dry run removes nothing and goes on."""
    kept = entry(practice, "a", 10, 999)
    with FileLock(practice.root / ".guides" / "build.lock"):
        for options in ([], ["--json"]):
            ran = practice.program(*options, "clean", "--all")
            assert ran.code == 1
            assert "being built here" in ran.out + ran.err
        assert practice.run("clean", "--all", "--dry-run").out.startswith("Would remove 1 file: 10 bytes.")
    assert kept.exists()
    assert practice.run("clean", "--all").code == 0
    assert not kept.exists()


def test_on_a_terminal_a_running_build_is_waited_for(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that it waits, and removes when the build is done."""
    kept = entry(practice, "a", 10, 999)
    monkeypatch.setattr("guides.cli.commands.clean.on_terminal", lambda: True)
    code = "import filelock, sys\nwith filelock.FileLock(sys.argv[1]): print(flush=True), sys.stdin.read()"
    lock = practice.root / ".guides" / "build.lock"
    with subprocess.Popen(
        [sys.executable, "-c", code, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as building:
        assert building.stdin is not None
        assert building.stdout is not None
        building.stdout.readline()
        threading.Timer(0.5, building.stdin.close).start()
        ran = practice.run("clean", "--all")
    assert ran.code == 0
    assert ran.out.startswith("Guides are being built here just now; this waits")
    assert not kept.exists()


def test_entries_that_vanish_or_stay(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that something else removes first is not counted; for one that cannot go another goes, and it is told."""
    vanishing, refusing, third, fourth = (entry(practice, str(days), 1000, days) for days in (90, 80, 70, 60))
    remove = cache_files.os.unlink

    def unlink(path: str) -> None:
        if path == str(vanishing):
            remove(path)
        if path == str(refusing):
            raise OSError(errno.EACCES, "Permission denied")
        remove(path)

    with monkeypatch.context() as broken:
        broken.setattr(cache_files.os, "unlink", unlink)
        ran = practice.run("clean", "--larger-than", "2kB")
    assert ran.code == 1
    assert "1 file was not removed: Permission denied." in ran.err
    assert ran.out == "Removed 1 file: 1 kB. Left in the cache: 2 files, 2 kB.\n"
    assert [path.exists() for path in (vanishing, refusing, third, fourth)] == [False, True, False, True]


def test_entries_that_are_read_only_go_like_others(practice: Practice) -> None:
    """Whether a file may go is its folder's to say."""
    entry(practice, "a", 10, 9).chmod(0o400)
    assert practice.run("clean", "--all").code == 0
    assert practice.cached("speech") == []


def test_many_entries_are_found(practice: Practice) -> None:
    """Thousands of entries, and a folder of the cache that is a file, are looked through as they are."""
    paths = [entry(practice, str(number), 1, 1) for number in range(2000)]
    (practice.root / ".guides" / "cache" / "segments").write_text("no folder")
    found = look_through(PracticeFolder(practice.root).hidden, practice.out(""), time.time())
    assert {each.path for each in found.entries} == {str(path) for path in paths}


def test_use_is_noted(practice: Practice) -> None:
    """What is read again is the last to go; a time ahead of the clock is put right; a fresh one is left alone."""
    cache = Cache(practice.root / ".guides" / "cache")
    keys = [key_of(name) for name in ("old", "ahead", "fresh", "track")]
    for key, days in zip(keys, (30, -30, 0.01, 30), strict=True):
        cache.put("speech", key, [b"sound"])
        aged(cache.path("speech", key), days)
    fresh = cache.path("speech", keys[2]).stat().st_mtime_ns
    started = time.time()
    for key in keys[:3]:
        assert cache.get("speech", key) is not None
    cache.used("speech", keys[3])
    cache.used("speech", key_of("nothing"))
    assert cache.path("speech", keys[2]).stat().st_mtime_ns == fresh
    for key in (keys[0], keys[1], keys[3]):
        assert abs(cache.path("speech", key).stat().st_mtime - started) < 60


def test_a_build_keeps_what_it_uses(practice: Practice) -> None:
    """After a change, the sentences that stayed were used by the build, and outlive those that were replaced."""
    practice.write("support/01-a", "Rest a while. It is quiet.", "music: off")
    practice.build()
    for path in practice.cached("speech"):
        aged(path, 90)
    practice.write("support/01-a", "Rest a while. It is warm.", "music: off")
    practice.build()
    assert len(practice.cached("speech")) == 3
    practice.run("clean", "--older-than", "30")
    assert len(practice.cached("speech")) == 2
    assert practice.build("--force").event("guide-finished")["spoken_now"] == 0
