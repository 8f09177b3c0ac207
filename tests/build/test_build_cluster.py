"""Guides made on a Dask cluster: the same bytes as on one machine, whatever happens to its workers."""

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from practices import SETTINGS, Once, Practice, assert_refused
from store_server import Bucket, StoreServer

from guides.build.executors.likeness import check_alike, facts_of
from guides.errors import GuideError
from guides.store.practice import PracticeFolder

NOBODY = "tcp://127.0.0.1:9"
"""An address at which nothing listens."""
NAME = "Wilhelmina"
SHORT = "music:\n  intro: 1s\n  outro: 2s"


@pytest.fixture(scope="module")
def cluster(store_server: StoreServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler in this process, and two workers in processes of their own, which know of the store."""
    env = {"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("workers"))}
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", env=env) as cluster:
        yield cluster


def three_guides(practice: Practice) -> Practice:
    """Write three small guides that share a line."""
    for number, music in ((1, SHORT), (2, "music: off"), (3, "music: off")):
        practice.write(f"preparation/0{number}-a", f"Rest{{, name}}. It is quiet.\n\nGood, and {number}.", music)
    return practice


@pytest.fixture(scope="module")
def local(once: Once) -> Practice:
    """The three guides, built on this machine. To be read, never changed."""
    return once("for-a-cluster", lambda practice: three_guides(practice).build())


@pytest.fixture
def three(local: Practice, tmp_path: Path) -> Practice:
    """The three guides, with nothing made but the gain of the voice, which takes the longest."""
    practice = local.copy(tmp_path / "practice")
    shutil.rmtree(practice.out(""))
    (practice.root / ".guides" / "journal.json").unlink()
    for shelf in (practice.root / ".guides" / "cache").iterdir():
        if shelf.name != "calibration":
            shutil.rmtree(shelf)
    return practice


def started(events: list[dict[str, object]]) -> set[object]:
    return {event["id"] for event in events if event["event"] == "guide-started"}


def test_the_same_bytes_as_on_this_machine(cluster: LocalCluster, practice: Practice, local: Practice) -> None:
    """Guides, playlists and transcripts are those of a local build, and everything is told."""
    three = three_guides(practice)
    ran = three.build("--scheduler", cluster.scheduler_address)
    assert three.sounds() == local.sounds()
    assert len(started(ran.events)) == 3
    assert {event["stage"] for event in ran.events if event["event"] == "progressed"} >= {"speaking", "mixing"}
    assert three.parts() == []
    again = three.build("--scheduler", cluster.scheduler_address).event("built")
    assert (again["built"], len(again["fresh"])) == ([], 3)


def test_settings_that_change_between_two_builds(cluster: LocalCluster, three: Practice, tmp_path: Path) -> None:
    """Workers that have built before go by what guides.toml says now."""
    local = three.copy(tmp_path / "local")
    for settings in (SETTINGS, SETTINGS + "[pauses]\nsentence = '2s'\n"):
        three.settings(settings)
        three.build("preparation/02-a", "--scheduler", cluster.scheduler_address)
    local.settings(settings)
    local.build("preparation/02-a")
    assert three.sounds() == local.sounds()


def test_a_guide_that_fails_there_is_told_as_here(cluster: LocalCluster, three: Practice, tmp_path: Path) -> None:
    """What is wrong with a script comes back with its place and hint, and the others are made."""
    three.write("preparation/02-a", f"{'Rest a while. ' * 6}\n\n[at 5s]\n\nGood.", "music: off")
    local = three.copy(tmp_path / "local")
    there = three.run("build", "--keep-going", "--scheduler", cluster.scheduler_address)
    assert_refused(there, "scripts/preparation/02-a.md:8:1", "[at]", "Write a later time")
    assert there.err == local.run("build", "--keep-going").err
    assert three.sounds() == local.sounds()


@pytest.mark.parametrize("struck", ["a worker", "the build"])
def test_what_is_ended_in_the_middle(cluster: LocalCluster, three: Practice, tmp_path: Path, struck: str) -> None:
    """A worker's guide is made by another one; a build that is stopped is completed: no byte differs, no half file."""
    for number in (1, 2, 3):
        three.write(f"preparation/0{number}-a", f"Rest, {number}.\n\n[silence 30s]\n\nGood.", SHORT)
    local = three.copy(tmp_path / "local")
    build = three.start("--json", "build", "--scheduler", cluster.scheduler_address)
    assert build.stdout is not None
    next(line for line in build.stdout if '"stage": "mixing", "done": 1' in line)
    if struck == "a worker":
        with Client(cluster.scheduler_address, set_as_default=False) as client:
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    else:
        build.send_signal(signal.SIGINT)
    _, said = build.communicate(timeout=120)
    assert "Traceback" not in said
    if struck == "the build":
        assert build.returncode == 1
        assert "Stopped." in said
        three.build("--scheduler", cluster.scheduler_address)
    else:
        assert build.returncode == 0, said
    local.build()
    assert three.sounds() == local.sounds()
    assert three.parts() == []


def test_guides_for_clients_stay_on_this_machine(three: Practice) -> None:
    """Unless the practice allows it, nothing of a client is sent anywhere, and it is said why."""
    (three.root / "clients.csv").write_text(f"id,name\n007,{NAME}\n", encoding="utf-8")
    for option in (["--client", "007"], ["--all-clients"]):
        ran = three.run("build", *option, "--scheduler", NOBODY)
        assert_refused(ran, "on this machine only", "allow-remote-personal = true", code=2)
        assert NAME not in ran.out + ran.err


def test_guides_for_clients_where_it_is_allowed(cluster: LocalCluster, three: Practice, tmp_path: Path) -> None:
    """They are those of a local build, and no name stands in what the cluster keeps and logs."""
    three.settings(SETTINGS + "[cluster]\nallow-remote-personal = true\n")
    (three.root / "clients.csv").write_text(f"id,name\n007,{NAME}\n", encoding="utf-8")
    local = three.copy(tmp_path / "local")
    three.build("preparation/02-a", "--client", "007", "--scheduler", cluster.scheduler_address)
    local.build("preparation/02-a", "--client", "007")
    assert three.sounds() == local.sounds()
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        told = client.get_events("guides")
        assert any(b"clients/007" in event[1][1] for event in told)
        assert NAME.encode() not in pickle.dumps((told, cluster.get_logs(), client.get_worker_logs()))


@pytest.mark.parametrize(
    ("address", "said", "code"),
    [(NOBODY, "No Dask scheduler answers", 1), ("cluster", "not the address", 2), ("tcp://cluster", "not the", 2)],
)
def test_an_address_without_a_scheduler(three: Practice, address: str, said: str, code: int) -> None:
    """It is named, with what an address looks like, and nothing is left."""
    assert_refused(three.run("build", "--scheduler", address), f"{address}: error: ", said, "tcp://192", code=code)
    assert three.parts() == []


def test_a_scheduler_without_workers(three: Practice) -> None:
    """The line that starts workers is given."""
    with LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as empty:
        ran = three.run("build", "--scheduler", empty.scheduler_address)
    assert_refused(ran, "no workers", f"dask worker {empty.scheduler_address}")


@pytest.mark.parametrize(
    ("threads", "set", "said"),
    [(2, "1", "several guides at a time"), (1, "4", "OPENBLAS_NUM_THREADS is 4 there, and 1 here")],
)
def test_a_worker_that_was_started_otherwise(three: Practice, threads: int, set: str, said: str) -> None:
    """A worker that would give other bytes is named before the first guide."""
    with LocalCluster(
        n_workers=1, threads_per_worker=threads, dashboard_address="127.0.0.1:0", env={"OPENBLAS_NUM_THREADS": set}
    ) as odd:
        ran = three.run("build", "--scheduler", odd.scheduler_address)
        worker = next(iter(odd.scheduler_info["workers"]))
    assert_refused(ran, worker, said, "dask worker")
    assert not three.out("").exists()


def test_a_worker_elsewhere(three: Practice, tmp_path: Path) -> None:
    """A worker must see this folder and not a copy of it, with the same settings and programs."""
    sign = three.root / "sign"
    sign.touch()
    here = facts_of(PracticeFolder(three.root), sign)
    other = three.copy(tmp_path / "other")
    other.settings(SETTINGS + "# changed\n")
    there = facts_of(PracticeFolder(other.root), sign)
    check_alike(here, here, "tcp://10.0.0.2:1")
    for facts, said in [
        (facts_of(PracticeFolder(other.root), tmp_path / "no sign"), "does not see the practice folder"),
        (there, "guides.toml, spoken"),
        ({**here, "version of guides": "0.1"}, "version of guides is 0.1 there"),
        ({**here, "ffmpeg": "ffmpeg 1"}, "ffmpeg is ffmpeg 1 there"),
    ]:
        with pytest.raises(GuideError, match=said) as caught:
            check_alike(facts, here, "tcp://10.0.0.2:1")
        assert caught.value.where is not None
        assert caught.value.where.file == "tcp://10.0.0.2:1"


def test_jobs_and_a_scheduler(three: Practice) -> None:
    """How much is done at a time is for the workers to say."""
    assert_refused(three.run("build", "--jobs", "2", "--scheduler", NOBODY), "--jobs is for this machine", code=2)


def test_dask_is_there_only_for_those_who_use_it(three: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other build loads it, and without it the line that installs it is given."""
    code = "import sys, json, guides.build.run, guides.cli.commands.build; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    assert not {"dask", "distributed"} & set(loaded)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert_refused(three.run("build", "--scheduler", NOBODY), "not installed", "pip install 'session-guides[cluster]'")


def test_a_practice_in_a_store(
    cluster: LocalCluster, store_server: StoreServer, three: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Workers bring what they need, deliver to the store and keep nothing; one that is lost there costs nothing."""
    three.settings(SETTINGS + "[cluster]\nallow-remote-personal = true\n")
    (three.root / "clients.csv").write_text(f"id,name,guides\n007,{NAME},preparation/02-a\n", encoding="utf-8")
    bucket = Bucket(store_server, "no-shared-disk")
    bucket.upload(three)
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        workers = list(client.run(os.getpid).values())
        (mirrors,) = set(client.run(lambda: os.environ["XDG_CACHE_HOME"]).values())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another machine"))

    def strike(method: str, path: str) -> None:
        if method == "PUT" and path.endswith(".mp3") and workers:
            os.kill(workers.pop(), signal.SIGKILL)
            workers.clear()

    store_server.fault = strike
    bucket.build("--scheduler", cluster.scheduler_address)
    store_server.fault = lambda _method, _path: None
    assert not workers
    bucket.build("--all-clients", "--scheduler", cluster.scheduler_address)
    three.build()
    three.build("--all-clients")
    assert bucket.sounds() == three.sounds()
    assert Practice(bucket.mirror, None).sounds() == three.sounds()
    (there,) = (Path(mirrors) / "session-guides" / "mirrors").iterdir()
    kept = [path.relative_to(there).as_posix() for path in there.rglob("*")]
    assert not [name for name in kept if "audio_out" in name or "clients.csv" in name or ".making" in name]
    again = bucket.build("--scheduler", cluster.scheduler_address)
    assert (again.event("brought")["files"], again.event("sent")["files"]) == ([], [])
