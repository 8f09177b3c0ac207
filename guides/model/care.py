"""`[care]`: what holds for each rule of care when `guides.toml` says nothing."""

from typing import Literal

import msgspec

from guides.model.tables import Frozen

Level = Literal["error", "warning", "off"]


class CareSettings(Frozen, frozen=True, rename="kebab"):
    """`[care]`: one level for each rule, in the order in which they are explained.

    What can harm a person is an error; what is a matter of wording is a warning.
    """

    way_out: Level = "error"
    return_: Level = msgspec.field(default="error", name="return")
    feel_toward: Level = "error"
    no_bypass: Level = "error"
    loaded_words: Level = "warning"
    command: Level = "warning"
    promise: Level = "error"
    diagnosis: Level = "error"
    dose: Level = "error"
    breath_only: Level = "error"
    breath_hold: Level = "warning"
    """In a medicine session it is an error, unless it is off."""
    silence_announced: Level = "error"
    journey_words: Level = "error"
    journey_calm_end: Level = "error"
    present: Literal["error"] = "error"
    """Never less: nobody takes a journey alone."""
    pace: Level = "warning"
    reading: Level = "warning"
    spoken_abbreviation: Level = "warning"
    name_in_text: Level = "error"
    template_left: Level = "warning"

    def of(self, rule: str) -> Level:
        """The level of a rule by its name."""
        return self.levels()[rule]

    def levels(self) -> dict[str, Level]:
        """Every rule's name, as scripts and `guides.toml` write it, with its level."""
        named = zip(self.__struct_encode_fields__, self.__struct_fields__, strict=True)
        return {shown: getattr(self, name) for shown, name in named}


RULES: tuple[str, ...] = CareSettings.__struct_encode_fields__
"""The name of every rule."""
ALWAYS = ("present",)
"""Rules that no script and no setting can answer."""
