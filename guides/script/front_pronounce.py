"""The front matter's `pronounce`: words, and how they are said in this guide."""

from dataclasses import dataclass

from guides.errors import Place
from guides.model.saying import fault_of, folded
from guides.script.findings import Findings
from guides.script.front_desk import Desk, is_plain
from guides.script.yaml_text import Scalar, Table


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of `pronounce`."""

    word: str
    said: str
    place: Place


def read_pronounce(desk: Desk, findings: Findings) -> tuple[Entry, ...]:
    """Words and how they are said, in the order written; what is wrong with one goes to `findings`."""
    table = desk.tables.get("pronounce")
    if "pronounce" in desk.texts:
        given = desk.texts["pronounce"]
        findings.error(
            given.start, given.end, "pronounce takes lines of its own.", "Below it, indented by two: IFS: eye eff ess."
        )
    if not isinstance(table, Table):
        return ()
    entries: dict[str, Entry] = {}
    for word, value in table.entries:
        if not isinstance(value, Scalar) or not value.text.strip() or not word.text.strip():
            findings.error(
                word.start,
                word.end,
                "This word has no respelling.",
                "Write word: respelling, such as IFS: eye eff ess.",
            )
        elif folded(word.text) in entries:
            findings.error(word.start, word.end, "This word stands here twice.", "Keep one of the two lines.")
        elif is_plain(value, findings) and is_plain(word, findings):
            said = " ".join(value.text.split())
            if fault := fault_of(word.text, said):
                findings.error(value.start, value.end, fault.message, fault.hint)
            place = findings.source.place(word.start, word.end)
            entries[folded(word.text)] = Entry(word.text, said, place)
    return tuple(entries.values())
