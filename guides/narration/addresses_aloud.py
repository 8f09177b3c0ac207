"""Addresses of the net, and the signs that go with them, as a person reads them out."""

import re

_ENDINGS = "org|com|net|gov|edu|info|io|me|co|uk|eu|us|ca|au|de|health|care|life"
_WEB = re.compile(
    rf"(?:https?://)?(?:www\.)?(?P<host>[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:{_ENDINGS}))\b(?P<path>(?:/[\w#%.-]*\w)*/?)"
)
_PROTOCOL = re.compile(r"\bhttps?://(?:www\.)?|\bwww\.")
_MAIL = re.compile(rf"(?P<who>[\w.+-]+)@(?P<host>[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS}))\b")
_HASHTAG = re.compile(r"(?<![\w#])#([^\W\d]\w+)")
_HANDLE = re.compile(r"(?<![\w@])@([^\W\d]\w+)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = {".": " dot ", "/": " slash ", "_": " underscore ", "+": " plus ", "#": " hash ", "%": " percent "}


def read_addresses(text: str) -> str:
    """`www.example.org/rest` → example dot org slash rest; `jo@example.org`, `#rest` and `@rest` likewise."""
    text = _MAIL.sub(lambda match: f"{_named(match['who'])} at {_named(match['host'])}", text)
    text = _WEB.sub(lambda match: _named(match["host"] + match["path"].rstrip("/")), text)
    text = _PROTOCOL.sub("", text)
    text = _HASHTAG.sub(lambda match: f"hashtag {_HUMP.sub(' ', match[1]).replace('_', ' ')}", text)
    return _HANDLE.sub(lambda match: f"at {_HUMP.sub(' ', match[1]).replace('_', ' ')}", text)


def _named(address: str) -> str:
    return "".join(_NAMES.get(sign, sign) for sign in address)
