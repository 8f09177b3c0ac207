"""What a store answers: asked again where that may help, and told in words where it does not."""

import time
from collections.abc import Callable
from typing import TypeVar

from guides.errors import Place, StoreError
from guides.store.remote.address import Address

Answer = TypeVar("Answer")
WAITS = (0.1, 0.4, 1.6, 6.4)
"""Seconds before a store is asked again, in the hope that it has come to itself."""
_TAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
_DEFINITE = (FileNotFoundError, PermissionError, FileExistsError, IsADirectoryError, NotADirectoryError)
_KEYS = "Set them in the environment, for s3 AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use a profile of yours."


class TakenError(Exception):
    """Something was not written, since somebody else has written there first; never reaches a reader."""


def patiently(call: Callable[[], Answer], address: Address, doing: str, name: str = "") -> Answer:
    """What a store answers, asked several times where it fails.

    Args:
        call: the question.
        address: of the store's folder.
        doing: what is tried, for the message.
        name: the file in it.

    Raises:
        FileNotFoundError: there is nothing of that name.
        TakenError: somebody else has written there.
        StoreError: it may not be asked that, or gives no answer.
    """
    waits = iter(WAITS)
    while True:
        try:
            return call()
        except (FileNotFoundError, TakenError, StoreError):
            raise
        # Every adapter has errors of its own; whatever they are, they become words here.
        except Exception as error:
            if _is_taken(error):
                raise TakenError from error
            wait = None if _is_definite(error) else next(waits, None)
            if wait is None:
                raise _said(error, address, doing, name) from error
        time.sleep(wait)


def _is_taken(error: Exception) -> bool:
    response = getattr(error.__cause__, "response", None) or {}
    return isinstance(error, FileExistsError) or response.get("Error", {}).get("Code") in _TAKEN


def _is_definite(error: Exception) -> bool:
    return isinstance(error, _DEFINITE) or "Credentials" in type(error).__name__


def _said(error: Exception, address: Address, doing: str, name: str) -> StoreError:
    where = Place(f"{address}/{name}" if name else str(address))
    if "Credentials" in type(error).__name__:
        return StoreError(f"Cannot {doing}: there are no credentials for this store.", where=where, hint=_KEYS)
    if isinstance(error, PermissionError):
        return StoreError(
            f"Cannot {doing}: the store denies access.",
            where=where,
            hint=f"Check that your credentials may list, read, write and delete here. {_KEYS}",
        )
    return StoreError(
        f"Cannot {doing}: the store does not answer as it should ({type(error).__name__}).",
        where=where,
        hint="Check the address and the network, and run the same command again; what is finished is kept.",
    )
