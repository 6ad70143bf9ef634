"""The Claims view: the claims by outlets, and every mention of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from store import claims
from store.models import Claim
from store.query import parse
from tui import advice, facets, why
from tui.keys import binding
from tui.messages import ShowStory
from tui.querydesk import QueryDesk
from tui.snapshot import Snapshot
from tui.views.claim_acts import ClaimActs
from tui.widgets.claim_list import ClaimList
from tui.widgets.facet_list import FacetList
from tui.widgets.filter_bar import FilterBar
from tui.widgets.mention_list import MentionList
from tui.widgets.name_bar import NameBar
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from narrative.facets import Facets

#: What is shown of a claim: how its pane's title ends, and which keys show the rest.
_NAMES = {"mentions": "", "figures": " · figures and sides", "tree": " · who followed whom", "why": " · why"}
_NOTES = {
    "mentions": "f figures · t tree · w why",
    "figures": "m mentions · t tree",
    "tree": "m mentions · f figures",
    "why": "[ ] other mentions · esc back",
}


class ClaimsView(ClaimActs):
    """Lists claims and shows the mentions of one. `-reading` (a class): only the mentions, where it is narrow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("slash", "filter", "Filter", "Filter the claims by a query", show=True, display="/"),
        binding("o", "story", "Story", "To the story of the mention under the cursor"),
        binding("m", "detail('mentions')", "Mentions", "Every mention of the claim, oldest first"),
        binding(
            "f",
            "detail('figures')",
            "Figures",
            "Its figures and sides: who gave which first, what conflicts",
            show=True,
        ),
        binding("t", "detail('tree')", "Tree", "Who followed whom, and what shows it", show=True),
        binding("w", "why", "Why", "Why the mention belongs here, has its stance and its source (or why the claim)"),
        binding("left_square_bracket", "other(-1)", "Before", "Why the mention before this one", display="["),
        binding("right_square_bracket", "other(1)", "After", "Why the mention after this one", display="]"),
        binding("escape", "back", "Back", "Back to the list, then out of the filter"),
    ]

    #: The query that held when the filter was opened.
    _former = ""
    #: What is shown of the claim under the cursor.
    _shown = "mentions"

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical(classes="pane", id="claims-pane"):
                yield FilterBar(
                    'stance:denied outlet:reuters since:2d "exact words"',
                    QueryDesk(self.desk, self.wiring.clock, "claims"),
                )
                yield NameBar()
                yield ClaimList(id="claim-list")
            with Vertical(classes="pane", id="mentions-pane"):
                yield MentionList(id="mention-list")
                yield FacetList(id="facet-list")

    @property
    def mentions(self) -> MentionList:
        return self.query_one(MentionList)

    @property
    def panes(self) -> list[Widget]:
        return [self.claims, self.detail]

    @property
    def detail(self) -> MentionList | FacetList:
        """What is shown of the claim under the cursor: its mentions, or one of its facets."""
        return self.mentions if self._shown == "mentions" else self.query_one(FacetList)

    @property
    def _filter(self) -> FilterBar:
        return self.query_one(FilterBar)

    def take(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.claims.now = self.mentions.now = self.query_one(FacetList).now = snapshot.now
        self._load()

    def take_claims(self, snapshot: Snapshot) -> None:
        self.take(snapshot)

    def _load(self) -> None:
        if self.snapshot is None:
            return
        self.desk.forget("claims")
        if not self._filter.asked.strip():
            self._show(self.snapshot.claims)
            return
        query = parse(self._filter.asked)
        self.desk.read("claims", partial(claims.select, query=query, now=self.snapshot.now), self._show)

    def _show(self, found: Sequence[Claim]) -> None:
        if self.snapshot is None:
            return
        filtered = bool(self._filter.asked.strip())
        self.claims.set_items(found, advice.NO_MATCH if filtered else advice.no_claims(self.snapshot))
        note = f"{self._filter.asked} · esc clears" if filtered else "most outlets and clearest first"
        if self._marked is not None:
            note = f"M on another takes it into c{self._marked} · esc forgets"
        self.title(self.query_one("#claims-pane"), self.heading("3", "Claims", f"{len(found):,}"), note)

    def show_marked(self) -> None:
        self._show(self.claims.items)

    @on(FilterBar.Changed)
    def _typed(self) -> None:
        self._load()

    @on(FilterBar.Left)
    def _typing_done(self) -> None:
        if not self._filter.text.strip():
            self._filter.close()
        self.claims.focus()

    @on(FilterBar.Cleared)
    def _filter_cleared(self) -> None:
        self._filter_by(self._former)
        self.claims.focus()

    def _filter_by(self, text: str) -> None:
        """Lists the claims that fit a query, or, where it is empty, all."""
        if text:
            self._filter.open(text)
        else:
            self._filter.close()
        self._load()

    @on(Rows.Moved, "#claim-list")
    def _moved(self, event: Rows.Moved) -> None:
        if isinstance(event, Rows.Chosen):
            return
        self.mentions.show(self.claims.current)
        self._read_detail()

    def _read_detail(self) -> None:
        """Names what is shown of the claim under the cursor and, where that is not its mentions, has it found."""
        claim = self.claims.current
        name = f"Claim c{claim.id}{_NAMES[self._shown]}" if claim else "Mentions"
        if self._shown == "why" and self.mentions.cursor:
            name += f" mention {self.mentions.cursor}"
        note = f"{_NOTES[self._shown]} · enter opens the story" if claim else ""
        self.title(self.query_one("#mentions-pane"), (name, "bold"), note)
        self.desk.forget("facets")
        if claim is not None and self._shown == "why" and self.wiring.explaining is not None:
            read = partial(why.read, explaining=self.wiring.explaining(), claim=claim, number=self.mentions.cursor)
            self.desk.read("facets", read, lambda found: self.query_one(FacetList).show(why.rows(found)))
        elif claim is not None and self._shown in ("figures", "tree"):
            self.desk.read("facets", partial(facets.read, claim=claim), self._show_facets)
        else:
            self.query_one(FacetList).show(())

    def _show_facets(self, found: Facets) -> None:
        rows = facets.tree_rows(found) if self._shown == "tree" else facets.figure_rows(found)
        self.query_one(FacetList).show(rows)

    def action_detail(self, name: str) -> None:
        """Shows the mentions, the figures, the tree or the why of the claim under the cursor, and goes there."""
        self._shown = name
        self.mentions.display = name == "mentions"
        self.query_one(FacetList).display = name != "mentions"
        self._read_detail()
        self._chosen()

    def action_why(self) -> None:
        """Explains the mention under the cursor, or, where that stands on none, the claim."""
        self.action_detail("why")

    def action_other(self, by: int) -> None:
        """Explains another mention of the claim."""
        self.mentions.action_move(by)
        self._read_detail()

    @on(Rows.Chosen, "#claim-list")
    def _chosen(self) -> None:
        self.add_class("-reading")
        self.detail.focus()

    @on(Rows.Chosen, "#facet-list")
    @on(Rows.Chosen, "#mention-list")
    def action_story(self) -> None:
        facet = self.query_one(FacetList).current
        if self._shown != "mentions":
            if facet is not None and facet.story is not None:
                self.post_message(ShowStory(*facet.story))
            return
        row = self.mentions.current
        if row is not None and row.mention is not None:
            self.post_message(ShowStory(row.mention.story_id, row.mention.start))
        elif row is not None:
            self.mentions.action_move(1)

    def show_claim(self, claim_id: int) -> None:
        """Puts the cursor on a claim and goes to its mentions."""
        if not self.claims.go_to(claim_id):
            self._filter.close()
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
        elif self.detail.has_focus and self._shown == "why":
            self.action_detail("mentions")
        elif self.detail.has_focus:
            self.remove_class("-reading")
            self.claims.focus()
        else:
            self._filter_by("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means something here only where there is something to leave, acts only where they can be done."""
        if action == "back":
            return self._marked is not None or self.detail.has_focus or bool(self._filter.asked.strip())
        if action in ("why", "other"):
            return self.wiring.explaining is not None and (action == "why" or self._shown == "why")
        return super().check_action(action, parameters)
