"""What runs in a process of its own for pyttsx3, one question each.

Reads one JSON object from its standard input and writes one to its standard output.
pyttsx3 can be started once per process, prints, may hang, and reports errors as events
while its calls return normally; a process that ends after one answer contains all that.
"""

import ctypes
import json
import os
import sys
import threading
import time
from importlib.metadata import version
from typing import Any, TextIO

LIBRARY = "libespeak-ng.so.1"
ESPEAK = "pyttsx3.drivers._espeak"
"""pyttsx3's binding, loaded where eSpeak NG speaks."""


def main() -> None:
    """Answer one question: `{"ask": "voices"}` or `{"ask": "speak", text, phonemes, voice, rate, path}`."""
    answers = _own_output()
    question = json.loads(sys.stdin.read())
    errors: list[str] = []
    try:
        library = _find_library()
        import pyttsx3

        engine = pyttsx3.init()
        engine.connect("error", lambda **event: errors.append(str(event.get("exception"))))
        answer = _about(engine, library) if question["ask"] == "voices" else _speak(engine, question)
    except (ImportError, RuntimeError, OSError, ValueError, KeyError, ReferenceError) as error:
        answer, errors = {}, [*errors, str(error) or type(error).__name__]
    json.dump({**answer, "errors": errors}, answers)
    answers.flush()
    # eSpeak NG may fail while it is taken down at the end of the process; the answer is out.
    os._exit(0)


def _own_output() -> TextIO:
    """The real standard output; whatever else writes to it or to the error output is dropped."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _find_library() -> str:
    """Make eSpeak NG loadable, from the wheel where the system has none; which one it is."""
    if sys.platform != "linux":
        return "system"
    try:
        ctypes.CDLL(LIBRARY)
        return "system"
    except OSError:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        # Once it is loaded, pyttsx3's own search finds it by the name inside the file.
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        return f"espeakng-loader {version('espeakng-loader')}"


def _about(engine: Any, library: str) -> dict[str, Any]:
    voices = [
        {"id": str(voice.id), "name": str(voice.name), "languages": [_text(tag) for tag in voice.languages or ()]}
        for voice in engine.getProperty("voices")
    ]
    about = {"library": library, "version": _engine_version(), "driver": str(engine), "voices": voices}
    return {**about, "phonemes": ESPEAK in sys.modules}


def _engine_version() -> str:
    espeak = sys.modules.get(ESPEAK)
    found = espeak.Info(None) if espeak is not None else b""
    return _text(found)


def _speak(engine: Any, question: dict[str, Any]) -> dict[str, Any]:
    if question["voice"]:
        engine.setProperty("voice", question["voice"])
    engine.setProperty("rate", question["rate"])
    if question["phonemes"]:
        _take_phonemes()
    finished = threading.Event()
    engine.connect("finished-utterance", lambda **_: finished.set())
    _settle(question["rate"])
    engine.save_to_file(question["text"], question["path"])
    engine.runAndWait()
    if ESPEAK in sys.modules:
        # With eSpeak NG it returns at once, while a thread still speaks; whoever asked has a time limit.
        finished.wait()
    return {}


def _settle(rate: int) -> None:
    """Have eSpeak NG really take the rate, and breathe alike in every process.

    It takes what it is told in a thread of its own, and on a busy machine one rate in a
    hundred was lost there: that sentence was a fifth quicker than the others. And the seed
    of its noise is the second of the clock.
    """
    espeak = sys.modules.get(ESPEAK)
    if espeak is None:
        return
    while espeak.dll.espeak_GetParameter(espeak.RATE, 1) != rate:
        espeak.SetParameter(espeak.RATE, rate, 0)
        time.sleep(0.001)
    if hasattr(espeak.dll, "espeak_ng_SetRandSeed"):
        espeak.dll.espeak_ng_SetRandSeed(ctypes.c_long(1))


def _take_phonemes() -> None:
    """Have eSpeak NG read `[[…]]` as phonemes, for which pyttsx3 has no property."""
    espeak = sys.modules[ESPEAK]
    plain = espeak.Synth
    espeak.Synth = lambda text, flags=0: plain(text, flags=flags | espeak.PHONEMES)  # type: ignore[attr-defined]


def _text(value: object) -> str:
    return value.decode("utf-8", errors="replace") if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    main()
