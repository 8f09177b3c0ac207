"""Sentences spoken one after the other, as kokoro-onnx's own examples do; prints the seconds it took.

Usage: python kokoro_one_by_one.py lines.json model.onnx voices.npz af_heart 0.7
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from kokoro_onnx import Kokoro

file, model, voices, voice, pace = sys.argv[1:]
lines = json.loads(Path(file).read_text(encoding="utf-8"))
kokoro = Kokoro(model, voices)
style = np.load(voices)[voice].reshape(-1, 1, 256)
kokoro.create(lines[0], voice=style, speed=float(pace), lang="en-us")  # the first call also warms up
begun = time.perf_counter()
for line in lines[1:]:
    samples, sample_rate = kokoro.create(line, voice=style, speed=float(pace), lang="en-us")
print(time.perf_counter() - begun)
