"""A guide is listened to: wrong lines are found, right ones are left alone, and what can be mended is."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from practices import Practice
from whistling import SENTENCES, Listener, Only, Whistler

from guides.build.events import Event, GuideProofed, GuideUnheard
from guides.build.proofing import Proof, proof
from guides.build.request import Request
from guides.build.run import build
from guides.build.workshop import Workshop, open_workshop
from guides.model.utterance import Utterance
from guides.proof.recogniser import HeardWord
from guides.store.practice import PracticeFolder

BODY = """
Welcome to this quiet room. [pause 2s] Feel both feet on the floor, and the chair that holds you.

[breathe in 4s, out 5s, 3 times]

Nothing has to happen now{, name}.

A part may keep watch. Stay as long as it feels right.
"""
FLOOR = SENTENCES[1]
ID = "support/01-room"
SHOWN = f"scripts/{ID}.md"


@dataclass
class Room:
    """A practice whose voice whistles, and someone who listens."""

    practice: Practice
    whistler: Whistler = field(default_factory=Whistler)
    listener: Listener = field(default_factory=Listener)
    told: list[Event] = field(default_factory=list)

    def workshop(self, *names: str) -> Workshop:
        opened = open_workshop(PracticeFolder(self.practice.root), Request(names, jobs=2), self.told.append)
        return replace(opened, registry=Only(opened.settings, self.whistler, self.practice.root))

    def build(self) -> None:
        outcome = build(self.workshop())
        assert not outcome.failed

    def proof(self, *names: str, fix: bool = False) -> Proof:
        self.told.clear()
        return proof(self.workshop(*names), self.listener, fix=fix)

    def heard(self, id: str = ID) -> GuideProofed:
        (found,) = [event for event in self.told if isinstance(event, GuideProofed) and event.id == id]
        return found

    @property
    def differs(self) -> list[tuple[str, str, str]]:
        """Place, written and heard of everything that is sure."""
        return [(str(each.place), each.written, each.heard) for each in self.heard().misheard if each.sure]


@pytest.fixture
def room(practice: Practice) -> Room:
    """One guide, written and not built yet."""
    practice.write(ID, BODY, "title: A room\nmusic: off\n")
    return Room(practice)


def slip(of: str, into: Callable[[str], str]) -> Callable[[Utterance], str]:
    """Speaks one sentence otherwise, however it is asked for."""
    return lambda utterance: utterance.text.replace(of, into(of))


def test_a_good_guide_raises_no_suspicion(room: Room) -> None:
    """Every word is heard, fallbacks and breathing included, and nothing is listened to twice."""
    room.build()
    assert room.proof() == Proof((ID,), (), ())
    assert room.heard() == GuideProofed(ID, words=38, errors=0, misheard=())
    asked = len(room.listener.calls)
    assert 0 < asked <= 3
    assert room.proof() == Proof((ID,), (), ())
    assert len(room.listener.calls) == asked


@pytest.mark.parametrize(
    ("said", "written", "heard"),
    [
        (FLOOR.replace("floor", "ceiling"), "floor", "ceiling"),
        (FLOOR.replace("both ", ""), "both", ""),
        (FLOOR.replace("holds", "never holds"), "", "never"),
    ],
)
def test_a_wrong_line_is_named(room: Room, said: str, written: str, heard: str) -> None:
    """A narrator that says another word, drops one, or adds one is found out, at the line, and nowhere else."""
    room.whistler.slips = slip(FLOOR, lambda _: said)
    room.build()
    assert room.proof() == Proof((ID,), (ID,), ())
    assert room.differs == [(f"{SHOWN}:6:40", written, heard)]
    assert room.heard().errors == 1
    (found,) = room.heard().misheard
    assert found.place.source is not None
    assert 3.0 < found.at < 8.0


def test_a_line_that_is_heard_right_once_is_no_error(room: Room) -> None:
    """A recogniser that errs in long company, or only alone, is asked again before anything is said."""

    def errs(words: tuple[HeardWord, ...]) -> tuple[HeardWord, ...]:
        return tuple(
            replace(word, text="ceiling") if word.text == "floor" and len(words) > 20 else word for word in words
        )

    room.listener.errs = errs
    room.build()
    assert room.proof() == Proof((ID,), (), ())
    assert room.heard().errors == 0


def test_a_guess_is_told_as_one(room: Room) -> None:
    """Words that the recogniser only guesses are told as such, and make no guide suspicious."""

    def errs(words: tuple[HeardWord, ...]) -> tuple[HeardWord, ...]:
        return tuple(replace(word, text="flaw", probability=0.2) if word.text == "floor" else word for word in words)

    room.listener.errs = errs
    room.build()
    assert room.proof() == Proof((ID,), (), ())
    assert [(each.written, each.heard, each.sure) for each in room.heard().misheard] == [("floor", "flaw", False)]


def test_what_is_not_built_is_not_listened_to(room: Room) -> None:
    """A guide that was never built, or was changed since, says what to do; others are listened to all the same."""
    room.practice.write("support/02-more", "Stay as long as it feels right.", "title: More\nmusic: off\n")
    assert room.proof() == Proof((), (), (ID, "support/02-more"))
    room.build()
    room.practice.write(ID, BODY.replace("chair", "floor"), "title: A room\nmusic: off\n")
    assert room.proof() == Proof(("support/02-more",), (), (ID,))
    (unheard,) = [event for event in room.told if isinstance(event, GuideUnheard)]
    assert unheard.problems[0].hint == f"Build it first: guides build {ID}"
    assert unheard.problems[0].place.file == SHOWN


def test_a_changed_line_makes_few_lines_be_heard_again(room: Room) -> None:
    """In a long guide, one changed line costs the hearing of the lines around it."""
    texts = [SENTENCES[at % len(SENTENCES)] for at in range(30)]
    room.practice.write(ID, "\n\n".join(texts), "title: Long\nmusic: off\n")
    room.build()
    room.proof()
    assert len(room.listener.calls) >= 4
    assert max(room.listener.calls) <= 28.0
    room.listener.calls.clear()
    texts[15] = "Stay."
    room.practice.write(ID, "\n\n".join(texts), "title: Long\nmusic: off\n")
    room.build()
    assert room.proof() == Proof((ID,), (), ())
    assert 0 < len(room.listener.calls) <= 3


def test_a_line_that_only_fails_plainly_is_mended_for_good(room: Room) -> None:
    """What is heard better in another way is written down without its words, spoken so by the next build, and gives
    the same bytes again when the cache is gone; guides that do not say it are not built again."""
    room.practice.write("support/02-more", "Stay as long as it feels right.", "title: More\nmusic: off\n")
    plainly = FLOOR.replace("both ", "")
    room.whistler.slips = lambda utterance: (
        plainly if (utterance.text, utterance.pace) == (FLOOR, 1.0) else utterance.text
    )
    room.build()
    before = room.practice.sounds()
    assert room.proof(fix=True) == Proof((ID, "support/02-more"), (), ())
    assert [str(line.place) for line in room.heard().mended] == [f"{SHOWN}:6:40"]
    written = (room.practice.root / "spoken.toml").read_text(encoding="utf-8")
    assert [line.partition(" ")[2] for line in written.splitlines() if "=" in line] == [
        f'= "{room.heard().mended[0].way}"'
    ]
    assert "feet" not in written
    room.told.clear()
    outcome = build(room.workshop())
    assert (outcome.built, outcome.fresh) == ((ID,), ("support/02-more",))
    assert room.proof() == Proof((ID, "support/02-more"), (), ())
    mended = room.practice.sounds()
    assert mended != before
    shutil.rmtree(room.practice.root / ".guides")
    room.build()
    assert room.practice.sounds() == mended


def test_what_stays_wrong_is_said(room: Room) -> None:
    """A line that is wrong in every way stays suspicious, and nothing is written down for it."""
    room.whistler.slips = lambda utterance: utterance.text.replace("floor", "ceiling")
    room.build()
    assert room.proof(fix=True) == Proof((ID,), (ID,), ())
    assert room.differs == [(f"{SHOWN}:6:40", "floor", "ceiling")]
    assert room.heard().mended == ()
    assert not (room.practice.root / "spoken.toml").exists()


def test_equal_lines_are_mended_once(room: Room) -> None:
    """A sentence that a guide says twice is written down once, and both are heard right afterwards."""
    room.practice.write(ID, f"{FLOOR}\n\n[pause 5s]\n\n{FLOOR}", "title: Twice\nmusic: off\n")
    plainly = FLOOR.replace("both ", "")
    room.whistler.slips = lambda utterance: (
        plainly if (utterance.text, utterance.pace) == (FLOOR, 1.0) else utterance.text
    )
    room.build()
    assert room.proof() == Proof((ID,), (ID,), ())
    assert len(room.differs) == 2
    assert room.proof(fix=True) == Proof((ID,), (), ())
    assert len(room.heard().mended) == 1


def test_what_is_heard_is_the_voice_stem(room: Room) -> None:
    """What the recogniser is given is the stem that `--stems` writes, to the sample."""
    import numpy as np
    from listening import decoded

    from guides.build.spoken_guide import spoken_guide
    from guides.build.texts import read_scripts
    from guides.units import Frames

    workshop = room.workshop()
    build(replace(workshop, request=replace(workshop.request, stems=True)))
    written = decoded(room.practice.out(f"{ID}.voice.flac"))[:, 0]
    (read,) = read_scripts(workshop, workshop.folder.chosen(()))
    heard = spoken_guide(workshop, read.understood(), room.listener).ear.stem(Frames(0), Frames(len(written)))
    assert np.abs(heard - written).max() < 2**-15


SPOILED = {
    "another way": ('{key} = "louder"\n', "plain, carrier"),
    "no hash": ('"Feel your feet" = "carrier"\n', "This cannot be"),
    "a table": ("[{key}]\n", "This cannot be"),
    "not TOML": ("{key} = carrier\n", "not TOML"),
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_spoken_toml_changed_by_hand_is_named_with_its_line(room: Room, spoiled: str) -> None:
    """What guides did not write is an error at its line, in words, and no guide is touched."""
    line, said = SPOILED[spoiled]
    (room.practice.root / "spoken.toml").write_text("# mine\n" + line.replace("{key}", "0" * 40), encoding="utf-8")
    ran = room.practice.run("build")
    assert ran.code == 1
    assert "spoken.toml:2:" in ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
