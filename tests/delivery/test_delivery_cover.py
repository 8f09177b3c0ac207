"""The cover: always a picture a shop accepts, with its words inside."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from guides.delivery.cover import cover

TITLES = [
    "Breath",
    "Meeting your protectors",
    "Going back to what came up, gently and without hurry, in a week that may be full " * 4,
    "W" * 300,
    "Schloß, 🌿 שלום – “é”",
    "שלום",
    "",
]


def pixels(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(picture)).convert("L"), dtype=np.int16)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "collection", ["preparation", "a-collection-with-a-name-that-goes-on-for-very-long-indeed-" * 3]
)
def test_words_stay_inside(title: str, collection: str) -> None:
    """Below the light only words are bright, and they keep clear of every edge, however many they are."""
    picture = cover(title, collection, size=500)
    image = Image.open(BytesIO(picture))
    assert (image.format, image.size) == ("JPEG", (500, 500))
    rows, columns = np.nonzero(pixels(picture)[285:] > 170)
    assert rows.size > 20
    assert 45 <= columns.min() < columns.max() <= 455
    assert rows.max() + 285 <= 470


def test_a_title_is_drawn() -> None:
    """A title can be seen on it, brighter than what lies behind."""
    difference = pixels(cover("Breath", "support", size=500)) - pixels(cover("", "support", size=500))
    assert np.count_nonzero(difference > 60) > 300


def test_signs_the_font_has_not_are_left_out() -> None:
    """Accents fall away and other scripts leave no empty boxes."""
    assert cover("Café 🌿", "support", size=300) == cover("Cafe", "support", size=300)
    assert cover("שלום", "support", size=300) == cover("", "support", size=300)


@pytest.mark.parametrize("collection", ["preparation", "journey", "integration", "support", "evening"])
def test_size_and_sameness(collection: str) -> None:
    """1400 pixels, below 200 kB, and the same bytes each time."""
    picture = cover(TITLES[2], collection)
    assert Image.open(BytesIO(picture)).size == (1400, 1400)
    assert len(picture) < 200_000
    cover.cache_clear()
    assert cover(TITLES[0], collection) != picture
    assert cover(TITLES[2], collection) == picture


def test_collections_have_their_own_colours() -> None:
    """A glance tells the collections apart; names of the practice's own too."""
    names = ["preparation", "journey", "integration", "support", "evening", "after-care"]
    tints = [np.asarray(Image.open(BytesIO(cover("", name, size=100)))).mean(axis=(0, 1)) for name in names]
    for number, tint in enumerate(tints):
        for other in tints[:number]:
            assert np.abs(tint - other).max() > 8
