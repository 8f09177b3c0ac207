"""What is sent, in pieces that nobody can hold up for ever."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus

from starlette.types import Send

from guides.model.settings import STALL_TIME
from guides.serve.connection import Connection
from guides.serve.heads import HEAD, SAID, encoded
from guides.serve.ranges import Span
from guides.serve.table import Content, Entry, File, is_same, opened

LEAST, MOST = 1 << 16, 1 << 22
"""Bytes of a piece: small for whoever reads slowly, large for whoever reads fast."""
QUICK = 0.25
"""Seconds; a piece that took less is followed by one twice as large."""


class Reply:
    """One answer on its way; it remembers what it was, for the line in the log."""

    def __init__(self, send: Send, connection: Connection, *, bodiless: bool) -> None:
        """Prepare an answer.

        Args:
            send: where it goes.
            connection: on which it goes.
            bodiless: whether only the head was asked for.
        """
        self.status = 0
        self.sent = 0
        self._send = send
        self._connection = connection
        self._bodiless = bodiless

    async def short(self, status: int, head: Mapping[str, str] | None = None, body: bytes | None = None) -> None:
        """Something of a few words, or bytes that were made for this answer alone."""
        text = SAID[status].encode() + b"\n" if body is None and status in SAID else body or b""
        type = {"content-type": "text/plain; charset=utf-8"} if body is None else {}
        length = {"content-length": str(len(text))} if status not in (204, 304) else {}
        await self._begin(status, {**type, **(head or {}), **length})
        await self._bytes(text)

    async def entry(self, entry: Entry, span: Span | None) -> bool:
        """What stands under a name, or a stretch of it; False where its file is no longer the same."""
        whole = span or Span(0, entry.size)
        head = {"content-type": entry.type, "etag": f'"{entry.tag}"', "accept-ranges": "bytes"}
        head["content-length"] = str(whole.count)
        if span is not None:
            head["content-range"] = f"bytes {span.start}-{span.start + span.count - 1}/{entry.size}"
        status = HTTPStatus.PARTIAL_CONTENT if span is not None else HTTPStatus.OK
        if isinstance(entry, Content):
            await self._begin(status, head)
            await self._bytes(entry.body[whole.start : whole.start + whole.count])
            return True
        return await self._file(entry, whole, status, head)

    async def _file(self, entry: File, span: Span, status: int, head: Mapping[str, str]) -> bool:
        with opened(entry) as file:
            if file is None:
                return False
            await self._begin(status, head)
            at, end, piece = span.start, span.start + span.count, LEAST
            loop = asyncio.get_running_loop()
            while at < end and not self._bodiless:
                begun = loop.time()
                async with asyncio.timeout(STALL_TIME):
                    sent = await self._connection.send_file(file, at, min(piece, end - at))
                if sent == 0 or not is_same(file, entry):
                    # The beginning of one and the end of another is no guide.
                    raise ConnectionError("The file has been written over.")
                at, self.sent = at + sent, self.sent + sent
                piece = min(piece * 2, MOST) if loop.time() - begun < QUICK else LEAST
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        return True

    async def _begin(self, status: int, head: Mapping[str, str]) -> None:
        self.status = status
        await self._send({"type": "http.response.start", "status": int(status), "headers": encoded({**HEAD, **head})})

    async def _bytes(self, body: bytes) -> None:
        pieces = [] if self._bodiless else [body[at : at + LEAST] for at in range(0, len(body), LEAST)]
        for piece in pieces:
            async with asyncio.timeout(STALL_TIME):
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
            self.sent += len(piece)
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})
