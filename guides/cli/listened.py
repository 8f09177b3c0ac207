"""Where guides of one client were left, as something to be forgotten."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guides.build.forgetting import Holding
    from guides.listen.places import Identity
    from guides.store.practice import PracticeFolder


def places_path() -> Path:
    """Where the player keeps places."""
    from platformdirs import user_data_path

    return user_data_path("guides", appauthor=False) / "places.sqlite"


def listened_to(folder: PracticeFolder, client: str) -> Holding:
    """The places of a client's guides that the player keeps on this machine."""
    from guides.build.forgetting import Holding

    @cache
    def files() -> tuple[Identity, ...]:
        # Read while the guides are there: afterwards nobody knows what they were.
        from guides.build.workshop import CLIENTS, DRAFT
        from guides.delivery.tag_texts import SOUNDS
        from guides.listen.places import identity_of

        theirs = (folder.out / CLIENTS / client, folder.out / DRAFT / CLIENTS / client)
        found = (path for place in theirs for path in sorted(place.rglob("*")) if path.suffix in SOUNDS)
        return tuple(identity_of(path, folder.root) for path in found)

    def count() -> int:
        from guides.listen.places import Places

        if not places_path().is_file() or not files():
            return 0
        places = Places(places_path())
        try:
            return places.count(files())
        finally:
            places.close()

    def delete() -> None:
        from guides.listen.places import Places

        places = Places(places_path())
        try:
            for file in files():
                places.finished(file)
        finally:
            places.close()

    return Holding("places where the player was left", count, delete)
