"""How much one visitor may ask for, so that there is something left for the others."""

import ipaddress
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

REMEMBERED = 10_000
"""Addresses; beyond them those that have been quiet are forgotten."""
SHARE = 0.75
"""Of all connections that one visitor may hold, and of answers that one visitor, or one link, may wait for."""
MINUTE = 60.0


def visitor_of(address: str) -> str:
    """Who counts as one visitor: an address, and of IPv6 its first half, since a line at home has all the rest."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((found, 64), strict=False))
    return address


@dataclass(slots=True)
class _Purse:
    """What an address may still ask for."""

    left: float
    seen: float


class Guests:
    """Counts connections, requests and answers by visitor, in memory alone."""

    def __init__(self, *, connections: int, requests: int, behind_proxy: bool) -> None:
        """Set the limits.

        Args:
            connections: at once, in all.
            requests: a minute, for each visitor.
            behind_proxy: whether all connections come from one address, that of a proxy.
        """
        self._connections = connections
        self._share = int(connections * SHARE)
        self._of_one = connections if behind_proxy else self._share
        self._requests = requests
        self._open: dict[str, int] = {}
        self._answers: dict[str, int] = {}
        self._purses: dict[str, _Purse] = {}

    def enter(self, address: str) -> bool:
        """Count a connection; whether there is room for it."""
        address = visitor_of(address)
        self._open[address] = self._open.get(address, 0) + 1
        return self._open[address] <= self._of_one and sum(self._open.values()) <= self._connections

    def leave(self, address: str) -> None:
        """Count a connection that has ended."""
        _take_one(self._open, visitor_of(address))

    @contextmanager
    def answering(self, address: str, link: str) -> Iterator[bool]:
        """Count an answer on its way, for its visitor and for its link; whether both are within their share.

        Behind a proxy connections tell of nobody, so it is answers that leave room for the others.
        """
        # No address has a blank in it.
        counted = (visitor_of(address), f"link {link}")
        for each in counted:
            self._answers[each] = self._answers.get(each, 0) + 1
        try:
            yield max(self._answers[each] for each in counted) <= self._share
        finally:
            for each in counted:
                _take_one(self._answers, each)

    def may_ask(self, address: str) -> bool:
        """Count a request; whether it is within the limit."""
        now, address = time.monotonic(), visitor_of(address)
        purse = self._purses.get(address)
        if purse is None:
            if len(self._purses) >= REMEMBERED:
                self._forget(now)
            purse = self._purses[address] = _Purse(float(self._requests), now)
        purse.left = min(float(self._requests), purse.left + (now - purse.seen) * self._requests / MINUTE)
        purse.seen = now
        if purse.left < 1:
            return False
        purse.left -= 1
        return True

    def _forget(self, now: float) -> None:
        """Forget whose limit would be whole again, or else who was quiet longest."""
        self._purses = {address: purse for address, purse in self._purses.items() if now - purse.seen < MINUTE}
        for address in sorted(self._purses, key=lambda each: self._purses[each].seen)[: -REMEMBERED // 2]:
            del self._purses[address]


def _take_one(counts: dict[str, int], name: str) -> None:
    counts[name] -= 1
    if not counts[name]:
        del counts[name]
