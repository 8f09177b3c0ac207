"""Hundreds of scripts that nobody would write, through everything that `guides check` and `guides plan` do.

`FAULT_SCRIPTS=50000 pytest tests/faults/test_faults_scripts.py` is the long run.
"""

import datetime
import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from practices import SETTINGS, Practice

from guides.build.caring import care_problems
from guides.build.music_rights import rights_warnings
from guides.build.planning import Planned, plan_guides
from guides.build.pronunciations import pronunciation_warnings
from guides.build.request import Request
from guides.build.takes import stray_folders
from guides.build.workshop import Workshop, open_workshop
from guides.errors import Problem
from guides.script.showing import show_problem
from guides.store.practice import PracticeFolder

SCRIPTS = int(os.environ.get("FAULT_SCRIPTS", "200"))
AT_ONCE = 10
"""Scripts of one practice: a journey's place among its neighbours is looked at too."""
IDS = [f"{collection}/{number:02d}-x" for collection in ("journey", "preparation") for number in range(AT_ONCE // 2)]

TIME = st.sampled_from(
    ["8s", "0s", "1.5s", "500ms", "2m", "1m30s", "1:30", "6h", "6h1s", "99999999h", "1e9", "-3s", "٣s", "²s",
     "0.0000001s", "nan", "inf", "", "1:99", "7", "peak+5m", "peak+6h", "peak", "return+0s", "1" * 400, "1m 30 s",
     "5 minutes"]
)  # fmt: skip
NAME = st.sampled_from(
    ["pause", "silence", "music", "bell", "breathe", "at", "phase", "voice", "take", "PAUSE", "pausse", "Пауза",
     "break", "", "pause:", "take #", "end"]
)  # fmt: skip
ARGUMENT = st.one_of(
    TIME,
    st.sampled_from(
        ["stretch", "under", "still", "fade 12s", "fade", "ocean", "off", "river.flac", "../river.flac", "tone",
         "heart", "in 4s", "hold 2s", "out 6s", "in 6h", "3 times", "0 times", "999999999 times", "peak 15m",
         "onset 6h",
         "build 1s", "return 2m", "#welcome", "#a b", "3", "-1", "1001", "|", "{name}", "[", "]", "“",
         "intensity 2"]
    ),
)  # fmt: skip
CUE = st.builds(
    "{}{} {}{}".format,
    st.sampled_from(["[", "[", "[", "[[", "\\[", "", "【"]),
    NAME,
    st.lists(ARGUMENT, max_size=4).map(", ".join),
    st.sampled_from(["]", "]", "]", "]:", "]]", "", "](x)"]),
)
GOOD = st.sampled_from(
    ["[pause 8s]", "[silence 2m, stretch]", "[silence 6h]", "[silence 90s, still]", "[music ocean, fade 12s]",
     "[music off]", "[bell 3]", "[breathe in 4s, hold 2s, out 6s, 3 times]", "[at 25m]", "[at 5h]",
     "[at peak+5m]", "[phase peak 15m]",
     "[phase onset 6h]", "[phase return 1m]", "[voice tone]", "[take #welcome]", "[pause]: 8s", "# A heading", "# ",
     "> A note.", "> Client: Rest.", "<!-- care: allow way-out because it is held -->", "<!-- x -->", "## Deep"]
)  # fmt: skip
FIELD = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["{", "{, ", "{{", "\\{"]),
    st.sampled_from(["name", "intention", "", "class", "Näme", "a b", "name|friend", "name|{name}", "name|[bell]"]),
    st.sampled_from(["", ", ", " ,"]),
    st.sampled_from(["}", "}", "}}", ""]),
    st.sampled_from(["", ".", " ", "…"]),
)
ODD = st.sampled_from(
    ["\x00", "\ufeff", "\u2028", "\u2029", "\x85", "\u00a0", "\u200b", "\u202e", "\ufdd0", "\U0010ffff", "🙂",
     "👩‍👩‍👧", "é",
     "e\u0301" * 60, "١٢٣", "²⁵", "Ⅷ", "½", "ﬁ", "İ", "ß", "中文。", "א", "ไ", "\r", "\r\n", "\t", "\\", "`",
     "```", "***", "|---|",
     "&#0;", "<b>", "$1e309", "9" * 5_000, "1/0", "00:61", "31.02.2024", "0x7f", "MMMMMMMM", "http://[::1", "a@b",
     "+" * 40, "#" * 30]
)  # fmt: skip
WORD = st.sampled_from(
    ["Welcome.", "Notice the breath.", "let go", "you are safe", "part", "protector", "exile",
     "how do you feel toward it?", "60 mg", "ketamine", "stop at any time.", "Dr. Rest", "e.g.", "…", "...", "?!",
     "IFS", "EMDR", "1990", "3.5", "No."]
)  # fmt: skip
DEEP = st.builds(
    lambda sign, times, inside: sign * times + inside,
    st.sampled_from(["> ", "- ", "[", "{", "*", "(", "<!--", "1. ", "  ", "\\[", "“"]),
    st.sampled_from([2, 30, 400]),
    st.sampled_from(["x", "", "[bell]", "{name}"]),
)
LINE = st.lists(st.one_of(WORD, WORD, WORD, CUE, FIELD, ODD, st.text(max_size=6)), max_size=7).map(" ".join)
BLOCK = st.one_of(GOOD, GOOD, CUE, LINE, LINE, LINE, DEEP)
BODY = st.lists(st.tuples(BLOCK, st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", " "])).map("".join), max_size=14).map(
    "".join
)

VALUE = st.one_of(
    TIME,
    st.sampled_from(
        ["x", "tone", "0.7", "-1", "1e400", ".nan", "off", "ocean", "river.flac", "true", "null", "~", "[a, b]",
         "{a: 1}", "[" * 200, "- a", "|", "'", '"', "&a", "*a", "!!python/object:x y", "journey", "return", "im",
         "clinician",
         "hold", "flow", "en-us", "xx-yy", "always", "{track: ocean, under: 3}", "{track: off, intro: 9h}",
         "\n  track: ocean\n  outro: 6h",
         "\n  intensity: 9", "\n  a: /b/", "08", "2024-13-45", "0o17", "1_000", "\u202eabc", "x: y"]
    ),
)  # fmt: skip
KEY = st.sampled_from(
    ["title", "public_title", "summary", "kind", "session", "voice", "pace", "language", "music", "tail", "length",
     "route", "present", "handover", "release", "pronounce", "titel", "", "? a", "🙂", "title"]
)  # fmt: skip
RIGHT = st.sampled_from(
    ["kind: journey\npresent: sitter\nroute: im", "kind: journey\npresent: clinician",
     "kind: opening\nhandover: hold",
     "handover: flow", "length: 20m", "length: 3s", "length: 6h", "tail: 5m", "music: off", "pace: 1.5",
     "kind: return",
     "kind: support\nmusic:\n  track: ocean\n  intro: 9s", "pronounce:\n  lead: led"]
)  # fmt: skip
FRONT = st.one_of(
    RIGHT, RIGHT, st.just(""), st.lists(st.builds("{}: {}".format, KEY, VALUE), max_size=5).map("\n".join)
)
TEXT = st.one_of(
    *[st.builds("---\ntitle: Any\n{}\n---\n\n{}\n".format, FRONT, BODY)] * 5,
    st.builds("---\n{}\n---\n{}".format, FRONT, BODY),
    st.builds("{}\n---\n{}".format, FRONT, BODY),
    BODY,
)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A practice of the tone's voice with one music file, for many scripts."""
    practice = Practice(tmp_path_factory.mktemp("scripts") / "practice", SETTINGS)
    for id in IDS:
        practice.write(id, "Rest.")
    (practice.root / "music").mkdir()
    (practice.root / "music" / "river.flac").write_bytes(b"fLaC")
    return open_workshop(PracticeFolder(practice.root), Request(()), lambda _: None)


def found(workshop: Workshop, planned: tuple[Planned, ...]) -> list[Problem]:
    """What `guides check` finds."""
    problems = [problem for guide in planned for problem in guide.problems]
    for guide in planned:
        if guide.read.script is not None and guide.plan is not None:
            problems.extend(care_problems(workshop, guide.read.script))
    scripts = [guide.read.script for guide in planned if guide.read.script is not None]
    problems.extend(rights_warnings(workshop, scripts, datetime.date(2026, 1, 1)))
    problems.extend(pronunciation_warnings(workshop, [guide.read for guide in planned]))
    problems.extend(stray_folders(workshop))
    return problems


@settings(max_examples=-(-SCRIPTS // AT_ONCE), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXT, min_size=AT_ONCE, max_size=AT_ONCE))
def test_any_script_is_checked_and_planned(workshop: Workshop, texts: list[str]) -> None:
    """Nothing but problems comes of any text, and each names a line that is in its file, and what to write instead."""
    lines: dict[str, int] = {}
    for file, text in zip(workshop.folder.script_files(), texts, strict=True):
        raw = text.encode("utf-8", "replace")
        file.path.write_bytes(raw)
        lines[file.shown] = len(re.split(r"\r\n|\r|\n", raw.decode()))
    planned = plan_guides(workshop)
    assert len(planned) == AT_ONCE
    for problem in found(workshop, planned):
        assert problem.hint, problem
        assert problem.message, problem
        assert show_problem(problem)
        if problem.place.file in lines:
            assert problem.place.line is not None, problem
            assert 1 <= problem.place.line <= lines[problem.place.file], problem
        else:
            assert problem.place.file in ("guides.toml", "music/music.toml"), problem
    for guide in planned:
        assert guide.plan is not None or any(problem.severity == "error" for problem in guide.problems)
        if guide.plan is not None:
            assert guide.plan.seconds > 0
            assert 0 <= guide.plan.silence_share <= 1
