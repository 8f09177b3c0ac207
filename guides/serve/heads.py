"""What stands at the head of every answer, so that a page is kept to itself, and what a refusal says."""

from collections.abc import Mapping

HEAD: Mapping[str, str] = {
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow, noarchive",
}
"""On every answer, whatever it is. The page has one classic script and a worker, both its own, and nothing inline."""

SAID: Mapping[int, str] = {
    400: "This cannot be understood.",
    404: "This link leads nowhere, or no longer. Ask the person who gave it to you for a new one.",
    405: "Nothing here can be changed.",
    412: "This is another one by now.",
    413: "This is too much.",
    415: "This has to be JSON.",
    416: "The file is not as long as that.",
    429: "That was too much at once. Try again in a minute.",
    503: "This is not there just now. Try again in a few minutes.",
}
"""The body where there is no other: the same for every way that a link can be wrong."""


def refusal(status: int) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """The head and the body of an answer of a few words, after which nothing more is said."""
    body = f"{SAID[status]}\n".encode()
    head = {
        **HEAD,
        "content-type": "text/plain; charset=utf-8",
        "content-length": str(len(body)),
        "connection": "close",
    }
    return encoded(head), body


def encoded(head: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """A head as it is sent."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in head.items()]
