"""Whisper through faster-whisper: the recogniser that comes with the extra `proof`."""

import hashlib
import importlib.util
import threading
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from guides.errors import Place, ProofError
from guides.proof import whisper_model
from guides.proof.recogniser import Floats, HeardWord
from guides.store.files import digest_of
from guides.units import Seconds

BEAM = 5
NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Without a tokenizer of its own a model would ask the network for one."""


class Whisper:
    """One model on the CPU, in whole numbers of eight bits; never downloads anything."""

    def __init__(self, model: str | None, folder: Path, threads: int = 1) -> None:
        """Take what to hear with; the model is loaded by the first `hear`.

        Args:
            model: a folder with a model converted for faster-whisper, from `folder` on; or
                the name of one that is on this machine already; None for the one that
                comes along.
            folder: the practice folder.
            threads: how many cores one hearing uses.
        """
        self._model_name = model
        self._folder = folder
        self._threads = threads
        self._lock = threading.Lock()

    def fingerprint(self) -> str:
        return self._fingerprint

    def hear(self, samples: Floats, language: str) -> tuple[HeardWord, ...]:
        code = language.lower().partition("-")[0]
        if not samples.any():
            return ()
        with self._lock:
            model = self._model
            if code not in model.supported_languages:
                raise ProofError(
                    f'The recogniser does not know the language "{language}".',
                    hint="Write `language` in guides.toml or in the script as en-us or en-gb, for example.",
                )
            segments, _ = model.transcribe(
                samples,
                language=code,
                beam_size=BEAM,
                # One temperature: Whisper would otherwise guess by chance where it is unsure.
                temperature=0.0,
                # What it heard before must not talk it into what comes next.
                condition_on_previous_text=False,
                word_timestamps=True,
            )
            words = [word for segment in segments for word in segment.words]
        return tuple(
            HeardWord(word.word.strip(), Seconds(float(word.start)), Seconds(float(word.end)), float(word.probability))
            for word in words
            if word.word.strip()
        )

    @cached_property
    def _fingerprint(self) -> str:
        _check_installed()
        path = self._path
        if path is None:
            model = whisper_model.FILES["model.bin"]
        else:
            files = sorted(file for file in path.iterdir() if file.is_file())
            model = hashlib.sha256("".join(file.name + digest_of(file) for file in files).encode()).hexdigest()
        installed = " ".join(f"{name} {version(name)}" for name in ("faster-whisper", "ctranslate2"))
        return f"{installed} beam {BEAM} model {model}"

    @cached_property
    def _path(self) -> Path | None:
        """The folder of the model; None for the one that comes along."""
        if self._model_name is None:
            return None
        path = self._folder / self._model_name
        if not path.is_dir():
            path = _on_this_machine(self._model_name)
        for name in NEEDED:
            if not (path / name).is_file():
                raise ProofError(
                    f"The recogniser's model has no {name}.",
                    where=Place(str(path)),
                    hint="Name the folder of a model that is converted for faster-whisper, or take `model` below "
                    "[proof] out of guides.toml to use the one that comes along.",
                )
        return path

    @cached_property
    def _model(self) -> Any:
        _check_installed()
        from faster_whisper import WhisperModel

        path = self._path
        files = whisper_model.shipped_files() if path is None else None
        try:
            return WhisperModel(
                str(path or "whisper-base"),
                device="cpu",
                compute_type="int8",
                cpu_threads=self._threads,
                local_files_only=True,
                files=files,
            )
        # For damaged files tokenizers raises the plain Exception, ctranslate2 several others.
        except Exception as error:
            raise ProofError(
                "The recogniser's model is damaged, or not one that is converted for faster-whisper.",
                where=Place(str(path)) if path else None,
                hint="Name another below [proof] in guides.toml, or take `model` out to use the one that comes along.",
            ) from error


def _check_installed() -> None:
    """Say what is missing before anything tries to load it."""
    if importlib.util.find_spec("faster_whisper") is None:
        raise ProofError("The recogniser is not installed.", hint=whisper_model.INSTALL)


def _on_this_machine(name: str) -> Path:
    """The folder of a model that was downloaded before, by its name."""
    from faster_whisper import download_model

    try:
        return Path(download_model(name, local_files_only=True))
    except (OSError, ValueError) as error:
        raise ProofError(
            f"There is no model called {name} for the recogniser on this machine, and guides downloads none.",
            hint="Write the path of its folder as `model` below [proof] in guides.toml, or take the line out to use "
            "the one that comes along.",
        ) from error
