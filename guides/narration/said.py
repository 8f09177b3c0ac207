"""What of an utterance decides its sound, and what it is called without telling its words."""

from dataclasses import replace

from guides.model.utterance import Utterance
from guides.narration.pronunciation import occurring
from guides.store.cache import key_of


def said(utterance: Utterance) -> Utterance:
    """The utterance without what does not change its sound."""
    return replace(utterance, pronounce=tuple(sorted(occurring(utterance.text, utterance.pronounce))))


def way_key(utterance: Utterance) -> str:
    """What an utterance is called where its way of being spoken is written down.

    A hash of its words, voice, pace, language and pronunciation: it tells none of them,
    and is the same on another machine.
    """
    return key_of("way", replace(said(utterance), way="plain"))
