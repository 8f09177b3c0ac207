"""The report's page: whole, safe, the same each time, and true to the numbers."""

import re
import xml.etree.ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import HOSTILE, LONG, entry, journey, portrait, sample_page_parts

from guides.model.guide import ChapterMark
from guides.model.portrait import Moment, Stretch
from guides.publish.report_drawing import described, drawings
from guides.publish.report_guide import outcome
from guides.publish.report_lanes import area, coarser, line, rows
from guides.publish.report_page import report_page
from guides.publish.report_scales import NARROW, WIDE, Lane, Layout, fitting, mark_words, marks
from guides.units import Seconds


def tree(page: str) -> ET.Element:
    """A page as XML: it must be well-formed."""
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))


@pytest.fixture(scope="module")
def page() -> str:
    return report_page("Nine “sessions” & more", *sample_page_parts())


def test_it_holds_every_guide_by_collection(page: str) -> None:
    """Well-formed, with real headings; collections and guides in order of their ids."""
    root = tree(page)
    assert root.attrib["lang"] == "en"
    assert [article.attrib["id"] for article in root.iter("article")] == [
        "guide-journey/02-into-the-quiet",
        "guide-support/01-anchor",
        "guide-support/02-names",
        "guide-support/03-earlier",
    ]
    assert ["".join(each.itertext()) for each in root.iter("h2")] == ["Journey", "Support"]
    assert len(list(root.iter("h1"))) == 1
    for link in root.find(".//nav").iter("a"):  # type: ignore[union-attr]
        assert link.attrib["href"].startswith("#guide-")


def test_it_needs_nothing_from_elsewhere(page: str) -> None:
    """No script, no address, no picture, sheet or font: a browser is told to allow none."""
    root = tree(page)
    tags = {each.tag for each in root.iter()}
    assert not tags & {"script", "link", "img", "image", "iframe", "object", "audio", "video", "use"}
    assert "http:" not in page
    assert "https:" not in page
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    assert {each.attrib["href"][:1] for each in root.iter("a")} <= {"#", "j", "s"}


def test_hostile_names_are_only_words(page: str) -> None:
    """Titles with markup, quotes or 200 letters stand in the page as they were written."""
    assert "<script" not in page
    words = "".join(tree(page).itertext())
    assert HOSTILE in words
    assert LONG.strip() in words


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_give_a_page(title: str, other: str) -> None:
    """Whatever characters titles, music, voices and problems have, the page is well-formed and can be written."""
    chapters = (ChapterMark(title, Seconds(0.0)), ChapterMark(other, Seconds(9.0)))
    told = entry(chapters=chapters, voice=title, engine=other, problems=(other,), file=f"{title}.mp3")
    drawn = portrait(title=title, chapters=chapters, music=(Stretch(other, 0.0, 9.0),))
    page = report_page(other, {f"a/{title}": told}, {f"a/{title}": drawn})
    assert len(list(tree(page.encode().decode()).iter("article"))) == 1


def test_equal_guides_give_equal_bytes(page: str) -> None:
    """The same values, in whatever order they were put in, give the same page."""
    entries, portraits = sample_page_parts()
    turned = dict(reversed(entries.items())), dict(reversed(portraits.items()))
    assert report_page("Nine “sessions” & more", *turned) == page


def test_problems_come_before_the_picture(page: str) -> None:
    """What is wrong is said at the top, and in the guide before anything else."""
    assert "4 guides, 92 minutes in all" in page
    assert "1 guide needs your attention" in page
    names = page.split('id="guide-support/02-names"')[1]
    assert names.index("Needs your attention") < names.index("Voice −18.0") < names.index("<svg")
    assert names.count("Came out well.", 0, names.index("</article>")) == 0


def test_a_guide_that_is_not_drawn_keeps_its_figures(page: str) -> None:
    """It says how to have it drawn."""
    earlier = page.split('id="guide-support/03-earlier"')[1]
    assert "Built earlier; build with --force to draw it." in earlier
    assert "<svg" not in earlier
    assert "Nobody speaks, nothing over −1 dBTP; 62 % is silence and music." in earlier


