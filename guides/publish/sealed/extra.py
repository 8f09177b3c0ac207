"""What sealing needs besides the program itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from guides.errors import SealError

PIP = "pip install 'session-guides[seal]'"


@contextmanager
def needing() -> Iterator[None]:
    """While something of the extra `seal` is imported, say of what is missing how to install it.

    Raises:
        SealError: it is not there.
    """
    try:
        yield
    except ImportError as error:
        raise SealError("Sealing needs programs that are not installed here.", hint=f"Install them: {PIP}") from error


def check_installed() -> None:
    """See that all of the extra is there, before anything is made that could then not be sealed.

    Raises:
        SealError: it is not.
    """
    with needing():
        for module in ("cryptography", "pybase64", "pyrage", "pyzipper", "zxcvbn"):
            import_module(module)
