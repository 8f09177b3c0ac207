"""How to listen, on one page of paper, with the number to call: it goes with every parcel."""

from collections.abc import Sequence

from guides.model.settings import ContactSettings
from guides.publish.markup import escaped, named

FILE = "how-to.html"
"""What it is called in a parcel; no page has such a file."""
TEXT = """\
Listening to your guides
Your therapist made or chose these guides for you. You decide if you listen, when, and how far. You can stop at any \
time. Nothing is lost if you stop, skip, or never start one.
Before you listen
Never while you drive or ride a bike, or use anything that could hurt you. Not in the bath.
Find a place and a time where you can stop when you like.
Turn on do not disturb, so that no call breaks in.
If you have the Sound check, play it first. Its music is the loudest of all. Set it so that it feels soft.
On a laptop
Copy the whole folder to your laptop. Keep all of it together.
Open the folder. Open the file called index.html. Click a guide. Click the big round button.
The page knows where you were. Next time it goes on from there.
On a phone
Save the folder: in Files on an iPhone, in Downloads on Android. In the folder media are the guides.
Touch one guide. You can lock the phone. If your player goes on to the next guide, stop it.
The files that end in .vtt hold the words. You can read a guide before you hear it.
While you listen
Eyes open is fine. So is sitting up, moving, a light, or having someone there.
Some quiet times are long. The voice comes back.
If a way of breathing does not suit you, let it go by. Breathe as you like.
To stop: pause it. Open your eyes. Feel your feet on the floor. Look around and name three things you see.
Is it too much? If you have Come back, play it. Your eyes stay open.
After you listen
Take a few minutes. Stand up slowly.
Things may stir later. If it is more than you want to carry alone, call. It does not have to wait for the next session.
Keep these files to yourself: they may say your name. Delete them when you no longer want them.
"""
"""Titles and lines, in their order; a title is a line without an end."""
_STYLE = """\
@page{margin:12mm 16mm}
body{font:11.5pt/1.42 Georgia,serif;color:#222;background:#fff;max-width:44em;margin:1.5em auto;padding:0 1em}
h1{font-size:1.5em;margin:0 0 .4em}h2{font-size:1.1em;margin:.9em 0 .2em}
p,ul{margin:.25em 0}ul{padding-left:1.2em}li{margin:.12em 0}
.call{border:2px solid #222;border-radius:.4em;padding:.5em .8em;margin:.8em 0;page-break-inside:avoid}
.call strong{font-size:1.15em}
@media print{body{margin:0;padding:0;max-width:none;font-size:10pt;line-height:1.3}}
"""
_JOURNEY = (
    "The guides for the journey are for your session, with your person in the room. Please do not use them alone."
)


def how_to(contact: ContactSettings, guides: Sequence[str], language: str, *, journey: bool) -> bytes:
    """The page as HTML; it asks for nothing outside itself.

    Args:
        contact: whom to call; all four of its lines.
        guides: the public titles, in their order.
        language: of the guides, such as `en-us`.
        journey: whether guides for the journey are among them.
    """
    first, *lines = TEXT.splitlines()
    parts = [f"<h1>{escaped(first)}</h1>", f"<p>{escaped(lines[0])}</p>", _call(contact)]
    parts += _sections(lines[1:])
    if journey:
        parts.append(f"<p><strong>{_JOURNEY}</strong></p>")
    titles = ", ".join(named(title) for title in guides)
    parts.append(f"<h2>Your guides</h2><p>{titles}</p>")
    head = (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">'
        f"<title>{escaped(first)}</title><style>{_STYLE}</style></head><body>\n"
    )
    return (head + "\n".join(parts) + "\n</body></html>\n").encode()


def _call(contact: ContactSettings) -> str:
    said = [contact.name or "", contact.phone or "", contact.hours or ""]
    name, phone, hours = (escaped(part) for part in said)
    return (
        f'<div class="call"><strong>To call: {name}, {phone}</strong><br>{hours}<br>'
        f"<strong>If I might hurt myself or someone else, or feel in danger: "
        f"{escaped(contact.emergency or '')}</strong></div>"
    )


def _sections(lines: Sequence[str]) -> list[str]:
    parts: list[str] = []
    items: list[str] = []
    for line in (*lines, ""):
        if line.endswith("."):
            items.append(f"<li>{escaped(line)}</li>")
            continue
        if items:
            parts.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line:
            parts.append(f"<h2>{escaped(line)}</h2>")
    return parts
