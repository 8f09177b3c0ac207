"""One long recording becomes takes: found by their words, cut in pauses, the last whole reading of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from practices import Practice, Ran
from recordings import RATE, Sound, save, silence, speech, spoken

from guides.build.request import Request
from guides.build.splitting import Memo, split_memo
from guides.build.texts import read_scripts
from guides.build.workshop import open_workshop
from guides.proof.readings import find_readings
from guides.proof.recogniser import HEARING_RATE, Floats, HeardWord
from guides.store.practice import PracticeFolder
from guides.units import Seconds

ID = "preparation/01-a"
WELCOME = "Welcome. Find a position that works for you, with your eyes open or closed."
PART = "See if some part of you is unsure about what comes next. It is welcome here."
REST = "Rest."
BACK = "And now come back, rest your eyes on one thing, and take your time."
BODY = f"[take #welcome]\n\n{WELCOME}\n\n[take #part]\n\n{PART}\n\n[take #rest]\n\n{REST}\n\n[take #back]\n\n{BACK}"


@dataclass
class Fake:
    """Hears the words of a memo that was put together here: each utterance lasts as long as its hum."""

    said: Sequence[tuple[str, float]]
    late: float = 0.0
    """Seconds by which it sets every word too late."""

    def fingerprint(self) -> str:
        return "fake"

    def hear(self, samples: Floats, language: str) -> tuple[HeardWord, ...]:
        assert language == "en-us"
        loud = np.flatnonzero(np.abs(samples) > 1e-4)
        if not len(loud):
            return ()
        gaps = np.flatnonzero(np.diff(loud) > 0.4 * HEARING_RATE)
        starts = [loud[0], *loud[gaps + 1]]
        ends = [*loud[gaps], loud[-1]]
        heard: list[HeardWord] = []
        for start, end in zip(starts, ends, strict=True):
            words = self._next(float(end - start) / HEARING_RATE).split()
            step = (end - start) / HEARING_RATE / max(len(words), 1)
            for number, word in enumerate(words):
                at = start / HEARING_RATE + number * step + self.late
                heard.append(HeardWord(word, Seconds(at), Seconds(at + step), 0.9))
        return tuple(heard)

    def _next(self, seconds: float) -> str:
        """The utterance of this length: each has one of its own."""
        return min(self.said, key=lambda each: abs(each[1] - seconds))[0]


def _memo(path: Path, said: Sequence[str]) -> Fake:
    """A memo in which these are said one after another with rests between, each with a hum of a length of its own."""
    lengths = [1.0 + 0.35 * number for number in range(len(said))]
    parts = [silence(1)]
    for number, length in enumerate(lengths):
        hum = 0.2 * np.sin(2 * np.pi * (200 + 10 * number) * np.arange(round(length * RATE)) / RATE)
        parts += [hum.astype(np.float32), silence(1.5)]
    save(path, np.concatenate(parts))
    return Fake(list(zip(said, lengths, strict=True)))


@pytest.fixture
def guide(practice: Practice) -> Practice:
    practice.write(ID, BODY, "music: off")
    return practice


def _split(practice: Practice, fake: object, path: Path) -> Memo:
    workshop = open_workshop(PracticeFolder(practice.root), Request(), lambda _: None)
    (read,) = read_scripts(workshop, workshop.folder.chosen((ID,)))
    return split_memo(workshop, read.understood(), path, fake)  # type: ignore[arg-type]


def _hum(sound: Sound) -> float:
    """The pitch of the hum in a take, and so which utterance it is."""
    spectrum = np.abs(np.fft.rfft(sound, 8 * RATE))
    return float(spectrum.argmax() / 8)


@pytest.mark.parametrize("late", [-0.25, 0.0, 0.25])
def test_cuts_lie_in_the_middle_of_pauses(guide: Practice, tmp_path: Path, late: float) -> None:
    """Each take begins and ends in the middle of its pause, however unsure the recogniser is of the times."""
    fake = _memo(tmp_path / "memo.wav", [WELCOME, PART, REST, BACK])
    fake.late = late
    memo = _split(guide, fake, tmp_path / "memo.wav")
    assert [cut.take.label for cut in memo.cuts] == ["welcome", "part", "rest", "back"]
    at = 1.0
    for number, cut in enumerate(memo.cuts):
        length = 1.0 + 0.35 * number
        assert cut.start / RATE == pytest.approx(at - (0.5 if not number else 0.75), abs=0.03)
        assert cut.end / RATE == pytest.approx(at + length + 0.75, abs=0.03)
        at += length + 1.5
        assert not np.abs(memo.sound(cut)[[0, -1]]).any()


def test_the_last_whole_reading_counts(guide: Practice, tmp_path: Path) -> None:
    """A slip, a second reading, one that broke off, and a paragraph said again at the end."""
    said = [
        "Testing one two three.",
        "Welcome. Find a",
        WELCOME,
        PART,
        "oh no, once more",
        PART,
        "See if some part",
        REST,
        BACK,
        WELCOME,
        "That was all, thank you.",
    ]
    memo = _split(guide, _memo(tmp_path / "memo.wav", said), tmp_path / "memo.wav")
    assert memo.unheard == ()
    pitches = {cut.take.label: (_hum(memo.sound(cut)) - 200) / 10 for cut in memo.cuts}
    assert {label: round(number) for label, number in pitches.items()} == {
        "welcome": 9,
        "part": 5,
        "rest": 7,
        "back": 8,
    }
    assert {cut.take.label: cut.reading.times for cut in memo.cuts} == {"welcome": 2, "part": 2, "rest": 1, "back": 1}


def test_what_was_not_said_is_not_found(guide: Practice, tmp_path: Path) -> None:
    """A paragraph that is missing, or of which half is missing, is named; a word inside another is not taken for it."""
    said = [WELCOME, "See if some part of you is", BACK]
    memo = _split(guide, _memo(tmp_path / "memo.wav", said), tmp_path / "memo.wav")
    assert [cut.take.label for cut in memo.cuts] == ["welcome", "back"]
    assert [take.label for take in memo.unheard] == ["part", "rest"]


def test_words_misheard_here_and_there_do_not_matter(guide: Practice, tmp_path: Path) -> None:
    """A few words heard otherwise are counted, and the paragraph is found."""
    wrong = WELCOME.replace("position", "physician").replace("closed", "clothes")
    said = [wrong, PART.replace("unsure", "and sure"), REST, BACK]
    memo = _split(guide, _memo(tmp_path / "memo.wav", said), tmp_path / "memo.wav")
    assert [cut.reading.errors for cut in memo.cuts] == [2, 2, 0, 0]
    assert memo.cuts[0].reading.heard == wrong


def _words(text: str) -> tuple[HeardWord, ...]:
    return tuple(HeardWord(word, Seconds(n * 0.4), Seconds(n * 0.4 + 0.4), 0.9) for n, word in enumerate(text.split()))


def test_equal_paragraphs_are_read_in_their_order() -> None:
    """Two paragraphs of the same words take the first and the second reading."""
    heard = _words(f"{WELCOME} and so on {WELCOME}")
    first, second = find_readings([WELCOME, WELCOME], heard, "en-us", str)
    assert first is not None
    assert second is not None
    assert first.end <= second.start


def test_nothing_heard_finds_nothing() -> None:
    """Silence, and words of something else."""
    assert find_readings([WELCOME, REST], (), "en-us", str) == (None, None)
    assert find_readings([WELCOME], _words("An entirely different story about ships"), "en-us", str) == (None,)
    assert find_readings([], _words("Hello"), "en-us", str) == ()


def _spoken_memo(path: Path) -> Path:
    """A phone's recording of somebody who reads the sheet, with a slip."""
    said = ["Welcome. Find a position that. Sorry.", WELCOME, PART, REST, BACK]
    parts = [silence(1.0)]
    for text in said:
        parts += [spoken(text), silence(1.6)]
    return save(path, np.concatenate(parts), RATE)


