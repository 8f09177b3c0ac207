"""Speaks the lines of a JSON file as `guides build` does, into an empty cache; prints the seconds it took.

Usage: python spoken_lines.py lines.json VOICE AT_A_TIME
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from guides.model.settings import Settings
from guides.model.utterance import Utterance
from guides.narration.registry import Registry
from guides.narration.speaking import speak_all
from guides.store.cache import Cache

file, name, jobs = sys.argv[1:]
lines = json.loads(Path(file).read_text(encoding="utf-8"))
registry = Registry(Settings(), Path())
_, voice = registry.voice(name)
utterances = [(Utterance(line, voice.name, voice.pace, voice.language), None) for line in lines]
with tempfile.TemporaryDirectory() as folder:
    cache = Cache(Path(folder))
    # The model is loaded and the voice's loudness found with the first line, which is not timed.
    speak_all(utterances[:1], registry, cache, lambda _done, _of: None, jobs=1)
    begun = time.perf_counter()
    speak_all(utterances[1:], registry, cache, lambda _done, _of: None, jobs=int(jobs))
    print(time.perf_counter() - begun)
