"""`guides voices`."""

import click

from guides.cli.console import Console, common


@click.command("voices")
@common
def command(console: Console) -> int:
    """List the voices, and whether they work on this machine.

    Write a voice's name in guides.toml, in a script's front matter, or after
    --voice.

    \b
    Example:
      guides voices
    """
    from guides.narration.registry import Registry
    from guides.store.settings import read_settings

    for state in Registry(read_settings(console.root), console.root).state():
        console.data(
            event="engine",
            engine=state.name,
            works=state.works,
            why_not=state.why_not,
            voices=[voice.name for voice in state.voices],
        )
        console.say(f"{state.name}{'' if state.works else ': does not work here'}")
        if state.why_not:
            console.say(f"  {state.why_not}")
        shown = state.voices if console.verbose else state.voices[:12]
        for voice in shown:
            console.say(f"  {voice.name:<16} {voice.description[:50]:<50}  pace {voice.pace:g}")
        if len(state.voices) > len(shown):
            console.say(f"  … and {len(state.voices) - len(shown)} more (guides voices -v)")
        console.say()
    return 0
