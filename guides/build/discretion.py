"""What goes wrong with a client's voice or words, told without what stands in their row.

An engine's own message may repeat a voice, a word or how it is said. Whatever is spoken for one client is
told by their id, the line and the heading of `clients.csv`, and the place in the script.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from guides.build.workshop import Workshop
from guides.clients.roster_text import FILE as ROSTER
from guides.errors import Place, VoiceError
from guides.model.client import Client

_WORKS = "guides voices says which voices there are, and whether they work here."


class OwnVoiceError(VoiceError):
    """The voice of a client's row cannot be used."""


def own_voice_error(client: Client) -> OwnVoiceError:
    """What is said of a voice that a client's row names and that cannot be used."""
    return OwnVoiceError(
        "Column voice: this voice cannot be used here.",
        where=Place(ROSTER, client.line),
        hint=f"{_WORKS} Name another in this row, or empty the cell.",
    )


def speaks_in_own_voice(workshop: Workshop) -> bool:
    """Whether the voice that speaks is one that the row of the workshop's client names."""
    client = workshop.client
    return client is not None and client.tuning.voice is not None and not workshop.request.draft


@contextmanager
def asking_for(workshop: Workshop, voice: str) -> Iterator[None]:
    """While a voice is looked up, say of one that a client's row names only where it stands.

    Raises:
        OwnVoiceError: it cannot be used.
        VoiceError: any other voice cannot be.
    """
    client = workshop.client
    try:
        yield
    except VoiceError:
        if client is None or not speaks_in_own_voice(workshop) or voice != client.tuning.voice:
            raise
        # Without the error before it: that one names the voice.
        raise own_voice_error(client) from None


@contextmanager
def discreet(workshop: Workshop, spoken: Literal["everyone's words", "own words"]) -> Iterator[None]:
    """While something is spoken for a client, say of what fails only whose it is and where.

    Raises:
        VoiceError: it could not be spoken.
    """
    client = workshop.client
    try:
        yield
    except VoiceError as error:
        if client is None or isinstance(error, OwnVoiceError):
            raise
        row = f"line {client.line} of {ROSTER}"
        if spoken == "own words":
            message = f"The words of client {client.id} in this sentence cannot be spoken."
            hint = f"Look at the words in {row}, and at name_say, which tells how a name is spoken. {_WORKS}"
        elif speaks_in_own_voice(workshop):
            message = f"This sentence cannot be spoken in the voice of client {client.id}."
            hint = f"Name another voice in {row}, column voice, or write the sentence a little differently. {_WORKS}"
        else:
            raise
        # Without the error before it: that one may repeat the row.
        raise VoiceError(message, where=error.where, hint=hint) from None
