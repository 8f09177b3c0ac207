"""`guides scrub` and `guides whose`: what is about to leave, and whose it is."""

import shutil
from pathlib import Path

import pytest
from mutagen.id3 import APIC, CHAP, ID3, TIT2, TXXX, USLT
from parcels import OWN
from practices import Practice, Ran


def scrubbed(practice: Practice, path: Path, *options: str) -> Ran:
    ran = practice.run("scrub", str(path), *options)
    assert not any(word.lower() in (ran.out + ran.err).lower() for words in OWN.values() for word in words)
    return ran


@pytest.fixture
def parcel(handed_on: Path, tmp_path: Path) -> Path:
    """A copy of the first client's parcel."""
    return Path(shutil.copytree(handed_on / "out" / "007", tmp_path / "007"))


@pytest.fixture
def practice(handed_on: Path) -> Practice:
    """The practice itself; only looked at."""
    return Practice(handed_on / "practice", None)


def test_a_parcel_is_clean_for_its_client_and_for_nobody_else(practice: Practice, parcel: Path) -> None:
    """Whose it is, it finds out by itself."""
    ran = scrubbed(practice, parcel)
    assert (ran.code, "for client 007: nothing found" in ran.out) == (0, True)
    ran = scrubbed(practice, parcel, "--client", "012")
    assert ran.code == 1
    assert "data.js: error: In its text stands what the column name says of client 007." in ran.err
    assert "media/preparation/01-meeting.vtt" in ran.err


def hide(parcel: Path, kind: str) -> str:
    """Put the second client's words somewhere into the first one's parcel; where that is."""
    mp3 = parcel / "media/support/01-come-back.mp3"
    tags = ID3(mp3)
    match kind:
        case "title":
            tags["TIT2"] = TIT2(encoding=1, text="For QUORVINIA")
        case "lyrics":
            tags.setall("USLT", [USLT(encoding=3, lang="eng", text="lay\na harbour for\nthe watchman")])
        case "chapter":
            tags.add(CHAP(element_id="x", start_time=0, end_time=9, sub_frames=[TIT2(encoding=3, text="Quorvinia")]))
        case "cover":
            tags.add(APIC(encoding=3, mime="image/png", type=0, desc="", data=b"\x89PNG\r\n\x1a\n\0tEXtBy Quorvinia\0"))
        case "key":
            tags.add(TXXX(encoding=3, desc="Quorvinia", text="x"))
        case "page":
            page = parcel / "data.js"
            page.write_text(page.read_text() + '"\\u0051uorvinia"')
            return "its text"
        case "playlist":
            (parcel / "preparation-01-meeting.m3u8").write_text("#EXTM3U\nmedia/Quorvinia%20x.mp3\n")
            return "its text"
        case "path":
            (parcel / "preparation-01-meeting.m3u8").write_text("#EXTM3U\n../clients/012/a.mp3\n")
            return "its text"
        case "name":
            mp3.rename(mp3.with_name("quorvinia.mp3"))
            return "its name"
        case "id":
            mp3.rename(mp3.with_name("012.mp3"))
            return "its name"
    tags.save(mp3)
    return {
        "title": "its tag TIT2",
        "lyrics": "its tag USLT",
        "chapter": "its tag CHAP",
        "cover": "its tag APIC",
        "key": "its tag TXXX",
    }[kind]


@pytest.mark.parametrize(
    "kind", ["title", "lyrics", "key", "chapter", "cover", "page", "playlist", "path", "name", "id"]
)
def test_another_clients_word_is_found_wherever_it_hides(practice: Practice, parcel: Path, kind: str) -> None:
    """By file, place, client and column; the word is told to nobody, a telling name neither."""
    place = hide(parcel, kind)
    ran = scrubbed(practice, parcel, "--client", "007")
    assert ran.code == 1
    assert f"In {place} stands" in ran.err
    assert "of client 012" in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("place", ["end", "middle", "between two blocks"])
