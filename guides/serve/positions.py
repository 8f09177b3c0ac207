"""Where a listener left off, as it comes from their page: looked at, and kept only if it can be that."""

import asyncio
from typing import Annotated

import msgspec
from starlette.requests import ClientDisconnect, Request

from guides.model.settings import HEAD_TIME

NAME = "positions.json"
MOST = 32_000
"""Bytes of it."""
NONE = b'{"places":{}}'
"""What is told of a link for which nothing was kept."""

Id = Annotated[str, msgspec.Meta(pattern=r"^[\w.-]+/[\w.-]+$", max_length=200)]
Place = Annotated[float, msgspec.Meta(gt=0, lt=1_000_000)]
"""Seconds; the beginning is no place to come back to."""


class Positions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Places by the guide's id."""

    places: Annotated[dict[Id, Place], msgspec.Meta(max_length=300)]


class RefusedError(Exception):
    """What came is not kept."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def received(request: Request) -> str:
    """The positions that a request brings, written anew: nothing but what was understood is kept.

    Raises:
        RefusedError: they are too large, not JSON, or something else.
        ConnectionError: whoever sent them has gone, or takes too long.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(415)
    body = b""
    try:
        async with asyncio.timeout(HEAD_TIME):
            async for part in request.stream():
                body += part
                if len(body) > MOST:
                    raise RefusedError(413)
    except (TimeoutError, ClientDisconnect) as error:
        raise ConnectionError from error
    try:
        return msgspec.json.encode(msgspec.json.decode(body, type=Positions)).decode()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedError(400) from error
