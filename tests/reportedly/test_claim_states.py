"""`state:hardening`: claims by the state of their life, and stories that make such a claim."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from narrative.life import Stage
from reportedly import acting
from reportedly.home import Home
from reportedly.narrating import lives_of
from store import claims, feeds, reading
from store.feeds import PollOutcome
from store.models import ActKind
from store.query import Query, parse
from store.querykeys import STATES
from tests.conftest import NOW
from tests.narrative.samples import seed_topic
from tests.reportedly.conftest import MOMENT, Run, loopback_home
from tests.reportedly.history import Step, begin, do


def test_every_state_of_a_life_can_be_asked_for_and_no_other() -> None:
    assert tuple(Stage) == STATES


@pytest.mark.parametrize("days", [-26, -23, -20, -15, -12, -8, -7.1, 0, 2, 3.5, 5, 100])
def test_they_are_those_that_the_lives_of_claims_tell_at_that_moment(polled: Home, days: float) -> None:
    now = MOMENT + timedelta(days=days)
    expected: defaultdict[str, set[int]] = defaultdict(set)
    with polled.open() as store:
        told = lives_of(store, claims.select(store, Query(), now), now)
        for life in told.values():
            for state in life.at(now):
                expected[state.stage].add(life.claim_id)
        for name in STATES:
            found = {claim.id for claim in claims.select(store, parse(f"state:{name}"), now)}
            assert found == expected[name], name
    assert any(expected.values())


def test_stories_are_those_that_make_such_a_claim(polled: Home) -> None:
    with polled.open() as store:
        contested = claims.select(store, parse("state:contested"), MOMENT)
        made = {mention.story_id for claim in contested for mention in claim.mentions}
        denying = {m.story_id for claim in contested for m in claim.mentions if m.stance == "denied"}
        assert {story.id for story in reading.select(store, parse("state:contested"), MOMENT)} == made
        found = {story.id for story in reading.select(store, parse("state:contested stance:denied"), MOMENT)}
    assert found == denying
    assert 0 < len(denying) < len(made)


def test_what_is_done_with_claims_is_known_at_once(tmp_path: Path) -> None:
    """And a dismissed claim has its states still, beside those of the others, but stories do not lead to it."""
    home = loopback_home(tmp_path, NOW)
    begin(home)
    later = NOW + timedelta(days=9)
    faded = parse("state:fading")
    with home.open() as store:
        for number in range(6):
            do(store, seed_topic(), Step("arrive", number, number % 3), NOW)
        assert claims.select(store, faded, later) == []
        do(store, seed_topic(), Step("analyse", 0, 0), NOW)
        assert claims.select(store, faded, later) == [], "nobody has looked since"
        feeds.record(store, PollOutcome(1, later, "nothing new", later, "the usual hour"))
        first, *others = [claim.id for claim in claims.select(store, faded, later)]
        acting.mark(store, ActKind.DISMISS, first, NOW)
        assert {claim.id for claim in claims.select(store, faded, later)} == set(others)
        assert [claim.id for claim in claims.select(store, parse("state:fading dismissed"), later)] == [first]
        made = {story for claim in claims.select(store, faded, later) for story in claim.stories}
        assert {story.id for story in reading.select(store, faded, later)} == made
    assert others


def test_commands_and_exports_understand_it(run: Run, polled: Home) -> None:
    said = run("claims", "state:contested", "--json", home=polled.root).stdout
    listed = [json.loads(line)["id"] for line in said.splitlines()]
    done = run("export", "claims", "state:contested", "--format", "jsonl", home=polled.root)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == listed != []
    wrong = run("claims", "state:hardned", home=polled.root)
    assert wrong.returncode == 2
    assert "'hardned' is no state; did you mean 'hardening'?" in wrong.stderr
