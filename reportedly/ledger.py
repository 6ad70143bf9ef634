"""A feed's account as plain lines and as JSON: its last polls, the next one and why then, and what is pending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from fetchers.hosts import rule
from fetchers.moving import OVER, TIMES
from reportedly.plain import when
from store.codec import stamp
from store.models import Feed
from store.polls import Account, Poll
from store.wording import counted, in_bytes


def account_lines(feed: Feed, account: Account, now: datetime) -> Iterator[str]:
    """What a person wants to know of a feed's polls, newest first."""
    yield f"{feed.title or feed.address}  (feed {feed.id}, {feed.outlet})"
    yield feed.address
    yield next_line(feed, now)
    if why := rule(feed.url).why:
        yield f"its host: {why}"
    if feed.last_error:
        yield f"error: {feed.last_error}"
    yield saved_line(account)
    if pending := pending_line(feed):
        yield pending
    if account.last_edit:
        edit = account.last_edit
        yield f"last edit seen: {when(edit.at)} UTC, story {edit.story_id}: {edit.title or '(no headline)'}"
    else:
        yield "last edit seen: none"
    for at, words in account.gaps:
        yield f"gap: {when(at)} UTC, {words}"
    yield ""
    if not account.polls:
        yield "no polls in the ledger yet"
        return
    yield POLL_HEADING
    yield from (poll_line(poll) for poll in account.polls)


def next_line(feed: Feed, now: datetime) -> str:
    """When it is polled next, and why then."""
    if feed.paused_at:
        return f"paused since {when(feed.paused_at)} UTC; resume with: reportedly feeds resume {feed.id}"
    if feed.next_poll_at is None:
        return "next poll: with the next reportedly poll, as it has not been polled"
    late = " (due)" if feed.next_poll_at <= now else ""
    return f"next poll: {when(feed.next_poll_at)} UTC{late}, because: {feed.next_poll_reason or 'not written down'}"


def saved_line(account: Account) -> str:
    """What conditional requests spared."""
    share = account.traffic.share
    if share is None:
        return "bytes: nothing came yet"
    spared = f"{in_bytes(account.traffic.saved)} of {in_bytes(account.traffic.saved + account.traffic.spent)}"
    return f"bytes: {share:.1%} saved by conditional requests ({spared})"


def pending_line(feed: Feed) -> str:
    """A permanent redirect that has not rewritten the address yet."""
    standing = feed.standing
    if not standing.moved_to:
        return ""
    since = when(standing.moved_since)
    if not standing.moved_times:
        return f"redirected for good to {standing.moved_to} since {since} UTC, but what is there is another feed"
    return (
        f"redirected for good to {standing.moved_to} since {since} UTC, "
        f"{counted(standing.moved_times, 'identical answer')}; the address is rewritten after {TIMES} "
        f"over {OVER.total_seconds() / 3600:.0f} h"
    )


POLL_HEADING = f"{'polled (UTC)':<16}  {'status':>6}  {'bytes':>8}  {'seconds':>7}  {'new':>4}  asked, outcome, next"


def poll_line(poll: Poll) -> str:
    """One poll on a line."""
    moved = "".join(f"; {status} to {target}" for status, target in poll.exchange.redirects) if poll.exchange else ""
    following = f"; next {when(poll.next_at)}: {poll.next_reason}" if poll.next_at else ""
    return (
        f"{when(poll.at):<16}  {poll.status or '-':>6}  {in_bytes(poll.size):>8}  {poll.seconds:>7.2f}  "
        f"{poll.new_entries:>4}  {asked(poll)}, {poll.error or poll.outcome}{moved}{following}"
    )


def asked(poll: Poll) -> str:
    """How a poll asked."""
    by_hand = ", by hand" if poll.by_hand else ""
    if poll.conditional:
        return "if changed" + by_hand
    why = poll.exchange.unconditional if poll.exchange else None
    return f"whole{f' ({why})' if why else ''}{by_hand}"


def account_record(feed: Feed, account: Account) -> dict[str, Any]:
    """The account as a JSON object; times ISO 8601 in UTC or null."""
    standing, edit = feed.standing, account.last_edit
    return {
        "id": feed.id,
        "url": feed.address,
        "title": feed.title,
        "next_poll_at": stamp(feed.next_poll_at),
        "next_poll_reason": feed.next_poll_reason,
        "paused_at": stamp(feed.paused_at),
        "last_error": feed.last_error,
        "failures": feed.failures,
        "bytes_spent": account.traffic.spent,
        "bytes_saved": account.traffic.saved,
        "share_saved": account.traffic.share,
        "redirect": {"to": standing.moved_to, "since": stamp(standing.moved_since), "answers": standing.moved_times}
        if standing.moved_to
        else None,
        "last_edit": {"at": stamp(edit.at), "story_id": edit.story_id, "title": edit.title} if edit else None,
        "gaps": [{"at": stamp(at), "what": words} for at, words in account.gaps],
        "polls": [poll_record(poll) for poll in account.polls],
    }


def poll_record(poll: Poll) -> dict[str, Any]:
    """One line of the ledger as a JSON object."""
    record: dict[str, Any] = {
        "id": poll.id,
        "at": stamp(poll.at),
        "due_at": stamp(poll.due_at),
        "by_hand": poll.by_hand,
        "status": poll.status,
        "outcome": poll.outcome,
        "error": poll.error,
        "conditional": poll.conditional,
        "bytes": poll.size,
        "seconds": poll.seconds,
        "entries": poll.entries,
        "new_entries": poll.new_entries,
        "next_at": stamp(poll.next_at),
        "next_reason": poll.next_reason,
    }
    seen = poll.exchange
    if seen:
        record |= {
            "url": seen.url,
            "unconditional": seen.unconditional,
            "sent": {"etag": seen.sent[0], "last_modified": seen.sent[1]},
            "got": {"etag": seen.got[0], "last_modified": seen.got[1]},
            "full_bytes": seen.full_bytes,
            "asked_seconds": seen.asked_seconds,
            "hold_seconds": seen.hold_seconds,
            "redirects": [{"status": status, "to": target} for status, target in seen.redirects],
        }
    return record
