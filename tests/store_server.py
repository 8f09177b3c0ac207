"""An object store on this machine: moto's S3 server, which can be made to fail and to be slow."""

import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import boto3
from practices import Practice, Ran, run

from guides.store.remote.address import address_of

Answer = Iterable[bytes]
Fault = Callable[[str, str], int | float | str | None]
"""What goes wrong with a request, by its method and path: a status, seconds of delay (a float), "cut", or nothing."""


class StoreServer:
    """The server, and a bucket in it for each test."""

    def __init__(self, url: str, client: Any) -> None:
        self.url = url
        self.client = client
        self.requests: list[tuple[str, str]] = []
        self.fault: Fault = lambda _method, _path: None

    def __call__(self, inner: Callable[[WSGIEnvironment, StartResponse], Answer]) -> Callable[..., Answer]:
        """The server's application, behind what may go wrong."""

        def application(environ: WSGIEnvironment, start: StartResponse) -> Answer:
            asked = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
            self.requests.append(asked)
            wrong = self.fault(*asked)
            if isinstance(wrong, int):
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
                start(f"{wrong} Wrong", [("Content-Type", "application/xml")])
                code = {403: "AccessDenied", 503: "ServiceUnavailable"}.get(wrong, "InternalError")
                return [f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()]
            if wrong == "cut":
                return _cut(inner(environ, lambda status, headers, _=None: start(status, _halved(headers))))
            if isinstance(wrong, float):
                time.sleep(wrong)
            return inner(environ, start)

        return application


def _halved(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Headers that make half an answer look whole."""
    return [(name, str(int(value) // 2) if name == "Content-Length" else value) for name, value in headers]


def _cut(answer: Answer) -> Answer:
    whole = b"".join(answer)
    return [whole[: len(whole) // 2]]


class Bucket:
    """A practice in the store, as others see it."""

    def __init__(self, server: StoreServer, name: str) -> None:
        self.server = server
        self.name = name
        self.url = f"s3://{name}/clinic"
        server.client.create_bucket(Bucket=name)

    def copy(self, name: str) -> "Bucket":
        """The same practice in another bucket, which no machine has a mirror of."""
        other = Bucket(self.server, name)
        for file, content in self.files().items():
            other.put(file, content)
        return other

    def sounds(self) -> dict[str, str]:
        """Every output but the report and its page, and the SHA-256 of it, as `Practice.sounds` gives them."""
        return {
            name: hashlib.sha256(content).hexdigest()
            for name, content in self.files("audio_out/").items()
            if not name.endswith(("report.json", "report.html"))
        }

    def put(self, name: str, content: bytes) -> None:
        self.server.client.put_object(Bucket=self.name, Key=f"clinic/{name}", Body=content)

    def remove(self, name: str) -> None:
        self.server.client.delete_object(Bucket=self.name, Key=f"clinic/{name}")

    def upload(self, practice: Practice) -> None:
        """Everything of a practice that is not made, and its cache."""
        for path in sorted(practice.root.rglob("*")):
            name = path.relative_to(practice.root).as_posix()
            made = name.startswith((".", "audio_out/")) and not name.startswith(".guides/cache/")
            if path.is_file() and not made:
                self.put(name, path.read_bytes())

    def files(self, prefix: str = "") -> dict[str, bytes]:
        """What is there below a prefix, by its name from there."""
        pages = self.server.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=f"clinic/{prefix}"
        )
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        return {
            key.removeprefix(f"clinic/{prefix}"): self.server.client.get_object(Bucket=self.name, Key=key)[
                "Body"
            ].read()
            for key in keys
        }

    @property
    def mirror(self) -> Path:
        """Its mirror on this machine."""
        return address_of(self.url).mirror / "practice"

    def run(self, *arguments: str) -> Ran:
        """A command on this practice, in this process."""
        return run("-C", self.url, *arguments)

    def build(self, *arguments: str) -> Ran:
        """A build that must succeed, told as JSON."""
        ran = self.run("--json", "build", *arguments)
        assert ran.code == 0, ran.out + ran.err
        return ran


@contextmanager
def serving() -> Iterator[StoreServer]:
    """The server, for as long as it is needed; the environment leads every adapter to it."""
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    credentials = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
    os.environ.update(credentials)
    holder: dict[str, StoreServer] = {}
    moto = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, lambda environ, start: holder["store"](moto)(environ, start), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    os.environ["AWS_ENDPOINT_URL"] = url
    holder["store"] = StoreServer(url, boto3.client("s3"))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield holder["store"]
    finally:
        server.shutdown()
        thread.join()
        for name in (*credentials, "AWS_ENDPOINT_URL"):
            del os.environ[name]
