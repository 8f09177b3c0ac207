"""Promises that hold for any text at all."""

import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guides.model.script import Chapter, Script
from guides.script.fields import missing_values
from guides.script.reading import Known, Reading, read_script
from guides.script.showing import show_problem

KNOWN = Known(("heart", "michael"), ("warm-drone",), ("river.flac",))
FRONT = "---\ntitle: x\n---\n"
FRAGMENTS = [
    "---", "\n", "\n\n", " ", "    ", "\t", "\r\n", "\r", "title: x", "kind: journey", "present: sitter",
    "music:", "  under: 3", "pace: 0.7", "'", "\"", "|", ">", "&a", "*a", "!!x", "{", "}", "[", "]", "(", ")",
    "<", "<!--", "-->", "<b>", "<break time=\"3s\"/>", "# ", "#", "## ", "- ", "1. ", "> ", "> Client: ", "*",
    "**", "_", "`", "```", "~~~", "~~", "===", "***", "\\", "&amp;", "&#0;", "[pause 4s]", "[pause]: 8s",
    "[silence 2m, under]", "[bell]", "[at 5m]", "[at peak+1m]", "[phase peak 3m]", "[take #a]",
    "[breathe in 4s, out 6s, 3 times]", "[music river.flac]", "[voice heart]", "{name}", "{name|friend}",
    "{, name}", "{name, }", "Hello", "there.", "Dr.", "e.g.", "…", "...", "!", "?", "| a |", "|---|", "é",
    "\u0000", "\ufeff", "\u2028", "\u0085", "\u00a0", "\ufdd0", "\ufdd1", "🙂",
]  # fmt: skip
MIXED = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=40).map("".join)
FAST = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def _read(text: str) -> Reading:
    return read_script(text, id="preparation/01-x", file="scripts/preparation/01-x.md", known=KNOWN)


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))


def _columns(line: str) -> int:
    return sum(unicodedata.category(sign) not in ("Mn", "Me") for sign in line)


def _holds(text: str) -> None:
    """What is promised of every reading."""
    reading = _read(text)
    failed = any(problem.severity == "error" for problem in reading.problems)
    assert (reading.script is None) is failed
    lines = _lines(text)
    places = [problem.place for problem in reading.problems]
    assert places == sorted(places, key=lambda place: (place.line or 0, place.column or 0))
    if reading.script is not None:
        places += [step.sentence.place if hasattr(step, "sentence") else step.place for step in reading.script.steps]
        places += [field.place for sentence in reading.script.sentences for field in sentence.fields]
        missing_values(reading.sentences, {})
        for sentence in reading.script.sentences:
            assert any(sign.isalnum() for sign in sentence.words({"name": "x"}))
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\ufdd0\ufdd1]", sentence.words({}))
    for place in places:
        assert place.line is not None
        assert place.source == lines[place.line - 1]
        assert place.column is not None
        assert 1 <= place.column <= len(place.source) + 1
        assert place.width >= 1
        assert place.column + place.width <= len(place.source) + 2
    for problem in reading.problems:
        for line in show_problem(problem).split("\n")[1:3]:
            assert line == f"  {problem.hint}" or _columns(line) <= 80


@FAST
@given(st.text(max_size=300))
def test_any_text_is_a_script_or_has_errors(text):
    """No text at all makes reading fail in another way than by telling what is wrong."""
    _holds(text)


@FAST
@given(MIXED)
@example("*" * 20 + "a" + "*" * 30)
@example("> " * 200 + "x")
@example("[pause\n4s]")
@example("<!-- \\<!-- -->")
@example("- \t- x `y`")
def test_any_body_is_understood_or_has_errors(body):
    """Nor does any mix of Markdown, cues and fields; places are those of the file."""
    _holds(FRONT + body)


@FAST
@given(MIXED)
@example('title: "\\UFFFFFFFF"')
@example("? - a")
@example("title: x\n...\n---")
def test_any_front_matter_is_understood_or_has_errors(front):
    """Nor does any front matter."""
    _holds(f"---\ntitle: x\n{front}\n---\nHello.\n")


# One choice for each word: of signs, one by one, most of the time would be spent on making them up.
WORDS = [first + rest for first in "aBkOtz" for rest in ("e", "lm", "oDy", "ressed", "ightness")]
PHRASE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
CLOSED = st.tuples(PHRASE, st.sampled_from([".", "!", "?", "…", "...", ""])).map("".join)
MARKED = st.tuples(PHRASE, st.sampled_from(["*{}*", "**{}**", "_{}_", "<!-- [x] -->{}"])).map(
    lambda pair: pair[1].format(pair[0])
)
PARAGRAPH = st.lists(CLOSED | MARKED | st.just("[pause 3s]"), min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from([" ", "\n"]).map(lambda joint: joint.join(parts))
)
SILENT = st.sampled_from(
    ["[silence 1m]", "[bell 2]", "[music off]", "> A note with [brackets] and words.", "<!-- words\n- and more -->",
     "[pause]: 8s", "[breathe in 4s, out 6s, 3 times]", "# A heading"],
)  # fmt: skip
ITEMS = st.lists(CLOSED, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items))


