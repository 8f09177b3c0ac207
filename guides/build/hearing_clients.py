"""Every client's own lines, one client after the other, to hear whether each name is said as it should be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from guides.build.avoiding import script_without
from guides.build.discretion import asking_for
from guides.build.own_words import Asked, blanks, check_filled, own_utterances, slots_of, speak_personal
from guides.build.recipients import Recipient, recipients
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop
from guides.errors import GuideError, Place, Problem, ScriptError
from guides.model.script import Script
from guides.units import CHANNELS


@dataclass(frozen=True, slots=True)
class PersonalLine:
    """A line that one client hears in words of their own."""

    client: str
    """The id."""
    places: tuple[Place, ...]
    """The sentences that say it, in the order of the guides."""
    sound: NDArray[np.float32] = field(repr=False)
    """Shape (n, 2), 44.1 kHz, as loud as in a calm guide."""


def personal_lines(workshop: Workshop) -> Iterator[PersonalLine | Problem]:
    """What the guides say to the clients of the request in their own words, equal lines of a client once.

    It is spoken into each client's own cache, where the next build finds it. What stands in the way
    of one guide or client comes in its place, and the others follow.

    Raises:
        GuideError: the practice folder, the roster, or what was asked for of it cannot be used.
    """
    files = workshop.folder.script_files()
    going, wrong = recipients(workshop, files)
    yield from wrong
    if not going:
        return
    theirs = frozenset(id for recipient in going for id in recipient.ids)
    reads = read_scripts(going[0].workshop, tuple(file for file in files if file.id in theirs))
    for read in reads:
        yield from read.errors
    personal = [(read, read.script) for read in reads if read.script is not None and slots_of(read.script)]
    for recipient in going:
        yield from _of_one(recipient, personal)


def _of_one(recipient: Recipient, personal: Sequence[tuple[Read, Script]]) -> Iterator[PersonalLine | Problem]:
    from guides.narration.speaking import key_for, read_clip

    shop = recipient.workshop
    assert shop.client is not None
    lines: dict[str, list[Asked]] = {}
    try:
        for read, script in personal:
            if read.file.id in recipient.ids:
                asked, missing = _asked(shop, script)
                yield from missing
                for said, place in asked:
                    with asking_for(shop, said.voice):
                        key = key_for(said, shop.registry)
                    lines.setdefault(key, []).append((said, place))
        speak_personal(shop, [same[0] for same in lines.values()], lambda _, __: None)
    except GuideError as error:
        yield from error.problems()
        return
    for key, same in lines.items():
        sound = np.repeat(read_clip(shop.cache, key)[:, np.newaxis], CHANNELS, axis=1)
        yield PersonalLine(shop.client.id, tuple(place for _, place in same), sound)


def _asked(shop: Workshop, script: Script) -> tuple[Sequence[Asked], tuple[Problem, ...]]:
    """A client's lines in a guide, and what stands in the way of them.

    Raises:
        VoiceError: a voice that does not exist or does not work here.
    """
    assert shop.client is not None
    try:
        check_filled(shop.client, blanks(script))
        theirs = script_without(shop, shop.routed(script))
    except ScriptError as error:
        return (), error.problems()
    return own_utterances(shop, theirs)[1], ()
