"""`approvals.toml`: what it holds, how it is changed, and what a hand in it can do."""

import os
import shutil
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listening import ffmpeg
from practices import SETTINGS, Practice
from recordings import save, speech

from guides.build.approving import Approved, approval_of, approval_problems, approve, may_leave, withdraw
from guides.build.request import Request
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop, open_workshop
from guides.clients.approvals import INGREDIENTS, NAME, Approval, Approvals, Judgement, judged, read_approvals
from guides.clients.approvals_file import HEAD, change_approvals, changed_text
from guides.errors import ApprovalError
from guides.store.practice import PracticeFolder
from guides.store.toml_text import TomlText

ID = "support/01-a"
HASH = "0123456789abcdef0123456789abcdef01234567"
SAME = dict.fromkeys(INGREDIENTS, HASH)
TABLE = f'["{ID}"]\nheard = true\n' + "".join(f'{name} = "{HASH}"\n' for name in INGREDIENTS)
BODY = """
> To the therapist: not for a first session.

Welcome{, name}. Let the ground hold you.

[take #rest]

It can rest here now.

[pause 3s]

IFS helps.

> Client: What did you notice?
"""
FRONT = "title: A\nmusic: ocean\n"


def opened(practice: Practice, *names: str) -> Workshop:
    return open_workshop(PracticeFolder(practice.root), Request(names), lambda _: None)


def the_guide(workshop: Workshop) -> Read:
    (read,) = read_scripts(workshop, workshop.folder.chosen((ID,)))
    return read


def standing(practice: Practice) -> Judgement:
    workshop = opened(practice)
    return approval_of(workshop, the_guide(workshop))


def leaving(practice: Practice) -> list[str]:
    """What stands against the guide's leaving, in words."""
    workshop = opened(practice)
    return [f"{problem.message} {problem.hint}" for problem in may_leave(workshop, the_guide(workshop))]


def approved(practice: Practice, *, heard: bool = False) -> Approved:
    (done,) = approve(opened(practice, ID), heard=heard)
    return done


def file_of(practice: Practice) -> Path:
    return practice.root / NAME


@pytest.fixture
def written(practice: Practice) -> Practice:
    """A practice with one guide, a take for it, and another that has nothing to do with it."""
    practice.write(ID, BODY, FRONT)
    practice.write("preparation/01-b", "Rest.", "music: off\n")
    take = practice.root / "takes" / ID / "rest.wav"
    take.parent.mkdir(parents=True)
    save(take, speech(2))
    return practice


@pytest.fixture
def given_practice(written: Practice) -> Practice:
    """The same, approved."""
    assert not approved(written).refused
    return written


def test_approval_is_asked_for_once(written: Practice) -> None:
    """Never, then approved; to approve again changes not a byte; withdrawn, it is as before."""
    assert standing(written) == Judgement("never")
    assert not approved(written).refused
    assert standing(written) == Judgement("approved")
    before = file_of(written).read_bytes()
    approved(written)
    assert file_of(written).read_bytes() == before
    assert withdraw(opened(written, ID)) == (ID,)
    assert standing(written) == Judgement("never")
    assert withdraw(opened(written, ID)) == ()


def test_the_file_is_made_for_version_control(given_practice: Practice) -> None:
    """One line for each ingredient, sorted by guide; no path, no name, no date; the same on another machine."""
    approve(opened(given_practice), heard=False)
    text = file_of(given_practice).read_text()
    assert text.startswith(HEAD)
    tables = tomllib.loads(text)
    assert list(tables) == ["preparation/01-b", ID]
    assert all(list(table) == ["heard", *INGREDIENTS] for table in tables.values())
    assert str(given_practice.root) not in text
    elsewhere = given_practice.copy(given_practice.root.parent / "elsewhere")
    shutil.rmtree(elsewhere.root / ".guides")
    os.utime(elsewhere.script(ID), (0, 0))
    assert standing(elsewhere) == Judgement("approved")


def settings(lines: str) -> Callable[[Practice], None]:
    return lambda practice: practice.settings(SETTINGS + lines)


def text(old: str, new: str) -> Callable[[Practice], None]:
    def change(practice: Practice) -> None:
        path = practice.script(ID)
        assert path.read_text().count(old) == 1
        path.write_text(path.read_text().replace(old, new))

    return change


