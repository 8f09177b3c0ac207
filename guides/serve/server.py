"""The server from its first to its last moment: it takes a socket, answers, and ends when it is asked to."""

import contextlib
import errno
import logging
import socket
import traceback
from collections.abc import Iterator
from pathlib import PurePath

from uvicorn.config import Config
from uvicorn.server import Server

from guides.errors import Place, Problem, StoreError, UsageError
from guides.model.settings import IDLE_TIME, LEAVE_TIME, ServeSettings
from guides.serve.application import Application
from guides.serve.connection import connections_of
from guides.serve.doors import Doors
from guides.serve.events import Fault, Tell, Trouble
from guides.serve.guests import Guests
from guides.serve.sites import Sites
from guides.store.practice import PracticeFolder

HEAD_MOST = 16_384
"""Bytes of a request's head."""
BACKLOG = 512
"""Visitors whom the system lets wait at the door."""


def listening(host: str, port: int) -> socket.socket:
    """A socket at which visitors can knock.

    Args:
        host: an address of this machine, or a name of it.
        port: 0 for any that is free.

    Raises:
        UsageError: there is no such address here.
        StoreError: something else listens there, or nobody may.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (socket.gaierror, UnicodeError) as error:
        raise UsageError(f"This machine is not called {host}.", hint="Leave out --host, or give an address.") from error
    except OSError as error:
        hint = "Choose another port with --port, or end what listens there."
        where = Place(f"{host}:{port}")
        raise StoreError(f"Cannot listen there: {error.strerror or error}.", where=where, hint=hint) from error


def build(
    at: socket.socket, folder: PracticeFolder, settings: ServeSettings, sites: Sites, tell: Tell
) -> "PrivateServer":
    """A server that is ready to run at this socket.

    `run` answers until a signal says to end; then downloads have some seconds to finish.
    """
    behind_proxy = settings.address is not None
    guests = Guests(connections=settings.connections, requests=settings.requests, behind_proxy=behind_proxy)
    doors = Doors(folder, tell)
    config = Config(
        Application(folder, settings, doors, sites, guests, tell),
        host=str(at.getsockname()[0]),
        loop="asyncio",
        http=connections_of(guests),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        # Whom a proxy on this machine names is believed only where there is one.
        proxy_headers=behind_proxy,
        forwarded_allow_ips="127.0.0.1",
        timeout_keep_alive=int(IDLE_TIME),
        timeout_graceful_shutdown=int(LEAVE_TIME),
        h11_max_incomplete_event_size=HEAD_MOST,
    )
    return PrivateServer(config, doors, tell)


class PrivateServer(Server):
    """uvicorn's server, which logs nothing and ends with a word instead of by the signal."""

    def __init__(self, config: Config, doors: Doors, tell: Tell) -> None:
        super().__init__(config)
        self._doors = doors
        for name in ("uvicorn.error", "uvicorn.access", "uvicorn.asgi", "asyncio"):
            # Their lines have addresses in them.
            logger = logging.getLogger(name)
            logger.handlers = [_Faults(tell)]
            logger.propagate = False
            logger.setLevel(logging.ERROR)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals as a wish to end, and nothing more."""
        with super().capture_signals():
            try:
                yield
            finally:
                self._captured_signals.clear()
                self._doors.close()


_NO_MORE = Problem(
    "The system lets the server open no more files, so nobody else can come in.",
    Place("guides serve"),
    "Lower [serve] connections in guides.toml, or raise the limit of open files (ulimit -n).",
)


class _Faults(logging.Handler):
    """Tells where something went wrong in a request, without a word of the request."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of an error that nobody caught; all else is nobody's business."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OSError):
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._tell(Trouble((_NO_MORE,)))
        elif isinstance(error, Exception):
            last = traceback.extract_tb(error.__traceback__)[-1]
            self._tell(Fault(type(error).__name__, f"{PurePath(last.filename).name}:{last.lineno}"))
