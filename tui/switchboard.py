"""Going from view to view: by digit, by click, and from a sentence to its evidence."""

from __future__ import annotations

from collections import deque

from textual.app import App
from textual.css.query import NoMatches
from textual.widgets import ContentSwitcher

from tui import messages
from tui.lineup import COUNT
from tui.periods import Period, narrowed
from tui.selection import Selection
from tui.snapshot import Snapshot
from tui.trail import LONGEST, Arrival, Step
from tui.views.base import View
from tui.views.claims import ClaimsView
from tui.views.stories import StoriesView
from tui.widgets.masthead import Tabs, tabs_of
from tui.widgets.status import StatusLine


class Switchboard(App[None]):
    """The part of the dashboard that knows which view is open."""

    snapshot: Snapshot | None = None
    #: The day or hour that stories and claims are narrowed down to.
    period: Period | None = None

    def __init__(self) -> None:
        super().__init__()
        self._trail: deque[Step] = deque(maxlen=LONGEST)

    @property
    def view(self) -> View:
        """The view that is open."""
        return self.query_one(f"#{self.query_one(ContentSwitcher).current}", View)

    @property
    def composed(self) -> bool:
        """Whether all of the views are there with their panes, which come one inside the other, each in its turn."""
        views = self.query(View)
        try:
            return len(views) == COUNT and all(view.panes for view in views)
        except NoMatches:
            return False

    def show_tabs(self) -> None:
        tabs = self.query_one(Tabs)
        tabs.active = self.view.id or ""
        tabs.tabs = tabs_of(self.snapshot, self.period)

    def action_view(self, name: str) -> None:
        """Goes to a view by its name; to where one had been before, nothing leads back."""
        if not self.composed:
            self.call_after_refresh(self.action_view, name)
            return
        self._trail.clear()
        for view in self.query(View):
            view.arrive(None)
        self._enter(name)

    def _enter(self, name: str) -> None:
        self.query_one(ContentSwitcher).current = name
        self.query_one(StatusLine).say()
        self.show_tabs()
        self.view.enter()

    def on_tabs_picked(self, event: Tabs.Picked) -> None:
        self.action_view(event.view)

    # From a sentence to its evidence, and back.

    def _jump(self, name: str, arrival: Arrival) -> None:
        """Opens a view as another place asks for it; escape there leads back to that."""
        there = self.query_one(f"#{name}", View)
        self._trail.append(Step(self.view.id or "", self.screen.focused, there.place(), there.arrival))
        there.arrive(arrival)
        self._enter(name)

    def on_go_back(self) -> None:
        if not self._trail:
            return
        step, there = self._trail.pop(), self.view
        there.arrive(step.arrival)
        there.put_back(step.before)
        self._enter(step.view)
        if step.pane is not None and step.pane.is_attached:
            step.pane.focus()

    def on_show_view(self, event: messages.ShowView) -> None:
        self._jump(event.view, Arrival(text=self.query_one(StoriesView).selection.text))

    def on_show_story(self, event: messages.ShowStory) -> None:
        self._jump("stories", Arrival(event.story_id))
        self.query_one(StoriesView).show_story(event.story_id, event.offset)

    def on_show_stories(self, event: messages.ShowStories) -> None:
        self._jump("stories", Arrival())
        self.query_one(StoriesView).select(Selection(ids=event.story_ids, why=event.why))

    def on_show_query(self, event: messages.ShowQuery) -> None:
        self._jump("stories", Arrival(text=event.query))
        self.query_one(StoriesView).select(Selection(event.query))

    def on_show_claim(self, event: messages.ShowClaim) -> None:
        self._jump("claims", Arrival(event.claim_id))
        self.query_one(ClaimsView).show_claim(event.claim_id, event.quoted)

    def on_narrow(self, event: messages.Narrow) -> None:
        before, self.period = self.period, event.period
        for view in self.query(View):
            view.narrow(event.period)
        stories = self.query_one(StoriesView)
        text = narrowed(stories.selection.text, before, event.period)
        if text != stories.selection.text:
            stories.select(Selection(text))
        self.show_tabs()

    def on_said(self, event: messages.Said) -> None:
        self.query_one(StatusLine).say(event.content)
