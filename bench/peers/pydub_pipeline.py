"""A guided meditation with pydub: looped bed, ducked under spoken passages, one MP3.

Usage: python pydub_pipeline.py passages.json out.mp3

passages.json: {"bed": file, "minutes": 60, "passages": [{"file": file, "start": milliseconds}, …]}
"""

import json
import sys
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe
from pydub import AudioSegment
from pydub.effects import normalize

AudioSegment.converter = get_ffmpeg_exe()

DUCK = 15

plan_file, target = sys.argv[1:]
plan = json.loads(Path(plan_file).read_text())
length = plan["minutes"] * 60 * 1000

# Naming the codec spares pydub the call to ffprobe, which pip does not install.
bed = AudioSegment.from_file(plan["bed"], codec="mp3")
bed = bed.apply_gain(-26 - bed.dBFS)
mix = (bed * (length // len(bed) + 1))[:length]

for passage in plan["passages"]:
    voice = AudioSegment.from_wav(passage["file"])
    voice = voice.apply_gain(-20 - voice.dBFS)
    mix = mix.overlay(voice, position=passage["start"], gain_during_overlay=-DUCK)

mix = normalize(mix.fade_in(4000).fade_out(20000), headroom=1.0)
mix.export(target, format="mp3", bitrate="160k")
