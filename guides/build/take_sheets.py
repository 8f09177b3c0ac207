"""The recording sheets of guides, beside their recordings."""

from guides.build.workshop import Workshop
from guides.model.script import Script, Sentence
from guides.model.takes import TakenParagraph, taken_paragraphs
from guides.publish.recording_sheet import SheetTake, recording_sheet
from guides.store.files import write_changed
from guides.store.takes_folder import SHEET
from guides.units import Seconds


def write_sheet(workshop: Workshop, script: Script) -> str | None:
    """Write the sheet of a guide, if anything in it changed; its path from the practice folder.

    Returns:
        None where no paragraph has a label.

    Raises:
        StoreError: it cannot be written.
    """
    paragraphs = taken_paragraphs(script.steps)
    if not paragraphs:
        return None
    language = script.front.language or workshop.settings.voice.language
    takes = [SheetTake(each.label, _words(each), each.estimate) for each in paragraphs]
    page = recording_sheet(script.front.title, f"takes/{script.id}", language, takes)
    write_changed(workshop.folder.takes.of(script.id) / SHEET, page.encode())
    return f"takes/{script.id}/{SHEET}"


def _words(paragraph: TakenParagraph) -> tuple[str | Seconds, ...]:
    return tuple(part.words({}) if isinstance(part, Sentence) else part.seconds for part in paragraph.parts)
