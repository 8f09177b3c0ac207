"""Pronunciations: whose words they are for, what engines of each kind get, and how often they are used."""

import re
import unicodedata

import pytest

from guides.model.saying import ALPHABET, fault_of, parse_said, plain_ipa
from guides.model.utterance import Utterance
from guides.narration.engines.espeak_phonemes import mnemonics, with_phonemes
from guides.narration.engines.splicing import spliced
from guides.narration.field_words import SHIPPED
from guides.narration.marks import Piece
from guides.narration.pronunciation import covers, together
from guides.narration.reading_aloud import pieces, words


def utterance(text: str, *pronounce: tuple[str, str]) -> Utterance:
    return Utterance(text, "tone", 1.0, "en-us", pronounce)


def test_respelling_matches_whole_words_only() -> None:
    """A pronunciation replaces the whole word, also with a capital or a possessive, never a part."""
    said = words(utterance("Sutra, sutras, a sutra's pain", ("sutra", "soo-tra")))
    assert said == "soo-tra, sutras, a soo-tra's pain"


def test_respelling_with_capitals_is_exact() -> None:
    """An entry with capitals leaves the word in lower case alone."""
    assert words(utterance("Self and self", ("Self", "sehlf"))) == "sehlf and self"


def test_the_exact_word_comes_first() -> None:
    """Of two entries that differ in their capitals each says its own, whichever stands first."""
    both = (("may", "mye"), ("May", "mah-ee"))
    for entries in (both, both[::-1]):
        assert words(utterance("It may be May.", *entries)) == "It mye be mah-ee."


def test_the_longest_entry_is_taken() -> None:
    """A name of several words is said as one, also over two spaces; its parts keep their own entries."""
    entries = (("Rosa", "roza"), ("Rosa Luna", "roza loona"))
    assert words(utterance("Rosa  Luna, and Rosa", *entries)) == "roza loona, and roza"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_match_however_they_are_stored(form: str) -> None:
    """An accent of one character or of two is the same word, in the text and in the entry."""
    entry = unicodedata.normalize(form, "Zoë")
    for text in (unicodedata.normalize("NFC", "Zoë rests."), unicodedata.normalize("NFD", "Zoë rests.")):
        assert words(utterance(text, (entry, "zo-ee"))) == "zo-ee rests."


def test_apostrophes_and_hyphens_of_any_shape_match() -> None:
    """A typographic apostrophe or hyphen in either place is the plain one."""
    assert (
        words(utterance("The O’Shea C‑line", ("O'Shea", "oh-shay"), ("C-line", "see line"))) == "The oh-shay see line"
    )


def test_own_pronunciation_wins_over_every_rule() -> None:
    """What the practice wrote comes before what is shipped, before abbreviations, and before heteronyms."""
    own = (("KAP", "kap"), ("vagus", "VAH-gus"), ("Dr.", "Docteur"), ("8 C's", "eight seas"), ("live", "lyve"))
    said = words(utterance("KAP, vagus, Dr. Rivers, 8 C’s live here", *own))
    assert said == "kap, VAH-gus, Docteur Rivers, eight seas lyve here"


def test_each_is_used_once_and_never_on_what_another_says() -> None:
    """Entries that point at each other swap their words, and one that says itself is not said twice."""
    assert words(utterance("kip and kap", ("kip", "kap"), ("kap", "kip"))) == "kap and kip"
    assert words(utterance("an exile", ("exile", "ex exile"))) == "an ex exile"


def test_a_script_comes_before_the_practice() -> None:
    """A script's own line also stands for the word with a capital that the practice has a line for."""
    assert together((("sutra", "a"),), (("Sutra", "b"), ("mudra", "c"))) == (("sutra", "a"), ("mudra", "c"))
    assert covers("sutra", "Sutra")
    assert not covers("Sutra", "sutra")


def test_ipa_becomes_a_piece_of_its_own() -> None:
    """IPA is handed on as phonemes, with the ending that the word had, and the words around it are kept."""
    found = pieces(utterance("A sutra's voice, 2 times.", ("sutra", "/sˈuːtɹə/")))
    assert [(piece.text, piece.is_ipa) for piece in found] == [
        ("A ", False),
        ("sˈuːtɹəz", True),
        (" voice, two times.", False),
    ]
    assert found[1].otherwise == "sutra's"