@settings(max_examples=150, deadline=None)
@given(st.lists(PARAGRAPH | SILENT | ITEMS, min_size=1, max_size=6))
def test_exactly_the_words_of_a_script_are_spoken(blocks):
    """Every word of a right script is spoken, in order, and nothing of its cues, notes and headings is."""
    reading = _read(FRONT + "\n\n".join(blocks) + "\n")
    spoken = [block for block in blocks if not block.startswith(("[silence", "[bell", "[music", "> ", "<!-- w", "# "))]
    source = re.sub(r"\[[^\]]*\](: 8s)?|<!--.*?-->", " ", " ".join(spoken))
    expected = re.findall(r"[A-Za-z]+", source)
    script = reading.script
    if script is None:
        # Only headings or changes of music, or the same word-less script: nothing to be heard.
        assert expected == []
        return
    said = [word for sentence in script.sentences for word in re.findall(r"[A-Za-z]+", sentence.words({}))]
    assert said == expected
    assert not any(sign in sentence.words({}) for sentence in script.sentences for sign in "[]{}<>*")
    assert sum(isinstance(step, Chapter) for step in script.steps) == blocks.count("# A heading")


STRUCTURE = st.sampled_from(
    ["\n", "\n\n", " ", "    ", "\t", "- ", "* ", "+ ", "1. ", "2) ", "*", "**", "_", "`", "```", "~~~", "===", "--",
     "---", "|", "|---|", "\\", "\r\n", ".", "…", ":", "[pause 2s]", "[bell]", "[pause]: 3s",
     "<!-- x -->", "<b>", "&amp;", "(", ")"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(STRUCTURE, min_size=1, max_size=25))
@example(["`", "\n\n"])
@example(["* ", "+ ", "* ", "+ ", "* ", "+ ", "* ", "+ ", "* ", "+ ", "* ", "+ ", "\n\n"])
def test_no_word_is_ever_swallowed(structure):
    """Whatever Markdown stands around them, words are either all spoken, in order, or there is an error."""
    words = [f"q{chr(97 + index)}q" for index in range(len(structure) + 1)]
    body = words[0] + "".join(f"{sign} {word} " for sign, word in zip(structure, words[1:], strict=True))
    script = _read(FRONT + body).script
    if script is not None:
        spoken = " ".join(sentence.words({}) for sentence in script.sentences)
        assert re.findall(r"q.q", spoken) == words


@pytest.mark.parametrize(
    "body",
    [
        "Notice the breath, and how it moves. " * 5_400,
        "Notice the breath, *slowly*.\nHello{, name}.\n\n[pause 4s]\n\n" * 3_600,
        "[" * 200_000,
        "{" * 100_000,
        "{" + " " * 180_000 + "a b}",
        "<!--" * 50_000,
        "<!-- -->" * 24_000,
        "." * 200_000,
        "`a" * 80_000,
        "> " * 80_000,
        "[puase 5s]\n\n" * 16_000,
        "#" * 200_000,
        "\x00" * 200_000,
        "[pause" + " " * 180_000 + "x]",
        "\\" * 80_000,
    ],
    ids=lambda body: body[:12].strip() or "blank",
)
def test_hundreds_of_thousands_of_characters_take_no_longer_than_they_must(body):
    """Reading is linear in the length of a text, on one line or many; processor seconds, not the clock's."""
    begin = time.process_time()
    _read(FRONT + body)
    assert time.process_time() - begin < 6.0


def test_errors_of_a_wrong_file_are_counted_up_to_a_thousand():
    """A file with an error per character says that there is more, and stays an error."""
    reading = _read(FRONT + "{} " * 5_000)
    assert reading.script is None
    assert len(reading.problems) == 1_001
    assert "1,000" in str(max((problem.message for problem in reading.problems), key=len))


def test_the_starter_guides_are_right():
    """The guides that come with the program have no error and no warning."""
    root = Path(__file__).parents[2] / "scripts"
    paths = sorted(root.glob("*/*.md"))
    assert paths
    for path in paths:
        known = Known(None, ("warm-drone", "stillness"), ())
        reading = read_script(
            path.read_text("utf-8"), id=f"{path.parent.name}/{path.stem}", file=path.name, known=known
        )
        assert reading.problems == ()
        assert isinstance(reading.script, Script)
        assert missing_values(reading.sentences, {}) == ()
