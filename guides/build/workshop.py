"""Everything that the making of a guide needs at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from guides.build.events import Progressed, Stage, Tell, Warned
from guides.build.request import Request
from guides.clients.roster_text import FILE
from guides.errors import Place, Problem, ScriptError, VoiceError
from guides.model.client import Client
from guides.model.script import Phase, Script
from guides.model.settings import Format, Settings
from guides.model.tuning import Tuned, Tuning, written_tuning
from guides.model.utterance import Voice, Way
from guides.music.library import MusicList, look_up
from guides.narration.registry import Registry
from guides.store.cache import Cache
from guides.store.client_cache import ClientCache
from guides.store.ffmpeg import Ffmpeg, find
from guides.store.practice import PracticeFolder
from guides.store.read_only_cache import ReadOnlyCache
from guides.store.remote.cache import cache_of
from guides.store.settings import read_settings
from guides.store.spoken_toml import read_ways

CLIENTS = "clients"
"""Where what is made for clients goes, below `audio_out/` and `.guides/`."""
DRAFT = "draft/"
"""Where drafts go below `audio_out/`."""


def is_draft(output: str) -> bool:
    """Whether an output, named from `audio_out/`, is a draft's."""
    return output.startswith(DRAFT)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A practice folder opened for work."""

    folder: PracticeFolder
    settings: Settings
    registry: Registry
    cache: Cache
    request: Request
    tell: Tell
    music: MusicList
    """What `music.toml` says; asked for by guides that play music files."""
    ways: Mapping[str, Way]
    """Sentences that are spoken in a way of their own, by `way_key`."""
    client: Client | None = None
    """Whom everything is made for; None for what is the same for everyone."""
    only_looks: bool = False
    """Whether nothing may be written, whatever would be worth it."""

    @property
    def ffmpeg(self) -> Ffmpeg:
        """The ffmpeg to use.

        Raises:
            EncodingError: there is none.
        """
        return replace(find(self.settings.tools.ffmpeg, self.folder.root), only_looks=self.only_looks)

    @property
    def format(self) -> Format:
        """The kind of file to make: `--format`, then the practice's own."""
        return self.request.format or self.settings.practice.format

    @property
    def prefix(self) -> str:
        """Where outputs go below `audio_out/`: drafts never stand where finished guides do."""
        drafts = DRAFT if self.request.draft else ""
        return f"{drafts}{CLIENTS}/{self.client.id}/" if self.client else drafts

    @property
    def keeps_page(self) -> bool:
        """Whether a build writes the practice's page: never of drafts, nor for a client."""
        return self.settings.page.folder is not None and self.client is None and not self.request.draft

    @property
    def wants_wordless(self) -> bool:
        """Whether journeys are also made without their words: asked for, or what the page has in their place."""
        return self.request.wordless or (self.keeps_page and not self.settings.page.with_journey)

    @property
    def wants_mixes(self) -> bool:
        """Whether guides are also made in other balances: asked for, or for the page."""
        return self.request.mixes or (self.keeps_page and self.settings.page.mixes)

    def named(self, id: str) -> str:
        """What events call a guide: by its id, and for a client as its file is called."""
        return f"{CLIENTS}/{self.client.id}/{id}" if self.client else id

    def progressed(self, id: str, stage: Stage, done: int, total: int) -> None:
        """Tell how far one stage of a guide has come."""
        self.tell(Progressed(self.named(id), stage, done, total))

    @property
    def hidden(self) -> Path:
        """Where the journal is, and for a client also all that holds their words."""
        hidden = self.folder.hidden
        return hidden / CLIENTS / self.client.id if self.client else hidden

    @property
    def journal(self) -> Path:
        """What was built is written down here."""
        return self.hidden / "journal.json"

    def made_for(self, client: Client) -> "Workshop":
        """The same practice, working for one client."""
        alone = replace(self, client=client)
        return replace(alone, cache=ClientCache(self.cache, alone.hidden / "cache"))

    def looking(self) -> "Workshop":
        """The same practice for whoever only looks at it: nothing is written, and nothing told."""
        return replace(self, cache=ReadOnlyCache(self.cache.root), tell=lambda _: None, only_looks=True)

    def tuned(self, script: Script) -> Tuned:
        """How a script is tuned: `--draft`, the client, its `[voice]` cues, `--voice`, the script, the practice.

        Who comes before the cues, and who after them, is decided here and nowhere else.
        """
        above = [Tuning(voice=self.settings.voice.draft)] if self.request.draft else []
        above += [self.client.tuning] if self.client else []
        asked = Tuning(voice=self.request.voice)
        return Tuned((*above, asked, *written_tuning(script.front, self.settings)), above_cues=len(above))

    def voice_name(self, script: Script, cued: str | None) -> str:
        """The voice of a line; `cued` is what a `[voice]` before it names.

        Raises:
            VoiceError: the client that this is for avoids every voice there is.
        """
        tuned = self.tuned(script)
        wanted = tuned.voice(cued)
        if self.client is None or not self.client.avoids_voice(wanted):
            return wanted
        others = (*(wish.voice for wish in tuned.wanted), *self.registry.unasked())
        for name in others:
            if name and not self.client.avoids_voice(name):
                return name
        raise VoiceError(
            "Column avoid: this client avoids every voice that there is.",
            where=Place(FILE, self.client.line),
            hint="Take one of them out of this cell.",
        )

    def routed(self, script: Script) -> Script:
        """A journey with the route that `--route` or its client asks for.

        Raises:
            ScriptError: it has phases of its own, which no route can change.
        """
        route = self.request.route or (self.client.route if self.client else None)
        if route is None or script.front.kind != "journey" or route == script.front.route:
            return script
        otherwise = "build it without --route"
        if self.client is not None and self.request.route is None:
            otherwise = f"leave the column route empty in line {self.client.line} of {FILE}"
        for step in script.steps:
            if isinstance(step, Phase):
                raise ScriptError(
                    [
                        Problem(
                            "This journey has phases of its own, so it cannot be built for another route.",
                            step.place,
                            f"Take out its [phase] lines and write route: im, for example; or {otherwise}.",
                        )
                    ]
                )
        return replace(script, front=replace(script.front, route=route))

    def output_name(self, script: Script) -> str:
        """What the files of a guide are called, without an ending; `script` is as it was written."""
        route = self.request.route
        other = route is not None and script.front.kind == "journey" and route != script.front.route
        return f"{script.id}.{route}" if other else script.id

    def pace(self, script: Script, voice: Voice) -> float:
        """The pace of a line; a draft voice speaks at its own."""
        if self.request.draft:
            return voice.pace
        return self.tuned(script).pace(voice.pace)


def open_workshop(folder: PracticeFolder, request: Request, tell: Tell) -> Workshop:
    """Open a practice folder for what a command asks.

    Raises:
        SettingsError, ProofError, StoreError: `guides.toml` or `spoken.toml` cannot be used.
    """
    settings = read_settings(folder.root)
    return Workshop(
        folder=folder,
        settings=settings,
        registry=Registry(settings, folder.root),
        cache=cache_of(folder, settings.cache.store, lambda problem: tell(Warned(problem))),
        request=replace(request, jobs=max(request.jobs, 1)),
        tell=tell,
        music=look_up(folder.music),
        ways=read_ways(folder.root),
    )
