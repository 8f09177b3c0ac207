import pytest

from guides.model.script import (
    At,
    Bell,
    Breathe,
    ChangeVoice,
    Music,
    Pause,
    Phase,
    Say,
    Silence,
    Step,
    Take,
)

JOURNEY = "---\ntitle: A journey\nkind: journey\npresent: clinician\n---\n"


def _bare(step: Step) -> tuple[object, ...]:
    """A step without its place."""
    names = [name for name in step.__dataclass_fields__ if name != "place"]
    return (type(step), *(getattr(step, name) for name in names))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[pause 8s]", (Pause, 8.0)),
        ("[PAUSE 8S]", (Pause, 8.0)),
        ("[pause: 8s]", (Pause, 8.0)),
        ("[pause : 8s]", (Pause, 8.0)),
        ("[pause:8s]", (Pause, 8.0)),
        ("[ pause  1m30s ]", (Pause, 90.0)),
        ("[pause 1:30]", (Pause, 90.0)),
        ("[pause 500ms]", (Pause, 0.5)),
        ("[pause 1.5s]", (Pause, 1.5)),
        ("[pause 4]", (Pause, 4.0)),
        ("[pause]: 8s", (Pause, 8.0)),
        ("[Pause]:8s", (Pause, 8.0)),
        ('<break time="3s"/>', (Pause, 3.0)),
        ("<BREAK TIME='500ms' />", (Pause, 0.5)),
        ("*[pause 8s]*", (Pause, 8.0)),
        ("[pause 8s]<!-- a breath -->", (Pause, 8.0)),
        ("[silence 2m]", (Silence, 120.0, "rise", False)),
        ("[silence 2m, under]", (Silence, 120.0, "under", False)),
        ("[silence 2m,still]", (Silence, 120.0, "still", False)),
        ("[silence 2m, stretch]", (Silence, 120.0, "rise", True)),
        ("[silence 2m, Stretch, Under]", (Silence, 120.0, "under", True)),
        ("[silence]: 2m, still", (Silence, 120.0, "still", False)),
        ("[music river.flac]", (Music, "river.flac", None)),
        ("[music far/ocean waves.mp3, fade 12s]", (Music, "far/ocean waves.mp3", 12.0)),
        ("[music far\\ocean waves.mp3]", (Music, "far/ocean waves.mp3", None)),
        ("[music Warm-Drone, fade: 1m]", (Music, "warm-drone", 60.0)),
        ("[music off, fade 20s]", (Music, None, 20.0)),
        ("[bell]", (Bell, 1)),
        ("[bell 3]", (Bell, 3)),
        ("[bell: 3]", (Bell, 3)),
        ("[breathe in 4s, hold 2s, out 6s, 3 times]", (Breathe, 4.0, 2.0, 6.0, 3)),
        ("[breathe in 4s, out 6s, 3 times]", (Breathe, 4.0, None, 6.0, 3)),
        ("[Breathe: in 4 hold 2 out 6.5 12 times]", (Breathe, 4.0, 2.0, 6.5, 12)),
        ("[breathe in 4 s out 6 s 1 time]", (Breathe, 4.0, None, 6.0, 1)),
        ("[at 25m]", (At, None, 1500.0)),
        ("[voice michael]", (ChangeVoice, "michael")),
        ("[voice Michael]", (ChangeVoice, "michael")),
        ("[voice pyttsx3:gmw/en-us]", (ChangeVoice, "pyttsx3:gmw/en-us")),
        ("[voice piper:joe]", (ChangeVoice, "piper:joe")),
    ],
)
def test_every_cue_means_what_the_language_says(understands, written, meant):
    """Each spelling that the language names, alone on its line, becomes its one step and no speech."""
    script = understands(f"Before.\n\n{written}\n\nAfter.\n")
    assert [sentence.words({}) for sentence in script.sentences] == ["Before.", "After."]
    assert _bare(script.steps[1]) == meant
    assert len(script.steps) == 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[phase peak 15m]", (Phase, "peak", 900.0)),
        ("[phase pre-onset 3m]", (Phase, "pre-onset", 180.0)),
        ("[Phase: Re-Entry 1:30]", (Phase, "re-entry", 90.0)),
    ],
)
def test_phases_stand_in_journeys(understands, refuses, written, meant):
    """`[phase]` is a journey's; elsewhere it is an error."""
    assert _bare(understands(f"{written}\n", front=JOURNEY).steps[0]) == meant
    assert "journey" in refuses(f"{written}\n")[0].message


@pytest.mark.parametrize(
    ("written", "meant"),
    [("[at peak+5m]", 300.0), ("[at peak + 90s]", 90.0), ("[at Peak]", 0.0), ("[at: peak+1:30]", 90.0)],
)
def test_at_counts_from_a_phase(understands, written, meant):
    """`[at peak+5m]` counts from the start of that phase."""
    script = understands(f"[phase peak 15m]\n\nHello.\n\n{written}\n", front=JOURNEY)
    assert _bare(script.steps[-1]) == (At, "peak", meant)


