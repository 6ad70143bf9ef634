"""The Claims view: the claims by outlets; of one its ladder and mentions, figures, lineage, life, and why."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from store import claims
from store.models import Claim
from store.query import asks_for_words, parse
from tui import advice, dates
from tui.claimfacts import Known, learn
from tui.keys import binding
from tui.messages import GoBack, Narrow
from tui.periods import Period
from tui.querydesk import QueryDesk
from tui.snapshot import Snapshot
from tui.views.claim_detail import ClaimDetail
from tui.widgets.claim_list import ClaimList
from tui.widgets.facet_list import FacetList
from tui.widgets.filter_bar import FilterBar
from tui.widgets.mention_list import MentionList
from tui.widgets.name_bar import NameBar
from tui.widgets.pane import Pane
from tui.widgets.rows import Rows


class ClaimsView(ClaimDetail):
    """Lists claims beside what is told of one. `-reading` (a class): only the latter, where it is narrow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("slash", "filter", "Filter", "Filter the claims by a query", show=True, display="/"),
        binding("escape", "back", "Back", "Back to where you came from or the list, then out of the filter", show=True),
    ]

    #: The query that held when the filter was opened.
    _former = ""
    _period: Period | None = None
    #: Whether what is shown is not the newest reading: nothing is set in lines that nobody looks at.
    _stale = True

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Pane(id="claims-pane"):
                yield FilterBar(
                    'stance:denied outlet:reuters since:2d "exact words"',
                    QueryDesk(self.desk, self.wiring.clock, "claims"),
                )
                yield NameBar()
                yield ClaimList(id="claim-list")
            with Pane(id="mentions-pane"):
                yield MentionList(id="mention-list")
                yield FacetList(id="facet-list")

    @property
    def _filter(self) -> FilterBar:
        return self.query_one(FilterBar)

    # Which claims.

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.claims.now = self.mentions.now = self.query_one(FacetList).now = snapshot.now
        self._stale = True
        if self.display:
            self._load()

    def take_claims(self, snapshot: Snapshot) -> None:
        self.take(snapshot)

    def enter(self) -> None:
        super().enter()
        if self._stale:
            self._load()

    def narrow(self, period: Period | None) -> None:
        self._period, self._stale = period, True
        if self.display:
            self._load()

    def _load(self) -> None:
        if self.snapshot is None:
            return
        self._stale = False
        self.desk.forget("claims")
        if not self._filter.asked.strip():
            self._show(self.snapshot.claims)
            return
        query = parse(self._filter.asked)
        work = partial(claims.select, query=query, now=self.snapshot.now)
        self.desk.read("claims", work, self._show, words=asks_for_words(query))

    def _show(self, found: Sequence[Claim]) -> None:
        if self.snapshot is None:
            return
        period = self._period
        if period is not None:
            found = [claim for claim in found if period.tells(claim)]
        filtered = bool(self._filter.asked.strip()) or period is not None
        self.claims.set_items(found, advice.NO_MATCH if filtered else advice.no_claims(self.snapshot))
        self._name_list()
        work = partial(
            learn,
            shelf=self.desk.shelf,
            wiring=self.wiring,
            every=self.snapshot.claims,
            listed=found,
            now=self.snapshot.now,
        )
        self.desk.read("facts", work, self._know)

    def _know(self, known: Known) -> None:
        """Takes in what was found out about the claims while they were shown already."""
        self.known = known
        self.claims.set_facts(known.facts)
        self._name_list()
        self.tell_life()

    def _name_list(self) -> None:
        """Says in the border what is listed, and over which time the sparklines run."""
        told = self._period
        if self._marked is not None:
            note = f"M on another takes it into c{self._marked} · esc forgets"
        elif told is not None:
            note = f"◆ told {'in the hour ' if told.hourly else 'on '}{told.name} · esc clears"
        elif self._filter.asked.strip():
            note = f"{self._filter.asked} · esc clears"
        else:
            note = "most outlets and clearest first"
            if self.known is not None and self.claims.items:
                note = f"▁▃▇ {dates.day(self.known.since)} – {dates.day(self.known.until)} · {note}"
        count = f"{len(self.claims.items):,}"
        self.title_list(self.query_one("#claims-pane"), self.heading("3", "Claims", count), note)

    def show_marked(self) -> None:
        self._name_list()

    @on(FilterBar.Changed)
    def _typed(self) -> None:
        self._load()

    @on(FilterBar.Left)
    def _typing_done(self) -> None:
        if not self._filter.asked.strip():
            self._filter.close()
        self.claims.focus()

    @on(FilterBar.Cleared)
    def _filter_cleared(self, event: FilterBar.Cleared) -> None:
        self._filter_by(self._former)
        if not event.left:
            self.claims.focus()

    def _filter_by(self, text: str) -> None:
        """Lists the claims that fit a query, or, where it is empty, all."""
        if text:
            self._filter.open(text)
        else:
            self._filter.close()
        self._load()

    # Going about.

    @on(Rows.Moved, "#claim-list")
    def _moved(self, event: Rows.Moved) -> None:
        if isinstance(event, Rows.Chosen):
            return
        if self.claims.has_focus:
            self.show_detail_soon()
        else:
            self.show_detail()

    @on(Rows.Chosen, "#claim-list")
    def _chosen(self) -> None:
        self.catch_up()
        self.add_class("-reading")
        self.detail.focus()

    def opened(self) -> None:
        self._chosen()

    def show_claim(self, claim_id: int, quoted: str = "") -> None:
        """Puts the cursor on a claim and goes to its ladder and mentions. `quoted`: in whose words it was told where
        the person comes from."""
        self.mentions.quote(claim_id, quoted)
        if not self.claims.go_to(claim_id):
            self._filter.close()
            if self._period is not None:
                self.post_message(Narrow(None))
                self._period = None
            self._load()
            if not self.claims.go_to(claim_id):
                self.say(f"Claim c{claim_id} is gone: a later analysis put others in its place.")
                return
        self._chosen()

    def action_filter(self) -> None:
        self._former = self._filter.asked
        self.remove_class("-reading")
        self._filter.open()

    def action_back(self) -> None:
        if self._marked is not None:
            self._mark(None)
        elif self.detail.has_focus and self.shown != "mentions":
            self.action_detail("mentions")
        elif self.detail.has_focus and self.arrival is not None and self.arrival.id == self._claim_id:
            self.post_message(GoBack())
        elif self.detail.has_focus:
            self.remove_class("-reading")
            self.claims.focus()
        elif self._period is not None:
            self.post_message(Narrow(None))
        elif self._filter.asked.strip():
            self._filter_by("")
        else:
            self.post_message(GoBack())

    @property
    def _claim_id(self) -> int | None:
        """The claim under the cursor."""
        return self.claims.current.id if self.claims.current is not None else None

    def place(self) -> tuple[str, int | None, str, bool, Hashable]:
        row = self.mentions.current
        return (
            self._filter.asked,
            self._claim_id,
            self.shown,
            self.has_class("-reading"),
            self.mentions.key(row) if row is not None else None,
        )

    def put_back(self, before: tuple[str, int | None, str, bool, Hashable]) -> None:
        text, claim_id, shown, reading, row = before
        if text != self._filter.asked:
            self._filter_by(text)
        self.show_kind(shown)
        if claim_id is not None and self.claims.go_to(claim_id):
            self.show_detail()
            self.mentions.go_to(row)
        self.set_class(reading, "-reading")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means something here only where there is something to leave."""
        if action == "back":
            filtered = bool(self._filter.asked.strip()) or self._period is not None
            return self._marked is not None or self.detail.has_focus or filtered or self.arrival is not None
        return super().check_action(action, parameters)
