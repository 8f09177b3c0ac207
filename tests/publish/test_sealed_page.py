"""A sealed page in a real browser, from the disk: the right words open it, and anything else is a clear refusal."""

import math
import re
from base64 import b64decode
from importlib.resources import files
from pathlib import Path

import pytest
from browsing import Visit, visiting
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from parcels import OWN, PASSPHRASE, bytes_of
from playwright.sync_api import Browser, expect

from guides.model.settings import ContactSettings
from guides.publish.how_to import how_to
from guides.publish.sealed.passphrase import generated_bits, plain, word_list

DAMAGED = re.compile("not whole|damaged")


@pytest.fixture
def sealed(handed_on: Path) -> Path:
    return handed_on / "out" / "007.html"


def open_with(visit: Visit, words: str) -> None:
    visit.page.get_by_label("Write the words").fill(words)
    visit.button("Open").click()


def test_the_right_words_open_it_and_it_plays_seeks_and_resumes(browser: Browser, sealed: Path) -> None:
    """However they are written; nothing is asked for outside the file, and the place is there the next time."""
    with visiting(browser, sealed.as_uri()) as visit:
        open_with(visit, f"  {PASSPHRASE.upper().replace(' ', '-', 2)} ")
        expect(visit.page.get_by_role("heading", name="Nine sessions")).to_be_visible()
        expect(visit.page.locator("footer")).to_contain_text("Ana Ruiz")
        visit.open_guide("Meeting")
        visit.play()
        assert visit.playing("blob:", past=0.6)["decoded"] > 0
        visit.page.get_by_label("Place in the guide").fill("12")
        visit.playing("blob:", past=12.2)
        visit.button("Pause").click()
        visit.page.reload()
        open_with(visit, PASSPHRASE)
        visit.play()
        assert 2 < visit.playing("blob:", past=2.2)["at"] < 9
        assert [url for url in visit.asked if not url.startswith(("file:", "blob:"))] == []


def test_wrong_words_open_nothing(browser: Browser, sealed: Path) -> None:
    """It says what to look at, and whom to ask, and takes them again; Enter is enough, and commas are no mistake."""
    with visiting(browser, sealed.as_uri()) as visit:
        told, field = visit.page.locator("#told"), visit.page.get_by_label("Write the words")
        open_with(visit, "marble otter twelve quiet lanes")
        expect(told).to_contain_text("not the words. You wrote 5 words; they are six words, if they were drawn")
        expect(told).to_contain_text("spelling of each")
        open_with(visit, "marble otter twelve quiet lanes beneath")
        expect(told).not_to_contain_text("You wrote")
        expect(told).to_contain_text("ask the person who sent you this page")
        assert visit.page.evaluate("typeof GUIDES_PAGE") == "undefined"
        field.fill("Marble, otter; TWELVE\u2013quiet\u2014lanes_beneath. umbrellas.")
        field.press("Enter")
        expect(visit.page.get_by_role("heading", name="Nine sessions")).to_be_visible()


ODD = (
    PASSPHRASE,
    " A, b;c.d\u2013e\u2014f_g-h\u2010i\n",
    "a\u00a0b\tc  d\u3000e/f|g\u2022h\u2026i don\u2019t don't",
    "mar\u00adble ot\u200bter \ufeffx\u2028y",
    "\uff2d\uff21\uff32 \ufb01ne stra\u00dfe \u0130 \u03a3\u03a3 \u00c9te\u0301",
    "12 + 30 = 42",
    "  ",
    "\u4e2d\u6587\u3001\u5bc6 \u0939\u093f\u0928\u094d\u0926\u0940 \U0001f98b",
)
"""Words with all kinds of signs between them."""


def test_words_are_understood_alike_where_they_are_sealed_and_where_they_are_opened(browser: Browser) -> None:
    """Whatever stands between words, and however they are written, both sides make the same of it."""
    loader = files("guides.publish.sealed").joinpath("assets/sealed.js").read_text("utf-8")
    (rule,) = re.findall(r"const plain = (.+);\n", loader)
    page = browser.new_page()
    assert page.evaluate(f"(texts) => texts.map({rule})", list(ODD)) == [plain(text) for text in ODD]
    page.close()
    assert plain(ODD[1]) == "a b c d e f g h i"


def test_six_words_hold_what_is_said_of_them() -> None:
    """More than 75 bits, from words of which none is there twice or could be taken for two."""
    words = word_list()
    assert generated_bits() == pytest.approx(6 * math.log2(len(set(words))))
    assert generated_bits() > 75
    assert [word for word in words if plain(word) != word or " " in word] == []
    unkind = {"lying", "debunk", "flaky", "dosage", "dose", "vending", "relive", "failing", "rope", "ashes", "gas"}
    assert unkind.isdisjoint(words)


def refused(browser: Browser, folder: Path, kinds: list[bytes]) -> None:
    """Each says that it is not whole, before or after the words; nothing of it can be heard or read."""
    page = browser.new_page()
    for index, content in enumerate(kinds):
        (folder / f"{index}.html").write_bytes(content)
        page.goto((folder / f"{index}.html").as_uri())
        page.wait_for_timeout(100)
        field = page.get_by_label("Write the words")
        if field.count() and field.is_visible():
            field.fill(PASSPHRASE)
            page.get_by_role("button", name="Open").click()
        expect(page.locator("#told")).to_contain_text(DAMAGED)
        assert page.evaluate("typeof GUIDES_PAGE") == "undefined"
    page.close()


