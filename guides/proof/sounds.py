"""How words sound, so that only what sounds otherwise counts as another word.

Whoever listens writes "their" for "there", "color" for "colour", "OK" for "okay": the
spelling is the recogniser's own choice. Two words are the same here when eSpeak NG reads
them alike.
"""

import re
import threading
from functools import cache
from typing import Any

_LOCK = threading.Lock()
"""The eSpeak library keeps one state for the whole process."""
_LOOSE = str.maketrans({"ɪ": "i", "ᵻ": "i", "ɐ": "ə", "ʌ": "ə", "ɾ": "t", "ʔ": "t", "ː": "", " ": "", "ɔ": "ɑ"})
"""Sounds that fall together in running speech, or where two words grow into one."""
_MARKS = re.compile(r"[ˈˌ]|\([a-z-]+\)")


@cache
def sound_of(word: str, language: str) -> str:
    """A word's speech sounds, without stress; the word itself where eSpeak does not know the language."""
    speaker = _speaker(language.lower())
    if speaker is None:
        return word
    from phonemizer.separator import Separator

    with _LOCK:
        found = speaker.phonemize([word], separator=Separator(phone="", word=" "), strip=True)
    return _MARKS.sub("", found[0]) if found and found[0] else word


def loosely(sounds: str) -> str:
    """Speech sounds with what falls together in running speech made equal, and without gaps between words."""
    return sounds.replace("ɚ", "əɹ").translate(_LOOSE)


@cache
def _speaker(language: str) -> Any:
    """What reads words of a language; None for one that it does not know."""
    import logging

    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    quiet = logging.getLogger("phonemizer")
    quiet.setLevel(logging.CRITICAL)
    with _LOCK:
        EspeakWrapper.set_library(espeakng_loader.get_library_path())
        EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
        try:
            return EspeakBackend(language, language_switch="remove-flags", words_mismatch="ignore", logger=quiet)
        except RuntimeError:
            return None
