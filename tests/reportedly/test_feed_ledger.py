"""`reportedly feeds explain|score|pause|resume`: what a person and a script read of our own requests."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reportedly.cli import main
from reportedly.exits import Exit
from reportedly.home import Home, ensure
from store import feeds, stories
from store.feeds import NewFeed, PollOutcome
from store.models import Entry, Match, Relevance, Standing
from store.polls import Exchange
from store.stories import Arrival

NOW = datetime.now(UTC).replace(microsecond=0)
URL = "https://paper.example/feed"
FITS = Relevance(3.0, relevant=True, possible=True, matched=(Match("ban", "restriction", 3.0),))


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A feed polled once whole, then 23 times in vain, the last time redirected; one story retitled."""
    home = ensure(tmp_path / "home", NOW, feeds=False)
    with home.open() as store:
        feeds.add(store, [NewFeed(URL, "All of it", "The Paper")], ago(30))
        for title, at in (("May end", 24), ("Did end", 3)):
            entry = Entry("g", "https://paper.example/1", title)
            stories.receive(store, 1, [Arrival(entry, FITS, "The Paper", "paper.example")], ago(at))
        first = Exchange(URL, "first request", got=('"v1"', None), full_bytes=50_000, asked_seconds=3600)
        poll = PollOutcome(1, ago(24), "new", ago(23), "max-age asks for 1 h", 200, size=50_000, seconds=0.25)
        feeds.record(store, replace(poll, exchange=first, new_stories=12, entries=12))
        seen = replace(first, unconditional=None, sent=('"v1"', None), redirects=((301, "https://paper.example/new"),))
        for hours in range(23, 0, -1):
            following = replace(poll, at=ago(hours), outcome="not modified", status=304, size=0, conditional=True)
            standing = Standing(moved_to="https://paper.example/new", moved_since=ago(23), moved_times=2)
            feeds.record(
                store,
                replace(following, exchange=seen, next_poll_at=ago(hours - 1), due_at=ago(hours), standing=standing),
            )
    return home


def run(home: Home, *words: str) -> int:
    return main(["--home", str(home.root), "feeds", *words])


def test_explain_says_when_and_why(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """The next poll and its reason, bytes saved, what is pending, the last edit, and the last twenty polls."""
    assert run(home, "explain", "1") == Exit.DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["All of it  (feed 1, The Paper)", URL]
    assert lines[2] == f"next poll: {NOW:%Y-%m-%d %H:%M} UTC (due), because: max-age asks for 1 h"
    assert lines[3] == "bytes: 95.8% saved by conditional requests (1.1 MB of 1.2 MB)"
    assert lines[4] == (
        f"redirected for good to https://paper.example/new since {ago(23):%Y-%m-%d %H:%M} UTC, 2 identical answers; "
        "the address is rewritten after 3 over 24 h"
    )
    assert lines[5] == f"last edit seen: {ago(3):%Y-%m-%d %H:%M} UTC, story 1: Did end"
    polls = lines[8:]
    assert len(polls) == 20
    assert polls[0].startswith(f"{ago(1):%Y-%m-%d %H:%M}     304       0 B     0.25     0  if changed, not modified;")
    assert "301 to https://paper.example/new" in polls[0]
    assert polls[0].endswith("max-age asks for 1 h")


def test_explain_for_scripts(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "explain", "1", "--json") == Exit.DONE
    record = json.loads(capsys.readouterr().out)
    assert (record["bytes_spent"], record["bytes_saved"]) == (50_000, 23 * 50_000)
    assert record["redirect"]["answers"] == 2
    assert record["last_edit"]["title"] == "Did end"
    assert record["gaps"] == []
    assert len(record["polls"]) == 20
    assert record["polls"][0]["sent"] == {"etag": '"v1"', "last_modified": None}


def test_a_feed_not_polled_yet_says_so(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with home.open() as store:
        feeds.add(store, [NewFeed("https://new.example/feed", "New", "New")], NOW)
    assert run(home, "explain", "2") == Exit.DONE
    said = capsys.readouterr().out
    assert "next poll: with the next reportedly poll, as it has not been polled" in said
    assert "no polls in the ledger yet" in said
    assert run(home, "explain", "9") == Exit.USAGE
    assert "no feed 9; reportedly feeds list shows them all" in capsys.readouterr().err


def test_score_grades_and_says_which_request_broke_which_rule(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where nothing is broken; 1 with the request and why; --json has it all."""
    assert run(home, "score") == Exit.DONE
    assert capsys.readouterr().out.startswith("100.0% of 24 requests in 7 days broke no rule\n")
    with home.open() as store:
        early = PollOutcome(1, ago(0.5), "new", NOW, "why", 200, exchange=Exchange(URL), due_at=NOW)
        feeds.record(store, early)
    assert run(home, "score", "--days", "2") == Exit.FAILED
    said = capsys.readouterr().out
    assert "96.0% of 25 requests in 2 days broke no rule" in said
    assert f"early: poll 25 of feed 1, {ago(0.5):%Y-%m-%d %H:%M} UTC, {URL}: it was due at" in said
    assert run(home, "score", "--json") == Exit.FAILED
    record = json.loads(capsys.readouterr().out)
    broken = {finding["rule"] for finding in record["findings"]}
    assert broken == {"early", "unconditional", "spacing", "freshness"}
    assert {rule["rule"] for rule in record["rules"] if rule["broken"]} == broken


def test_score_without_requests_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = ensure(tmp_path / "empty", NOW, feeds=False)
    capsys.readouterr()
    assert run(home, "score", "--days", "3") == Exit.DONE
    captured = capsys.readouterr()
    assert (captured.out, "no request in the ledger of the last 3 days" in captured.err) == ("", True)


def test_pause_and_resume(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Shown in the list and by explain with the mend; an unknown id changes nothing."""
    assert run(home, "pause", "1", "9") == Exit.USAGE
    assert run(home, "list") == Exit.DONE
    assert "paused" not in capsys.readouterr().out
    assert run(home, "pause", "1") == Exit.DONE
    run(home, "list")
    run(home, "explain", "1")
    captured = capsys.readouterr()
    assert "feed 1 https://paper.example/feed paused; reportedly feeds resume 1" in captured.err
    assert "   1  paused " in captured.out
    assert "resume with: reportedly feeds resume 1" in captured.out
    assert run(home, "resume", "1") == Exit.DONE
    assert "resumed" in capsys.readouterr().err
    assert run(home, "resume", "1") == Exit.DONE
    assert "is not paused" in capsys.readouterr().err
