"""`guides export --to`: refused with every reason at once, or whole in its place."""

import os
import re
import signal
import subprocess
import sys
import termios
import time
from dataclasses import fields
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from parcels import OWN, PASSPHRASE, bytes_of, names_in
from practices import PROGRAM, Practice, assert_refused

from guides.build.events import ParcelWritten
from guides.store.starter import GIT_IGNORE


def export(practice: Practice, to: Path, *options: str, client: str = "007") -> tuple[int, str]:
    ran = practice.run("export", "--client", client, "--to", str(to), *options)
    assert "Traceback" not in ran.err
    return ran.code, ran.out + ran.err


def test_a_parcel_holds_all_that_a_client_needs_and_nothing_else(handed_on: Path) -> None:
    """The page, the guides with their words, a playlist for each sitting, how to listen, and checksums of it all."""
    parcel = handed_on / "out" / "007"
    guides = ("preparation/01-meeting", "integration/01-down", "support/01-come-back")
    page = {"index.html", "page.css", "page.js", "data.js", "sw.js", "icon.png", "manifest.webmanifest"}
    files = {f"media/{id}.{kind}" for id in guides for kind in ("mp3", "vtt")}
    lists = {f"{id.replace('/', '-')}.m3u8" for id in guides}
    assert names_in(parcel) == {*page, *files, *lists, "how-to.html", "checksums.txt"}
    done = subprocess.run(["sha256sum", "--check", "--quiet", "checksums.txt"], cwd=parcel, check=False)
    assert done.returncode == 0
    for name in lists:
        sounds = [line for line in (parcel / name).read_text().splitlines() if not line.startswith("#")]
        assert len(sounds) == 1
        assert (parcel / sounds[0]).is_file()


def test_the_way_back_is_everyones(handed_on: Path) -> None:
    """Also of a client whose row names other guides only."""
    parcel = handed_on / "out" / "031"
    sounds = {name for name in names_in(parcel) if name.endswith(".mp3")}
    assert sounds == {"media/preparation/01-meeting.mp3", "media/support/01-come-back.mp3"}
    assert '"come-back"' in (parcel / "data.js").read_text()


def test_how_to_listen_says_whom_to_call(handed_on: Path) -> None:
    """One page without a script, with all four lines of `[contact]`; nothing in it is loaded from anywhere."""
    text = (handed_on / "out" / "007" / "how-to.html").read_text()
    for said in ("Ana Ruiz", "+1 555 0100", "weekdays 9 to 17", "911", "Never while you drive", "Meeting"):
        assert said in text
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert not {"src", "href"} & {name for name, _ in attrs}

    Tags().feed(text)
    assert "script" not in tags


def test_no_word_of_another_client_is_in_a_parcel(handed_on: Path) -> None:
    """Over every byte of each, names of files too."""
    for id in OWN:
        held = bytes_of(handed_on / "out" / id).lower()
        others = [word for other, words in OWN.items() if other != id for word in words]
        assert [word for word in others if word.lower().encode() in held] == []


def test_by_therapist_goes_only_to_whom_it_was_released(handed_on: Path, handing: Practice, tmp_path: Path) -> None:
    """It is left out for the others, and said; who asks for it by name is refused."""
    assert (handed_on / "out/007/media/integration/01-down.mp3").is_file()
    assert not (handed_on / "out/012/media/integration").exists()
    code, said = export(handing, tmp_path / "out", client="012")
    assert (code, "without integration/01-down" in said) == (0, True)
    code, said = export(handing, tmp_path / "named", "integration/01-down", client="012")
    assert code == 1
    assert "is not released to them" in said
    assert export(handing, tmp_path / "plain", "preparation/", client="031")[0] == 0
    code, said = export(handing, tmp_path / "named", "integration", client="031")
    assert (code, "Client 031 gets none of the guides that were named" in said) == (1, True)
    assert not (tmp_path / "named").exists()


def commands_in(said: str) -> list[list[str]]:
    """What the hints say to run, in their order."""
    return [found.split() for found in re.findall(r": guides ((?:build|approve|clients accept) [^.;\n]+)", said)]


