import pytest

from guides.model.script import MusicChoice

JOURNEY = "kind: journey\npresent: sitter\n"


def _front(lines: str) -> str:
    return f"---\n{lines}---\n"


def test_what_holds_when_only_a_title_is_written(understands):
    """Everything but the title may be absent."""
    front = understands(id="preparation/07-test").front
    assert (front.title, front.public_title, front.kind, front.session) == ("A test", "A test", "preparation", 7)
    absent = (front.summary, front.voice, front.pace, front.language, front.music, front.tail, front.length)
    assert absent == (None,) * 7
    assert (front.route, front.present, front.handover, front.release, front.pronounce) == (
        None, None, None, "always", (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("title: No", "title", "No"),
        ("title: 2024-01-01", "title", "2024-01-01"),
        ("title: Meeting: protectors", "title", "Meeting: protectors"),
        ("title: It's one: two  # a comment", "title", "It's one: two"),
        ("title: Room #5", "title", "Room #5"),
        ("title: 'Quoted: it''s'", "title", "Quoted: it's"),
        ('title: "Quoted \\u2014 it"', "title", "Quoted — it"),
        ("title: Ends:", "title", "Ends:"),
        ("title: >\n  Folded\n  lines", "title", "Folded lines"),
        ("summary: One: two.", "summary", "One: two."),
        ("summary:", "summary", None),
        ("public_title: Session 2", "public_title", "Session 2"),
        ("kind: opening", "kind", "opening"),
        ("kind: Support", "kind", "support"),
        ("session: 08", "session", 8),
        ("session: 0", "session", 0),
        ("voice: Michael", "voice", "michael"),
        ("voice: pyttsx3:any", "voice", "pyttsx3:any"),
        ("pace: 0.7", "pace", 0.7),
        ("pace: 1", "pace", 1.0),
        ("pace: .5", "pace", 0.5),
        ("pace: 0.7 # slow", "pace", 0.7),
        ("pauses: 1.3", "pauses", 1.3),
        ("pauses: 3", "pauses", 3.0),
        ("clear_speech: yes", "clear_speech", True),
        ("clear_speech: True", "clear_speech", True),
        ("clear_speech: no", "clear_speech", False),
        ("clear_speech: off", "clear_speech", False),
        ("language: en-GB", "language", "en-gb"),
        ("tail: 1m30s", "tail", 90.0),
        ("tail: 1:30", "tail", 90.0),
        ("length: 10m", "length", 600.0),
        ("handover: flow", "handover", "flow"),
        ("release: by-therapist", "release", "by-therapist"),
    ],
)
def test_each_key_means_what_it_says(understands, line, name, value):
    """Every scalar is read as text and decoded by its key's type."""
    title = "" if line.startswith("title") else "title: A test\n"
    assert getattr(understands(front=_front(f"{title}{line}\n")).front, name) == value


@pytest.mark.parametrize(
    ("lines", "music"),
    [
        ("music: off", (None, None, None, None, None, None, True)),
        ("music: Stillness", ("stillness", None, None, None, None, None, True)),
        ("music: far/ocean waves.mp3", ("far/ocean waves.mp3", None, None, None, None, None, True)),
        ("music:\n  under: 12\n  intro: 20s", (None, 12.0, 20.0, None, None, None, False)),
        (
            "music: {track: river.flac, under: 15 LU, outro: 1m, intensity: 0.2, brightness: 1}",
            ("river.flac", 15.0, None, 60.0, 0.2, 1.0, True),
        ),
    ],
)
def test_music_is_a_name_or_a_table(understands, lines, music):
    """A bed, a file, `off`, or details with or without a track."""
    found = understands(front=_front(f"title: x\n{lines}\n")).front.music
    assert isinstance(found, MusicChoice)
    names = ("track", "under", "intro", "outro", "intensity", "brightness", "named")
    assert tuple(getattr(found, name) for name in names) == music
    assert found.place is not None
    assert found.place.line in (3, 4)


def test_pronounce_keeps_words_in_order(understands):
    """Words and their respellings or phonemes, as text."""
    front = _front('title: x\npronounce:\n  IFS: eye eff ess\n  No: /nəʊ/\n  "a b": c\n')
    assert understands(front=front).front.pronounce == (("IFS", "eye eff ess"), ("No", "/nəʊ/"), ("a b", "c"))


