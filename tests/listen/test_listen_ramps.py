"""Nothing clicks and nobody starts: what is heard around a pause, a seek, a stop and a timer."""

from pathlib import Path

import numpy as np
import pytest
from listeners import RATE, Listener, biggest_step, hum, playing, write
from listening import ffmpeg

from guides.listen.playing import DOZE, Part
from guides.listen.ramps import RISE
from guides.listen.sounds import Held
from guides.sound.fades import RAMP

OWN = biggest_step(hum(1.0))
"""What the sine itself does from sample to sample."""
ALLOWED = OWN + 0.3 / RAMP + 1e-6
"""And what a ramp of 20 ms adds to that at most."""


def test_pausing_and_going_on_make_no_step() -> None:
    """The sound sinks within 20 ms, is silent, and comes back within 20 ms at the very frame where it stopped."""
    player, run = playing(hum(5.0))
    first = run(1.0)
    player.pause()
    rest = run(0.5)
    assert np.abs(rest[:RAMP]).max() > 0.1
    assert not rest[RAMP:].any()
    assert player.part is not None
    assert player.part.at == RATE + RAMP
    player.go_on()
    again = run(0.5)
    assert biggest_step(np.concatenate([first, rest, again])) <= ALLOWED
    assert np.allclose(again[RAMP:], hum(5.0)[RATE + 2 * RAMP : RATE + RAMP + len(again)], atol=1e-6)


@pytest.mark.parametrize("period", [64, 1_000, 21_168])
def test_a_pause_is_exact_however_much_is_asked_for_at_a_time(period: int) -> None:
    """A device that asks for half a second at once loses nothing of what comes after the pause."""
    player, _ = playing(hum(5.0))
    player.pull(period)
    player.pause()
    for _ in range(1 + RAMP // period):
        player.pull(period)
    assert player.part is not None
    assert player.part.at == period + RAMP
    assert player.silent


def test_going_elsewhere_passes_over_within_a_ramp() -> None:
    """A seek fades from one place into the other; where two sines meet, no step is larger than their own."""
    player, run = playing(hum(5.0))
    first = run(0.7)
    player.put(Part("it", Held(hum(2.0, start=3.3)), round(3.3 * RATE)), rise=RAMP)
    then = run(0.5)
    assert biggest_step(np.concatenate([first, then])) <= 2 * ALLOWED
    assert np.allclose(then[RAMP:], hum(2.0, start=3.3)[RAMP : len(then)], atol=1e-6)


def test_a_change_of_mind_in_the_middle_of_a_ramp_makes_no_step() -> None:
    """Pause, on, pause, elsewhere, louder, within a few milliseconds of each other."""
    player, run = playing(hum(9.0))
    heard = [run(0.3)]
    for wish in (player.pause, player.go_on, player.pause, player.go_on):
        wish()
        heard.append(run(0.004))
    player.volume(0.2)
    heard.append(run(0.003))
    player.put(Part("it", Held(hum(2.0)), 0), rise=RAMP)
    heard.append(run(0.005))
    player.put(Part("it", Held(hum(2.0, start=0.5)), 0), rise=RAMP)
    heard.append(run(0.3))
    assert biggest_step(np.concatenate(heard)) <= 3 * ALLOWED


def test_a_sleep_timer_lets_go_within_half_a_minute_and_wakes_softly() -> None:
    """It is silent when its time is up, after half a minute of sinking; going on takes three seconds."""
    seconds = 50.0
    player, run = playing(hum(90.0))
    player.wake_in(round(seconds * RATE))
    heard = run(seconds + 2)
    assert np.abs(heard[: round(seconds * RATE) - DOZE]).max() == pytest.approx(0.3, abs=1e-3)
    assert np.abs(heard[round((seconds - 1) * RATE) : round(seconds * RATE)]).max() < 0.3 / 25
    assert not heard[round(seconds * RATE) :].any()
    assert player.asleep
    player.go_on()
    after = run(4.0)
    assert np.abs(after[: RISE // 3]).max() <= 0.11
    assert np.abs(after[RISE:]).max() == pytest.approx(0.3, abs=1e-3)
    assert biggest_step(np.concatenate([heard, after])) <= ALLOWED


def test_a_timer_does_not_run_while_it_is_paused() -> None:
    """It counts what is heard, so a pause, or a clock that jumps, takes nothing from it."""
    player, run = playing(hum(20.0))
    player.wake_in(5 * RATE)
    run(1.0)
    player.pause()
    run(30.0)
    assert not player.asleep
    assert player.awake == 4 * RATE - RAMP


def test_stopping_and_breaking_off_are_soft(tmp_path: Path) -> None:
    """Leaving fades out; a file that is cut off in the middle of a sound does not end in a step."""
    listener = Listener([write(tmp_path / "a.wav", hum(3.0))])
    listener.sitting.begin()
    listener.listen(1.0)
    listener.sitting.toggle()
    listener.device.run(0.1)
    assert biggest_step(listener.device.all) <= ALLOWED
    assert not listener.device.all[-RAMP:].any()

    cut = tmp_path / "cut.flac"
    whole = tmp_path / "whole.flac"
    ffmpeg("-f", "lavfi", "-i", "sine=220:d=6", "-ac", "2", whole)
    cut.write_bytes(whole.read_bytes()[:-20_000])
    other = Listener([cut])
    other.sitting.begin()
    heard = other.listen(7.0)
    assert np.abs(heard).max() > 0.05
    assert biggest_step(heard) <= ALLOWED


def test_nothing_is_louder_than_full_scale() -> None:
    """What a damaged file holds in place of numbers is silence, and nothing goes over."""
    wild = np.full((RATE, 2), 7.0, np.float32)
    wild[100] = np.nan
    wild[200] = np.inf
    _, run = playing(wild)
    heard = run(0.5)
    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1.0
