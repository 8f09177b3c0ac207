"""The breath, the quiet, the way out and the way back, in the words of many writers."""

import pytest
from caring import Cared

STOP = "You can stop at any moment, for any reason.\n\n[pause 4s]\n\n"
BACK = "\n\n[pause 20s]\n\nIn your own time, back to the room. Feel the floor.\n"
BREATHS = "\n\n[breathe in 4s, out 6s, 3 times]"


@pytest.mark.parametrize(
    "text",
    [
        "Here are three slow breaths, if you like. Or feel your feet on the floor.",
        "We will breathe for a while. If you would rather not, the sounds outside are there for you.",
        "You could leave your breath alone, and listen to the music.",
        "If the breath is not your friend today, stay with your hands.",
        "Some people like to follow the breath. Some would rather feel the chair. Both are good.",
        "A few breaths now. Skip them if you want, and look at something green.",
        "Feel one hand in the other. You can stay there, or join me for three breaths.",
        "You may breathe along, or let the breath be and rest your eyes on the window.",
        "Three slow rounds. Your heels on the ground will do just as well.",
        "Breathing is one way; the weight of the blanket is another.",
        "If breathing along is too much, you could tap your fingers instead.",
        "Join in, or do not. You could count the corners of the room.",
    ],
)
def test_something_beside_the_breath_is_enough(cared: Cared, text: str) -> None:
    """Hands, feet, sounds, things to see, in any words."""
    assert "breath-only" not in cared.broken(STOP + text + BREATHS + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "Here are three slow breaths, if you like.",
        "We will rest with the breath here for a while, if you want to.",
        "Let us take some slow breaths. There is no right way.",
        "Now some breathing, to let the body settle. It need not be deep.",
        "You could place a hand on your belly and feel it rise and fall.",
        "You may breathe through the nose or the mouth, as you like.",
        "Your breath is always there. You can come back to it at any time.",
        "Sit with a long back, so that there is room to breathe.",
        "We begin with the breath. It may be short or long, or anything else.",
        "Breathe along with the tone. If you lose it, just begin again.",
    ],
)
def test_the_breath_alone_is_not_enough(cared: Cared, text: str) -> None:
    """A choice about the breath is no other place to rest."""
    assert "breath-only" in cared.broken(STOP + text + BREATHS + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "At the top, wait a little before you let it out.",
        "Breathe in, and keep the air in for four.",
        "Fill your lungs, and stay full while you count to three.",
        "Hold it there for a moment, and then breathe out.",
        "Breathe in for four, hold for four, out for six.",
        "You might hold your breath for as long as it is easy.",
        "Take in some air and hold.",
        "Let the breath stop for a count of three.",
        "Between in and out, pause for four beats with your lungs full.",
        "Breathe out, and stay empty for a while.",
        "Try not to breathe for five seconds.",
    ],
)
def test_a_held_breath_is_found(cared: Cared, text: str) -> None:
    """Holding can be asked for without the word."""
    assert "breath-hold" in cared.broken(STOP + "Or feel your hands.\n\n" + text + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "You could hold a cup. Hold it for a while, and feel how warm it is.",
        "There is no need to hold your breath.",
        "Perhaps you notice that you hold your breath at times.",
        "You might hold your own hand for a moment.",
        "Hold on to the edge of the table, if you like.",
        "The chair can hold you for a while.",
        "Some of us hold our breath when we read the news.",
        "Wait a little before you get up.",
        "You could keep this in mind for the week.",
        "A pause between the breaths may come by itself.",
        "You can let your breath come and go without holding it.",
        "You could keep the stone in your hand and count to five.",
    ],
)
def test_holding_other_things_is_fine(cared: Cared, text: str) -> None:
    """A cup, a hand, a table."""
    assert "breath-hold" not in cared.broken(STOP + text + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "I will say nothing for a while.",
        "There will be two minutes without words.",
        "The music has the next three minutes.",
        "A long pause comes now.",
        "The next minutes belong to you.",
        "I will be back in a bit more than a minute.",
        "Now you have some time for yourself, with no one talking.",
        "It gets quiet now, until the bell.",
        "I will leave you to it, and come back after two minutes.",
        "Here is a longer silence.",
        "For the next ninety seconds there is only music.",
        "You will not hear me for a time.",
        "My voice goes away now and comes back later.",
        "I stop talking here, for two minutes or so.",
    ],
)
def test_a_quiet_that_is_told_of(cared: Cared, text: str) -> None:
    """One can say in many ways that it will be quiet."""
    assert "silence-announced" not in cared.broken(STOP + text + "\n\n[silence 1m50s]" + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "You might stay with that.",
        "Take all the time you need.",
        "You could see what comes.",
        "Rest here as long as you like.",
        "Just be here for now.",
        "Sometimes a minute is enough to get a feel for things.",
        "Let it be as it is.",
        "You may look back on the last few minutes.",
        "Perhaps you can be still inside.",
        "There may be a quiet place in you.",
        "I wonder what you will find there.",
        "The room is quiet.",
    ],
)
def test_a_quiet_that_nobody_tells_of(cared: Cared, text: str) -> None:
    """Time, minutes and quiet can be spoken of without announcing a silence."""
    assert "silence-announced" in cared.broken(STOP + text + "\n\n[silence 1m50s]" + BACK)
