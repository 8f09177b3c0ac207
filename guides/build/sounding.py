"""The sounds of a mix, bound to what is cached: clips, music and tones."""

import numpy as np
from numpy.typing import NDArray

from guides.model.music import Piece
from guides.model.timeline import ToneAt
from guides.music.source import Source
from guides.music.tones import bell, breath_tone
from guides.store.cache import Cache

Floats = NDArray[np.float32]


class BoundSounds:
    """What `mix.rendering.render` reads from."""

    def __init__(self, cache: Cache, music: dict[Piece, Source]) -> None:
        self._cache = cache
        self._music = music
        self._tones: dict[tuple[str, int], Floats] = {}

    def clip(self, key: str) -> Floats:
        from guides.narration.speaking import read_clip

        return read_clip(self._cache, key)

    def music(self, piece: Piece) -> Source:
        return self._music[piece]

    def tone(self, tone: ToneAt) -> Floats:
        made = self._tones.get((tone.kind, tone.frames))
        if made is None:
            made = bell() if tone.kind == "bell" else breath_tone(tone.kind, tone.frames)
            self._tones[tone.kind, tone.frames] = made
        return made

    def keys(self, pieces: frozenset[Piece]) -> tuple[str, ...]:
        """What these pieces are, for a cache key."""
        return tuple(sorted(self._music[piece].key for piece in pieces))
