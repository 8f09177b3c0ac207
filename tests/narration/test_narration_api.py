"""Speech for users of the Python API."""

import numpy as np
import pytest

from guides.errors import VoiceError
from guides.model.settings import CALM
from guides.narration.api import speak
from guides.narration.levels import loudness_alone


def test_speak_gives_a_finished_audio_segment() -> None:
    """The result is pydub's own class: mono, 44.1 kHz, trimmed, at −18 LUFS."""
    from pydub import AudioSegment

    spoken = speak("Let the breath come and go.", voice="tone")
    assert isinstance(spoken, AudioSegment)
    assert (spoken.frame_rate, spoken.channels, spoken.sample_width) == (44_100, 1, 2)
    samples = np.array(spoken.get_array_of_samples(), dtype=np.float32) / 32767
    assert loudness_alone(samples) == pytest.approx(CALM.voice_lufs, abs=0.2)


def test_an_unknown_voice_is_an_error() -> None:
    """A voice that nobody has is an error."""
    with pytest.raises(VoiceError, match="nobody"):
        speak("Rest.", voice="nobody")
