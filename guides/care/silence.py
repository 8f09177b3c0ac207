"""Long silences that come without a word."""

import re
from collections.abc import Iterator, Sequence

from guides.care.passages import Heard
from guides.care.rule import Finding, Rule
from guides.care.timed import TimedStep
from guides.errors import Place
from guides.model.durations import show_duration
from guides.model.script import At, Bell, Breathe, Pause, Say, Silence

SHORT = 60.0
"""Seconds of silence that need no announcement in preparation and the first two sessions of integration."""
LONG = 120.0
"""The same everywhere else."""
EARLY_SESSIONS = 2
NEAR = 45.0
"""Seconds before a silence within which it is announced."""
GRACE = 0.5

_LENGTH = (
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|some|several|(?:a )?few|most of a|half a"
    r"|the next(?: \w+)?|another|about(?: \w+)?|around(?: \w+)?|a couple of|a good|a little (?:over|under"
    r"|more than) a|almost a|nearly a|the coming(?: \w+)?|a full|a whole)"
)
_ANNOUNCES = re.compile(
    rf"\b{_LENGTH} (?:\w+ )?(?:and a (?:half|quarter) |or (?:two|so|three|four) |to (?:\w+) )?(?:minutes?"
    r"|mins?)\b|\b(?:\w+|\d+) (?:and a half )?minutes?\b|\b(?:minute|minutes) (?:or|and)\b|\b\d+ seconds\b"
    r"|\b(?:forty-five|sixty|seventy|eighty|ninety|hundred)(?:-\w+)? seconds\b"
    r"|\b(?:will|going to|'ll) (?:now )?(?:be|stay|go|fall|remain|become|grow|keep"
    r"|leave)(?: \w+){0,2}? (?:quiet|silent|silence|still|without words)\b|\b(?:quiet|silence|silent|stillness"
    r"|no words|without words)\b[^.!?]{0,30}\b(?:now|for|until|follows?|begins?|comes?|ahead|next|a while)\b"
    r"|\b(?:now|here|next|there(?:'s| is| will be| comes| follows)|comes|follows|for|leave you|a (?:long"
    r"|longer|while of|stretch of|time of|little)|some|stretch of|in) (?:\w+ ){0,3}?(?:silence|quiet time"
    r"|quiet|silent time)\b"
    r"|\bi(?:'ll| will| am going to|'m going to) (?:now |then )?(?:be (?:quiet|silent|back|here when"
    r"|with you again)|come back|return|stop (?:speaking|talking)|leave you|pause|say (?:nothing|no more)"
    r"|speak again|not (?:speak|say)|wait|fall silent|go quiet|stay quiet|rest|let you)\b"
    r"|\b(?:my |the |this )?voice (?:will|comes|is going to|'ll) (?:\w+ )?(?:come|return|be|back|rest|pause"
    r"|fall|stop|go)\b|\b(?:my |the |this )?voice (?:goes|stays|rests|falls|stops|leaves|steps)\b"
    r"|\b(?:nobody|no one|no voice) (?:will |is going to )?(?:speaks?|talks?|speaking|talking)\b"
    r"|\byou (?:will|'ll|won't|may) (?:not )?(?:hear (?:me|my voice|from me|nothing|no))\b|\bi (?:stop|pause|rest|wait) here\b|\bno(?:thing"
    r"|t a word| words?)? (?:will be|is) (?:said|spoken)\b|\bnothing (?:more )?(?:will be|is) said\b"
    r"|\buntil (?:you hear|the bell|i (?:speak|come|return)|my voice|a bell)\b|\b(?:only"
    r"|just) (?:the )?music\b|\b(?:music|bell) (?:will|plays|goes|carries|stays|alone|tells|brings"
    r"|rings)\b[^.!?]{0,40}\b(?:for|now|until|on|back|when|end)\b|\bfor a (?:long )?while\b|\b(?:long"
    r"|longer) (?:pause|while|silence|quiet)\b",
    re.I,
)
_NOT_AHEAD = re.compile(
    r"\b(?:last|past|previous|first|those|sometimes) (?:\w+ ){0,2}?minutes?\b|\bminutes? (?:\w+ )?(?:ago|later|before)\b"
    r"|\b(?:\w+ )?minutes? (?:is|are|may be|can be|would be) (?:enough|plenty)\b",
    re.I,
)
"""Minutes that are over, or no silence."""


def _announces(text: str) -> bool:
    return _ANNOUNCES.search(_NOT_AHEAD.sub("", text)) is not None


def _find_unannounced(heard: Heard) -> Iterator[Finding]:
    most = _most(heard)
    if most is None:
        return
    for quiet in _quiets(heard.timed.steps):
        lasts = quiet[-1].end - quiet[0].start
        if lasts <= most + GRACE:
            continue
        start = quiet[0].start
        before = [line for line in heard.lines if start - NEAR <= line.end <= start + GRACE]
        if not before or not any(_announces(line.text) for line in before[-4:]):
            longest = max(quiet, key=lambda timed: timed.end - timed.start)
            yield Finding(_place(longest), f"Nobody says that it will be quiet here for {show_duration(lasts)}.")


def _most(heard: Heard) -> float | None:
    """How long it may be quiet without a word; None for a journey."""
    front = heard.timed.script.front
    if front.kind == "journey":
        return None
    early = front.kind == "preparation" or (front.kind == "integration" and (front.session or 1) <= EARLY_SESSIONS)
    return SHORT if early else LONG


def _quiets(steps: Sequence[TimedStep]) -> Iterator[list[TimedStep]]:
    """Pauses, silences and waits that follow one another with no sound between them."""
    quiet: list[TimedStep] = []
    for timed in steps:
        if isinstance(timed.step, Pause | Silence | At):
            quiet.append(timed)
        elif isinstance(timed.step, Say | Bell | Breathe) and quiet:
            yield quiet
            quiet = []
    if quiet:
        yield quiet


def _place(timed: TimedStep) -> Place:
    assert isinstance(timed.step, Pause | Silence | At)
    return timed.step.place


SILENCE_ANNOUNCED = Rule(
    name="silence-announced",
    reason=(
        "Someone with closed eyes cannot tell a silence from the end, or from something that broke. A word before it"
        " lets them rest in it."
    ),
    instead="Say how long, and that you come back: “It will be quiet for a minute and a half now. I will come back.”",
    breaks="You might stay with that for a moment.\n\n[silence 2m]\n\nYou might look around the room.",
    keeps="It will be quiet for two minutes now. I will come back.\n\n[silence 2m]\n\nYou might look around the room.",
    find=_find_unannounced,
)
