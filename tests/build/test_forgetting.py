"""`guides forget` and `guides retention`: all of a client is gone, nothing of anybody else, and the rest is said."""

import os
import re
import time
from pathlib import Path

import pytest
from parcels import OWN, bytes_of
from practices import Practice

from guides.listen.places import Places, identity_of
from guides.units import Seconds


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folders of their own."""
    for name in ("CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    return tmp_path / "home"


def test_after_it_nothing_of_the_client_can_be_found(handing: Practice, home: Path) -> None:
    """Over every byte of the practice and of the user's folders; the others' guides need not be made again."""
    inside = handing.root / "parcels"
    assert handing.run("export", "--all-clients", "--to", str(inside)).code == 0
    held = bytes_of(handing.root).lower()
    assert all(word.lower().encode() in held for word in OWN["031"])
    others = {name: stamp for name, stamp in handing.stamps().items() if "/031" not in name and name != "clients.csv"}
    ran = handing.run("forget", "031", "--yes")
    assert ran.code == 0, ran.out + ran.err
    for said in (
        "finished guides",
        "spoken lines",
        "parcel parcels/031/: 15 files",
        "row of clients.csv",
        "found nothing more",
        "backups",
    ):
        assert said in ran.out
    held = bytes_of(handing.root).lower() + bytes_of(home).lower()
    assert [word for word in OWN["031"] if word.lower().encode() in held] == []
    assert not any(path.name.partition(".")[0] == "031" for path in handing.root.rglob("*"))
    now = handing.stamps()
    assert {name: now[name] for name in others if not name.startswith(".guides/")} == {
        name: stamp for name, stamp in others.items() if not name.startswith(".guides/")
    }
    assert set(others) <= set(now)
    assert handing.run("status", "--all-clients").out.count("031") == 0
    assert handing.run("export", "--client", "007", "--to", str(inside)).code == 0


def test_places_of_the_player_are_forgotten_too(handing: Practice, home: Path) -> None:
    """Those of the client's guides, and no others."""
    places = Places(home / "data" / "guides" / "places.sqlite")
    for id in ("007", "031"):
        places.keep(
            identity_of(handing.out(f"clients/{id}/preparation/01-meeting.mp3"), handing.root), Seconds(14), None
        )
    theirs, others = (
        identity_of(handing.out(f"clients/{id}/preparation/01-meeting.mp3"), handing.root) for id in ("031", "007")
    )
    assert "places where the player was left: 1" in handing.run("forget", "031", "--yes").out
    assert (places.left(theirs), len(places.left(others))) == ((), 1)
    places.close()


def test_every_other_byte_of_the_list_stays(handing: Practice) -> None:
    """Its marks, line ends and separators too, and rows of several lines."""
    roster = handing.root / "clients.csv"
    rows = ["id;name;intention\r\n", '007;Ada;"to\r\nrest"\r\n', '031;Xanthe;"one\r\ntwo"\r\n', "\r\n", "012;Bo;\r\n"]
    roster.write_bytes(b"\xef\xbb\xbf" + "".join(rows).encode())
    assert handing.run("forget", "031", "--yes").code == 0
    assert roster.read_bytes() == b"\xef\xbb\xbf" + "".join(rows[:2] + rows[3:]).encode()


def test_a_row_that_is_to_stay_stays(handing: Practice) -> None:
    """And is not told of as something left."""
    before = (handing.root / "clients.csv").read_bytes()
    ran = handing.run("forget", "031", "--yes", "--keep-row")
    assert ran.code == 0
    assert (handing.root / "clients.csv").read_bytes() == before
    assert not handing.out("clients/031").exists()


def test_a_broken_row_of_somebody_else_stops_nobody_from_being_forgotten(handing: Practice) -> None:
    """It stays as it is."""
    roster = handing.root / "clients.csv"
    roster.write_text(roster.read_text() + "04/5,Quentin,,,\n")
    (handing.root / "letter.txt").write_text("Dear Xanthe")
    ran = handing.run("forget", "031", "--yes")
    assert (ran.code, "letter.txt" in ran.out) == (1, True)
    assert "04/5,Quentin" in roster.read_text()
    assert "Xanthe" not in roster.read_text()


