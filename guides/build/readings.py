"""What a file holds that can be read, and the ways in which somebody, or a program, would read it."""

import base64
import binascii
import html
import quopri
import re
from collections import defaultdict
from email.errors import HeaderParseError
from email.header import decode_header
from io import BytesIO
from itertools import groupby
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from guides.delivery.picture_texts import picture_texts
from guides.delivery.tag_texts import SOUNDS, tag_texts
from guides.errors import TagError
from guides.store.decoding import decoded, utf8

TEXT, GUESSED, PICTURE, BYTES = "text", "text in another encoding", "picture", "bytes"
"""Where words can stand, but for tags."""
TEXT_MOST = 10_000_000
"""Bytes up to which a file is read as a text: in all its readings it needs many times as many."""
_PICTURE_MOST = 100_000_000
"""Bytes up to which a file is read as a picture."""
_GUESSED_MOST = 2_000_000
"""Bytes up to which a text in an unknown encoding is read in all of them."""
_CLOSED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:%PDF-|\{\\rtf|%!PS|7z\xbc\xaf|Rar!|age-encryption\.org/|\xd0\xcf\x11\xe0)"
)
"""Begins what holds its words in a form that is not read here, though it may look like a text."""
_CLOSED_TEXT = re.compile(
    r"^\s*-----BEGIN (?!PGP SIGN)[A-Z]"
    r"|^begin(?:-base64)? [0-7]{3,4} \S|^=ybegin "
    r"|^Content-Transfer-Encoding:\s*base64"
    r'|<script type="text/plain" id="lock">',
    re.M | re.I,
)
"""A sealed text, something packed as letters, a mail with something packed in it, a sealed page."""
_PACKED = re.compile(r"\bdata:[\w/+.;=-]*;base64,([A-Za-z0-9+/=\s]+)")
_BREAK = re.compile(r"</?(?:\w+:)?(?:br|hr|p|div|li|[uod]l|d[td]|t[dhr]|table|h[1-6]|option|title|tab)\b[^<>]*>", re.I)
_MARK = re.compile(r"<[^<>]*>")
_SPELLED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_PRINTABLE = re.compile(r"=[0-9A-F]{2}|=\r?\n")
_OFFICE_TEXTS = frozenset({".xml", ".html", ".xhtml", ".htm", ".rels", ".opf", ".ncx", ".css", ".txt", ".svg", ".js"})
_HEADER = r"=\?[\w.*-]+\?[bq]\?[^?\r\n]*\?="
_HEADED, _HEADER_WORD = re.compile(rf"(?:{_HEADER}(?:\s+(?==\?))?)+", re.I), re.compile(_HEADER, re.I)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\0]")


def parts_of(stream: BinaryIO, name: str, size: int, *, in_office: bool = False) -> dict[str, list[str]] | None:
    """The texts in an open file, by where they stand: `TEXT`, `GUESSED`, `PICTURE`, or such as `tag TIT2`.

    Args:
        stream: the file.
        name: what it is called.
        size: its bytes.
        in_office: whether it lies in a document of an office program, which brings letters and other things that
            nobody writes words into; `BYTES` stands for them.

    Returns:
        None where nobody can look into it.

    Raises:
        TagError: it is called a sound file, and cannot be looked into.
        OSError: it cannot be read.
    """
    if PurePosixPath(name).suffix.lower() in SOUNDS:
        return _tags(stream, name)
    if size > _PICTURE_MOST:
        return None
    stream.seek(0)
    raw = stream.read()
    if _CLOSED.search(raw[:1024]):
        return None
    if size <= TEXT_MOST and (text := utf8(raw)) is not None:
        return None if _CLOSED_TEXT.search(text) else _with_packed(text)
    if (written := picture_texts(raw)) is not None:
        return {PICTURE: [*written]}
    try:
        return _tags(stream, name)
    except TagError:
        texts = decoded(raw) if size <= _GUESSED_MOST else ()
    if not texts and in_office and _is_office_part(name):
        return {BYTES: []}
    if not texts or any(_CLOSED_TEXT.search(text) for text in texts):
        return None
    return {GUESSED: [reading for text in texts for reading in readings(text)]}


def _is_office_part(name: str) -> bool:
    """Whether an office program keeps no words in it: where it seals a document, texts look like that, too."""
    pure = PurePosixPath(name)
    return pure.suffix.lower() not in _OFFICE_TEXTS and pure.name != "encrypted-package"


def _with_packed(text: str) -> dict[str, list[str]] | None:
    """A text, and what is packed into it as letters, such as a picture in a page."""
    parts = {TEXT: [*readings(text)]}
    for found in _PACKED.finditer(text):
        try:
            raw = base64.b64decode(found[1])
        except binascii.Error:
            return None
        inner = parts_of(BytesIO(raw), "", len(raw))
        if inner is None:
            return None
        for part, texts in inner.items():
            parts.setdefault(part, []).extend(texts)
    return parts


def _tags(stream: BinaryIO, name: str) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for part, text in tag_texts(stream, name):
        parts[part].append(text)
    return parts


def readings(text: str) -> tuple[str, ...]:
    """A text as it stands, and as a browser, a script, a mail program or an address bar would read it."""
    found = [text]
    after = text
    for step in (_unmarked, _unescaped, _unspelled, _headed, _unprintable, _unquoted, _seen):
        found.append(step(text))
        # What is packed twice, such as an address inside of a page.
        after = step(after)
        found.append(after)
    return tuple(dict.fromkeys(found))


def _unmarked(text: str) -> str:
    if "<" not in text:
        return text
    return _MARK.sub("", _BREAK.sub(" ", _without_notes(text)))


def _without_notes(text: str) -> str:
    # One step for each note: an expression would begin anew at each that does not end.
    kept, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept.append(text[at:begin])
        at = end + 3
    return "".join((*kept, text[at:]))


def _unescaped(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _unspelled(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\[nrtbf]", " ", _SPELLED.sub(lambda found: chr(int(found[1] or found[2], 16)), text))


def _headed(text: str) -> str:
    """As the subject of a mail has it."""
    return _HEADED.sub(_decoded_header, text) if "=?" in text else text


def _decoded_header(found: re.Match[str]) -> str:
    # Each word alone, as all together take a time that grows with their square; one may end inside of a letter.
    try:
        words = [decode_header(word)[0] for word in _HEADER_WORD.findall(found[0])]
        alike = groupby(words, key=lambda word: str(word[1]).partition("*")[0])
        return "".join(b"".join(raw for raw, _ in pieces).decode(encoding, "replace") for encoding, pieces in alike)
    except (HeaderParseError, LookupError, ValueError, TypeError):
        return found[0]


def _unprintable(text: str) -> str:
    """As mail has it."""
    if not _PRINTABLE.search(text):
        return text
    return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _unquoted(text: str) -> str:
    return unquote(text, errors="replace") if "%" in text else text


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)
