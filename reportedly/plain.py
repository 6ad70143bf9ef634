"""Findings as plain lines of text, for pipes, mails and screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from narrative.astold import first_words
from narrative.briefwords import STATEMENT, short
from store.annotations import Kind, Remark
from store.feedlog import FeedAct
from store.feedstate import state_of
from store.marklog import MarkAct, MarkKind
from store.models import Act, ActKind, Claim, Feed, Mention, PollSummary, Story
from store.reading import HIT_END, HIT_START
from store.statements import chosen
from store.wording import counted, disagreement_lines, kind_tag, made_by, page_lines, told_once


def when(moment: datetime | None) -> str:
    """A time as lists show it, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"


def poll_lines(summary: PollSummary) -> Iterator[str]:
    """What a poll came to: the failures, then a line of figures."""
    told = told_once(summary.failures, "reportedly feeds list shows which")
    yield from told
    if not summary.feeds and not summary.pages and not summary.looks:
        yield (
            f"{counted(summary.left, 'feed')} left alone: asked a moment ago, or told to wait; "
            "reportedly feeds explain ID says why"
            if summary.left
            else "no feed is due; poll all of them with: reportedly poll --all"
        )
        return
    again = f", {summary.looks} looked at again" if summary.looks else ""
    yield (
        f"{counted(summary.feeds, 'feed')} polled, {summary.not_modified} unchanged, "
        f"{len(summary.failures)} failed; {counted(summary.new_entries, 'new entry', 'new entries')}, "
        f"{summary.new_stories} on the topic; {counted(summary.pages, 'page')} fetched{again}, "
        f"{counted(summary.changed, 'story', 'stories')} changed"
    )
    if summary.waiting:
        waiting = "1 page waits" if summary.waiting == 1 else f"{summary.waiting:,} pages wait"
        yield f"{waiting} to be fetched by the next poll"


def story_line(story: Story, snippet: str | None = None) -> str:
    """One story on a line: id, marks, date, outlet, headline."""
    marks = ("s" if story.saved else "-") + ("-" if story.read else "u") + ("e" if story.revisions > 1 else "-")
    head = f"{story.id:>6}  {marks}  {when(story.said_at)}  {story.outlet}: {story.title or '(no headline)'}"
    if not snippet:
        return head
    passage = " ".join(snippet.split()).replace(HIT_START, "[").replace(HIT_END, "]")
    return f"{head}\n{'':>13}{passage}"


def claim_line(claim: Claim) -> str:
    """One claim on two lines: what is said, then by how many and how surely."""
    stances = ", ".join(f"{count} {stance}" for stance, count in claim.stances.items() if count)
    name, tag, words = f"c{claim.id}", kind_tag(claim), first_words(claim)
    says = f": “{short(words, STATEMENT)}”" if words else ""
    return (
        f"{name:>6}  {claim.statement}\n{'':>8}{f'{tag}; ' if tag else ''}{made_by(claim)}; "
        f"first {when(claim.first_said_at)} by {claim.first_said_by}{says}; {stances}{_marks(claim)}"
    )


def _marks(claim: Claim) -> str:
    """What a person did with a claim."""
    words = ("named", claim.named), ("pinned", claim.pinned), ("dismissed", claim.dismissed)
    said = ", ".join(word for word, holds in words if holds)
    return (f"; {said} by you" if said else "") + (f"; note: {claim.note}" if claim.note else "")


def act_line(act: Act) -> str:
    """One act on a line: when, what, and whether it was taken back."""
    name, other, count = f"c{act.claim_id}", f"c{act.other_id}", counted(len(act.other), "mention")
    did = {
        ActKind.MERGE: f"merge {name} {other}",
        ActKind.SPLIT: f"split {name}: {count} to {other}",
    }.get(act.kind, f"{act.kind} {name}{f': {act.text}' if act.text else ''}")
    return f"{when(act.at)}  {did}" + (f"  (undone {when(act.undone_at)})" if act.undone_at else "")


def mark_line(mark: MarkAct, title: str | None = None) -> str:
    """One act on stories on a line: when, what, on which, and whether it was taken back."""
    shown = ", ".join(map(str, mark.story_ids[:6]))
    more = f" and {len(mark.story_ids) - 6} more" if len(mark.story_ids) > 6 else ""
    words = f": {mark.text}" if mark.text else f" ({title})" if title else ""
    did = "note taken off" if mark.kind is MarkKind.NOTE and not mark.text else mark.kind.value
    undone = f"  (undone {when(mark.undone_at)})" if mark.undone_at else ""
    return f"{when(mark.at)}  {did} {shown}{more}{words}{undone}"


def feed_act_line(act: FeedAct) -> str:
    """One act on feeds on a line: when, what, with which, and whether it was taken back."""
    which = act.names[0] if len(act.names) == 1 else counted(len(act.names), "feed")
    undone = f"  (undone {when(act.undone_at)})" if act.undone_at else ""
    return f"{when(act.at)}  {act.kind} {which}{f': {act.text}' if act.text else ''}{undone}"


