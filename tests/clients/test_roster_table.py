"""`clients.csv` as spreadsheets save it: encodings, separators, quotation marks, lines, headings."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rosters import KNOWN, only, roster, told

from guides.clients.roster import FILE, KnownNames, parse_roster, read_roster
from guides.errors import RosterError, StoreError

TABLE = "id,name\n007,Zoë\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("told_before", [False, True])
def test_every_way_a_spreadsheet_saves(encoding: str, end: str, separator: str, told_before: bool) -> None:
    """Comma, semicolon and tab, each kind of line end, with and without a mark: the same client."""
    lines = [*(["sep=,"] if told_before else []), "Id, Name ,protector-asks", '007,Zoë,"go slow, please"', ""]
    text = end.join(lines).replace(",", separator).replace(f"slow{separator}", "slow,")
    found = roster(text, encoding)
    assert not found.problems
    (client,) = found.clients
    assert client.id == "007"
    assert dict(client.values) == {"name": "Zoë", "protector_asks": "go slow, please"}
    assert client.line == 2 + told_before


@pytest.mark.parametrize(
    "header", ['id;"name, and surname";note', "id\tname\tone, two, three", 'id;name;"a,b,c,d,e"', "name;id;x,y,z,w"]
)
def test_separator_is_what_makes_an_id(header: str) -> None:
    """Commas inside the headings do not make a table of semicolons or tabs one of commas."""
    found = roster(header)
    assert not any("called id" in message for _, message in told(found))


def test_separator_that_excel_tells_in_quotes() -> None:
    """Excel's own line may have been filled up with separators and quotes by another spreadsheet."""
    found = roster('\n"sep=;";;\n\nid;name\n1;Ada, B\n')
    assert found.clients[0].values["name"] == "Ada, B"
    assert found.clients[0].line == 5


