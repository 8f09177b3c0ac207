"""What can be wrong with a recorded take, and how it is said: every limit once, with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from guides.errors import EncodingError
from guides.model.durations import show_duration
from guides.units import Decibels, Seconds

NOISY = Decibels(25.0)
"""dB of voice over noise. Music lies 15 LU under the voice; noise less than 10 dB below the music is heard to
come and go with the recording."""
RUMBLY = Decibels(-10.0)
"""dB from the voice to what lay below it and was filtered out: from here on some of it is left, and what made it
was probably heard too."""
SILENT = Decibels(-65.0)
"""dBFS: brought to the voice's loudness, such a whisper would be the noise of its recorder."""
NOISE_ALONE = Decibels(3.0)
"""dB by which something must stand out of its quietest moments to be a voice …"""
NOISE_BELOW = Decibels(-45.0)
"""… when it is also as soft as this, in dBFS."""
TOO_SHORT = 0.5
"""Share of the estimated length of the words alone: nobody reads them twice as fast."""
TOO_LONG = 2.5
TOO_LONG_BY = Seconds(4.0)
"""Times the estimate with its pauses, and at least so much longer: a slow reader with long rests stays below it."""

_AGAIN = "Record it again: a quiet room, a hand's breadth from the microphone."


@dataclass(frozen=True, slots=True)
class TakeFigures:
    """What was measured on a take."""

    seconds: Seconds
    """How long it is without the quiet at its ends."""
    lufs: float
    """Its loudness as it was recorded."""
    over_noise: Decibels
    """The voice over the noise."""
    rumble: Decibels
    """What lay below the voice and was filtered out, relative to the voice."""
    clipped: int
    """In how many places it was cut off because it was too loud."""
    channels: int
    dead: int
    """How many of its channels hold no voice."""
    opposed: bool
    """Whether its channels would have cancelled each other."""


@dataclass(frozen=True, slots=True)
class TakeNote:
    """Something about a take that its maker will want to know."""

    message: str
    hint: str


def notes_on(figures: TakeFigures, speaking: Seconds, estimate: Seconds) -> Iterator[TakeNote]:
    """What is odd about a take, with figures.

    Args:
        figures: what was measured.
        speaking: how long its words alone probably take.
        estimate: the same with the rests and pauses between them.
    """
    lasts = show_duration(figures.seconds)
    if figures.seconds < TOO_SHORT * speaking:
        yield TakeNote(
            f"This recording is short for its words: it lasts {lasts}, and they take about {show_duration(speaking)}.",
            "Listen whether all of them are in it; it plays as it was recorded.",
        )
    if figures.seconds > max(TOO_LONG * estimate, estimate + TOO_LONG_BY):
        yield TakeNote(
            f"This recording is long for its words: it lasts {lasts}, and they take about {show_duration(estimate)}.",
            "Listen whether it holds something else as well; it plays as it was recorded.",
        )
    if figures.over_noise < NOISY:
        yield TakeNote(
            f"This recording is noisy: the voice stands {figures.over_noise:.0f} dB above the noise, "
            f"and {NOISY:.0f} or more is good.",
            _AGAIN,
        )
    if figures.clipped:
        yield TakeNote(
            f"This recording is clipped: it was too loud for the recorder in {_places(figures.clipped)}.",
            "Record it again, a little further from the microphone or with less gain.",
        )
    if figures.rumble > RUMBLY:
        yield TakeNote(
            f"This recording rumbles: what lay below the voice was {_beside(figures.rumble)}. "
            "Most of it is filtered out.",
            "Put the recorder on something soft, away from traffic and machines, and do not hold it while you speak.",
        )
    if figures.dead:
        yield TakeNote(
            f"{figures.dead} of the {figures.channels} channels of this recording "
            f"{'holds' if figures.dead == 1 else 'hold'} no voice; the other is used.",
            "Nothing needs to be done, if it sounds as you want it.",
        )
    elif figures.opposed:
        yield TakeNote(
            "The channels of this recording are turned against each other and would cancel out; one of them is used.",
            "Nothing needs to be done, if it sounds as you want it.",
        )


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


def _beside(rumble: Decibels) -> str:
    if rumble >= 0:
        return f"{rumble:.0f} dB louder than the voice"
    return f"only {-rumble:.0f} dB softer than the voice"


def silent() -> EncodingError:
    """Nobody speaks in it."""
    return EncodingError(
        "This recording is silent: no voice can be heard in it.",
        hint="Listen to it. Was the right microphone on? Then record it again.",
    )


def changed() -> EncodingError:
    """It is not what it was when its reading began."""
    return EncodingError(
        "This recording was changed while it was being read.",
        hint="When it is there in full, run the same command again.",
    )


def no_sound() -> EncodingError:
    """It is no recording."""
    return EncodingError(
        "This file holds no sound that can be read.",
        hint="Save or export the recording again, for example as m4a, mp3 or wav.",
    )


def damaged(words: str) -> EncodingError:
    """Something inside it is broken."""
    return EncodingError(f"This recording is damaged ({words}).", hint="Copy it from the recorder again.")


def cut_short(holds: Seconds) -> EncodingError:
    """Its end is missing."""
    return EncodingError(
        f"This recording is cut short: it ends after {show_duration(holds)}, before it should.",
        hint="Copy it from the recorder again; wait until the copy is complete.",
    )


def too_long(most: Seconds) -> EncodingError:
    """It is longer than a take can be."""
    return EncodingError(
        f"This recording is longer than {show_duration(most)}, the most that a take can be.",
        hint="Cut it into one recording for each paragraph: guides takes split does that for you.",
    )
