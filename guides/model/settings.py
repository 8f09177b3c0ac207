"""Every default, once: what `guides.toml` may say and what holds when it says nothing.

The structures are decoded by msgspec, which checks types and names; durations are
written as in scripts (`8s`, `1m30s`) and arrive here already as seconds.
"""

from typing import Annotated, Literal

import msgspec

from guides.model.care import CareSettings
from guides.model.phase_tables import PhaseBeds, PhaseBrightness, PhaseIntensity, Routes
from guides.model.script import Kind
from guides.model.tables import Frozen, Share
from guides.units import ByteCount, Decibels, Lufs, Seconds

Format = Literal["mp3", "m4b", "opus", "flac", "wav"]
Pace = Annotated[float, msgspec.Meta(ge=0.5, le=1.5)]
PAUSES_LEAST = 0.5
PAUSES_MOST = 3.0
"""How far pauses may be scaled."""
PauseScale = Annotated[float, msgspec.Meta(ge=PAUSES_LEAST, le=PAUSES_MOST)]
UNDER_MOST = 60.0
"""LU: quieter music is no music."""
Under = Annotated[float, msgspec.Meta(ge=0, le=UNDER_MOST)]


class Practice(Frozen, frozen=True):
    """`[practice]`: who gives the guides, and how they are handed out."""

    name: str = "Session guides"
    """The artist in tags."""
    program: str = "Session guides"
    """The title of the whole programme."""
    year: Annotated[int, msgspec.Meta(ge=1900, le=9999)] = 2026
    """The year in tags; written down, since today's date would change the bytes."""
    format: Format = "mp3"
    collections: tuple[str, ...] = ("preparation", "journey", "integration", "support")
    """The order of the collections in `program.m3u8`; others follow by name."""


class VoiceSettings(Frozen, frozen=True):
    """`[voice]`: who speaks, unless a script says otherwise."""

    name: str = "heart"
    pace: Pace | None = None
    """None: the pace that suits the voice."""
    language: str = "en-us"
    draft: str = "pyttsx3"
    """The voice of `--draft`."""
    clear_speech: bool = msgspec.field(default=False, name="clear-speech")
    """Whether everything is made easier to make out; see `guides.model.tuning`."""


class Pauses(Frozen, frozen=True):
    """`[pauses]`: the automatic ones, in seconds, and how much longer they and `[pause]` are made."""

    sentence: Seconds = Seconds(0.8)
    ellipsis: Seconds = Seconds(1.2)
    paragraph: Seconds = Seconds(3.0)
    scale: PauseScale | None = None
    """None: as they are written, or as clear speech makes them."""


class MusicSettings(Frozen, frozen=True):
    """`[music]`: what plays, by kind of guide."""

    preparation: str = "warm-drone"
    opening: str = "warm-drone"
    journey: str = "warm-drone"
    return_: str = msgspec.field(default="warm-drone", name="return")
    integration: str = "warm-drone"
    support: str = "off"
    intensity: Share = 0.5
    brightness: Share = 0.5
    fade: Seconds = Seconds(8.0)
    """Length of a crossfade between two pieces of music."""
    under: Under | None = None
    """LU that the music stays below the voice; None: as the manner of these guides has it."""
    journey_under: Under | None = msgspec.field(default=None, name="journey-under")
    """The same in opening, journey and return."""

    def under_of(self, kind: Kind) -> float | None:
        """LU that the music stays below the voice in a kind of guide; None where nothing is written."""
        return self.journey_under if manner_of(kind) is JOURNEY else self.under

    def of(self, kind: Kind) -> str:
        """The bed, file, or `off` for a kind of guide."""
        return str(getattr(self, "return_" if kind == "return" else kind))


class ApprovalSettings(Frozen, frozen=True):
    """`[approval]`: what a guide needs before it leaves for a client."""

    needed: Literal["heard", "text", "none"] = "heard"
    """Approved after it was heard whole; approved at all; or nothing."""


class ContactSettings(Frozen, frozen=True):
    """`[contact]`: whom a client calls; it stands on every screen of the page."""

    name: str | None = None
    phone: str | None = None
    hours: str | None = None
    """When somebody answers, in words."""
    emergency: str | None = None
    """Whom to call in danger: a number, or words."""


class PageSettings(Frozen, frozen=True):
    """`[page]`: the page that a build writes."""

    folder: str | None = None
    """Where, from the practice folder; None: a build writes none."""
    mixes: bool = False
    """Whether a listener can choose between more voice and more music."""
    with_journey: bool = msgspec.field(default=False, name="with-journey")
    """Whether journeys are on it, and not only their music."""


