"""Private links: what they lead to, and that nothing is there without one."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from practices import Practice, assert_refused
from serving import LONG, MEETING, NAMES, Served

from guides.clients.links import digest_of_token
from guides.clients.links_store import DAY, FILE, count_links, forget_links, list_links, write_places
from guides.store.practice import PracticeFolder

NOWHERE = 404


def database(served: Served) -> sqlite3.Connection:
    return sqlite3.connect(served.practice.root / FILE)


def test_a_link_leads_to_the_page_and_to_all_that_is_on_it(served: Served) -> None:
    """The bytes are those that an export writes; the sound is the client's own."""
    link = served.link("--client", "007")
    page = served.ask(link)
    assert page.status == 200
    assert page.head["content-type"] == "text/html; charset=utf-8"
    for name, kind in (("page.js", "text/javascript"), ("sw.js", "text/javascript"), ("page.css", "text/css")):
        answer = served.ask(link + name)
        assert (answer.status, answer.head["content-type"].partition(";")[0]) == (200, kind)
    assert NAMES[0].encode() in served.ask(link + "data.js").body
    own = served.practice.out(f"clients/007/{MEETING}.mp3").read_bytes()
    assert served.ask(f"{link}media/{MEETING}.mp3").body == own


def test_a_link_of_nobody_has_what_is_the_same_for_all(served: Served) -> None:
    """Nobody's name is on it, and nothing that was released to somebody alone."""
    link = served.link()
    data = served.ask(link + "data.js").body.decode()
    assert not any(name in data for name in NAMES)
    assert "05-set-down" not in data
    assert served.ask(f"{link}media/integration/05-set-down.mp3").status == NOWHERE
    common = served.practice.out(f"{MEETING}.mp3").read_bytes()
    assert served.ask(f"{link}media/{MEETING}.mp3").body == common


def test_what_was_released_is_there_for_that_client_alone(served: Served) -> None:
    """Of a guide that is released by hand one client has it, and another has not."""
    path = "media/integration/05-set-down.mp3"
    assert served.ask(served.link("--client", "007") + path).status == 200
    assert served.ask(served.link("--client", "012") + path).status == NOWHERE


def test_one_client_cannot_reach_another_with_their_own_link(served: Served) -> None:
    """However the other's files are called, they do not exist below this link."""
    link = served.link("--client", "012")
    other = served.link("--client", "007").split("/")[2]
    for path in (
        f"media/{LONG}.mp3", f"media/clients/007/{MEETING}.mp3", f"clients/007/{MEETING}.mp3",
        f"../{other}/", f"media/../../{other}/data.js", f"../../audio_out/clients/007/{MEETING}.mp3",
        f"media/clients/007/{MEETING}.vtt", f"{MEETING}.vtt", "feed.xml", f"feed/media/{MEETING}.mp3",
    ):  # fmt: skip
        assert served.ask(link + path).status == NOWHERE, path
    assert NAMES[0] not in served.ask(link + "data.js").body.decode()


def test_every_wrong_link_is_wrong_in_the_same_way(served: Served) -> None:
    """Revoked, expired, cut, lengthened, guessed, empty or strange: one answer, to the last byte of its head."""
    good, gone, old = served.link(), served.link(), served.link("--days", "1")
    token = good.split("/")[2]
    name = next(
        link.name
        for link in list_links(PracticeFolder(served.practice.root))
        if link.digest == digest_of_token(gone.split("/")[2])
    )
    assert served.practice.run("links", "revoke", name).code == 0
    with database(served) as links:
        links.execute(
            "UPDATE links SET expires = ? WHERE digest = ?", (int(time.time()), digest_of_token(old.split("/")[2]))
        )
    assert served.ask(good).status == 200
    wrong = [
        gone,
        old,
        f"/l/{token[:-1]}/",
        f"/l/{token}A/",
        f"/l/{token.swapcase()}/",
        f"/l/{'A' * 43}/",
        "/l//",
        "/l",
        "/",
    ]
    wrong += [
        f"/l/{token}%00/",
        f"/l/%20{token}/",
        f"/l/{token[:20]}/",
        f"/l/{'x' * 8000}/",
        "/robots.txt",
        f"/{token}/",
        f"/L/{token}/",
    ]
    wrong += [f"/l/{digest_of_token(token).hex()}/", f"{good}nothing"]
    answers = [served.ask(path) for path in wrong]
    heads = [{name: value for name, value in answer.head.items() if name != "date"} for answer in answers]
    for path, answer, head in zip(wrong, answers, heads, strict=True):
        assert (answer.status, answer.body, head) == (NOWHERE, answers[0].body, heads[0]), path