@pytest.mark.parametrize(
    ("collection", "kind"),
    [
        ("preparation", "preparation"),
        ("integration", "integration"),
        ("support", "support"),
        ("after-care", "integration"),
    ],
)
def test_the_kind_is_the_collections(understands, collection, kind):
    """A collection's name is its guides' kind; a therapist's own is treated as integration."""
    assert understands(id=f"{collection}/01-x").front.kind == kind


def test_a_journey_says_who_is_present(understands, refuses):
    """Present is asked of a journey, with both answers named; an opening needs none."""
    problem = refuses(id="journey/01-x")[0]
    assert "clinician or sitter" in problem.hint
    assert problem.place.line == 1
    assert refuses(front=_front("title: x\nkind: journey\n"))[0].place.line == 3
    front = understands(front=_front(f"title: x\nroute: lozenge\nhandover: stop\n{JOURNEY}")).front
    assert (front.present, front.route, front.handover) == ("sitter", "lozenge", "stop")
    assert understands(id="journey/01-x", front=_front("title: x\nkind: opening\n")).front.present is None


@pytest.mark.parametrize(
    ("lines", "line", "column", "message", "hint"),
    [
        ("summary: x", 1, 1, "no title", "title:"),
        ("title:", 1, 1, "no title", "title:"),
        ("titel: x", 2, 1, "no key called", "title"),
        ("title: x\nTitle: y", 3, 1, "no key called", "title"),
        ("title: x\nzzz: y", 3, 1, "no key called", "Known here: title"),
        ("title: x\ntitle: y", 3, 1, "twice", None),
        ("title: [a, b]", 2, 8, "takes one value", None),
        ("title: {name}", 2, 8, "fields do not stand", None),
        ("title: Hi {name}", 2, 8, "fields do not stand", None),
        ('title: "a\\nb"', 2, 8, "control character", None),
        ('title: "a\\x07b"', 2, 8, "control character", None),
        ("title: x\nkind: jurney", 3, 7, "cannot be jurney", "journey"),
        ("title: x\nkind: zzz", 3, 7, "cannot be zzz", "preparation, opening"),
        ("title: x\nsession: two", 3, 10, "whole number", None),
        ("title: x\nsession: -1", 3, 10, "whole number", None),
        ("title: x\nvoice: hart", 3, 8, "no voice called hart", "heart"),
        ("title: x\npace: 2", 3, 7, "cannot be 2", "0.5 to 1.5"),
        ("title: x\npace: slow", 3, 7, "a number", "0.5 to 1.5"),
        ("title: x\npauses: 0.4", 3, 9, "cannot be 0.4", "0.5 to 3"),
        ("title: x\npauses: long", 3, 9, "a number", "0.5 to 3"),
        ("title: x\nclear_speech: maybe", 3, 15, "yes or no", "clear_speech: yes"),
        ("title: x\nclear-speech: yes", 3, 1, "no key called clear-speech", "clear_speech"),
        ("title: x\npace: nan", 3, 7, "a number", None),
        ("title: x\nlanguage: English", 3, 11, "short code", "en-us"),
        ("title: x\ntail: 0s", 3, 7, "longer than zero", None),
        ("title: x\nlength: -5m", 3, 9, "negative", None),
        ("title: x\nlength: 9h", 3, 9, "6 hours", None),
        ("title: x\nmusic: rivr.flac", 3, 8, "no bed and no file", "river.flac"),
        ("title: x\nmusic: ../x.mp3", 3, 8, "leaves the practice folder", None),
        ("title: x\nmusic:\n  track: ../x.mp3", 4, 10, "leaves the practice folder", None),
        ("title: x\nmusic:\n  trak: a", 4, 3, "no key called", "track"),
        ("title: x\nmusic:\n  under: -3", 4, 10, "a number", None),
        ("title: x\nmusic:\n  intensity: 2", 4, 14, "cannot be 2", "0 to 1"),
        ("title: x\nmusic: [a]", 3, 8, "takes one value", None),
        ("title: x\nroute: im", 3, 8, "Only a journey", "kind: journey"),
        ("title: x\npresent: sitter", 3, 10, "Only a journey", None),
        (f"title: x\n{JOURNEY}route: oral", 5, 8, "cannot be oral", "im, iv, lozenge, nasal or none"),
        ("title: x\nkind: journey\npresent: nobody", 4, 10, "cannot be nobody", "clinician or sitter"),
        ("title: x\nhandover: wait", 3, 11, "cannot be wait", "hold, flow or stop"),
        ("title: x\nrelease: never", 3, 10, "cannot be never", "always or by-therapist"),
        ("title: x\npronounce: IFS", 3, 12, "lines of its own", None),
        ("title: x\npronounce:\n  IFS:", 4, 3, "no respelling", None),
        ("title: x\npronounce:\n  IFS: a\n  IFS: b", 5, 3, "twice", None),
        ("title: x\npronounce:\n  Zoe\u0308: a\n  Zo\u00eb: b", 5, 3, "twice", None),
        ("title: x\npronounce:\n  exile: /ɛЖ/", 4, 10, "no voice knows: Ж", "respelling"),
        ("title: x\npronounce:\n  exile: /ˈɛksaɪl", 4, 10, "slash", "two slashes"),
        ("title: x\npronounce:\n  exile: //", 4, 10, "says nothing", "respelling"),
        ("title: &a x\nsummary: *a", 2, 1, "aliases", None),
        ("title: x\nsummary: !!python/object:os.system x", 3, 1, "tags", None),
        ('title: "open', 2, 1, "never closed", "quotation marks"),
        ("title: x\nsummary: 'a' b", 3, 1, "cannot be understood", None),
        ("title: x\nHello there", 3, 1, "no key", "key: value"),
        ("Hello there", 2, 1, "no key.", "key: value"),
        ("title: x\npace: a: b", 3, 1, "colon", "quotation marks"),
        ("title: @x", 2, 1, "begins with a sign", "quotation marks"),
        ('title: "\\UFFFFFFFF"', 2, 1, "cannot be understood", None),
        ("title: x\n\tpace: 1", 3, 2, "indented", "left"),
        ("title: x\n  pace: 1", 3, 3, "indented", "left"),
    ],
)  # fmt: skip
def test_wrong_front_matter_is_told_at_its_line(refuses, lines, line, column, message, hint):
    """Each wrong key or value is refused where it stands, with what is allowed."""
    problem = next(p for p in refuses(front=_front(f"{lines}\n")) if (p.place.line, p.place.column) == (line, column))
    assert message in problem.message
    assert problem.hint
    if hint is not None:
        assert hint in problem.hint


