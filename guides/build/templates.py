"""A first script to write over: what `guides new` makes."""

import re
import unicodedata

KINDS = ("preparation", "opening", "journey", "return", "integration", "support")

FRONT = """---
title: {title}
summary: One line on what this guide is for.
{more}---
"""

BODY = """
# Arriving

> A note to yourself: when to give this guide, and when not. Notes are never spoken.

Welcome{{, name}}. You might find a position that works for you; eyes open or closed; move whenever you like.
You can stop at any time.

[pause 6s]

If it feels right, notice where your body is held … by the chair, the floor, or the bed.

[pause 8s]

# A first step

Write here what you would say, as you would say it. Each sentence ends in a short pause by itself.

[pause 4s]

It will be quiet for a minute now. I will come back.

[silence 1m]

# Coming back

You might look around the room, and find one thing that is a colour you like.

[pause 5s]

Take the time you need before you get up.
"""


JOURNEY = """
# Setting out

> The first frame of this guide is the moment the medicine is given. Say little: from the onset on, at most
> twenty words in any five minutes, no questions, no work with parts. The music follows the phases by itself;
> an [at] with a phase goes with them whatever route this is built for.

You are here{{, name}}, and you are not alone.

[pause 8s]

There is nothing to do now. The music will carry you.

[at peak+5m]

There is room for all of it.

# Coming back

[at return+1m]

The music is growing softer. There is no hurry.

[at return+3m]

You might feel what you are lying on, in your own time.
"""


def new_journey(title: str, route: str) -> str:
    """The script of a medicine journey that builds as it stands, for one route and by `--route` for every other."""
    more = f"present: clinician\nroute: {route}\n"
    return FRONT.format(title=_quoted(title), more=more) + JOURNEY.format()


def new_script(collection: str, title: str) -> str:
    """A script that builds as it stands.

    Args:
        collection: its folder; those that are kinds need nothing more.
        title: as the therapist gave it.
    """
    more = "" if collection in KINDS else "kind: integration\n"
    if collection == "journey":
        more = "present: clinician\n"
    return FRONT.format(title=_quoted(title), more=more) + BODY.format()


def slug_of(title: str) -> str:
    """A title as letters, digits and hyphens; `guide` when nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-") or "guide"


def _quoted(title: str) -> str:
    """A title as YAML takes it whatever is in it."""
    if re.fullmatch(r"[^\W_][\w ,.'’?!()–-]*", title) and not title.endswith(" "):
        return title
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
