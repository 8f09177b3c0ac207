"""What a guide is for: the way back and the sound check are every listener's, whatever else they get."""

from collections.abc import Mapping

from guides.publish.page.programme import Role
from guides.store.practice import ScriptFile

ROLES: Mapping[str, Role] = {"sound-check": "sound-check", "come-back": "come-back"}
"""By the name of the script without its number."""


def role_of(file: ScriptFile) -> Role:
    """What a guide is for on the page."""
    return ROLES.get(file.id.partition("/")[2].partition("-")[2], "guide")
