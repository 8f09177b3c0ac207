"""The one error family."""

import pickle

import pytest

from guides.errors import GuideError, Place, Problem, RosterError, ScriptError, VoiceError

FOUND = [Problem("Wrong.", Place("a.md", 3, 4), "Write it otherwise."), Problem("Odd.", Place("a.md"), None, "warning")]


@pytest.mark.parametrize(
    "error",
    [
        VoiceError("No voice.", where=Place("clients.csv", 2), hint="Choose one."),
        ScriptError(FOUND),
        RosterError(FOUND),
    ],
    ids=["one", "script", "roster"],
)
def test_an_error_comes_back_whole_from_another_process(error: GuideError) -> None:
    """With its kind, its place and everything that is wrong."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.problems() == error.problems()
    assert (str(again), again.where, again.hint) == (str(error), error.where, error.hint)
