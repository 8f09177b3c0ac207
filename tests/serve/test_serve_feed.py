"""The private feed, as a podcast app reads it; and places that a server keeps."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest
from practices import Practice
from serving import LONG, MEETING, NAMES, Served, assert_silent, serving

SPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}


@pytest.fixture(scope="module")
def link(served: Served) -> str:
    return served.link("--client", "007", "--feed")


def below(served: Served, address: str) -> str:
    """The path of an address of this server."""
    start = f"http://127.0.0.1:{served.port}"
    assert address.startswith(start + "/l/")
    return address.removeprefix(start)


def test_an_app_finds_every_field(served: Served, link: str) -> None:
    """Title, author, language, picture, category, and of every guide its sound, number, length, order and summary."""
    answer = served.ask(link + "feed.xml", Host=f"127.0.0.1:{served.port}")
    assert answer.head["content-type"] == "application/rss+xml; charset=utf-8"
    feed = feedparser.parse(answer.body)
    assert not feed.bozo
    about = feed.feed
    assert (about.title, about.author, about.language) == ("Nine sessions", "A quiet practice", "en-us")
    assert about.itunes_block == 1
    # What Apple asks for, true or false; feedparser reads the older words alone.
    assert "itunes_explicit" in about
    assert about.itunes_type == "serial"
    assert [tag.term for tag in about.tags] == ["Health & Fitness", "Mental Health"]
    assert below(served, about.link) == link
    assert [each.href for each in about.links if each.rel == "self"] == [about.link + "feed.xml"]
    assert about.subtitle
    assert below(served, about.image.href) == link + "feed/cover.jpg"
    first = feed.entries[0]
    assert (first.title, first.summary) == ("Evening & rest", "A &lt;first&gt; hello.")
    assert [entry.itunes_episode for entry in feed.entries] == [str(number + 1) for number in range(len(feed.entries))]
    assert [entry.title for entry in feed.entries] == ["Evening & rest", "Long", "Set down", "Come back"]
    times = [entry.published_parsed for entry in feed.entries]
    assert times == sorted(times)
    assert [later.tm_min - before.tm_min for before, later in pairwise(times)] == [1, 1, 1]
    assert len({entry.id for entry in feed.entries}) == 4
    assert all(not entry.guidislink for entry in feed.entries)


def test_it_is_valid_and_asks_not_to_be_listed(served: Served, link: str) -> None:
    """Well-formed XML with what Apple and Podcasting 2.0 ask for, each in its place."""
    channel = ElementTree.fromstring(served.ask(link + "feed.xml").body).find("channel")
    assert channel is not None
    for name in (
        "title",
        "link",
        "description",
        "language",
        "itunes:image",
        "itunes:category",
        "itunes:explicit",
        "atom:link",
    ):
        assert len(channel.findall(name, SPACES)) == 1, name
    assert channel.findtext("itunes:block", None, SPACES) == "Yes"
    assert channel.findtext("podcast:locked", None, SPACES) == "yes"
    for item in channel.findall("item"):
        for name in (
            "title",
            "guid",
            "pubDate",
            "description",
            "enclosure",
            "itunes:duration",
            "itunes:episode",
            "podcast:chapters",
            "podcast:transcript",
        ):
            assert len(item.findall(name, SPACES)) == 1, name
        assert item.find("itunes:block", SPACES) is None
        assert (item.findtext("itunes:duration", "", SPACES)).isdecimal()


def test_what_it_names_is_there_as_it_says(served: Served, link: str) -> None:
    """Sound by HEAD and by range, with the length and type of its enclosure; chapters, transcript and picture."""
    channel = ElementTree.fromstring(served.ask(link + "feed.xml", Host=f"127.0.0.1:{served.port}").body).find(
        "channel"
    )
    assert channel is not None
    picture = channel.find("itunes:image", SPACES)
    assert picture is not None
    assert served.ask(below(served, picture.attrib["href"])).head["content-type"] == "image/jpeg"
    for item, id in zip(
        channel.findall("item"), (MEETING, LONG, "integration/05-set-down", "support/01-come-back"), strict=True
    ):
        enclosure, chapters = item.find("enclosure"), item.find("podcast:chapters", SPACES)
        transcript = item.find("podcast:transcript", SPACES)
        assert enclosure is not None
        assert chapters is not None
        assert transcript is not None
        path = below(served, enclosure.attrib["url"])
        head = served.ask(path, "HEAD").head
        common = served.practice.out(f"{id}.mp3").read_bytes()
        assert head["content-length"] == enclosure.attrib["length"] == str(len(common))
        assert head["content-type"] == enclosure.attrib["type"] == "audio/mpeg"
        assert head["accept-ranges"] == "bytes"
        part = served.ask(path, Range="bytes=100-199")
        assert (part.status, part.body) == (206, common[100:200])
        marks = served.ask(below(served, chapters.attrib["url"]))
        assert marks.head["content-type"] == chapters.attrib["type"] == "application/json+chapters"
        assert json.loads(marks.body)["chapters"][0]["startTime"] == 0
        words = served.ask(below(served, transcript.attrib["url"]))
        assert words.head["content-type"].startswith(transcript.attrib["type"])
        assert words.body.startswith(b"WEBVTT")
        assert not any(name.encode() in words.body for name in NAMES)


def test_it_never_has_what_is_a_clients_own(served: Served, link: str) -> None:
    """Neither their name nor their sound, though the page of the same link has both."""
    feed = served.ask(link + "feed.xml").body + served.ask(f"{link}feed/{MEETING}.vtt").body
    assert NAMES[0].encode() not in feed
    own = served.ask(f"{link}media/{MEETING}.mp3").body
    assert served.ask(f"{link}feed/media/{MEETING}.mp3").body != own
    assert "05-set-down" not in served.ask(served.link("--feed") + "feed.xml").body.decode()


def test_there_is_none_unless_it_was_asked_for(served: Served) -> None:
    """A link without one has none; nor has one of a client who must not hear what others hear."""
    assert served.ask(served.link("--client", "007") + "feed.xml").status == 404
    ran = served.practice.run("--json", "links", "create", "--client", "020", "--feed")
    assert "avoids some sounds" in ran.out
    assert ran.event("link")["feed"] is None
    assert served.ask("/l/" + ran.event("link")["address"].partition("/l/")[2] + "feed.xml").status == 404


def test_a_host_that_is_none_is_not_repeated(served: Served, link: str) -> None:
    """What cannot be the name of a host never gets into the feed."""
    for host in ('x"><script>', "x y", "a" * 300, "x/../y", "x:99999999", ""):
        answer = served.ask(link + "feed.xml", Host=host)
        assert answer.status == 400 or b"<script" not in answer.body
    assert served.ask(link + "feed.xml", Host="[::1]:8710").status == 200


SET = '[feed]\non = true\n[serve]\nkeep-positions = true\naddress = "https://guides.example.org/listen"\n'


@pytest.fixture(scope="module")
def keeping(built_for_clients: Practice, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that keeps places, behind a proxy."""
    root: Path = tmp_path_factory.mktemp("keeping")
    practice = built_for_clients.copy(root / "practice")
    with (practice.root / "guides.toml").open("a", encoding="utf-8") as settings:
        settings.write(SET)
    with serving(practice, root / "log") as running:
        yield running
    assert_silent(running)


