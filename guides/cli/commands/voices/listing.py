"""`guides voices` alone: what there is."""

from guides.cli.console import Console


def list_voices(console: Console) -> int:
    """Show every engine, whether it works, and its voices."""
    from guides.narration.registry import Registry
    from guides.store.settings import read_settings

    for state in Registry(read_settings(console.root), console.root).state():
        console.data(
            event="engine",
            engine=state.engine,
            works=state.works,
            reason=state.reason,
            hint=state.hint,
            voices=[voice.name for voice in state.voices],
        )
        console.say(f"{state.engine}{'' if state.works else ': does not work here'}")
        for line in filter(None, (state.reason, state.hint)):
            console.say(f"  {line}")
        voices = state.voices if state.works else ()
        shown = voices if console.verbose else voices[:12]
        for voice in shown:
            about = f"  {voice.name:<16} {voice.description}"
            console.say(f"{about[:68]:<68}  pace {voice.pace:g}")
        if len(voices) > len(shown):
            console.say(f"  … and {len(voices) - len(shown)} more (guides voices -v)")
        console.say()
    return 0
