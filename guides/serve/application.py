"""From a request to its answer: the link first, then the name below it, and only then anything else."""

import asyncio
import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from guides.clients.links import Link
from guides.clients.links_store import read_places, write_places
from guides.errors import GuideError
from guides.model.settings import ServeSettings
from guides.publish.feed import NAME as FEED
from guides.publish.feed import feed_xml
from guides.serve.answers import Reply
from guides.serve.connection import STATE, Connection
from guides.serve.doors import Doors
from guides.serve.events import Answered, Tell, Trouble
from guides.serve.guests import Guests
from guides.serve.positions import NAME as POSITIONS
from guides.serve.positions import NONE, RefusedError, received
from guides.serve.ranges import UnsatisfiableError, span_of
from guides.serve.sites import Sites, UnavailableError
from guides.serve.table import Entry, Table
from guides.store.practice import PracticeFolder

FIRST = "index.html"
"""What the address of a link itself shows."""
_PATH = re.compile(r"/l/([^/]*)(?:/(.*))?", re.DOTALL)
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
_LATER = {"retry-after": "60"}
_FEED_TYPE = "application/rss+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Application:
    """Answers requests; an ASGI application."""

    folder: PracticeFolder
    settings: ServeSettings
    doors: Doors
    sites: Sites
    guests: Guests
    tell: Tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and tell nothing of it but how it ended."""
        if scope["type"] != "http":
            return
        connection: Connection = scope["state"][STATE]
        reply = Reply(send, connection, bodiless=scope["method"] == "HEAD")
        try:
            await self._answer(Request(scope, receive), reply)
        except (OSError, TimeoutError):
            # They have gone, or read nothing for too long.
            connection.cut()
        except asyncio.CancelledError:
            connection.cut()
            raise
        finally:
            self.tell(Answered(reply.status, reply.sent))

    async def _answer(self, request: Request, reply: Reply) -> None:
        visitor = request.client.host if request.client else ""
        if not self.guests.may_ask(visitor):
            await reply.short(429, _LATER)
            return
        if {"content-length", "transfer-encoding"} <= set(request.headers):
            # Who says twice how long it is means to be understood in two ways (RFC 9112, section 6.1).
            await reply.short(400, {"connection": "close"})
            return
        found = _PATH.fullmatch(request.scope["path"])
        token, name = (found[1], found[2]) if found else ("", "")
        keeping = self.settings.keep_positions and name == POSITIONS
        if not (request.method in ("GET", "HEAD") or (request.method == "PUT" and keeping)):
            await reply.short(405, {"allow": "GET, HEAD, PUT" if keeping else "GET, HEAD"})
            return
        link = self.doors.open(token)
        if link is None:
            await reply.short(404)
            return
        with self.guests.answering(visitor, link.name) as room:
            if room:
                await self._below(request, reply, link, token, name)
            else:
                await reply.short(429, _LATER)

    async def _below(self, request: Request, reply: Reply, link: Link, token: str, name: str | None) -> None:
        """What stands under a name below a link that is live."""
        try:
            table = await self.sites.of(link)
            if table is None:
                await reply.short(404)
            elif name is None:
                # Names on the page are relative, so its address has to end in a slash.
                await reply.short(308, {"location": f"{token}/"}, b"")
            elif self.settings.keep_positions and name == POSITIONS:
                await self._positions(request, reply, link)
            elif name == FEED and table.feed is not None:
                await self._feed(request, reply, table, token)
            else:
                await self._entry(request.headers, reply, link, name or FIRST, table)
        except UnavailableError:
            await reply.short(503, {"retry-after": "120"})

    async def _entry(self, headers: Headers, reply: Reply, link: Link, name: str, table: Table) -> None:
        entry = table.entries.get(name)
        if entry is None:
            await reply.short(404)
        elif not await self._sent(headers, reply, entry):
            # A build has put another file there: it is looked for once more, and only once.
            again = await self.sites.of(link, anew=True)
            entry = again.entries.get(name) if again is not None else None
            if entry is None or not await self._sent(headers, reply, entry):
                await reply.short(404)

    async def _sent(self, headers: Headers, reply: Reply, entry: Entry) -> bool:
        tag = f'"{entry.tag}"'
        wanted = headers.get("if-match")
        if wanted is not None and not {"*", tag} & {each.strip() for each in wanted.split(",")}:
            await reply.short(412, {"etag": tag})
            return True
        known = [each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")]
        if tag in known or known == ["*"]:
            await reply.short(304, {"etag": tag}, b"")
            return True
        ranges = headers.getlist("range")
        # Of an older file a stretch would not fit to what they have.
        asked = ranges[0] if len(ranges) == 1 and headers.get("if-range", tag) == tag else None
        try:
            span = span_of(asked, entry.size)
        except UnsatisfiableError:
            await reply.short(416, {"content-range": f"bytes */{entry.size}"})
            return True
        return await reply.entry(entry, span)

    async def _feed(self, request: Request, reply: Reply, table: Table, token: str) -> None:
        assert table.feed is not None
        host = request.headers.get("host", "")
        outside = self.settings.address
        if outside is None and not _HOST.fullmatch(host):
            await reply.short(400)
            return
        base = (outside or f"http://{host}").rstrip("/")
        await reply.short(200, {"content-type": _FEED_TYPE}, feed_xml(table.feed, f"{base}/l/{token}/"))

    async def _positions(self, request: Request, reply: Reply, link: Link) -> None:
        json = {"content-type": "application/json"}
        try:
            if request.method == "PUT":
                await asyncio.to_thread(write_places, self.folder, link.name, await received(request))
                await reply.short(204)
                return
            kept = await asyncio.to_thread(read_places, self.folder, link.name)
            await reply.short(200, json, kept.encode() if kept is not None else NONE)
        except RefusedError as refused:
            await reply.short(refused.status)
        except GuideError as error:
            self.tell(Trouble(error.problems()))
            raise UnavailableError from error
