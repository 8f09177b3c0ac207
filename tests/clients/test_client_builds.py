"""Guides for clients: everybody's guide outside of their own words, and nothing of theirs anywhere else."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from listening import RATE, decoded, loudness
from mutagen.id3 import ID3
from practices import Once, Practice, Ran, assert_refused

from guides.build.recipients import recipients
from guides.build.request import Request
from guides.build.texts import read_scripts
from guides.build.workshop import open_workshop
from guides.store.practice import PracticeFolder

SEGMENT = 1_128_960
RISE = 8.0
"""Seconds in which the music rises into a silence that begins later for a client."""
DELAY = 0.2
"""Seconds beside a line's slot in which its sound may still ring in the limiter."""
IDS = ("001", "002", "003", "004", "005")
NAMES = (
    "Xanthe",
    "Quorvinia",
    "Zebulonia Prix",
    "Maximiliana Bartholomea",
    "Anastasiopolina Featherstonehaugh-Wythenshawe",
)
"""From two syllables to many; no words of anything else."""
ID = "preparation/01-a"
BODY = """
# Arriving

Welcome{, name}.

You can stop at any moment, for any reason.

[pause 6s]

Let the ground hold you for a while. Or feel your hands instead of the breath.

[breathe in 4s, hold 2s, out 5s, 3 times]

[bell]

[silence 20s]

Here is the rest of it, and nothing changes.

[silence 15s]

# Back

{protector_asks|}

[silence 20s]

In your own time, come back to the room.

Feel your feet on the floor.
"""
SHORT_BODY = "Welcome{, name}.\n\n[silence 20s]\n\nFeel your feet on the floor."
FRONT = "music:\n  outro: 4s\n"


def roster(practice: Practice, rows: str = "", heading: str = "id,name") -> None:
    rows = rows or "".join(f"{id},{name}\n" for id, name in zip(IDS, NAMES, strict=True))
    (practice.root / "clients.csv").write_text(f"{heading}\n{rows}", encoding="utf-8")


@pytest.fixture(scope="module")
def first_build(once: Once) -> tuple[Practice, Ran]:
    """Five clients, and what everybody hears, as MP3, and what the clients' build said; it was made in processes."""
    practice = once("five-clients", fill)
    return practice, Ran(*json.loads(practice.root.with_name("told.json").read_text()))


def fill(practice: Practice) -> None:
    practice.write(ID, BODY, FRONT)
    practice.write("integration/01-b", "Rest here{, name}.\n\n[silence 10s]\n\nFeel the floor.", FRONT)
    roster(practice)
    practice.build()
    ran = practice.run("-v", "build", "--all-clients", "--jobs", "2")
    practice.root.with_name("told.json").write_text(json.dumps([ran.code, ran.out, ran.err]))


@pytest.fixture(scope="module")
def built(first_build: tuple[Practice, Ran]) -> Practice:
    """The same without what was said. To be read and copied, never changed."""
    assert first_build[1].code == 0
    return first_build[0]


def client_file(practice: Practice, id: str, name: str = f"{ID}.mp3") -> Path:
    return practice.out(f"clients/{id}/{name}")


def own_times(practice: Practice, id: str) -> Iterator[tuple[float, float]]:
    """Start and end of everything that is said otherwise, or at another time, than for everybody."""
    common, own = (blocks(path) for path in (practice.out(f"{ID}.vtt"), client_file(practice, id, f"{ID}.vtt")))
    for block in common ^ own:
        start, end = block.partition("\n")[0].split(" --> ")
        yield seconds(start), seconds(end)


