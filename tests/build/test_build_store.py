"""A practice in an object store: the same bytes as in a folder, nothing torn, nothing overwritten, nothing personal."""

import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from practices import SETTINGS, Once, Practice, assert_refused, run
from s3fs import S3FileSystem
from store_server import Bucket, Fault, StoreServer

from guides.store.cache import Cache, key_of
from guides.store.remote.address import Address
from guides.store.remote.cache import RemoteCache
from guides.store.remote.folder import RemoteFolder

NAME = "Wilhelmina"
FIRST, SECOND = "preparation/01-a", "support/01-b"
ALLOWED = "[cluster]\nallow-remote-personal = true\n"


def never(_method: str, _path: str) -> None:
    """Nothing goes wrong."""


def every(number: int, wrong: float | int) -> Fault:
    """What goes wrong with one request of so many."""
    count = 0

    def fault(_method: str, _path: str) -> float | int | None:
        nonlocal count
        count += 1
        return wrong if count % number == 0 else None

    return fault


def at(ending: str, wrong: int | str, method: str = "PUT", times: int = 1000) -> Fault:
    """What goes wrong with the first requests for one name, or several."""
    left = times

    def fault(asked: str, path: str) -> int | str | None:
        nonlocal left
        if asked != method or ending not in path or not left:
            return None
        left -= 1
        return wrong

    return fault


@pytest.fixture(scope="module")
def local(once: Once) -> Practice:
    """Two guides, built in a folder. To be read, never changed."""

    def make(practice: Practice) -> None:
        for number, id in enumerate((FIRST, SECOND)):
            practice.write(id, f"Rest{{, name}}. It is quiet.\n\nGood, and {number}.", "music: off")
        practice.build("--jobs", "1")

    return once("to-store", make)


@pytest.fixture
def server(store_server: StoreServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreServer]:
    """The store, and a machine that has no mirror of anything in it."""
    another_machine(tmp_path / "cache", monkeypatch)
    store_server.requests.clear()
    yield store_server
    store_server.fault = never


