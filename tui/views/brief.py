"""The Brief: what changed since a person last looked, and what each sentence rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from narrative.briefkinds import Kind
from narrative.briefshort import short
from store import storylist
from store.models import BriefLine, Claim, Story
from store.query import parse
from store.wording import counted
from tui import advice, dates
from tui.desk import Desk
from tui.findings import every_day
from tui.health import every_failed, strip
from tui.keys import binding
from tui.messages import BriefSince, Narrow, ShowClaim, ShowStories, ShowStory, ShowView
from tui.periods import Period
from tui.scale import day_scale
from tui.since import BACK, in_words, nothing_new, quoted
from tui.snapshot import Snapshot
from tui.standing import standing
from tui.style import MUTED
from tui.text import line
from tui.views.base import View
from tui.widgets.brief_list import BriefList
from tui.widgets.claim_list import ClaimList
from tui.widgets.day_chart import DayChart
from tui.widgets.pane import Pane
from tui.widgets.rows import Rows
from tui.widgets.story_list import StoryList
from tui.wiring import Wiring

#: Lines that one claim takes above its stories.
_ONE_CLAIM = 4
#: Stories shown beside a sentence that rests on more.
SHOWN = 500


class BriefView(View):
    """Sentences, beside or under them the stories or claims of the one under the cursor, and the feeds' health."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("b", "since", "Since", "Since when: your last look, a day, a week or a month ago", show=True),
        binding("escape", "back", "Back", "Back to the sentences, and to those that matter most", show=True),
    ]
    #: Which of BACK was asked for last, and when the last look was.
    _back = 0
    _look: datetime | None = None
    #: Whether every sentence is shown.
    every = False
    #: What stands, where nothing is new.
    _standing: tuple[BriefLine, ...] = ()
    #: The day or hour chosen in Narrative, and the stories of it.
    _period: Period | None = None
    _its_stories: frozenset[int] = frozenset()

    def __init__(self, desk: Desk, wiring: Wiring, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(desk, wiring, id=id)
        self._asked: dict[datetime | None, str] = {}

    @property
    def _span(self) -> str:
        """How far back the brief that is shown goes, where that was asked for."""
        return self._asked.get(self.snapshot.brief.since, "") if self.snapshot else ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Pane(id="brief-pane"):
                yield Static(id="brief-since")
                yield BriefList(id="brief-list")
            with Pane(id="basis-pane"):
                yield ClaimList(id="basis-claims")
                yield StoryList(id="basis-stories")
        with Pane(id="volume-pane", classes="strip"):
            yield DayChart(id="volume", scrolls=False)
        with Pane(id="health-pane", classes="strip"):
            yield Static(id="health")

    @property
    def brief(self) -> BriefList:
        return self.query_one(BriefList)

    @property
    def stories(self) -> StoryList:
        return self.query_one("#basis-stories", StoryList)

    @property
    def claims(self) -> ClaimList:
        return self.query_one("#basis-claims", ClaimList)

    @property
    def panes(self) -> list[Widget]:
        return [self.brief, self.claims, self.stories]

    def take(self, snapshot: Snapshot) -> None:
        turned = self.snapshot is not None and self.snapshot.past is not snapshot.past
        self.snapshot = snapshot
        if turned:
            self.refresh_bindings()
        if not snapshot.past and snapshot.brief.since not in self._asked:
            self._look = snapshot.brief.since
        self.stories.now = self.claims.now = snapshot.now
        self._standing = standing(snapshot.claims) if nothing_new(snapshot) else ()
        self.query_one("#brief-since", Static).update(in_words(snapshot, bool(self._standing), self._span))
        self.narrow(self._period)
        volume = self.query_one("#volume", DayChart)
        volume.counts, volume.today = every_day(snapshot.days), snapshot.now.date()
        self.title(self.query_one("#volume-pane"), ("Stories a day", "bold"))
        self._fit()

    def narrow(self, period: Period | None) -> None:
        """Shows only the sentences that rest on what was told in a period, or all again."""
        self._period, self._its_stories = period, frozenset()
        snapshot = self.snapshot
        if snapshot is None:
            return
        if period is None:
            self._show_sentences(snapshot)
            return
        query = parse(period.query)
        self.desk.read("brief of", lambda store: storylist.ids(store, query, snapshot.now), self._narrowed)

    def _narrowed(self, ids: Iterable[int]) -> None:
        self._its_stories = frozenset(ids)
        if self.snapshot is not None:
            self._show_sentences(self.snapshot)

    def _is_of(self, sentence: BriefLine) -> bool:
        """Whether a sentence rests on a story of the period; one on claims alone, whether one was told in it."""
        if sentence.story_ids:
            return not self._its_stories.isdisjoint(sentence.story_ids)
        return self._period is not None and any(map(self._period.tells, self._claims_of(sentence)))

    def _show_sentences(self, snapshot: Snapshot) -> None:
        every = snapshot.brief.lines if snapshot.tally.stories else ()
        if self._standing:
            every = (*self._standing, *(line for line in every if line.kind != Kind.NOTHING))
        if self._period is not None:
            shown = tuple(filter(self._is_of, every))
        else:
            whole = self.every or self._standing or not every
            shown = every if whole else short(snapshot.brief, "Enter shows them.")
        told, total = sum(line.kind != Kind.MORE for line in shown), len(every)
        self.brief.quiet = bool(self._standing)
        self.brief.set_items(shown, self._empty(snapshot))
        count = f"{told} of {total} changes" if told < total else f"{total} changes" if total > 1 else ""
        count = "nothing new" if self._standing else count
        leads = any(line.story_ids or line.claim_ids for line in shown)
        note = "enter shows what a sentence rests on" if leads else ""
        note = "escape shows what matters most" if self.every and not self._standing else note
        note = f"◆ of {self._period.name} · esc clears" if self._period is not None else note
        self.title_list(self.query_one("#brief-pane"), self.heading("1", "Brief", count), note)

    def _fit(self) -> None:
        """Draws what depends on the width there is."""
        volume = self.query_one("#volume", DayChart)
        volume.scale = day_scale(volume.counts, volume.size.width, 22, 0)
        self._show_health()

    def take_feeds(self, snapshot: Snapshot) -> None:
        super().take_feeds(snapshot)
        self._show_health()
        if not snapshot.tally.stories:
            self._show_sentences(snapshot)

    def stories_marked(self, snapshot: Snapshot, stories: Sequence[Story]) -> None:
        super().stories_marked(snapshot, stories)
        for story in stories:
            self.stories.replace_item(story)

    def _empty(self, snapshot: Snapshot) -> list[Content]:
        if not snapshot.tally.stories:
            return advice.no_stories(snapshot)
        if not snapshot.told:
            return advice.LOADING
        if self._period is not None:
            return advice.say(f"No change rests on {self._period.name}.", ("esc", "shows all again"))
        since = f"for {self._span}" if self._span else "since you last looked"
        return advice.say(f"Nothing new {since}.", ("r", "polls the feeds"), ("2", "goes to the stories"))

    def _show_health(self) -> None:
        if self.snapshot is None:
            return
        pane, feeds = self.query_one("#health-pane"), self.snapshot.feeds
        health = self.query_one("#health", Static)
        if feeds:
            health.update(line(*strip(feeds, max(10, health.size.width))))
        else:
            health.update(line(("No feeds yet: 5, then a adds one, i takes OPML", MUTED)))
        polled = [feed.last_poll_at for feed in feeds if feed.last_poll_at]
        last = f"last poll {dates.ago(max(polled), self.snapshot.feeds_now)}" if polled else "never polled"
        note = "no feed answered: is the network up? ctrl+r asks again" if every_failed(feeds) else last
        of_now = " · of now" if self.snapshot.past else ""
        self.title(pane, (f"Feeds · {len(feeds)}{of_now}", "bold"), note)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    @on(Rows.Moved, "#brief-list")
    def _moved(self, event: Rows.Moved) -> None:
        if isinstance(event, Rows.Chosen):
            return
        sentence, claims = self.brief.current, self._claims_of(self.brief.current)
        ids = () if sentence is None else sentence.story_ids
        self.claims.display, self.stories.display = bool(claims), bool(ids) or not claims
        # One claim leaves the room to the stories that the sentence has from it.
        self.claims.styles.height = _ONE_CLAIM if len(claims) == 1 and ids else "1fr"
        self.claims.set_items(claims)
        self.desk.forget("basis")
        if ids:
            self.desk.read("basis", partial(storylist.some, wanted=ids[:SHOWN]), self._show_stories)
        else:
            self._show_stories(())
        parts = [counted(len(claims), "claim")] if claims else []
        parts += [counted(len(ids), "story", "stories")] if ids else []
        what = ", ".join(parts)
        note = f"the first {SHOWN}; enter lists them all" if len(ids) > SHOWN else ""
        self.title(
            self.query_one("#basis-pane"), (f"What it rests on · {what}" if what else "What it rests on", "bold"), note
        )

    def _show_stories(self, stories: Sequence[Story]) -> None:
        sentence = self.brief.current
        leads = (
            "Enter goes to the feeds." if sentence and sentence.kind in ("feeds", "gaps") else "It rests on no story."
        )
        self.stories.set_items(stories, [line(), line((leads, MUTED))] if sentence else ())

    def _claims_of(self, sentence: BriefLine | None) -> list[Claim]:
        wanted = frozenset(sentence.claim_ids if sentence else ())
        return [claim for claim in self.snapshot.claims if claim.id in wanted] if self.snapshot else []

    @on(Rows.Chosen, "#brief-list")
    def _chosen(self) -> None:
        sentence = self.brief.current
        if sentence is None:
            return
        if sentence.kind == Kind.MORE:
            self._widen(True)
        elif sentence.claim_ids:
            self.post_message(ShowClaim(sentence.claim_ids[0], quoted(sentence.text)))
        elif sentence.story_ids:
            self.post_message(ShowStories(sentence.story_ids, "from the brief: " + sentence.text))
        elif sentence.kind in ("feeds", "gaps"):
            self.post_message(ShowView("feeds"))
        else:
            self.say("This sentence leads to no story.")

    @on(Rows.Chosen, "#basis-stories")
    def _story_chosen(self) -> None:
        if (story := self.stories.current) is not None:
            self.post_message(ShowStory(story.id))

    @on(Rows.Chosen, "#basis-claims")
    def _claim_chosen(self) -> None:
        if (claim := self.claims.current) is not None:
            self.post_message(ShowClaim(claim.id))

    def _widen(self, every: bool) -> None:
        """Shows every sentence, or those that matter most."""
        self.every = every
        if self.snapshot is not None:
            self._show_sentences(self.snapshot)

    def action_since(self) -> None:
        """Further back, and from the furthest to the last look again."""
        if self.snapshot is not None and self.snapshot.told:
            self._back = (self._back + 1) % len(BACK)
            span, back = BACK[self._back]
            since = self.snapshot.now - back if span else self._look
            if span:
                self._asked[since] = span
            self.post_message(BriefSince(since))

    def action_back(self) -> None:
        if self.brief.has_focus and self._period is not None:
            self.post_message(Narrow(None))
        elif self.brief.has_focus:
            self._widen(False)
        self.brief.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape means something here only beside the sentences, or where all of them are shown; the past is told since
        what was the last look then."""
        if action == "since":
            return self.snapshot is None or not self.snapshot.past
        return action != "back" or self.every or self._period is not None or not self.brief.has_focus
