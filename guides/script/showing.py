"""A problem as people see it: where, what, the line itself with the spot marked, and what to write."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from guides.errors import Problem

_INDENT = "  "
_ROOM = 80 - len(_INDENT)
"""Columns for a source line."""
_SIGNS = 2 * _ROOM
"""Characters of a source line that are looked at; some take no column."""
_BEFORE = 30
"""Columns shown before the spot where a line must be cut."""
_CUT = "…"
_HIDDEN = "�"


def show_problem(problem: Problem) -> str:
    """A problem in up to four lines, without a line end; the source line fits 80 columns.

    A terminal does nothing on account of what a script holds: control characters
    and marks that change the direction of writing are shown as `�`.
    """
    where = f"{problem.place}: " if problem.place.file else ""
    rule = f" [{problem.rule}]" if problem.rule else ""
    shown = [_safe(f"{where}{problem.severity}: {problem.message}{rule}")]
    if problem.place.source is not None:
        shown.extend(_marked(problem.place.source, problem.place.column, problem.place.width))
    if problem.hint:
        shown.append(_INDENT + _safe(problem.hint))
    return "\n".join(shown)


def fitted(text: str, columns: int = 80) -> str:
    """A line of so many columns at most, ended with `…` where it must be cut; safe for a terminal."""
    signs = [_shown(sign) for sign in text]
    if sum(map(_columns, signs)) <= columns:
        return "".join(signs)
    return "".join(signs[: _fitting(signs, columns - 1)]) + _CUT


def _fitting(signs: Sequence[str], room: int) -> int:
    """How many of the signs, from the first on, take no more than so many columns together."""
    ends = accumulate(_columns(sign) if sign else 0 for sign in signs)
    return next((count for count, end in enumerate(ends) if end > room), len(signs))


def _marked(source: str, column: int | None, width: int) -> list[str]:
    """The source line, and under it a caret for every column that is meant."""
    spot = min(max((column or 1) - 1, 0), len(source))
    begin = 0 if _fits(source) else max(spot - _BEFORE, 0)
    signs, carets = ([_CUT], [" "]) if begin else ([], [])
    for index in range(begin, min(begin + _SIGNS, len(source) + 1)):
        sign = _shown(source[index]) if index < len(source) else ""
        signs.append(sign)
        # The spot itself has a caret even where it takes no column, as behind the line's end.
        columns = max(_columns(sign) if sign else 0, index == spot)
        carets.append(("^" if spot <= index < spot + width else " ") * columns)
    if begin + _SIGNS < len(source) or _fitting(signs, _ROOM) < len(signs):
        count = _fitting(signs, _ROOM - 1)
        signs, carets = [*signs[:count], _CUT], carets[:count]
    line = _INDENT + "".join(signs)
    return [line] if column is None else [line, _INDENT + "".join(carets).rstrip()]


def _fits(text: str) -> bool:
    return len(text) < _SIGNS and sum(_columns(_shown(sign)) for sign in text) <= _ROOM


def _safe(text: str) -> str:
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign.isspace():
        return " "
    return _HIDDEN if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn") else sign


def _columns(sign: str) -> int:
    """Columns of a terminal that a character takes."""
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
