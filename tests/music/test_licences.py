"""What licences allow, and what may be done with a track on a day."""

import datetime

import pytest

from guides.errors import Place
from guides.model.library import Library, TrackFacts, credits_of, may_give, may_leave, may_mix, may_play
from guides.model.licences import LicenceRights, rights_of

TODAY = datetime.date(2026, 6, 1)


def facts(file: str = "river.flac", **said: object) -> TrackFacts:
    """A track with every right unless `said` otherwise."""
    values: dict[str, object] = {
        "title": "",
        "artist": "",
        "licence": "",
        "source": "",
        "room": "yes",
        "give": "yes",
        "mix": "yes",
        "proof": "",
        "expires": None,
        "lyrics": None,
        "phases": (),
        "intensity": None,
        "place": Place("music/music.toml", 1, 1),
    }
    return TrackFacts(file=file, **(values | said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("licence", "rights"),
    [
        ("CC0", "yes yes yes"),
        ("CC0 1.0 Universal", "yes yes yes"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "yes yes yes"),
        ("Public Domain", "yes yes yes"),
        ("CC BY 4.0", "yes yes yes"),
        ("cc-by-sa 3.0", "yes yes yes"),
        ("Creative Commons Attribution 4.0 International", "yes yes yes"),
        ("https://creativecommons.org/licenses/by/4.0/", "yes yes yes"),
        ("CC BY-NC 4.0", "unknown unknown yes"),
        ("Creative Commons Attribution-NonCommercial 4.0", "unknown unknown yes"),
        ("CC BY-ND 4.0", "yes yes no"),
        ("CC_BY_ND", "yes yes no"),
        ("Creative Commons Attribution-NoDerivs 2.0", "yes yes no"),
        ("CC BY-NC-ND 4.0", "unknown unknown no"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "unknown unknown no"),
        ("for non-commercial use, no derivatives", "unknown unknown no"),
        ("bought on Bandcamp", "unknown no unknown"),
        ("Purchased, iTunes", "unknown no unknown"),
        ("Spotify", "no no no"),
        ("streamed", "no no no"),
        ("Apple Music", "no no no"),
        ("YouTube", "no no no"),
        ("bought from the artist, who gave it CC BY", "yes yes yes"),
        ("my own recording", "yes yes yes"),
        ("Creative Commons", "unknown unknown unknown"),
        ("CC 4.0", "unknown unknown unknown"),
        ("Creative Commons, recorded by Anna", "unknown unknown unknown"),
        ("Artlist", "unknown unknown unknown"),
        ("all rights reserved", "unknown unknown unknown"),
        ("", "unknown unknown unknown"),
    ],
)
def test_what_follows_from_a_licence(licence: str, rights: str) -> None:
    """No derivatives forbids a mix, non-commercial leaves giving open, bought and streamed may not be given."""
    found = rights_of(licence)
    assert f"{found.room} {found.give} {found.mix}" == rights


def test_nothing_is_public_unless_it_says_so() -> None:
    """Only licences that everybody may read stand in credits."""
    assert rights_of("CC BY-NC 4.0").public
    assert rights_of("public domain").public
    assert not rights_of("bought at a shop, receipt 4711").public
    assert rights_of("anything") == LicenceRights()


def test_each_right_decides_for_itself() -> None:
    """A right that is yes allows; no and unknown do not, and say why."""
    track = facts(room="yes", mix="no", give="unknown", licence="CC BY-NC-ND 4.0")
    assert may_play(track, TODAY).allowed
    assert may_play(track, TODAY).reasons == ()
    assert may_mix(track, TODAY).reasons == ("may not be laid under a voice (CC BY-NC-ND 4.0)",)
    assert may_give(track, TODAY).reasons == ("has no word on whether it may be handed to clients (CC BY-NC-ND 4.0)",)


def test_rights_run_out_on_a_day() -> None:
    """The day that is written is the last one."""
    track = facts(expires=TODAY)
    for may in (may_play, may_mix, may_give):
        assert may(track, TODAY).allowed
        late = may(track, TODAY + datetime.timedelta(days=1))
        assert not late.allowed
        assert late.reasons == ("could be used until 2026-06-01 and not since",)


def test_what_nobody_has_described_may_do_nothing() -> None:
    """A file without a table is refused with that as its reason."""
    assert not may_play(None, TODAY).allowed
    assert "no entry in music.toml" in may_give(None, TODAY).reasons[0]


def test_what_may_leave_for_a_client() -> None:
    """Every track of a guide needs both rights where a voice is over it, and only one where none is."""
    library = Library((facts("a.flac"), facts("b.flac", mix="no"), facts("c.flac", give="no", mix="unknown")))
    assert may_leave(library, ["a.flac"], TODAY).allowed
    assert may_leave(library, [], TODAY).allowed
    assert may_leave(library, ["b.flac"], TODAY).reasons == ("b.flac may not be laid under a voice",)
    assert may_leave(library, ["a.flac", "b.flac"], TODAY, spoken=False).allowed
    refused = may_leave(library, ["c.flac", "c.flac", "new.flac"], TODAY)
    assert [reason.split()[0] for reason in refused.reasons] == ["c.flac", "c.flac", "new.flac"]


def test_a_file_is_found_in_any_code_points() -> None:
    """A name with an accent is the same file however its system spells it."""
    library = Library((facts("caf\u00e9.flac"),))
    assert library.of("cafe\u0301.flac") is library.tracks[0]
    assert library.of("cafe.flac") is None


def test_credits_name_each_track_once() -> None:
    """Title, maker and a public licence; a receipt is nobody else's business, and beds need none."""
    library = Library(
        (
            facts("a.flac", title="River of Light", artist="A. Composer", licence="CC BY 4.0"),
            facts("deep/sea.mp3", licence="bought, receipt 4711"),
        )
    )
    assert credits_of(library, ["a.flac"]) == 'Music: "River of Light" by A. Composer (CC BY 4.0)'
    both = credits_of(library, ["deep/sea.mp3", "a.flac", "warm-drone", "deep/sea.mp3"])
    assert both == 'Music: "sea"; "River of Light" by A. Composer (CC BY 4.0)'
    assert credits_of(library, ["warm-drone", "unlisted.mp3"]) == ""
