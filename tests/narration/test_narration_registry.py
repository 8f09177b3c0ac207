"""Voices are found by name, engines are started late, and a broken one is a state."""

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from guides.errors import VoiceError
from guides.model.settings import Engine, Settings
from guides.narration import registry as registry_module
from guides.narration.engines.kokoro import make
from guides.narration.registry import GROUP, Registry


@pytest.mark.parametrize(
    ("name", "engine", "language"),
    [
        ("heart", "kokoro", "en-us"),
        ("nicole", "kokoro", "en-us"),
        ("michael", "kokoro", "en-us"),
        ("emma", "kokoro", "en-gb"),
        ("george", "kokoro", "en-gb"),
        ("pyttsx3", "pyttsx3", "en-us"),
        ("piper", "piper", "en-us"),
        ("piper:joe", "piper", "en-us"),
        ("tone", "tone", "en-us"),
    ],
)
def test_a_name_finds_its_engine(registry: Registry, name: str, engine: str, language: str) -> None:
    """Each documented name is spoken by the engine and in the language that it promises."""
    narrator, voice = registry.voice(name)
    assert (narrator.name, voice.engine, voice.language) == (engine, engine, language)


def test_a_system_voice_is_found_by_its_id(registry: Registry) -> None:
    """Every voice that `guides voices` lists can be chosen by the name it is listed with."""
    narrator, _ = registry.voice("pyttsx3")
    listed = next(voice for voice in narrator.voices() if voice.name.startswith("pyttsx3:"))
    assert registry.voice(listed.name)[1] == listed


@pytest.mark.parametrize(("wrong", "right"), [("hart", "heart"), ("Micheal", "michael"), ("piper:jo", "piper:joe")])
def test_an_unknown_voice_names_the_nearest(registry: Registry, wrong: str, right: str) -> None:
    """A misspelt voice is an error that says what was meant."""
    with pytest.raises(VoiceError, match=wrong) as caught:
        registry.voice(wrong)
    assert right in (caught.value.hint or "")


def test_the_default_voice_starts_no_engine(tmp_path: Path) -> None:
    """Finding `heart` and listing known names imports no speech library."""
    code = f"""
import sys
from pathlib import Path
from guides.model.settings import Settings
from guides.narration.registry import Registry
registry = Registry(Settings(), Path({str(tmp_path)!r}))
registry.voice("heart")
assert "guides.narration.engines.pyttsx3" not in sys.modules
assert "heart" in registry.names() and "tone" in registry.names()
heavy = {{"onnxruntime", "kokoro_onnx", "pyttsx3", "piper", "scipy", "pydub"}} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)


def test_every_engine_has_a_state(registry: Registry) -> None:
    """All four engines are listed and work on a complete installation."""
    states = {state.engine: state for state in registry.state()}
    assert set(states) >= {"kokoro", "pyttsx3", "piper", "tone"}
    assert all(states[name].works and states[name].voices for name in ("kokoro", "pyttsx3", "piper", "tone"))


def test_a_broken_engine_is_a_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An engine that cannot be imported is a line with its reason; the others go on."""
    points = [
        EntryPoint("broken", "guides.no_such_module:make", GROUP),
        EntryPoint("tone", "guides.narration.engines.tone:make", GROUP),
    ]
    monkeypatch.setattr(registry_module, "installed", lambda: points)
    registry = Registry(Settings(), tmp_path)
    states = {state.engine: state for state in registry.state()}
    assert not states["broken"].works
    assert "no_such_module" in (states["broken"].reason or "")
    assert registry.voice("tone")[1].name == "tone"
    assert registry.names() == ("tone",)
    with pytest.raises(VoiceError, match="broken"):
        registry.voice("broken")


def test_missing_piper_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the extra, the state of piper is the line that installs it."""
    monkeypatch.setitem(sys.modules, "piper", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    state = next(state for state in Registry(Settings(), tmp_path).state() if state.engine == "piper")
    assert not state.works
    assert state.hint == "pip install 'session-guides[piper]'"


@pytest.mark.parametrize("own", [Engine(model="my.onnx"), Engine(voices="my.npz")], ids=["model", "voices"])
def test_own_files_that_are_missing_are_named(own: Engine, tmp_path: Path) -> None:
    """A model or voices file of the user's own that is not there is an error with its path."""
    state = next(state for state in Registry(Settings(kokoro=own), tmp_path).state() if state.engine == "kokoro")
    assert not state.works
    assert "missing" in (state.reason or "")
    narrator = make(Settings(kokoro=own), tmp_path)
    with pytest.raises(VoiceError, match="missing") as caught:
        narrator.voices()
    assert str(tmp_path / "my") in str(caught.value.where)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 broken"])
def test_own_voices_that_are_damaged_are_named(tmp_path: Path, content: bytes) -> None:
    """A voices file that is no archive of styles is an error with its path."""
    (tmp_path / "my.npz").write_bytes(content)
    with pytest.raises(VoiceError, match="damaged") as caught:
        Registry(Settings(kokoro=Engine(voices="my.npz")), tmp_path).voice("heart")
    assert "my.npz" in str(caught.value.where)