def test_everything_that_stands_against_it_is_said_at_once(handing: Practice, tmp_path: Path) -> None:
    """One entry for each remedy, and nothing of anybody is written; whoever does what is said has it in one round."""
    script = handing.script("preparation/01-meeting")
    script.write_text(script.read_text().replace("Rest.", "Rest a little."))
    down = handing.script("integration/01-down")
    down.write_text(down.read_text().replace("Good.", "Good so."))
    settings = handing.root / "guides.toml"
    whole = settings.read_text()
    settings.write_text(whole.replace('phone = "+1 555 0100"\n', "").replace('hours = "weekdays 9 to 17"\n', ""))
    (handing.root / ".guides" / "clients" / "007" / "accepted.json").unlink()
    before = handing.stamps()
    ran = handing.run("export", "--all-clients", "--mixes", "--to", str(tmp_path / "out"))
    assert (ran.code, ran.err.count("error: ")) == (1, 6)
    for reason, remedy in (
        ("[contact] has no phone and hours", "Write there: [contact]"),
        ("2 guides are not approved and heard as they are now", "guides approve integration preparation --heard"),
        ("changed since approved: its text", "guides build integration preparation. Listen"),
        ("were not accepted as they are said now", "guides clients accept 007"),
        ("Client 007: 2 guides are not built as they would be now", "guides build --client 007 --mixes\n"),
        ("Client 012: 1 guide is not built as it would be now", "guides build --client 012 --mixes\n"),
        ("preparation/01-meeting (its text changed; its balances were asked for)", "guides build --client 031 --mixes"),
    ):
        assert reason in ran.err
        assert remedy in ran.err
    assert "Nothing was written." in ran.out
    assert not (tmp_path / "out").exists()
    assert handing.stamps() == before
    assert not any(word in ran.out + ran.err for word in OWN["007"])
    settings.write_text(whole)
    for command in commands_in(ran.err):
        done = handing.run(*command)
        assert done.code == 0, done.err
    ran = handing.run("export", "--all-clients", "--mixes", "--to", str(tmp_path / "out"))
    assert ran.code == 0, ran.err


def test_what_approval_takes_is_for_the_practice_to_say(handing: Practice, tmp_path: Path) -> None:
    """Where the text is enough, one that nobody has heard goes; where nothing is needed, one that nobody approved."""
    approvals = handing.root / "approvals.toml"
    approvals.write_text(approvals.read_text().replace("heard = true", "heard = false"))
    assert "not approved and heard" in export(handing, tmp_path / "out")[1]
    settings = (handing.root / "guides.toml").read_text()
    handing.settings(f'{settings}[approval]\nneeded = "text"\n')
    assert export(handing, tmp_path / "out")[0] == 0
    approvals.unlink()
    assert "not approved" in export(handing, tmp_path / "out")[1]
    handing.settings(f'{settings}[approval]\nneeded = "none"\n')
    assert export(handing, tmp_path / "out")[0] == 0


def test_music_without_rights_stays_in_the_practice(handing: Practice, tmp_path: Path) -> None:
    """What only warns when it is built refuses an export."""
    handing.write("preparation/01-meeting", "Rest.", "title: Meeting\nmusic: river.flac")
    (handing.root / "music").mkdir()
    (handing.root / "music" / "river.flac").write_bytes(b"")
    code, said = export(handing, tmp_path / "out")
    assert code == 1
    assert "music.toml: error: river.flac" in said


def test_an_accepted_name_that_is_said_otherwise_is_asked_for_again(handing: Practice, tmp_path: Path) -> None:
    """Who changes how it is spoken must have it heard before it can be accepted."""
    roster = handing.root / "clients.csv"
    roster.write_text(roster.read_text().replace("Quorvinia", "Korvinia"))
    refused = handing.run("clients", "accept", "012")
    assert refused.code == 1
    assert "have not been spoken yet" in refused.err
    assert handing.run("clients", "hear", "--client", "012", "--to", str(tmp_path / "heard.wav")).code == 0
    assert "were not accepted" in export(handing, tmp_path / "out", client="012")[1]
    assert handing.run("clients", "accept", "012").code == 0
    assert "were not accepted" not in export(handing, tmp_path / "out", client="012")[1]


def test_another_clients_word_in_a_parcel_stops_it_before_it_is_there(handing: Practice, tmp_path: Path) -> None:
    """The former parcel stands, byte for byte; the word itself is told to nobody."""
    out = tmp_path / "out"
    assert export(handing, out)[0] == 0
    before = bytes_of(out)
    roster = handing.root / "clients.csv"
    # Somebody else's intention is now what the first client's guides say.
    roster.write_text(roster.read_text().replace("a harbour for the watchman", "lay the lantern down"))
    code, said = export(handing, out)
    assert code == 1
    assert "column intention of client 012" in said
    assert "lantern" not in said
    assert bytes_of(out) == before


