"""The same guide by ffmpeg alone: looped bed, side-chain compression, two passes of loudnorm.

Usage: python ffmpeg_sidechain.py passages.json voice.flac out.mp3
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

plan_file, voice, target = sys.argv[1:]
plan = json.loads(Path(plan_file).read_text())
mixing = (
    "[0:a]volume=-8dB[bed];[1:a]asplit=2[voice][key];"
    "[bed][key]sidechaincompress=threshold=0.02:ratio=8:attack=200:release=1500[ducked];"
    "[ducked][voice]amix=inputs=2:duration=first:normalize=0"
)
inputs = ["-stream_loop", "-1", "-i", plan["bed"], "-i", voice]
aim = "loudnorm=I=-20:TP=-1.5:LRA=20"
command = [get_ffmpeg_exe(), "-hide_banner", "-y", *inputs, "-t", str(plan["minutes"] * 60), "-filter_complex"]

measured = subprocess.run(
    [*command, f"{mixing},{aim}:print_format=json", "-f", "null", "-"], capture_output=True, text=True, check=True
)
found = json.loads(re.search(r"\{[^{}]*\}", measured.stderr)[0])
second = (
    f"{aim}:linear=true:measured_I={found['input_i']}:measured_TP={found['input_tp']}"
    f":measured_LRA={found['input_lra']}:measured_thresh={found['input_thresh']}:offset={found['target_offset']}"
)
subprocess.run(
    [*command, f"{mixing},{second}", "-ar", "44100", "-b:a", "160k", target], capture_output=True, check=True
)
