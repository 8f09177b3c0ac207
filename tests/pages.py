"""A small practice whose page browsers look at: short guides, one journey, all in the voice `tone`."""

from practices import SETTINGS, Practice

CONTACT = '[contact]\nname = "Ana Ruiz"\nphone = "+1 555 0100"\nhours = "weekdays 9 to 17"\nemergency = "911"\n'
ROUTES = (
    "[routes]\nnone = [0.1, 0.1, 0.15, 0.15, 0.15, 0.15]\n"
    '[phase-bed]\nonset = "warm-drone"\nbuild = "warm-drone"\nre-entry = "warm-drone"\n'
)
"""A journey of less than a minute, all of it in the bed that is made fastest."""

WORDS = """
# Arriving

Welcome. Find a position that works for you; eyes open or closed.

[pause 2s]

There is nothing you need to do right now. Let the ground hold you for a while.

# A part that “protects” & helps

See if some part of you is unsure about what comes next. [pause 1s] It is welcome here.

[silence 6s]

# Coming back

Look around the room, and find one thing that is a colour you like.

> Client: Which part came, or which part kept watch?

> Client: Who would you like to tell?
"""
MUSIC = "music:\n  intro: 2s\n  outro: 4s\n"
HANDED_ON = "music:\n  intro: 2s\n  outro: 14s\n"


def fill_page(practice: Practice) -> Practice:
    """Write the programme that the page's tests listen to."""
    practice.settings(SETTINGS + CONTACT + ROUTES)
    summary = "summary: A first hello to the parts that keep you safe.\n"
    practice.write("preparation/01-meeting", WORDS, f"title: Meeting your protectors\n{summary}{MUSIC}")
    practice.write(
        "preparation/02-breath", "Rest.\n\n[silence 12s]\n\nGood.", "title: Rest\npublic_title: Evening\nmusic: off\n"
    )
    practice.write("journey/01-opening", "Arrive.", f"title: Opening\nkind: opening\nhandover: hold\n{HANDED_ON}")
    words = "[at build+3s]\n\nStill here."
    practice.write(
        "journey/02-journey", words, f"title: Journey\nroute: none\npresent: sitter\nhandover: flow\n{HANDED_ON}"
    )
    practice.write(
        "journey/03-return", "Welcome back.\n\n> Client: What stays?", f"title: Return\nkind: return\n{MUSIC}"
    )
    practice.write("support/00-sound-check", "Set this to comfortable.", "title: Sound check\nmusic: off\n")
    anchor = "Your eyes can stay open for this. Feel your feet on the floor. Name three things that you see."
    practice.write("support/01-come-back", anchor, "title: Come back\nmusic: off\nsummary: For when it is too much.\n")
    return practice
