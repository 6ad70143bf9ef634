"""What is told of the claim under the cursor: its ladder and mentions, figures, lineage, life, or why it is so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from store.models import Claim
from tui import facets, lifelines, lineage, why
from tui.claimfacts import Known
from tui.desk import REST
from tui.facets import FacetRow
from tui.keys import binding
from tui.mentioned import Kind, differing
from tui.messages import ShowStory
from tui.views.claim_acts import ClaimActs
from tui.widgets.facet_list import FacetList
from tui.widgets.mention_list import MentionList
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from narrative.facets import Facets

#: What is shown of a claim: how its pane's title ends, and which keys show the rest.
_NAMES = {
    "mentions": "",
    "figures": " · figures and sides",
    "tree": " · who followed whom",
    "life": " · its life",
    "why": " · why",
}
_KEYS = {"mentions": "m mentions", "figures": "f figures", "tree": "t tree", "life": "i life", "why": "w why"}


class ClaimDetail(ClaimActs):
    """The part of the Claims view beside its list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("o", "story", "Story", "To the story of the row under the cursor"),
        binding("m", "detail('mentions')", "Mentions", "The claim’s ladder, and every mention of it, oldest first"),
        binding(
            "f",
            "detail('figures')",
            "Figures",
            "Its figures and sides: who gave which first, what conflicts, which leads",
            show=True,
        ),
        binding("t", "detail('tree')", "Tree", "Who followed whom, and what shows it", show=True),
        binding("i", "detail('life')", "Life", "Its states with their rules, who was surer first, who followed"),
        binding("w", "why", "Why", "Why the mention belongs here, has its stance and its source (or why the claim)"),
        binding("space", "mark", "Mark", "Mark the mention to be split off; in the tree, unfold or fold copies"),
        binding("left_square_bracket", "other(-1)", "Before", "To the mention before this one", display="["),
        binding("right_square_bracket", "other(1)", "After", "To the mention after this one", display="]"),
    ]

    #: What is shown of the claim under the cursor.
    shown = "mentions"
    known: Known | None = None
    #: Whether the cursor has moved on since.
    _late = False
    _tree: Facets | None = None
    _unfolded: frozenset[int] = frozenset()

    @property
    def facets(self) -> FacetList:
        return self.query_one(FacetList)

    @property
    def panes(self) -> list[Widget]:
        return [self.claims, self.detail]

    @property
    def detail(self) -> MentionList | FacetList:
        """What is shown of the claim under the cursor: its mentions, or one of its facets."""
        return self.mentions if self.shown == "mentions" else self.facets

    def show_detail_soon(self) -> None:
        """Shows the claim that the cursor has come to, once it rests there."""
        self._late = True
        self.desk.read("rest", lambda store: None, lambda _: self.catch_up(), after=REST)

    def catch_up(self) -> None:
        """Shows the claim under the cursor now, should that not be done yet."""
        if self._late:
            self.show_detail()

    def show_detail(self) -> None:
        """Shows the claim under the cursor."""
        self._late = False
        self.desk.forget("rest")
        claim = self.claims.current
        self._tree, self._unfolded = None, frozenset()
        self.tell_life()
        if claim is not None:
            self.desk.read("figures", partial(differing, claim=claim), self.mentions.show_figures)
        else:
            self.desk.forget("figures")
        self._read_detail()

    def tell_life(self) -> None:
        """Shows the claim with its life, as far as that is known."""
        claim = self.claims.current
        life = self.known.lives.get(claim.id) if claim is not None and self.known is not None else None
        self.mentions.show(claim, life)

    def _read_detail(self) -> None:
        """Names what is shown of the claim under the cursor and, where that is not its mentions, has it found."""
        claim = self.claims.current
        self._name_detail(claim)
        self.desk.forget("facets")
        self.facets.show(())
        if claim is None or self.shown == "mentions":
            return
        if self.shown == "why" and self.wiring.explaining is not None:
            read = partial(why.read, explaining=self.wiring.explaining(), claim=claim, number=self.mentions.mention)
            self.desk.read("facets", read, lambda found: self._show_rows(why.rows(found)))
        elif self.shown == "figures":
            self.desk.read("facets", partial(facets.read, claim=claim), self._show_figures)
        elif self.shown == "tree":
            self.desk.read("facets", partial(facets.read, claim=claim), self._show_tree)
        elif self.known is not None and claim.id in self.known.lives:
            read_life = partial(lifelines.read, claim=claim, life=self.known.lives[claim.id])
            self.desk.read("facets", read_life, lambda told: self._show_rows(lifelines.rows(told)))

    def _name_detail(self, claim: Claim | None) -> None:
        name = f"Claim c{claim.id}{_NAMES[self.shown]}" if claim else "Mentions"
        if self.shown == "why" and self.mentions.mention:
            name += f" mention {self.mentions.mention}"
        note = ""
        if claim is not None:
            marked = len(self.mentions.marked)
            others = [words for shown, words in _KEYS.items() if shown != self.shown]
            note = f"{marked} marked · S splits them off" if marked else " · ".join(others)
            note = "[ ] other mentions · esc back" if self.shown == "why" else note
        self.title(self.query_one("#mentions-pane"), (name, "bold"), note)

    def _show_rows(self, rows: Sequence[FacetRow]) -> None:
        self.facets.show(rows)

    def _show_figures(self, found: Facets) -> None:
        self.facets.show(facets.figure_rows(found))

    def _show_tree(self, found: Facets) -> None:
        self._tree = found
        self.facets.show(lineage.rows(found))

    def action_detail(self, name: str) -> None:
        """Shows the mentions or a facet of the claim under the cursor, and goes there."""
        if name == "life" and self.wiring.narrating is None:
            return
        self.catch_up()
        self.show_kind(name)
        self._read_detail()
        self.opened()

    def show_kind(self, name: str) -> None:
        """Makes room for the mentions or for a facet."""
        self.shown = name
        self.mentions.display = name == "mentions"
        self.facets.display = name != "mentions"

    def opened(self) -> None:
        """Goes to what is shown of the claim."""
        raise NotImplementedError

    def action_why(self) -> None:
        """Explains the mention under the cursor, or, where that stands on none, the claim."""
        self.action_detail("why")

    def action_other(self, by: int) -> None:
        """To another mention of the claim; explains it where one is explained."""
        self.catch_up()
        self.mentions.other(by)
        if self.shown == "why":
            self._read_detail()

    def action_mark(self) -> None:
        """Marks a mention, or folds copies, whichever is under the cursor."""
        row = self.facets.current
        if self.shown == "tree" and self.facets.has_focus and row is not None and row.folds is not None:
            self._fold(row.folds)
        elif self.mentions.has_focus and self.mentions.on_mention:
            self.mentions.mark(self.mentions.mention)
            self._name_detail(self.claims.current)

    def _fold(self, story_id: int) -> None:
        self._unfolded ^= {story_id}
        if self._tree is not None:
            self.facets.set_items(lineage.rows(self._tree, self._unfolded))

    @on(Rows.Chosen, "#facet-list")
    def _facet_chosen(self) -> None:
        row = self.facets.current
        if row is not None and row.story is None and row.folds is not None:
            self._fold(row.folds)
        elif row is not None and (message := row.message()) is not None:
            self.post_message(message)

    @on(Rows.Chosen, "#mention-list")
    def _mention_chosen(self) -> None:
        """Opens a mention's story; from an outlet on the ladder goes to its first mention, from the claim to its."""
        row = self.mentions.current
        if row is None:
            return
        if row.kind is Kind.MENTION:
            self._open_story()
        elif row.kind is Kind.REST:
            self.mentions.unfold()
        else:
            self.mentions.go_to_mention(row.number or 1)

    def action_story(self) -> None:
        """Opens the story of what is under the cursor."""
        if self.shown == "mentions":
            self._open_story()
        else:
            self._facet_chosen()

    def _open_story(self) -> None:
        row = self.mentions.current
        if row is None or row.kind is Kind.REST:
            return
        mention = row.claim.mentions[max(row.number, 1) - 1]
        self.post_message(ShowStory(mention.story_id, 0 if mention.headline else mention.start))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "why":
            return self.wiring.explaining is not None
        if action == "detail" and parameters == ("life",):
            return self.wiring.narrating is not None
        return super().check_action(action, parameters)
