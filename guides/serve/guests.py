"""How much one visitor may ask for, so that there is something left for the others."""

import time
from dataclasses import dataclass

REMEMBERED = 10_000
"""Addresses; beyond them those that have been quiet are forgotten."""
SHARE = 0.75
"""Of all connections that one address may hold."""
MINUTE = 60.0


@dataclass(slots=True)
class _Purse:
    """What an address may still ask for."""

    left: float
    seen: float


class Guests:
    """Counts connections and requests by address, in memory alone."""

    def __init__(self, *, connections: int, requests: int, behind_proxy: bool) -> None:
        """Set the limits.

        Args:
            connections: at once, in all.
            requests: a minute, for each address.
            behind_proxy: whether all connections come from one address, that of a proxy, which counts its own.
        """
        self._connections = connections
        self._of_one = connections if behind_proxy else int(connections * SHARE)
        self._requests = requests
        self._open: dict[str, int] = {}
        self._purses: dict[str, _Purse] = {}

    def enter(self, address: str) -> bool:
        """Count a connection; whether there is room for it."""
        self._open[address] = self._open.get(address, 0) + 1
        return self._open[address] <= self._of_one and sum(self._open.values()) <= self._connections

    def leave(self, address: str) -> None:
        """Count a connection that has ended."""
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]

    def may_ask(self, address: str) -> bool:
        """Count a request; whether it is within the limit."""
        now = time.monotonic()
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
