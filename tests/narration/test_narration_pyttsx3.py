"""The system's voices: a child process that is never believed."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from guides.errors import VoiceError
from guides.model.settings import Settings
from guides.model.utterance import Utterance
from guides.narration.engines.pyttsx3 import Pyttsx3, make
from guides.narration.registry import Registry

ABOUT = {"driver": "d", "library": "l", "version": "v", "voices": [{"id": "x", "name": "X", "languages": ["en-us"]}]}
UTTERANCE = Utterance("Rest here.", "pyttsx3", 1.0, "en-us")


def engine(tmp_path: Path, answer_to_speak: str, patience: float = 10.0) -> Pyttsx3:
    """An engine whose child answers `voices` well and `speak` with the given Python code."""
    child = tmp_path / "child.py"
    about = json.dumps({**ABOUT, "errors": []})
    child.write_text(
        "import json, sys, time\n"
        "question = json.load(sys.stdin)\n"
        f"if question['ask'] == 'voices':\n    print({about!r})\n    sys.exit()\n"
        f"{answer_to_speak}\n"
    )
    return Pyttsx3((sys.executable, str(child)), patience, tmp_path)


def test_a_hang_is_stopped(tmp_path: Path) -> None:
    """A child that never answers is killed after the time limit, and that is an error."""
    began = time.monotonic()
    with pytest.raises(VoiceError, match="did not answer"):
        engine(tmp_path, "time.sleep(60)", patience=1.0).speak(UTTERANCE)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "answer",
    [
        "sys.exit(3)",
        "print('Audio saved')",
        "print('{\"errors\": []}')",
        'print(\'{"errors": ["no such voice"]}\')',
        "open(question['path'], 'wb').close(); print('{\"errors\": []}')",
        "open(question['path'], 'wb').write(b'RIFF'); print('{\"errors\": []}')",
    ],
    ids=["dies", "babbles", "writes nothing", "reports an error", "empty file", "broken file"],
)
def test_what_goes_wrong_in_the_child_is_an_error(tmp_path: Path, answer: str) -> None:
    """However the child fails, the answer is one clear error."""
    with pytest.raises(VoiceError):
        engine(tmp_path, answer).speak(UTTERANCE)


def test_quotes_and_foreign_letters_reach_the_voice(registry: Registry) -> None:
    """Any letters pass through to the child, and every word adds its time."""
    narrator, _ = registry.voice("pyttsx3")
    short = narrator.speak(Utterance("A café.", "pyttsx3", 1.0, "en-us")).trimmed()
    longer = narrator.speak(Utterance('A café, "naïve" – it’s Zoë’s.', "pyttsx3", 1.0, "en-us")).trimmed()
    assert longer.seconds > short.seconds + 0.5


def test_a_long_text_is_spoken_whole(tmp_path: Path) -> None:
    """pyttsx3 returns while eSpeak NG still speaks: the file is waited for, however long the text."""
    narrator = make(Settings(), tmp_path)
    sentence = Utterance("Notice how the breath comes and goes by itself.", "pyttsx3", 1.0, "en-us")
    once = narrator.speak(sentence).seconds
    assert narrator.speak(replace(sentence, text=" ".join([sentence.text] * 40))).seconds > 36 * once


def test_many_at_once_are_spoken_alike(tmp_path: Path) -> None:
    """On a busy machine no sentence is quicker than another."""
    narrator = make(Settings(), tmp_path)
    with ThreadPoolExecutor(12) as pool:
        clips = list(pool.map(narrator.speak, [UTTERANCE] * 60))
    assert len({clip.audio.raw_data for clip in clips}) == 1


def test_ipa_is_spoken_by_espeak(tmp_path: Path) -> None:
    """With eSpeak NG a pronunciation in IPA is heard: the longer one takes longer, and is not read out as letters."""
    narrator = make(Settings(), tmp_path)
    plain = replace(UTTERANCE, text="A mudra rests.")
    lengths = [
        narrator.speak(replace(plain, pronounce=(("mudra", said),) if said else ())).trimmed().seconds
        for said in ("", "/mˈuːdɹə/", "/mˈuːdɹəmˈuːdɹəmˈuːdɹə/")
    ]
    assert lengths[1] == pytest.approx(lengths[0], abs=0.2)
    assert 0.4 < lengths[2] - lengths[0] < 1.5


def test_brackets_in_a_text_are_no_phonemes(tmp_path: Path) -> None:
    """Where a driver takes no phonemes the child is asked for words, and a text never has brackets of its own."""
    code = "open(question['path'], 'wb').close()\nsys.exit(3 if question['phonemes'] or '[' in question['text'] else 0)"
    said = replace(UTTERANCE, text="A [[mudra]].", pronounce=(("mudra", "/mˈuːdɹə/"),))
    with pytest.raises(VoiceError, match="broke off"):
        engine(tmp_path, code).speak(said)
