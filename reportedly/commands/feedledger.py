"""`reportedly feeds explain|score|pause|resume`."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta

from fetchers.domains import shared_domain
from fetchers.score import RULES, Finding, Score, score
from reportedly.clock import system_clock
from reportedly.commands.common import opened
from reportedly.exits import Exit
from reportedly.ledger import account_lines, account_record, poll_record
from reportedly.plain import when
from reportedly.saying import say
from store import feedlog, feeds, polls
from store.wording import counted

#: Findings that are printed; `--json` has them all.
_SHOWN = 40


def explain(options: argparse.Namespace) -> int:
    """A feed's last polls, the next one and why then."""
    with opened(options) as store:
        feed = feeds.get(store, options.id)
        account = polls.account(store, feed.id)
    if options.json:
        print(json.dumps(account_record(feed, account), ensure_ascii=False))
        return Exit.DONE
    for line in account_lines(feed, account, system_clock()):
        print(line)
    return Exit.DONE


def grade(options: argparse.Namespace) -> int:
    """Our own requests of the last days against the rules. FAILED where one was broken."""
    now = system_clock()
    start = now - timedelta(days=options.days)
    with opened(options) as store:
        found = score(polls.before(store, start), polls.since(store, start), shared_domain)
        urls = {feed.id: feed.address for feed in feeds.every(store)}
    if options.json:
        print(json.dumps(_record(found, options.days), ensure_ascii=False))
    else:
        _print(found, urls, options.days)
    return Exit.FAILED if found.broken else Exit.DONE


def _print(found: Score, urls: dict[int, str], days: int) -> None:
    if found.grade is None:
        say(f"no request in the ledger of the last {counted(days, 'day')}")
        return
    print(f"{found.grade:.1%} of {counted(found.requests, 'request')} in {counted(days, 'day')} broke no rule")
    for rule, what in RULES.items():
        broken = sum(finding.rule == rule for finding in found.broken)
        hand = sum(finding.rule == rule and finding.by_hand for finding in found.findings)
        by_hand = f", {hand} more by hand (poll --all)" if hand else ""
        mark = "broken" if broken else "kept" if found.checked[rule] else "-"
        print(f"{mark:<6}  {rule:<13}  {broken} of {found.checked[rule]}{by_hand}: {what}")
    for finding in found.findings[:_SHOWN]:
        print(_line(finding, urls))
    if len(found.findings) > _SHOWN:
        print(f"and {len(found.findings) - _SHOWN} more; --json has them all")


def _line(finding: Finding, urls: dict[int, str]) -> str:
    poll = finding.poll
    url = poll.exchange.url if poll.exchange else urls.get(poll.feed_id, "")
    hand = " (by hand)" if finding.by_hand else ""
    return f"{finding.rule}{hand}: poll {poll.id} of feed {poll.feed_id}, {when(poll.at)} UTC, {url}: {finding.why}"


def _record(found: Score, days: int) -> dict[str, object]:
    return {
        "days": days,
        "requests": found.requests,
        "grade": found.grade,
        "rules": [
            {
                "rule": rule,
                "what": what,
                "checked": found.checked[rule],
                "broken": sum(finding.rule == rule for finding in found.broken),
            }
            for rule, what in RULES.items()
        ],
        "findings": [
            {
                "rule": finding.rule,
                "why": finding.why,
                "by_hand": finding.by_hand,
                "feed": finding.poll.feed_id,
                "poll": poll_record(finding.poll),
            }
            for finding in found.findings
        ],
    }


def pause(options: argparse.Namespace) -> int:
    """Polls feeds no more until they are resumed: all that are named, or none where one is unknown."""
    now = system_clock()
    with opened(options) as store:
        found = feedlog.pause(store, options.ids, now)
    for feed in found:
        say(f"feed {feed.id} {feed.address} paused; reportedly feeds resume {feed.id}")
    return Exit.DONE


def resume(options: argparse.Namespace) -> int:
    """Polls feeds again: all that are named, or none where one is unknown."""
    with opened(options) as store:
        found = feedlog.resume(store, options.ids, system_clock())
    for feed in found:
        word = "resumed" if feed.paused_at else "is not paused"
        say(f"feed {feed.id} {feed.address} {word}")
    return Exit.DONE
