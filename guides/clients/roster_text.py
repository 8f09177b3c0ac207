"""The bytes of a roster as text: UTF-8, and for everything else how to save it as that."""

import re

from guides.errors import Place, Problem

FILE = "clients.csv"
MOST = 50_000_000
"""Bytes; a larger file is no list of clients."""

HOW_TO_SAVE = (
    'In Excel choose Save As and the file type "CSV UTF-8"; in LibreOffice Save As, "Text CSV" and the character set '
    '"Unicode (UTF-8)"; in Numbers Export To, CSV and the encoding "Unicode (UTF-8)".'
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How the own files of Excel, LibreOffice and Numbers begin."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_LINE_END = re.compile(rb"\r\n|\r|\n")


def decoded(raw: bytes) -> str | Problem:
    """A roster's text with one kind of line end, a line feed; or why it cannot be read."""
    if len(raw) > MOST:
        return _whole(
            f"This file is too large for a list of clients: more than {MOST:,} bytes.",
            "Check that this is the right file.",
        )
    if raw.startswith(_WORKBOOKS):
        return _whole("This is a spreadsheet's own file and not CSV, whatever it is called.", HOW_TO_SAVE)
    if raw.startswith(_WIDE_MARKS) or _has_wide_letters(raw):
        return _whole('This file is in UTF-16 ("Unicode text") and not in UTF-8.', HOW_TO_SAVE)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(raw, 0, error.start)) + 1
        return Problem(
            "From this line on the file is not UTF-8; it may be in Windows-1252, Latin-1 or an encoding of the Mac. "
            "Nothing of it was read, since letters such as é and ü would be guessed.",
            Place(FILE, line),
            HOW_TO_SAVE,
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _whole(message: str, hint: str) -> Problem:
    return Problem(message, Place(FILE), hint)


def _has_wide_letters(raw: bytes) -> bool:
    """Whether every other byte is empty, as in UTF-16 without a mark at its beginning."""
    start = raw[:400]
    return len(start) > 1 and start.count(0) * 3 > len(start)
