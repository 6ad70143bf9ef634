"""A person's acts on the claim under the cursor: the keys of the Claims view that change something."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from store.models import ActKind
from tui import claiming
from tui.claiming import Deed
from tui.keys import binding
from tui.messages import ClaimsChanged
from tui.views.base import View
from tui.widgets.claim_list import ClaimList
from tui.widgets.mention_list import MentionList
from tui.widgets.name_bar import NameBar

_ACTS = ("pin", "dismiss", "name", "merge", "split")


class ClaimActs(View):
    """A view over a list of claims and the mentions of one, with a bar to name one in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("p", "pin", "Pin", "Pin the claim first in every list, or no longer"),
        binding("x", "dismiss", "Dismiss", "Leave the claim out of lists and brief (/ dismissed lists those)"),
        binding("R", "name('rename')", "Rename", "Say in your own words what is claimed"),
        binding("A", "name('note')", "Note", "Add your note to the claim, or change it"),
        binding("M", "merge", "Merge", "Mark the claim; on another, take that into the marked one"),
        binding("S", "split", "Split", "Give the marked mentions, or the one under the cursor, a claim of their own"),
        binding("u", "undo", "Undo", "Take back what you did last with stories, claims or feeds"),
    ]

    #: The claim that the next one is merged into.
    _marked: int | None = None

    @property
    def claims(self) -> ClaimList:
        return self.query_one(ClaimList)

    @property
    def mentions(self) -> MentionList:
        return self.query_one(MentionList)

    def show_marked(self) -> None:
        """Says which claim is marked to take another in, or that none is any more."""
        raise NotImplementedError

    def _do(self, deed: Deed) -> None:
        """Has it done in its turn, says so, and has the claims read again."""
        load, now = self.wiring.acting, self.wiring.clock()
        if load is None:
            return

        def done(said: str) -> None:
            self.say(said)
            self.post_message(ClaimsChanged())

        self.desk.write(lambda store: deed(load(), store, now), done)

    def action_pin(self) -> None:
        if (claim := self.claims.current) is not None:
            self._do(claiming.pinning(claim))

    def action_dismiss(self) -> None:
        if (claim := self.claims.current) is not None:
            self._do(claiming.dismissing(claim))

    def action_name(self, kind: str) -> None:
        if (claim := self.claims.current) is not None:
            self.remove_class("-reading")
            self.query_one(NameBar).open(claim, ActKind(kind))

    @on(NameBar.Closed)
    def _named(self, event: NameBar.Closed) -> None:
        self.claims.focus()
        claim, text = event.claim, event.text
        if event.kind is ActKind.NOTE and text is not None and text != (claim.note or ""):
            self._do(claiming.noting(claim, text))
        elif event.kind is ActKind.RENAME and text and text != claim.statement:
            self._do(claiming.renaming(claim, text))

    def action_merge(self) -> None:
        claim = self.claims.current
        if claim is None:
            return
        if self._marked in (None, claim.id):
            self._mark(claim.id if self._marked is None else None)
            return
        first, self._marked = self._marked, None
        if first is not None:
            self._do(claiming.merging(first, claim))

    def _mark(self, claim_id: int | None) -> None:
        self._marked = claim_id
        self.say(
            f"c{claim_id} is marked; M on another claim takes that into it." if claim_id else "No claim is marked."
        )
        self.show_marked()

    def action_split(self) -> None:
        claim, mentions = self.claims.current, self.mentions
        leaving = mentions.marked or ({mentions.mention} if mentions.on_mention and mentions.has_focus else set())
        if claim is None:
            return
        if not leaving:
            self.say("Mark the mentions that are to leave it with space, then S gives them a claim of their own.")
        elif len(leaving) == len(claim.mentions):
            self.say(f"All of the mentions of c{claim.id} would leave it; leave one at least.")
        else:
            self._do(claiming.splitting(claim, leaving))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Acts are offered only where they can be done."""
        if action == "undo":
            return self.wiring.undoing is not None
        return action not in _ACTS or self.wiring.acting is not None
