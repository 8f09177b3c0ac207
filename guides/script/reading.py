"""A text becomes a `Script`, or everything that is wrong with it, in one reading."""

from dataclasses import dataclass

from guides.errors import Place, Problem
from guides.model.script import Say, Script, Sentence
from guides.script.allowances import read_allowances
from guides.script.body import read_body
from guides.script.findings import Findings, find_unreadable
from guides.script.front_lines import find_front
from guides.script.front_matter import read_front
from guides.script.ids import check_id
from guides.script.known import Known
from guides.script.source import read_source
from guides.script.whole import check_whole

__all__ = ["Known", "Reading", "read_script"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a script."""

    script: Script | None
    """None when there are errors."""
    problems: tuple[Problem, ...]
    """Errors and warnings, in the order of the file."""
    sentences: tuple[Sentence, ...] = ()
    """What would be spoken, as far as it was understood."""


def read_script(text: str, *, id: str, file: str, known: Known) -> Reading:
    """Read a script; every error in it is found.

    Args:
        text: what the file says.
        id: `<collection>/<NN>-<slug>`.
        file: the path as messages name it.
        known: the voices and the music that the practice has.
    """
    source = read_source(text, file)
    findings = Findings(source)
    wrong_id = check_id(id, file)
    if wrong_id is not None:
        findings.error_at(wrong_id.place, wrong_id.message, wrong_id.hint)
    if not text.strip("\ufeff \t\r\n"):
        findings.error_at(Place(file, 1, 1, source.lines[0]), "This file is empty.", "Write --- and title: … first.")
        return Reading(None, findings.sorted())
    find_unreadable(findings)
    lines = find_front(findings)
    front = read_front(lines, id, known, findings) if lines is not None else None
    body = read_body(lines.body if lines is not None else 0, known, findings)
    allowed = read_allowances(lines.body if lines is not None else 0, findings)
    if front is not None:
        check_whole(front, body.steps, findings)
    sentences = tuple(step.sentence for step in body.steps if isinstance(step, Say))
    if front is None or findings.errors:
        return Reading(None, findings.sorted(), sentences)
    return Reading(Script(id, file, front, body.steps, body.client_notes, allowed), findings.sorted(), sentences)
