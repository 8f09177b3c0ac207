import pytest

from guides.model.script import Chapter, Field, Pause, Say, Text


def _said(script):
    return [sentence.words({}) for sentence in script.sentences]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("One line\nbreaks here.\n", ["One line breaks here."]),
        ("One.\n\nTwo.\n", ["One.", "Two."]),
        ("Hard  \nbreak and\\\nanother.\n", ["Hard break and another."]),
        ("*This* and **that** and ***both*** _too_.\n", ["This and that and both too."]),
        ("Un*believ*able.\n", ["Unbelievable."]),
        ("- one\n- two\n\n  more\n", ["one", "two", "more"]),
        ("1. one\n2. two\n", ["one", "two"]),
        ("1) one\n   - inner\n", ["one", "inner"]),
        ("- one\nlazily on\n", ["one lazily on"]),
        ("A &amp; B &mdash; C.\n", ["A & B — C."]),
        (r"\[soft\] \{x\} \* \_ \# \\ \&amp;" + "\n", [r"[soft] {x} * _ # \ &amp;"]),
        ("\\# one\n", ["# one"]),
        ("1987\\. That year.\n", ["1987.", "That year."]),
        ("Some (ordinary) words.\n", ["Some (ordinary) words."]),
        ("Be<!-- no -->fore <!-- x --> after.\n", ["Before after."]),
        ("Before <!-- one\n- two\n# three\n> four --> after.\n", ["Before after."]),
        ("<!-- [pause 3s] {x} -->\n\nHello.\n", ["Hello."]),
        ("One\n<!-- note -->\ntwo.\n", ["One two."]),
        ("> A note. [pause 3s] {x}\n\nHello.\n", ["Hello."]),
        ("> # A heading\n> - a list\n>\n> `code` <b>\n\nHello.\n", ["Hello."]),
        ("> <!-- a\n> b -->\n\nHello.\n", ["Hello."]),
        ("- one\n\n  > a note\n\n- two\n", ["one", "two"]),
        ("Hello\r\nthere.\r\n\r\nMore.\r\n", ["Hello there.", "More."]),
        ("Hello\u00a0there.\u2003And\u2028on.\n", ["Hello there.", "And on."]),
        ("   Up to three spaces.\n", ["Up to three spaces."]),
        ("3 < 5, and 5 > 3.\n", ["3 < 5, and 5 > 3."]),
    ],
)
def test_what_is_written_is_what_is_spoken(understands, body, said):
    """Words come out as written, without marks, notes and numbers of lists."""
    assert _said(understands(body)) == said


@pytest.mark.parametrize(
    ("body", "line", "column", "message"),
    [
        ("| a | b |\n|---|---|\n| c | d |\n", 1, 1, "table"),
        ("| a | b |\n", 1, 1, "table"),
        ("Look: ![me](me.png)\n", 1, 8, "picture"),
        ("Look: [here](https://x.org)\n", 1, 7, "link"),
        ("[pause 4s](softly)\n", 1, 1, "link"),
        ("See <https://x.org> now.\n", 1, 5, "address"),
        ("Say `this` now.\n", 1, 5, "Backticks"),
        ("Say ` now.\n", 1, 5, "Backticks"),
        ("```\ncode\n```\n\nHello.\n", 1, 1, "Blocks of code"),
        ("Hello.\n~~~ x\ncode\n~~~\n", 2, 1, "Blocks of code"),
        ("Hello.\n\n---\n\nMore.\n", 3, 1, "line across the page"),
        ("Hello.\n\n***\n", 3, 1, "line across the page"),
        ("Arriving\n========\n\nHello.\n", 2, 1, "Underlined"),
        ("Arriving\n---\n\nHello.\n", 2, 1, "Underlined"),
        ("Arriving\n--\n\nHello.\n", 2, 1, "Underlined"),
        ("## Deep\n\nHello.\n", 1, 1, "one level"),
        ("#Arriving\n\nHello.\n", 1, 1, "space after its #"),
        ("#\n\nHello.\n", 1, 1, "no words"),
        ("- # Arriving\n", 1, 1, "inside a list"),
        ("# Arriving [pause 3s]\n\nHello.\n", 1, 12, "do not stand in headings"),
        ("# Arriving {name|x}\n\nHello.\n", 1, 12, "do not stand in headings"),
        ("Hello.\n\n    indented\n", 3, 5, "four spaces"),
        ("\tindented\n", 1, 2, "four spaces"),
        ("One <b>bold</b> word.\n", 1, 5, "HTML"),
        ("One <br> word.\n", 1, 5, "HTML"),
        ('One <break strength="weak"/> word.\n', 1, 5, "HTML"),
        ("One <break 3s> word.\n", 1, 5, "like HTML"),
        ("Hello <!-- never\nclosed\n\nWords. -->\n", 1, 7, "not closed"),
        ("> A note\ngoes on\n\nHello.\n", 2, 1, "does not begin with >"),
        ("> A note\n[pause 3s]\n\nHello.\n", 2, 1, "does not begin with >"),
        ("Words\n     > a note\n", 2, 6, "note begins"),
        ("Words\n     - an item\n", 2, 6, "indented too far"),
        ("One *lonely sign.\n", 1, 5, "no partner"),
        ("A ~~struck~~ word.\n", 1, 3, "Struck-out"),
        ("[x]: https://x.org\n", 1, 1, "definition"),
        ("[pause 4s]: hello\n", 1, 1, "definition"),
        ("Hello &#0; you.\n", 1, 7, "no character"),
        ("…\n", 1, 1, "nothing that can be spoken"),
        ("Hi\x07 there.\n", 1, 3, "control character (U+0007)"),
        ("Hi\ufffd there.\n", 1, 3, "damaged"),
        ("* + - * + - * + - * + - deep words\n\nHello.\n", 1, 1, "nested too deeply"),
    ],
)
def test_markdown_that_cannot_be_spoken_is_an_error(refuses, body, line, column, message):
    """Nothing in Markdown is dropped or read out in silence: it is refused at its place, with a hint."""
    problem = refuses(body)[0]
    assert message in problem.message
    assert (problem.place.line, problem.place.column) == (line + 3, column)
    assert problem.hint


