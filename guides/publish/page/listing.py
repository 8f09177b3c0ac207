"""The page without a script: every guide with the browser's own player and its words, and whom to call."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from guides.model.durations import show_duration
from guides.publish.markup import clock, escaped, named
from guides.publish.page.programme import Page, PageGuide, Session
from guides.units import Seconds

_NUMBER = re.compile(r"\+?[0-9][0-9 ()./-]*")


def listing(page: Page) -> str:
    """The guides by collection; the page's script puts its own screens in their place."""
    return f"<h1>{named(page.program)}</h1>\n" + "".join(_collection(page, name) for name in page.collections)


def footer(page: Page) -> str:
    """The way back and whom to call, as they stand on every screen."""
    back = page.playing_role("come-back")
    link = f'<a class="back" href="#{_anchor(back.id)}">{escaped(back.title)}</a>' if back else ""
    return f'{link}<p class="whom">{" ".join(f"<span>{line}</span>" for line in whom(page))}</p>'


def whom(page: Page) -> Iterator[str]:
    """The lines that say whom to call."""
    contact = page.contact
    phone = called(contact.phone) if contact.phone else ""
    name = named(contact.name) if contact.name else ""
    if name or phone:
        yield " ".join(part for part in ("Call", name, phone) if part)
        if contact.hours:
            yield escaped(contact.hours)
    else:
        yield "Call the person you agreed on."
    yield f"In danger: {called(contact.emergency) if contact.emergency else 'your local emergency number'}"


def called(number: str) -> str:
    """A telephone number that a touch calls; anything else as it is written."""
    if not _NUMBER.fullmatch(number.strip()):
        return escaped(number)
    return f'<a href="tel:{re.sub(r"[^0-9+]", "", number)}">{escaped(number)}</a>'


def _anchor(id: str) -> str:
    return f"guide-{quote(id.replace('/', '-'))}"


def _collection(page: Page, name: str) -> str:
    sessions = "".join(_session(session) for session in page.sessions if session.collection == name)
    guides = "".join(_guide(guide) for guide in page.guides if guide.collection == name)
    if not (sessions or guides):
        return ""
    return f"<section><h2>{named(name[:1].upper() + name[1:])}</h2>\n{sessions}{guides}</section>\n"


def _session(session: Session) -> str:
    parts = "".join(_guide(stage.guide) for stage in session.stages)
    return f"<h3>{named(session.title)}</h3><p>Only with your person in the room.</p>\n{parts}"


def _guide(guide: PageGuide) -> str:
    words = "".join(f"<p><time>{clock(line.start)}</time> {escaped(line.text)}</p>" for line in guide.lines)
    asked = "".join(f"<li>{escaped(question)}</li>" for question in guide.questions)
    return (
        f'<article id="{_anchor(guide.id)}"><h3>{named(guide.title)}</h3>'
        f"<p>{escaped(guide.summary)} {show_duration(Seconds(round(guide.seconds)))}</p>"
        f'<audio controls preload="none" src="{escaped(quote(guide.medium.path))}"></audio>'
        + (
            f'<details><summary>The words</summary><div lang="{escaped(guide.language)}">{words}</div></details>'
            if words
            else ""
        )
        + (f"<details><summary>After listening</summary><ul>{asked}</ul></details>" if asked else "")
        + "</article>\n"
    )
