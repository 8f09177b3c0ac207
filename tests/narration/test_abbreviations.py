"""Which abbreviations are said as their writer means them, so that nobody need say how."""

import pytest

from guides.narration.abbreviations import is_known


@pytest.mark.parametrize(
    "written",
    [
        "IFS",
        "KAP",
        "EMDR",
        "PTSD",
        "IFS's",
        "Dr.",
        "e.g.",
        "U.S.",
        "Ph.D.",
        "p.",
        "MAPS",
        "NOT",
    ],
)
def test_known(written: str) -> None:
    """Initialisms of the field, rows without a vowel, abbreviations with dots, and words that are only stressed."""
    assert is_known(written)


@pytest.mark.parametrize("written", ["ABBI", "IFOT", "ORCA", "Zz.", "DMN", "SSRIs"])
def test_unknown(written: str) -> None:
    """A row of capitals that could be a word or letters is not known, nor one that most listeners do not know."""
    assert not is_known(written)


@pytest.mark.parametrize(
    ("written", "pronounce", "known"),
    [
        ("IFOT", ("IFOT",), True),
        ("IFOTs", ("IFOT",), True),
        ("IFOT", ("ifot",), False),
        ("IFOT", {"IFOT": "eye fot"}, True),
        ("IFOT", ("", " "), False),
    ],
)
def test_what_the_practice_says(written: str, pronounce: tuple[str, ...], known: bool) -> None:
    """A pronunciation of its own makes an abbreviation known, also its plural, with the same capitals."""
    assert is_known(written, pronounce) is known