def test_an_unclosed_fence_hides_nothing_after_it(refuses):
    """What is wrong below a fence that was never closed is still found."""
    problems = refuses("```\nHello.\n\n[puase 3s]\n")
    assert [problem.place.line for problem in problems] == [4, 7]


def test_a_closed_fence_is_one_error(refuses):
    """What stands in a block of code is not looked at."""
    assert len(refuses("~~~\n[x] {y} <b>\n\n# Z\n~~~\n\nHello.\n")) == 1


def test_chapters_begin_at_headings(understands):
    """A heading is a chapter, its emphasis and closing signs dropped, and is not spoken."""
    script = understands("Hello.\n\n# *Meeting* the &amp; part #\nWords.\n")
    assert [type(step) for step in script.steps] == [Say, Chapter, Say]
    assert script.steps[1].title == "Meeting the & part"
    assert (script.steps[1].place.line, script.steps[1].place.column) == (6, 1)


def test_an_empty_chapter_is_a_warning(reads):
    """A heading with nothing below it is understood, and told."""
    reading = reads("# One\n\n# Two\n\nHello.\n")
    assert reading.script is not None
    assert [(p.severity, p.place.line) for p in reading.problems] == [("warning", 4)]


def test_a_number_that_is_no_list_number_is_a_warning(reads):
    """A paragraph that begins like a list with a year loses it, and its writer is told how to keep it."""
    reading = reads("1987. That year.\n")
    assert reading.script is not None
    assert r"1987\." in reading.problems[0].hint
    assert not reads("1. one\n2. two\n\n[pause 3s]\n\n3. three\n").problems
    assert not reads("1. one\n1. two\n").problems


def test_notes_to_the_client(understands, refuses):
    """`> Client: …` is collected as plain words; other notes are not."""
    script = understands(
        "> A note.\n> Client: Drink *some* water.\n> Rest.\n> client: Call [us] &amp; write.\n\n"
        "Hello.\n\n> Client: One more.\n>\n> Not this.\n"
    )
    assert script.client_notes == ("Drink some water. Rest.", "Call [us] & write.", "One more.")
    assert "note to the client" in refuses("> Client: Dear {name|friend}\n\nHello.\n")[0].message


@pytest.mark.parametrize(
    ("written", "field", "without", "given"),
    [
        ("Hello {name|friend}.", ("name", "friend", "", ""), "Hello friend.", "Hello Ann."),
        ("Hello { name | dear friend }.", ("name", "dear friend", "", ""), "Hello dear friend.", "Hello Ann."),
        ("Welcome{, name}.", ("name", None, ", ", ""), "Welcome.", "Welcome, Ann."),
        ("Welcome{,name}.", ("name", None, ", ", ""), "Welcome.", "Welcome, Ann."),
        ("{name, }welcome.", ("name", None, "", ", "), "welcome.", "Ann, welcome."),
        ("Welcome{, name|friend}.", ("name", "friend", ", ", ""), "Welcome, friend.", "Welcome, Ann."),
        ("Yes{, name, }and no.", ("name", None, ", ", ", "), "Yesand no.", "Yes, Ann, and no."),
    ],
)
def test_fields(understands, written, field, without, given):
    """Each form of a field, with a value and without one."""
    sentence = understands(f"{written}\n").sentences[0]
    (found,) = sentence.fields
    assert (found.name, found.fallback, found.before, found.after) == field
    assert found.optional
    assert sentence.words({}) == without
    assert sentence.words({"name": "Ann"}) == given
    assert found.place.column == written.index("{") + 1


