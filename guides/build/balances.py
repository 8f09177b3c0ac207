"""The same guide with more voice or with more music: as long, and everything at the same place to the sample.

Neither is louder than the guide itself where the music plays alone: what was set with the sound check holds.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from guides.build.mixing import Mix
from guides.mix.curves import OFF, Curve
from guides.model.script import Music, Script
from guides.model.settings import BALANCE_STEP, CALM, UNDER_FLOOR, Settings, manner_of
from guides.timeline.framing import Framing, frame
from guides.units import Decibels

Balance = Literal["voice-forward", "music-forward"]
BALANCES: tuple[Balance, ...] = ("voice-forward", "music-forward")


def has_balances(script: Script, settings: Settings) -> bool:
    """Whether a guide has music to be heard more or less of; a journey's is not for the listener to change."""
    if manner_of(script.front.kind) is not CALM:
        return False
    cued = any(isinstance(step, Music) and step.track for step in script.steps)
    return cued or frame(script, settings).track is not None


def in_balance(balance: Balance, framing: Framing, mixed: Callable[[Framing], Mix]) -> Mix:
    """A guide's mix with more voice or more music.

    Args:
        balance: of which there is more.
        framing: the guide's own.
        mixed: the guide mixed with another framing.
    """
    if balance == "music-forward":
        nearer = max(framing.under - BALANCE_STEP, min(framing.under, UNDER_FLOOR))
        return mixed(replace(framing, under=Decibels(nearer)))
    usual = mixed(framing)
    return replace(usual, curve=_lowered(usual.curve))


def _lowered(curve: Curve) -> Curve:
    return Curve(tuple((frame, Decibels(max(gain - BALANCE_STEP, OFF))) for frame, gain in curve.points))