def test_a_page_without_guides() -> None:
    """There may be none."""
    assert "There is no guide yet." in "".join(tree(report_page("Nine", {}, {})).itertext())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Voice −18.0 LUFS, music 15.0 LU below it, nothing over −1 dBTP; 62 % is silence and music; 118 words a"),
        ({"bed_under_voice_lu": None}, "Voice −18.0 LUFS, no music under it, nothing over"),
        ({"bed_under_voice_lu": -2.5}, "music 2.5 LU above it"),
        ({"true_peak_dbtp": -0.42}, "peaks up to −0.4 dBTP, over −1;"),
        ({"true_peak_dbtp": None, "voice_lufs": None, "words": 0}, "Nobody speaks, nothing over −1 dBTP; 62 %"),
    ],
)
def test_how_it_came_out_in_words(changes: dict[str, object], words: str) -> None:
    """One sentence says what a therapist asks first."""
    assert words in outcome(entry(**changes))


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_curves_stand_where_their_numbers_are(layout: Layout) -> None:
    """From −10 LUFS at the top to −60 at the bottom; a step's value in its middle; silence breaks the line."""
    lane = Lane(layout, seconds=40.0, top=100.0, height=50.0)
    assert [lane.down(level) for level in (-5, -10, -20, -35, -60, -80)] == [100, 100, 110, 125, 150, 150]
    assert (lane.across(0), lane.across(40), lane.across(99)) == (layout.left, layout.right, layout.right)
    drawn = line(portrait().voice, 4.0, lane)
    points = re.findall(r"([ML])([\d.]+) ([\d.]+)", drawn)
    assert [(move, float(y)) for move, _, y in points] == [
        ("M", 108),
        ("L", 108),
        ("M", 110),
        ("L", 110),
        ("L", 110),
    ]
    assert [float(x) for _, x, _ in points] == [lane.across(at) for at in (6, 10, 18, 22, 26)]
    ground = area(portrait().master, 4.0, lane)
    assert [float(y) for y in re.findall(r" ([\d.]+)", ground)] == [
        150,
        130,
        108,
        108,
        120,
        110,
        110,
        110,
        120,
        130,
        150,
        150,
    ]


def test_coarser_curves_keep_the_loudest() -> None:
    """Where several values share a pixel the loudest is drawn; silence only where all are silent."""
    assert coarser((None, -20.0, -30.0, None, None, None, -25.0), 1.0, 4) == ((-20.0, -30.0, None, -25.0), 2.0)
    assert coarser((-20.0, None), 1.0, 4) == ((-20.0, None), 1.0)


def test_each_drawing_says_what_it_shows() -> None:
    """Both drawings are pictures with a title and a description in words."""
    for svg in ET.fromstring(f"<p>{drawings(journey()[1], 'Into the quiet')}</p>"):
        assert svg.attrib["role"] == "img"
        assert svg[0].text == "Into the quiet, drawn in time"
        assert svg[1].text == described(journey()[1])
        classes = [each.attrib.get("class") for each in svg.iter()]
        counted = [classes.count(name) for name in ("chapter", "phase", "music", "bell", "near")]
        assert counted == [6, 6, 6, 3, 3]
    assert "Phases: pre-onset from 0:00 to 8:00;" in described(journey()[1])
    assert "A limit was near at 21:50, 40:10, 55:00." in described(journey()[1])


def test_what_a_guide_lacks_has_no_lane() -> None:
    """Without phases, tones and music there are no empty rows, and no words about them."""
    plain = drawings(portrait(music=()), "Anchor")
    rich = drawings(portrait(phases=(Stretch("peak", 0.0, 9.0),), tones=(Moment(1.0, "bell"),)), "Anchor")
    assert not [name for name in ("Phases", ">Music<", "Bells") if name in plain]
    assert [name for name in ("Phases", ">Music<", "Bells") if name in rich] == ["Phases", ">Music<", "Bells"]


@pytest.mark.parametrize(
    ("seconds", "last"),
    [(3, "0"), (40, "0:40"), (200, "3:00"), (612, "10 min"), (5400, "90 min"), (21600, "360 min")],
)
def test_the_time_axis_has_few_round_marks(seconds: float, last: str) -> None:
    """From the start to the end, at most as many as there is room for, in words that stay short."""
    marked = marks(seconds, 8)
    assert len(marked) <= 9
    assert mark_words(marked[-1], marked) == last


def test_names_give_way_to_numbers() -> None:
    """All of a name, or a good part of it, or its number, or nothing."""
    name = "3 What your protectors asked for"
    assert fitting(name, "3", 400, 13) == name
    assert fitting(name, "3", 120, 13) == "3 What your pro…"
    assert fitting(name, "3", 40, 13) == "3"
    assert fitting(name, "3", 5, 13) == ""


def test_music_that_crosses_over_lies_in_two_rows() -> None:
    """Pieces that sound together stand below each other, those that do not share a row."""
    pieces = (Stretch("a", 0, 12), Stretch("b", 10, 22), Stretch("c", 20, 30))
    assert [[number for number, _ in row] for row in rows(pieces)] == [[1, 3], [2]]
    assert rows(pieces[:1]) == (((0, pieces[0]),),)


def test_an_empty_guide_is_drawn() -> None:
    """No length, no values: still a picture."""
    empty = msgspec.structs.replace(portrait(), seconds=0.0, voice=(), master=(), spoken=(), chapters=(), music=())
    assert len(ET.fromstring(f"<p>{drawings(empty, '')}</p>")) == 2
