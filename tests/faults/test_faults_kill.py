"""A build that is killed at any instant, as by a power cut: the next one completes it, and nothing shows.

`FAULT_ROUNDS=100 pytest tests/faults/test_faults_kill.py` is the long run.
"""

import os
import random
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from practices import Practice
from struck import kill, same, start

Undisturbed = Callable[[str], tuple[Practice, float]]
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "4"))
KINDS = ("mp3", "mp3", "clients", "m4b")
"""What is built: every guide in a format, or those of two clients, each guide in a process of its own."""


@pytest.fixture(scope="module")
def untouched(texts: Practice, whole: Practice) -> dict[str, Practice]:
    """Each as it is before its build: clients come after what everybody hears."""
    return {kind: whole if kind == "clients" else texts for kind in KINDS}


@pytest.fixture(scope="module")
def undisturbed(untouched: dict[str, Practice], tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """The same, built when first asked for, and how long that took."""

    @cache
    def of(kind: str) -> tuple[Practice, float]:
        practice = untouched[kind].copy(tmp_path_factory.mktemp("undisturbed") / "practice")
        begin = time.monotonic()
        assert start(practice, "build", *asked(kind)).wait() == 0
        return practice, time.monotonic() - begin

    return of


def asked(kind: str) -> tuple[str, ...]:
    return ("--all-clients", "--jobs", "2") if kind == "clients" else ("--format", kind)


def sounding(practice: Practice) -> set[tuple[str, str]]:
    """The finished guides and transcripts, each with its hash."""
    return {(name, digest) for name, digest in practice.sounds().items() if name.endswith((".mp3", ".m4b", ".vtt"))}


@pytest.mark.parametrize("round", range(ROUNDS))
def test_a_killed_build_is_completed(
    untouched: dict[str, Practice], undisturbed: Undisturbed, tmp_path: Path, round: int
) -> None:
    """Every output is that of an undisturbed build, byte for byte, and no stray file is left."""
    chance = random.Random(round)
    kind = KINDS[round % len(KINDS)]
    whole, seconds = undisturbed(kind)
    practice = untouched[kind].copy(tmp_path / "practice")
    for _ in range(chance.choice([1, 1, 2])):
        process = start(practice, "build", *asked(kind))
        time.sleep(chance.uniform(0, seconds))
        kill(process)
        assert sounding(practice) <= sounding(whole), "whole, or not there"
    assert start(practice, "build", *asked(kind)).wait() == 0
    same(practice, whole)