def blocks(path: Path) -> set[str]:
    return set(path.read_text().strip().split("\n\n")[2:])


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.parametrize("id", IDS)
def test_outside_their_words_a_client_hears_what_everybody_hears(built: Practice, id: str) -> None:
    """The same samples in every segment that their words do not touch; the same length and chapters."""
    common, own = decoded(built.out(f"{ID}.mp3")), decoded(client_file(built, id))
    assert common.shape == own.shape
    times = list(own_times(built, id))
    assert times
    touched = {
        frame // SEGMENT
        for start, end in times
        for frame in range(int((start - 1) * RATE), int((end + RISE) * RATE), RATE // 10)
    }
    different = {
        index
        for index in range(-(-len(common) // SEGMENT))
        if not np.array_equal(
            common[index * SEGMENT : (index + 1) * SEGMENT], own[index * SEGMENT : (index + 1) * SEGMENT]
        )
    }
    assert different
    # The first frame after a join still holds the overlap of the segment before.
    assert different <= touched | {index + 1 for index in touched}
    for index in different - touched:
        start = index * SEGMENT + 1152 * 2
        assert np.array_equal(common[start : start + SEGMENT // 2], own[start : start + SEGMENT // 2])
    assert chapters(built, id) == built.report[ID]["chapters"]


def chapters(practice: Practice, id: str) -> object:
    return json.loads(client_file(practice, id, "report.json").read_text())["guides"][ID]["chapters"]


@pytest.mark.parametrize("id", IDS)
def test_the_figures_are_the_clients_own_and_right(built: Practice, id: str) -> None:
    """Loudness and true peak of the report are those that an ffmpeg measures on the file."""
    entry = json.loads(client_file(built, id, "report.json").read_text())["guides"][ID]
    heard = loudness(client_file(built, id))
    assert entry["master_lufs"] == pytest.approx(heard.lufs, abs=0.2)
    assert entry["true_peak_dbtp"] == pytest.approx(heard.true_peak, abs=0.3)
    assert entry["seconds"] == pytest.approx(len(decoded(client_file(built, id))) / RATE, abs=0.001)
    assert entry["problems"] == []


@pytest.mark.parametrize("format", ["flac", "wav"])
def test_without_loss_only_the_words_differ(practice: Practice, format: str) -> None:
    """Sample by sample, a guide differs only while the client's own words, or those they stand for, sound."""
    practice.write(ID, BODY, FRONT)
    roster(practice, "001,Xanthe\n")
    practice.build("--format", format)
    practice.build("--format", format, "--client", "001")
    common, own = decoded(practice.out(f"{ID}.{format}")), decoded(client_file(practice, "001", f"{ID}.{format}"))
    assert common.shape == own.shape
    where = np.flatnonzero((common != own).any(axis=1)) / RATE
    starts, ends = zip(*own_times(practice, "001"), strict=True)
    assert where.min() >= min(starts) - DELAY
    assert where.max() <= max(ends) + 1.5 + DELAY
    assert max(ends) < 10


def test_nobodys_words_are_anywhere_else(first_build: tuple[Practice, Ran]) -> None:
    """A name stands in the list of clients and in its owner's transcripts: no log, tag, report, cache or file name."""
    built, ran = first_build
    said = ran.out + ran.err
    assert "clients/003" in said
    texts = {path: path.read_bytes() for path in built.root.rglob("*") if path.is_file()}
    for name in " ".join(NAMES).replace("-", " ").split():
        assert name not in said
        assert not [path for path in built.root.rglob("*") if name.casefold() in path.name.casefold()]
        found = [path.relative_to(built.root).as_posix() for path, raw in texts.items() if name.encode() in raw]
        assert [path for path in found if path != "clients.csv" and not path.endswith(".vtt")] == []
    tags = ID3(client_file(built, "001"))
    assert "Welcome." in str(tags.getall("USLT")[0])


def test_what_is_a_clients_own_lies_in_two_folders(built: Practice, tmp_path: Path) -> None:
    """Without them everything else is as it was, and the client's guides can be made again, the same."""
    practice = built.copy(tmp_path / "practice")
    everything = practice.sounds()
    shutil.rmtree(practice.root / ".guides/clients/003")
    shutil.rmtree(practice.out("clients/003"))
    assert practice.sounds() == {name: digest for name, digest in everything.items() if "clients/003/" not in name}
    again = practice.build("--client", "003")
    assert {event["spoken_now"] for event in again.events if event["event"] == "guide-finished"} == {1}
    assert practice.sounds() == everything


def test_what_is_the_same_for_all_is_spoken_and_mixed_once(built: Practice, tmp_path: Path) -> None:
    """A new client costs their own lines and the segments that these touch."""
    practice = built.copy(tmp_path / "practice")
    roster(practice, "006,Wilhelmina\n")
    ran = practice.build("--client", "006")
    finished = {event["id"]: event for event in ran.events if event["event"] == "guide-finished"}
    guide = finished[f"clients/006/{ID}"]
    assert guide["spoken_now"] == 1
    assert guide["segments_rendered"] <= 2
    assert practice.sounds().items() >= built.sounds().items()


def test_only_what_changed_for_a_client_is_made_again(built: Practice, tmp_path: Path) -> None:
    """Nothing for nobody; another name for its owner; another value only where a guide uses it."""
    practice = built.copy(tmp_path / "practice")
    assert practice.build("--all-clients").event("build-planned")["stale"] == []
    rows = [f"{id},{name},slowly," for id, name in zip(IDS, NAMES, strict=True)]
    rows[1] = f"002,Quorvinia,slowly,{'Please go slowly.'}"
    rows[3] = "004,Somebody,,"
    roster(practice, "\n".join(rows), "id,name,sitter,protector_asks")
    stale = practice.build("--all-clients", "--explain").event("build-planned")["stale"]
    assert sorted(stale) == [f"clients/002/{ID}", "clients/004/integration/01-b", f"clients/004/{ID}"]


def test_a_script_that_changes_changes_for_all(built: Practice, tmp_path: Path) -> None:
    """Everybody's reasons hold for clients too."""
    practice = built.copy(tmp_path / "practice")
    practice.write(ID, BODY.replace("for a while.", "for a time."), FRONT)
    stale = practice.build("--client", "001", "--client", "004").event("build-planned")["stale"]
    assert sorted(stale) == [f"clients/001/{ID}", f"clients/004/{ID}"]


def test_what_a_client_avoids_is_left_out_and_nothing_moves(practice: Practice) -> None:
    """Another bed, no bell, no paced breathing, another voice; every other word where it was."""
    body = (
        "Hello.\n\n[bell 2]\n\nOr feel your hands.\n\n[breathe in 4s, out 5s, 3 times]\n\n[voice pyttsx3]\n\n"
        "[pause 3s]\n\n[voice tone]\n\nThank you."
    )
    practice.write(ID, body, "music: ocean\n")
    roster(practice, '001,"ocean; bell, breathe"\n', "id,avoid")
    practice.build("--stems")
    practice.build("--client", "001", "--stems")
    transcript = client_file(practice, "001", f"{ID}.vtt").read_text()
    usual = practice.out(f"{ID}.vtt").read_text()
    assert "Breathe in" in usual
    assert "Breathe in" not in transcript
    times = [line for line in usual.splitlines() if " --> " in line]
    assert [line for line in transcript.splitlines() if " --> " in line] == [times[0], times[1], times[-1]]
    own, common = (
        decoded(path) for path in (client_file(practice, "001", f"{ID}.music.flac"), practice.out(f"{ID}.music.flac"))
    )
    assert own.shape == common.shape
    assert not np.allclose(own, common, atol=0.001)


def test_a_voice_that_is_avoided_gives_way_to_one_that_speaks_and_does_not_whisper(practice: Practice) -> None:
    """The practice's voice avoided: the next that may speak unasked; all of them avoided: an error at the cell."""
    practice.write(ID, "Hello.")
    roster(practice, '001,"voice:tone"\n002,"voice:tone, voice:heart"\n', "id,avoid")
    folder = PracticeFolder(practice.root)
    everyone = open_workshop(folder, Request(all_clients=True), lambda _: None)
    script = read_scripts(everyone, folder.script_files())[0].understood()
    names = [who.workshop.voice_name(script, None) for who in recipients(everyone, folder.script_files())[0]]
    assert names == ["heart", "michael"]
    every = ", ".join(f"voice:{name}" for name in everyone.registry.names())
    roster(practice, f'001,"{every}"\n', "id,avoid")
    assert_refused(practice.run("build", "--client", "001"), "clients.csv:2", "avoids every voice")


def test_a_client_has_their_own_voice_pace_and_guides(practice: Practice) -> None:
    """The roster comes before the script; what is not for a client is not made, and removed when it was."""
    practice.write(ID, "Hello. Rest for a while.", "pace: 1.2\n")
    practice.write("integration/01-b", "Rest.")
    roster(practice, "001,0.6,\n002,,preparation\n", "id,pace,guides")
    practice.build()
    practice.build("--all-clients")
    own = json.loads(client_file(practice, "001", "report.json").read_text())["guides"]
    assert own[ID]["seconds"] > practice.report[ID]["seconds"] + 0.5
    assert not client_file(practice, "002", "integration/01-b.mp3").exists()
    roster(practice, "001,0.6,integration\n002,,preparation\n", "id,pace,guides")
    practice.build("--client", "001")
    assert not client_file(practice, "001").exists()
    assert "preparation" not in client_file(practice, "001", "program.m3u8").read_text()


@pytest.mark.parametrize("format", ["mp3", "m4b", "wav"])
def test_what_a_client_takes_of_the_disk_is_said_before(practice: Practice, format: str) -> None:
    """For how many clients, and how much, within a quarter of what it comes to; nothing where nothing is made."""
    practice.write(ID, BODY if format == "mp3" else SHORT_BODY, FRONT)
    roster(practice, "001,Xanthe\n002,Quorvinia\n")
    practice.build("--format", format)
    ran = practice.build("--format", format, "--all-clients")
    said = ran.event("room-needed")
    made = list(practice.out("clients").rglob(f"*.{format}"))
    made += [
        path for path in (practice.root / ".guides/clients").rglob("*") if path.is_file() and "segments" in path.parts
    ]
    assert said["clients"] == 2
    assert said["size"] == pytest.approx(sum(path.stat().st_size for path in made), rel=0.25)
    assert "room-needed" not in practice.build("--format", format, "--all-clients").out


def test_words_that_do_not_fit_are_said_with_the_id(practice: Practice) -> None:
    """A warning at the line of the script, with the seconds and what to do; the name is not in it."""
    practice.write(ID, "Welcome{, name}. Rest here.\n\nAnd here.")
    roster(practice, f"001,{NAMES[-1]}\n")
    ran = practice.run("build", "--client", "001")
    assert ran.code == 0
    assert f"scripts/{ID}.md:6:1: warning: The words of client 001 are " in ran.err
    assert "Anastasiopolina" not in ran.err


def test_a_missing_value_stops_that_client_alone(practice: Practice) -> None:
    """It names the script's line, the client's id, and the cell to fill in; the others are built."""
    practice.write(ID, "Your wish was: {intention}.\n\n[silence 5s]\n\nFeel the floor.")
    roster(practice, "001,to rest\n002,\n", "id,intention")
    ran = practice.run("build", "--all-clients", "--keep-going")
    assert_refused(ran, "Client 002 has no value for intention.", "line 3 of clients.csv", f"scripts/{ID}.md:6:16")
    assert client_file(practice, "001").exists()
    assert not client_file(practice, "002").exists()


def test_a_row_with_an_error_stops_nobody_else_with_keep_going(practice: Practice) -> None:
    """The row is named by line and heading; without --keep-going nothing is made, and the exit code is 1."""
    practice.write(ID, "Welcome{, name}.")
    roster(practice, "001,Xanthe\n../002,Quorvinia\n")
    ran = practice.run("build", "--all-clients")
    assert_refused(ran, "clients.csv:3")
    assert not practice.out("clients").exists()
    assert practice.run("build", "--all-clients", "--keep-going").code == 1
    assert [path.name for path in practice.out("clients").iterdir()] == ["001"]


def test_a_journey_with_phases_of_its_own_has_no_other_route(practice: Practice) -> None:
    """The message names the cell that asks for one."""
    practice.write("journey/02-a", "[phase peak 1m]\n\nRest.", "present: sitter\n")
    roster(practice, "001,im\n002,im\n", "id,route")
    for number, id in enumerate(("001", "002"), 2):
        said = f"leave the column route empty in line {number} of clients.csv"
        assert_refused(practice.run("build", "--client", id), said)
        assert said in practice.run("build", "--all-clients").err


def test_an_id_that_nobody_has(practice: Practice) -> None:
    """Wrong usage, before anything is made."""
    practice.write(ID, "Welcome.")
    roster(practice, "001,Xanthe\n")
    assert_refused(practice.run("build", "--client", "01"), "no client", "001", code=2)
    (practice.root / "clients.csv").unlink()
    assert_refused(practice.run("build", "--all-clients"), "clients.csv", "no list of clients")


def test_a_name_is_spoken_as_name_say_tells(practice: Practice) -> None:
    """Another way to say a name is another sound, and the transcript keeps how it is written."""
    practice.write(ID, "Welcome{, name}.\n\n[silence 5s]")
    roster(practice, "001,Siobhan,\n", "id,name,name_say")
    practice.build("--client", "001")
    before = practice.sounds()
    roster(practice, "001,Siobhan,shiv awn\n", "id,name,name_say")
    practice.build("--client", "001")
    assert practice.sounds()[f"clients/001/{ID}.mp3"] != before[f"clients/001/{ID}.mp3"]
    transcript = client_file(practice, "001", f"{ID}.vtt").read_text()
    assert "Welcome, Siobhan." in transcript
    assert "shiv" not in transcript


def test_braces_in_a_value_are_text(practice: Practice) -> None:
    """Nothing in a cell is a cue or a field."""
    practice.write(ID, "Welcome{, name}.\n\n[silence 5s]")
    roster(practice, "001,[pause 60s] {x}\n")
    practice.build("--client", "001")
    assert "Welcome, [pause 60s] {x}." in client_file(practice, "001", f"{ID}.vtt").read_text()
    assert json.loads(client_file(practice, "001", "report.json").read_text())["guides"][ID]["seconds"] < 40
