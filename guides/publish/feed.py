"""A private feed for podcast apps: RSS 2.0 with the namespaces of Apple and of Podcasting 2.0.

Whoever has its address has the sound, and so has the app that it is given to: it holds only what is the same
for everyone, and asks apps not to list it.
"""

import datetime
import html
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import quote

from guides.model.guide import ChapterMark
from guides.publish.markup import escaped
from guides.units import ByteCount, Seconds

NAME = "feed.xml"
"""Of the feed, below the link."""
FOLDER = "feed"
"""Of all that it names."""
CHAPTERS_TYPE = "application/json+chapters"
TRANSCRIPT_TYPE = "text/vtt"

_NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}
_GUIDS = uuid.UUID("2a1f3c58-6f0c-4a57-9f5e-5c1d8a7b0e64")
"""Ours alone: guids stay the same when a guide is made again, and tell nothing of the link."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A guide as a podcast app shows it; titles are those that a lock screen may show."""

    id: str
    title: str
    summary: str
    seconds: Seconds
    sound: str
    """Its name below the link, as those that follow."""
    type: str
    size: ByteCount
    chapters: str | None = None
    transcript: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """All of it but the address, which only the one who asks for it knows."""

    title: str
    author: str
    language: str
    cover: str
    year: int
    episodes: tuple[Episode, ...]
    """In the order in which they are heard."""


def chapters_json(chapters: Sequence[ChapterMark]) -> bytes:
    """Chapters as podcast apps fetch them."""
    marks = [{"startTime": round(mark.start, 3), "title": mark.title} for mark in chapters]
    return json.dumps({"version": "1.2.0", "chapters": marks}, ensure_ascii=False).encode(errors="replace")


def feed_xml(feed: Feed, base: str) -> bytes:
    """The feed's document.

    Args:
        feed: what is in it.
        base: the link's own address, ending in a slash; every address in the feed begins with it.
    """
    return "".join(_document(feed, base)).encode()


def _document(feed: Feed, base: str) -> Iterator[str]:
    spaces = "".join(f' xmlns:{name}="{address}"' for name, address in _NAMESPACES.items())
    title = escaped(feed.title)
    said = f"{feed.title}. Guides to listen to, from {feed.author}."
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{spaces}>\n<channel>\n'
    yield f'<atom:link href="{_address(base, NAME)}" rel="self" type="application/rss+xml"/>\n'
    yield f"<title>{title}</title>\n<link>{escaped(base)}</link>\n<description>{escaped(said)}</description>\n"
    yield f"<language>{escaped(feed.language)}</language>\n<itunes:author>{escaped(feed.author)}</itunes:author>\n"
    yield f'<itunes:image href="{_address(base, feed.cover)}"/>\n'
    yield '<itunes:category text="Health &amp; Fitness"><itunes:category text="Mental Health"/></itunes:category>\n'
    yield "<itunes:explicit>false</itunes:explicit>\n<itunes:type>serial</itunes:type>\n"
    yield "<itunes:block>Yes</itunes:block>\n<podcast:locked>yes</podcast:locked>\n"
    for number, episode in enumerate(feed.episodes, 1):
        yield from _item(feed, episode, number, base)
    yield "</channel>\n</rss>\n"


def _item(feed: Feed, episode: Episode, number: int, base: str) -> Iterator[str]:
    # A minute apart: apps that sort by time keep the order. From the year that is written down, as in tags.
    made = datetime.datetime(feed.year, 1, 1, 12, tzinfo=datetime.UTC) + datetime.timedelta(minutes=number)
    yield f"<item>\n<title>{escaped(episode.title)}</title>\n"
    yield f'<enclosure url="{_address(base, episode.sound)}" length="{episode.size}" type="{episode.type}"/>\n'
    yield f'<guid isPermaLink="false">{uuid.uuid5(_GUIDS, f"{feed.title}/{episode.id}")}</guid>\n'
    yield f"<pubDate>{format_datetime(made)}</pubDate>\n"
    # Apps read a description as HTML, so a text becomes that first.
    yield f"<description>{escaped(html.escape(episode.summary or episode.title, quote=False))}</description>\n"
    yield f"<itunes:duration>{round(episode.seconds)}</itunes:duration>\n"
    yield f"<itunes:episode>{number}</itunes:episode>\n<itunes:explicit>false</itunes:explicit>\n"
    if episode.chapters:
        yield f'<podcast:chapters url="{_address(base, episode.chapters)}" type="{CHAPTERS_TYPE}"/>\n'
    if episode.transcript:
        language = escaped(feed.language)
        yield f'<podcast:transcript url="{_address(base, episode.transcript)}" type="{TRANSCRIPT_TYPE}"'
        yield f' language="{language}"/>\n'
    yield "</item>\n"


def _address(base: str, name: str) -> str:
    return escaped(base + quote(name))
