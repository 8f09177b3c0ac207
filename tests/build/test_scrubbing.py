"""`guides scrub` and `guides whose`: what is about to leave, and whose it is."""

import base64
import gzip
import io
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
from mutagen.id3 import APIC, CHAP, ID3, TIT2, TXXX, USLT
from parcels import OWN
from PIL import Image, PngImagePlugin
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
    assert "data.js: error: This was made for client 007 and for nobody else." in ran.err
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
    assert f"In {place} stands the " in ran.err
    assert "of client 012" in ran.err


def test_a_word_between_other_bytes_is_found(practice: Practice, parcel: Path, tmp_path: Path) -> None:
    """Where no reader of tags looks: behind the sound, in it, and where one block of reading ends."""
    sound = (parcel / "media/support/01-come-back.mp3").read_bytes()
    noise = b"\1\0\0\2" * ((1 << 20) + 500)
    folder = tmp_path / "sounds"
    folder.mkdir()
    expected = set()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
        client, word = ("007", "Siobhán Quell") if encoding == "latin-1" else ("012", "QUORVINIA")
        hidden = b"\0\0" + word.encode(encoding) + b"\0\0"
        for name, raw, at in (
            (f"end.{encoding}.mp3", sound, len(sound)),
            (f"middle.{encoding}.mp3", sound, len(sound) // 2 + 1),
            (f"blocks.{encoding}.dat", noise, (1 << 22) - 6),
        ):
            (folder / name).write_bytes(raw[:at] + hidden + raw[at:])
            expected.add(f"{name}: error: In its bytes stands the column name of client {client}.")
    ran = scrubbed(practice, folder, "--client", "031")
    assert ran.code == 1
    assert expected <= set(ran.err.splitlines())


def test_the_clients_own_name_belongs_in_the_transcript_and_not_in_a_title(practice: Practice, parcel: Path) -> None:
    """A locked screen shows titles."""
    mp3 = parcel / "media/support/01-come-back.mp3"
    tags = ID3(mp3)
    tags["TIT2"] = TIT2(encoding=3, text="For Siobhán")
    tags.save(mp3)
    ran = scrubbed(practice, parcel, "--client", "007")
    assert ran.code == 1
    assert "01-come-back.mp3: error: In its tag TIT2 stands the column name of client 007." in ran.err
    assert "locked screens" in ran.err


def test_in_what_is_for_everyone_nobodys_words_may_be(practice: Practice, tmp_path: Path) -> None:
    """The common guides are clean; one client's among them is not."""
    common = tmp_path / "common"
    shutil.copytree(practice.out("preparation"), common)
    assert scrubbed(practice, common).code == 0
    shutil.copy(practice.out("clients/012/preparation/01-meeting.vtt"), common / "02.vtt")
    ran = scrubbed(practice, common, "--everyone")
    assert (ran.code, "for client 012 and for nobody else" in ran.err) == (1, True)


def test_a_page_for_everyone_is_searched_as_such(practice: Practice, handed_on: Path, tmp_path: Path) -> None:
    """Not as one of the clients'; what no build made beside it is counted, and one of their words in it found."""
    page = tmp_path / "page"
    page.mkdir()
    for name in ("manifest.webmanifest", "page.css"):
        shutil.copy(handed_on / "out" / "007" / name, page)
    shutil.copy(practice.out("support/01-come-back.mp3"), page)
    assert "as for everyone: nothing found" in scrubbed(practice, page).out
    (page / "note.txt").write_text("For Quorvinia.")
    ran = scrubbed(practice, page)
    assert (ran.code, "of client 012" in ran.err) == (1, True)
    assert "1 of the files is known from no build and no parcel" in ran.out


def test_a_common_word_is_a_doubt_and_no_proof(handing: Practice, parcel: Path) -> None:
    """A client who is called like a word of the scripts stops nobody else's parcel."""
    roster = handing.root / "clients.csv"
    roster.write_text(roster.read_text() + "044,Rest,,,\n")
    ran = handing.run("scrub", str(parcel), "--client", "007")
    assert ran.code == 0
    # Once, in however many files it is; and in that client's own parcel not at all.
    assert ran.err.count("or a word like it") == 1
    assert "more file" in ran.err
    assert ", 1 to look at" in ran.out
    assert "of client 044" not in handing.run("scrub", str(parcel), "--client", "044").err


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


def test_what_everybody_has_names_nobody(
    practice: Practice, handing: Practice, handed_on: Path, tmp_path: Path
) -> None:
    """A stray recording names its client beside the parcel's, and none whose page merely has the same parts; two for
    whom everything is the same are named together."""
    parcel = tmp_path / "031"
    shutil.copytree(handed_on / "out" / "031", parcel)
    shutil.copy(practice.out("clients/012/preparation/01-meeting.mp3"), parcel / "more.mp3")
    ran = practice.run("whose", str(parcel))
    assert (ran.code, "several clients lie together here: 012, 031." in ran.out) == (1, True)
    how_to = practice.run("whose", str(handed_on / "out/012/manifest.webmanifest"))
    assert (how_to.code, "The same for every client" in how_to.out) == (0, True)
    own = handing.root / ".guides" / "clients"
    shutil.copytree(own / "012", own / "044")
    twin = handing.run("whose", str(handed_on / "out/012"))
    assert (twin.code, "Made alike for 012, 044" in twin.out) == (0, True)


def test_a_recording_of_somebody_else_is_known_by_its_content(
    practice: Practice, parcel: Path, handed_on: Path, tmp_path: Path
) -> None:
    """No word of theirs is in its tags: in the parcel's own place, in a zip, and among others' recordings."""
    theirs = practice.out("clients/012/preparation/01-meeting.mp3")
    shutil.copy(theirs, parcel / "media/preparation/01-meeting.mp3")
    with zipfile.ZipFile(parcel / "more.zip", "w") as archive:
        archive.write(theirs, "a.mp3")
    ran = scrubbed(practice, parcel, "--client", "007")
    said = "error: This was made for client 012 and for nobody else."
    assert ran.code == 1
    assert f"media/preparation/01-meeting.mp3: {said}" in ran.err
    assert f"more.zip/a.mp3: {said}" in ran.err
    both = tmp_path / "both"
    both.mkdir()
    for id in ("007", "031"):
        shutil.copy(practice.out(f"clients/{id}/preparation/01-meeting.mp3"), both / f"{id}x.mp3")
    assert "031x.mp3: error: This was made for client 031" in scrubbed(practice, both, "--client", "007").err
    assert scrubbed(practice, handed_on / "out/007.html", "--client", "012").code == 1


NAME = "Quorvinia"


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def tarred(name: str, content: bytes, mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def long_named(size: int) -> bytes:
    """A tar with a name of so many signs."""
    head = tarfile.TarInfo("././@LongLink")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, size
    return head.tobuf(tarfile.GNU_FORMAT) + bytes(size)


def picture(kind: str) -> bytes:
    """A picture that says the name where nobody sees it."""
    out, image = io.BytesIO(), Image.new("RGB", (8, 8))
    if kind == "exif":
        exif = image.getexif()
        exif[0x9C9B] = NAME.encode("utf-16-le")
        image.save(out, "JPEG", exif=exif)
    elif kind == "comment":
        image.save(out, "JPEG", comment=NAME.encode())
    else:
        info = PngImagePlugin.PngInfo()
        info.add_text("Title", f"For {NAME}", zip=kind == "zTXt")
        if kind == "iTXt":
            info.add_itxt("XML:com.adobe.xmp", f"<x>{NAME}</x>", zip=True)
        image.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def test_a_name_is_found_in_archives_pictures_and_every_encoding(practice: Practice, tmp_path: Path) -> None:
    """Each of these holds the second client's name in its own way; an empty folder is called by it."""
    text = f"Dear {NAME}".encode()
    uri = base64.b64encode(picture("zTXt")).decode()
    held = {
        "a.zip": zipped("a.txt", text),
        "b.docx": zipped("word/document.xml", b"<w:p><w:t>Quor</w:t><w:r/><w:t>vinia</w:t></w:p>"),
        "c.tar": tarred("a.txt", text, "w"),
        "d.tar.gz": tarred("a.txt", text, "w:gz"),
        "e.txt.gz": gzip.compress(text),
        "f.zip": zipped("in.zip", zipped("in.tar", tarred("a.txt", text, "w"))),
        "g.png": picture("tEXt"),
        "h.png": picture("zTXt"),
        "i.png": picture("iTXt"),
        "j.jpg": picture("exif"),
        "k.jpg": picture("comment"),
        "l.zip": zipped("a.png", picture("zTXt")),
        "m.html": b"<p>Quor<b>vin</b>i&#97;</p>",
        "n.html": f'<img src="data:image/png;base64,{uri}">'.encode(),
        "o.eml": b"Subject: =?utf-8?Q?Quor=76inia?=\n",
        "p.txt": text.decode().encode("utf-16"),
        "q.txt": text.decode().encode("utf-16-be"),
        "r.txt": text.decode().encode("utf-32-le"),
        "s.eml": b"Subject: =?utf-8?B?" + base64.b64encode(text) + b"?=\n",
    }
    letters = tmp_path / "letters"
    (letters / "QUORVINIA").mkdir(parents=True)
    for name, content in held.items():
        (letters / name).write_bytes(content)
    ran = scrubbed(practice, letters, "--client", "007")
    assert ran.code == 1
    for name in held:
        lines = [line for line in ran.err.splitlines() if line.startswith(name)]
        assert any("stands the column name of client 012" in line for line in lines), name
    assert "…: error: In its name stands the column name of client 012" in ran.err
    assert "leave the file out" in ran.err
    assert "build again" not in ran.err


def test_a_name_is_found_in_the_encodings_of_older_programs(handing: Practice, tmp_path: Path) -> None:
    """Nothing in such a file tells which it is, so it is read in each."""
    roster = handing.root / "clients.csv"
    roster.write_text(roster.read_text("utf-8") + "044,Zdeňčička,,,\n055,Ярослава,,,\n066,Émilîe,,,\n", "utf-8")
    letters = tmp_path / "letters"
    letters.mkdir()
    written = {
        "Zdeňčička": ("iso8859_2", "cp1250"),
        "Ярослава": ("cp1251", "koi8_r"),
        "Émilîe": ("cp1252", "mac_roman"),
    }
    for name, encodings in written.items():
        for encoding in encodings:
            (letters / f"{encoding}.txt").write_bytes(f"For {name}, with love".encode(encoding))
    ran = handing.run("scrub", str(letters), "--client", "007")
    for encodings in written.values():
        for encoding in encodings:
            assert f"{encoding}.txt: error: In its text in another encoding" in ran.err


def test_what_nobody_can_look_into_is_said(practice: Practice, handed_on: Path, tmp_path: Path) -> None:
    """By file, and never as nothing found; but what export has searched and sealed is known by its checksum."""
    sealed = handed_on / "out" / "007.html"
    ran = scrubbed(practice, sealed)
    assert (ran.code, ran.out) == (0, "Searched as for client 007: nothing found.\n")
    closed = bytearray(zipped("a.txt", b"x"))
    for mark, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        closed[closed.index(mark) + at] |= 1
    held = {
        "a.pdf": b"%PDF-1.4\nHello",
        "b.7z": b"7z\xbc\xaf\x27\x1c\0\4\1\2",
        "c.age": b"age-encryption.org/v1\n-> scrypt x 18\n",
        "d.html": sealed.read_bytes() + b" ",
        "e.zip": bytes(closed),
        "f.zip": zipped("a.txt", bytes(101_000_000)),
        "g.zip": zipped("a.txt", b"hello")[:-8],
        "h.gz": gzip.compress(b"hello" * 50)[:-12],
        "i.mp3": b"no sound",
        "j.dat": bytes(range(256)),
        "k.rtf": b"{\\rtf1 x}",
        "l.asc": b"-----BEGIN PGP MESSAGE-----\n",
        "n.p7m": b"Hello\n-----BEGIN PKCS7-----\nTUlJ\n",
        "o.pdf": b"%PDF-1.4\nHello" + zipped("a.txt", b"hello"),
        "p.gz": b"\x1f\x8b",
        "q.txt": b"hello " * 2_000_000,
        "r.ogg": b"OggS" + bytes(30),
        "s.opus": b"OggS\0\2" + bytes(20) + b"\1\x13OpusHead\1\2",
        "t.tar.gz": gzip.compress(long_named(101_000_000)),
        "u.zip": zipped("a/" * 200 + "b", b"hello"),
        "v.odt": zipped("content.xml", bytes(range(256))),
    }
    folder = tmp_path / "closed"
    folder.mkdir()
    for name, content in held.items():
        (folder / name).write_bytes(content)
    (folder / "m").symlink_to(tmp_path, target_is_directory=True)
    ran = scrubbed(practice, folder, "--client", "007")
    assert (ran.code, "nothing found" in ran.out) == (1, False)
    assert f"{len(held) + 1} could not be looked into" in ran.out
    for name in (*held, "m"):
        assert any(line.startswith(name) and "error" in line for line in ran.err.splitlines()), name


def test_ids_and_names_in_paths(handing: Practice, tmp_path: Path) -> None:
    """An id with a letter, or of three digits, is found inside of a name, a short number only as a whole part; the path
    is told without the words, so that a person finds the file."""
    roster = handing.root / "clients.csv"
    roster.write_text(roster.read_text("utf-8") + "k23,Pelagia,,,\n01,Ottoline,,,\nmeeting,Ursulina,,,\n", "utf-8")
    folder = tmp_path / "letters"
    folder.mkdir()
    names = ("k23-notes.txt", "notes_k23.txt", "for-012.txt", "x 01.txt", "01-meeting.txt", "k234.txt")
    for name in (*names, "quorvinia 1.txt", "quorvinia 2.txt"):
        (folder / name).write_text("hello")
    ran = handing.run("scrub", str(folder), "--client", "007")
    found = [name for name in names if f"{name}: error: In its name stands the id" in ran.err]
    assert found == [*names[:4]]
    assert "quorvinia" not in ran.err.lower()
    assert "….txt: error: In its name stands the column name of client 012." in ran.err
    assert "….txt (number 2 of these): error" in ran.err
    assert "give it another name" in ran.err


def test_what_is_harmless_stops_nobody(handing: Practice, parcel: Path) -> None:
    """The mark of an archive in sound by chance, letters in a document, a page that quotes a format, the names of the
    page's own files as ids."""
    mp3 = parcel / "media/support/01-come-back.mp3"
    mp3.write_bytes(mp3.read_bytes() + b"PK\5\6" + bytes(40))
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("fonts/a.ttf", bytes(range(256)))
        archive.writestr("layout-cache", bytes(range(255, -1, -1)))
    (parcel / "book.epub").write_bytes(book.getvalue())
    (parcel / "note.txt").write_text("A file that begins with %PDF- is a PDF. " + "<!--" * 50_000)
    roster = handing.root / "clients.csv"
    ids = ("media", "html", "index", "data", "page", "css", "js", "how", "to", "checksums", "manifest", "icon", "sw")
    roster.write_text(roster.read_text("utf-8") + "".join(f"{id},Pelagia{id},,,\n" for id in ids), "utf-8")
    ran = handing.run("scrub", str(parcel), "--client", "007")
    assert (ran.code, "error" in ran.err) == (0, False), ran.err
    (parcel / "for media.txt").write_text("clients\\media\\a")
    ran = handing.run("scrub", str(parcel), "--client", "007")
    assert "for media.txt: error: In its name stands the id of client media" in ran.err
    assert "for media.txt: error: In its text stands the id of client media" in ran.err