def test_a_real_recogniser_finds_them(guide: Practice, tmp_path: Path) -> None:
    """From memo to takes with the recogniser that comes along; the guide is then built from them alone."""
    path = _spoken_memo(tmp_path / "memo.m4a")
    ran = guide.run("--json", "takes", "split", ID, str(path), "--yes")
    assert ran.code == 0, ran.err
    kept = {event["label"]: event for event in ran.events if event["event"] == "take-kept"}
    assert set(kept) == {"welcome", "part", "rest", "back"}
    assert all(event["errors"] <= event["words"] * 0.2 for event in kept.values())
    assert kept["welcome"]["start"] > 3
    built: Ran = guide.run("--json", "build")
    assert built.code == 0, built.err
    assert not [event for event in built.events if event["event"] == "problem"], built.out
    assert guide.report[ID]["spoken_now"] == 0


@pytest.fixture
def heard(guide: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memo of two takes, heard by a recogniser that is quick; there are no loudspeakers."""
    from guides.proof import whisper

    path = tmp_path / "memo.wav"
    fake = _memo(path, [WELCOME, PART])
    monkeypatch.setattr(whisper, "Whisper", lambda *_: fake)
    return path


def _answers(guide: Practice, answers: str, *arguments: str) -> Ran:
    """The command as a process whose questions are answered."""
    import io
    import sys
    from unittest.mock import patch

    with patch.object(sys, "stdin", io.StringIO(answers)):
        return guide.run("takes", "split", ID, *arguments)


def test_each_take_is_confirmed(guide: Practice, heard: Path) -> None:
    """Words and length are shown; kept, heard again, or skipped as the answer says; others are named as not heard."""
    ran = _answers(guide, "again\nkeep\nskip\n", str(heard))
    assert ran.code == 0, ran.err
    assert f"heard: {WELCOME}" in ran.out
    assert ran.out.count("There are no loudspeakers here") == 3
    assert "#rest was not heard" in ran.out
    assert [path.name for path in sorted((guide.root / "takes" / ID).iterdir())] == ["takes.toml", "welcome.flac"]


def test_nothing_is_replaced_without_a_question(guide: Practice, heard: Path) -> None:
    """With --yes what is there stays; asked, the default is no; replaced, the old one is put aside."""
    folder = guide.root / "takes" / ID
    old = save(folder / "welcome.mp3", speech(3))
    before = old.read_bytes()
    ran = guide.run("takes", "split", ID, str(heard), "--yes")
    assert ran.code == 0
    assert "There is a recording for #welcome already: welcome.mp3." in ran.err
    assert old.read_bytes() == before
    assert (folder / "part.flac").is_file()
    _answers(guide, "keep\n\n", str(heard), "--to", "welcome")
    assert not (folder / "welcome.flac").exists()
    _answers(guide, "keep\ny\n", str(heard), "--to", "welcome")
    assert (folder / "welcome.flac").is_file()
    assert (folder / "older" / "welcome.mp3").read_bytes() == before
    assert "says something else" not in guide.run("check").err


def test_only_the_takes_that_are_meant(guide: Practice, heard: Path) -> None:
    """`--to` chooses; a wrong label names the nearest."""
    assert guide.run("takes", "split", ID, str(heard), "--yes", "--to", "part").code == 0
    assert (guide.root / "takes" / ID / "part.flac").is_file()
    assert not (guide.root / "takes" / ID / "welcome.flac").exists()
    ran = guide.run("takes", "split", ID, str(heard), "--to", "parts")
    assert (ran.code, "Did you mean part?" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [("missing.m4a", "no such recording", 1), ("letter.m4a", "no sound", 1), ("silent.wav", "0 kept", 1)],
)
def test_what_cannot_be_split(guide: Practice, tmp_path: Path, heard: Path, name: str, said: str, code: int) -> None:
    """Missing, no sound, or nothing in it: said in words, and nothing is written."""
    (tmp_path / "letter.m4a").write_text("Dear all")
    save(tmp_path / "silent.wav", silence(3))
    ran = guide.run("takes", "split", ID, str(tmp_path / name), "--yes")
    assert ran.code == code
    assert said in ran.err + ran.out
    assert "Traceback" not in ran.err
    assert not (guide.root / "takes" / ID).exists()


def test_questions_need_somebody(guide: Practice, heard: Path) -> None:
    """In --json nobody can answer."""
    ran = guide.run("--json", "takes", "split", ID, str(heard))
    assert ran.code == 2
    assert "--yes" in ran.out
