"""A script as it was written: front matter, and steps in the order they sound."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from guides.errors import Place
from guides.units import Decibels, Seconds

Kind = Literal["preparation", "opening", "journey", "return", "integration", "support"]
Route = Literal["im", "iv", "lozenge", "nasal", "none"]
Present = Literal["clinician", "sitter"]
Handover = Literal["hold", "flow", "stop"]
Release = Literal["always", "by-therapist"]
PhaseName = Literal["pre-onset", "onset", "build", "peak", "re-entry", "return"]
PHASES: tuple[PhaseName, ...] = ("pre-onset", "onset", "build", "peak", "re-entry", "return")
Ending = Literal["sentence", "ellipsis", "paragraph", "cut"]
"""What closes an utterance, and so which automatic pause follows; `cut` is the
place of a `[pause]` inside a sentence and has none."""
QuietMode = Literal["under", "rise", "still"]
"""What the music does while nobody speaks."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words that are the same for everyone."""

    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A personal field such as `{name|friend}` or `{, name}`."""

    name: str
    fallback: str | None
    """What is said without a value; None when the writer gave none."""
    before: str
    """Said before the value, and only with it: `", "` in `{, name}`."""
    after: str
    """Said after the value, and only with it: `", "` in `{name, }`."""
    place: Place

    @property
    def optional(self) -> bool:
        """Whether the sentence is whole without a value."""
        return self.fallback is not None or bool(self.before or self.after)

    def filled(self, values: Mapping[str, str]) -> str:
        """What is said for this field; nothing when there is neither value nor fallback."""
        value = values.get(self.name) or self.fallback or ""
        return f"{self.before}{value}{self.after}" if value else ""


Span = Text | Field


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is spoken in one breath and becomes one utterance."""

    spans: tuple[Span, ...]
    ending: Ending
    place: Place
    spots: tuple[tuple[int, Place], ...] = field(default=(), compare=False, repr=False)
    """Where its characters stand in the file: from each index on (a field counts for one
    character) they follow one another from that place."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The personal fields in it."""
        return tuple(span for span in self.spans if isinstance(span, Field))

    def place_of(self, index: int) -> Place:
        """Where a character stands in the file, by its index as `spots` counts."""
        at, spot = next(((at, spot) for at, spot in reversed(self.spots) if at <= index), (0, self.place))
        return replace(spot, column=(spot.column or 1) + index - at, width=1)

    def words(self, values: Mapping[str, str]) -> str:
        """The sentence with its fields filled, white space folded."""
        parts = (span.words if isinstance(span, Text) else span.filled(values) for span in self.spans)
        return " ".join("".join(parts).split())


@dataclass(frozen=True, slots=True)
class Chapter:
    """`# Heading`: begins with the next sound or silence, never spoken."""

    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence to speak."""

    sentence: Sentence
    take: str | None = None
    """The label of the recording that stands in for it."""


@dataclass(frozen=True, slots=True)
class Pause:
    """`[pause 8s]`."""

    seconds: Seconds
    place: Place


@dataclass(frozen=True, slots=True)
class Silence:
    """`[silence 2m]`, `[silence 2m, under]`, `[silence 2m, still]`, each with `stretch`."""

    seconds: Seconds
    mode: QuietMode
    stretch: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Music:
    """`[music river.flac, fade 12s]`, `[music off]`."""

    track: str | None
    """A bed's name or a file in `music/`; None turns the music off."""
    fade: Seconds | None
    """Length of the crossfade; None for the practice's own."""
    place: Place


@dataclass(frozen=True, slots=True)
class Bell:
    """`[bell 3]`."""

    count: int
    place: Place


@dataclass(frozen=True, slots=True)
class Breathe:
    """`[breathe in 4s, hold 2s, out 6s, 3 times]`."""

    inhale: Seconds
    hold: Seconds | None
    exhale: Seconds
    times: int
    place: Place


@dataclass(frozen=True, slots=True)
class At:
    """`[at 25m]`, `[at peak+5m]`."""

    phase: PhaseName | None
    """The phase whose start the time counts from; None for the guide's start."""
    offset: Seconds
    place: Place


@dataclass(frozen=True, slots=True)
class Phase:
    """`[phase peak 15m]`."""

    name: PhaseName
    seconds: Seconds
    place: Place


@dataclass(frozen=True, slots=True)
class ChangeVoice:
    """`[voice michael]`."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Take:
    """`[take #welcome]`: labels the next paragraph, so that a recording can stand in for it."""

    label: str
    place: Place


Step = Chapter | Say | Pause | Silence | Music | Bell | Breathe | At | Phase | ChangeVoice | Take


@dataclass(frozen=True, slots=True)
class MusicChoice:
    """The front matter's `music`; None in a field leaves it to `guides.toml`."""

    track: str | None
    """A bed's name, a file in `music/`, or None: no music."""
    under: Decibels | None = None
    """LU that the music stays below the voice."""
    under_place: Place | None = None
    intro: Seconds | None = None
    outro: Seconds | None = None
    intensity: float | None = None
    brightness: float | None = None
    named: bool = True
    """False when a table gave details but no `track`: then the practice's own plays."""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a script says about itself; None where it says nothing."""

    title: str
    public_title: str
    kind: Kind
    summary: str | None = None
    session: int | None = None
    voice: str | None = None
    voice_place: Place | None = None
    pace: float | None = None
    pauses: float | None = None
    """What automatic pauses and `[pause]` are multiplied by."""
    clear_speech: bool | None = None
    language: str | None = None
    music: MusicChoice | None = None
    tail: Seconds | None = None
    length: Seconds | None = None
    length_place: Place | None = None
    route: Route | None = None
    present: Present | None = None
    handover: Handover | None = None
    handover_place: Place | None = None
    release: Release = "always"
    pronounce: tuple[tuple[str, str], ...] = ()
    """Word and respelling or `/ipa/`, in the order written."""
    pronounce_places: tuple[Place, ...] = ()
    """Where each of them stands."""
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False, repr=False)
    """Where each value stands, by its key."""

    def place_of(self, key: str) -> Place | None:
        """Where the value of a key stands; None when the script does not write it."""
        return dict(self.places).get(key)


@dataclass(frozen=True, slots=True)
class Allowance:
    """`<!-- care: allow RULE because … -->`: the therapist's answer to a rule of care."""

    rule: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Script:
    """One guide's text, understood."""

    id: str
    """`<collection>/<NN>-<slug>`: what everything built from it is named."""
    file: str
    """The path as messages name it, relative to the practice folder."""
    front: FrontMatter
    steps: tuple[Step, ...]
    client_notes: tuple[str, ...] = ()
    """`> Client: …`, shown to the client after listening."""
    allowed: tuple[Allowance, ...] = ()
    """The rules of care that the script answers, with the reasons."""

    @property
    def collection(self) -> str:
        """The folder the script lives in."""
        return self.id.split("/")[0]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything that is spoken, in order."""
        return tuple(step.sentence for step in self.steps if isinstance(step, Say))
