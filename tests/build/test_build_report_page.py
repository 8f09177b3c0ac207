"""The report's page follows the guides: drawn when they are built, kept when they are not."""

import shutil
from pathlib import Path

import pytest
from practices import Practice

EARLIER = "build with --force to draw it"


def page(practice: Practice) -> str:
    return practice.out("report.html").read_text(encoding="utf-8")


def part(practice: Practice, id: str) -> str:
    """What the page says of one guide."""
    return page(practice).split(f'<article id="guide-{id}">')[1].split("</article>")[0]


@pytest.fixture(scope="module")
def two_once(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    practice = Practice(tmp_path_factory.mktemp("two") / "practice")
    practice.write("preparation/01-a", "Welcome here. [pause 4s] It is quiet.", "title: First & “last”")
    practice.write("support/01-b", "Rest a while.\n\n[bell]\n\nRest.", "music: off")
    practice.build()
    return practice


@pytest.fixture
def two(two_once: Practice, tmp_path: Path) -> Practice:
    """A built practice that a test may change."""
    return two_once.copy(tmp_path / "practice")


def test_a_build_draws_every_guide(two_once: Practice) -> None:
    """Each guide has its drawing, its title and its figures as the report tells them."""
    for id, entry in two_once.report.items():
        told = part(two_once, id)
        assert told.count('role="img"') == 2
        assert f"Voice {entry['voice_lufs']:.1f} LUFS".replace("-", "−") in told
    assert "First &amp; “last”" in part(two_once, "preparation/01-a")
    assert "warm-drone" in part(two_once, "preparation/01-a")
    assert "No music." in part(two_once, "support/01-b")
    assert EARLIER not in page(two_once)


def test_a_partial_build_keeps_the_other_drawing(two: Practice) -> None:
    """The guide that was not built looks as it did, also in another format's build."""
    before = part(two, "preparation/01-a"), part(two, "support/01-b")
    two.write("support/01-b", "Rest a little while.\n\n[bell]\n\nRest.", "music: off")
    two.build("support")
    assert part(two, "preparation/01-a") == before[0]
    assert part(two, "support/01-b") != before[1]
    two.build("support", "--format", "flac")
    assert part(two, "preparation/01-a") == before[0]
    assert part(two, "support/01-b").count('role="img"') == 2


def test_nothing_changed_leaves_the_page(two: Practice) -> None:
    """A build that changes nothing does not touch it; a page that was lost comes back the same."""
    before = two.stamps()
    assert "report.html" not in str(two.build().event("files-written"))
    assert two.stamps() == before
    whole = page(two)
    two.out("report.html").unlink()
    two.build()
    assert page(two) == whole


def test_a_guide_whose_drawing_is_lost_says_so(two: Practice) -> None:
    """Without the cache a guide is told in figures, with what to do; then it is drawn again."""
    whole = page(two)
    shutil.rmtree(two.root / ".guides" / "cache" / "portraits")
    two.build()
    assert page(two).count(EARLIER) == 2
    assert "role=" not in page(two)
    two.build("--force", "support")
    assert page(two).count(EARLIER) == 1
    assert part(two, "support/01-b") in whole


def test_a_guide_that_fails_is_marked(two: Practice) -> None:
    """Its last good drawing stays, below what is wrong with it."""
    two.write("support/01-b", "Rest. [puase 3s]")
    assert two.run("build", "--keep-going").code == 1
    told = part(two, "support/01-b")
    assert told.index("Needs your attention") < told.index("puase") < told.index('role="img"')
    assert "1 guide needs your attention" in page(two)


def test_drafts_have_a_page_of_their_own(two: Practice) -> None:
    """`--draft` draws into `audio_out/draft/`, and the page of the guides stays."""
    before = page(two)
    two.build("--draft", "support")
    assert page(two) == before
    assert 'role="img"' in two.out("draft/report.html").read_text(encoding="utf-8")
