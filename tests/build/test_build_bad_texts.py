"""Texts that cannot be meant: one message with file and place, no traceback, nothing lost."""

import shutil
import time
from pathlib import Path

import pytest
from practices import Practice, assert_refused, run, unharmed

ID = "preparation/01-a"
FILE = f"scripts/{ID}.md"
SHORT = "music:\n  intro: 1s\n  outro: 2s"
HEAD = "---\ntitle: A\n---\n"
BOMB = "---\ntitle: A\nsummary: &a [x, x, x, x]\n" + "\n".join(
    f"k{n}: &b{n} [*{'a' if not n else f'b{n - 1}'}, *{'a' if not n else f'b{n - 1}'}]" for n in range(30)
)


@pytest.fixture(scope="module")
def good_once(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    practice = Practice(tmp_path_factory.mktemp("good") / "practice")
    practice.write(ID, "Rest a while. It is quiet.", SHORT)
    practice.build()
    return practice


@pytest.fixture
def good(good_once: Practice, tmp_path: Path) -> Practice:
    """A built guide whose text a test spoils."""
    return good_once.copy(tmp_path / "practice")


CASES: dict[str, tuple[str | bytes, str, str]] = {
    "empty": ("", ":1:1", "This file is empty."),
    "blank": ("\ufeff \n\n", ":1:1", "This file is empty."),
    "no words": (HEAD, "", ""),
    "not UTF-8": (b"---\ntitle: A\n---\nGr\xfc\xdfe.\n", ":4:3", "not UTF-8"),
    "UTF-16": ("---\ntitle: A\n---\nRest.\n".encode("utf-16"), ":1:1", "not UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), ":1:1", "not UTF-8"),
    "NUL": (f"{HEAD}Rest\0 now.\n", ":4:5", ""),
    "10 MB line": (HEAD + "word " * 2_000_000, "", "too large"),
    "broken YAML": ("---\ntitle: [A\n---\nRest.\n", "", ""),
    "front matter not closed": ("---\ntitle: A\n\nRest.\n", "", ""),
    "YAML depth": ("---\ntitle: " + "[" * 50_000 + "\n---\nRest.\n", ":1:1", "front matter is too long"),
    "YAML tag": ("---\ntitle: !!python/object/apply:os.getcwd []\n---\nRest.\n", ":2:1", "tags"),
    "unknown key": ("---\ntitle: A\nvoise: tone\n---\nRest.\n", ":3:1", "voice"),
    "no title": ("---\nsummary: A\n---\nRest.\n", "", "title"),
    "unknown cue": (f"{HEAD}[puase 8s]\n\nRest.\n", ":4:1", "[pause 8s]"),
    "unknown voice": ("---\ntitle: A\nvoice: harte\n---\nRest.\n", ":3:8", "heart"),
    "unknown voice in a cue": (f"{HEAD}[voice micheal]\n\nRest.\n", ":4:8", "michael"),
    "unknown bed": ("---\ntitle: A\nmusic: warm-dron\n---\nRest.\n", ":3:8", "warm-drone"),
    "unknown music in a cue": (f"{HEAD}[music warm-dron]\n\nRest.\n", ":4:8", "warm-drone"),
    "negative pause": (f"{HEAD}Rest.\n\n[pause -3s]\n", ":6:8", "negative"),
    "no pause": (f"{HEAD}Rest.\n\n[pause 0s]\n", ":6:8", "longer than zero"),
    "absurd pause": (f"{HEAD}Rest.\n\n[pause 900h]\n", ":6:8", "at most 6 hours"),
    "endless digits": (f"{HEAD}Rest.\n\n[pause {'9' * 60}s]\n", ":6:8", ""),
    "no duration": (f"{HEAD}Rest.\n\n[pause soon]\n", ":6:8", "not a duration"),
    "no value for a field": (f"{HEAD}Hello {{name}}.\n", ":4:7", "name"),
    "at in the past": (f"{HEAD}{'Rest a while. ' * 9}\n\n[at 3s]\n\nGood.\n", ":6:1", "[at]"),
    "music outside": ("---\ntitle: A\nmusic: ../../secret.flac\n---\nRest.\n", ":3:8", "music"),
    "music absolute": ("---\ntitle: A\nmusic: /etc/passwd\n---\nRest.\n", ":3:8", "music"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_text_is_refused(good: Practice, case: str) -> None:
    """`check` and `build` name file and place in one message, and the guide of before stays."""
    text, where, words = CASES[case]
    good.script(ID).write_bytes(text.encode() if isinstance(text, str) else text)
    with unharmed(good):
        checked, ran = good.run("check"), good.run("build")
    assert_refused(checked, f"{FILE}{where}", words)
    assert_refused(ran, f"{FILE}{where}", words)
    assert len(ran.err) < 1_500, "a message is for reading"


def test_a_yaml_bomb_does_not_go_off(good: Practice) -> None:
    """Aliases that would unfold to a billion words are refused where they stand, at once."""
    good.script(ID).write_text(f"{BOMB}\n---\nRest.\n")
    started = time.perf_counter()
    with unharmed(good):
        ran = good.run("build")
    assert time.perf_counter() - started < 5
    assert ran.code == 1
    assert ran.err.startswith(f"{FILE}:3:1: error: YAML's aliases")
    assert len(ran.err) < 5_000


def test_every_error_of_a_file_is_told_at_once(good: Practice) -> None:
    """One reading finds them all, in order, each with its line and a caret."""
    good.script(ID).write_text("---\ntitle: A\nvoise: tone\n---\n[puase 8s]\n\n[pause -1s]\n\n#Heading\n")
    ran = good.run("check")
    assert ran.code == 1
    places = [line.split(": error: ")[0] for line in ran.err.splitlines() if ": error: " in line]
    assert places == [f"{FILE}:3:1", f"{FILE}:5:1", f"{FILE}:7:8", f"{FILE}:9:1"]
    assert "1 script checked: 4 errors." in ran.out


def test_no_scripts_folder(tmp_path: Path) -> None:
    """Outside a practice every command says so, exits with 1, and leaves nothing behind."""
    for command in ("build", "check", "plan"):
        assert_refused(run("-C", str(tmp_path), command), "There is no scripts folder here", "guides init")
    assert list(tmp_path.iterdir()) == []


def test_no_scripts_yet(practice: Practice) -> None:
    """With an empty scripts folder there is nothing to do, and the way on is said."""
    for command in ("build", "check", "plan"):
        ran = practice.run(command)
        assert (ran.code, ran.out) == (0, 'There are no scripts yet; write one: guides new preparation "Title"\n')


def test_a_missing_script_is_not_known(good: Practice) -> None:
    """A name that fits nothing is wrong usage, with the nearest that does."""
    with unharmed(good):
        assert_refused(good.run("build", "preparation/01-b"), "Nothing is called", f"Did you mean {ID}?", code=2)
        assert_refused(good.run("check", "preperation"), "Did you mean preparation?", code=2)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("preparation/first.md", "begins with its number"),
        ("preparation/01-über uns.md", "letters, digits and hyphens"),
        ("after care/01-a.md", "letters, digits and hyphens"),
        ("draft/01-a.md", "audio_out/ has something else of that name"),
        ("program/01-a.md", "audio_out/ has something else of that name"),
    ],
)
def test_a_name_that_cannot_be_a_guides(good: Practice, name: str, words: str) -> None:
    """A file whose name no guide can have is named, and what to call it instead."""
    path = good.root / "scripts" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("---\ntitle: A\nkind: support\n---\nRest.\n")
    with unharmed(good):
        assert_refused(good.run("build"), f"scripts/{name}", words)


def test_a_folder_that_is_called_like_a_script(good: Practice) -> None:
    """It is said, and does not stop the program in another way."""
    (good.root / "scripts" / "preparation" / "02-b.md").mkdir()
    with unharmed(good):
        assert_refused(good.run("build"), "scripts/preparation/02-b.md", "Cannot read this file")


def test_a_broken_link(good: Practice) -> None:
    """A script that is a link to nothing is said."""
    (good.root / "scripts" / "preparation" / "02-b.md").symlink_to(good.root / "gone.md")
    with unharmed(good):
        assert_refused(good.run("build"), "scripts/preparation/02-b.md", "Cannot read this file")


def test_a_scripts_folder_that_is_a_file(good: Practice) -> None:
    """It is no scripts folder."""
    shutil.rmtree(good.root / "scripts")
    (good.root / "scripts").write_text("")
    with unharmed(good):
        assert_refused(good.run("build"), "There is no scripts folder here")