def spots(raw: bytes) -> dict[str, int]:
    """A byte of each kind."""
    parts = [found.end() for found in re.finditer(rb'class="part">', raw)]
    lock = raw.index(b'id="lock">') + len(b'id="lock">')
    return {
        "the first part's first sign": parts[0],
        "its middle": parts[0] + 50_001,
        "the last part's end": raw.index(b"</script>", parts[-1]) - 30,
        "the mark of a part": parts[0] - 6,
        "the rounds": lock + 10,
        "the salt": lock + 20,
        "the sealed key": raw.index(b"</script>", lock) - 100,
        "the checksum": raw.index(b"</script>", lock) - 5,
        "the loader": raw.index(b"partsOf(lock"),
        "how sound is cut": raw.index(b"at += piece.length"),
    }


def flipped(raw: bytes, at: int) -> bytes:
    changed = bytearray(raw)
    changed[at] ^= 1
    return bytes(changed)


def test_one_flipped_byte_is_a_refusal(browser: Browser, sealed: Path, tmp_path: Path) -> None:
    """Wherever it is: in the sound, the key, the marks between them or the code that opens them."""
    raw = sealed.read_bytes()
    refused(browser, tmp_path, [flipped(raw, at) for at in spots(raw).values()])


def test_cut_or_moved_it_is_a_refusal(browser: Browser, sealed: Path, tmp_path: Path) -> None:
    """In the code, in the sound, between the parts and just before the end; and with two parts exchanged."""
    raw = sealed.read_bytes()
    found = spots(raw)
    ends = [found["the loader"], found["its middle"], found["the mark of a part"], raw.index(b'id="lock"') - 20]
    cut = [raw[:end] for end in (*ends, found["the checksum"])]
    one, two = re.findall(rb'(?<=class="part">)[^<]+', raw)[1:3]
    moved = raw.replace(one, b"\0").replace(two, one).replace(b"\0", two)
    assert (moved != raw, len(moved)) == (True, len(raw))
    refused(browser, tmp_path, [*cut, moved])


def test_nothing_of_anybody_can_be_read_in_it(sealed: Path) -> None:
    """Neither names nor titles nor whom to call: not even whose practice it is."""
    raw = sealed.read_bytes()
    for word in (*(word for words in OWN.values() for word in words), "Meeting", "Ana Ruiz", "Nine sessions", "quiet"):
        assert word.encode() not in raw


def unsealed(raw: bytes) -> bytes:
    """All that is sealed in a page, by another hand than the browser's: as its first lines say that it is made."""
    lock = re.findall(rb'id="lock">([^<]+)<', raw)[0].split(b"|")
    head, rounds, salt, iv, wrapped = b"|".join(lock[:4]), int(lock[1]), *(b64decode(lock[n]) for n in (2, 4, 5))
    outer = PBKDF2HMAC(SHA256(), 32, salt, rounds).derive(PASSPHRASE.encode())
    cipher = AESGCM(AESGCM(outer).decrypt(iv, wrapped, head))
    parts = re.findall(rb'class="part">([^<]+)<', raw)
    return b"".join(
        cipher.decrypt(number.to_bytes(12, "big"), b64decode(part), head + b"|%d" % number)
        for number, part in enumerate(parts)
    )


def test_opened_it_holds_no_word_of_the_other_two(sealed: Path, handed_on: Path) -> None:
    """Over every byte of it; the sound in it is that of the open parcel."""
    held = unsealed(sealed.read_bytes())
    assert (handed_on / "out/007/media/preparation/01-meeting.mp3").read_bytes() in held
    assert "siobhán".encode() in held.lower()
    assert [word for id in ("012", "031") for word in OWN[id] if word.lower().encode() in held.lower()] == []


def test_how_to_listen_prints_on_one_page(browser: Browser, handed_on: Path) -> None:
    """On A4 and on Letter, and with all titles of a programme."""
    page = browser.new_page()
    contact = ContactSettings(name="Ana Ruiz", phone="+1 555 0100", hours="weekdays 9 to 17", emergency="911")
    titles = [f"What protectors need now, part {number}" for number in range(13)]
    page.set_content(how_to(contact, titles, "en-us", journey=True).decode())
    for format in ("A4", "Letter"):
        printed = page.pdf(format=format, prefer_css_page_size=False)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.close()


def test_an_open_parcel_plays_from_the_disk(browser: Browser, handed_on: Path) -> None:
    """It plays, seeks and resumes, and holds no word of the other two clients."""
    parcel = handed_on / "out" / "007"
    with visiting(browser, (parcel / "index.html").as_uri()) as visit:
        visit.open_guide("Meeting")
        visit.play()
        visit.playing("01-meeting.mp3", past=0.6)
        visit.page.get_by_label("Place in the guide").fill("12")
        visit.playing("01-meeting.mp3", past=12.2)
        visit.page.reload()
        visit.play()
        assert 2 < visit.playing("01-meeting.mp3", past=2.2)["at"] < 9
    held = bytes_of(parcel).lower()
    assert "siobhán".encode() in held
    assert [word for id in ("012", "031") for word in OWN[id] if word.lower().encode() in held] == []