def test_a_foreign_folder_is_left_alone(handing: Practice, tmp_path: Path) -> None:
    """What is no parcel, or a parcel with something of the therapist's own in it, is not replaced."""
    mine = tmp_path / "out" / "007" / "notes.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    code, said = export(handing, tmp_path / "out")
    assert (code, "it would be lost" in said) == (1, True)
    assert names_in(tmp_path / "out") == {"007/notes.txt"}


def test_nothing_is_written_among_the_practices_own_folders(
    handing: Practice, handed_on: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor below one of them, nor through a link, nor over a parcel; each time it says what to write instead."""
    monkeypatch.chdir(handing.root)
    (tmp_path / "link").symlink_to(handing.root / "scripts")
    (handing.root / "music").mkdir()
    before = handing.stamps()
    own = ("scripts", "music/new", "takes", "audio_out/clients", "./.guides/x/../y", str(tmp_path / "link" / "007"))
    for target in (".", *own):
        for ran, instead in (
            (handing.run("export", "--client", "007", "--to", target), "Write: --to parcels"),
            (handing.run("export", "--page", target), "Write: guides export --page at-home"),
        ):
            assert_refused(ran, "practice", instead)
    parcel = handed_on / "out" / "007"
    assert_refused(handing.run("export", "--page", str(parcel)), "is a client's parcel", "--page at-home")
    assert handing.stamps() == before


def test_inside_the_practice_parcels_are_kept_out_of_version_control(
    handing: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git would take clients' words along, one line says so; where it ignores them, none."""
    monkeypatch.chdir(handing.root)
    assert "out of version control" in handing.run("export", "--client", "007", "--to", "handed").err
    (handing.root / ".gitignore").write_text(GIT_IGNORE)
    assert "version control" not in handing.run("export", "--client", "007", "--to", "parcels").err


def test_a_disk_that_fills_leaves_the_former_parcel(handing: Practice, tmp_path: Path) -> None:
    """Whatever is written when it is full; no half parcel stays behind."""
    out = tmp_path / "out"
    assert export(handing, out)[0] == 0
    before = bytes_of(out)
    for most in (20_000, 200_000):
        limited = f"ulimit -f {most // 1024}; exec '{PROGRAM}' -C '{handing.root}' export --client 007 --to '{out}'"
        done = subprocess.run(["bash", "-c", f"trap '' XFSZ; {limited}"], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert bytes_of(out) == before


def test_killed_at_any_time_the_former_parcel_stands(handing: Practice, tmp_path: Path) -> None:
    """And what was left half is gone with the next export."""
    out = tmp_path / "out"
    assert export(handing, out)[0] == 0
    digests = (out / "007" / "checksums.txt").read_text()
    running = handing.start("export", "--client", "007", "--to", str(out))
    end = time.monotonic() + 30
    while not any(path.name.startswith(".parcels.") for path in out.iterdir()) and time.monotonic() < end:
        time.sleep(0.002)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    done = subprocess.run(["sha256sum", "--check", "--quiet", "checksums.txt"], cwd=out / "007", check=False)
    assert done.returncode == 0
    assert (out / "007" / "checksums.txt").read_text() == digests
    assert export(handing, out)[0] == 0
    assert [path.name for path in out.iterdir()] == ["007"]


def test_the_words_are_shown_once_and_kept_nowhere(handing: Practice, tmp_path: Path) -> None:
    """Where no terminal is they must be asked for; neither the practice nor the parcel has them afterwards."""
    out = tmp_path / "out"
    for options in ((), ("--json",), ("-q",)):
        code, said = export(handing, out, "--sealed", "zip", *options)
        assert code == 2
        assert "--show-passphrase" in said
    assert not out.exists()
    code, said = export(handing, out, "--sealed", "zip", "--show-passphrase")
    (line,) = [line for line in said.splitlines() if line.startswith("007  ")]
    words = line.split()[1:]
    assert len(words) == 6
    held = bytes_of(handing.root) + bytes_of(out)
    assert " ".join(words).encode() not in held
    told = handing.run("--json", "export", "--client", "007", "--to", str(out), "--sealed", "zip", "--show-passphrase")
    assert len(told.event("passphrase")["words"].split()) == 6
    written = told.event("parcel-written")
    assert (written["replaces"], written["replaced_guides"], written["drawn"]) == (str(date.today()), 3, True)
    assert set(written) == {field.name for field in fields(ParcelWritten)} | {"event"}


@pytest.mark.parametrize("weak", ["", "password", "Siobhan 1990", "aaaaaaaaaaaaaaaaaaaaaaaa", "a quiet practice 2026"])
def test_weak_passphrases_are_refused(handing: Practice, tmp_path: Path, weak: str) -> None:
    """Without saying anything of them, and before anything is written."""
    (tmp_path / "weak").write_text(weak)
    code, said = export(handing, tmp_path / "out", "--sealed", "age", "--passphrase-file", str(tmp_path / "weak"))
    assert code == 1
    assert not weak or weak not in said
    assert not (tmp_path / "out").exists()


def test_one_passphrase_opens_no_two_parcels(handing: Practice, tmp_path: Path) -> None:
    """A passphrase of one's own is for one client."""
    (tmp_path / "own").write_text(PASSPHRASE)
    options = ("--sealed", "page", "--passphrase-file", str(tmp_path / "own"))
    ran = handing.run("export", "--all-clients", "--to", str(tmp_path / "out"), *options)
    assert ran.code == 2
    assert "several clients" in ran.err


def test_m4b_for_audiobook_players(handing: Practice, tmp_path: Path) -> None:
    """Guides, page and playlists are then of that kind; unbuilt, it is refused with the line that builds it."""
    code, said = export(handing, tmp_path / "out", "--format", "m4b")
    assert code == 1
    assert "guides build --client 007 --format m4b" in said
    assert handing.run("build", "--client", "007", "--format", "m4b", "--jobs", "1").code == 0
    assert export(handing, tmp_path / "out", "--format", "m4b")[0] == 0
    names = names_in(tmp_path / "out" / "007")
    assert "media/preparation/01-meeting.m4b" in names
    assert not any(name.endswith(".mp3") for name in names)
    assert ".m4b" in (tmp_path / "out/007/preparation-01-meeting.m3u8").read_text()


def test_what_is_no_parcel_is_not_replaced_by_a_sealed_one(handing: Practice, tmp_path: Path) -> None:
    """An older sealed parcel is, and it is said that what opened that one does not open this one."""
    (tmp_path / "own").write_text(PASSPHRASE)
    options = ("--sealed", "age", "--passphrase-file", str(tmp_path / "own"))
    mine = tmp_path / "out" / "007.age"
    mine.parent.mkdir()
    mine.write_text("mine")
    code, said = export(handing, tmp_path / "out", *options)
    assert (code, "it would be lost" in said, mine.read_text()) == (1, True, "mine")
    mine.unlink()
    assert "replaces" not in export(handing, tmp_path / "out", *options)[1]
    code, said = export(handing, tmp_path / "out", *options)
    assert (code, f"It replaces the one of {date.today()}, which had 3 guides. Words" in said) == (0, True)
    assert names_in(tmp_path / "out") == {"007.age"}


def test_without_the_extra_it_says_what_to_install(
    handing: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is prepared."""
    monkeypatch.setitem(sys.modules, "pyzipper", None)
    code, said = export(handing, tmp_path / "out", "--sealed", "zip", "--show-passphrase")
    assert code == 1
    assert "pip install 'session-guides[seal]'" in said
    assert not (tmp_path / "out").exists()


def test_in_a_terminal_the_words_are_shown_without_asking(handing: Practice, tmp_path: Path) -> None:
    """Six words in one line, and how to tell them; no line is wider than the terminal, and none is broken in a word."""
    leader, follower = os.openpty()
    termios.tcsetwinsize(follower, (24, 80))
    command = [PROGRAM, "-C", handing.root, "export", "--client", "007", "--to", tmp_path / "out", "--sealed", "zip"]
    done = subprocess.run(command, stdout=follower, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(follower)
    said = os.read(leader, 10_000).decode()
    os.close(leader)
    assert done.returncode == 0, done.stderr
    assert any(len(line.split()) == 7 and line.startswith("007  ") for line in said.splitlines())
    assert "by telephone" in " ".join(said.split())
    assert max(len(line) for line in said.splitlines() if str(tmp_path) not in line) <= 80


def test_a_practice_that_was_moved_knows_its_parcels(handing: Practice, tmp_path: Path) -> None:
    """Those inside of it, at their new place: they are replaced, and it is said what they replace."""
    (tmp_path / "own").write_text(PASSPHRASE)
    options = ("--sealed", "age", "--passphrase-file", str(tmp_path / "own"))
    assert export(handing, handing.root / "parcels", *options)[0] == 0
    moved = Practice(handing.root.rename(tmp_path / "moved"), None)
    code, said = export(moved, moved.root / "parcels", *options)
    assert (code, "replaces" in said) == (0, True)
    assert moved.run("whose", str(moved.root / "parcels" / "007.age")).out == "Client 007.\n"
