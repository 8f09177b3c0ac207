"""What a single cell may hold, whatever its column is."""

import re
import unicodedata

from guides.clients.roster_findings import CellError

SHORT = frozenset({"name", "name_say", "sitter"})
"""Columns that hold a name."""
SHORT_MOST = 200
LONG_MOST = 2000
"""Characters."""
_JOINERS = "\u200c\u200d"
"""Zero-width signs that belong to the spelling of Persian, Hindi and others, and to emoji."""
_BREAK = re.compile(r"[\n\u2028\u2029]")
_FORMULA = re.compile(r"[=+@]|-[^\W\d_]|-[(\[{]")
_NUMBER = re.compile(r"\d?[.,]?\d{1,6}", re.A)
_YES = frozenset({"yes", "true", "1", "x"})
_NO = frozenset({"no", "false", "0"})
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.I | re.A)


def read_cell(raw: str, heading: str) -> str:
    """A cell's words on one line; empty when it holds nothing.

    Raises:
        CellError: too long, a formula, or with signs that nobody sees.
    """
    lines = raw if raw.isprintable() else " ".join(filter(None, (part.strip(" ") for part in _BREAK.split(raw))))
    value = lines.strip()
    if not value:
        return ""
    most = SHORT_MOST if heading in SHORT else LONG_MOST
    if len(value) > most:
        raise CellError(f"this is too long, {len(value):,} characters.", f"Write at most {most:,}.")
    if not value.isprintable() and any(_is_hidden(sign) for sign in value):
        raise CellError(
            "here stands a control character, or one that cannot be seen or turns the direction of writing.",
            "Type the cell anew instead of pasting it.",
        )
    if not value.strip(_JOINERS):
        raise CellError("here stands nothing that can be seen.", "Empty the cell, or type it anew.")
    if _FORMULA.match(value):
        raise CellError(
            "this begins like a formula, which a spreadsheet would compute, or run, when the list is opened.",
            "Leave out the sign at its beginning: =, +, @ or -.",
        )
    return value


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf") and sign not in _JOINERS


def read_id(value: str) -> str:
    """A client's id.

    Raises:
        CellError: nothing, or something that cannot name a folder on every machine.
    """
    if not value:
        raise CellError("this row has no id.", "Give each client an id of their own, such as 007.")
    if not _ID.fullmatch(value):
        raise CellError(
            "this cannot be an id.",
            "Write letters of a to z, digits, - and _, 64 at most, with a letter or digit first; format the column as "
            "text, so that 007 stays as it is. An id names folders: never use a person's name.",
        )
    if _DEVICE.fullmatch(value):
        raise CellError("Windows keeps this name for a device.", "Choose another id, such as 007.")
    return value


def read_pace(value: str) -> float:
    """A pace.

    Raises:
        CellError: not a number from 0.5 to 1.5.
    """
    pace = float(value.replace(",", ".")) if _NUMBER.fullmatch(value) else 0.0
    if not 0.5 <= pace <= 1.5:
        raise CellError(
            "this is no number from 0.5 to 1.5.", "Write 0.8 or 0,8 for example; 1 is the voice's own pace."
        )
    return pace


def read_yes(value: str) -> bool:
    """Yes or no.

    Raises:
        CellError: something else.
    """
    folded = value.casefold()
    if folded not in _YES and folded not in _NO:
        raise CellError("this is neither yes nor no.", "Write yes or no, or leave the cell empty.")
    return folded in _YES
