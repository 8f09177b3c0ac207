"""The floor: one ffmpeg that does nothing but encode a finished WAV file.

Usage: python encode_only.py mix.wav out.mp3
"""

import subprocess
import sys

from imageio_ffmpeg import get_ffmpeg_exe

source, target = sys.argv[1:]
subprocess.run([get_ffmpeg_exe(), "-v", "error", "-y", "-i", source, "-b:a", "160k", target], check=True)
