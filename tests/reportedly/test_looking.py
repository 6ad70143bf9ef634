"""Pages looked at again by polls as the clock moves on, over real HTTP on loopback."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from narrative.edits import EditKind, findings
from reportedly import looksdue
from reportedly.home import Home
from reportedly.pipeline import poll
from store import looks, reading
from store.models import PollSummary, Removed, Revision, Story
from tests.reportedly.conftest import Run, loopback_home
from tests.reportedly.test_pipeline import BAN, NOW, PAGE, publish, subscribe
from tests.web import LOOPBACK, Reply, Web

TEXT = (
    "Norway has banned the chatbot Grok from 40 government offices, the ministry said on Tuesday. Officials cannot use "
    "the AI model from Monday on, and access from state networks is blocked while an inquiry goes on. The company "
    "reportedly asked for a meeting. Schools keep their access until autumn, and universities decide for themselves. "
    "The inquiry is to end before the summer, and its report will be public. Four other countries have asked for "
    "copies of the order, and two of them prepare orders of their own, according to the ministry's own list of letters."
)
HTML = ("Content-Type", "text/html")


def page(text: str = TEXT, *headers: tuple[str, str], title: str = BAN) -> Reply:
    return Reply(200, PAGE.format(title=title, text=text).encode(), [HTML, *headers])


@pytest.fixture
def home(tmp_path: Path, web: Web) -> Home:
    """A home that looks again, with a feed of one story that never changes."""
    made = loopback_home(tmp_path / "home", NOW)
    made.config.write_text(f"[poll]\nallow_private = {list(LOOPBACK)}\n")
    subscribe(made, publish(web, [("ban", BAN, "The chatbot is off limits.")], (("ETag", '"feed"'),)))
    return made


def at(home: Home, *hours: float) -> PollSummary:
    """Polls at these hours after first sight; returns the last summary."""
    for hour in hours:
        summary = poll(home, lambda moment=NOW + timedelta(hours=hour): moment)  # type: ignore[misc]
    return summary


def story(home: Home) -> tuple[Story, list[Revision]]:
    with home.open() as store:
        return reading.get(store, 1), reading.revisions(store, 1)


def hour(count: float) -> datetime:
    return NOW + timedelta(hours=count)


def test_a_page_is_asked_for_five_times_more_with_its_validators_and_304_changes_nothing(home: Home, web: Web) -> None:
    """Byte for byte; before its time nothing is asked, and after a week never again."""
    tags = (("ETag", 'W/"a\xe9;1"'), ("Last-Modified", "some day"))
    web.on("/ban", page(TEXT, *tags), Reply(304))
    at(home, 0)
    before = story(home)
    for time, asked in ((0.5, 1), (1, 2), (2, 2), (3, 3), (6.5, 4), (20, 4), (24, 5), (168, 6), (200, 6), (2000, 6)):
        summary = at(home, time)
        assert len(web.asked("/ban")) == asked, time
        assert summary.changed == 0
    assert story(home) == before
    assert [request.headers.get("if-none-match") for request in web.asked("/ban")] == [None] + ['W/"a\xe9;1"'] * 5
    assert [request.headers.get("if-modified-since") for request in web.asked("/ban")] == [None] + ["some day"] * 5


def test_what_was_edited_is_a_revision_with_when_it_was_seen(home: Home, web: Web) -> None:
    """Text and headline together are one edit; the new validators are the next that are sent."""
    edited = TEXT.replace("reportedly ", "")
    web.on(
        "/ban",
        page(TEXT, ("ETag", '"1"')),
        page(edited, ("ETag", '"2"'), title=BAN.replace("bans", "may ban")),
        Reply(304),
    )
    assert at(home, 0, 1).changed == 1
    told, versions = story(home)
    assert (told.text, told.revisions, told.title) == (edited, 2, BAN.replace("bans", "may ban"))
    assert [version.seen_at for version in versions] == [NOW, hour(1)]
    kinds = [finding.kind for finding in findings(versions[0], versions[1])]
    assert kinds == [EditKind.SOFTENED, EditKind.HEDGE_REMOVED]
    assert at(home, 3).changed == 0
    assert web.asked("/ban")[-1].headers["if-none-match"] == '"2"'


def test_a_headline_alone_is_a_revision_too(home: Home, web: Web) -> None:
    """Its feed has long moved on; a page that always had another headline than the feed says nothing."""
    web.on("/ban", page(), page(title="Norway bans Grok for good"))
    at(home, 0, 1)
    assert [version.title for version in story(home)[1]] == [BAN, "Norway bans Grok for good"]
    assert at(home, 3).changed == 0


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (page("Subscribe to read the whole of this story about the AI model Grok and Norway."), None),
        (Reply(403, b"no", [("cf-mitigated", "challenge")]), "403: a challenge page that only a browser passes"),
        (Reply(500, b"oops"), "500: the server has trouble"),
        (Reply(200, b"<html><p>Hi</p></html>", [HTML]), None),
    ],
)
def test_what_is_no_article_never_takes_its_place(home: Home, web: Web, reply: Reply, note: str | None) -> None:
    """A note says what came; when the article is back, the note goes."""
    web.on("/ban", page(TEXT, ("ETag", '"1"')), reply, Reply(304))
    assert at(home, 0, 1).changed == 0
    told, versions = story(home)
    assert (told.text, len(versions)) == (TEXT, 1)
    assert (told.page_note or "").endswith("the text as last seen is kept")
    assert (told.page_note or "").startswith(note or "")
    at(home, 3)
    assert web.asked("/ban")[-1].headers["if-none-match"] == '"1"'
    assert story(home)[0].page_note is None


@pytest.mark.parametrize("status", [404, 410])
def test_a_story_that_was_removed_is_told(home: Home, web: Web, run: Run, status: int) -> None:
    """Since when it is known, in words and for the brief; its text stays. It may come back."""
    web.on("/ban", page(), Reply(status), Reply(status), page())
    at(home, 0, 1, 3)
    told, _ = story(home)
    assert told.text == TEXT
    since = f"{hour(1):%Y-%m-%d %H:%M}"
    assert told.page_note == f"removed after publication: {status} since {since} UTC; the text as last seen is kept"
    with home.open() as store:
        assert looks.removed_since(store, NOW) == [Removed(1, hour(1), status)]
        assert looks.removed_since(store, hour(1)) == []
    assert f"its page: removed after publication: {status}" in run("show", "1", home=home.root).stdout
    at(home, 6)
    assert story(home)[0].page_note is None
    with home.open() as store:
        assert looks.removed_since(store, NOW) == []


def test_validators_never_go_to_another_origin(home: Home, web: Web) -> None:
    """Where the page now leads elsewhere, it is asked for as a stranger would."""
    elsewhere = f"http://localhost:{web.port}/moved"
    web.on("/ban", page(TEXT, ("ETag", '"mine"')), Reply(302, b"", [("Location", elsewhere)]))
    web.on("/moved", page(TEXT, ("ETag", '"theirs"')))
    at(home, 0, 1, 3)
    assert [request.headers.get("if-none-match") for request in web.asked("/ban")] == [None, '"mine"', None]
    assert [request.headers.get("if-none-match") for request in web.asked("/moved")] == [None, '"theirs"']
    assert len(story(home)[1]) == 1


def test_a_domain_that_wants_to_be_left_alone_is(home: Home, web: Web) -> None:
    """A 429 for a page is no reason to ask it, or the next one, again in this time; its look is spent."""
    web.on("/ban", page(), Reply(429, b"", [("Retry-After", "3600")]), page())
    at(home, 0, 1)
    assert story(home)[0].text == TEXT
    assert "429" in (story(home)[0].page_note or "")
    at(home, 1.5)
    assert len(web.asked("/ban")) == 2


def test_only_stories_of_the_topic_and_only_so_many_a_poll(tmp_path: Path, web: Web) -> None:
    made = loopback_home(tmp_path / "home", NOW)
    items = [(f"ban{n}", f"{BAN} {n}", "The chatbot Grok is off limits.") for n in range(5)]
    subscribe(made, publish(web, [*items, ("soup", "Ten soups", "Pumpkin.")]))
    for name, _, _ in items:
        web.on(f"/{name}", page(f"{TEXT} {name}."))
    at(made, 0)
    with made.open() as store:
        found = looksdue.wanted(store, ("1h",), hour(1))
        assert [known.story_id for known in found] == [1, 2, 3, 4, 5]
        assert looksdue.wanted(store, ("1h",), hour(0.9)) == []
        assert looksdue.wanted(store, (), hour(1)) == []
        looks.unchanged(store, 2, hour(1))
        assert [known.story_id for known in looksdue.wanted(store, ("1h",), hour(1))] == [1, 3, 4, 5]


def test_an_empty_list_turns_it_off(home: Home, web: Web) -> None:
    web.on("/ban", page())
    home.config.write_text(f"[poll]\nallow_private = {list(LOOPBACK)}\nlook_again = []\n")
    at(home, 0, 1, 30)
    assert len(web.asked("/ban")) == 1