def test_spaces_around_fields_stay(understands):
    """A sentence's spans join to what was written."""
    sentence = understands("Dear  {name|friend} , *this* is {thing|it}!\n").sentences[0]
    assert [span.words if isinstance(span, Text) else span.name for span in sentence.spans] == [
        "Dear ", "name", " , this is ", "thing", "!",
    ]  # fmt: skip
    assert all(isinstance(span, Text | Field) for span in sentence.spans)


@pytest.mark.parametrize(
    ("written", "column", "hint"),
    [
        ("Hi {}.", 4, "{name}"),
        ("Hi {two words}.", 4, "{two-words}"),
        ("Hi {name.", 4, r"\{"),
        ("Hi name}.", 8, r"\}"),
        ("Hi {", 4, r"\{"),
        ("Hi {{name}}.", 4, r"\{"),
        ("Hi {name|[pause 3s]}.", 4, "{name|friend}"),
        ("Hi {name|*x*}.", 4, "{name|friend}"),
        ("Hi {1st}.", 4, "{name}"),
        ("Hi {na.me}.", 4, "{name}"),
        ("Hi {name|a|b}.", 4, "{name}"),
    ],
)
def test_bad_fields_are_errors(refuses, written, column, hint):
    """A brace that is no field is refused at its place, with the right form."""
    problem = refuses(f"{written}\n")[0]
    assert problem.place.column == column
    assert hint in problem.hint


def test_fields_without_values_are_told_at_their_place(understands):
    """`{name}` alone needs a value; with one, or with another way out, nothing is wrong."""
    from guides.script.fields import missing_values

    script = understands("Hello {name}. {who|You}{, you}.\n\nBye {name}.\n")
    problems = missing_values(script.sentences, {})
    assert [(p.place.line, p.place.column, p.severity) for p in problems] == [(4, 7, "error"), (6, 5, "error")]
    assert "{name|friend}" in problems[0].hint
    assert "{, name}" in problems[0].hint
    assert missing_values(script.sentences, {"name": "Ann"}) == ()
    assert len(missing_values(script.sentences, {"name": " "})) == 2


@pytest.mark.parametrize(
    ("body", "empty"),
    [("", True), ("\n\n", True), ("> only a note\n", True), ("# Only a title\n", True), ("[music off]\n", True),
     ("[pause 3s]\n", False), ("[bell]\n", False), ("[silence 2m]\n", False)],
)  # fmt: skip
def test_a_script_with_nothing_in_it_is_an_error(reads, body, empty):
    """Words are not needed, but something must sound or be silent."""
    reading = reads(body)
    assert (reading.script is None) is empty
    if empty:
        assert "nothing in this script" in reading.problems[-1].message


def test_all_errors_of_a_file_come_in_one_reading(refuses):
    """Front matter, cues, fields and Markdown are checked together, in the order of the file."""
    front = "---\ntitle: x\npase: 1\nvoice: nobody\n---\n"
    problems = refuses("[puase 3s]\n\n{two words} and `x`\n\n## y\n", front=front)
    places = [(problem.place.line, problem.place.column) for problem in problems]
    assert places == [(3, 1), (4, 8), (6, 1), (8, 1), (8, 17), (10, 1)]


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_exact_whatever_ends_the_lines(prefix, end):
    """Lines and columns count the file's own, with any line end, with a byte order mark, and behind tabs."""
    from guides.script.reading import Known, read_script

    lines = ["---", "title: x", "---", "", "-\tone", "\ttwo `x` {}", "", "1. three [x]", "   *four* [y]"]
    reading = read_script(prefix + end.join(lines), id="preparation/01-x", file="x.md", known=Known(None, (), ()))
    found = [(p.place.line, p.place.column, p.place.width, p.place.source) for p in reading.problems]
    assert found == [
        (6, 6, 3, lines[5]), (6, 10, 2, lines[5]), (8, 10, 3, lines[7]), (9, 11, 3, lines[8]),
    ]  # fmt: skip


def test_sentences_know_their_place(understands):
    """A sentence points to its first word, also on a later line and in a list."""
    script = understands("One.  Two\nthree. Four.\n\n- *five* six\n")
    assert [(s.place.line, s.place.column) for s in script.sentences] == [(4, 1), (4, 7), (5, 8), (7, 4)]
    assert isinstance(understands("[pause 1s]\n").steps[0], Pause)
