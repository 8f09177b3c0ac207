"""VLC's own library plays files and tells what it finds and what it sounds; run as a program of its own.

The first argument is a list of seconds, `0,12,30`; the others are files. Writes one line of JSON for each.
"""

import ctypes
import json
import sys
import time
from typing import Any

import numpy as np
import vlc

RATE = 44_100
PATIENCE = 20.0
"""Seconds after which VLC is taken to have given up."""
HEARD = 0.25
"""Seconds of sound that are listened to after each jump."""


class Ear:
    """Takes what VLC plays."""

    def __init__(self, player: Any) -> None:
        self.blocks: list[np.ndarray] = []

        def taken(_: Any, samples: Any, count: int, __: int) -> None:
            raw = ctypes.string_at(samples, count * 4)
            self.blocks.append(np.frombuffer(raw, "<i2").astype(np.float64) / 32_768)

        self._taken = vlc.CallbackDecorators.AudioPlayCb(taken)
        player.audio_set_callbacks(self._taken, None, None, None, None, None)
        player.audio_set_format("S16N", RATE, 2)

    def hears(self, seconds: float) -> float:
        """How loud so much of what comes now is, as a root mean square."""
        self.blocks.clear()
        until(lambda: sum(map(len, self.blocks)) >= 2 * RATE * seconds)
        return float(np.sqrt(np.mean(np.concatenate(self.blocks) ** 2)))


def until(seen: Any) -> None:
    limit = time.monotonic() + PATIENCE
    while not seen() and time.monotonic() < limit:
        time.sleep(0.005)


def played(instance: Any, path: str, seconds: list[float]) -> dict[str, Any]:
    media = instance.media_new_path(path)
    player = instance.media_player_new()
    player.set_media(media)
    ear = Ear(player)
    player.play()
    until(lambda: ear.blocks)
    chapters = list(player.get_full_chapter_descriptions(0) or []) if player.get_chapter_count() > 0 else []
    levels = []
    for number, start in enumerate(seconds):
        if chapters:
            player.set_chapter(number)
        else:
            player.set_time(round(start * 1_000))
        until(lambda start=start: start - 0.1 <= player.get_time() / 1_000 < start + 3)
        levels.append(ear.hears(HEARD))
    told = {
        "title": media.get_meta(vlc.Meta.Title),
        "cover": bool(media.get_meta(vlc.Meta.ArtworkURL)),
        "chapters": [[chapter.time_offset / 1_000, chapter.name.decode()] for chapter in chapters],
        "seconds": player.get_length() / 1_000,
        "levels": levels,
    }
    player.stop()
    return told


if __name__ == "__main__":
    vlc_instance = vlc.Instance("--quiet", "--no-video", "--aout=amem", "--no-metadata-network-access")
    starts = [float(start) for start in sys.argv[1].split(",")]
    for name in sys.argv[2:]:
        sys.stdout.write(json.dumps(played(vlc_instance, name, starts)) + "\n")