def take(name: str, content: bytes) -> Callable[[Practice], object]:
    return lambda practice: (practice.root / "takes" / ID / name).write_bytes(content)


CHANGES: dict[str, tuple[Callable[[Practice], object], tuple[str, ...]]] = {
    "a word": (text("hold you", "carry you"), ("text",)),
    "a pause": (text("[pause 3s]", "[pause 4s]"), ("text",)),
    "the title": (text("title: A", "title: B"), ("text",)),
    "a chapter": (text("It can rest", "# Rest\n\nIt can rest"), ("text",)),
    "a question for the client": (text("did you notice", "was there"), ("text",)),
    "a cue for another voice": (text("IFS", "[voice pyttsx3]\n\nIFS"), ("text", "voice")),
    "the voice": (text("music: ocean", "music: ocean\nvoice: pyttsx3"), ("voice",)),
    "the pace": (text("music: ocean", "music: ocean\npace: 0.8"), ("pace",)),
    "the practice's pace": (lambda practice: practice.settings(SETTINGS + "pace = 0.8\n"), ("pace",)),
    "the practice's pauses": (settings('[pauses]\nparagraph = "4s"\n'), ("pauses",)),
    "the scale of pauses": (text("music: ocean", "music: ocean\npauses: 1.2"), ("pauses",)),
    "clear speech": (text("music: ocean", "music: ocean\nclear_speech: yes"), ("pace", "pauses", "music")),
    "the bed": (text("music: ocean", "music: rain"), ("music",)),
    "the depth of the music": (settings("[music]\nunder = 18\n"), ("music",)),
    "another recording": (take("rest.wav", b"another take"), ("takes",)),
    "one more recording": (take("rest.mp3", b"another take"), ("takes",)),
    "how a word is said": (settings('[pronounce]\nIFS = "eye eff ess"\n'), ("pronunciations",)),
    "the language": (text("music: ocean", "music: ocean\nlanguage: en-gb"), ("pronunciations",)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_asks_again_and_is_named(given_practice: Practice, change: str) -> None:
    """Each thing that reaches a client lapses the approval under its own name, and no other."""
    make, named = CHANGES[change]
    make(given_practice)
    assert standing(given_practice) == Judgement("changed", changed=named)


UNSEEN: dict[str, Callable[[Practice], object]] = {
    "a note to the therapist": text("not for a first session", "only later"),
    "a comment": text("IFS helps.", "<!-- slower? -->\n\nIFS helps."),
    "how lines are broken": text("Welcome{, name}. Let", "Welcome{, name}.\nLet"),
    "what holds anyway": text("music: ocean", "music: ocean\npublic_title: A\nkind: support\nrelease: always"),
    "another guide": lambda practice: practice.write("preparation/01-b", "Rest well."),
    "a word that is not in it": settings('[pronounce]\nKAP = "kay ay pee"\n'),
    "music of other kinds": settings('[music]\nreturn = "rain"\njourney-under = 12\n'),
    "the practice's name": lambda practice: practice.settings(SETTINGS.replace("A quiet", "A calm")),
    "the draft's voice": lambda practice: practice.settings(SETTINGS.replace('draft = "tone"', 'draft = "pyttsx3"')),
    "what approval is for": settings('[approval]\nneeded = "none"\n'),
    "a recording of nothing in it": take("welcome.wav", b"another"),
}


@pytest.mark.parametrize("change", UNSEEN)
def test_what_no_client_meets_asks_nothing(given_practice: Practice, change: str) -> None:
    """Notes, comments, line breaks, other guides and settings that do not touch this one leave an approval alone."""
    UNSEEN[change](given_practice)
    assert standing(given_practice) == Judgement("approved")


def test_music_counts_by_its_content(practice: Practice) -> None:
    """Another file under the same name asks again; the same file written anew does not."""
    river = practice.root / "music" / "river.wav"
    river.parent.mkdir()
    ffmpeg("-f", "lavfi", "-i", "sine=220:d=3", f"file:{river}")
    practice.write(ID, "Rest.", "music: river.wav\n")
    approved(practice)
    content = river.read_bytes()
    river.unlink()
    river.write_bytes(content)
    assert standing(practice) == Judgement("approved")
    ffmpeg("-y", "-f", "lavfi", "-i", "sine=330:d=3", f"file:{river}")
    assert standing(practice) == Judgement("changed", changed=("music",))


def test_a_journey_is_made_from_its_phases(practice: Practice) -> None:
    """Their minutes, their beds, and what they may choose from the library."""
    practice.write(ID, "Rest.", "kind: journey\npresent: sitter\nroute: none\n")
    approved(practice)
    for lines in (
        "[routes]\nnone = [4, 4, 5, 8, 5, 5]\n",
        '[phase-bed]\npeak = "ocean"\n',
        "[phase-intensity]\npeak = 0.8\n",
    ):
        practice.settings(SETTINGS + lines)
        assert standing(practice) == Judgement("changed", changed=("music",)), lines
    practice.settings(SETTINGS)
    assert standing(practice) == Judgement("approved")
    (practice.root / "music").mkdir()
    ffmpeg("-f", "lavfi", "-i", "sine=220:d=3", f"file:{practice.root / 'music' / 'river.wav'}")
    assert standing(practice) == Judgement("changed", changed=("music",))


def test_heard_means_the_built_guide_as_it_is(practice: Practice) -> None:
    """Refused before a build and after a change, with what to do; text alone needs no build."""
    practice.write(ID, "Rest.", "music: off\n")
    refused = approved(practice, heard=True)
    assert refused.refused
    assert "not been built yet" in refused.problems[-1].message
    assert f"guides build {ID}" in str(refused.problems[-1].hint)
    assert not file_of(practice).exists()
    practice.build()
    assert not approved(practice, heard=True).refused
    assert standing(practice) == Judgement("heard", heard=True)
    assert approved(practice).heard, "approved once more as it was, it stays heard"
    practice.write(ID, "Rest well.", "music: off\n")
    assert standing(practice) == Judgement("changed", heard=True, changed=("text",))
    assert "its text changed" in approved(practice, heard=True).problems[-1].message
    assert standing(practice).state == "changed", "what was refused changes nothing"
    assert not approved(practice).heard, "nobody heard it as it is now"
    assert standing(practice) == Judgement("approved")


def test_a_draft_or_another_voice_is_not_the_guide(practice: Practice) -> None:
    """Only the guide in the practice's own voice and format can be heard for clients."""
    practice.write(ID, "Rest.", "music: off\n")
    practice.build("--draft")
    assert approved(practice, heard=True).refused
    practice.build("--voice", "pyttsx3")
    assert "its voice changed" in approved(practice, heard=True).problems[-1].message
    practice.build()
    practice.out(f"{ID}.mp3").write_bytes(b"something else")
    assert "by something else" in approved(practice, heard=True).problems[-1].message


def test_a_guide_with_errors_is_refused(written: Practice) -> None:
    """All that `guides check` calls an error; the others named beside it are approved."""
    text("[pause 3s]", "[puase 3s]")(written)
    done = {guide.id: guide for guide in approve(opened(written), heard=False)}
    assert done[ID].refused
    assert "[pause 3s]" in str(done[ID].problems[0].hint)
    assert not done["preparation/01-b"].refused
    assert list(read_approvals(written.root).given) == ["preparation/01-b"]


def test_text_of_the_template_is_refused(written: Practice) -> None:
    """`guides check` only warns of it, since a draft may stand half written; nobody can stand up for one."""
    text("IFS helps.", "Write here what you would say.")(written)
    (refusal,) = (problem for problem in approved(written).problems if problem.severity == "error")
    assert refusal.rule == "template-left"
    assert standing(written) == Judgement("never")


@pytest.mark.parametrize("needed", ["heard", "text", "none"])
def test_what_leaving_needs(practice: Practice, needed: str) -> None:
    """As `[approval] needed` says; each refusal names the guide's file and the line to type."""
    practice.settings(SETTINGS + f'[approval]\nneeded = "{needed}"\n')
    practice.write(ID, "Rest.", "music: off\n")
    option = " --heard" if needed == "heard" else ""
    never = leaving(practice)
    approved(practice)
    unheard = leaving(practice)
    practice.build()
    approved(practice, heard=True)
    assert leaving(practice) == []
    practice.write(ID, "Rest well.", "music: off\n")
    changed = leaving(practice)
    if needed == "none":
        assert never == unheard == changed == []
        return
    assert never == [f"Nobody has approved this guide. Read it and hear it, then: guides approve {ID}{option}"]
    assert len(unheard) == (needed == "heard")
    assert "its text" in changed[0]
    assert changed[0].endswith(f"guides approve {ID}{option}")


HANDS = {
    "not TOML": ("[support/01-a]\n", ":1:", '["preparation/01-arriving"]'),
    "yes": (TABLE.replace("= true", "= yes"), ":2:", "not TOML"),
    "heard in quotes": (TABLE.replace("= true", '= "yes"'), ":2:1", "heard = true or heard = false"),
    "heard as a number": (TABLE.replace("= true", "= 1"), ":2:1", "heard = true or heard = false"),
    "cut short": (TABLE.replace(f'pace = "{HASH}"', f'pace = "{HASH[:-1]}"'), ":5:1", "not a whole hash"),
    "too long": (TABLE.replace(f'pace = "{HASH}"', f'pace = "{HASH}0"'), ":5:1", "not a whole hash"),
    "capitals": (TABLE.replace(f'text = "{HASH}"', f'text = "{HASH.upper()}"'), ":3:1", "not a whole hash"),
    "a number for a hash": (TABLE.replace(f'music = "{HASH}"', "music = 12"), ":8:1", "not a whole hash"),
    "a list for a hash": (TABLE.replace(f'music = "{HASH}"', "music = []"), ":8:1", "not a whole hash"),
    "an unknown key": (TABLE.replace("pauses =", "puases ="), ":6:1", "Did you mean pauses?"),
    "a table inside": (TABLE + f'["{ID}".more]\na = 1\n', "", "called more"),
    "a value without a guide": ("heard = true\n", ":1:1", "belongs to no guide"),
    "a list of tables": (f'[["{ID}"]]\nheard = true\n', ":1:1", "belongs to no guide"),
    "all in one line": (f'"{ID}" = {{ heard = true }}\n', ":1:1", "lines of its own"),
    "twice": (TABLE + TABLE, ":10:", "not TOML"),
    "a merge left open": ("<<<<<<< HEAD\n" + TABLE + "=======\n" + TABLE + ">>>>>>>\n", ":1:", "not TOML"),
    "too deep": ("a = " + "[" * 100_000, ":1", "too many brackets"),
}


@pytest.mark.parametrize("hand", HANDS)
def test_what_cannot_be_understood_is_an_error_and_left_alone(written: Practice, hand: str) -> None:
    """File, line and what to write; the file is not touched by any command, and nothing may leave."""
    content, where, said = HANDS[hand]
    file_of(written).write_text(content)
    with pytest.raises(ApprovalError) as caught:
        read_approvals(written.root)
    shown = [f"{problem.place} {problem.message} {problem.hint}" for problem in caught.value.problems()]
    assert any(f"{NAME}{where}" in line and said in line for line in shown), shown
    for attempt in (lambda: approved(written), lambda: withdraw(opened(written, ID)), lambda: leaving(written)):
        with pytest.raises(ApprovalError):
            attempt()
    assert file_of(written).read_text() == content
    assert approval_problems(opened(written)) == caught.value.problems()


def test_every_table_with_an_error_is_told(written: Practice) -> None:
    """One reading finds them all."""
    file_of(written).write_text(TABLE.replace("= true", "= 3") + TABLE.replace("01-a", "02-b").replace("text", "txet"))
    with pytest.raises(ApprovalError) as caught:
        read_approvals(written.root)
    assert len(caught.value.problems()) == 2


def test_a_file_that_is_no_text_is_an_error(written: Practice) -> None:
    """Bytes that are no UTF-8, or a folder of that name."""
    file_of(written).write_bytes(b"\xff\xfe[\x00")
    assert [problem.severity for problem in approval_problems(opened(written))] == ["error"]
    file_of(written).unlink()
    file_of(written).mkdir()
    assert standing(written) == Judgement("never")


def test_a_wrong_hash_asks_again(given_practice: Practice) -> None:
    """So does a line that was taken out; a heard that somebody wrote in is what it says."""
    path = file_of(given_practice)
    before = path.read_text()
    old = tomllib.loads(before)[ID]["pace"]
    path.write_text(before.replace(old, HASH))
    assert standing(given_practice) == Judgement("changed", changed=("pace",))
    path.write_text(before.replace(f'pace = "{old}"\n', ""))
    assert standing(given_practice) == Judgement("changed", changed=("pace",))
    path.write_text("\ufeff" + before.replace("\n", "\r\n"))
    assert standing(given_practice) == Judgement("approved"), "saved by an editor on Windows"


def test_a_script_that_was_renamed_leaves_a_stray(given_practice: Practice) -> None:
    """A warning at its line names the nearest script; it stays until it is withdrawn."""
    given_practice.script(ID).rename(given_practice.script("support/02-a"))
    (stray,) = approval_problems(opened(given_practice))
    assert (stray.severity, stray.place.file, stray.place.line) == ("warning", NAME, 4)
    assert f"no script for this approval: {ID}" in stray.message
    assert "support/02-a" in str(stray.hint)
    approve(opened(given_practice, "support/02-a"), heard=False)
    assert set(read_approvals(given_practice.root).given) == {ID, "support/02-a"}
    assert withdraw(opened(given_practice, ID)) == (ID,)
    assert approval_problems(opened(given_practice)) == ()


def test_comments_stay_with_their_guide(given_practice: Practice) -> None:
    """What somebody wrote above or inside a table is there after it was approved again, and moves with it."""
    path = file_of(given_practice)
    path.write_text(path.read_text().replace(f'["{ID}"]\n', f'# After supervision.\n["{ID}"]\n# Look at the ending.\n'))
    text("hold you", "carry you")(given_practice)
    approve(opened(given_practice), heard=False)
    said = path.read_text()
    assert said.startswith(HEAD)
    assert f'# After supervision.\n["{ID}"]\n# Look at the ending.\nheard = false\ntext' in said
    assert said.index("preparation/01-b") < said.index("# After supervision.")
    assert standing(given_practice) == Judgement("approved")


def test_two_runs_lose_nothing(tmp_path: Path) -> None:
    """Whoever approves at the same time waits for the other: every entry is there."""
    ids = [f"support/{number:02d}-a" for number in range(24)]
    approval = Approval.of(SAME, heard=False)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda guide: change_approvals(tmp_path, tmp_path / ".guides" / "lock", {guide: approval}), ids))
    assert list(read_approvals(tmp_path).given) == ids
    assert not list(tmp_path.glob("*.part"))


