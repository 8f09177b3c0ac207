"""Promises that hold for any script at all."""

import re
import tempfile
from pathlib import Path

import pytest
from caring import Cared
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WORDS = re.findall(
    r"\S+",
    "you can stop at any time let go close your eyes part of protector exile breathe in hold it ask feel toward how"
    " if not curious now and or could will be safe take 50 mg room floor never Sarah XXX IFS EMDR TODO imagine a light"
    " you have PTSD push through",
)
SENTENCE = st.lists(st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8"), max_size=5), min_size=1, max_size=14)
PARAGRAPH = st.tuples(
    SENTENCE.map(" ".join), st.sampled_from([".", "?", "…", "", ", [pause 2s] and so on.", "{, name}."])
)
CUES = [
    "[pause 5s]", "[silence 90s]", "[silence 2m, still]", "[breathe in 4s, hold 2s, out 6s, 3 times]", "[bell 2]",
    "[voice heart]", "[at 20m]", "[at peak+1m]", "[phase onset 5m]", "[phase peak 9m]", "[music heartbeat]",
    "# A chapter",    "> A note.",
    "[take #a]",
    "<!-- care: allow dose because it is a quotation -->",
]  # fmt: skip
FRONTS = ["", "kind: journey\npresent: sitter\nroute: im", "kind: return", "kind: support\npace: 1.5\nlength: 5m"]
BODY = st.lists(PARAGRAPH.map("".join) | st.sampled_from(CUES), max_size=12).map("\n\n".join)


@pytest.fixture(scope="module")
def anywhere() -> Cared:
    """One folder for many scripts."""
    return Cared(Path(tempfile.mkdtemp()))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODY, st.sampled_from(FRONTS))
def test_care_never_fails_and_points_into_the_file(anywhere: Cared, body: str, front: str) -> None:
    """Whatever a script says, the rules tell of it at a spot that is in the file, with the line as it stands there."""
    text = f"---\ntitle: Any\n{front}\n---\n{body}\n"
    lines = re.split(r"\r\n|\r|\n", text)
    for problem in anywhere.problems(text):
        place = problem.place
        if problem.rule is None:
            continue
        assert place.line is not None
        assert place.column is not None
        assert place.source == lines[place.line - 1]
        assert 1 <= place.column <= len(place.source) + 1
        assert place.column + place.width <= len(place.source) + 2
        assert problem.message.endswith(".")
        assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "Notice the breath, and let go of it. " * 500,
        "you are safe and let go, " * 500,
        "Take a deep breath and close your eyes.\n\n" * 350,
        "[breathe in 4s, out 6s, 3 times]\n\nAsk it what it needs.\n\n" * 250,
        "a" * 30_000,
        "to " * 4_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_texts_are_checked_to_their_end(anywhere: Cared, text: str) -> None:
    """However long a text is, every rule comes to an end of it, and what is found lies in it."""
    lines = f"---\ntitle: Any\n---\n{text}\n".count("\n")
    assert all(
        1 <= (problem.place.line or 1) <= lines for problem in anywhere.problems(f"---\ntitle: Any\n---\n{text}\n")
    )
