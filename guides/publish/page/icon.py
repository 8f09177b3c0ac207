"""The page's icon on a home screen: two soft circles, one within the other."""

import io
from functools import cache

SIZE = 512
_GROUND, _OUTER, _INNER = (23, 22, 20), (84, 73, 56), (226, 205, 170)


@cache
def icon() -> bytes:
    """A square PNG; its middle four fifths hold all that matters, as systems cut the corners off.

    It is kept: a server makes a page for each client, and drawing this took most of the time for it.
    """
    from PIL import Image, ImageDraw

    large = Image.new("RGB", (SIZE * 2, SIZE * 2), _GROUND)
    draw = ImageDraw.Draw(large)
    for share, colour in ((0.62, _OUTER), (0.3, _INNER)):
        edge = SIZE * (1 - share)
        draw.ellipse((edge, edge, 2 * SIZE - edge, 2 * SIZE - edge), fill=colour)
    out = io.BytesIO()
    large.resize((SIZE, SIZE), Image.Resampling.LANCZOS).quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()
