"""What a visitor may ask, and how: paths, methods, heads, ranges, and files that are not what they seem."""

import os
from http.client import HTTPConnection
from pathlib import Path

import pytest
from serving import LONG, MEETING, Served

SOUND = f"media/{MEETING}.mp3"
STRICT = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "private, no-cache",
}


@pytest.fixture(scope="module")
def link(served: Served) -> str:
    return served.link("--client", "007")


@pytest.fixture(scope="module")
def whole(served: Served) -> bytes:
    return served.practice.out(f"clients/007/{MEETING}.mp3").read_bytes()


UP = (
    "..",
    "%2e%2e",
    "%2E.",
    ".%2e",
    "..%00",
    "%252e%252e",
    "%c0%ae%c0%ae",
    "%uff0e%uff0e",
    "..;",
    "....",
    "..\\",
)
BETWEEN = ("/", "%2f", "%5c", "\\", "//", "%252f", "%c0%af")
WANTED = ("guides.toml", "clients.csv", ".guides/links.sqlite", "etc/passwd", "audio_out/program.m3u8")


def test_no_path_leads_out(served: Served, link: str) -> None:
    """In every spelling of "one folder up": not there."""
    paths = [
        f"{start}{between.join([up] * depth)}{between}{file}"
        for start in (link, f"{link}media/preparation/", "/l/")
        for up in UP
        for between in BETWEEN
        for depth in (1, 6)
        for file in WANTED[:: 2 if depth == 1 else 3]
    ]
    paths += [
        f"{link}/etc/passwd",
        f"{link}C:/Windows/win.ini",
        f"{link}%00",
        f"{link}media%00/{MEETING}.mp3",
        f"{link}{SOUND}%00.html",
    ]
    paths += [
        f"{link}media",
        f"{link}media/",
        f"{link}.",
        f"{link}./index.html",
        f"{link}INDEX.HTML",
        f"{link}index.html/",
        f"{link}file:///etc/passwd",
    ]
    connection = HTTPConnection("127.0.0.1", served.port, timeout=20)
    for path in dict.fromkeys(paths):
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        assert (answer.status, len(body) < 100) == (404, True), path
    connection.close()
    assert served.raw(f"GET {link}．．/x HTTP/1.1\r\nHost: x\r\n\r\n".encode()).startswith(b"HTTP/1.1 400")


def test_only_reading_is_possible(served: Served, link: str) -> None:
    """Every other method changes nothing and says so, with a good link or without one."""
    for path in (link, link + SOUND, link + "positions.json", "/l/x/", "/"):
        for method in (
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "MKCOL",
            "COPY",
            "get",
            "X" * 40,
        ):
            answer = served.ask(path, method)
            assert (answer.status, answer.head["allow"]) == (405, "GET, HEAD"), (path, method)
    assert served.raw(b"CONNECT localhost:22 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(
        b"HTTP/1.1 405"
    )


