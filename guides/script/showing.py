"""A problem as people see it: where, what, the line itself with the spot marked, and what to write."""

import unicodedata

from guides.errors import Problem

_COLUMNS = 80
_INDENT = "  "
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
    shown = [_safe(f"{where}{problem.severity}: {problem.message}")]
    if problem.place.source is not None:
        shown.extend(_marked(problem.place.source, problem.place.column, problem.place.width))
    if problem.hint:
        shown.append(_INDENT + _safe(problem.hint))
    return "\n".join(shown)


def _marked(source: str, column: int | None, width: int) -> list[str]:
    """The source line, and under it a caret for every column that is meant."""
    room = _COLUMNS - len(_INDENT)
    spot = min(max((column or 1) - 1, 0), len(source))
    begin = 0 if _fits(source, room) else max(spot - _BEFORE, 0)
    before = _CUT if begin else ""
    line, carets, used = before, " " * len(before), len(before)
    for index in range(begin, len(source)):
        sign = _safe(source[index])
        columns = _columns(sign)
        rest = len(source) - index - 1
        if used + columns + (1 if rest else 0) > room and not _fits(source[index : index + room + 1], room - used):
            line += _CUT
            break
        line += sign
        used += columns
        meant = spot <= index < spot + width
        carets += ("^" if meant else " ") * columns
    if column is None:
        return [_INDENT + line]
    if "^" not in carets:
        carets += "^"
    return [_INDENT + line, _INDENT + carets.rstrip()]


def _fits(text: str, room: int) -> bool:
    return len(text) <= room * 2 and sum(_columns(_safe(sign)) for sign in text) <= room


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