def test_each_kind_of_engine_gets_its_own_half() -> None:
    """An entry may give both: the IPA goes to engines that take phonemes, the respelling to the others."""
    both = ("sutra", "soo-tra /sˈuːtɹə/")
    assert words(utterance("a sutra", both)) == "a soo-tra"
    assert [piece.text for piece in pieces(utterance("a sutra", both))] == ["a ", "sˈuːtɹə"]


def test_ipa_alone_falls_back_to_the_word() -> None:
    """An engine that takes only words gets the word as it would be read without the entry."""
    assert words(utterance("A sutra, and IFS.", ("sutra", "/sˈuːtɹə/"), ("IFS", "/ˈaɪfs/"))) == "A sutra, and I F S."


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("ˈkɛt.ə.miːn", "kˈɛtəmiːn"),
        ("t͡ʃiːˈɡɔŋ", "tʃiːɡˈɔŋ"),
        ("ˌɪntərəˈsɛpʃn̩", "ˌɪntəɹəsˈɛpʃən"),
        ("ig'zail", "iɡzˈail"),
        ("bɝd", "bɜːd"),
        ("əˈstɹɛs", "əstɹˈɛs"),
        ("kˈɛtəmˌiːn", "kˈɛtəmˌiːn"),
    ],
)
def test_ipa_of_dictionaries_is_understood(written: str, known: str) -> None:
    """Tie bars, dots, syllabic letters, a plain r or g and marks before the syllable become what the voices know."""
    assert plain_ipa(written) == known


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "says nothing"),
        ("  ", "says nothing"),
        ("//", "says nothing"),
        ("/ /", "says nothing"),
        ("/ˈ/", "says nothing"),
        ("/ɛksaɪl", "slash"),
        ("he/she", "slash"),
        ("/ɛЖ/", "Ж"),
        ("egg-zile /ɛ7/", "7"),
        ("[pause]", r"\[ \]"),
        ("…", "no letters"),
    ],
)
def test_what_cannot_be_said_is_named(said: str, message: str) -> None:
    """An entry that no voice can use has a fault that names the word, what is wrong, and what to write."""
    fault = fault_of("exile", said)
    assert fault is not None
    assert "exile" in fault.message
    assert re.search(message, fault.message)
    assert fault.hint


def test_what_is_shipped_can_be_used_by_every_engine() -> None:
    """Each shipped entry is without fault, has a respelling, and its IPA can be written for eSpeak."""
    for word, value in SHIPPED.items():
        said = parse_said(value)
        assert fault_of(word, value) is None, word
        assert said.respelling, word
        assert said.ipa is None or mnemonics(said.ipa) is not None, word


def test_every_sign_of_the_alphabet_is_known_to_the_default_voice() -> None:
    """What passes the check can be spoken: Kokoro's vocabulary has every sign of it."""
    from kokoro_onnx.config import DEFAULT_VOCAB

    assert set(DEFAULT_VOCAB) >= ALPHABET


def test_espeak_gets_its_own_letters() -> None:
    """IPA is written in eSpeak's mnemonics, sounds kept apart; what its English lacks is said as the word."""
    assert mnemonics("kˈɛtəmˌiːn") == "k|'E|t|@|m|,i:|n"
    assert mnemonics("vˈæn kˈoʊk") == "v|'a|n||k|'oU|k"
    assert mnemonics("bɥi") is None
    said = with_phonemes((Piece("a "), Piece("tʃˈiː", True, "chee"), Piece(" and "), Piece("ɲˈø", True, "nyuh")))
    assert said == "a [[tS|'i:]] and nyuh"


def _letters(text: str) -> str:
    """Phonemes that are their letters, as far as a test needs them."""
    return " ".join(text.split())


def test_phonemes_are_spliced_where_their_word_stood() -> None:
    """The words around are read as one sentence, and the IPA stands in it in order."""
    said = (Piece("the "), Piece("ˈɛksaɪl", True), Piece(" and a "), Piece("vˈeɪɡəs", True), Piece(" nerve"))
    assert spliced(said, _letters) == "the ˈɛksaɪl and a vˈeɪɡəs nerve"


def test_a_language_that_swallows_the_place_holders_still_says_all() -> None:
    """Where a place cannot be found again the pieces are read one by one, with the spaces between them."""
    said = (Piece("the "), Piece("ˈɛksaɪl", True), Piece(" rests"))
    assert spliced(said, lambda text: _letters(text).replace("obvuk rests", "x")) == "the ˈɛksaɪl rests"
