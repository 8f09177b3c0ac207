"""What a personal field may be called, in a script and in the heading of a roster's column."""

import re

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def is_field_name(name: str) -> bool:
    """Whether `{…}` in a script can hold this name."""
    return _NAME.fullmatch(name) is not None


def field_key(name: str) -> str:
    """A name as it is looked up: in small letters, hyphens and blanks as `_`, so that `First name` is `first_name`."""
    return re.sub(r"[\s_-]+", "_", name.strip().lower())
