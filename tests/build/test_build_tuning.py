"""A practice, or a script, tunes voice, pace, pauses and the depth of the music: heard in what is built."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
from listening import RATE, decoded, loudness, where_voice_sounds
from practices import SETTINGS, Practice

from guides.model.settings import Settings
from guides.narration.registry import Registry

WORDS = "Welcome. Let the ground hold you for a while.\n\n[pause 4s]\n\nThere is nothing to do.\n\n[silence 10s]"
BED = "music:\n  track: warm-drone\n  intro: 3s\n  outro: 4s\n"


def tune(practice: Practice, **tables: str) -> None:
    """Write settings with more lines in some tables."""
    text = SETTINGS.replace("[voice]\n", "[voice]\n" + tables.pop("voice", ""))
    practice.settings(text + "".join(f"[{table}]\n{lines}" for table, lines in tables.items()))


def planned(practice: Practice, *arguments: str) -> float:
    """Seconds of the only guide by `guides plan`."""
    ran = practice.run("--json", "plan", *arguments)
    assert ran.code == 0, ran.err
    seconds: float = ran.event("plan")["seconds"]
    return seconds


def under(practice: Practice, id: str) -> float:
    """LU that the music is below the voice, heard in the stems."""
    voice, music = (decoded(practice.out(f"{id}.{stem}.flac")) for stem in ("voice", "music"))
    there = np.flatnonzero(where_voice_sounds(voice))
    return loudness(voice[there]).lufs - loudness(music[there]).lufs


@pytest.mark.parametrize(
    ("id", "front", "music", "least"),
    [
        ("support/01-a", "", "under = 22\n", 22),
        ("support/01-a", "", "journey-under = 22\n", 15),
        ("journey/01-a", "kind: opening\n", "journey-under = 18\nunder = 30\n", 18),
    ],
)
def test_the_music_is_as_far_below_as_it_is_told(
    practice: Practice, id: str, front: str, music: str, least: float
) -> None:
    """Within 1.5 LU in the stems, and the report says the same; journeys have a number of their own."""
    tune(practice, music=music)
    practice.write(id, WORDS, front + BED)
    practice.build("--stems")
    heard = under(practice, id)
    assert least - 0.5 <= heard <= least + 1.5
    assert practice.report[id]["bed_under_voice_lu"] == pytest.approx(heard, abs=0.5)


def test_clear_speech_is_heard(practice: Practice) -> None:
    """From the practice, and from one script: the music lower, the words slower, the pauses longer, as planned."""
    practice.write("support/01-a", WORDS, BED)
    plain = planned(practice)
    practice.write("support/01-a", WORDS, BED + "clear_speech: yes\n")
    clear = planned(practice)
    assert clear > plain + 0.3 * (0.8 + 4) + 0.3
    practice.build("--stems")
    assert 19.5 <= under(practice, "support/01-a") <= 21.5
    assert practice.report["support/01-a"]["seconds"] == pytest.approx(clear, abs=1.5)
    practice.write("support/01-a", WORDS, BED)
    tune(practice, voice="clear-speech = true\n")
    assert planned(practice) == clear
    practice.write("support/01-a", WORDS, BED + "clear_speech: no\n")
    assert planned(practice) == plain


def test_plan_and_build_agree_on_scaled_pauses(practice: Practice) -> None:
    """`pauses` in front matter lengthens what is planned and built by the same."""
    practice.write("support/01-a", WORDS, "music: off\n")
    first = planned(practice)
    practice.build()
    before = practice.report["support/01-a"]["seconds"]
    practice.write("support/01-a", WORDS, "music: off\npauses: 2\n")
    assert planned(practice) == pytest.approx(first + 0.8 + 4)
    practice.build()
    assert practice.report["support/01-a"]["seconds"] == pytest.approx(before + 0.8 + 4, abs=0.001)


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("voice", "clear-speech = true\n", "[voice] in guides.toml changed"),
        ("pauses", "scale = 1.5\n", "[pauses] in guides.toml changed"),
        ("music", "under = 19\n", "[music] in guides.toml changed"),
    ],
)
def test_explain_names_what_was_tuned(practice: Practice, table: str, line: str, said: str) -> None:
    """A guide is built again for what tunes it, and says so; what needs approval is no reason."""
    practice.write("support/01-a", "Rest.", "music: off\n")
    practice.build()
    tune(practice, approval='needed = "none"\n')
    assert "support/01-a: nothing changed" in practice.run("build", "--explain").out
    tune(practice, **{table: line})
    assert f"support/01-a: {said}" in practice.run("build", "--explain").out


def test_music_nearer_than_the_floor_is_warned_of(practice: Practice) -> None:
    """Below 10 LU, at the line that says so, in a script and in `guides.toml`; 10 is no reason for words."""
    practice.write("support/01-a", "Rest.", "music:\n  track: ocean\n  under: 9.5\n")
    ran = practice.run("check")
    assert ran.code == 0
    assert "scripts/support/01-a.md:5:10: warning: With music only 9.5 LU below" in ran.err
    assert "Write under: 10 or more" in ran.err
    practice.write("support/01-a", "Rest.", "music:\n  track: ocean\n  under: 10\n")
    practice.write("support/02-b", "Rest.")
    tune(practice, music="under = 4\njourney-under = 6\n")
    ran = practice.run("check")
    assert ran.err.count("warning") == 2, "each once, however many guides there are"
    assert "guides.toml:8:1: warning: With music only 4 LU below" in ran.err
    assert "Write journey-under = 10 or more; left out, it is 10." in ran.err


def test_a_whisper_for_everybody_is_warned_of(practice: Practice) -> None:
    """As the voice of whatever names none, or of drafts; a script may choose it without a word."""
    practice.write("support/01-a", "Rest.", "music: off\nvoice: nicole\n")
    assert practice.run("check").err == ""
    practice.settings('[voice]\nname = "nicole"\ndraft = "nicole"\n')
    ran = practice.run("check")
    assert ran.code == 0
    for line in (2, 3):
        assert f"guides.toml:{line}:1: warning: nicole whispers" in ran.err
    assert "hearing loss" in ran.err
    assert "voice: nicole" in ran.err


def test_a_whisper_is_never_a_default(tmp_path: Path) -> None:
    """Not the practice's voice, not the draft's, and not what an engine's bare name stands for."""
    settings = Settings()
    registry = Registry(settings, tmp_path)
    states = [state for state in registry.state() if state.works]
    assert {"kokoro", "pyttsx3", "tone"} <= {state.engine for state in states}
    named = [settings.voice.name, settings.voice.draft, *(state.voices[0].name for state in states)]
    named += [state.engine for state in states if state.engine != "kokoro"]
    assert not [name for name in named if registry.voice(name)[1].whispers]
    assert registry.voice("nicole")[1].whispers
    assert "nicole" not in str(msgspec.to_builtins(settings))


def test_two_voices_in_one_script_are_equally_loud(practice: Practice) -> None:
    """Two real voices of two engines in the voice stem, a sentence and a single word each, within 1 LU.

    Of Kokoro's voices the one whose peaks and single words stand out most.
    """
    lines = "Let the ground hold you for a while. Good."
    practice.write("support/01-a", f"{lines}\n\n[at 8s]\n\n[voice pyttsx3]\n\n{lines}", "music: off\nvoice: michael\n")
    practice.build("--stems")
    voice = decoded(practice.out("support/01-a.voice.flac"))
    heard = [loudness(part).lufs for part in np.split(voice, [8 * RATE])]
    assert abs(heard[0] - heard[1]) <= 1.0, heard
    assert heard == pytest.approx([-18, -18], abs=1.0)
