"""What stands in brackets becomes a step, or an error that names the nearest right spelling."""

import re
from dataclasses import dataclass

from guides.errors import Place
from guides.model.script import Step
from guides.script.cue_arguments import Cue, Part, read_step
from guides.script.cue_names import CUES, MEANT, SAMPLES
from guides.script.findings import Findings
from guides.script.inline import Marked
from guides.script.known import Known
from guides.script.masking import MASK
from guides.script.nearest import nearest, one_of, shown

_LONGEST = 200
"""Characters of a cue; more is a bracket that was forgotten."""
_CUE = re.compile(r"\s*([^\W\d_]+)\s*(:)?(?:(?<=[\s:])|\Z)\s*(.*?)\s*", re.S)
_BREAK = re.compile(r"""<break\s+time\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))\s*/?>""", re.I)
_SPEAK_IT = r"To speak a bracket, write \[."


@dataclass(frozen=True, slots=True)
class _Written:
    """A cue as its writer put it."""

    name: str
    arguments: Part


def read_cue(marked: Marked, known: Known, findings: Findings) -> Step | None:
    """The step that brackets (or `<break>`) mean; None when they mean none, which is an error."""
    written = _written(marked)
    place = findings.source.place(marked.start, marked.end)
    if written is None:
        inside = marked.raw.strip("[]").replace(MASK, "")
        findings.error(marked.start, marked.end, *_not_a_cue(inside, known))
        return None
    cue = _cue(written, place, known)
    step = read_step(cue)
    for wrong in cue.wrong:
        findings.error(wrong.start, wrong.end, wrong.message, wrong.hint)
    return step


def _written(marked: Marked) -> _Written | None:
    """Name and arguments; None when the name is no cue's."""
    if marked.kind == "html":
        found = _BREAK.fullmatch(marked.raw)
        time = next(group for group in found.groups() if group is not None) if found else ""
        return _Written("pause", Part(time, marked.start, marked.end))
    if marked.what == "definition":
        label, _, rest = marked.raw.partition("]:")
        arguments = rest.replace(MASK, "").strip()
        return _Written(label[1:].strip().casefold(), Part(arguments, marked.start, marked.end))
    inside = marked.raw[1:-1]
    found = _CUE.fullmatch(inside) if len(inside) <= _LONGEST else None
    if found is None or found[1].casefold() not in CUES:
        return None
    if not found[3] or MASK in inside or "\n" in inside:
        # There is nothing to point at, or offsets inside do not count along one line.
        return _Written(
            found[1].casefold(), Part(" ".join(found[3].replace(MASK, "").split()), marked.start, marked.end)
        )
    first = marked.start + 1 + found.start(3)
    return _Written(found[1].casefold(), Part(found[3], first, first + len(found[3])))


def is_break(marked: Marked) -> bool:
    """Whether this is `<break time="…"/>`."""
    return marked.kind == "html" and _BREAK.fullmatch(marked.raw) is not None


def _cue(written: _Written, place: Place, known: Known) -> Cue:
    whole = written.arguments
    exact = whole.end - whole.start == len(whole.text)
    parts = []
    at = 0
    for piece in whole.text.split(","):
        text = piece.strip()
        first = whole.start + at + len(piece) - len(piece.lstrip())
        parts.append(Part(text, first, first + len(text)) if exact and text else Part(text, whole.start, whole.end))
        at += len(piece) + 1
    return Cue(written.name, tuple(parts), whole, place, known)


def _not_a_cue(inside: str, known: Known) -> tuple[str, str]:
    """What is wrong with brackets that are no cue, and the nearest right spelling."""
    if len(inside) > _LONGEST:
        return "This bracket holds a long text, and nothing in brackets is spoken.", f"Close it earlier. {_SPEAK_IT}"
    words = inside.replace(":", " ").replace(",", " , ").split()
    message = f"[{shown(inside)}] is not a cue, and nothing in brackets is spoken."
    if not words:
        return "These brackets are empty.", _SPEAK_IT
    for index, word in enumerate(words[:8]):
        letters = re.match(r"[^\W\d_]*", word.casefold())
        plain = letters[0] if letters else ""
        name = _meant(plain)
        if name is not None:
            glued = word[len(plain) :]
            rest = " ".join(filter(None, [*words[:index], glued, *words[index + 1 :]])).replace(" ,", ",")
            return message, f"Did you mean {_corrected(name, rest, known)}?"
    if "|" not in inside and re.fullmatch(r"[.…\s]+", inside):
        return message, "Write … without brackets for an ellipsis, or [pause 5s] for a pause."
    return message, f"A cue begins with {one_of(SAMPLES)}. {_SPEAK_IT}"


def _meant(word: str) -> str | None:
    """The cue that a word is, or is nearest to."""
    if word in CUES:
        return word
    near = nearest(word, [*SAMPLES, *MEANT]) if len(word) > 2 else None
    return MEANT.get(near, near) if near else None


def _corrected(name: str, rest: str, known: Known) -> str:
    """The cue as it should be written: with its own arguments when they can be read, else an example."""
    tried = _cue(_Written(name, Part(rest, 0, len(rest))), Place(""), known)
    if len(rest) > _LONGEST or read_step(tried) is None:
        return SAMPLES[name]
    return f"[{name} {rest}]" if rest else f"[{name}]"
