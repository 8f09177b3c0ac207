"""What proof-listening found, in lines for a reader."""

from guides.build.events import GuideProofed, GuideUnheard, Misheard
from guides.cli.console import Console
from guides.errors import Problem

HINT = "Listen to it. guides proof --fix speaks it in other ways; or write the sentence a little differently."


def tell_proof(console: Console, event: GuideProofed | GuideUnheard) -> None:
    """The lines that are heard otherwise, then the guide in one line; guesses only for who asks for more."""
    if isinstance(event, GuideUnheard):
        console.problems(event.problems)
        console.say(f"{event.id}: not listened to.")
        return
    console.problems(_problem(words) for words in event.misheard if words.sure or console.verbose)
    for line in event.mended:
        console.say(f"{line.place}: heard better when it is spoken in another way ({line.way}).")
    share = event.errors / event.words if event.words else 0.0
    console.say(f"{event.id}: {event.words} words, {share:.1%} heard otherwise; {_suspicious(event)}.")
    if event.mended:
        console.say(f"Build it again, and it is spoken so: guides build {event.id}")


def _problem(words: Misheard) -> Problem:
    when = f"at {int(words.at) // 60}:{int(words.at) % 60:02d}"
    if not words.heard:
        message = f'"{words.written}" is not heard ({when}).'
    elif not words.written:
        message = f'Heard "{words.heard}", which is not written ({when}).'
    else:
        message = f'Heard "{words.heard}" instead of "{words.written}" ({when}).'
    return Problem(message if words.sure else f"Perhaps: {message}", words.place, HINT, "warning")


def _suspicious(event: GuideProofed) -> str:
    lines = len({words.place for words in event.misheard if words.sure})
    return f"{lines} line{'' if lines == 1 else 's'} to listen to" if lines else "nothing suspicious"
