"""The page's files: one document, a style sheet, a script, and what makes it work without a network."""

import hashlib
import json
from importlib.resources import files

from guides.publish.markup import escaped
from guides.publish.page.contents import contents
from guides.publish.page.icon import icon
from guides.publish.page.listing import footer, listing
from guides.publish.page.programme import Page

CODE = ("page.css", "page.js", "sw.js")
"""What is the same on every page."""


def page_files(page: Page) -> dict[str, bytes]:
    """Every file of the page but its sound, by its name in the folder.

    All names are relative, so the folder may stand anywhere: on a disk, on a host, behind a longer address.

    Returns:
        Equal pages give equal bytes. `index.html` comes last, so that whoever writes the files in
        order shows nothing that is not there yet.
    """
    assets = files("guides.publish.page") / "assets"
    written = {name: (assets / name).read_bytes() for name in CODE}
    written["icon.png"] = icon()
    written["manifest.webmanifest"] = _manifest(page)
    document = (assets / "page.html").read_text(encoding="utf-8")
    for mark, text in (
        ("{{language}}", escaped(page.language)),
        ("{{title}}", escaped(page.program)),
        ("{{listing}}", listing(page)),
        ("{{footer}}", footer(page)),
    ):
        document = document.replace(mark, text)
    shown = document.encode()
    told = contents(page)
    version = hashlib.sha256(b"".join([*written.values(), shown, _script(told)])).hexdigest()[:16]
    written["data.js"] = _script({"version": version, **told})
    written["index.html"] = shown
    return written


def _script(told: dict[str, object]) -> bytes:
    """A script that only holds values; `self` is both the window and the worker."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Inside a script element, `</script>` would end it; a page that is one single file has it there.
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"self.GUIDES_PAGE={text};\n".encode(errors="replace")


def _manifest(page: Page) -> bytes:
    told = {
        "name": page.program,
        "short_name": page.program,
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#171614",
        "theme_color": "#171614",
        "icons": [{"src": "icon.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"}],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")
