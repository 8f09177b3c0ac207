"""Whether somebody has heard how a client's name, and all else that is their own, is said."""

from collections.abc import Iterable
from dataclasses import dataclass

from guides.build.avoiding import script_without
from guides.build.discretion import asking_for
from guides.build.own_words import blanks, check_filled, own_utterances, slots_of
from guides.build.recipients import Recipient, recipients
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop
from guides.clients.accepted import keep_accepted, read_accepted
from guides.clients.roster_text import FILE
from guides.errors import GuideError, Place, Problem


@dataclass(frozen=True, slots=True)
class NamesAccepted:
    """What came of accepting how one client's lines are said."""

    client: str
    lines: int
    """How many there are; equal ones once."""
    problems: tuple[Problem, ...] = ()
    """Why they were not accepted."""


def accept_names(workshop: Workshop) -> tuple[NamesAccepted, ...]:
    """Write down, for each client of the request, that their lines are well said as they are spoken now.

    Raises:
        GuideError: the practice folder, the roster, or what was asked for of it cannot be used.
    """
    going, wrong = recipients(workshop, workshop.folder.script_files())
    refused = tuple(NamesAccepted("", 0, (problem,)) for problem in wrong)
    return (*refused, *(_accept(recipient) for recipient in going))


def _accept(recipient: Recipient) -> NamesAccepted:
    from guides.narration.speaking import find_clip

    shop = recipient.workshop
    assert shop.client is not None
    try:
        keys = line_keys(recipient, read_scripts(shop, recipient.files))
    except GuideError as error:
        return NamesAccepted(shop.client.id, 0, error.problems())
    unheard = sum(find_clip(shop.cache, key) is None for key in keys)
    if unheard:
        said = f"{unheard} line{' has' if unheard == 1 else 's have'} not been spoken yet, so nobody has heard them."
        hint = f"Listen first: guides clients hear --client {shop.client.id}"
        return NamesAccepted(shop.client.id, len(keys), (Problem(said, Place(FILE, shop.client.line), hint),))
    keep_accepted(shop.hidden, keys)
    return NamesAccepted(shop.client.id, len(keys))


def line_keys(recipient: Recipient, reads: Iterable[Read]) -> frozenset[str]:
    """A hash for each line that the client hears in words of their own: of the words, the voice and how it says them.

    Raises:
        GuideError: a line lacks a value, or its voice does not work here.
    """
    from guides.narration.speaking import key_for

    shop = recipient.workshop
    assert shop.client is not None
    keys: set[str] = set()
    for read in reads:
        if read.script is None or not slots_of(read.script):
            continue
        check_filled(shop.client, blanks(read.script))
        for said, _ in own_utterances(shop, script_without(shop, shop.routed(read.script)))[1]:
            with asking_for(shop, said.voice):
                keys.add(key_for(said, shop.registry))
    return frozenset(keys)


def unaccepted(recipient: Recipient, reads: Iterable[Read]) -> tuple[Problem, ...]:
    """What stands against handing these guides on: lines that nobody has accepted as they are said now.

    Raises:
        GuideError: as `line_keys`.
    """
    client = recipient.workshop.client
    assert client is not None
    keys = line_keys(recipient, reads)
    missing = keys - read_accepted(recipient.workshop.hidden)
    if not missing:
        return ()
    number = f"{len(missing)} of the {len(keys)} lines" if len(missing) < len(keys) else "The lines"
    return (
        Problem(
            f"{number} that client {client.id} hears in words of their own were not accepted as they are said now.",
            Place(FILE, client.line),
            f"Listen: guides clients hear --client {client.id}. If all is well said: guides clients accept {client.id}",
        ),
    )