#: For so long a feed is marked where entries of it may have been missed.
GAP_SHOWN = timedelta(days=7)
#: What stands over a list of feeds; scripts read `--json`.
FEED_HEADING = (
    f"{'id':>4}  {'health':<10}  {'last poll (UTC)':<16}  {'next poll (UTC)':<16}  relevant/seen  feed, address, note"
)


def feed_line(feed: Feed) -> str:
    """One feed on a line, with its error where it has one."""
    following = "-" if feed.paused_at else when(feed.next_poll_at)
    line = (
        f"{feed.id:>4}  {state_of(feed):<10}  {when(feed.last_poll_at):<16}  {following:<16}  "
        f"{f'{feed.stories_relevant}/{feed.entries_seen}':>13}  {feed.title}  {feed.address}"
    )
    if feed.note:
        line += f"  ({feed.note})"
    if feed.last_gap_at and feed.last_poll_at and feed.last_poll_at - feed.last_gap_at < GAP_SHOWN:
        line += f"\n{'':>18}it rolled over: entries may have been missed before {when(feed.last_gap_at)} UTC"
    if not feed.last_error:
        return line
    then = "" if feed.paused_at else f"; {feed.next_poll_reason}"
    return f"{line}\n{'':>18}{feed.last_error}{then}"


def story_lines(
    story: Story, versions: Sequence[str], said: list[tuple[int, str, Mention]], copies: Sequence[str] = ()
) -> Iterator[str]:
    """A story whole: headline, where and when, why it was judged as it was, what is told of its versions and of its
    copies, text, claims."""
    yield story.title or "(no headline)"
    yield f"{story.outlet}{f', {story.author}' if story.author else ''}"
    yield story.url
    by = chosen(story.statements).get("published_at")
    stated = f" ({by.source})" if by and story.published_at else ""
    yield f"published {when(story.published_at)} UTC{stated}, first seen {when(story.first_seen_at)} UTC"
    source = "its page" if story.text_source == "page" else f"the feed only ({story.page_note or 'page not fetched'})"
    yield f"text from {source}"
    if said_by_page := page_lines(story):
        yield f"its page: {'; '.join(said_by_page)}"
    yield from (f"differs: {line}" for line in disagreement_lines(story))
    if story.page_note and story.text_source == "page":
        yield f"its page: {story.page_note}"
    yield judged(story)
    if story.note:
        yield f"your note: {story.note}"
    yield from versions
    yield from copies
    yield ""
    yield story.text
    if said:
        yield ""
        yield "Claims:"
        yield from (f"  c{claim_id}  {mention.stance}: {statement}" for claim_id, statement, mention in said)


def judged(story: Story) -> str:
    """Whether a story belongs to the topic, who says so, and by which terms."""
    verdict = "on the topic" if story.relevant else "not on the topic"
    by = ", by your word" if story.judged_by_hand else ""
    terms = ", ".join(f"{match.term} {match.weight:+g}" for match in story.matched) or "no terms"
    return f"{verdict}{by}; relevance {story.relevance:.2f} ({terms})"


def claim_lines(claim: Claim) -> Iterator[str]:
    """A claim whole: its mentions oldest first, each with its number, stance, cue and source."""
    yield claim_line(claim).strip()
    yield ""
    for number, mention in enumerate(claim.mentions, 1):
        cue = mention.cue
        words = f", cue '{mention.sentence[cue.start - mention.start : cue.end - mention.start]}'" if cue else ""
        via = f", via {mention.via}" if mention.via else ""
        source = f", on the word of {mention.attributed_to}{via}" if mention.attributed_to else ""
        told = f"{mention.outlet} (story {mention.story_id}), {mention.stance}{words}{source}"
        yield f"{number:>3}  {when(mention.said_at)}  {told}"
        yield f"     {mention.sentence}"
        for was in mention.earlier:
            yield f"     from {when(was.said_at)} until {when(was.until)}, {was.stance}: {was.sentence}"


def remark_lines(remarks: Sequence[Remark]) -> Iterator[str]:
    """What outside models remarked on a claim, a heading a model; nothing where none did."""
    for model in dict.fromkeys(remark.model for remark in remarks):
        yield ""
        yield f"Remarks by {model} (not the rules' word):"
        for remark in remarks:
            if remark.model != model:
                continue
            late = "  (outdated: the claim has changed by more than half since)" if remark.outdated else ""
            yield f"{when(remark.at)}  {_remark(remark)}{late}"
            yield from (f"    story {quote.story_id}: “{quote.text}”" for quote in remark.quotes)


def _remark(remark: Remark) -> str:
    if remark.kind is Kind.LABEL:
        return f"label: {remark.label}"
    other = f"c{remark.other_id}" if remark.other_id is not None else "a claim that is no more"
    return f"{'the same assertion as' if remark.same else 'another assertion than'} {other}"
