"""The system's own voices through pyttsx3: quick, plain, for drafts."""

import json
import os
import subprocess
import sys
import wave
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from guides.errors import VoiceError
from guides.model.settings import Settings
from guides.model.utterance import Utterance, Voice
from guides.narration.clips import Clip
from guides.narration.engines.espeak_phonemes import with_phonemes
from guides.narration.plausible import estimated_phonemes
from guides.narration.reading_aloud import pieces, words
from guides.store.files import passing_path

WORDS_PER_MINUTE = 160
"""What pace 1 means to the system's voices."""
PATIENCE = 20.0
"""Seconds an answer may take; speaking takes one hundredth of the sound's length."""
DEFAULT = Voice("pyttsx3", "pyttsx3", "the system's own voice; quick, for drafts", "en-us", 1.0, 186.0)
CHILD = "guides.narration.engines.pyttsx3_child"
HINT = "Run `guides doctor`, or choose a voice of another engine."


def make(_settings: Settings, folder: Path) -> "Pyttsx3":
    """The narrator for the entry point."""
    return Pyttsx3((sys.executable, "-P", "-m", CHILD), PATIENCE, folder / ".guides")


class Pyttsx3:
    """Asks one child process per utterance, and believes nothing that it did not check."""

    name = "pyttsx3"
    at_a_time = 2

    def __init__(self, command: tuple[str, ...], patience: float, scratch: Path) -> None:
        """Take what to run for each question, how many seconds to wait for its answer, and where sound may pass.

        That is inside the practice folder: what is spoken may be a client's name, which must
        not stay behind in a folder of the system's when a build is killed.
        """
        self._command = command
        self._scratch = scratch
        self._patience = patience

    def fingerprint(self) -> str:
        about = self._about
        return f"pyttsx3 {_version()} {about['driver']} {about['library']} {about['version']} at {WORDS_PER_MINUTE}"

    def known(self) -> tuple[Voice, ...]:
        return (DEFAULT,)

    def voices(self) -> tuple[Voice, ...]:
        others = [
            Voice(f"pyttsx3:{voice['id']}", self.name, voice["name"], _language(voice), 1.0, 186.0)
            for voice in self._about["voices"]
        ]
        return (DEFAULT, *sorted(others, key=lambda voice: (not voice.language.startswith("en"), voice.name)))

    def phonemes(self, utterance: Utterance) -> int:
        return estimated_phonemes(words(utterance))

    def speak(self, utterance: Utterance) -> Clip:
        voice = self._id_of(utterance)
        rate = round(WORDS_PER_MINUTE * utterance.pace)
        if not words(utterance):
            raise VoiceError("There are no words to speak in this sentence.")
        text, phonemes = self._text_of(utterance)
        with passing_path(self._scratch / "spoken.wav") as path:
            question = {"ask": "speak", "text": text, "phonemes": phonemes, "voice": voice, "rate": rate}
            answer = self._ask({**question, "path": str(path)})
            if answer["errors"]:
                raise VoiceError("The system's voice failed to speak this sentence.", hint=HINT)
            return _read_wav(path)

    def _text_of(self, utterance: Utterance) -> tuple[str, bool]:
        """What to say, and whether phonemes stand in it; of the systems' voices eSpeak NG's alone take them."""
        if not self._about.get("phonemes"):
            return words(utterance), False
        said = pieces(utterance)
        return with_phonemes(said), any(piece.is_ipa for piece in said)

    def _id_of(self, utterance: Utterance) -> str | None:
        """The system's name of the voice; None leaves the system's default."""
        name = utterance.voice.removeprefix("pyttsx3:")
        if utterance.voice == DEFAULT.name:
            return self._default_of(utterance.language.lower())
        if not any(voice["id"] == name for voice in self._about["voices"]):
            raise VoiceError(f'The system has no voice "{name}".', hint="`guides voices` lists those it has.")
        return name

    def _default_of(self, language: str) -> str | None:
        family = language.partition("-")[0]
        tagged = [(voice["id"], _language(voice)) for voice in self._about["voices"]]
        exact = [name for name, tag in tagged if tag == language]
        related = [name for name, tag in tagged if tag.partition("-")[0] == family]
        return next(iter([*exact, *related]), None)

    @cached_property
    def _about(self) -> dict[str, Any]:
        answer = self._ask({"ask": "voices"})
        if answer["errors"] or not answer.get("voices"):
            reason = "; ".join(answer["errors"]) or "it has no voices"
            raise VoiceError(f"The system's voices cannot be used: {reason}.", hint=HINT)
        return answer

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Run one child and take its answer.

        Raises:
            VoiceError: it hung and was stopped, or it broke without an answer.
        """
        try:
            done = subprocess.run(
                self._command,
                input=json.dumps(question).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._patience,
                # Ctrl-C is for the build; a child that has begun may finish or is killed.
                start_new_session=os.name == "posix",
                check=False,
            )
            answer: dict[str, Any] = json.loads(done.stdout)
        except subprocess.TimeoutExpired as error:
            raise VoiceError(
                f"The system's voice did not answer within {self._patience:.0f} seconds and was stopped.", hint=HINT
            ) from error
        except (OSError, ValueError) as error:
            raise VoiceError("The system's voice broke off without an answer.", hint=HINT) from error
        return answer


def _read_wav(path: Path) -> Clip:
    """The sound that a driver says it has written, checked."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            raw = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise VoiceError("The system's voice wrote no sound for this sentence.", hint=HINT) from error
    if width != 2 or not raw:
        raise VoiceError("The system's voice wrote no usable sound for this sentence.", hint=HINT)
    samples = np.frombuffer(raw, dtype="<i2").reshape(-1, channels).mean(axis=1) / 32767
    return Clip.from_samples(samples.astype(np.float32), rate)


def _language(voice: dict[str, Any]) -> str:
    tags = voice["languages"]
    return str(tags[0]).lower().replace("_", "-") if tags else ""


def _version() -> str:
    try:
        return version("pyttsx3")
    except PackageNotFoundError:
        return "none"