Address = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/?#\"<>]+(/[^\s?#\"<>]*)?$", max_length=300)]


class ServeSettings(Frozen, frozen=True):
    """`[serve]`: the web server for clients."""

    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 8710
    """Where it listens, unless `--port` says otherwise."""
    address: Address | None = None
    """How it is called from outside, behind a proxy that speaks TLS; None: it stands alone."""
    keep_positions: bool = msgspec.field(default=False, name="keep-positions")
    """Whether it keeps where a listener left off, so that another device goes on from there."""
    connections: Annotated[int, msgspec.Meta(ge=8, le=10_000)] = 400
    """How many are open at once at most; from one address three quarters of them."""
    requests: Annotated[int, msgspec.Meta(ge=60)] = 3000
    """How many a minute one address may send."""


class FeedSettings(Frozen, frozen=True):
    """`[feed]`: the private feed for podcast apps."""

    on: bool = False
    """Whether every link has one; else those that were created with `--feed`."""


class RetentionSettings(Frozen, frozen=True):
    """`[retention]`: how long a practice keeps what it made for a client."""

    months: Annotated[int, msgspec.Meta(ge=1, le=1200)] | None = None
    """None: the practice has set no limit."""


class CacheSettings(Frozen, frozen=True):
    """`[cache]`: what is kept so that it need not be made again."""

    size: ByteCount = ByteCount(20_000_000_000)
    """What `guides clean` leaves at most."""
    store: str | None = None
    """Address of a folder in an object store that several machines share as their cache."""


class ClusterSettings(Frozen, frozen=True):
    """`[cluster]`: what may be made on other machines."""

    allow_remote_personal: bool = msgspec.field(default=False, name="allow-remote-personal")
    """Whether guides for clients may be: their own words then travel to the scheduler, the workers and the store."""


class Engine(Frozen, frozen=True):
    """`[kokoro]`, `[piper]`: files of the user's own, relative to the practice folder."""

    model: str | None = None
    voices: str | None = None


class Proof(Frozen, frozen=True):
    """`[proof]`: who listens to what was spoken."""

    model: str | None = None
    """Another model of Whisper than the one that comes with the extra: a folder, or a name."""


class Tools(Frozen, frozen=True):
    """`[tools]`: programs of the user's own."""

    ffmpeg: str | None = None
    """Another ffmpeg than the one that comes with the package."""


class Settings(Frozen, frozen=True):
    """All of `guides.toml`."""

    practice: Practice = Practice()
    voice: VoiceSettings = VoiceSettings()
    pauses: Pauses = Pauses()
    music: MusicSettings = MusicSettings()
    approval: ApprovalSettings = ApprovalSettings()
    routes: Routes = Routes()
    phase_intensity: PhaseIntensity = msgspec.field(default=PhaseIntensity(), name="phase-intensity")
    phase_brightness: PhaseBrightness = msgspec.field(default=PhaseBrightness(), name="phase-brightness")
    phase_bed: PhaseBeds = msgspec.field(default=PhaseBeds(), name="phase-bed")
    care: CareSettings = CareSettings()
    contact: ContactSettings = ContactSettings()
    page: PageSettings = PageSettings()
    serve: ServeSettings = ServeSettings()
    feed: FeedSettings = FeedSettings()
    retention: RetentionSettings = RetentionSettings()
    pronounce: dict[str, str] = msgspec.field(default_factory=dict)
    kokoro: Engine = Engine()
    piper: Engine = Engine()
    proof: Proof = Proof()
    cache: CacheSettings = CacheSettings()
    cluster: ClusterSettings = ClusterSettings()
    tools: Tools = Tools()


class Manner(Frozen, frozen=True):
    """How a kind of guide treats voice and music; not for `guides.toml`."""

    voice_lufs: Lufs
    under: Decibels
    """LU that the music stays below the voice while it speaks."""
    duck: Seconds
    """How long before a word the music has begun to sink."""
    release: Seconds
    """How long it takes to rise again after the last word."""
    intro: Seconds
    """Music alone before the first word."""
    outro: Seconds
    """Music alone after the last word, all of it one fade."""


CALM = Manner(
    voice_lufs=Lufs(-18.0),
    under=Decibels(15.0),
    duck=Seconds(0.6),
    release=Seconds(1.5),
    intro=Seconds(8.0),
    outro=Seconds(24.0),
)
"""Preparation, integration, support (AES TD1008; Torcoli et al., JAES 67(12) 2019)."""

