import pytest

from guides.script.ids import check_id, session_number


@pytest.mark.parametrize(
    ("id", "number"),
    [("preparation/01-meeting-your-protectors", 1), ("after-care/12-x", 12), ("Mine2/007-A-b", 7), ("a/3-x", 3)],
)
def test_ids_of_letters_digits_and_hyphens_are_right(id, number):
    """`<collection>/<NN>-<slug>` is an id, and its number the session's."""
    assert check_id(id, "x.md") is None
    assert session_number(id) == number


@pytest.mark.parametrize(
    "id",
    [
        "preparation/meeting", "preparation/01", "preparation/01-", "preparation/01 meeting", "preparation/01_x",
        "preparation/01-ü", "pre paration/01-x", "/01-x", "preparation", "", "-a/01-x", "a/01-x.y", "a/b/01-x",
        "a/01-x\n", "../01-x",
    ],
)  # fmt: skip
def test_other_ids_are_errors_with_an_example(reads, id):
    """A wrong name is an error of the file, said in one reading with the others."""
    problem = check_id(id, "scripts/x.md")
    assert problem is not None
    assert str(problem.place) == "scripts/x.md"
    assert problem.hint
    reading = reads("[x]\n", id=id)
    assert reading.script is None
    assert len(reading.problems) == 2


def test_a_file_without_a_number_has_none():
    """Without a leading number there is no session."""
    assert session_number("preparation/meeting") is None
