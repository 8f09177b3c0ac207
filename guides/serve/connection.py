"""One visitor's connection: what uvicorn does, with limits on how many there are and how long they may take."""

import asyncio
import socket
from contextlib import suppress
from typing import Any, ClassVar

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from guides.model.settings import HEAD_TIME
from guides.serve.guests import Guests
from guides.serve.heads import refusal

STATE = "connection"
"""Under which the application finds the connection of a request."""


class _Length(bytes):
    """Stands for bytes that the system sends by itself: h11 counts them, and never sees them."""

    _count: int

    @classmethod
    def of(cls, count: int) -> "_Length":
        length = cls()
        length._count = count
        return length

    def __len__(self) -> int:
        return self._count


class Connection(H11Protocol):
    """A connection that is cut when it only holds a place."""

    guests: ClassVar[Guests]

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.app_state = {**app_state, STATE: self}
        self._waiting: asyncio.TimerHandle | None = None
        self._address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let somebody in, if there is room."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        # asyncio does it for sockets of its own: a head and a body must not wait for each other's acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.guests.enter(self._address):
            self._wait()
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count them out."""
        self._stop_waiting()
        self.guests.leave(self._address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; a request that only trickles in has until the end of its time."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if not self._idle:
            self._stop_waiting()
        elif self._waiting is None:
            self._wait()

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which nothing is asked; what nobody reads is not waited for."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            super().timeout_keep_alive_handler()

    def cut(self) -> None:
        """End the connection at once, in the middle of an answer."""
        if self.cycle is not None:
            self.cycle.disconnected = True
        self.transport.abort()

    async def send_file(self, file: Any, start: int, count: int) -> int:
        """Let the system send a piece of a file; how much it was. It is part of the answer's body.

        Raises:
            OSError: whoever asked has gone.
        """
        if self.transport.is_closing():
            raise ConnectionError("They have gone.")
        sent = await self.loop.sendfile(self.transport, file, start, count)
        self.conn.send_with_data_passthrough(h11.Data(data=_Length.of(sent)))
        return sent

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's own words
        """Refuse what is no request, in the words of every refusal; after an answer has begun, by ending it."""
        if self.cycle is not None:
            # What was understood of it is not answered as well.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.guests.may_ask(self._address) and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            head, body = refusal(400)
            events = (h11.Response(status_code=400, headers=head, reason=b"Bad Request"), h11.Data(data=body))
            # To HEAD there is no body.
            with suppress(h11.LocalProtocolError):
                for event in (*events, h11.EndOfMessage()):
                    self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    @property
    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEAD_TIME, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self._idle:
            self.transport.abort()


def connections_of(guests: Guests) -> type[Connection]:
    """The kind of connection that counts with these guests."""
    return type("CountedConnection", (Connection,), {"guests": guests})