def test_no_wrong_link_takes_longer_than_another(served: Served) -> None:
    """A revoked link, one with all but the last letter right, and a guess are compared in the same way."""
    good = served.link().split("/")[2]

    def middle(token: str) -> float:
        took = []
        for _ in range(40):
            begun = time.perf_counter()
            assert served.ask(f"/l/{token}/").status == NOWHERE
            took.append(time.perf_counter() - begun)
        return sorted(took)[len(took) // 4]

    near, far = middle(good[:-1] + ("A" if good[-1] != "A" else "B")), middle("A" * 43)
    assert 0.3 < near / far < 3.0


def test_what_is_kept_opens_nothing(served: Served) -> None:
    """Neither the token nor a part of it stands in any file of the practice; the file is the therapist's alone."""
    link = served.link("--client", "007")
    served.ask(link)
    token = link.split("/")[2].encode()
    for path in served.practice.root.rglob("*"):
        if path.is_file():
            assert token[:16] not in path.read_bytes(), path
    assert (served.practice.root / FILE).stat().st_mode & 0o077 == 0


def test_a_guide_that_changed_is_held_back_at_once(built_for_clients: Practice, served: Served) -> None:
    """What is not built as it is now is not handed out, and the therapist is told so when they make a link."""
    practice, link = served.practice, served.link("--client", "012")
    assert served.ask(f"{link}media/{MEETING}.mp3").status == 200
    script = practice.script(MEETING)
    before = script.read_bytes()
    try:
        script.write_bytes(before.replace(b"Find a position", b"Find the position"))
        ran = practice.run("links", "create", "--client", "012")
        assert "This guide is not built as it is now" in ran.err
        time.sleep(2.2)
        assert served.ask(f"{link}media/{MEETING}.mp3").status == NOWHERE
    finally:
        script.write_bytes(before)


def test_without_approval_nothing_is_there(served: Served) -> None:
    """The same rule as for all that leaves: what nobody heard is not heard by a client."""
    practice, link = served.practice, served.link("--client", "012")
    settings = (practice.root / "guides.toml").read_text(encoding="utf-8")
    try:
        practice.settings(settings.replace('"none"', '"heard"'))
        ran = practice.run("links", "create", "--client", "012")
        assert "Nobody has approved this guide" in ran.err
        # Without an address in guides.toml, what is shown opens nowhere else.
        assert "It leads to no guide yet: what is said above holds them back." in ran.out
        assert "It opens on this machine only" in ran.out
        assert ran.code == 0
        time.sleep(2.2)
        assert served.ask(f"{link}media/{MEETING}.mp3").status == NOWHERE
    finally:
        practice.settings(settings)


def test_links_are_listed_without_what_opens_them(served: Served) -> None:
    """Names, clients and days; no client's name, no token."""
    link = served.link("--client", "012", "--days", "3")
    listed = served.practice.run("links", "list")
    assert "client 012" in listed.out
    assert "works until" in listed.out
    assert link.split("/")[2] not in listed.out
    assert NAMES[1] not in listed.out


def test_a_link_needs_a_client_that_there_is_and_whom_to_call(served: Served) -> None:
    """An unknown id is not repeated; without [contact] no link is made."""
    ran = served.practice.run("links", "create", "--client", "Siobhan")
    assert_refused(ran, "There is no client", code=2)
    assert "Siobhan" not in ran.err
    assert_refused(served.practice.run("links", "revoke", "abc"), "No link is called this", code=2)
    settings = (served.practice.root / "guides.toml").read_text(encoding="utf-8")
    try:
        served.practice.settings(settings.replace('hours = "weekdays 9 to 17"\n', ""))
        assert_refused(served.practice.run("links", "create"), "has no hours")
        assert_refused(served.practice.run("serve", "--port", "0"), "has no hours")
    finally:
        served.practice.settings(settings)


def test_forgetting_leaves_no_byte_of_a_client(practice: Practice) -> None:
    """Links and places of one client are gone from the file, those of others stay."""
    folder = PracticeFolder(practice.root)
    from guides.clients.links_store import create_link

    for client in ("anna-k", "anna-k", "other", None):
        link, _ = create_link(folder, client, days=None, feed=False)
        write_places(folder, link.name, f'{{"places":{{"{client}/x":3}}}}')
    assert count_links(folder, "ANNA-K") == 2
    assert forget_links(folder, "anna-k") == 2
    assert count_links(folder, "anna-k") == 0
    assert len(list_links(folder)) == 2
    kept = b"".join(path.read_bytes() for path in (practice.root / ".guides").iterdir())
    assert b"anna-k" not in kept
    assert b"other" in kept
    assert forget_links(folder, "anna-k") == 0


def test_who_is_forgotten_has_no_link_any_more(built_for_clients: Practice, tmp_path: Path) -> None:
    """`guides forget` tells of the links and takes them with all else; those of others stay."""
    practice = built_for_clients.copy(tmp_path / "practice")
    for client in ("012", "012", "007"):
        assert practice.run("links", "create", "--client", client).code == 0
    ran = practice.run("forget", "012", "--yes")
    assert "private links, with the places kept for them: 2" in ran.out
    folder = PracticeFolder(practice.root)
    assert (count_links(folder, "012"), count_links(folder, "007")) == (0, 1)


CREATING = """
import sys
from pathlib import Path
from guides.clients.links_store import create_link
from guides.store.practice import PracticeFolder
while True:
    print(create_link(PracticeFolder(Path(sys.argv[1])), "007", days=9, feed=True)[1], flush=True)
"""


def test_a_kill_while_links_are_written_leaves_none_half(tmp_path: Path) -> None:
    """Killed at any moment: every token that was shown opens its link, and the file is sound."""
    folder = PracticeFolder(tmp_path)
    shown: list[str] = []
    for turn in range(6):
        process = subprocess.Popen([sys.executable, "-c", CREATING, tmp_path], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        shown += [process.stdout.readline().strip() for _ in range(turn + 1)]
        os.kill(process.pid, signal.SIGKILL)
        shown += [line for line in process.stdout.read().splitlines() if len(line) == 43]
        process.wait()
        process.stdout.close()
    digests = {link.digest for link in list_links(folder)}
    assert {digest_of_token(token) for token in shown} <= digests
    with sqlite3.connect(tmp_path / FILE) as links:
        assert links.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert all(link.client == "007" and link.expires == link.created + 9 * DAY for link in list_links(folder))


@pytest.mark.parametrize("held", [b"", b"not a database at all" * 50])
def test_a_file_of_links_that_is_none_is_said(practice: Practice, held: bytes) -> None:
    """An empty file is one without links; anything else is said, and left as it is."""
    (practice.root / ".guides").mkdir()
    (practice.root / FILE).write_bytes(held)
    ran = practice.run("links", "list")
    if held:
        assert_refused(ran, "damaged")
        assert (practice.root / FILE).read_bytes() == held
    else:
        assert ran.code == 0
