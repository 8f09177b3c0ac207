"""A part is met after a question and a plan: many wordings of the meeting, the question and the plan."""

import pytest
from caring import Cared

STOP = (
    "You can stop at any moment, for any reason.\n\n[pause 4s]\n\nThere may be a part that worries.\n\n[pause 4s]\n\n"
)
BACK = "\n\n[pause 20s]\n\nIn your own time, back to the room. Feel the floor.\n"
MEETING = "Perhaps you could go a little closer to it."


@pytest.mark.parametrize(
    "text",
    [
        "You could walk over to it.",
        "Perhaps you could sit down next to it for a while.",
        "You might ask it what it is afraid of.",
        "You could ask how it came by this job.",
        "If you like, move a bit nearer.",
        "You may want to put a hand on its shoulder, and stay with it.",
        "Maybe you could keep it company, and listen to it.",
        "You could tell it that you love it.",
        "Perhaps you could spend some time with this part.",
        "You could let it show you what it carries.",
        "You might get to know it a little.",
        "If it feels right, you could hold it.",
    ],
)
def test_a_part_is_not_approached_before_the_question(cared: Cared, text: str) -> None:
    """Going near, sitting with and asking deep questions come after the question how one feels toward it."""
    assert "feel-toward" in cared.broken(STOP + text + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "You might nod to it.",
        "You could say hello to it, from where you are.",
        "You might let it know that you see it.",
        "You could ask your protectors if today is a good day.",
        "Ask the parts that look after you whether this is all right with them.",
        "You could thank it for all the work it does.",
        "There is no need to go closer to it.",
        "You do not have to ask it anything.",
        "You could ask if it would give you some room.",
        "Perhaps you notice where it sits, and what it is like.",
        "Was what they asked for kept, as far as you can tell?",
        "It may want to come closer, or not.",
    ],
)
def test_a_greeting_or_a_request_for_leave_is_polite(cared: Cared, text: str) -> None:
    """A nod, a hello, thanks, or asking for leave need no question before them."""
    assert "feel-toward" not in cared.broken(STOP + text + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "How do you feel toward it? If you feel cross with it, you could stay with that.",
        "And what do you feel toward this part? It may be that you want it gone. That is one more part, and it is fine.",
        "You might notice how you feel about it. Should there be fear, you could come back to the room.",
        "What is it like to be near it? If it is not easy, that is all right. You could leave it for today.",
        "Are you open to it, or curious about it? If not, you could rest with the music.",
        "How are you with this part, right now? Perhaps you are annoyed, or bored. Then that part comes first.",
        "What comes up in you toward it? When it is something other than kindness, turn to that one.",
        "See what you feel for it. Unless you are curious, it would be better to wait.",
        "How do you feel toward it? Some people are a little afraid. If you are, stay where you are.",
        "Do you like it? If you do not, there is no hurry. You could stay with the one that does not.",
    ],
)
def test_a_question_with_a_plan_opens_the_way(cared: Cared, text: str) -> None:
    """The question can be asked in many words, and so can the answer to a closed heart."""
    assert "feel-toward" not in cared.broken(STOP + text + "\n\n[pause 9s]\n\n" + MEETING + BACK)


@pytest.mark.parametrize(
    "text",
    [
        "How do you feel toward it?",
        "How do you feel toward it? Whatever the answer, that is good to know.",
        "What do you feel toward this part? If you are open or curious, it can feel that.",
        "How are you with this part? Take your time.",
        "You might notice how you feel about it. There is time.",
        "What is it like to be near it? Let the answer come.",
    ],
)
def test_a_question_without_a_plan_is_not_enough(cared: Cared, text: str) -> None:
    """It is said what to do when the answer is not open."""
    assert "feel-toward" in cared.broken(STOP + text + "\n\n[pause 9s]\n\n" + MEETING + BACK)


def test_a_tender_part_wants_a_question_of_its_own(cared: Cared) -> None:
    """What was asked of a protector does not hold for the one behind it."""
    asked = "How do you feel toward it? If you are not open, you could rest.\n\n[pause 9s]\n\n"
    text = asked + "Behind it there is a young part.\n\n[pause 9s]\n\nYou could go over to the young part." + BACK
    assert "feel-toward" in cared.broken(STOP + text)
