"""What the page's script is told: the guides as plain values."""

from guides.publish.page.programme import Page, PageGuide, Session, Stage


def contents(page: Page) -> dict[str, object]:
    """Everything that the script works with, ready to be written as JSON."""
    contact = page.contact
    return {
        "program": page.program,
        "practice": page.practice,
        "collections": list(page.collections),
        "guides": [_guide(guide) for guide in page.guides],
        "sessions": [_session(session) for session in page.sessions],
        "contact": {
            "name": contact.name or "",
            "phone": contact.phone or "",
            "hours": contact.hours or "",
            "emergency": contact.emergency or "",
        },
        "sleep": list(page.sleep_minutes),
        "media": {medium.path: [medium.digest[:16], medium.size] for medium in page.media},
    }


def _guide(guide: PageGuide) -> dict[str, object]:
    told: dict[str, object] = {
        "id": guide.id,
        "title": guide.title,
        "public": guide.public_title,
        "summary": guide.summary,
        "collection": guide.collection,
        "language": guide.language,
        "role": guide.role,
        "seconds": round(guide.seconds, 3),
        "file": guide.medium.path,
        "chapters": [[chapter.title, round(chapter.start, 3)] for chapter in guide.chapters],
        "lines": [[round(line.start, 2), round(line.end, 2), line.text] for line in guide.lines],
        "questions": list(guide.questions),
    }
    if guide.voice_forward and guide.music_forward:
        told["voice"], told["music"] = guide.voice_forward.path, guide.music_forward.path
    return told


def _session(session: Session) -> dict[str, object]:
    return {
        "id": session.id,
        "title": session.title,
        "collection": session.collection,
        "stages": [_stage(stage) for stage in session.stages],
    }


def _stage(stage: Stage) -> dict[str, object]:
    return {
        "guide": _guide(stage.guide),
        "held": stage.held.path if stage.held else "",
        "waits": stage.waits,
        "rises": stage.rises_at,
        "calm": stage.calm_at,
    }
