"""Kokoro's model in onnxruntime, and the start of speech in what it makes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guides.errors import Place, VoiceError
from guides.sound.fades import gentle

Floats = NDArray[np.float32]

RATE = 24_000
DURATIONS = "/encoder/Round_output_0"
"""Inside the model: how many frames each symbol lasts. Newer exports hand it out as `duration`."""
LEAD = 0.1
"""A first sound is under way by so many seconds before the end of the symbol in front of
it (looked at, and checked by a speech recogniser, for heart and michael)."""
FADE = 0.05
"""What is left of the murmur is faded under the first sound's own beginning."""
UNHURRIED = 0.95
"""Below this pace the murmur is heard."""


class KokoroSession:
    """The model on one thread; may be called from several threads at once."""

    def __init__(self, model: Path) -> None:
        """Load a model file.

        Raises:
            VoiceError: it is damaged, or not one of Kokoro's.
        """
        self._session = _start(model)
        inputs = {item.name for item in self._session.get_inputs()}
        outputs = [item.name for item in self._session.get_outputs()]
        self._tokens = "tokens" if "tokens" in inputs else "input_ids"
        durations = next((name for name in ("duration", DURATIONS) if name in outputs), None)
        self._outputs = outputs[:1] if durations is None else [outputs[0], durations]

    def say(self, tokens: Sequence[int], style: Floats, pace: float) -> Floats:
        """The symbols as sound at `RATE`, beginning where the speech begins, shape (n,).

        Below its natural pace the model stretches the empty symbol in front of a text as
        well, and fills it with a murmur of up to 0.3 s that listeners hear as "uh" or
        "I". So everything before the first sound's own start is left out.

        Args:
            tokens: what the vocabulary makes of phonemes.
            style: shape (510, 1, 256), one vector per number of symbols.
            pace: 1 is natural.
        """
        given = {
            self._tokens: np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": style[min(len(tokens), len(style)) - 1],
            "speed": np.array([pace], dtype=np.float32),
        }
        try:
            sound, *more = self._session.run(self._outputs, given)
        except _runtime_errors() as error:
            raise VoiceError("The voice model failed to speak this sentence.", hint="Write it differently.") from error
        samples = np.asarray(sound, dtype=np.float32).ravel()
        if not more or pace >= UNHURRIED:
            return samples
        return _from_speech_on(samples, np.asarray(more[0]).ravel())


def _from_speech_on(samples: Floats, frames: NDArray[np.floating[Any]]) -> Floats:
    """The sound from where its first symbol starts, told from the frames of each symbol."""
    boundary = len(samples) * float(frames[0]) / max(float(frames.sum()), 1.0)
    speech = samples[max(round(boundary - LEAD * RATE), 0) :].copy()
    count = min(round(FADE * RATE), len(speech))
    speech[:count] *= gentle((np.arange(count) + 0.5) / max(count, 1))
    return speech


def _start(model: Path) -> Any:
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    providers = ["CPUExecutionProvider"]
    try:
        raw = model.read_bytes()
        plain = (
            onnxruntime.InferenceSession(raw, options, providers=providers) if DURATIONS.encode() not in raw else None
        )
        return plain or onnxruntime.InferenceSession(_with_output(raw, DURATIONS), options, providers=providers)
    except _runtime_errors() as error:
        raise damaged(model, "model") from error


def damaged(path: Path, what: str) -> VoiceError:
    """The error for a file of the voice that cannot be used."""
    return VoiceError(
        f"The {what} file of the voice is damaged, or not one of Kokoro's.",
        where=Place(str(path)),
        hint=f"Download it again, or remove `{what}` below [kokoro] in guides.toml to use the one that comes along.",
    )


def _runtime_errors() -> tuple[type[Exception], ...]:
    """What onnxruntime raises; it has no common class for it."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    names = ("Fail", "InvalidArgument", "InvalidProtobuf", "InvalidGraph", "NoSuchFile", "NotImplemented")
    found = tuple(getattr(state, name) for name in (*names, "RuntimeException"))
    return (OSError, RuntimeError, ValueError, *found)


def _with_output(model: bytes, tensor: str) -> bytes:
    """The model with one of its inner tensors as a further output.

    Protocol buffers that follow each other are merged field by field, so an output is
    added by appending `ModelProto.graph (7) → output (12) → name (1)`.
    """
    return model + _field(7, _field(12, _field(1, tensor.encode())))


def _field(number: int, content: bytes) -> bytes:
    """A length-delimited field; its length stays below 128 here."""
    return bytes([number << 3 | 2, len(content)]) + content
