"""Going back in time: the dashboard over the home as it was, moment by moment, and back to now."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual.actions import ActionParseResult, parse
from textual.dom import DOMNode

from fetchers.progress import Stopped
from store.database import Store
from store.errors import StoreError
from tui import dates, turns
from tui.messages import PastStep
from tui.snapshot import Snapshot, as_of
from tui.tools import Tools
from tui.turns import Past
from tui.widgets.masthead import Masthead
from tui.widgets.scrubber import Scrubber, Stand
from tui.wiring import Earlier

#: Actions that write, or begin something that does: refused in the past, before anything is asked of the person.
ACTS = frozenset(
    "save toggle_read accept turn_down note undo pin dismiss name merge split add pause rename import_feeds "
    "poll analyse export take_in".split()
)
#: Seconds for which the scrubber must rest before a moment is opened.
_REST = 0.12


class Travel(Tools):
    """The part of the dashboard that knows which time is shown."""

    #: The moment that is shown, None: now.
    past: datetime | None = None
    _present: Snapshot | None = None
    _history = Past()
    _wanted: datetime | None = None
    _asked_at = 0.0
    _earlier: Earlier | None = None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a reading of the store in every view."""
        raise NotImplementedError

    def moment(self) -> datetime:
        """Now, or the moment of the past that is shown."""
        return self.past or self.wiring.clock()

    @property
    def present(self) -> Snapshot | None:
        """The last reading of the store as it is."""
        return self._present if self.past is not None else self.snapshot

    @property
    def scrubber(self) -> Scrubber:
        return self.query_one(Scrubber)

    # Opening and leaving it.

    def action_as_of(self) -> None:
        """Opens the scrubber; where it is open, goes to it, and from it back to the view."""
        bar = self.scrubber
        if self.snapshot is None or self._past_of_home() is None:
            return
        if bar.has_class("-open"):
            self.screen.set_focus(self.view.panes[0] if bar.has_focus else bar)
            return
        bar.stand = Stand(doing="reading how far the home goes back …")
        bar.add_class("-open")
        # At once: what is pressed right behind it is meant for it.
        self.screen.set_focus(bar)
        self.desk.read("turns", partial(turns.read, now=self.wiring.clock()), self._take_history, now=True)

    def _past_of_home(self) -> Earlier | None:
        if self._earlier is None and self.wiring.earlier is not None:
            self._earlier = self.wiring.earlier()
        return self._earlier

    def _take_history(self, history: Past) -> None:
        self._history = history
        shown = history.turns(len(history.days) > 1)
        self.scrubber.stand = replace(self.scrubber.stand, turns=shown, place=len(shown), doing="")

    def on_scrubber_told(self, event: Scrubber.Told) -> None:
        match event.what:
            case "now":
                self._to_now()
            case "close":
                self._close()
            case "play":
                self._play(not self.scrubber.stand.playing)
            case "daily":
                self._change_unit()
            case _:
                self.view.panes[0].focus()

    def _change_unit(self) -> None:
        stand = self.scrubber.stand
        other = self._history.turns(not stand.turns.daily)
        place = len(other) if stand.now else other.nearest(stand.turns.at[stand.place])
        self.scrubber.stand = replace(stand, turns=other, place=place)
        if not stand.now and len(other):
            self._go(place)

    def _close(self) -> None:
        self.scrubber.remove_class("-open")
        if self.scrubber.has_focus:
            self.view.panes[0].focus()
        self._to_now()

    # From moment to moment.

    def on_scrubber_asked(self, event: Scrubber.Asked) -> None:
        # Whoever steps by hand wants to look.
        self.scrubber.stand = replace(self.scrubber.stand, playing=False)
        self._go(event.place, rest=_REST)

    def action_turn(self, by: int) -> None:
        self.scrubber.action_step(by)

    def _go(self, place: int, rest: float = 0.0) -> None:
        """Stands at a turn, and shows it once it is ready; what is shown until then stays."""
        stand = self.scrubber.stand
        if place >= len(stand.turns):
            self._to_now()
            return
        moment, present, earlier = stand.turns.at[place], self.present, self._past_of_home()
        if present is None or earlier is None:
            return
        self._wanted, self._asked_at = moment, time.monotonic()
        begins = self._history.begins
        derived = begins is not None and moment < begins
        self.scrubber.stand = replace(stand, place=place, doing="…", derived=derived)
        self.desk.forget("snapshot")
        self.desk.forget("ahead")
        work = partial(self._read_past, earlier=earlier, moment=moment, present=present)
        self.desk.read("as of", work, partial(self._land, moment), after=rest, now=True)

    def _read_past(self, _: Store, earlier: Earlier, moment: datetime, present: Snapshot) -> Snapshot | str | None:
        """In a thread: the snapshot as of a moment, what went wrong, or None where nobody wants it any more."""
        try:
            earlier.prepare(moment, _Told(self, moment))
            with earlier.opened(moment, searched=False) as then:
                return as_of(then, self.wiring, moment, present)
        except Stopped:
            return None
        except (StoreError, OSError) as error:
            return str(error)

    def on_past_step(self, step: PastStep) -> None:
        stand = self.scrubber.stand
        if stand.doing:
            done = f"{step.done * 100 // step.total} %" if step.total else f"{step.done:,}"
            self.scrubber.stand = replace(stand, doing=f"{step.what} {done}")

    def _land(self, moment: datetime, found: Snapshot | str | None) -> None:
        if found is None:
            return
        stand = self.scrubber.stand
        if isinstance(found, str):
            self.failed(found, "Going back in time")
            place = len(stand.turns) if self.past is None else stand.turns.nearest(self.past)
            self._wanted = self.past
            self.scrubber.stand = replace(stand, place=place, playing=False, doing="")
            return
        self._present = self.present
        self.past = moment
        self.desk.stand(partial(self._open, moment))
        self.query_one(Masthead).past = moment
        self.show_snapshot(found)
        self.scrubber.stand = replace(stand, doing="")
        self._look_ahead()
        if stand.playing:
            self.scrubber.set_timer(max(0.01, 1 / stand.speed - (time.monotonic() - self._asked_at)), self._play_on)

    def _open(self, moment: datetime, words: bool) -> AbstractContextManager[Store]:
        assert self._earlier is not None
        return self._earlier.opened(moment, searched=words)

    def _look_ahead(self) -> None:
        """Makes the turns ready that are likely to be asked for next."""
        stand, earlier = self.scrubber.stand, self._past_of_home()
        if earlier is None or (stand.derived and not stand.playing):
            return
        near = (1, 2) if stand.playing else (-1, 1)
        wanted = [stand.turns.at[stand.place + by] for by in near if 0 <= stand.place + by < len(stand.turns)]

        def work(_: Store) -> None:
            here = self._wanted
            for moment in wanted:
                if self._wanted not in (here, moment):
                    return
                try:
                    earlier.prepare(moment, _Told(self, moment, here))
                except (Stopped, StoreError, OSError):
                    return  # Should it be asked for, it will be told.

        self.desk.read("ahead", work, lambda _: None, now=True)

    # Playing.

    def _play(self, on: bool) -> None:
        stand = self.scrubber.stand
        if not len(stand.turns):
            return
        self.scrubber.stand = replace(stand, playing=on)
        if on:
            # From now there is nowhere to go on to.
            self._go(0 if stand.now else stand.place + 1)

    def _play_on(self) -> None:
        stand = self.scrubber.stand
        if stand.playing and not stand.doing:
            self._go(stand.place + 1)

    # Back to now.

    def _to_now(self) -> None:
        """Back to now: the store is read anew, and until that is done the past stays in sight."""
        self._wanted = None
        self.desk.forget("as of")
        stand = self.scrubber.stand
        there = self.past is None
        doing = "" if there else "back to now …"
        self.scrubber.stand = replace(stand, place=len(stand.turns), playing=False, doing=doing, derived=False)
        if not there:
            self.action_refresh()

    def leave_past(self) -> None:
        """What is shown from here on is of now."""
        if self.past is None:
            return
        self.past = self._present = self._wanted = None
        self.desk.stand(None)
        if self._earlier is not None:
            self._earlier.forget()
        self.query_one(Masthead).past = None
        stand = self.scrubber.stand
        self.scrubber.stand = replace(stand, place=len(stand.turns), playing=False, doing="")

    def action_stop(self) -> None:
        if self.works.running:
            super().action_stop()
        else:
            self._close()

    # What cannot be done meanwhile.

    def refuse(self) -> None:
        """Says why nothing can be done."""
        when = dates.full(self.past) if self.past is not None else ""
        self.say(
            (f"As of {when} nothing can be done, only read; ", "$warning"),
            ("esc", "bold $key"),
            (" goes back to now.", "$warning"),
        )

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        if self.past is not None:
            _, name, parameters = parse(action) if isinstance(action, str) else action
            if name in ACTS or (name == "outside" and parameters == ("editor",)):
                self.refuse()
                return True
        return await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn":
            return self.scrubber.has_class("-open")
        if action == "as_of":
            return self.wiring.earlier is not None
        return (action == "stop" and self.scrubber.has_class("-open")) or super().check_action(action, parameters)


class _Told:
    """Tells how far a moment is made ready; breaks off once another one is wanted. `here`: it is made ready beforehand,
    while this one is shown, and nobody need be told."""

    def __init__(self, travel: Travel, moment: datetime, here: datetime | None = None) -> None:
        self._travel, self._wanted, self._quiet = travel, {moment, here or moment}, here is not None

    def step(self, done: int, total: int, what: str) -> None:
        if self._travel._wanted not in self._wanted:
            raise Stopped
        if not self._quiet:
            self._travel.post_message(PastStep(done, total, what))