def another_machine(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as if on a machine whose caches are there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def bucket_name(tmp_path: Path) -> str:
    return re.sub("[^a-z0-9]+", "-", tmp_path.name.lower()).strip("-")[:60]


@pytest.fixture
def texts(server: StoreServer, local: Practice, bucket_name: str) -> Bucket:
    """The two guides in the store, not built, with everything in the cache that they need."""
    bucket = Bucket(server, bucket_name)
    bucket.upload(local)
    return bucket


@pytest.fixture
def bare(texts: Bucket) -> Bucket:
    """The same with nothing in the cache but the gain of the voice, which takes the longest."""
    for name in texts.files(".guides/cache/"):
        if not name.startswith("calibration/"):
            texts.remove(f".guides/cache/{name}")
    return texts


@pytest.fixture
def built(texts: Bucket) -> Bucket:
    """The two guides, built in the store from this machine."""
    texts.build("--jobs", "1")
    return texts


def test_the_same_bytes_as_in_a_folder(bare: Bucket, local: Practice) -> None:
    """Guides, transcripts and playlists are those of a local build; of what is not changed, nothing travels again."""
    built = bare
    built.build()
    assert built.sounds() == local.sounds()
    assert not any(name.endswith(".part") for name in built.files())
    built.server.requests.clear()
    again = built.build()
    assert again.event("brought")["files"] == []
    assert again.event("sent")["files"] == again.event("sent")["removed"] == []
    assert {(method, path.strip("/")) for method, path in built.server.requests} == {("GET", built.name)}


def test_what_changes_there_and_here(built: Bucket, local: Practice, tmp_path: Path) -> None:
    """A changed script is brought, and what is made of it is sent; one that was renamed takes its guide along."""
    text = local.script(SECOND).read_bytes().replace(b"quiet", b"calm")
    built.put(f"scripts/{SECOND}.md", text)
    ran = built.build()
    assert ran.event("brought")["files"] == [f"scripts/{SECOND}.md"]
    assert [name for name in ran.event("sent")["files"] if FIRST in name] == []
    built.remove(f"scripts/{SECOND}.md")
    built.put("scripts/support/02-c.md", text)
    ran = built.build()
    assert set(ran.event("sent")["removed"]) == {f"audio_out/{SECOND}.mp3", f"audio_out/{SECOND}.vtt"}
    other = local.copy(tmp_path / "other")
    other.script(SECOND).rename(other.script("support/02-c"))
    other.script("support/02-c").write_bytes(text)
    other.build()
    assert built.sounds() == other.sounds()


def test_another_machine_goes_on_where_one_was(built: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a mirror finds everything built; without the guides, it makes them of what the cache holds."""
    another_machine(tmp_path / "second", monkeypatch)
    assert len(built.build().event("built")["fresh"]) == 2
    another_machine(tmp_path / "third", monkeypatch)
    before = built.sounds()
    for name in built.files("audio_out/"):
        built.remove(f"audio_out/{name}")
    ran = built.build("--jobs", "1")
    assert {event["spoken_now"] for event in ran.events if event["event"] == "guide-finished"} == {0}
    assert built.sounds() == before


def test_commands_that_write_scripts(built: Bucket) -> None:
    """What a command writes into the practice stands in the store, and others find it there."""
    assert built.run("new", "evenings", "Letting go").code == 0
    assert b"Letting go" in built.files()["scripts/evenings/01-letting-go.md"]
    assert "evenings/01-letting-go" in built.run("plan").out
    built.put("scripts/evenings/01-letting-go.md", b"---\ntitle: T\n---\n\n[pause 2x]\n")
    assert_refused(built.run("check", "evenings"), "scripts/evenings/01-letting-go.md:5:")
    assert_refused(built.run("watch"), built.url, "Only a folder on this machine can be watched", code=2)


def test_a_new_practice_there(server: StoreServer) -> None:
    """`guides init` makes one in an empty bucket, once."""
    bucket = Bucket(server, "a-new-practice")
    ran = run("init", bucket.url)
    assert ran.code == 0, ran.err
    assert sum(name.startswith("scripts/") for name in bucket.files()) == 13
    assert bucket.run("plan", "preparation").code == 0
    assert_refused(run("init", bucket.url), "already a practice")


def test_what_somebody_else_has_written_stays(texts: Bucket, local: Practice) -> None:
    """A guide that appears in the store while it is made here is theirs, until the next build has seen it."""
    told = []

    def fault(method: str, path: str) -> None:
        if method == "PUT" and path.endswith(f"{FIRST}.mp3") and not told:
            told.append(path)
            texts.put(f"audio_out/{FIRST}.mp3", b"theirs")

    texts.server.fault = fault
    ran = texts.run("build")
    assert_refused(ran, f"audio_out/{FIRST}.mp3", "Somebody else", "Run the same command again")
    assert texts.files()[f"audio_out/{FIRST}.mp3"] == b"theirs"
    assert not any(name.endswith((".m3u8", "report.json", "journal.json")) for name in texts.files())
    texts.build()
    assert texts.sounds() == local.sounds()


def test_a_text_that_was_changed_in_both_places(built: Bucket) -> None:
    """Neither is lost: the one in the store is not overwritten, the one here is named."""
    name = f"scripts/{FIRST}.md"
    mine = built.mirror / name
    mine.write_text("mine")
    built.put(name, b"theirs")
    assert_refused(built.run("check"), name, "Somebody else", str(mine))
    assert (mine.read_text(), built.files()[name]) == ("mine", b"theirs")
    mine.write_text("theirs")
    assert built.run("plan", SECOND).code == 0


def test_two_writers_of_one_key(server: StoreServer, tmp_path: Path) -> None:
    """One entry stands in the store, whole, and is read by everybody."""
    remote = RemoteFolder(Address(f"{Bucket(server, 'two-writers').url}/cache"))
    contents = [bytes([number]) * 300_000 for number in range(6)]
    caches = [RemoteCache(tmp_path / str(number), remote, pytest.fail) for number in range(6)]
    key = key_of("raced for")
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda cache, content: cache.put("speech", key, [content]), caches, contents))
    reader = RemoteCache(tmp_path / "reader", remote, pytest.fail)
    entry = reader.get("speech", key)
    assert entry is not None
    assert bytes(entry.payload) in contents
    assert Cache(tmp_path / "reader").get("speech", key) is not None


def test_a_damaged_entry_is_made_again(texts: Bucket, local: Practice) -> None:
    """What is not whole in the store's cache is not used, and is replaced."""
    entries = {name: raw for name, raw in texts.files(".guides/cache/").items() if name.startswith("speech/")}
    for name in entries:
        texts.put(f".guides/cache/{name}", b"damaged")
    texts.build("--jobs", "1")
    assert texts.sounds() == local.sounds()
    assert {name: raw for name, raw in texts.files(".guides/cache/").items() if name in entries} == entries


def test_a_cache_that_folders_share(server: StoreServer, local: Practice, tmp_path: Path) -> None:
    """`[cache] store` gives a practice in a folder what another has spoken, and nothing else goes there."""
    bucket = Bucket(server, "shared-cache")
    spoken = []
    for name in ("one", "two"):
        practice = local.copy(tmp_path / name)
        shutil.rmtree(practice.root / ".guides" / "cache" / "speech")
        practice.settings(f'{SETTINGS}[cache]\nstore = "{bucket.url}"\n')
        ran = practice.build("--force", "--jobs", "1")
        spoken.append(sum(event["spoken_now"] for event in ran.events if event["event"] == "guide-finished"))
        assert practice.sounds() == local.sounds()
    assert spoken[0] > spoken[1] == 0
    assert {name.partition("/")[0] for name in bucket.files()} <= {"calibration", "portraits", "segments", "speech"}
    practice.settings(f'{SETTINGS}[cache]\nstore = "s3://me:secret@bucket/cache"\n')
    ran = practice.run("build")
    assert_refused(ran, "guides.toml:8:1", "password", code=2)
    assert "secret" not in ran.err


def test_a_store_that_fails_now_and_then(bare: Bucket, local: Practice) -> None:
    """Where one of five requests fails and another is slow, the build is what it would have been."""
    errors, delays = every(5, 503), every(4, 0.05)
    bare.server.fault = lambda method, path: errors(method, path) or delays(method, path)
    bare.build("--jobs", "1")
    bare.server.fault = never
    assert bare.sounds() == local.sounds()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again sooner."""
    monkeypatch.setattr("guides.store.remote.answers.WAITS", (0.001, 0.002, 0.003))


@pytest.mark.usefixtures("hasty")
def test_a_cache_that_cannot_be_reached(texts: Bucket, local: Practice) -> None:
    """It is said once, and the build goes on without it."""
    texts.server.fault = lambda _method, path: 500 if "/cache/" in path else None
    ran = texts.run("build", "--jobs", "1")
    assert ran.code == 0
    assert ran.err.count("only makes it slower") == 1
    texts.server.fault = never
    assert texts.sounds() == local.sounds()


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("ending", [f"{SECOND}.mp3", "journal.json"])
def test_a_store_that_takes_no_more_in_the_middle(texts: Bucket, local: Practice, ending: str) -> None:
    """The error names the file; what refers to it is not sent; the next command sends the rest, and makes nothing."""
    texts.server.fault = at(ending, 503)
    assert_refused(texts.run("build"), ending, "does not answer as it should", "Run the same command again".lower())
    there = texts.files()
    assert not any(name.endswith(ending) or name.endswith("journal.json") for name in there)
    assert ending == "journal.json" or "audio_out/report.json" not in there
    texts.server.fault = never
    assert texts.build().event("built")["built"] == []
    assert texts.sounds() == local.sounds()
    assert ".guides/journal.json" in texts.files()


@pytest.mark.usefixtures("hasty")
def test_a_file_that_comes_cut_short(texts: Bucket) -> None:
    """It is asked for again, and never taken for the whole; where it never comes whole, it is named."""
    texts.server.fault = at(f"{FIRST}.md", "cut", "GET", times=1)
    assert texts.run("plan").code == 0
    shutil.rmtree(texts.mirror.parent)
    texts.server.fault = at(f"{FIRST}.md", "cut", "GET")
    assert_refused(texts.run("plan"), f"scripts/{FIRST}.md", "Cannot bring this file")
    assert not (texts.mirror / "scripts" / f"{FIRST}.md").exists()
    assert not list(texts.mirror.rglob("*.part"))


def test_a_store_that_denies_access(texts: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is said at once, with what helps: no access, no credentials, no bucket, nothing there."""
    texts.server.fault = lambda *_: 403
    assert_refused(texts.run("plan"), texts.url, "denies access", "AWS_ACCESS_KEY_ID")
    texts.server.fault = never
    assert_refused(run("-C", "s3://nowhere/clinic", "plan"), "s3://nowhere/clinic", "nothing at this address")
    assert_refused(run("-C", f"{texts.url}/deeper", "plan"), "nothing at this address")
    assert_refused(run("init", "s3://nowhere/clinic"), "s3://nowhere/clinic", "no such bucket")
    S3FileSystem.clear_instance_cache()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    assert_refused(texts.run("plan"), "no credentials", "AWS_ACCESS_KEY_ID")
    S3FileSystem.clear_instance_cache()


def test_addresses_that_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is neither taken nor repeated; an unknown store, and a missing adapter, are named."""
    ran = run("-C", "s3://me:secret@bucket/clinic", "plan")
    assert_refused(ran, "s3://bucket/clinic", "password", "environment", code=2)
    told = run("--json", "-C", "s3://me:secret@bucket/clinic", "plan").event("problem")
    assert told["message"] == "This address holds a password."
    assert "secret" not in ran.err
    assert_refused(run("-C", "nosuch://bucket", "plan"), "begin with nosuch://", code=2)
    assert_refused(run("-C", "s3://", "plan"), "names nothing", code=2)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert_refused(run("-C", "s3://bucket/clinic", "plan"), "pip install 'session-guides[cluster]'")


def test_names_that_lead_out_of_the_practice(texts: Bucket) -> None:
    """A file in the store is never written outside its mirror."""
    texts.put("scripts/../../../evil.md", b"evil")
    assert_refused(texts.run("plan"), "evil.md", "cannot be the name of a file")


def test_what_is_for_clients_stays_here(texts: Bucket, local: Practice, tmp_path: Path) -> None:
    """Nothing of a client goes to the store, and it is said where it is; with permission the guides do."""
    assert texts.run("plan").code == 0
    (texts.mirror / "clients.csv").write_text(f"id,name\n007,{NAME}\n", encoding="utf-8")
    ran = texts.run("build", "--all-clients", "--jobs", "1")
    assert ran.code == 0, ran.err
    assert str(texts.mirror) in ran.out
    mine = texts.mirror / "audio_out" / "clients" / "007"
    assert NAME in (mine / f"{FIRST}.vtt").read_text()
    there = texts.files()
    assert not any("client" in name or "007" in name for name in there)
    assert not any(NAME.encode() in content or NAME.encode() in name.encode() for name, content in there.items())
    other = local.copy(tmp_path / "other")
    shutil.copy(texts.mirror / "clients.csv", other.root)
    other.build("--all-clients", "--jobs", "1")
    texts.put("guides.toml", f"{SETTINGS}{ALLOWED}".encode())
    texts.build("--all-clients", "--jobs", "1")
    theirs = {name: digest for name, digest in other.sounds().items() if name.startswith("clients/")}
    assert {name: texts.sounds()[name] for name in theirs} == theirs
    assert not any(("/cache/" in name and "client" in name) or name == "clients.csv" for name in texts.files())


def test_who_is_forgotten_is_gone_from_the_store_too(
    texts: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And from this machine; the others' guides stay, and a list that somebody put there is told of."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    texts.put("guides.toml", f"{SETTINGS}{ALLOWED}".encode())
    texts.put("clients.csv", f"id,name\n007,Bo\n031,{NAME}\n".encode())
    texts.build("--all-clients", "--jobs", "1")
    assert any("031" in name for name in texts.files("audio_out/"))
    texts.put("guides.toml", SETTINGS.encode())
    ran = texts.run("forget", "031", "--yes")
    assert (ran.code, f"{texts.url}/clients.csv" in ran.out) == (1, True)
    there = texts.files()
    assert not any("031" in name for name in there)
    assert [name for name, content in there.items() if NAME.encode() in content] == ["clients.csv"]
    assert any("clients/007" in name for name in there)
    texts.put("clients.csv", b"id,name\n007,Bo\n")
    assert texts.run("plan").code == 0
    here = [path for path in tmp_path.rglob("*") if path.is_file() and "moto" not in path.parts]
    assert [path for path in here if NAME.encode() in path.read_bytes() or "031" in path.parts] == []


def test_other_stores(local: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fsspec can reach holds a practice, whole files and nothing half; a change there is not overwritten."""
    another_machine(tmp_path / "cache", monkeypatch)
    there = Practice(tmp_path / "there", None)
    shutil.copytree(local.root / "scripts", there.root / "scripts")
    there.settings(SETTINGS)
    shutil.copytree(local.root / ".guides" / "cache" / "calibration", there.root / ".guides" / "cache" / "calibration")
    ran = run("-C", there.root.as_uri(), "build", "--jobs", "1")
    assert ran.code == 0, ran.err
    assert there.sounds() == local.sounds()
    assert there.parts() == []
    again = run("-C", there.root.as_uri(), "--json", "build")
    assert (again.event("brought")["files"], again.event("sent")["files"]) == ([], [])
    (there.root / "scripts" / f"{FIRST}.md").unlink()
    assert run("-C", there.root.as_uri(), "build").code == 0
    assert not there.out(f"{FIRST}.mp3").exists()
