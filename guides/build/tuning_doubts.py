"""What in the tuning of a guide may make its words hard to make out: said, and left to the therapist."""

from collections.abc import Iterator

from guides.build.workshop import Workshop
from guides.errors import Place, Problem, VoiceError
from guides.model.script import Script
from guides.model.settings import CALM, JOURNEY, UNDER_FLOOR, manner_of
from guides.store.settings import place_of_setting


def tuning_doubts(workshop: Workshop, script: Script) -> tuple[Problem, ...]:
    """Warnings about a script, and about what the practice has for all of them.

    A whisper that a script names itself is its writer's choice, and heard before it is given; as the voice of
    whatever names none it would reach clients that nobody chose it for.
    """
    return (*_own_music(script), *_practice_music(workshop), *_whispers(workshop))


def _own_music(script: Script) -> Iterator[Problem]:
    music = script.front.music
    if music is not None and music.under is not None and music.under < UNDER_FLOOR:
        usual = manner_of(script.front.kind).under
        yield _too_near(music.under, "under:", usual, music.under_place or Place(script.file))


def _practice_music(workshop: Workshop) -> Iterator[Problem]:
    music = workshop.settings.music
    written = (("under", music.under, CALM), ("journey-under", music.journey_under, JOURNEY))
    for name, under, manner in written:
        if under is not None and under < UNDER_FLOOR:
            place = place_of_setting(workshop.folder.root, "music", name)
            yield _too_near(under, f"{name} =", manner.under, place)


def _too_near(under: float, written: str, usual: float, place: Place) -> Problem:
    return Problem(
        f"With music only {under:g} LU below the voice, many people lose words.",
        place,
        f"Write {written} {UNDER_FLOOR:g} or more; left out, it is {usual:g}.",
        "warning",
    )


def _whispers(workshop: Workshop) -> Iterator[Problem]:
    voice = workshop.settings.voice
    for setting, name in (("name", voice.name), ("draft", voice.draft)):
        try:
            _, found = workshop.registry.voice(name)
        except VoiceError:
            # Told by who needs it.
            continue
        if found.whispers:
            yield Problem(
                f"{name} whispers, and would speak every guide that names no voice: "
                "a whisper is hard to make out for people with hearing loss.",
                place_of_setting(workshop.folder.root, "voice", setting),
                f"Choose another voice here, and write voice: {name} in the guides that shall be whispered.",
                "warning",
            )
