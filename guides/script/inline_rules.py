"""Rules for the inline parser: cues and fields, and what is not to be spoken, each token with its place.

They take the place of CommonMark's rules for links, images, code and autolinks:
none of these can be spoken, and their tokens would not say where they stand.
"""

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.backticks import backtick

from guides.script.cue_names import CUES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

CUE = "cue"
FIELD = "field"
FOREIGN = "foreign"

_MOST_FOREIGN = 1_000
"""Foreign things, and brackets that are no cues, in one paragraph after which its rest is not read."""

_BRACKET_SIGNS = re.compile(r"\\[\s\S]|[\[\]]")
_NAME = re.compile(r"\[\s*([^\W\d_]+)")
_FIELD = re.compile(r"\{([^{}]*)\}")
_DEFINITION = re.compile(r":[ \t]*([^\n]*)")
_TARGET = re.compile(
    r"""\([ \n]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"""
    r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \n]*\)"""
)


def install(markdown: "MarkdownIt") -> None:
    """Put these rules in place."""
    rules = markdown.inline.ruler
    rules.at("link", _bracket)
    rules.at("image", _brace)
    rules.at("backticks", _code)
    rules.at("autolink", _autolink)


def pairs_of(text: str) -> dict[int, int]:
    """Where each bracket that is opened closes; those that never close are not in it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKET_SIGNS.finditer(text):
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]" and opened:
            pairs[opened.pop()] = found.start()
    return pairs


def _push(state: "StateInline", kind: str, start: int, end: int, what: str = "") -> None:
    token = state.push(kind, "", 0)
    token.content = state.src[start:end]
    token.meta = {"start": start, "end": end}
    token.info = what
    state.pos = end
    if kind == FOREIGN or (kind == CUE and not _is_named(token.content)):
        state.env[FOREIGN] = state.env.get(FOREIGN, 0) + 1
        if state.env[FOREIGN] > _MOST_FOREIGN:
            # Each is an error: after so many, nobody reads on, and neither need the parser.
            token.meta["end"] = state.pos = state.posMax


def _is_named(raw: str) -> bool:
    found = _NAME.match(raw)
    return found is not None and found[1].casefold() in CUES


def _bracket(state: "StateInline", _silent: bool) -> bool:
    """`[…]`: a cue, a link, a definition, or nothing that can be; and `]` alone."""
    start = state.pos
    sign = state.src[start]
    if sign == "]":
        _push(state, FOREIGN, start, start + 1, "closing bracket")
        return True
    if sign != "[":
        return False
    closing = state.env["brackets"].get(start)
    if closing is None:
        _push(state, FOREIGN, start, start + 1, "bracket")
        return True
    end = closing + 1
    if target := _TARGET.match(state.src, end):
        _push(state, FOREIGN, start, target.end(), "image" if state.src[start - 1 : start] == "!" else "link")
    elif (start == 0 or state.src[start - 1] == "\n") and (definition := _DEFINITION.match(state.src, end)):
        known = state.src[start + 1 : closing].strip().casefold() in CUES
        _push(state, CUE if known else FOREIGN, start, definition.end(), "definition")
    else:
        _push(state, CUE, start, end)
    return True


def _brace(state: "StateInline", _silent: bool) -> bool:
    """`{…}`: a field; and a brace alone."""
    start = state.pos
    if state.src[start] not in "{}":
        return False
    found = _FIELD.match(state.src, start)
    if found:
        _push(state, FIELD, start, found.end())
    else:
        _push(state, FOREIGN, start, start + 1, "brace")
    return True


def _code(state: "StateInline", _silent: bool) -> bool:
    """`` `…` ``, or backticks alone."""
    start = state.pos
    if not backtick(state, True):
        return False
    _push(state, FOREIGN, start, state.pos, "code")
    return True


def _autolink(state: "StateInline", _silent: bool) -> bool:
    """`<https://…>`."""
    start = state.pos
    if not autolink(state, True):
        return False
    _push(state, FOREIGN, start, state.pos, "autolink")
    return True
