"""Our own requests held against the rules: every rule can be broken, and a good log breaks none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fetchers.conditions import STUCK
from fetchers.score import RULES, score
from store.polls import Exchange, Poll
from tests.conftest import NOW

URL = "https://a.paper.com/feed"
V1, V2, NONE = ('"v1"', "Thu"), ('"v2"', "Fri"), (None, None)


def line(number: int, hours: float, **more: object) -> Poll:
    """A line of the ledger: by default a 304 to the validators V1, due then."""
    at = NOW + timedelta(hours=hours)
    about = {key: more.pop(key) for key in list(more) if key in Exchange.__slots__}
    whole = Poll(number, 1, at, "not modified", 304, True, 0, 0.1, 0, 0, None, None, at, None, None, False)
    seen = Exchange(**{"url": URL, "sent": V1, "asked_seconds": 3600, **about})  # type: ignore[arg-type]
    return replace(whole, exchange=seen, **more)  # type: ignore[arg-type]


FIRST = line(1, 0, status=200, outcome="new", conditional=False, sent=NONE, got=V1, unconditional="first request")
AWAY = ((302, "https://c.paper.com/feed"),)
GONE = {"status": 410, "outcome": "error"}


def domain(url: str) -> str | None:
    return "paper.com" if "paper.com" in url else None


GOOD: list[tuple[str, list[Poll]]] = [
    ("hourly 304", [FIRST, line(2, 1), line(3, 2)]),
    ("a 304 that offers new ones", [FIRST, line(2, 1, got=V2), line(3, 2, sent=V2)]),
    ("a 304 that offers one of two", [FIRST, line(2, 1, got=('"v2"', None)), line(3, 2, sent=('"v2"', "Thu"))]),
    ("a 200 that offers none", [FIRST, line(2, 1, status=200, got=NONE), line(3, 2, sent=NONE)]),
    ("an error keeps them", [FIRST, line(2, 1, status=500, outcome="error", got=V2), line(3, 2)]),
    ("tried again after an error", [FIRST, line(2, 1, status=500, outcome="error"), line(3, 1.25)]),
    ("max-age of a quarter of an hour", [line(1, 0, asked_seconds=900, got=V1, sent=NONE, status=200), line(2, 0.25)]),
    ("a renewal after eight days", [FIRST, line(2, 192, status=200, sent=NONE, got=V1, unconditional=STUCK)]),
    ("after the pause", [FIRST, line(2, 1, status=429, outcome="error", hold_seconds=7200), line(3, 3)]),
    ("two 410 apart", [FIRST, line(2, 1, **GONE), line(3, 30, **GONE), line(4, 55)]),
    ("by a redirect", [line(1, 0, status=200, sent=NONE, got=V1, redirects=AWAY), line(2, 1, redirects=AWAY)]),
    ("lines from before", [replace(FIRST, exchange=None), replace(line(2, 0.1), exchange=None)]),
]  # fmt: skip


@pytest.mark.parametrize("polls", [polls for _, polls in GOOD], ids=[name for name, _ in GOOD])
def test_a_good_log_breaks_no_rule(polls: list[Poll]) -> None:
    assert score((), polls, domain).findings == ()


BROKEN: list[tuple[str, str, list[Poll]]] = [
    ("unconditional", "asked whole again", [FIRST, line(2, 1, sent=NONE, conditional=False)]),
    ("unconditional", "renewed too soon", [FIRST, line(2, 24, sent=NONE, unconditional=STUCK)]),
    ("echo", "stale ones", [FIRST, line(2, 1, got=V2), line(3, 2)]),
    ("echo", "reformatted", [FIRST, line(2, 1, sent=("v1", "Thu"))]),
    ("echo", "one of two", [FIRST, line(2, 1, sent=('"v1"', None))]),
    ("echo", "made up", [replace(FIRST, exchange=Exchange(URL)), line(2, 1)]),
    ("origin", "to another origin", [FIRST, line(2, 1, url="https://b.paper.com/feed")]),
    ("spacing", "half an hour", [line(1, 0, status=200, sent=NONE, got=V1, asked_seconds=None), line(2, 0.5)]),
    ("spacing", "nine minutes after an error", [FIRST, line(2, 1, status=500, outcome="error"), line(3, 1.15)]),
    ("freshness", "before it is over", [line(1, 0, status=200, sent=NONE, got=V1, asked_seconds=9000), line(2, 2)]),
    ("retry-after", "before the pause is over", [FIRST, line(2, 1, status=429, hold_seconds=7200), line(3, 2.5)]),
    ("retry-after", "another feed of the domain", [line(2, 1, status=503, hold_seconds=7200), line(3, 2, feed_id=2)]),
    ("early", "before its time", [FIRST, line(2, 1, due_at=NOW + timedelta(hours=2))]),
    ("twice", "at once", [FIRST, line(2, 0.01)]),
    ("gone", "after two 410", [FIRST, line(2, 1, **GONE), line(3, 13, **GONE), line(4, 25)]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "polls"), [(r, p) for r, _, p in BROKEN], ids=[f"{r}: {n}" for r, n, _ in BROKEN])
def test_each_rule_names_the_request_that_broke_it(rule: str, polls: list[Poll]) -> None:
    """With why; whether it broke others besides is another row's business."""
    found = [finding for finding in score((), polls, domain).findings if finding.rule == rule]
    assert [finding.poll.id for finding in found] == [polls[-1].id]
    assert found[0].why


def test_every_rule_has_a_row() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


def test_what_a_person_asked_for_is_told_apart() -> None:
    """It is named, and lowers no grade."""
    found = score((), [FIRST, line(2, 0.5, by_hand=True), line(3, 1.5)], domain)
    assert [(finding.rule, finding.by_hand) for finding in found.findings] == [
        ("spacing", True),
        ("freshness", True),
    ]
    assert (found.broken, found.grade) == ((), 1.0)


def test_the_grade_is_the_share_of_requests_that_broke_nothing() -> None:
    """One request that breaks several rules counts once; without requests there is no grade."""
    found = score((), [FIRST, line(2, 0.01), line(3, 2), line(4, 3)], domain)
    assert found.grade == 0.75
    assert len({finding.rule for finding in found.broken}) > 1
    assert score((), [], domain).grade is None


def test_the_polls_before_are_known_and_not_graded() -> None:
    """What was offered before the days that are graded counts; what was broken then does not."""
    before = [line(1, 0, got=V2, by_hand=False)]
    found = score(before, [line(2, 1)], domain)
    assert [finding.rule for finding in found.findings] == ["echo"]
    assert found.requests == 1
