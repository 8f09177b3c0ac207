"""`clients.csv`: what each cell may hold, and what becomes of it."""

import pickle
import re
from pathlib import Path

import pytest
from rosters import KNOWN, only, roster, told, words

from guides.clients.roster import KnownNames, Roster, parse_roster
from guides.clients.roster_headings import KNOWN as KNOWN_COLUMNS
from guides.errors import UsageError
from guides.model.client import Client
from guides.model.tuning import Tuning

DOCS = Path(__file__).parents[2] / "docs" / "clients.md"
DESCRIBED = KnownNames(
    voices=("michael",),
    beds=("ocean",),
    tracks=(),
    guides=("preparation/01-arriving", "journey/01-opening", "integration/01-the-first-days"),
)
HIDDEN = ["\u200b", "\u200e", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\x00", "\x07", "\x1b", "\x7f", "\x85a"]


def with_cell(heading: str, value: str) -> Roster:
    """A roster of one client, `007`, with one cell."""
    quoted = value.replace('"', '""')
    return roster(f'id,{heading}\n007,"{quoted}"\n')


def client_with(heading: str, value: str) -> Client:
    """The client of a roster that is right."""
    found = with_cell(heading, value)
    assert not found.problems, words(found)
    return found.clients[0]


def refused(heading: str, value: str) -> tuple[str, str]:
    """Message and hint of a cell that cannot be; its row is not used, and its value is not told."""
    found = with_cell(heading, value)
    assert not found.clients
    line, message, hint = only(found)
    assert line == 2
    assert message.startswith(f"Column {heading}: ")
    return message, hint


def test_a_whole_row() -> None:
    """Every known column at once; settings are no words of the client."""
    found = roster(
        "id,name,sitter,protector_asks,intention,voice,pace,clear_speech,guides,route,name_say,avoid,release\n"
        '007,Siobhán [S] {x},Bo,go slow,rest,Michael,"0,8",x,preparation | journey/01-opening,IM,shih-VAWN /ʃɪˈvɔːn/,'
        '"ocean, bell, breathe, voice: Heart; river.flac",journey\n'
    )
    assert not found.problems, words(found)
    (client,) = found.clients
    assert client.id == "007"
    assert client.line == 2
    assert dict(client.values) == {
        "name": "Siobhán [S] {x}",
        "sitter": "Bo",
        "protector_asks": "go slow",
        "intention": "rest",
    }
    assert client.tuning == Tuning(voice="michael", pace=0.8, clear_speech=True)
    assert client.guides == ("preparation", "journey/01-opening")
    assert client.route == "im"
    assert client.pronounce == (("Siobhán [S] {x}", "shih-VAWN /ʃɪˈvɔːn/"),)
    assert client.avoid == {"ocean", "bell", "breathe", "voice:heart", "river.flac"}
    assert client.release == ("journey",)


def test_an_empty_row_but_for_its_id() -> None:
    """What a row does not say is left to the script and the practice."""
    client = client_with("name", "")
    assert client == Client("007", {}, Tuning(), None, (), frozenset(), (), (), 2)


def test_nothing_personal_is_shown() -> None:
    """A client in a log or a traceback is an id and a line."""
    found = roster("id,name,voice,name_say,avoid\n007,Marker,heart,Mar-ker,ocean\n")
    assert repr(found.clients[0]) == "Client(id='007', line=2)"
    assert repr(found.clients[0].values) == "<1 values>"
    assert "arker" not in repr(found)


def test_clients_travel_between_processes() -> None:
    (client,) = roster("id,First name,voice\n007,Ada,heart\n").clients
    assert pickle.loads(pickle.dumps(client)) == client


@pytest.mark.parametrize("id", ["007", "0", "A-1_b", "x" * 64, "com", "console", "com10", "1e5"])
def test_ids(id: str) -> None:
    """An id is text: zeros stay, letters keep their case."""
    assert client_with_id(id).clients[0].id == id


@pytest.mark.parametrize(
    "id",
    ["Anna Müller", "ä", "_1", "-1", "x" * 65, "a.b", "../x", "a/b", "a\\b", "1,5", "1E+05", "٣", "a\u200db", "CON",
     "nul", "Com1", "lpt9", "aux", "prn"],
)  # fmt: skip
def test_ids_that_cannot_name_a_folder(id: str) -> None:
    found = client_with_id(id)
    assert not found.clients
    line, message, hint = only(found)
    assert line == 2
    assert message.startswith("Column id: ")
    assert "007" in hint
    assert id not in message + hint


def client_with_id(id: str) -> Roster:
    return roster(f'id,name\n"{id}",Ada\n')


def test_no_id_in_a_row() -> None:
    assert only(roster("id,name\n,Ada\n"))[:2] == (2, "Column id: this row has no id.")


def test_the_same_id_twice() -> None:
    """Capitals make no difference on many disks; whose sound it would be nobody knows, so neither is used."""
    found = roster("id,name\na1,Ada\n2,Bo\nA1,Cy\na1,Di\n")
    assert [client.id for client in found.clients] == ["2"]
    assert [line for line, _ in told(found)] == [4, 5]
    assert all("stands in line 2" in message for _, message in told(found))


def test_the_same_id_in_a_row_with_an_error() -> None:
    found = roster("id,pace\n1,fast\n1,0.8\n")
    assert not found.clients
    assert [line for line, _ in told(found)] == [2, 3]


def test_everything_wrong_in_a_row_at_once() -> None:
    found = roster("id,pace,voice,route\n1,fast,nobody,oral\n2,1,heart,iv\n")
    assert [client.id for client in found.clients] == ["2"]
    assert [message.split(":")[0] for _, message in told(found)] == ["Column voice", "Column pace", "Column route"]


@pytest.mark.parametrize("heading", ["name", "name_say", "sitter"])
def test_names_are_short(heading: str) -> None:
    found = roster(f"id,{heading}\n1,{'x' * 200}\n")
    assert len(found.clients) == 1
    message, hint = refused(heading, "x" * 201)
    assert "201" in message
    assert "200" in hint


def test_other_words_are_longer() -> None:
    assert len(client_with("intention", "x" * 2000).values["intention"]) == 2000
    assert "2,001" in refused("intention", "x" * 2001)[0]


@pytest.mark.parametrize("sign", HIDDEN)
@pytest.mark.parametrize("heading", ["name", "intention", "voice", "id"])
def test_signs_that_nobody_sees(sign: str, heading: str) -> None:
    """Control characters, invisible ones, and those that turn the direction of writing."""
    found = roster(f"id,{heading}\n1,a{sign}b\n" if heading != "id" else f"id\na{sign}b\n")
    assert not found.clients
    assert "cannot be seen" in only(found)[1]


@pytest.mark.parametrize("name", ["می\u200cخواهم", "👩\u200d⚕️ Ada", "क्\u200dष", "日本", "O’Brien", "Zoë", "ע", "🙂"])
def test_names_of_every_script(name: str) -> None:
    """Joiners belong to spelling; letters of every script, and emoji, are text."""
    assert client_with("name", name).values["name"] == name


def test_a_name_of_joiners_alone() -> None:
    assert "nothing that can be seen" in refused("name", "\u200d\u200c")[0]


@pytest.mark.parametrize("value", ["[pause 5s]", "{name}", "{name|friend}", "<b>", "*a*", "a|b", '"x"', "\\[", "# a"])
def test_brackets_and_braces_are_text(value: str) -> None:
    """Nothing in a roster is a cue or a field."""
    assert client_with("intention", value).values["intention"] == value


@pytest.mark.parametrize("value", ["=1+1", "+49 30 1", "@SUM(A1)", "-x", "-é", "-(1)", "-[a]", "  =x", "\n=x", "\t=x"])
@pytest.mark.parametrize("heading", ["name", "intention", "avoid"])
def test_formulas(value: str, heading: str) -> None:
    """What a spreadsheet would compute, or run, when somebody opens the list."""
    message, hint = refused(heading, value)
    assert "formula" in message
    assert "Leave out" in hint


@pytest.mark.parametrize("value", ["-1", "- slowly", "—x", "a=b", "1+1", "'=x"])
def test_what_only_looks_like_a_formula(value: str) -> None:
    assert client_with("intention", value).values["intention"] == value


def test_words_are_stripped() -> None:
    client = client_with("name", "\u00a0 Ada \n\n von  B\u2028C ")
    assert client.values["name"] == "Ada von  B C"


@pytest.mark.parametrize(("value", "pace"), [("0.5", 0.5), ("1,5", 1.5), ("1", 1.0), (".75", 0.75), ("0,825", 0.825)])
def test_pace(value: str, pace: float) -> None:
    assert client_with("pace", value).tuning.pace == pace


@pytest.mark.parametrize(
    "value", ["0.49", "1.51", "slow", "80%", "0.8.1", "٠٫٨", "1e0", "nan", "inf", "-1", "1_0", "."]
)
def test_paces_that_cannot_be(value: str) -> None:
    assert "0.5 to 1.5" in refused("pace", value)[0]


@pytest.mark.parametrize(
    ("value", "clear"),
    [("yes", True), ("TRUE", True), ("1", True), ("X", True), ("No", False), ("false", False), ("0", False)],
)
def test_clear_speech(value: str, clear: bool) -> None:
    assert client_with("clear_speech", value).tuning.clear_speech is clear


def test_clear_speech_that_cannot_be() -> None:
    assert "yes or no" in refused("clear_speech", "maybe")[1]


@pytest.mark.parametrize("route", ["im", "IV", "lozenge", "nasal", "none"])
def test_routes(route: str) -> None:
    assert client_with("route", route).route == route.lower()


def test_a_route_that_there_is_not() -> None:
    assert "im, iv, lozenge, nasal, none" in refused("route", "oral")[1]


@pytest.mark.parametrize("heading", ["guides", "release"])
def test_lists_of_guides(heading: str) -> None:
    """Guides and collections, apart by commas, semicolons or bars, each once."""
    client = client_with(heading, "Journey; preparation/02-breath |journey,,preparation/ ")
    assert getattr(client, heading) == ("journey", "preparation/02-breath", "preparation")


@pytest.mark.parametrize("heading", ["guides", "release"])
def test_guides_that_there_are_not(heading: str) -> None:
    """The nearest is named, and which name of the list it is about."""
    message, hint = refused(heading, "journey, preparation/02-breth")
    assert "name 2 of this list" in message
    assert hint == "Did you mean preparation/02-breath?"
    assert "collection" in refused(heading, "xyz")[1]


@pytest.mark.parametrize(
    ("value", "avoided"),
    [
        ("Ocean", "ocean"),
        ("BELL", "bell"),
        ("breathe", "breathe"),
        ("music/river.flac", "river.flac"),
        ("night, far.flac", "night, far.flac"),
        ("sub/stu\u0308ck.mp3", "sub/Stück.mp3"),
        ("Voice: Michael", "voice:michael"),
        ("voice:piper:en_US-joe-medium", "voice:piper:en_US-joe-medium"),
    ],
)
def test_what_is_avoided(value: str, avoided: str) -> None:
    """Beds, files, cues and voices, each as the practice writes it."""
    assert client_with("avoid", value).avoid == {avoided}


def test_what_cannot_be_avoided() -> None:
    """A misspelt name would let a client hear what they must not: an error."""
    message, hint = refused("avoid", "rain, oceann")
    assert "name 2" in message
    assert hint == "Did you mean ocean?"
    assert refused("avoid", "voice:micheal")[1] == "Did you mean michael?"
    assert "a bed such as ocean" in refused("avoid", "the noise of trams")[1]


@pytest.mark.parametrize("value", ["nobody at all", "piper:../../x", "tone: x", "x" * 500])
def test_voices_that_there_are_not(value: str) -> None:
    message, hint = refused("voice", value)
    assert "no voice" in message
    assert value not in message + hint


def test_voices_that_only_an_engine_knows() -> None:
    assert client_with("voice", "pyttsx3:gmw/en-us").tuning.voice == "pyttsx3:gmw/en-us"


def test_voices_that_are_not_checked() -> None:
    """Where the engines are not asked, any voice may be."""
    unchecked = KnownNames(None, KNOWN.beds, KNOWN.tracks, KNOWN.guides)
    found = parse_roster(b"id,voice,avoid\n1,Anybody,voice:Anybody\n", unchecked)
    assert found.clients[0].tuning.voice == "Anybody"
    assert found.clients[0].avoid == {"voice:Anybody"}


@pytest.mark.parametrize("said", ["/ʘ/", "a/b", "[x]", "…", "//"])
def test_names_that_no_voice_can_say(said: str) -> None:
    """As in `[pronounce]`; the name and the signs are not repeated."""
    found = roster(f"id,name,name_say\n1,Marker,{said}\n")
    assert not found.clients
    _, message, hint = only(found)
    assert message == "Column name_say: no voice can say this."
    assert said not in hint
    assert "Marker" not in hint


def test_how_a_name_is_said_without_a_name() -> None:
    """It does nothing; the row is used."""
    found = roster("id,name,name_say\n1,,AY-da\n")
    assert found.clients[0].pronounce == ()
    assert found.problems[0].severity == "warning"
    assert not found.errors


def test_clients_by_id() -> None:
    """In the order of the file, each once, in any case."""
    found = roster("id\n007\nb\nA\n")
    assert found.of("007").line == 2
    assert [client.id for client in found.chosen(["a", "A", "007"])] == ["007", "A"]
    assert found.chosen([]) == ()


@pytest.mark.parametrize(("asked", "near"), [("7", "007"), ("clinic-11", "clinic-1")])
def test_an_id_that_there_is_not(asked: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        roster("id\n007\nclinic-1\n").of(asked)
    assert near in (caught.value.hint or "")


def test_a_name_given_for_an_id() -> None:
    """What was asked for may be a name: it is not repeated."""
    with pytest.raises(UsageError) as caught:
        roster("id,pace\n007,1\n8,fast\n").chosen(["007", "Marker"])
    assert "Marker" not in caught.value.message + (caught.value.hint or "")
    assert "rows that are not used" in (caught.value.hint or "")


def test_every_column_is_described() -> None:
    """`docs/clients.md` has a row for each known column, and its example can stand in a list."""
    rows = re.findall(r"^\| `(\w+)` \| .* \| `([^`]*)` \|$", DOCS.read_text(encoding="utf-8"), re.M)
    assert sorted(heading for heading, _ in rows) == sorted(KNOWN_COLUMNS)
    found = parse_roster(_table(rows), DESCRIBED)
    assert not found.problems, words(found)


def test_the_list_of_the_docs() -> None:
    """The example at the beginning of `docs/clients.md` is right as it stands."""
    (example,) = re.findall(r"```csv\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    found = parse_roster(example.encode(), DESCRIBED)
    assert not found.problems, words(found)
    assert [client.id for client in found.clients] == ["007", "012"]


def _table(rows: list[tuple[str, str]]) -> bytes:
    cells = [f'"{cell}"' for _, cell in rows]
    return f"{','.join(heading for heading, _ in rows)}\n{','.join(cells)}\n".encode()
