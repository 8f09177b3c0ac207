"""The phases of a medicine journey as a therapist may edit them: minutes, intensity, brightness, and a bed for each.

Phases by Bonny & Pahnke (1972); a soothing start, a rise to the peak, the last 20 minutes calm
(Montreal Model); peak music of lower brightness (Barrett et al. 2017).
"""

from typing import Annotated, Any

import msgspec

from guides.model.script import PHASES, PhaseName, Route
from guides.model.tables import Frozen, Share

Minutes = Annotated[float, msgspec.Meta(gt=0, le=360)]
Six = tuple[Minutes, Minutes, Minutes, Minutes, Minutes, Minutes]


class Routes(Frozen, frozen=True):
    """`[routes]`: minutes of each of `PHASES`, by how the medicine is given."""

    im: Six = (3, 5, 7, 15, 13, 12)
    iv: Six = (5, 7, 13, 15, 10, 10)
    lozenge: Six = (10, 10, 10, 30, 15, 15)
    nasal: Six = (10, 10, 15, 20, 20, 15)
    none: Six = (3, 4, 5, 8, 5, 5)

    def of(self, route: Route) -> tuple[tuple[PhaseName, float], ...]:
        """Each phase of a route with its minutes."""
        return tuple(zip(PHASES, getattr(self, route), strict=True))


def _value(table: Frozen, phase: PhaseName) -> Any:
    return getattr(table, {"return": "return_"}.get(phase, phase.replace("-", "_")))


class PhaseIntensity(Frozen, frozen=True, rename="kebab"):
    """`[phase-intensity]`: what the music has come to when a phase ends."""

    pre_onset: Share = 0.3
    onset: Share = 0.45
    build: Share = 0.85
    peak: Share = 0.95
    re_entry: Share = 0.38
    return_: Share = msgspec.field(default=0.15, name="return")

    def of(self, phase: PhaseName) -> float:
        """The value of a phase."""
        return float(_value(self, phase))


class PhaseBrightness(Frozen, frozen=True, rename="kebab"):
    """`[phase-brightness]`: how much high sound a bed has by then."""

    pre_onset: Share = 0.5
    onset: Share = 0.5
    build: Share = 0.4
    peak: Share = 0.2
    re_entry: Share = 0.4
    return_: Share = msgspec.field(default=0.5, name="return")

    def of(self, phase: PhaseName) -> float:
        """The value of a phase."""
        return float(_value(self, phase))


class PhaseBeds(Frozen, frozen=True, rename="kebab"):
    """`[phase-bed]`: what plays in a phase for which the library has nothing."""

    pre_onset: str = "warm-drone"
    onset: str = "strings"
    build: str = "strings"
    peak: str = "warm-drone"
    re_entry: str = "strings"
    return_: str = msgspec.field(default="warm-drone", name="return")

    def of(self, phase: PhaseName) -> str:
        """The bed of a phase."""
        return str(_value(self, phase))