IDS = st.sampled_from([f"{collection}/{number:02d}-a" for collection in ("a", "b-c") for number in range(4)])
HASHES = st.integers(0, 2**160 - 1).map(lambda number: f"{number:040x}")
APPROVALS = st.builds(
    lambda hashes, heard: Approval.of(dict(zip(INGREDIENTS, hashes, strict=True)), heard=heard),
    st.lists(HASHES, min_size=len(INGREDIENTS), max_size=len(INGREDIENTS)),
    st.booleans(),
)


def parsed(written: str) -> Approvals:
    given = {id: Approval(**table) for id, table in tomllib.loads(written).items()}
    return Approvals(TomlText(NAME, written), given)


@given(st.lists(st.dictionaries(IDS, st.none() | APPROVALS, max_size=3), max_size=3))
def test_the_file_says_what_was_last_written(rounds: list[dict[str, Approval | None]]) -> None:
    """After any changes it holds exactly what they leave, sorted, and saying it again changes nothing."""
    said = ""
    expected: dict[str, Approval] = {}
    for changes in rounds:
        said = changed_text(parsed(said), changes)
        for id, approval in changes.items():
            expected.pop(id, None)
            if approval is not None:
                expected[id] = approval
        assert parsed(said).given == expected
        assert list(parsed(said).given) == sorted(expected)
        assert changed_text(parsed(said), {}) == said
        assert changed_text(parsed(said), expected) == said


@given(APPROVALS, APPROVALS)
def test_exactly_what_differs_is_named(first: Approval, second: Approval) -> None:
    """An approval lapses by the ingredients whose hashes differ, in their order."""
    now = {name: getattr(second, name) for name in INGREDIENTS}
    differ = tuple(name for name in INGREDIENTS if getattr(first, name) != now[name])
    assert judged(first, now).changed == differ
    assert judged(second, now).changed == ()
