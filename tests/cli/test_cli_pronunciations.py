"""What `guides check` says of pronunciations: loops, words that nothing says, words that differ in capitals."""

import pytest
from practices import Practice

FRONT = "music: off\npronounce:\n"


def warnings(practice: Practice, *names: str) -> list[str]:
    """The warnings of `guides check`, which must find no error."""
    ran = practice.run("check", *names)
    assert ran.code == 0, ran.err
    return [line for line in ran.err.splitlines() if ": warning: " in line]


def told(practice: Practice, table: str) -> list[str]:
    settings = (practice.root / "guides.toml").read_text()
    practice.settings(f"{settings}\n[pronounce]\n{table}")
    practice.write("support/01-a", "An exile and Kip and Kap rest.", "music: off")
    return warnings(practice)


def test_an_entry_that_is_used_says_nothing(practice: Practice) -> None:
    """A sound entry for a word that a script says needs no word about it."""
    assert told(practice, 'exile = "eggs-ile"\n') == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('exile = "an exile"\n', "The pronunciation of exile says exile again."),
        ('Kip = "Kap"\nKap = "Kip"\n', "These pronunciations lead back to each other: Kip, Kap."),
        (
            'exile = "an exile"\nKip = "the Kap"\nKap = "Kip"\n',
            "The pronunciation of exile says exile again.|lead back to each other: Kip, Kap.",
        ),
    ],
)
def test_loops_are_told_once(practice: Practice, table: str, said: str) -> None:
    """An entry that says its own word, or entries that say each other's, are warned of at their line in guides.toml."""
    found = told(practice, table)
    assert len(found) == said.count("|") + 1
    assert all("guides.toml:" in line for line in found)
    for part in said.split("|"):
        assert any(part in line for line in found)


def test_a_word_that_no_script_says_is_told_when_all_are_checked(practice: Practice) -> None:
    """A line of guides.toml for a word that stands nowhere is warned of, but not when one script is checked alone."""
    assert told(practice, 'Winnicot = "x"\nexiles = "y"\nexile = "z"\n') == [
        line for line in warnings(practice) if "Winnicot" in line or "“exiles”" in line
    ]
    assert len(warnings(practice)) == 2
    assert warnings(practice, "support/01-a") == []


def test_a_script_that_cannot_be_read_hides_nothing(practice: Practice) -> None:
    """A word of a script with an error counts as said: its line is not called useless."""
    practice.settings((practice.root / "guides.toml").read_text() + '\n[pronounce]\nexile = "eggs-ile"\n')
    practice.write("support/01-a", "An exile. [pauze 3s]", "music: off")
    ran = practice.run("check")
    assert ran.code == 1
    assert "warning" not in ran.err


def test_the_front_matter_is_held_to_its_own_script(practice: Practice) -> None:
    """A script's entry for a word of another script is warned of at its line, whatever is checked."""
    practice.write("support/01-a", "An exile rests.", f"{FRONT}  exile: eggs-ile\n  mudra: moodra\n")
    practice.write("support/02-b", "A mudra.", "music: off")
    for names in ((), ("support/01-a",)):
        (found,) = warnings(practice, *names)
        assert "support/01-a.md:6:3: warning: This script does not say “mudra”" in found


def test_two_lines_for_one_word_are_explained(practice: Practice) -> None:
    """Words that differ only in their capitals and are said differently are explained."""
    (found,) = told(practice, 'kip = "x"\nKip = "y"\n')
    assert "kip and Kip are said differently" in found


def test_notes_and_headings_are_not_said(practice: Practice) -> None:
    """A word that stands only in a note or a heading is spoken by nobody."""
    practice.write("support/01-a", "# An exile\n\n> Exile.\n\nRest.", f"{FRONT}  exile: eggs-ile\n")
    assert "does not say “exile”" in warnings(practice)[0]
