"""A sentence as written becomes words as spoken."""

from guides.model.utterance import Utterance
from guides.narration.abbreviations import expand
from guides.narration.addresses_aloud import read_addresses
from guides.narration.heteronyms import told_apart
from guides.narration.initialisms import read_capitals
from guides.narration.marks import Marks, Piece
from guides.narration.number_words import NumberWords
from guides.narration.numbers_aloud import read_numbers
from guides.narration.pronunciation import marked
from guides.narration.roman_numerals import read_roman
from guides.narration.signs_aloud import read_signs
from guides.narration.typography import plain_signs, settled


def pieces(utterance: Utterance) -> tuple[Piece, ...]:
    """What to say, for an engine that takes phonemes: words, and IPA where someone gave it."""
    return _pieces(utterance, ipa=True)


def words(utterance: Utterance) -> str:
    """What to say, for an engine that takes words only."""
    return "".join(piece.text for piece in _pieces(utterance, ipa=False))


def _pieces(utterance: Utterance, *, ipa: bool) -> tuple[Piece, ...]:
    marks = Marks(ipa)
    text = plain_signs(marked(utterance.text, utterance.pronounce, marks))
    if utterance.language.lower().startswith("en"):
        text = _in_english(" ".join(text.split()), utterance.language, marks)
    return marks.pieces(settled(text))


def _in_english(text: str, language: str, marks: Marks) -> str:
    """Each step leaves to the next what it does not know; addresses and units come before what eats their slashes."""
    say = NumberWords(language)
    text = read_roman(read_addresses(text), say)
    text = read_numbers(read_capitals(expand(text)), say)
    return told_apart(read_signs(text), marks)
