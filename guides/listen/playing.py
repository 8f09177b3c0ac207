"""What is heard, frame by frame: one sound, or two while one gives way to the other.

A device pulls; nobody pushes. So all that is said here in frames is exact, whoever pulls and how fast.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guides.errors import GuideError
from guides.listen.ramps import RISE, Glide
from guides.listen.sounds import Sound
from guides.sound.fades import RAMP
from guides.units import CHANNELS, RATE

Floats = NDArray[np.float32]

DOZE = 30 * RATE
"""Frames in which a sleep timer lets the sound go."""


@dataclass(slots=True)
class Part:
    """A sound, and what it is a part of."""

    of: Any
    """What the player's owner calls it."""
    sound: Sound
    at: int
    """The frame of the whole that is read next."""


Follow = Callable[[Part], Part | None]
"""What goes on, without a gap, where a part has ended."""


@dataclass(slots=True)
class _Voice:
    """A part that is heard, on its way in or out."""

    part: Part
    gain: Glide = field(default_factory=lambda: Glide(1.0))


def _stop(_: Part) -> None:
    """Nothing follows."""


class Player:
    """Hands out sound to whoever pulls, and takes orders from another thread."""

    def __init__(self, follow: Follow = _stop) -> None:
        self._follow = follow
        self._lock = threading.RLock()
        self._now: _Voice | None = None
        self._leaving: list[_Voice] = []
        self._hand = Glide(1.0)
        self._volume = Glide(1.0)
        self._doze = Glide(1.0)
        self._awake: int | None = None
        self.asleep = False
        """Whether a sleep timer has let the sound go."""
        self.fault: GuideError | None = None
        """What broke the last part off."""
        self.ended: Part | None = None
        """What was heard last; None while something is."""

    @property
    def part(self) -> Part | None:
        """What is heard, or would be without the pause; None at the end."""
        return self._now.part if self._now else None

    @property
    def paused(self) -> bool:
        """Whether it was told to be silent."""
        return self._hand.goal == 0

    @property
    def silent(self) -> bool:
        """Whether nothing sounds, and nothing will by itself."""
        return (self.paused and not self._hand.left) or self._now is None

    @property
    def awake(self) -> int | None:
        """Frames until the sleep timer ends; None without one."""
        return self._awake

    def put(self, part: Part, *, rise: int = 0, fall: int = RAMP) -> None:
        """Go over to another part.

        Args:
            part: what is heard from now on.
            rise: frames in which it comes up; 0: it begins as it is.
            fall: frames in which what is heard now goes.
        """
        with self._lock:
            if self._now is not None:
                if self.silent:
                    self._now.part.sound.close()
                else:
                    self._now.gain.to(0.0, fall)
                    self._leaving.append(self._now)
            self._now = _Voice(part)
            self.fault = self.ended = None
            if rise:
                self._now.gain = Glide(0.0)
                self._now.gain.to(1.0, rise)

    def pause(self) -> None:
        """Go silent, and stay where that was."""
        with self._lock:
            self._hand.to(0.0)

    def hush(self) -> None:
        """Be silent from here on, where nobody hears it any more."""
        with self._lock:
            self._hand = Glide(0.0)

    def go_on(self) -> None:
        """Sound again from there; a sleep timer that has ended is over."""
        with self._lock:
            rise = RISE if self.asleep else RAMP
            if self.asleep:
                self.wake_in(None)
            self._hand.to(1.0, rise)

    def volume(self, gain: float) -> None:
        """Play this much softer."""
        with self._lock:
            self._volume.to(gain)

    def wake_in(self, frames: int | None) -> None:
        """Go silent after so many more frames of sound, softly; None takes that back."""
        with self._lock:
            self.asleep = False
            self._awake = frames
            if frames is None or frames > DOZE:
                self._doze.to(1.0, RISE)

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            for voice in (*self._leaving, *([self._now] if self._now else [])):
                voice.part.sound.close()
            self.ended = self.part or self.ended
            self._leaving, self._now = [], None

    def pull(self, count: int) -> Floats:
        """The next frames, shape (count, 2): silence where there is nothing to be heard."""
        out = np.zeros((count, CHANNELS), np.float32)
        with self._lock:
            heard = min(count, self._hand.left) if self.paused else count
            if self._awake is not None:
                heard = min(heard, self._awake)
            if not heard or (self._now is None and not self._leaving):
                return out
            self._leave(out[:heard])
            sound = out[:heard]
            if self._now is not None:
                self._fill(self._now, sound)
            self._dozed(heard)
            for glide in (self._hand, self._volume, self._doze):
                sound *= glide.gains(heard)
            self._fall_asleep()
        # What is no number in a damaged file must not reach an ear either.
        return np.clip(np.nan_to_num(out, copy=False), -1.0, 1.0, out=out)

    def _leave(self, out: Floats) -> None:
        """Add what is on its way out."""
        for voice in self._leaving:
            count = min(len(out), voice.gain.left)
            piece = voice.part.sound.read(count)
            out[: len(piece)] += piece * voice.gain.gains(len(piece))
            if not voice.gain.left or len(piece) < count:
                voice.gain.to(voice.gain.level)
                voice.part.sound.close()
        self._leaving = [voice for voice in self._leaving if voice.gain.left]

    def _fill(self, voice: _Voice, out: Floats) -> None:
        """Add what is heard now, and what follows it without a gap."""
        filled = 0
        while filled < len(out):
            wanted = len(out) - filled
            piece = voice.part.sound.read(wanted)
            out[filled : filled + len(piece)] += piece * voice.gain.gains(len(piece))
            voice.part.at += len(piece)
            filled += len(piece)
            if len(piece) < wanted:
                ended = voice.part
                self.fault = ended.sound.fault
                ended.sound.close()
                following = self._follow(ended) if self.fault is None else None
                if following is None:
                    self.ended, self._now = ended, None
                    return
                voice.part = following

    def _dozed(self, heard: int) -> None:
        if self._awake is None:
            return
        self._awake -= heard
        if self._awake <= DOZE and self._doze.goal:
            self._doze.to(0.0, min(DOZE, self._awake + heard))

    def _fall_asleep(self) -> None:
        if self._awake == 0 and not self.asleep:
            self.asleep = True
            self._hand.level = 0.0
            self._hand.to(0.0)
            self._doze.level = 1.0
            self._doze.to(1.0)
