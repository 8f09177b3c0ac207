"""`<!-- care: allow RULE because … -->`: a therapist's answers to the rules of care."""

import re

from guides.model.care import ALWAYS, RULES
from guides.model.script import Allowance
from guides.script.findings import Findings
from guides.script.masking import find_comments
from guides.script.nearest import one_of, shown, suggestion

_FORM = "Write <!-- care: allow RULE because … -->, with a rule's name and your reason."
_CARE = re.compile(r"care\s*[:;]|care\s+allow\b", re.I)
_QUOTED = re.compile(r"^[ \t]*>[ \t]*", re.M)
_ALLOW = re.compile(r"care\s*[:;]?\s*allow(?:s|ed)?\b[\s:]*", re.I)
_BECAUSE = re.compile(r"\bbecause\b[\s:,]*", re.I)
_EMPTY = re.compile(r"[\W_]*")


def read_allowances(first: int, findings: Findings) -> tuple[Allowance, ...]:
    """The answers in the text from line index `first` on; what is wrong with one goes to `findings`."""
    source = findings.source
    if first >= len(source.lines):
        return ()
    begin = source.starts[first]
    text = source.text[begin:]
    found = []
    for comment in find_comments(text):
        if findings.full:
            break
        inside = text[comment.start + len("<!--") : comment.end - len("-->")] if comment.closed else ""
        said = " ".join(_QUOTED.sub("", inside).split())
        if _CARE.match(said):
            allowance = _read(said, begin + comment.start, begin + comment.end, findings)
            if allowance is not None:
                found.append(allowance)
    return tuple(found)


def _read(said: str, start: int, end: int, findings: Findings) -> Allowance | None:
    """One answer; None when it cannot be used, which is an error."""
    allow = _ALLOW.match(said)
    if allow is None:
        findings.error(start, end, "This comment begins like an answer to a rule of care, but allows nothing.", _FORM)
        return None
    because = _BECAUSE.search(said, allow.end())
    written = said[allow.end() : because.start() if because else len(said)].strip(" .,:;–—-")
    rule = (written if because else written.partition(" ")[0]).casefold().replace("_", "-")
    if not rule:
        findings.error(start, end, "This comment names no rule of care.", _FORM)
    elif rule not in RULES:
        hint = suggestion(rule, RULES, f"The rules are {one_of(RULES)}.")
        findings.error(start, end, f"There is no rule of care called {shown(rule)}.", hint)
    elif rule in ALWAYS:
        findings.error(
            start, end, f"The rule {rule} cannot be answered by a comment.", "guides check --explain present says why."
        )
    elif because is None or _EMPTY.fullmatch(said, because.end()):
        findings.error(
            start,
            end,
            "This comment gives no reason.",
            f"Write <!-- care: allow {rule} because … -->, and the reason after because.",
        )
    else:
        return Allowance(rule, said[because.end() :], findings.source.place(start, end))
    return None
