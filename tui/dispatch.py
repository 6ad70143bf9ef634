"""Long work: polls, analysis, export and import are set going, told of, and ended here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any

from textual import events
from textual.worker import Worker, WorkerState

from store.models import PollSummary
from store.wording import told_once
from tui import messages, polling
from tui.desk import Desk
from tui.dialogs import Ask, Panel
from tui.switchboard import Switchboard
from tui.text import Part
from tui.troubles import Troubles
from tui.widgets.filter_bar import FilterBar
from tui.widgets.status import StatusLine
from tui.wiring import Task, Wiring
from tui.work import Job, Works

_WITH_TASKS = ("analyse", "export", "take_in")


class Dispatch(Switchboard):
    """The part of the dashboard that has long work done, and keeps what went wrong."""

    wiring: Wiring
    desk: Desk
    works: Works
    troubles: Troubles

    def news_came(self) -> None:
        """The store may hold more than is shown."""
        raise NotImplementedError

    def action_refresh(self) -> None:
        """Takes in what has arrived."""
        raise NotImplementedError

    def failed(self, error: str, what: str = "") -> None:
        """Says what went wrong, and keeps it to be read whole."""
        self.troubles.add(self.wiring.clock(), what or "Reading the store", error)
        self.query_one(StatusLine).say_error(error)

    def say(self, *parts: Part) -> None:
        self.query_one(StatusLine).say(*parts)

    def action_troubles(self) -> None:
        self.push_screen(Panel("What went wrong", self.troubles.lines, self.troubles.text))

    # The work there is.

    def action_poll(self, everything: bool) -> None:
        self._start(polling.job(self.wiring.poll, everything, self._polled))

    def _polled(self, summary: PollSummary, stopped: bool) -> None:
        for failure in told_once(summary.failures, "5 shows which"):
            self.troubles.add(self.wiring.clock(), "Polling", failure)
        self.say(*polling.in_words(summary, stopped))

    def action_analyse(self) -> None:
        if (tasks := self.wiring.tasks) is not None:
            self._start(self._told("Analysing", tasks.analyse()))

    def action_take_in(self) -> None:
        says = "A file or folder: an export of ours, another home, addresses, RIS, Zotero, CSL, Media Cloud"
        self.push_screen(Ask("Import", says, example="~/exports/home.jsonl"), self._take_in)

    def _take_in(self, given: str | None) -> None:
        if given and (tasks := self.wiring.tasks) is not None:
            self._start(self._told("Importing", tasks.take_in(Path(given).expanduser())))

    def action_export(self) -> None:
        what, query = self._listed()
        says = f"The {what}{f' that fit {query}' if query else ''}, into a file that ends in .jsonl, .csv or .md"
        names = chain((f"{what}.csv",), (f"{what}-{number}.csv" for number in count(2)))
        asked = Ask("Export", says, next(name for name in names if not Path(name).exists()))
        self.push_screen(asked, lambda given: self._export(what, query, given))

    def _listed(self) -> tuple[str, str]:
        """Claims in the view of claims, else stories; and the query that stands there."""
        bars = self.view.query(FilterBar)
        return ("claims" if self.view.id == "claims" else "stories"), bars.first().text.strip() if bars else ""

    def _export(self, what: str, query: str, given: str | None) -> None:
        if given and (tasks := self.wiring.tasks) is not None:
            self._start(self._told("Exporting", tasks.export(what, query, Path(given).expanduser())))

    def _told(self, name: str, task: Task[str]) -> Job:
        """Work that says in words what it came to."""
        return Job(name, task, lambda said, stopped: self.say(("✓ ", "$success"), (said, "$muted")))

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.MouseDown) and not event.is_forwarded:
            for said in self.query(StatusLine):
                said.tidy(going_on=True)
        await super().on_event(event)

    # Its beginning, its steps and its end.

    def on_start(self, event: messages.Start) -> None:
        self._start(event.job)

    def _start(self, job: Job) -> None:
        if (under_way := self.works.job) is not None:
            self.say((f"{under_way.name} is under way; ", "$muted"), ("esc", "bold $key"), (" stops it.", "$muted"))
            return
        self.query_one(StatusLine).show_progress(job.name, 0, 0, "")
        self.works.start(job)

    def action_stop(self) -> None:
        self.works.stop()
        self.query_one(StatusLine).show_stopping()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape stops work where some is under way; work is offered where it can be done."""
        if action in _WITH_TASKS:
            return self.wiring.tasks is not None
        return action != "stop" or self.works.running

    def on_work_step(self, step: messages.WorkStep) -> None:
        if self.works.running and not self.works.stopping:
            self.query_one(StatusLine).show_progress(step.name, step.done, step.total, step.what, step.left)

    def on_work_done(self, event: messages.WorkDone) -> None:
        self.works.job = None
        if self.works.left:
            return
        self.query_one(StatusLine).show_end()
        if event.error:
            self.failed(event.error, event.job.name)
        elif event.result is None:
            self.say((f"{event.job.name} stopped; what was done before stays.", "$muted"))
        else:
            event.job.then(event.result, event.stopped)
            self.query_one(StatusLine).hold()
        self.news_came()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.desk.settle(event)
        if event.worker.group == "poll" and event.state is WorkerState.ERROR:
            self.failed(f"It broke off: {event.worker.error!r}", "Long work")

    def in_background(self, name: str, work: Callable[[Callable[[], bool]], Any], then: Callable[[Any], None]) -> None:
        """Runs something of a program of the person's as long work that cannot be counted. `work` is given what says
        whether it is to stop, and gives None where it did."""
        self._start(
            Job(name, lambda progress, cancelled: work(cancelled), lambda found, stopped: partial(then, found)())
        )
