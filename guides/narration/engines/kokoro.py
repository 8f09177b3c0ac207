"""Kokoro-82M through kokoro-onnx: the default voices."""

import hashlib
import importlib.util
import logging
import threading
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guides.errors import Place, VoiceError
from guides.model.settings import Settings
from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip, joined
from guides.narration.engines import kokoro_model
from guides.narration.engines.kokoro_phonemes import count_of, parts_of, phonemes_of
from guides.narration.engines.kokoro_session import RATE, KokoroSession, damaged
from guides.narration.reading_aloud import pieces
from guides.units import Seconds

Floats = NDArray[np.float32]

PACES = (0.5, 2.0)
PART_PAUSE = Seconds(0.25)
"""Between the parts of a text that is too long for the model."""
LANGUAGES = {"a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "p": "pt-br"}
"""What the first letter of a style's name says."""
DESCRIPTIONS = {
    "af_heart": ("warm and clear, a woman's voice", 0.7, 202.0),
    "af_nicole": ("a whisper, a woman's voice", 0.8, 136.0),
    "am_michael": ("calm, a man's voice", 0.75, 175.0),
    "bf_emma": ("British, a woman's voice", 0.7, 200.0),
    "bm_george": ("British, a man's voice", 0.85, 163.0),
}
"""The shipped styles, the paces that suit them, and how many words a minute they speak
at pace 1, all measured."""
WHISPERS = frozenset({"af_nicole"})
OWN = ("from your own voices file", 0.7, 200.0)
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, AttributeError, TypeError, zipfile.BadZipFile, zlib.error)
"""What numpy raises for a file that is not the archive it should be."""
DISTRIBUTIONS = ("kokoro-onnx", "onnxruntime", "espeakng-loader", "phonemizer", "phonemizer-fork")


def make(settings: Settings, folder: Path) -> "Kokoro":
    """The narrator for the entry point."""
    own = settings.kokoro
    return Kokoro(folder / own.model if own.model else None, folder / own.voices if own.voices else None)


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokenizer: Any
    session: KokoroSession
    styles: Mapping[str, Floats]


class Kokoro:
    """Two calls at a time on one session of one thread each: faster than one call on two."""

    name = "kokoro"
    at_a_time = 2

    def __init__(self, model: Path | None = None, voices: Path | None = None) -> None:
        self._model = model
        self._voices_file = voices or Path(str(files("guides.narration") / "voices" / "kokoro_voices.npz"))
        self._own_voices = voices is not None
        self._lock = threading.Lock()

    def fingerprint(self) -> str:
        return self._fingerprint

    def known(self) -> tuple[Voice, ...]:
        return tuple(_voice(style) for style in self._styles)

    def voices(self) -> tuple[Voice, ...]:
        for package in ("kokoro_onnx", "onnxruntime", "espeakng_loader"):
            if importlib.util.find_spec(package) is None:
                raise VoiceError(f"{package} is not installed.", hint="pip install --force-reinstall session-guides")
        if self._model is None:
            kokoro_model.part_paths()
        else:
            _readable(self._model, "model")
        if not self.known():
            raise damaged(self._voices_file, "voices")
        return self.known()

    def phonemes(self, utterance: Utterance) -> int:
        return count_of(self._phonemes(utterance))

    def speak(self, utterance: Utterance) -> Clip:
        style = self._style(utterance.voice)
        phonemes = self._phonemes(utterance)
        if not count_of(phonemes):
            raise VoiceError("There are no words to speak in this sentence.")
        clips = [self._part(part, style, utterance.pace) for part in parts_of(phonemes)]
        return clips[0] if len(clips) == 1 else joined(clips, PART_PAUSE)

    def _part(self, phonemes: str, style: str, pace: float) -> Clip:
        loaded = self._loaded
        tokens = [number for symbol in phonemes if (number := loaded.tokenizer.vocab.get(symbol)) is not None]
        speed = min(max(pace, PACES[0]), PACES[1])
        return Clip.from_samples(loaded.session.say(tokens, loaded.styles[style], speed), RATE)

    def _phonemes(self, utterance: Utterance) -> str:
        own = _voice(self._style(utterance.voice)).language
        # An accent belongs to its voice; another language belongs to the text.
        language = own if utterance.language.lower().startswith("en") else utterance.language.lower()
        return phonemes_of(pieces(utterance), self._loaded.tokenizer, language)

    def _style(self, voice: str) -> str:
        for style in self._styles:
            if voice == _short(style):
                return style
        names = ", ".join(_short(style) for style in self._styles)
        raise VoiceError(f'The engine kokoro has no voice "{voice}".', hint=f"Its voices are {names}.")

    @cached_property
    def _styles(self) -> tuple[str, ...]:
        if not self._own_voices:
            return tuple(DESCRIPTIONS)
        names = _style_names(self._voices_file)
        return tuple(name for name in names if name[:1] in LANGUAGES)

    @cached_property
    def _fingerprint(self) -> str:
        installed = " ".join(f"{name} {found}" for name in DISTRIBUTIONS if (found := _version(name)))
        model = kokoro_model.SHA256 if self._model is None else _sha256(self._model, "model")
        return f"{installed} model {model} voices {_sha256(self._voices_file, 'voices')}"

    @property
    def _loaded(self) -> _Loaded:
        with self._lock:
            return self._started

    @cached_property
    def _started(self) -> _Loaded:
        model = self._model or kokoro_model.joined_model(kokoro_model.models_folder())
        _readable(model, "model")
        styles = _load_styles(self._voices_file, self._styles)
        return _Loaded(_tokenizer(), KokoroSession(model), styles)


def _tokenizer() -> Any:
    """What turns words into phonemes, by eSpeak NG, without a word on the error output."""
    for noisy in ("phonemizer", "kokoro_onnx"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    from kokoro_onnx.tokenizer import Tokenizer

    logging.getLogger("kokoro_onnx").setLevel(logging.CRITICAL)
    return Tokenizer()


def _load_styles(path: Path, names: tuple[str, ...]) -> dict[str, Floats]:
    """Each style as (510, 1, 256): one vector per number of phonemes."""
    try:
        with np.load(path) as file:
            return {name: np.asarray(file[name], dtype=np.float32).reshape(-1, 1, 256) for name in names}
    except _UNREADABLE as error:
        raise damaged(path, "voices") from error


def _style_names(path: Path) -> tuple[str, ...]:
    _readable(path, "voices")
    try:
        with np.load(path) as file:
            return tuple(sorted(file.files))
    except _UNREADABLE as error:
        raise damaged(path, "voices") from error


def _readable(path: Path, what: str) -> None:
    if not path.is_file():
        raise VoiceError(
            f"The {what} file of the voice is missing.",
            where=Place(str(path)),
            hint=f"Correct `{what}` below [kokoro] in guides.toml, or remove the line to use the one that comes along.",
        )


def _sha256(path: Path, what: str) -> str:
    _readable(path, what)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _short(style: str) -> str:
    return style.partition("_")[2] or style


@cache
def _voice(style: str) -> Voice:
    description, pace, words_per_minute = DESCRIPTIONS.get(style, OWN)
    language = LANGUAGES.get(style[:1], "en-us")
    return Voice(_short(style), "kokoro", description, language, pace, words_per_minute, style in WHISPERS)
