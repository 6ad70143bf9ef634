"""The ledger of one feed: what its polls brought and cost, when the next one is and why then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from fetchers.hosts import rule
from store.models import Feed
from store.polls import Account, Poll
from store.wording import counted, in_bytes
from tui import dates
from tui.style import FAINT, KEY, MUTED
from tui.text import Part, clean, fit, line, wrapped
from tui.widgets.prose import Prose

_LABEL = 11
#: From this width on the reason for the next poll stands behind each poll.
_WITH_REASON = 110


class FeedLedger(Prose):
    """Shows the account of a feed; `feed` is the one shown."""

    feed: Feed | None = None

    def show(self, feed: Feed | None, account: Account | None, now: datetime) -> None:
        """Shows a feed's account; the same feed stays where it was."""
        same = feed is not None and self.feed is not None and feed.id == self.feed.id
        self.feed = feed

        def setter(width: int) -> Sequence[Content]:
            if feed is None or account is None:
                return []
            return [*_facts(feed, account, now, width), line(), *_polls(account, now, width)]

        self.set_prose(setter, keep_place=same)


def _facts(feed: Feed, account: Account, now: datetime, width: int) -> Iterator[Content]:
    yield from _fact("address", (clean(feed.address), MUTED), width)
    yield from _fact("next poll", _next(feed, now), width)
    if why := rule(feed.url).why:
        yield from _fact("its host", (why, MUTED), width)
    if feed.last_error:
        yield from _fact("error", (clean(feed.last_error), "$error"), width)
    traffic = account.traffic
    if traffic.share is not None:
        whole = in_bytes(traffic.saved + traffic.spent)
        saved = line((f"{traffic.share:.1%} saved", "bold"), (f" by asking only for changes, of {whole}", MUTED))
        yield from _fact("bytes", saved, width)
    if feed.standing.moved_to:
        yield from _fact("redirect", _redirect(feed, now), width)
    edit = account.last_edit
    if edit:
        title = clean(edit.title) or "(no headline)"
        yield from _fact("last edit", line((f"{dates.stamp(edit.at, now)}  ", MUTED), title), width)
    else:
        yield from _fact("last edit", ("none seen", FAINT), width)
    for at, words in account.gaps:
        gap = line((f"{dates.stamp(at, now)}  ", MUTED), (clean(words), "$warning"))
        yield from _fact("gap", gap, width)


def _fact(label: str, value: Part, width: int) -> Iterator[Content]:
    """A labelled fact on as many lines as it takes."""
    room = max(12, width - _LABEL - 2)
    for number, part in enumerate(wrapped(line(value), room, 3)):
        yield line(" ", fit((label if not number else "", FAINT), _LABEL), part)


def _next(feed: Feed, now: datetime) -> Content:
    if feed.paused_at:
        since = dates.stamp(feed.paused_at, now)
        paused = line(("paused", "bold $warning"), f" since {since}: ", ("p", KEY), (" in the list, or ", MUTED))
        return line(paused, (f"reportedly feeds resume {feed.id}", KEY))
    if feed.next_poll_at is None:
        return line("now, as it has not been polled")
    at = dates.stamp(feed.next_poll_at, now)
    due = feed.next_poll_at <= now
    when = f"due since {at}, asked with the next poll" if due else f"{at}, {dates.until(feed.next_poll_at, now)}"
    return line((when, "bold"), (f"  {clean(feed.next_poll_reason or '')}", MUTED))


def _redirect(feed: Feed, now: datetime) -> Content:
    standing = feed.standing
    since = f" since {dates.stamp(standing.moved_since, now)}" if standing.moved_since else ""
    count = f", {counted(standing.moved_times, 'answer')}" if standing.moved_times else ", but another feed is there"
    return line("for good to ", (clean(standing.moved_to or ""), "bold"), (since + count, MUTED))


def _polls(account: Account, now: datetime, width: int) -> Iterator[Content]:
    if not account.polls:
        yield line((" No polls in the ledger yet.", MUTED))
        return
    head = f" {'polled':<13}{'status':>6}{'bytes':>10}{'time':>8}{'new':>5}  "
    yield line((head, FAINT), ("asked, outcome" + (", next" if width >= _WITH_REASON else ""), FAINT))
    for poll in account.polls:
        yield _line(poll, now, width)


def _line(poll: Poll, now: datetime, width: int) -> Content:
    status = str(poll.status) if poll.status else "-"
    style = "$error" if poll.error else "$success" if poll.new_entries else MUTED
    start = line(
        (f" {dates.stamp(poll.at, now):<13}", MUTED),
        (f"{status:>6}", style),
        (f"{in_bytes(poll.size):>10}{f'{poll.seconds:.2f} s':>8}", MUTED),
        (f"{poll.new_entries or '·':>5}  ", "bold" if poll.new_entries else FAINT),
    )
    why = poll.exchange.unconditional if poll.exchange else None
    asked = "if changed" if poll.conditional else "whole" + (f" ({why})" if why else "")
    asked += ", by hand" if poll.by_hand else ""
    parts: list[Part] = [(f"{asked}, ", MUTED), (clean(poll.error or poll.outcome), "$error" if poll.error else "")]
    if poll.exchange:
        parts += [(f", {status} to {clean(target)}", MUTED) for status, target in poll.exchange.redirects]
    if width >= _WITH_REASON and poll.next_at:
        parts.append((f"  → {dates.stamp(poll.next_at, now)}: {clean(poll.next_reason or '')}", FAINT))
    return line(start, fit(line(*parts), max(0, width - start.cell_length)))