def test_what_is_left_elsewhere_is_said(handing: Practice, tmp_path: Path) -> None:
    """Files of the therapist's own, and parcels outside of the practice, are theirs; each with what to do."""
    outside, chosen = tmp_path / "stick", tmp_path / "stick of Tamsin"
    assert handing.run("export", "--client", "031", "preparation", "--to", str(outside)).code == 0
    assert handing.run("export", "--client", "012", "preparation", "--to", str(chosen)).code == 0
    (handing.root / "letter.txt").write_text("Dear Xanthe")
    named = [handing.root / name for name in ("xanthe oddly", "notes_031.txt", "Tamsin.wav")]
    for path in named:
        path.mkdir()
    ran = handing.run("forget", "031", "--yes")
    assert ran.code == 1
    # What tells of somebody is masked here, too.
    for shown in ("…", "notes_031.txt", "….wav"):
        assert f"Left: {handing.root / shown}\n  Its name tells of them." in ran.out
    assert "tamsin" not in ran.out.lower() + ran.err.lower()
    for path in named:
        path.rmdir()
    assert f"not deleted, since it is outside of the practice or was changed: {outside / '031'}" in ran.out
    assert f"Left: {handing.root / 'letter.txt'}\n  Something that stood in their row is in it. Look at it" in ran.out
    list_of_parcels = handing.root / ".guides/clients/012/parcels.json"
    assert f"Left: {list_of_parcels}\n  This is the program's own list of the parcels of client 012." in ran.out
    assert "the name of a folder that you chose" in ran.out
    assert (outside / "031" / "index.html").is_file()
    assert "Xanthe" not in ran.out + ran.err


def test_it_asks_first_and_forgets_nobody_by_mistake(handing: Practice) -> None:
    """Where nobody can be asked, nothing is deleted; an id that is none, or leads elsewhere, is refused."""
    before = handing.stamps()
    assert handing.run("forget", "031").code == 2
    for id in ("999", "../012", "Xanthe", ".", "clients"):
        ran = handing.run("forget", id, "--yes")
        assert ran.code == 2
        assert "Xanthe" not in ran.err
    assert handing.stamps() == before


def test_a_link_is_removed_and_not_what_it_leads_to(handing: Practice, tmp_path: Path) -> None:
    """Nothing behind a link is deleted."""
    away = tmp_path / "away"
    handing.out("clients/031").rename(away)
    handing.out("clients/031").symlink_to(away)
    assert handing.run("forget", "031", "--yes").code == 0
    assert not handing.out("clients/031").is_symlink()
    assert (away / "preparation/01-meeting.mp3").is_file()


def test_retention_lists_what_is_older_and_touches_nothing(handing: Practice) -> None:
    """By the practice's own limit; without one it says how to set it."""
    assert "[retention], below it months = 24" in handing.run("retention").err
    settings = handing.root / "guides.toml"
    settings.write_text(settings.read_text() + "[retention]\nmonths = 24\n")
    assert "Nothing of any client is older" in handing.run("retention").out
    old = time.time() - 3 * 365 * 86_400
    for path in handing.out("clients/012").rglob("*"):
        os.utime(path, (old, old))
    before = handing.stamps()
    ran = handing.run("retention")
    assert (ran.code, "012  guides, last written" in ran.out, "guides forget ID" in ran.out) == (0, True, True)
    assert "007" not in ran.out
    assert handing.stamps() == before
    # A parcel by the day that was noted when it was written, whatever has touched the list since.
    settings.write_text(settings.read_text().replace("months = 24", "months = 1"))
    listed = handing.root / ".guides/clients/031/parcels.json"
    listed.write_text(re.sub(r'"day":"[0-9-]+"', '"day":"2020-01-31"', listed.read_text()))
    ran = handing.run("retention")
    assert "031  parcel, last written 2020-01-31: " in ran.out
    assert "Older than 1 month: 012, 031." in ran.out
    assert "031  own cache" not in ran.out
    listed.write_text(listed.read_text().replace("2020-01-31", "2020-13-99"))
    ran = handing.run("retention")
    assert (ran.code, "The list of what was handed on cannot be understood" in ran.err) == (1, True)
