"""An invented home for the dashboard's tests: feeds, stories, claims and marks, written through the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from narrative.topic import Topic, parse_topic
from reportedly import acting
from reportedly.brief import brief
from reportedly.explaining import Explainer
from reportedly.home import seed
from reportedly.telling import Teller
from reportedly.undoing import undo
from store import claims, feeds, marks, pages, reading, state, stories
from store.database import Store, open_store
from store.feeds import NewFeed, PollOutcome
from store.models import Claim, Entry, Figure, Match, Mention, Relevance, SourceKind, Span, Stance, Term
from store.pages import FetchedPage
from store.stories import Arrival
from tests.conftest import NOW
from tests.tui.polls import FakePoll
from tui.wiring import Wiring

OUTLETS = ("Northern Ledger", "Harbour Times", "Wire Nine", "Policy Post", "Kilobyte")
STORIES, REJECTED = 24, 3
LEAST = datetime(2026, 6, 12, 8, tzinfo=NOW.tzinfo)
FITS = Relevance(4.5, relevant=True, possible=True, matched=(Match("suspend", "restriction", 2.5),))
OFF = Relevance(-2.0, relevant=False, possible=False, matched=(Match("chip fab", "not this", -2.0),))

SAID = {
    Stance.QUESTIONED: ("Was Lumen switched off for every customer?", "?", ""),
    Stance.HEDGED: ("Lumen may have been switched off for every customer.", "may have", ""),
    Stance.ATTRIBUTED: ("Officials said Lumen was switched off for every customer.", "said", "Officials"),
    Stance.ASSERTED: ("Lumen was switched off for every customer.", "", ""),
    Stance.DENIED: ("The ministry denied that Lumen was switched off.", "denied", "The ministry"),
}
#: The first claim's mentions, oldest first: it hardens, and one outlet turns from H to S.
TELLING = (
    (0, Stance.HEDGED),
    (1, Stance.HEDGED),
    (2, Stance.QUESTIONED),
    (3, Stance.DENIED),
    (4, Stance.ATTRIBUTED),
    (5, Stance.ASSERTED),
    (6, Stance.ASSERTED),
    (7, Stance.ATTRIBUTED),
    (8, Stance.ASSERTED),
)


@dataclass(frozen=True)
class Sample:
    """A home in a file, and what runs the dashboard over it."""

    wiring: Wiring
    poll: FakePoll

    @property
    def database(self) -> Path:
        return self.wiring.database


def wiring(database: Path, poll: FakePoll, notice: str = "") -> Wiring:
    """The wiring over a database, with a clock that stands."""
    return Wiring(
        database,
        "~/press",
        lambda: NOW,
        poll,
        brief,
        notice,
        acting=lambda: acting,
        explaining=lambda: Explainer(topic),
        narrating=lambda: Teller(topic),
        undoing=lambda: lambda store, now: undo(store, topic(), now),
    )


@cache
def topic() -> Topic:
    """The topic of a new installation."""
    return parse_topic(seed("topic.toml").decode(), "topic.toml")


def build(database: Path) -> None:
    """Writes the whole sample. Somebody last looked before the newest four stories came."""
    with open_store(database) as store:
        numbers = add_feeds(store)
        for number in range(STORIES):
            add_story(store, numbers[number % len(numbers)], number)
        for number in range(REJECTED):
            url = f"https://chips.example/{number}"
            entry = Entry(f"off-{number}", url, f"Chip fab {number} opens", summary="Wafers.")
            seen = LEAST + timedelta(hours=number)
            stories.receive(store, numbers[0], [Arrival(entry, OFF, "Fab Weekly", "chips.example")], seen)
        _edit(store, numbers[1])
        claims.replace(store, [_main_claim(store), _figure_claim(store)])
        marks.mark_read(store, [1, 2, 3], NOW)
        marks.save(store, [2], NOW)
        state.looked(store, _moment(STORIES - 4) - timedelta(minutes=1))


def add_feeds(store: Store) -> list[int]:
    """Five feeds: two well, one due, one failing, one down."""
    numbers = feeds.add(store, [NewFeed(f"https://{_host(o)}/feed", f"{o} on AI", o) for o in OUTLETS], LEAST)
    for number, feed_id in enumerate(numbers):
        late = timedelta(minutes=-5 if number == 2 else 30)
        if number < 3:
            feeds.record(store, _outcome(feed_id, "new", late, "it brings 2 entries a day, so every hour"))
        else:
            error = "410 Gone; resume with: reportedly feeds resume" if number == 4 else "no answer within 20 s"
            for _ in range(3 if number == 4 else 1):
                feeds.record(store, _outcome(feed_id, "error", late, "tried again after it failed", error))
    return numbers


def fail_every_feed(store: Store) -> None:
    """The network is away."""
    for feed in feeds.every(store):
        feeds.record(store, _outcome(feed.id, "error", timedelta(hours=1), "tried again", "no route to host"))


def _outcome(feed_id: int, outcome: str, due_in: timedelta, reason: str, error: str | None = None) -> PollOutcome:
    return PollOutcome(feed_id, NOW - timedelta(minutes=12), outcome, NOW + due_in, reason, error=error)


def _host(outlet: str) -> str:
    return outlet.lower().replace(" ", "-") + ".example"


def _moment(number: int) -> datetime:
    return LEAST + timedelta(hours=5 * number)


def add_story(store: Store, feed_id: int, number: int, title: str = "", text: str = "") -> int:
    """A story of the topic; every sixth keeps the feed's text only."""
    outlet = OUTLETS[number % len(OUTLETS)]
    url = f"https://{_host(outlet)}/story-{number}"
    entry = Entry(
        f"story-{number}", url, title or f"Lumen report number {number}", "A. Writer", _moment(number), summary="Short."
    )
    arrival = Arrival(entry, FITS, outlet, _host(outlet))
    received = stories.receive(store, feed_id, [arrival], _moment(number) + timedelta(minutes=9))
    if number % 6 != 5:
        page = FetchedPage(received.new[0], text or _text(number), FITS, language="en")
        pages.save(store, page, _moment(number) + timedelta(minutes=9))
    return received.new[0]