def test_behind_a_proxy_all_addresses_are_those_from_outside(keeping: Served) -> None:
    """The feed of every link, and the link itself, go by the address that the practice wrote down."""
    ran = keeping.practice.run("--json", "links", "create")
    address: str = ran.event("link")["address"]
    assert address.startswith("https://guides.example.org/listen/l/")
    path = "/l/" + address.partition("/l/")[2]
    feed = feedparser.parse(keeping.ask(path + "feed.xml", Host="evil.example").body)
    assert feed.entries
    assert all(entry.enclosures[0].href.startswith(address + "feed/media/") for entry in feed.entries)
    assert "evil" not in str(feed)


def test_places_are_kept_for_each_link_alone(keeping: Served) -> None:
    """What one device put down another finds, by the same link and by no other; revoked, it is gone."""
    mine, other = keeping.link("--client", "007"), keeping.link("--client", "007")
    asked = mine + "positions.json"
    assert json.loads(keeping.ask(asked).body) == {"places": {}}
    places = {"places": {MEETING: 12.5, LONG: 130.25}}
    put = keeping.ask(asked, "PUT", json.dumps(places).encode(), Content_Type="application/json")
    assert (put.status, put.body) == (204, b"")
    assert json.loads(keeping.ask(asked).body) == places
    assert keeping.ask(asked, "HEAD").status == 200
    assert json.loads(keeping.ask(other + "positions.json").body) == {"places": {}}
    for path in ("/l/x/positions.json", asked[:-14][:-2] + "/positions.json"):
        assert keeping.ask(path, "PUT", b"{}", Content_Type="application/json").status == 404
    assert keeping.ask(mine, "PUT", b"{}", Content_Type="application/json").status == 405


REFUSED = (
    b"",
    b"[]",
    b"{}",
    b'{"places": {"a/b": 0}}',
    b'{"places": {"a/b": -3}}',
    b'{"places": {"a/b": 1e99}}',
    b'{"places": {"a/b": "3"}}',
    b'{"places": {"a/b": NaN}}',
    b'{"places": {"../../x": 3}}',
    b'{"places": {"<b>/x": 3}}',
    b'{"places": {"a": 3}}',
    b'{"places": {}, "more": 1}',
    b'{"places": {"a/b": 3}',
    b'\xff\xfe{"places": {}}',
    b"[" * 20_000,
)


def test_what_cannot_be_places_is_not_kept(keeping: Served) -> None:
    """Too large, broken or something else: refused, and what was there stays."""
    asked = keeping.link() + "positions.json"
    good = b'{"places":{"a/b":3.0}}'

    def put(sent: bytes, kind: str = "application/json") -> int:
        return keeping.ask(asked, "PUT", sent, Content_Type=kind).status

    assert put(good) == 204
    for sent in REFUSED:
        assert put(sent) == 400, sent[:40]
    assert put(b" " * 40_000) == 413
    assert put(good, "text/plain") == 415
    assert keeping.ask(asked).body == good
