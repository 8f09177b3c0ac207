"""The real recogniser hears real speech, and says plainly what it lacks."""

import importlib.util
import shutil
import socket
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
import soxr

from guides import speak
from guides.errors import ProofError
from guides.proof import whisper_model
from guides.proof.alignment import align
from guides.proof.recogniser import HEARING_RATE, Floats
from guides.proof.whisper import Whisper

TEXT = "There is nothing you need to do right now, and nowhere to be."
WITHOUT = "a folder without any model"


@pytest.fixture(scope="module")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> Whisper:
    return Whisper(None, tmp_path_factory.mktemp("practice"), threads=2)


@pytest.fixture(scope="module")
def spoken() -> Floats:
    """The text in the default voice, with silence on either side."""
    audio = speak(TEXT)
    samples = np.frombuffer(audio.raw_data, dtype="<i2").astype(np.float32) / 32768
    heard: Floats = soxr.resample(samples, audio.frame_rate, HEARING_RATE)
    return np.pad(heard, HEARING_RATE // 2)


def test_it_hears_what_was_spoken_and_when(whisper: Whisper, spoken: Floats) -> None:
    """Every word of a spoken sentence is heard, in order and inside the sound; other words would be named."""
    words = whisper.hear(spoken, "en-us")
    right, wrong = (align([text], words, "en-us", str)[0] for text in (TEXT, TEXT.replace("need", "ought")))
    assert right.differences == ()
    assert [(each.written, each.heard) for each in wrong.differences] == [("ought", "need")]
    times = [time for word in words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[1] < 1.2
    assert times[-1] < len(spoken) / HEARING_RATE
    assert all(0 < word.probability <= 1 for word in words)


def test_silence_has_no_words(whisper: Whisper) -> None:
    """Where nothing sounds, nothing is heard."""
    assert whisper.hear(np.zeros(3 * HEARING_RATE, dtype=np.float32), "en-us") == ()
    assert whisper.hear(np.zeros(0, dtype=np.float32), "en-us") == ()


def test_an_unknown_language_is_named(whisper: Whisper, spoken: Floats) -> None:
    """A language that the model does not know is an error that says what to write."""
    with pytest.raises(ProofError, match="zz-top") as caught:
        whisper.hear(spoken, "zz-top")
    assert caught.value.hint is not None
    assert "en-us" in caught.value.hint


@pytest.mark.parametrize("missing", ["faster_whisper", whisper_model.PACKAGES[1]])
def test_a_missing_extra_is_named_with_the_line_that_installs_it(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library, or without a part of its model, the error says what to install."""
    find = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == missing else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    monkeypatch.setattr(whisper_model, "find_spec", without)
    with pytest.raises(ProofError, match="not installed") as caught:
        Whisper(None, tmp_path).fingerprint()
    assert caught.value.hint == "pip install 'session-guides[proof]'"


def test_a_damaged_package_is_told_from_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One changed byte in the installed model is found before anything is heard with it."""
    for package in whisper_model.PACKAGES:
        found = importlib.util.find_spec(package)
        assert found is not None
        assert found.origin is not None
        shutil.copytree(Path(found.origin).parent, tmp_path / package)
    part = tmp_path / whisper_model.PACKAGES[1] / "data" / "model.bin.part2"
    with part.open("r+b") as file:
        file.seek(1000)
        file.write(b"X")
    copies = {
        name: ModuleSpec(name, None, origin=str(tmp_path / name / "__init__.py")) for name in whisper_model.PACKAGES
    }
    monkeypatch.setattr(whisper_model, "find_spec", copies.get)
    with pytest.raises(ProofError, match="damaged") as caught:
        whisper_model.shipped_files()
    assert "--force-reinstall" in str(caught.value.hint)
    part.unlink()
    with pytest.raises(ProofError, match="damaged"):
        whisper_model.shipped_files()


def test_a_model_of_ones_own_is_named_where_it_cannot_be_used(tmp_path: Path, spoken: Floats) -> None:
    """A name that is not on this machine, a folder without a model, and one with a damaged model are errors."""
    with pytest.raises(ProofError, match="guides downloads none"):
        Whisper("small", tmp_path).fingerprint()
    (tmp_path / WITHOUT).mkdir()
    with pytest.raises(ProofError, match=r"has no model\.bin"):
        Whisper(WITHOUT, tmp_path).fingerprint()
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (broken / name).write_text("{}")
    for _ in range(2):
        with pytest.raises(ProofError, match="damaged, or not one"):
            Whisper("broken", tmp_path).hear(spoken, "en-us")


def test_a_model_of_ones_own_hears_the_same_every_time_and_without_a_network(
    tmp_path: Path, whisper: Whisper, spoken: Floats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder with the same model, on another number of threads, hears the same words at the same times, and asks
    no network; it counts as another model once its files differ."""

    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise AssertionError("a network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    for name, content in whisper_model.shipped_files().items():
        (folder / name).write_bytes(content)
    mine = Whisper("models/mine", tmp_path, threads=1)
    assert mine.hear(spoken, "en-gb") == whisper.hear(spoken, "en-us")
    before = mine.fingerprint()
    (folder / "config.json").write_bytes((folder / "config.json").read_bytes() + b"\n")
    assert Whisper("models/mine", tmp_path).fingerprint() != before
