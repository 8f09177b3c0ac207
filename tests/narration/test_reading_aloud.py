"""Numbers, times, abbreviations and pronunciations are read as a person would."""

import pytest

from guides.model.utterance import Utterance
from guides.narration.reading_aloud import pieces, words


def utterance(text: str, language: str = "en-us", pronounce: tuple[tuple[str, str], ...] = ()) -> Utterance:
    return Utterance(text, "tone", 1.0, language, pronounce)


CASES = {
    "Count to 10.": "Count to ten.",
    "Take 3 breaths.": "Take three breaths.",
    "There are 1,250 steps.": "There are one thousand two hundred fifty steps.",
    "About 3.5 of them.": "About three point five of them.",
    "It was -5 outside.": "It was minus five outside.",
    "A 2nd time, and a 21st.": "A second time, and a twenty-first.",
    "For 45 min, rest.": "For forty-five minutes, rest.",
    "Rest for 45 min.": "Rest for forty-five minutes.",
    "Wait 1 min.": "Wait one minute.",
    "Wait 90s.": "Wait ninety seconds.",
    "Wait 5 sec, then go.": "Wait five seconds, then go.",
    "A 20-minute rest.": "A twenty-minute rest.",
    "3–4 breaths": "three to four breaths",
    "Some 10-15 min later.": "Some ten to fifteen minutes later.",
    "From 10 to 15 min.": "From ten to fifteen minutes.",
    "50-60% of it": "fifty to sixty percent of it",
    "100% welcome": "one hundred percent welcome",
    "It is 8:30.": "It is eight thirty.",
    "It is 8:05.": "It is eight oh five.",
    "At 8:00 we begin.": "At eight o'clock we begin.",
    "At 8:00 a.m. we begin.": "At eight eh M we begin.",
    "At 9:15 pm.": "At nine fifteen P M.",
    "Until 10 p.m.": "Until ten P M.",
    "At 20:15": "At twenty fifteen",
    "In 1994 it began.": "In nineteen ninety-four it began.",
    "Since 2005": "Since two thousand five",
    "By 2024, perhaps.": "By twenty twenty-four, perhaps.",
    "From 1990–1995": "From nineteen ninety to nineteen ninety-five",
    "In the 1990s": "In the nineteen nineties",
    "In the '90s": "In the nineties",
    "On January 5, 2024, we met.": "On January fifth, twenty twenty-four, we met.",
    "On Jan. 5 we met.": "On January fifth we met.",
    "On 3 March": "On the third of March",
    "On 2024-03-01": "On March first, twenty twenty-four",
    "1/2 a cup": "one half a cup",
    "½ a cup": "one half a cup",
    "1½ hours": "one and a half hours",
    "2 1/4 hours": "two and a quarter hours",
    "3/4 of it": "three quarters of it",
    "2/3 of it": "two thirds of it",
    "a 7/10 today": "a seven out of ten today",
    "here 24/7": "here twenty-four seven",
    "a 50/50 chance": "a fifty-fifty chance",
    "$20 or $1": "twenty dollars or one dollar",
    "£2.50": "two pounds and fifty pence",
    "$1.5 million": "one point five million dollars",
    "Call 988 now.": "Call nine eight eight now.",
    "Call or text 988.": "Call or text nine eight eight.",
    "Ring 116 123.": "Ring one one six one two three.",
    "555-1234": "five five five one two three four",
    "No. 5 and #6": "number five and number six",
    "4x a day": "four times a day",
    "~5 breaths": "about five breaths",
    "It is 21°C here, 5 km away.": "It is twenty-one degrees Celsius here, five kilometers away.",
    "60 bpm": "sixty beats per minute",
    "Dr. Rivers and Mr. Stone": "Doctor Rivers and Mister Stone",
    "St. Mary lives on Elm St.": "Saint Mary lives on Elm Street.",
    "A color, e.g. blue.": "A color, for example blue.",
    "E.g. blue.": "For example blue.",
    "Your guide, i.e. you.": "Your guide, that is you.",
    "Sounds, smells, etc.": "Sounds, smells, et cetera.",
    "Sounds, etc., may come.": "Sounds, et cetera, may come.",
    "fear vs. trust": "fear versus trust",
    "you & me": "you and me",
    "open and/or closed": "open and or closed",
    "his/her part": "his or her part",
    "IFS and EMDR": "I F S and E M D R",
    "After your KAP session": "After your K eh P session",
    "an IV or an IM injection": "an I V or an I M injection",
    "PTSD and ADHD": "P T S D and eh D H D",
    "ACT therapy": "eh C T therapy",
    "You are NOT your parts.": "You are not your parts.",
    "Let it ALL be.": "Let it all be.",
    "It is for US.": "It is for us.",
    "In the US": "In the U S",
    "In the U.S. it is.": "In the U S it is.",
    "the eight Cs": "the eight C's",
    "As you breathe": "As you breathe",
    "I am here. I am.": "I am here. I am.",
    "Part II, and Chapter IV": "Part two, and Chapter four",
    "Part I": "Part one",
    "J. K. Stone wrote": "J K Stone wrote",
    "Soft...and warm": "Soft…and warm",
    "… and then": "and then",
    "Slowly -- very slowly": "Slowly — very slowly",
    "Slowly – very slowly": "Slowly — very slowly",
    "the inner–outer line": "the inner-outer line",
    "“Stay,” it said.": "Stay, it said.",
    "It’s okay": "It's okay",
    "Rest (if you like).": "Rest, if you like.",
    "Rest (if you like) now": "Rest, if you like, now",
    "a smile 🙂 now": "a smile now",
    "See example.org": "See example dot org",
    "Close your eyes.": "Cloze your eyes.",
    "Let your eyes close.": "Let your eyes cloze.",
    "Stay close to it.": "Stay close to it.",
    "a close friend": "a close friend",
    "Where does it live?": "Where does it liv?",
    "Live with it.": "Liv with it.",
    "a live session": "a live session",
    "Use your breath.": "Yooze your breath.",
    "the use of it": "the use of it",
    "Bow your head.": "Bough your head.",
    "You may feel content.": "You may feel contented.",
    "Let the tears come.": "Let the tears come.",
    "Permit yourself to rest.": "Permitt yourself to rest.",
}


