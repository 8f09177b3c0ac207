"""Everything that the making of a guide needs at hand."""

from dataclasses import dataclass, replace

import msgspec

from guides.build.events import Tell
from guides.build.request import Request
from guides.model.script import Script
from guides.model.settings import Settings
from guides.model.utterance import Voice
from guides.narration.registry import Registry
from guides.store.cache import Cache
from guides.store.ffmpeg import Ffmpeg, find
from guides.store.practice import PracticeFolder
from guides.store.settings import read_settings


@dataclass(frozen=True, slots=True)
class Workshop:
    """A practice folder opened for work."""

    folder: PracticeFolder
    settings: Settings
    registry: Registry
    cache: Cache
    request: Request
    tell: Tell

    @property
    def ffmpeg(self) -> Ffmpeg:
        """The ffmpeg to use.

        Raises:
            EncodingError: there is none.
        """
        return find(self.settings.tools.ffmpeg, self.folder.root)

    @property
    def prefix(self) -> str:
        """Where outputs go below `audio_out/`: drafts never stand where finished guides do."""
        return "draft/" if self.request.draft else ""

    def voice_name(self, script: Script, cued: str | None) -> str:
        """The voice of a line: `--draft`, then its `[voice]`, then `--voice`, the script, the practice."""
        if self.request.draft:
            return self.settings.voice.draft
        return cued or self.request.voice or script.front.voice or self.settings.voice.name

    def pace(self, script: Script, voice: Voice) -> float:
        """The pace of a line; a draft voice speaks at its own."""
        if self.request.draft:
            return voice.pace
        return script.front.pace or self.settings.voice.pace or voice.pace


def open_workshop(folder: PracticeFolder, request: Request, tell: Tell) -> Workshop:
    """Open a practice folder with the options of a command put in place of its settings.

    Raises:
        SettingsError, StoreError: `guides.toml` cannot be used.
    """
    settings = read_settings(folder.root)
    if request.format is not None:
        settings = msgspec.structs.replace(
            settings, practice=msgspec.structs.replace(settings.practice, format=request.format)
        )
    return Workshop(
        folder=folder,
        settings=settings,
        registry=Registry(settings, folder.root),
        cache=Cache(folder.hidden / "cache"),
        request=replace(request, jobs=max(request.jobs, 1)),
        tell=tell,
    )