def test_separator_that_nobody_reads() -> None:
    line, message, hint = only(roster("sep=|\nid|name\n1|Ada\n"))
    assert (line, "separator" in message, "semicolons" in hint) == (1, True, True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_explained(encoding: str) -> None:
    """Excel's “Unicode text” is named as what it is, with the way to save the list otherwise."""
    found = roster(TABLE, encoding)
    assert not found.clients
    _, message, hint = only(found)
    assert "UTF-16" in message
    assert "CSV UTF-8" in hint
    assert "Numbers" in hint


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac-roman"])
def test_old_encodings_are_not_guessed(encoding: str) -> None:
    """A name with a wrong letter is worse than none: nothing is read, and the first wrong line is named."""
    found = roster("id,name\r\n1,Ada\r\n2,Zoë\r\n", encoding)
    assert not found.clients
    line, message, hint = only(found)
    assert line == 3
    assert "Windows-1252" in message
    assert "CSV UTF-8" in hint


@pytest.mark.parametrize("begin", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"])
def test_a_workbook_is_explained(begin: bytes) -> None:
    """A workbook that was only renamed."""
    _, message, hint = only(parse_roster(begin, KNOWN))
    assert "not CSV" in message
    assert "Save As" in hint


@pytest.mark.parametrize("text", ["", "\n\n", ";;;\n;;;", "\ufeff", '"",""\n'])
def test_nothing_in_it(text: str) -> None:
    assert "empty" in only(roster(text))[1] or "called id" in only(roster(text))[1]


def test_only_headings() -> None:
    """A practice without clients yet."""
    found = roster("id,name\n")
    assert found.clients == found.problems == ()


def test_empty_lines_are_left_out_and_counted() -> None:
    """Lines of nothing and lines of separators are no rows, and lines keep their numbers."""
    found = roster('\n,,\nid,name,\n\n1,Ada,\n,,\n"", ,\n2,Bo,\n')
    assert not found.problems
    assert [(client.id, client.line) for client in found.clients] == [("1", 5), ("2", 8)]


def test_cells_with_line_breaks_and_quotation_marks() -> None:
    """A line break inside a cell is a blank, doubled quotation marks are one, and later lines keep their numbers."""
    found = roster('id,note,name\n1,"one\n\n two ""three""\r\nfour" , "Ada, B"\n2,5" tall,Bo\n')
    assert not found.problems
    assert dict(found.clients[0].values) == {"note": 'one two "three" four', "name": "Ada, B"}
    assert dict(found.clients[1].values) == {"note": '5" tall', "name": "Bo"}
    assert [client.line for client in found.clients] == [2, 6]


def test_unclosed_quotation_mark() -> None:
    """The rows above are kept; where the next row would begin nobody knows."""
    found = roster('id,name\n1,Ada\n2,"Bo\n3,Cy\n')
    assert [client.id for client in found.clients] == ["1"]
    line, message, hint = only(found)
    assert line == 3
    assert "never closed" in message
    assert "doubled" in hint


def test_unclosed_quotation_mark_in_a_later_line_of_its_row() -> None:
    assert only(roster('id,note,name\n1,"a\nb","Bo\n'))[0] == 3


def test_quotation_mark_closed_inside_another_cell() -> None:
    """Two rows that ran into each other are told at the line where it began."""
    found = roster('id,name\n1,Ada\n2,"Bo\n3,"Cy"\n4,D\n')
    assert [client.id for client in found.clients] == ["1"]
    assert only(found)[0] == 3


def test_something_after_a_closing_quotation_mark() -> None:
    """A broken row within one line stops nobody else."""
    found = roster('id,name\n1,"Ada" B\n2,Bo\n3,"Cy')
    assert [client.id for client in found.clients] == ["2"]
    assert [line for line, _ in told(found)] == [2, 4]


def test_more_cells_than_headings() -> None:
    """A comma too many stops its row; separators alone do not."""
    found = roster("id,name\n1,Ada,B\n2,Bo,,\n")
    assert [client.id for client in found.clients] == ["2"]
    assert only(found)[:2] == (2, "This row has more cells than there are headings (2).")


def test_fewer_cells_than_headings() -> None:
    found = roster("id,name,sitter\n1\n2,Bo\n")
    assert not found.problems
    assert [dict(client.values) for client in found.clients] == [{}, {"name": "Bo"}]


def test_headings_in_any_spelling() -> None:
    """Case, blanks and hyphens make no difference, in the file and in a script."""
    found = roster(" ID ,First Name,Protector-Asks,CLEAR speech\n1,Ada,rest,yes\n")
    assert not found.problems
    (client,) = found.clients
    assert dict(client.values) == {"first_name": "Ada", "protector_asks": "rest"}
    assert client.values["First-Name"] == client.values["first_name"] == "Ada"
    assert client.values.get("name") is None
    assert client.tuning.clear_speech is True


def test_no_id() -> None:
    """Without a line of headings the first line is somebody's row: nothing of it is told."""
    found = roster("1,Marker\n2,Bo\n")
    assert not found.clients
    line, message, hint = only(found)
    assert line == 1
    assert message == "There is no column called id."
    assert "Marker" not in message + hint


def test_headings_twice() -> None:
    """Two columns of one name: no row is used, since nobody knows which is meant."""
    found = roster("id,First name,first_name\n1,Ada,Bo\n")
    assert not found.clients
    assert only(found)[:2] == (1, "The heading first_name stands here 2 times.")


@pytest.mark.parametrize(
    "heading", ["2nd name", "naïve", "Phone (home)", "{name}", "_", "a\u200bb", "x" * 61, "\u212aey"]
)
def test_headings_that_are_no_fields(heading: str) -> None:
    """The column is named by its letter, and its rows are not used."""
    found = roster(f'id,name,"{heading}"\n1,Ada,x\n')
    assert not found.clients
    line, message, _ = only(found)
    assert (line, message) == (1, "No field can be called like the heading of column C.")


def test_an_empty_heading_above_values() -> None:
    """Told once, at the headings; only rows with something in that column are stopped."""
    found = roster("id,,name,\n1,,Ada,\n2,x,Bo,\n3,y,Cy,\n")
    assert [client.id for client in found.clients] == ["1"]
    line, message, _ = only(found)
    assert line == 1
    assert message == "Column B has no heading, and something stands in it at line 3 and 1 more."


@pytest.mark.parametrize(
    ("heading", "known"),
    [("voise", "voice"), ("pase", "pace"), ("Clearspeech", "clear_speech"), ("guide", "guides"), ("names", "name")],
)
def test_a_heading_near_a_known_one(heading: str, known: str) -> None:
    """A misspelt heading is a warning: it may be meant."""
    found = roster(f"id,{heading}\n1,x\n")
    assert len(found.clients) == 1
    (problem,) = found.problems
    assert problem.severity == "warning"
    assert problem.hint is not None
    assert f"If you mean {known}," in problem.hint


def test_a_heading_near_one_that_is_there() -> None:
    """Who has `sitter` and `sitter_2` means both."""
    assert not roster("id,sitter,sitter_2,intention,surname,first_name\n1,a,b,c,d,e\n").problems


def test_a_table_that_is_no_list_of_clients() -> None:
    assert "200 columns" in only(roster("id," + ",".join(f"a{n}" for n in range(300))))[1]


def test_no_file(tmp_path: Path) -> None:
    """What to write is shown in two lines of an example."""
    with pytest.raises(RosterError) as caught:
        read_roster(tmp_path, KNOWN)
    assert '"id,name,voice"' in (caught.value.hint or "")
    assert '"007,Ada,heart"' in (caught.value.hint or "")


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(TABLE, encoding="utf-8")
    assert read_roster(tmp_path, KNOWN) == roster(TABLE)


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(StoreError):
        read_roster(tmp_path, KNOWN)


@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b'id\n"')
@example(b'id\n"\r')
@example(b"id\n\x00")
def test_any_bytes_are_read_or_explained(raw: bytes) -> None:
    """Whatever the file holds, it is a roster or problems of it."""
    found = parse_roster(raw, KNOWN)
    assert all(problem.place.file == FILE for problem in found.problems)


@given(
    st.lists(st.lists(st.text(alphabet='a1"\n\r,;\t =-\u200f é', max_size=6), max_size=4), max_size=6), st.booleans()
)
def test_any_cells_are_read_or_explained(rows: list[list[str]], quoted: bool) -> None:
    """Cells of quotes, separators and line ends, right or wrong, below real headings."""
    quote = '"' if quoted else ""
    text = "id,name,note\n" + "\n".join(",".join(f"{quote}{cell}{quote}" for cell in row) for row in rows)
    found = roster(text)
    assert all(client.id for client in found.clients)


CELL = st.text(alphabet=st.sampled_from("abcé日 '\",;\t|\n[]{}🙂\u200d"), max_size=12)


@pytest.mark.parametrize("dialect", ["excel", "excel-tab", "unix", "semicolon"])
@given(rows=st.lists(st.tuples(CELL, CELL), max_size=8))
def test_what_python_writes_reads_back(dialect: str, rows: list[tuple[str, str]]) -> None:
    """Any table, in each dialect of Python's csv module: the same words, tabs and line breaks apart."""
    out = io.StringIO(newline="")
    options = {"dialect": "excel", "delimiter": ";"} if dialect == "semicolon" else {"dialect": dialect}
    writer = csv.writer(out, **options)  # type: ignore[arg-type]
    writer.writerow(["id", "first", "other"])
    plain = [tuple(cell.replace("\t", "_") for cell in row) for row in rows]
    writer.writerows([f"c-{index}", *row] for index, row in enumerate(plain))
    found = parse_roster(out.getvalue().encode(), KnownNames((), (), (), ()))
    wanted = {f"c-{index}": _words(row) for index, row in enumerate(plain) if not _unseen(row)}
    assert {client.id: dict(client.values) for client in found.clients} == wanted


def _words(row: tuple[str, ...]) -> dict[str, str]:
    lines = (
        (heading, [line.strip(" ") for line in cell.split("\n")])
        for heading, cell in zip(("first", "other"), row, strict=True)
    )
    return {heading: " ".join(filter(None, kept)) for heading, kept in lines if any(kept)}


def _unseen(row: tuple[str, ...]) -> bool:
    """Whether a cell holds joiners and nothing between them, which is an error."""
    return any(cell.strip() and not cell.strip("\u200d \n") for cell in row)
