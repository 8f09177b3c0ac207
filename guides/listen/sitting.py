"""Somebody who listens: what is on, how far it has come, and what each of their wishes does."""

import time

from guides.errors import EncodingError, Place, SpeakerError
from guides.listen.devices import HELD, Device
from guides.listen.dozing import SleepTimer
from guides.listen.following import Following, Of
from guides.listen.places import BACK
from guides.listen.playing import DOZE, Part, Player
from guides.listen.ramps import RISE
from guides.listen.remembering import Memory
from guides.listen.row import Notes, Row
from guides.listen.tracks import Track
from guides.publish.markup import clock
from guides.sound.fades import RAMP
from guides.units import Seconds, to_frames, to_seconds

STEP = 2.0
"""dB of a step of the volume."""
QUIETEST = -40.0
"""dB of what is left at its lower end; it is never above what was made."""
_READY = 3.0
"""Seconds that a new sound may take before the old one gives way all the same."""
_AGAIN = 3.0
"""Seconds into a chapter within which ‘back’ means the one before."""
_PATIENCE = 20
"""Looks at whether the sound has faded before it is left to itself."""
_LAST = 1.0
"""Nobody can skip nearer to the end than so many seconds."""


class Sitting:
    """One row of recordings, one listener."""

    def __init__(
        self,
        row: Row,
        device: Device,
        memory: Memory,
        notes: Notes,
        *,
        continuous: bool = False,
        waits: bool = True,
    ) -> None:
        """A listener who has not begun.

        Args:
            row: what there is; only the first is played unless a guide or the listener says so.
            device: what plays it.
            memory: their places.
            notes: what they should know.
            continuous: whether one goes on to the next.
            waits: whether there is somebody who ends a held bed, and can be asked.
        """
        self.begun = False
        """Whether anything was on."""
        self.over = False
        """Whether what was on has ended, and nothing follows by itself."""
        self.entered = Seconds(0.0)
        """Where what is on was last gone to."""
        self.decibels = 0.0
        self._row = row
        self._device = device
        self._memory = memory
        self._notes = notes
        self._continuous = continuous
        self._waits = waits
        self._following = Following(row, continuous=continuous, waits=waits)
        self._player = Player(self._following.after)
        self._timer = SleepTimer(self._player)
        self._on: Of = (0, False)
        self._balance = 0
        self._plays = False
        self._slept = False

    @property
    def track(self) -> Track:
        """What is on."""
        return self._row.track(self._on[0])

    @property
    def number(self) -> int:
        """Which entry is on, from 0."""
        return self._on[0]

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._row.entries)

    @property
    def held(self) -> bool:
        """Whether the bed after a guide waits for the listener."""
        return self._on[1]

    @property
    def balance(self) -> str:
        """How voice and music stand to each other."""
        return list(self.track.sounds)[self._balance]

    @property
    def position(self) -> Seconds:
        """How far what is on has come."""
        part = self._player.part or self._player.ended
        return to_seconds(part.at if part is not None and part.of == self._on else 0)

    @property
    def is_kept(self) -> bool:
        """Whether it would go on here the next time."""
        return not self.held and self.track.identity is not None and self.position > BACK

    @property
    def paused(self) -> bool:
        """Whether it is silent because somebody wanted that, fell asleep, or nothing is there to play on."""
        return self._player.paused or not self._plays

    @property
    def sleeps_in(self) -> Seconds | None:
        """How much longer it plays; None without a timer."""
        return self._timer.left

    def begin(self, start: Seconds | None = None) -> None:
        """Begin where the listener left, or where they say.

        Raises:
            GuideError: nothing can be played, or there is nothing to play on.
        """
        first = 0 if start is not None else self._memory.left_last(self._row.entries)
        number = self._row.playable(first)
        if number is None:
            number = self._row.playable(0)
        if number is None:
            if self.count == 1:
                self._notes.take()
                self._row.track(0)
            # All of them were told.
            raise EncodingError(
                "Nothing here can be played.", hint="Build them again: guides build. Or name something else."
            )
        track = self._row.track(number)
        at, ask = (start, False) if start is not None else self._memory.where(track, asks=self._waits)
        if track.seconds is not None and at >= track.seconds:
            self._notes.say(f"It is only {clock(track.seconds)} long, and begins at the start.")
            at = Seconds(0.0)
        self._enter(number, at, rise=RISE if at else RAMP)
        if ask:
            self._player.hush()
        self._device.start(self._player.pull)
        self._plays = self.begun = True

    def toggle(self) -> None:
        """Pause, or go on; at the end, begin again."""
        if self.over:
            self.again()
        elif not self._plays:
            self._find_device()
        elif self._player.paused:
            self._player.go_on()
        else:
            self._player.pause()
            self._keep(now=True)

    def again(self) -> None:
        """Begin what is on from its start."""
        self.jump(Seconds(0.0))
        self._player.go_on()

    def skip(self, seconds: float) -> None:
        """Go so far on, or back."""
        if not self.held and (seconds < 0 or not self.over):
            self.jump(Seconds(self.position + seconds))

    def jump(self, to: Seconds) -> None:
        """Go to a time of what is on."""
        length = self.track.seconds
        most = max(length - _LAST, 0.0) if length is not None else to
        self._enter(self._on[0], Seconds(min(max(to, 0.0), most)), rise=RAMP)
        self._timer.moved(self.track, self.position)

    def chapter(self, step: int) -> None:
        """Go to the next chapter, or to the start of this one, or of the one before."""
        marks = self.track.chapters
        if not marks or self.held or self.over:
            return
        now = self.track.chapter_at(self.position)
        number = 0 if now is None else now
        if step > 0:
            number += now is not None
        elif self.position - marks[number].start < _AGAIN:
            number = max(number - 1, 0)
        if number < len(marks):
            self.jump(marks[number].start)
        else:
            self._notes.say("This is the last chapter.")

    def other(self, step: int) -> None:
        """Go to the next entry, or to the one before; out of a held bed they pass into each other."""
        number = self._row.playable(self._on[0] + step, step)
        if number is None:
            self._notes.say("Nothing comes after this." if step > 0 else "Nothing comes before this.")
            return
        slow = RISE if self.held else RAMP
        if not self.held and not self.over:
            self._keep(now=True)
        self._enter(number, Seconds(0.0), rise=slow, fall=slow)
        self._player.go_on()

    def louder(self, step: int) -> None:
        """Play a step louder, or softer."""
        self.decibels = min(max(self.decibels + step * STEP, QUIETEST), 0.0)
        self._player.volume(10 ** (self.decibels / 20))

    def rebalance(self) -> None:
        """Hear the next balance of voice and music, at the same place."""
        if len(self.track.sounds) < 2:
            self._notes.say("There is one balance. For others, build with --stems.")
        elif not self.held and not self.over:
            self._balance = (self._balance + 1) % len(self.track.sounds)
            self._enter(self._on[0], self.position, rise=RAMP)

    def doze(self) -> None:
        """Turn the sleep timer on."""
        self._timer.turn(self.track, self.position)

    def tick(self) -> None:
        """See what has become of what is on; to be called a few times a second."""
        on = self._player.part or self._player.ended
        if on is not None and on.of != self._on:
            self._went_over(on)
        if self._player.part is not None:
            self._following.prepare(self._on)
            self._keep()
        elif not self.over:
            self._ended()
        if self._player.asleep and not self._slept:
            self._fell_asleep()
        self._slept = self._player.asleep
        if self._plays and self._device.lost:
            self._lose_device()

    def close(self) -> None:
        """Fade out, keep the place, and let go of everything."""
        self._player.pause()
        if self._plays and not self._device.lost:
            for _ in range(_PATIENCE):
                if self._player.silent:
                    break
                time.sleep(HELD / 10)
            time.sleep(HELD)
        if self.begun and not self.over:
            self._keep(now=True)
        self._device.stop()
        self._player.close()
        self._following.drop()
        self._memory.close()

    def _enter(self, number: int, at: Seconds, *, rise: int, fall: int = RAMP) -> None:
        """Put an entry on, from a time of it."""
        frame = to_frames(at)
        ways = list(self._row.track(number).sounds.values())
        self._balance = min(self._balance, len(ways) - 1)
        sound = ways[self._balance](frame)
        sound.wait(_READY)
        self._player.put(Part((number, False), sound, frame), rise=rise, fall=fall)
        self._on, self.over, self.entered = (number, False), False, at
        self._following.drop()

    def _keep(self, *, now: bool = False) -> None:
        if not self.held:
            self._memory.keep(self.track, self.position, now=now)

    def _went_over(self, to: Part) -> None:
        """What was on has passed into something else by itself."""
        if not self.held:
            self._memory.finished(self.track)
        self._on, self.entered = to.of, Seconds(0.0)
        self._balance = 0
        if self.held:
            self._notes.say("The music goes on until you press n.")
        else:
            self._timer.moved(self.track, self.position)

    def _ended(self) -> None:
        """What was on is over: to its end, or before its time."""
        self.over = True
        if self._player.fault is None and (self.held or self.track.is_whole(self.position)):
            self._memory.finished(self.track)
            return
        self._notes.say(
            EncodingError(
                f"This file ends at {clock(self.position)}, before its time, cut off or damaged. Your place is kept.",
                where=Place(self.track.shown),
                hint=self.track.remedy,
            )
        )
        self._memory.keep(self.track, self.position, now=True)
        if self._continuous and self._row.playable(self._on[0] + 1) is not None:
            self.other(1)

    def _fell_asleep(self) -> None:
        self._timer.ended()
        self._notes.say("Good night. Space goes on.")
        if not self.held:
            # What was heard last was hardly heard.
            heard = max(self.position - to_seconds(DOZE), 0.0)
            self._memory.keep(self.track, Seconds(heard), now=True)

    def _lose_device(self) -> None:
        """The loudspeakers were unplugged."""
        self._plays = False
        self._device.stop()
        self._player.hush()
        self._keep(now=True)
        self._notes.say("The loudspeakers are gone; your place is kept. Connect them, and press space.")

    def _find_device(self) -> None:
        try:
            self._device.start(self._player.pull)
        except SpeakerError as error:
            self._notes.say(error.message)
            return
        self._plays = True
        self._player.go_on()