@pytest.mark.parametrize("written", CASES)
def test_reads_as_a_person_would(written: str) -> None:
    """Each written form becomes the words that a person reading aloud would say."""
    assert words(utterance(written)) == CASES[written]


def test_british_numbers_and_dates() -> None:
    """In British English hundreds have an `and`, and days come before months."""
    assert words(utterance("205 on May 3", "en-gb")) == "two hundred and five on the third of May"


def test_nothing_of_a_long_plain_text_is_lost() -> None:
    """A sentence without numbers or signs is passed on word for word."""
    plain = "There is nothing you need to do right now, and nowhere to be; your parts are welcome here."
    assert words(utterance(plain)) == plain


def test_respelling_matches_whole_words_only() -> None:
    """A pronunciation replaces the whole word, also with a capital or a possessive, never a part."""
    said = words(utterance("Exile, exiles, an exile's pain", pronounce=(("exile", "egg-zile"),)))
    assert said == "egg-zile, exiles, an egg-zile's pain"


def test_respelling_with_capitals_is_exact() -> None:
    """An entry with capitals leaves the word in lower case alone."""
    said = words(utterance("Self and self", pronounce=(("Self", "sehlf"),)))
    assert said == "sehlf and self"


def test_own_pronunciation_wins_over_every_rule() -> None:
    """What the practice wrote comes before what is shipped and before abbreviations."""
    own = (("KAP", "kap"), ("vagus", "VAH-gus"), ("Dr.", "Docteur"))
    assert words(utterance("KAP, vagus, Dr. Rivers", pronounce=own)) == "kap, VAH-gus, Docteur Rivers"


def test_ipa_becomes_a_piece_of_its_own() -> None:
    """IPA is handed on as phonemes, with the ending that the word had, and the words around it are kept."""
    found = pieces(utterance("An exile's voice, 2 times.", pronounce=(("exile", "/ˈɛksaɪl/"),)))
    assert [(piece.text, piece.is_ipa) for piece in found] == [
        ("An ", False),
        ("ˈɛksaɪlz", True),
        (" voice, two times.", False),
    ]


def test_ipa_falls_back_to_the_word_for_engines_without_phonemes() -> None:
    """An engine that takes only words gets the word as it is written."""
    assert words(utterance("An exile speaks.", pronounce=(("exile", "/ˈɛksaɪl/"),))) == "An exile speaks."
