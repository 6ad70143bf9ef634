"""Pages from fetch to reader, end to end: what is kept, said, left out, extracted again and given out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from fetchers import article, notarticle
from fetchers.progress import Quiet
from reportedly import extracting
from reportedly.home import Home
from reportedly.pagework import SLOW
from reportedly.pipeline import poll
from store import boilerplate, evidence, pages, reading
from store.models import TextSource
from tests.reportedly.conftest import Run, loopback_home
from tests.reportedly.test_pipeline import BAN, BAN_TEXT, publish, subscribe
from tests.web import Reply, Web

NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
HTML = ("Content-Type", "text/html; charset=utf-8")
HEAD = (
    '<meta property="article:published_time" content="2026-06-30T08:00:00Z">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Chatbot off limits in Norway", '
    '"datePublished": "2026-06-30T08:00:00Z", "articleSection": "World", "isAccessibleForFree": false}</script>'
)
BOX = "Our letter brings you the best of the week, every Saturday at breakfast."


def html(*paragraphs: str, head: str = "") -> bytes:
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<html lang='en'><head>{head}</head><body><article><h1>{BAN}</h1>{inner}</article></body></html>".encode()


def more(number: int) -> list[str]:
    """Paragraphs of one story alone, enough for a whole article."""
    return [
        f"Ministry {number} said in note {n} that its {n + 2} offices had {number * 7 + n} of the devices in use, "
        f"all of which would be looked at by the end of week {number + n}."
        for n in range(6)
    ]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return loopback_home(tmp_path / "home", NOW)


def test_a_page_is_kept_and_what_it_says_otherwise_is_shown(home: Home, web: Web, run: Run) -> None:
    """In `show`, its JSON and the export: with the source, never averaged."""
    subscribe(home, publish(web, [("ban", BAN, BAN_TEXT)]))
    page = html(BAN_TEXT, *more(1), head=HEAD)
    web.on("/ban", Reply(body=page, headers=[HTML, ("ETag", '"v1"'), ("Set-Cookie", "id=1")]))
    poll(home, lambda: NOW)
    with home.open() as store:
        (kept,) = evidence.of_story(store, 1)
        assert evidence.body(store, kept.id) == page
        assert (kept.at, kept.status, kept.headers["etag"]) == (NOW, 200, '"v1"')
        assert "set-cookie" not in kept.headers
    shown = run("show", "1", home=home.root).stdout
    assert f"differs: headline: the feed says “{BAN}”, the page “" not in shown  # its h1 agrees
    assert "published 2026-06-30 08:00 UTC (json-ld)" in shown
    assert "its page: section World (json-ld); for subscribers only (json-ld)" in shown
    record = json.loads(run("export", "stories", home=home.root).stdout)
    assert (record["section"], record["free"]) == ("World", False)
    assert {"source": "json-ld", "value": "Chatbot off limits in Norway"} in record["stated"]["title"]


def test_what_is_no_article_leaves_the_feeds_text_and_is_tried_again(home: Home, web: Web) -> None:
    """Named on the story; the article that stands there later is taken."""
    subscribe(home, publish(web, [("ban", BAN, BAN_TEXT)]))
    wall = html("To continue reading this article, subscribe for a crown a week. Already a subscriber? Log in.")
    web.on("/ban", Reply(body=wall, headers=[HTML]), Reply(body=html(BAN_TEXT, *more(1)), headers=[HTML]))
    poll(home, lambda: NOW)
    with home.open() as store:
        story = reading.get(store, 1)
        assert (story.text, story.text_source, story.page_note) == (BAN_TEXT, "feed", notarticle.PAYWALL)
    for hours, asked in ((23, 1), (25, 2)):
        poll(home, lambda hours=hours: NOW + timedelta(hours=hours))  # type: ignore[misc]
        assert len(web.asked("/ban")) == asked
    with home.open() as store:
        story = reading.get(store, 1)
        assert (story.text_source, story.page_note, story.revisions) == ("page", None, 1)
        assert len(evidence.of_story(store, 1)) == 2


def test_a_page_that_becomes_something_else_is_no_edit(home: Home, web: Web) -> None:
    """The text that was read stays the newest; the new headline of the feed is the only version more."""
    subscribe(home, publish(web, [("ban", BAN, BAN_TEXT)]))
    soup = [f"Pumpkin soup number {n} wants cream, nutmeg and a slow afternoon near some stove." for n in range(30)]
    article = html(BAN_TEXT, *more(1))
    web.on("/ban", Reply(body=article, headers=[HTML]), Reply(body=html(*soup).replace(BAN.encode(), b"Soups")))
    poll(home, lambda: NOW)
    publish(web, [("ban", f"{BAN}, says ministry", BAN_TEXT)])
    poll(home, lambda: NOW + timedelta(hours=2), everything=True)
    assert len(web.asked("/ban")) == 2
    with home.open() as store:
        story = reading.get(store, 1)
        assert (story.text_source, story.revisions, story.page_note) == ("page", 2, notarticle.OTHER)
        assert [revision.text for revision in reading.revisions(store, 1)] == [story.text] * 2
        assert BAN_TEXT in story.text


def test_a_box_that_an_outlet_repeats_is_left_out_and_can_be_given_back(home: Home, web: Web, run: Run) -> None:
    """Learned by the poll; a line about the topic stays, however often it comes."""
    about = "Norway has banned the chatbot Grok from government devices."
    names = [f"ban{number}" for number in range(1, 4)]
    subscribe(home, publish(web, [(name, f"{BAN} ({name})", BAN_TEXT) for name in names]))
    for number, name in enumerate(names, 1):
        web.on(f"/{name}", Reply(body=html(about, *more(number)[:3], BOX, *more(number)[3:]), headers=[HTML]))
    poll(home, lambda: NOW)
    with home.open() as store:
        texts = [story.text for story in reading.every_story(store)]
        assert [one.text for one in boilerplate.every(store)] == [BOX]
    assert all(about in text and BOX not in text for text in texts)
    assert BOX in run("boilerplate", home=home.root).stdout
    assert "1 line restored, 3 texts made anew" in run("boilerplate", "--restore", "1", home=home.root).stderr
    assert json.loads(run("boilerplate", "--json", home=home.root).stdout)["restored_at"]
    with home.open() as store:
        assert all(BOX in story.text for story in reading.every_story(store))
    assert run("boilerplate", "--restore", "9", home=home.root).returncode == 2


@pytest.fixture
def three(home: Home, web: Web) -> Home:
    """A home with three stories: one with its article, one behind a wall, one without a page."""
    items = [(name, f"{BAN} ({name})", BAN_TEXT) for name in ("one", "two", "three")]
    subscribe(home, publish(web, items))
    web.on("/one", Reply(body=html(BAN_TEXT, *more(1)), headers=[HTML]))
    web.on("/two", Reply(body=html("Log in to continue to your account.", "Forgot password?"), headers=[HTML]))
    web.on("/three", Reply(404))
    poll(home, lambda: NOW)
    return home


def test_to_extract_again_by_the_same_rules_changes_nothing(three: Home, run: Run) -> None:
    """And says so: pages that were read by these rules are left unless that is asked for; nothing otherwise, no
    revision."""
    nothing = (
        "0 stories read otherwise; 0 stories gained an article; 0 stories turned out to have none; "
        "0 stories with other details"
    )
    done = run("analyse", "--extract", home=three.root)
    assert done.returncode == 0
    left = "0 kept pages extracted again, 2 left that were read by these rules (--anew reads them too)"
    assert f"{left}: {nothing}" in done.stderr
    done = run("analyse", "--extract", "--anew", home=three.root)
    assert f"2 kept pages extracted again: {nothing}" in done.stderr
    with three.open() as store:
        assert store.value("SELECT count(*) FROM revisions") == 3
    assert run("analyse", "--anew", home=three.root).returncode == 2


def test_pages_that_older_rules_read_are_known_and_read_again_once(three: Home, run: Run) -> None:
    """Also those that were no article; the texts say by which rules they came."""
    with three.open() as store:
        told = {row["rules"] for row in store.rows("SELECT rules FROM versions WHERE text_source = 'page'")}
        assert told == {article.rules()}
        with store.writing() as connection:
            connection.execute("UPDATE evidence SET rules = 'of before' WHERE story_id = 2")
            connection.execute("UPDATE evidence SET rules = NULL WHERE story_id = 1")
            connection.execute("UPDATE revisions SET rules = NULL")
    assert "2 kept pages were read by other rules than today's" in run("doctor", home=three.root).stdout
    assert "2 kept pages extracted again: " in run("analyse", "--extract", home=three.root).stderr
    assert "0 kept pages extracted again, 2 left" in run("analyse", "--extract", home=three.root).stderr
    assert "read by other rules" not in run("doctor", home=three.root).stdout
    with three.open() as store:
        told = {row["rules"] for row in store.rows("SELECT rules FROM versions WHERE text_source = 'page'")}
        assert told == {article.rules()}


def test_what_other_rules_read_is_ours_and_no_edit(three: Home) -> None:
    """As if earlier rules had cut a paragraph, taken a wall for an article, and an article for a wall."""
    with three.open() as store:
        whole = reading.get(store, 1).text
        with store.writing() as connection:
            for table, column in (("stories", "id"), ("revisions", "story_id")):
                connection.execute(f"UPDATE {table} SET text = ? WHERE {column} = 1", (whole.rpartition("\n")[0],))
                connection.execute(f"UPDATE {table} SET text = 'Log in', text_source = 'page' WHERE {column} = 2")
        pages.failed(store, 3, "a wall", None, _kept())
        found = extracting.extract_again(store, three.read_topic(), NOW, Quiet(), anew=True)
        assert (found.pages, found.otherwise, found.gained, found.lost) == (3, [1], [3], [2])
        assert (found.failed, reading.edited_since(store, NOW - timedelta(days=99))) == ([], [])
        one, two, after = (reading.get(store, number) for number in (1, 2, 3))
        assert (one.text, one.revisions) == (whole, 1)
        assert [revision.ours for revision in reading.revisions(store, 1)] == [False, True]
        assert (two.text, two.text_source, two.page_note) == (BAN_TEXT, TextSource.FEED, notarticle.LOGIN)
        assert (after.text_source, after.page_note) == (TextSource.PAGE, None)


def test_a_wall_that_a_poll_knew_is_one_however_often_it_is_read(home: Home, web: Web) -> None:
    """In a language that no list of walls has, with nothing of what the feed says. It stays one, and the retry stays;
    where it was taken for the article before, the page is asked for again."""
    subscribe(home, publish(web, [("ban", BAN, BAN_TEXT)]))
    wall = [f"Pokračovanie článku číslo {n} nájdete iba s predplatným, prihláste svoje konto teraz." for n in range(12)]
    body = html(*wall).replace(BAN.encode(), "Predplatné".encode())
    web.on("/ban", Reply(body=body, headers=[HTML]), Reply(body=html(BAN_TEXT, *more(1)), headers=[HTML]))
    poll(home, lambda: NOW)
    with home.open() as store:
        state = "SELECT page_state || ' ' || page_try_at FROM stories"
        before = store.value(state)
        assert (reading.get(store, 1).page_note, before.split()[0]) == (notarticle.OTHER, "wanted")
        for _ in range(2):
            found = extracting.extract_again(store, home.read_topic(), NOW, Quiet(), anew=True)
            assert (found.gained, found.lost, store.value(state)) == ([], [], before)
        (kept,) = evidence.of_story(store, 1)
        taken = extracting.page_of(home.read_topic(), 1, BAN, article.Article(wall[0]))
        pages.save(store, replace(taken, evidence_id=kept.id), NOW, anew=True)
        assert store.value("SELECT page_state FROM stories") == "fetched"
        found = extracting.extract_again(store, home.read_topic(), NOW, Quiet(), anew=True)
        assert (found.lost, store.value(state)) == ([1], before)
    poll(home, lambda: NOW + timedelta(hours=7))
    with home.open() as store:
        story = reading.get(store, 1)
        assert (story.text_source, story.page_note, BAN_TEXT in story.text) == (TextSource.PAGE, None, True)


def _kept() -> evidence.Kept:
    return evidence.Kept("http://127.0.0.1/three", NOW, 200, {"content-type": "text/html"}, html(BAN_TEXT, *more(3)))


def test_a_damaged_page_is_named_and_stops_no_other(three: Home) -> None:
    with three.open() as store:
        with store.writing() as connection:
            its = "SELECT body_id FROM evidence WHERE story_id = 1"
            connection.execute(f"UPDATE bodies SET data = x'00' WHERE id = ({its})")
        found = extracting.extract_again(store, three.read_topic(), NOW, Quiet(), anew=True)
    assert found.pages == 2
    assert any("story 1: " in line and "is damaged" in line for line in found.failed)


@pytest.mark.parametrize("name", ["pages.warc.gz", "pages.warc"])
def test_kept_pages_are_given_out_as_warc(three: Home, run: Run, tmp_path: Path, name: str) -> None:
    """Of the stories that fit the query, in a file that warcio reads; claims and a bare terminal have none."""
    done = run("export", "stories", "outlet:example", "--format", "warc", "-o", tmp_path / name, home=three.root)
    assert "2 pages of 2 stories written" in done.stderr
    with (tmp_path / name).open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]
    assert kinds == ["warcinfo", "response", "metadata", "response", "metadata"]
    assert run("export", "claims", "--format", "warc", "-o", tmp_path / "x", home=three.root).returncode == 2
    assert not (tmp_path / "x").exists()


def test_pages_are_let_go_at_the_end_of_a_poll(three: Home, web: Web) -> None:
    """By the settings of the home; the texts stay."""
    three.config.write_text(three.config.read_text() + "[pages]\nkeep_days = 1\n")
    web.on("/two", Reply(body=html("Log in to continue to your account, please."), headers=[HTML]))
    poll(three, lambda: NOW + timedelta(hours=30))
    with three.open() as store:
        assert [one.story_id for one in evidence.newest(store)] == [2]  # it was tried again
        assert BAN_TEXT in reading.get(store, 1).text


def test_a_slow_host_does_not_hold_a_poll_up(home: Home, web: Web, other_web: Web) -> None:
    """After a few of its pages took all their time the others wait for the next poll; other hosts' pages are read."""
    home.config.write_text(home.config.read_text() + "time_limit = 1\n")
    slow = [(f"slow{number}", f"{BAN} ({number})", BAN_TEXT) for number in range(8)]
    subscribe(home, publish(web, slow), publish(other_web, [("ban", BAN, BAN_TEXT)]))
    for name, _, _ in slow:
        web.on(f"/{name}", Reply(body=html(BAN_TEXT), headers=[HTML], drip=0.2))
    other_web.on("/ban", Reply(body=html(BAN_TEXT, *more(1)), headers=[HTML]))
    summary = poll(home, lambda: NOW)
    asked = [request for request in web.requests if request.path.startswith("/slow")]
    assert SLOW <= len(asked) <= SLOW + 2  # two at a time
    assert (summary.feeds, summary.failures) == (2, ())
    with home.open() as store:
        assert sum(story.text_source == "page" for story in reading.every_story(store)) == 1
        assert len(pages.wanted(store, NOW)) == len(slow) - len(asked)