def test_take_labels_the_paragraph_after_it(understands):
    """`[take #welcome]` keeps its label and stands before its paragraph."""
    script = understands("[take #welcome-2]\n\nOne. Two.\n\nThree.\n")
    assert _bare(script.steps[0]) == (Take, "welcome-2")
    assert [sentence.ending for sentence in script.sentences] == ["sentence", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("written", "column", "message", "hint"),
    [
        ("[puase 5s]", 1, "not a cue", "[pause 5s]"),
        ("[pause5s]", 1, "not a cue", "[pause 5s]"),
        ("[5s pause]", 1, "not a cue", "[pause 5s]"),
        ("[Silense 2m, under]", 1, "not a cue", "[silence 2m, under]"),
        ("[wait 9s]", 1, "not a cue", "[pause 9s]"),
        ("[gong]", 1, "not a cue", "[bell]"),
        ("[musik river.flac]", 1, "not a cue", "[music river.flac]"),
        ("[brethe in 4s, out 6s, 3 times]", 1, "not a cue", "[breathe in 4s, out 6s, 3 times]"),
        ("[pauze forever]", 1, "not a cue", "[pause 5s]"),
        ("[ ]", 1, "empty", r"\["),
        ("[...]", 1, "not a cue", "…"),
        ("[x]", 1, "not a cue", "pause, silence"),
        ("[breath] text", 1, "not a cue", "[breathe"),
        ("[pause]", 1, "needs a duration", "[pause 5s]"),
        ("[pause soon]", 8, "not a duration", "[pause 5s]"),
        ("[pause 0s]", 8, "longer than zero", None),
        ("[pause 0.00001s]", 8, "too short", None),
        ("[pause -5s]", 8, "negative", None),
        ("[pause 7h]", 8, "6 hours", None),
        ("[pause 1,5s]", 10, "does not take", "[pause 5s]"),
        ("[pause 5s,]", 8, "does not take", "[pause 5s]"),
        ("[pause {name}]", 8, "not a duration", None),
        ("[silence]", 1, "needs a duration", "[silence 2m]"),
        ("[silence 2m, still, under]", 21, "not both", None),
        ("[silence 2m, under, under]", 21, "twice", None),
        ("[silence 2m, strech]", 14, "cannot be strech", "stretch"),
        ("[silence 2m, loud]", 14, "cannot be loud", "under, still or stretch"),
        ("[music]", 1, "needs a bed", None),
        ("[music rivver.flac]", 8, "no bed and no file", "river.flac"),
        ("[music warmdrone]", 8, "no bed and no file", "warm-drone"),
        ("[music music/river.flac]", 8, "no bed and no file", "river.flac"),
        ("[music ../river.flac]", 8, "leaves the practice folder", None),
        ("[music far/../../x.mp3]", 8, "leaves the practice folder", None),
        ("[music ..\\x.mp3]", 8, "leaves the practice folder", None),
        ("[music /etc/x.mp3]", 8, "leaves the practice folder", None),
        ("[music C:\\x.mp3]", 8, "leaves the practice folder", None),
        ("[music \\\\server\\x.mp3]", 8, "leaves the practice folder", None),
        ("[music ~/x.mp3]", 8, "leaves the practice folder", None),
        ("[music off, faid 3s]", 13, "does not take", "fade 12s"),
        ("[music off, fade]", 13, "not a duration", None),
        ("[music off, fade 3s, now]", 22, "does not take", None),
        ("[bell 0]", 7, "from 1 to 99", "[bell 3]"),
        ("[bell 100]", 7, "from 1 to 99", None),
        ("[bell three]", 7, "whole number", None),
        ("[bell 1.5]", 7, "whole number", None),
        ("[breathe]", 1, "misses its in", "[breathe in 4s, hold 2s, out 6s, 3 times]"),
        ("[breathe in 4s, 3 times]", 10, "misses its out", None),
        ("[breathe in 4s, out 6s]", 10, "misses its times", None),
        ("[breathe out 6s, in 4s, 3 times]", 10, "cannot be read", None),
        ("[breathe in 0s, out 6s, 3 times]", 10, "longer than zero", None),
        ("[breathe in 4s, out 6s, 0 times]", 10, "from 1 to 99", None),
        ("[breathe in 4s, out 6s, many times]", 10, "whole number", None),
        ("[at]", 1, "needs a duration", "[at peak+5m]"),
        ("[at noon]", 5, "no phase called noon", "peak"),
        ("[at peek+5m]", 5, "no phase called peek", "peak"),
        ("[at peak-5m]", 5, "counts forward", "[at peak+5m]"),
        ("[at 0]", 5, "longer than zero", None),
        ("[voice]", 1, "needs the name", None),
        ("[voice micheal]", 8, "no voice called micheal", "michael"),
        ("[voice zzz]", 8, "no voice called zzz", "heart, nicole"),
        ("[voice heart, slow]", 15, "does not take", None),
        ("[take welcome]", 7, "label", "[take #welcome]"),
        ("[take #]", 7, "label", None),
        ("[take #a b]", 7, "label", None),
        ("[take #a_b]", 7, "label", None),
        ("[phase peak]", 8, "needs a duration", None),
        ("[phase]", 1, "needs a name", None),
        ("[phase paek 3m]", 8, "no phase called paek", "peak"),
    ],
)
def test_what_is_no_cue_is_an_error_with_the_right_spelling(refuses, written, column, message, hint):
    """Every wrong cue is refused where it is wrong, with what to write instead."""
    problem = next(p for p in refuses(f"Before.\n\n{written}\n\nAfter.\n", front=JOURNEY) if p.place.line == 8)
    assert message in problem.message
    assert problem.place.source == written
    assert problem.place.column == column
    assert problem.hint
    if hint is not None:
        assert hint in problem.hint


