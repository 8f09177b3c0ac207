"""Every rule of care, in the order in which they are explained."""

from guides.care.breath import BREATH_HOLD, BREATH_ONLY
from guides.care.bypass import NO_BYPASS
from guides.care.commands import COMMAND
from guides.care.diagnosis import DIAGNOSIS
from guides.care.dose import DOSE
from guides.care.feel_toward import FEEL_TOWARD
from guides.care.journeys import JOURNEY_CALM_END, JOURNEY_WORDS, PRESENT
from guides.care.loaded import LOADED_WORDS
from guides.care.promises import PROMISE
from guides.care.rule import Rule
from guides.care.silence import SILENCE_ANNOUNCED
from guides.care.speech import PACE, READING
from guides.care.ways import RETURN, WAY_OUT
from guides.care.written import NAME_IN_TEXT, SPOKEN_ABBREVIATION, TEMPLATE_LEFT

RULES: tuple[Rule, ...] = (
    WAY_OUT,
    RETURN,
    FEEL_TOWARD,
    NO_BYPASS,
    LOADED_WORDS,
    COMMAND,
    PROMISE,
    DIAGNOSIS,
    DOSE,
    BREATH_ONLY,
    BREATH_HOLD,
    SILENCE_ANNOUNCED,
    JOURNEY_WORDS,
    JOURNEY_CALM_END,
    PRESENT,
    PACE,
    READING,
    SPOKEN_ABBREVIATION,
    NAME_IN_TEXT,
    TEMPLATE_LEFT,
)
