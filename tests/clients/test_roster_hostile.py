"""A large roster of rows that mean harm: no traceback, nothing of it told, nothing in an id."""

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st
from rosters import KNOWN, words

from guides.clients.roster import Roster, parse_roster
from guides.clients.roster_findings import MOST

HEADINGS = (
    "id", "name", "sitter", "protector_asks", "voice", "pace", "clear_speech", "guides", "route", "name_say", "avoid",
    "release", "note",
)  # fmt: skip
MARK = "Zqx"
HOSTILE = (
    "../../{}", "/etc/{}", "C:\\{}", "\\\\server\\{}", "=cmd|' /C {}'!A0", "+{}", "@{}", "-{}", "{}\u202eflac.exe",
    "\u200f{}", "🙂{}👩\u200d⚕️", "{}\x00", "{}\x1b[31m", "[pause {}]", "{{{}}}", "voice:{}", "voice:../{}", "{}\n\n{}",
    '"{}"', "<script>{}</script>", "{}" * 3300, "ocean, {}", "piper:../{}", "/{}/", "preparation/{}", "%s{}%n", "~{}",
    "con.{}", "{}\ufeff", "\ud7ff{}", "'; DROP TABLE {}; --", "{},{};{}|{}",
)  # fmt: skip
IDS = ("{}", "dup", "DUP", "../{}", "nul", "{} ", "", "=1", "id-{}", "🙂", "{}/..", "{}" * 70, "{}.", "com1", "-{}")


def written(rows: list[list[str]]) -> bytes:
    """A roster as Python's csv module writes it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode()


def hostile_rows(count: int) -> list[list[str]]:
    """Rows in which each hostile value meets each column, alone and with others, with a mark of its own."""
    rows = []
    for number in range(count):
        mark = f"{MARK}{number}"
        id = str(number) if number % 3 else IDS[number // 3 % len(IDS)].replace("{}", f"c{number}")
        every = 4 if number % 2 else len(HEADINGS)
        cells = [
            "" if (number + index) % every else _hostile(number + index * 7, mark) for index in range(1, len(HEADINGS))
        ]
        rows.append([id, *cells])
    return rows


def _hostile(number: int, mark: str) -> str:
    return HOSTILE[number % len(HOSTILE)].replace("{}", mark)


def assert_harmless(found: Roster) -> None:
    """Ids that are safe, each once, and not a word of a value in anything that is said."""
    ids = [client.id for client in found.clients]
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", id) for id in ids)
    assert not {"nul", "com1", "dup"} & {id.lower() for id in ids}
    assert len({id.lower() for id in ids}) == len(ids)
    assert MARK not in words(found) + repr(found)


def test_ten_thousand_hostile_rows() -> None:
    """All are read, and at most a thousand problems are told one by one."""
    found = parse_roster(written(hostile_rows(10_000)), KNOWN)
    assert_harmless(found)
    assert found.clients
    assert len(found.problems) == MOST + 1
    last = found.problems[-1]
    assert re.search(r"[\d,]+ more", last.message)
    assert last.severity == "error"
    for client in found.clients:
        assert client.avoid <= {*KNOWN.beds, *KNOWN.tracks, "bell", "breathe"}
        assert {*client.guides, *client.release} <= {*KNOWN.guides, *KNOWN.collections}
        assert client.tuning.voice in (None, *(KNOWN.voices or ()))


def test_ten_thousand_good_rows() -> None:
    """A large practice is read whole."""
    row = ["Ada", "Bo", "go slow", "heart", "0,8", "x", "journey", "im", "AY-da", "ocean, bell", "journey", "a\nb"]
    found = parse_roster(written([[f"{number:05}", *row] for number in range(10_000)]), KNOWN)
    assert not found.problems
    assert len(found.clients) == 10_000
    assert found.clients[-1].line == 2 + 9_999 * 2


def test_every_row_is_broken_alike() -> None:
    """As many warnings, and one error at the end, are an error."""
    rows = [[f"{number}", "", "", "", "", "", "", "", "", "AY-da", "", "", ""] for number in range(MOST)]
    found = parse_roster(written([*rows, ["x", *[""] * 4, "fast"]]), KNOWN)
    assert found.problems[-1].severity == "error"
    assert found.errors


@given(st.lists(st.sampled_from(HOSTILE), min_size=12, max_size=12), st.sampled_from(IDS))
def test_any_hostile_row(values: list[str], id: str) -> None:
    """Whatever meets in one row."""
    row = [id.replace("{}", "c1"), *(value.replace("{}", MARK) for value in values)]
    assert_harmless(parse_roster(written([row]), KNOWN))


@given(st.dictionaries(st.sampled_from(HEADINGS[1:]), st.text(st.characters(codec="utf-8"), max_size=30)))
def test_any_words(cells: dict[str, str]) -> None:
    """Any letters in any column: a client, or problems, and the words of a client are on one line each."""
    found = parse_roster(written([["1", *(cells.get(heading, "") for heading in HEADINGS[1:])]]), KNOWN)
    assert found.clients or found.errors
    for client in found.clients:
        assert all(len(value.splitlines()) == 1 for value in client.values.values())