def test_all_that_is_wrong_in_one_cue_is_told_together(refuses):
    """A cue with two mistakes gives two errors."""
    problems = refuses("[silence 0s, loud]\n")
    assert [problem.place.column for problem in problems] == [10, 14]


@pytest.mark.parametrize(
    ("cue", "stays"), [("[bell]", False), ("[silence 2m]", False), ("[voice heart]", False), ("[pause 4s]", True)]
)
def test_only_a_pause_stands_inside_a_sentence(reads, cue, stays):
    """Another cue among words is an error that says where it belongs."""
    reading = reads(f"Words {cue} words.\n")
    assert (reading.script is not None) is stays
    if not stays:
        assert "line of its own" in (reading.problems[0].hint or "")
        assert (reading.problems[0].place.column, reading.problems[0].place.width) == (7, len(cue))


def test_a_pause_inside_a_sentence_ends_the_utterance(understands):
    """`[pause]` and `<break>` cut; the punctuation left behind is not an utterance of its own."""
    script = understands('It comes [pause 4s], and goes <break time="1s"/>. And stays [pause 2s].\n')
    assert [type(step) for step in script.steps] == [Say, Pause, Say, Pause, Say, Pause]
    assert [sentence.words({}) for sentence in script.sentences] == ["It comes", "and goes", "And stays"]
    assert [sentence.ending for sentence in script.sentences] == ["cut", "cut", "paragraph"]


def test_a_line_of_cues_within_a_paragraph_is_a_line_of_its_own(understands):
    """A cue on its own line needs no blank lines around it, also in a list and next to another."""
    script = understands("Hello\n[bell]\nthere.\n\n- item\n[pause 3s] [pause 2s]\n- other\n")
    assert [type(step) for step in script.steps] == [Say, Bell, Say, Say, Pause, Pause, Say]
    assert {sentence.ending for sentence in script.sentences} == {"paragraph"}


def test_moments_go_forward(refuses, understands):
    """An `[at]` before one that stands above it is an error; equal ones are not."""
    problem = refuses("[at 10m]\n\nHello.\n\n[at 5m]\n")[0]
    assert "passed" in problem.message
    assert "10 min" in problem.message
    assert problem.place.line == 8
    understands("[at 5m]\n\nHello.\n\n[at 5m]\n")
    assert refuses("[phase peak 9m]\n\n[at peak+2m]\n\nHi.\n\n[at peak+1m]\n", front=JOURNEY)[0].place.line == 12


def test_a_moment_names_a_phase_that_has_begun(refuses, understands):
    """`[at peak]` needs a `[phase peak …]` above it, or a route that brings its own phases."""
    assert "has no cue" in refuses("[phase onset 9m]\n\n[at peak]\n", front=JOURNEY)[0].message
    assert "only below" in refuses("[at peak]\n\n[phase peak 9m]\n", front=JOURNEY)[0].message
    routed = JOURNEY.replace("kind", "route: im\nkind")
    assert len(understands("Hello.\n\n[at peak]\n", front=routed).steps) == 2
    assert "has no cue" in refuses("[phase onset 9m]\n\n[at peak]\n", front=routed)[0].message


def test_takes_are_one_of_a_kind_and_have_words(refuses):
    """Two takes of one label, and a take without a paragraph, are errors."""
    assert "another take" in refuses("[take #a]\n\nHi.\n\n[take #A]\n\nHo.\n")[0].message
    assert "No paragraph" in refuses("[take #a]\n\n[take #b]\n\nHo.\n")[0].message
    assert "No paragraph" in refuses("Hi.\n\n[take #a]\n\n[pause 3s]\n")[0].message


@pytest.mark.parametrize(
    "written",
    ["[pause 4s", "Hello [pause 4s and on", "[pause [bell]", "pause 4s]", "[[pause 4s]]", "[a [b] c]", "![pause 4s"],
)
def test_brackets_that_do_not_pair_are_errors(refuses, written):
    """Nothing in or after a stray bracket is taken for a cue or for speech."""
    problems = refuses(f"{written}\n")
    assert problems
    assert "bracket" in problems[0].message


def test_voices_are_not_checked_where_nobody_knows_them():
    """Without a list of voices any name is taken."""
    from guides.script.reading import Known, read_script

    known = Known(voices=None, beds=(), tracks=())
    text = "---\ntitle: x\nvoice: anyone\n---\n[voice someone]\n\nHello.\n"
    reading = read_script(text, id="preparation/01-x", file="x.md", known=known)
    assert reading.script is not None
    assert reading.script.front.voice == "anyone"