def _text(number: int) -> str:
    stance = dict(TELLING).get(number)
    said = SAID[stance][0] if stance else f"Item {number} adds that about {90 + number % 3} firms are affected."
    more = [f"Paragraph {line} of story {number} goes on in plain words about the day." for line in range(6)]
    return "\n".join([f"The day began quietly in town {number}. {said} Nobody else would comment.", *more])


def _edit(store: Store, feed_id: int) -> None:
    """Story 2's headline is changed after it was first seen."""
    old = reading.get(store, 2)
    entry = Entry("story-1", old.url, "Lumen report number 1, corrected", None, old.published_at, NOW, summary="Short.")
    arrival = Arrival(entry, FITS, old.outlet, old.domain)
    stories.receive(store, feed_id, [arrival], _moment(1) + timedelta(hours=20))


def _main_claim(store: Store) -> Claim:
    mentions = []
    for number, stance in TELLING:
        story = reading.get(store, number + 1)
        sentence, cue, source = SAID[stance]
        text = story.text if sentence in story.text else _text(number)
        start = text.index(sentence)
        mentions.append(
            Mention(
                story.id,
                story.revision_id,
                story.url,
                story.outlet,
                story.published_at,
                story.first_seen_at,
                sentence,
                start,
                start + len(sentence),
                stance,
                _span(sentence, cue, start),
                source or None,
                (SourceKind.UNNAMED if source == "Officials" else SourceKind.ORGANISATION) if source else None,
                _span(sentence, source, start),
            )
        )
    terms = Term("#restriction/suspend", 3.0), Term("lumen", 2.0), Term("#everyone", 1.0)
    return Claim(1, "Lumen was switched off for every customer.", tuple(mentions), terms=terms)


def _figure_claim(store: Store) -> Claim:
    mentions = []
    for number in (9, 10, 13):
        story = reading.get(store, number + 1)
        begin = story.text.index("Item")
        sentence = story.text[begin : story.text.index(" Nobody")]
        value = str(90 + number % 3)
        place = begin + sentence.index(value)
        figure = Figure("number", value, value, place, place + 2, "about")
        mentions.append(
            Mention(
                story.id,
                story.revision_id,
                story.url,
                story.outlet,
                story.published_at,
                story.first_seen_at,
                sentence,
                begin,
                begin + len(sentence),
                Stance.ASSERTED,
                figures=(figure,),
            )
        )
    return Claim(2, "About 90 firms are affected by it.", tuple(mentions))


def _span(sentence: str, part: str, start: int) -> Span | None:
    if not part:
        return None
    begin = start + sentence.index(part)
    return Span(begin, begin + len(part))