def test_several_broken_lines_are_all_told(refuses):
    """A line that is no YAML does not hide the ones after it, nor the keys that are wrong."""
    problems = refuses(front=_front('title: x\nsummary: "a\npace: b: c\nvoise: heart\ntail: 0\n'))
    assert [problem.place.line for problem in problems] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "empty"),
        ("\ufeff \n\n", 1, "empty"),
        ("Hello.\n", 1, "begins with its front matter"),
        ("# Arriving\n\nHello.\n", 1, "begins with its front matter"),
        ("---\ntitle: x\n", 1, "never closed"),
        ("---\ntitle: x\n\nHello.\n", 1, "never closed"),
        ("---\n---\nHello.\n", 1, "no title"),
    ],
)
def test_front_matter_that_is_not_there(refuses, text, line, message):
    """A file without front matter, or with half of it, says so in one error."""
    problems = refuses("", front=text)
    assert [problem.place.line for problem in problems] == [line]
    assert message in problems[0].message


def test_errors_in_the_body_are_found_without_front_matter(refuses):
    """A file that has no front matter is still read to its end."""
    assert [problem.place.line for problem in refuses("Hello [x].\n", front="\n")] == [2, 2]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "title: x\nmusic: " + "[" * 15_000 + "\n",
        "title: " + "{a: " * 4_000 + "\n",
        "title: x\n" + "".join(f"k{number}: [\n" for number in range(2_000)),
        "title: " + "x" * 30_000 + "\n",
    ],
)
def test_a_yaml_bomb_is_refused_at_once(refuses, bomb):
    """Aliases, depth and size are refused before anything is built from them."""
    import time

    begin = time.process_time()
    assert refuses(front=_front(bomb))
    assert time.process_time() - begin < 2.0
