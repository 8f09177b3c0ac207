"""Any script: what is planned is what is heard, to the frame."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from listening import decoded, loudness
from practices import Practice

ID = "preparation/01-a"

words = st.lists(
    st.sampled_from(["rest", "breathe", "here", "now", "the", "ground", "holds", "you", "something", "may", "soften"]),
    min_size=2,
    max_size=8,
).map(lambda chosen: " ".join(chosen).capitalize())
sentence = st.builds("{}{}".format, words, st.sampled_from([".", "…", "?", ". [pause 1.3s] Good."]))
time = st.integers(300, 4_000).map(lambda milliseconds: f"{milliseconds}ms")
cue = st.one_of(
    st.builds("[pause {}]".format, time),
    st.builds("[silence {}{}]".format, time, st.sampled_from(["", ", under", ", still", ", stretch"])),
    st.sampled_from(["[bell]", "[bell 2]", "[breathe in 3s, out 4s, 3 times]", "# A heading", "[music off, fade 1s]"]),
    st.builds("[music stillness, fade {}]".format, time),
)
body = st.lists(st.one_of(sentence, sentence, cue), min_size=1, max_size=9).map("\n\n".join)
music = st.one_of(
    st.just("music: off"),
    st.builds(
        "music:\n  track: {}\n  intro: {}\n  outro: {}".format, st.sampled_from(["warm-drone", "stillness"]), time, time
    ),
)
front = st.builds(
    "{}{}{}".format,
    music,
    st.one_of(st.just(""), st.builds("\ntail: {}".format, time)),
    st.sampled_from(["", "\nlength: 1m40s"]),
)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    return Practice(tmp_path_factory.mktemp("any") / "practice")


@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(body=body, front=front, kind=st.sampled_from(["mp3", "mp3", "wav"]))
def test_planned_and_heard_lengths_agree(practice: Practice, body: str, front: str, kind: str) -> None:
    """Whatever is written, the decoded file has exactly the planned frames, and no peak over the limit."""
    practice.write(ID, body, front)
    practice.build("--format", kind)
    entry = practice.report[ID]
    heard = decoded(practice.out(f"{ID}.{kind}"))
    assert abs(len(heard) / 44_100 - entry["planned_seconds"]) < 0.0006
    assert entry["seconds"] == entry["planned_seconds"]
    if "length:" in front:
        assert entry["seconds"] == 100
    assert loudness(heard).true_peak <= -1
    assert practice.parts() == []
    shutil.rmtree(practice.out(""))