def test_every_answer_keeps_itself_to_itself(served: Served, link: str) -> None:
    """Page, sound, feed and refusals: no address is passed on, nothing is listed, framed, guessed or shared."""
    for path, method in (
        (link, "GET"),
        (link + SOUND, "GET"),
        (link + SOUND, "HEAD"),
        (link + "no", "GET"),
        (link, "POST"),
        (link[:-1], "GET"),
    ):
        head = served.ask(path, method).head
        assert STRICT.items() <= head.items(), path
        assert "noindex" in head["x-robots-tag"]
        assert "unsafe" not in head["content-security-policy"]
        assert head["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert not {"set-cookie", "server", "access-control-allow-origin", "last-modified"} & head.keys()


RANGES: list[tuple[str, int, slice | None]] = [
    ("bytes=0-0", 206, slice(0, 1)),
    ("bytes=0-", 206, slice(0, None)),
    ("bytes=100-199", 206, slice(100, 200)),
    ("BYTES=1-2", 206, slice(1, 3)),
    ("bytes=-1", 206, slice(-1, None)),
    ("bytes=-500", 206, slice(-500, None)),
    ("bytes=-999999999999", 206, slice(0, None)),
    ("bytes=5-99999999999999999999999999", 206, slice(5, None)),
    ("bytes=0000000000000000000000000000001-2", 206, slice(1, 3)),
    ("bytes=-0", 416, None),
    ("bytes=99999999-", 416, None),
    (f"bytes={'9' * 4000}-", 416, None),
    ("bytes=9-5", 200, None),
    ("bytes=", 200, None),
    ("bytes=-", 200, None),
    ("bytes=a-b", 200, None),
    ("bytes=1-2-3", 200, None),
    ("bytes=--5", 200, None),
    ("bytes=+1-5", 200, None),
    ("bytes=１-２", 200, None),
    ("chapters=1-2", 200, None),
    ("bytes 0-5", 200, None),
    ("bytes=0-1,5-6", 200, None),
    ("bytes=" + ",".join(f"{at}-{at}" for at in range(0, 1400, 2)), 200, None),
    ("bytes=" + "0-," * 500 + "0-", 200, None),
]


@pytest.mark.parametrize(("asked", "status", "part"), RANGES, ids=lambda value: str(value)[:24])
def test_a_range_is_answered_as_the_standard_says(
    served: Served, link: str, whole: bytes, asked: str, status: int, part: slice | None
) -> None:
    """One range is a part; several, or what cannot be understood, are the whole; outside the file is an error."""
    if not asked.isascii():
        asked = asked.encode().decode("latin-1")
    got, head = served.ask(link + SOUND, Range=asked), served.ask(link + SOUND, "HEAD", Range=asked)
    assert (got.status, head.status, head.body) == (status, status, b"")
    assert {**got.head, "date": ""} == {**head.head, "date": ""}
    if status == 416:
        assert got.head["content-range"] == f"bytes */{len(whole)}"
        return
    expected = whole[part] if part is not None else whole
    assert got.body == expected
    assert int(got.head["content-length"]) == len(expected)
    if part is not None:
        start, end, _ = part.indices(len(whole))
        assert got.head["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"


def test_a_page_has_ranges_too_and_an_older_one_has_none(served: Served, link: str, whole: bytes) -> None:
    """Of what is written as of files; a stretch of something else than the listener has is not sent."""
    page = served.ask(link)
    part = served.ask(link, Range="bytes=3-9")
    assert (part.status, part.body) == (206, page.body[3:10])
    tag = served.ask(link + SOUND, "HEAD").head["etag"]
    assert served.ask(link + SOUND, Range="bytes=0-3", If_Range=tag).body == whole[:4]
    for other in ('"x"', f"W/{tag}", "Sun, 29 Nov 2026 20:15:42 GMT"):
        assert served.ask(link + SOUND, Range="bytes=0-3", If_Range=other).status == 200
    for same in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = served.ask(link + SOUND, If_None_Match=same)
        assert (answer.status, answer.body, answer.head["etag"]) == (304, b"", tag)
    assert served.ask(link + SOUND, If_None_Match='"x"').status == 200


HOST = b"\r\nHost: x\r\n"
BROKEN = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET\r\n\r\n",
    b"\x00" * 900,
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    b"GET / HTTP/1.1" + HOST + b"Content-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1" + HOST + b"X y: z\r\n\r\n",
    b"GET / HTTP/1.1" + HOST + b"A: " + b"b" * 70_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1" + HOST + b"\r\n",
    b"GET / HTTP/1.1" + HOST + b"".join(b"A%d: b\r\n" % at for at in range(5000)) + b"\r\n",
    b"GET / HTTP/1.1" + HOST + b"A: b\x00c\r\n\r\n",
)


def test_requests_that_are_none_end_the_connection(served: Served, link: str) -> None:
    """Broken, smuggled and endless heads, and languages that are not spoken here: an error in few words, or silence."""
    for sent in BROKEN:
        came = served.raw(sent)
        assert came.startswith(b"HTTP/1.1 40") or not came, (sent[:60], came[:60])
        assert len(came) < 2000
    assert served.ask(link).status == 200


ODD: tuple[dict[str, str], ...] = (
    {"X_Original_URL": "/etc/passwd"},
    {"X_Rewrite_Url": "/x"},
    {"X_HTTP_Method_Override": "DELETE"},
    {"Upgrade": "websocket", "Connection": "Upgrade"},
    {"X_Forwarded_For": "' OR 1=1"},
    {"X_Forwarded_Host": "evil.example"},
    {"Forwarded": "for=_x"},
    {"Origin": "https://evil.example"},
    {"Accept": "application/xml"},
    {"Accept_Encoding": "gzip;q=1"},
    {"Cookie": "a=" + "b" * 4000},
    {"Authorization": "Basic eA=="},
    {"Expect": "100-continue"},
)


def test_odd_heads_change_nothing(served: Served, link: str, whole: bytes) -> None:
    """Headers by which other servers are talked into other files, other methods or other hosts."""
    for head in ODD:
        answer = served.ask(link + SOUND, **head)
        assert (answer.status, answer.body) == (200, whole), head
        assert "access-control-allow-origin" not in answer.head


def test_hostile_names_in_the_folder_are_not_there(served: Served, link: str) -> None:
    """Files that somebody has put among the guides have no address, whatever they are called."""
    folder = served.practice.out("clients/007/preparation")
    names = [
        "<script>alert(1).mp3",
        "a\nb.mp3",
        "..mp3",
        "%2e%2e.mp3",
        "é́.mp3",
        "x" * 200 + ".mp3",
        "-rf.mp3",
        "$(id).mp3",
        "index.html",
    ]
    made = [folder / name for name in names]
    for path in made:
        path.write_bytes(b"secret")
    try:
        fresh = served.link("--client", "007")
        for name in (
            "index.html",
            "%3Cscript%3Ealert(1).mp3",
            "a%0Ab.mp3",
            "..mp3",
            "%252e%252e.mp3",
            "-rf.mp3",
            "$(id).mp3",
        ):
            assert served.ask(f"{fresh}media/preparation/{name}").status == 404
        assert b"secret" not in served.ask(fresh + "data.js").body
    finally:
        for path in made:
            path.unlink()


def test_a_link_out_of_the_folder_is_not_followed(served: Served, link: str, tmp_path: Path) -> None:
    """A guide that was exchanged for a symbolic link, or for a folder behind one, is no longer there."""
    sound = served.practice.out(f"clients/007/{LONG}.mp3")
    kept, state = sound.read_bytes(), sound.stat()
    outside = tmp_path / "outside.mp3"
    outside.write_bytes(kept)
    os.utime(outside, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert served.ask(f"{link}media/{LONG}.mp3", Range="bytes=0-0").status == 206
    held = sound.with_suffix(".held")
    sound.rename(held)
    try:
        sound.symlink_to(outside)
        assert served.ask(f"{link}media/{LONG}.mp3").status == 404
        assert served.ask(f"{served.link('--client', '007')}media/{LONG}.mp3").status == 404
        sound.unlink()
        os.mkfifo(sound)
        assert served.ask(f"{link}media/{LONG}.mp3").status == 404
    finally:
        sound.unlink()
        held.rename(sound)
    assert served.ask(link).status == 200
