"""What the palette (ctrl+p) finds: commands and their keys, views, saved views, the person's commands, stories."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from store import reading
from store.errors import StoreError
from store.models import Story
from store.query import parse
from tui import dates
from tui.copying import of
from tui.help import key_groups
from tui.messages import ShowQuery, ShowStory
from tui.text import clean, line

if TYPE_CHECKING:
    from tui.tools import Tools
    from tui.travel import Travel

#: Stories that are offered at most, and the shortest words that are looked for among them.
_STORIES, _SHORTEST = 12, 2

#: What a key does at once, and nobody looks for.
_FOR_KEYS = ("view(", "command_palette", "move(", "half(", "chord", "top", "bottom", "pane(", "pane_number(")
#: Commands that need no key of their own.
_KEYLESS = (
    ("Analyse", "Judge all stories and derive the claims anew", "analyse"),
    ("Export", "Write the stories or claims of this view into a file", "export"),
    ("Import", "Take in stories from a file or another home", "take_in"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose: its name, what it does, and the doing.

    `scattered`: whether letters of the name may also be found scattered over it. Textual tries every way to scatter
    them, which for a long name, or one that repeats a letter, has no end; so that is for names of our own alone.
    """

    name: str
    does: str
    run: Callable[[], object]
    scattered: bool = False


class Known(Provider):
    """What is known at once: views, the person's views and commands, and every command that works where the focus is.

    One provider, as of several each is shown in the order in which they happen to answer.
    """

    @property
    def dashboard(self) -> Tools:
        return cast("Tools", self.app)

    async def discover(self) -> Hits:
        for offer in self._offers():
            yield DiscoveryHit(_shown(line(offer.name), offer.does), offer.run, text=offer.name)

    async def search(self, query: str) -> Hits:
        matcher, words = self.matcher(query), query.casefold().split()
        for offer in self._offers():
            name, does = offer.name.casefold(), offer.does.casefold()
            shown = matcher.highlight(offer.name) if offer.scattered else line(offer.name)
            score = matcher.match(offer.name) if offer.scattered else float(all(word in name for word in words))
            score = max(score, 0.9 * all(word in f"{name} {does}" for word in words))
            if score > 0:
                yield Hit(score, _shown(shown, offer.does), offer.run, text=offer.name)

    def _offers(self) -> Iterator[Offer]:
        yield from self._places()
        yield from self._commands()

    def _places(self) -> Iterator[Offer]:
        for view in ("brief", "stories", "claims", "narrative", "feeds"):
            yield Offer(f"View: {view.title()}", "", partial(self.dashboard.action_view, view))
        for name, query in self.dashboard.wiring.saved_views():
            yield Offer(f"Saved view: {clean(name)}", query, partial(self.dashboard.post_message, ShowQuery(query)))
        item, _ = self.dashboard.view.under_cursor()
        for name, command in self.dashboard.wiring.commands.items():
            if of(item) is not None:
                yield Offer(f"Give it to {clean(name)}", command, partial(self.dashboard.pipe, item, name))

    def _commands(self) -> Iterator[Offer]:
        """Those with a key, by their key; then those that have none."""
        focused = self.focused or self.dashboard.view
        for group in key_groups(focused.ancestors_with_self, self.dashboard.wiring.keys):
            for entry in group.keys:
                if entry.action.startswith(_FOR_KEYS):
                    continue
                run = partial(self.dashboard.run_action, entry.action, entry.node)
                yield Offer(entry.name, f"{entry.does}  [{entry.key}]", run, scattered=True)
        for name, does, action in _KEYLESS:
            if self.dashboard.check_action(action, ()):
                yield Offer(name, does, partial(self.dashboard.run_action, action), scattered=True)


def _shown(name: Content, does: str) -> Content:
    return line(name, (f"  {clean(does)}", "$muted"))


class StoryFinder(Provider):
    """Stories that hold the words; each typing asks the store anew, in a thread."""

    async def search(self, query: str) -> Hits:
        words = query.strip()
        if len(words) < _SHORTEST:
            return
        # Somebody who still types should not be answered word by word.
        await asyncio.sleep(0.12)
        app = cast("Travel", self.app)
        found = await asyncio.to_thread(_stories, app, words)
        for place, story in enumerate(found):
            yield _hit(app, story, 0.5 - place / 1000)


def _hit(app: Travel, story: Story, score: float) -> Hit:
    shown = line(
        ("Story  ", "$faint"),
        clean(story.title) or clean(story.url),
        (f"  {clean(story.outlet)}, {dates.short(story.said_at, app.moment())}", "$muted"),
    )
    return Hit(score, shown, partial(app.post_message, ShowStory(story.id)), text=clean(story.title))


def _stories(app: Travel, words: str) -> list[Story]:
    """The newest stories that fit; none where the words are no query or the store cannot be read."""
    now = app.moment()
    try:
        # The last word may not be typed to its end.
        query = parse(f"{words}*" if words[-1].isalnum() and ":" not in words.split()[-1] else words)
        with app.desk.opened(words=True) as store:
            return list(reading.select(store, query, now, with_text=False, limit=_STORIES))
    except StoreError:
        return []