def test_a_word_between_other_bytes_is_found(practice: Practice, parcel: Path, place: str, encoding: str) -> None:
    """Where no reader of tags looks: behind the sound, in it, and where one block of reading ends."""
    name, word = ("007", "Siobhán Quell") if encoding == "latin-1" else ("012", "QUORVINIA")
    hidden = b"\0\0" + word.encode(encoding) + b"\0\0"
    sound = parcel / "media/support/01-come-back.mp3"
    raw = sound.read_bytes()
    if place == "between two blocks":
        sound = parcel / "media" / "noise.dat"
        raw = b"\xff\0" * (1 << 22)
    at = {"end": len(raw), "middle": len(raw) // 2 + 1, "between two blocks": (1 << 22) - 6}[place]
    sound.write_bytes(raw[:at] + hidden + raw[at:])
    ran = scrubbed(practice, parcel, "--client", "031")
    assert ran.code == 1
    assert f"{sound.name}: error: In its bytes stands what the column name says of client {name}" in ran.err.replace(
        "\n", " "
    )


def test_the_clients_own_name_belongs_in_the_transcript_and_not_in_a_title(practice: Practice, parcel: Path) -> None:
    """A locked screen shows titles."""
    mp3 = parcel / "media/support/01-come-back.mp3"
    tags = ID3(mp3)
    tags["TIT2"] = TIT2(encoding=3, text="For Siobhán")
    tags.save(mp3)
    ran = scrubbed(practice, parcel, "--client", "007")
    assert ran.code == 1
    assert "01-come-back.mp3: error: In its tag TIT2 stands what the column name says of client 007." in ran.err
    assert "locked screens" in ran.err


def test_in_what_is_for_everyone_nobodys_words_may_be(practice: Practice, tmp_path: Path) -> None:
    """The common guides are clean; one client's among them is not."""
    common = tmp_path / "common"
    shutil.copytree(practice.out("preparation"), common)
    assert scrubbed(practice, common).code == 0
    shutil.copy(practice.out("clients/012/preparation/01-meeting.vtt"), common / "02.vtt")
    ran = scrubbed(practice, common, "--everyone")
    assert (ran.code, "of client 012" in ran.err) == (1, True)


def test_a_common_word_is_a_doubt_and_no_proof(handing: Practice, parcel: Path) -> None:
    """A client who is called like a word of the scripts stops nobody else's parcel."""
    roster = handing.root / "clients.csv"
    roster.write_text(roster.read_text() + "044,Rest,,,\n")
    ran = handing.run("scrub", str(parcel), "--client", "007")
    assert ran.code == 0
    assert "or a word like it" in ran.err
    assert "to look at" in ran.out


def test_an_unread_row_is_not_taken_for_nobody(handing: Practice, parcel: Path) -> None:
    """Who cannot be searched for is said, and nothing is called clean."""
    roster = handing.root / "clients.csv"
    roster.write_text(roster.read_text() + "04/5,Quentin,,,\n")
    ran = handing.run("scrub", str(parcel))
    assert ran.code == 1
    assert "cannot be read" in ran.err


def test_whose(practice: Practice, handed_on: Path, tmp_path: Path) -> None:
    """By content, whatever it is called: a client's, everyone's, nobody's, or several clients' together."""

    def said(path: Path) -> tuple[int, str]:
        ran = practice.run("whose", str(path))
        return ran.code, ran.out

    out = handed_on / "out"
    assert said(out / "007") == (0, "Client 007.\n")
    assert said(out / "007.html") == (0, "Client 007.\n")
    renamed = tmp_path / "x.mp3"
    shutil.copy(practice.out("clients/012/preparation/01-meeting.mp3"), renamed)
    assert said(renamed) == (0, "Client 012.\n")
    assert said(practice.out("clients/012/preparation/01-meeting.vtt"))[1] == "Client 012.\n"
    assert said(out / "012/media/support/01-come-back.mp3")[1].startswith("Everyone's")
    assert said(practice.out("preparation/01-meeting.mp3"))[1].startswith("Everyone's")
    (tmp_path / "y.mp3").write_bytes(b"something else")
    assert said(tmp_path / "y.mp3")[0] == 1
    both = tmp_path / "both"
    both.mkdir()
    for id in ("007", "012"):
        shutil.copy(practice.out(f"clients/{id}/preparation/01-meeting.mp3"), both / f"{id}.mp3")
    code, words = said(both)
    assert (code, "several clients" in words) == (1, True)
    assert practice.run("whose", str(tmp_path / "nothing")).code == 1