JOURNEY = Manner(
    voice_lufs=Lufs(-21.0),
    under=Decibels(10.0),
    duck=Seconds(4.0),
    release=Seconds(10.0),
    intro=Seconds(20.0),
    outro=Seconds(60.0),
)
"""Opening, journey and return: under the medicine a fast change jolts."""

UNDER_FLOOR = Decibels(10.0)
"""LU; with music nearer to the voice than this, many lose words (Torcoli et al., JAES 67(12) 2019)."""

CLEAR_UNDER = Decibels(20.0)
CLEAR_PACE = 0.9
CLEAR_PACE_LEAST = 0.6
CLEAR_PAUSES = 1.3
"""Clear speech: the music this far below (WCAG 1.4.7), the pace times this but never slowed below that (slower
words are misheard more often: of Kokoro's heart 1.5 % at 0.6 and 7.7 % at 0.5), the pauses times this."""

BARE_INTRO = Seconds(0.7)
"""Silence before the first word where there is no music."""

BARE_OUTRO = Seconds(2.0)
"""Silence after the last word where there is no music."""

BELL_RING = Seconds(8.0)
"""How long a bell can be heard; a guide never ends inside it."""
BELL_SPACING = Seconds(6.0)
BELL_REST = Seconds(3.0)
"""From the last strike of a bell to the next word."""

STRETCH_LEAST = 0.7
STRETCH_MOST = 1.5
"""How far a `stretch` silence may leave what was written."""

SLOT_ROOM = Seconds(1.5)
"""What a personal slot takes from the pause after it."""
SLOT_KEEPS = Seconds(0.4)
"""What that pause keeps at least."""

BED_LUFS = Lufs(-24.0)
"""Music alone at intensity 0.5."""
BED_LUFS_PER_INTENSITY = Decibels(6.0)
BED_LUFS_MOST = Lufs(-21.0)

CLIP_GAIN_UP = Decibels(2.0)
CLIP_GAIN_DOWN = Decibels(6.0)
"""How far a clip's own gain may leave the voice's."""
CLIP_CEILING = Decibels(-3.0)
"""dBTP of a cached clip at the calm manner's loudness."""
MASTER_CEILING = Decibels(-2.0)
"""dBTP of the mix; 1 dB of room for the codec."""
TRUE_PEAK_LIMIT = Decibels(-1.0)
"""dBTP of the decoded file."""

PHASE_FADE = Seconds(12.0)
"""From the music of one phase, or of one track in it, to the next."""
PHASE_FALL = Seconds(240.0)
"""How long a phase takes at most to sink to its own intensity; a rise takes all of its phase."""

HOLD_LENGTH = Seconds(900.0)
"""How long a held bed lasts."""
HANDOVER_BED = "warm-drone"
"""What is held where the last music is a file of the practice's own."""
HANDOVER_INTENSITY = 0.3
HANDOVER_BRIGHTNESS = 0.4
"""The bed in which one guide passes into the next is the same whatever stands on either side."""
HANDOVER_LEAD = Seconds(20.0)
"""How long the next guide's own music takes to take over."""
HANDOVER_RISE = Seconds(60.0)
"""How long the next guide takes to come up from where the last one sank to: half a decibel in three seconds."""
HANDOVER_FLOOR = Decibels(-6.0)
"""How far the bed has sunk where two guides meet: soft where a player does not go on, or begins there."""

BALANCE_STEP = Decibels(5.0)
"""LU between the usual balance of voice and music and the one with more voice, or with more music."""

HEAD_TIME = Seconds(10.0)
"""How long a visitor's request may take to arrive."""
IDLE_TIME = Seconds(15.0)
"""How long a connection stays open with nothing asked."""
STALL_TIME = Seconds(30.0)
"""How long a listener may take for one piece of sound; a phone in a lift comes back sooner."""
LEAVE_TIME = Seconds(5.0)
"""How long downloads may go on when the server is to end."""

MP3_KBPS = 160

SEAL_ROUNDS = 600_000
"""Rounds of PBKDF2-SHA256 between a passphrase and the key of a sealed page (OWASP, 2023)."""
SEAL_WORDS = 6
"""Words of a generated passphrase."""
SEAL_GUESSES = 18.0
"""Powers of ten: how many guesses a passphrase of one's own must withstand."""


def manner_of(kind: Kind) -> Manner:
    """How this kind of guide treats voice and music."""
    return JOURNEY if kind in ("opening", "journey", "return") else CALM
