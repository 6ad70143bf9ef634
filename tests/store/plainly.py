"""What a query means, told without SQL: every story and every claim held against it in plain Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from store import claims, reading
from store.database import Store
from store.models import Claim, Mention, Story
from store.query import Node, Query, Term, leaves, parse
from store.querytimes import span

OF_MENTIONS = ("claim", "state", "stance", "by", "figure")
OF_SOURCES = ("stance", "by", "figure", "outlet", "lang", "author")


class Plain:
    """A store read whole, to be held against queries."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.now = now
        self.stories = {story.id: story for story in reading.select(store, parse("any"), now)}
        self.claims = claims.select(store, parse("any"), now)
        self.said = [(claim, mention) for claim in self.claims for mention in claim.mentions]
        self.feeds = {(row["feed_id"], row["story_id"]) for row in store.rows("SELECT * FROM entries")}
        self.states = store.states(store, now) if store.states else {}
        self.copies = {row["story_id"]: row["original"] for row in store.rows("SELECT * FROM chains")}

    def fitting_stories(self, query: Query) -> set[int]:
        off_too = _says(query, "rejected", "any")
        return {
            story.id
            for story in self.stories.values()
            if (off_too or story.relevant) and self._story_fits(query.terms, story)
        }

    def fitting_claims(self, query: Query) -> set[int]:
        asked = _says(query, "dismissed", "any")
        asked = asked or any(term.key == "claim" and wanted for term, wanted in leaves(query.terms))
        return {
            claim.id for claim in self.claims if (asked or not claim.dismissed) and self._claim_fits(query.terms, claim)
        }

    def _story_fits(self, nodes: Sequence[Node], story: Story) -> bool:
        said = [(claim, mention) for claim, mention in self.said if mention.story_id == story.id]
        one, left = _parted(nodes, OF_MENTIONS)
        if one and not any(all(self._said(term, *pair) for term in one) for pair in said):
            return False
        return all(
            _holds(node, lambda some: self._story_fits(some, story), lambda term: self._of_story(term, story))
            for node in left
        )

    def _claim_fits(self, nodes: Sequence[Node], claim: Claim) -> bool:
        one, left = _parted(nodes, OF_SOURCES)
        if one and not any(all(self._said(term, claim, mention) for term in one) for mention in claim.mentions):
            return False
        return all(
            _holds(node, lambda some: self._claim_fits(some, claim), lambda term: self._of_claim(term, claim))
            for node in left
        )

    def _said(self, term: Term, claim: Claim, mention: Mention) -> bool:
        match term.key:
            case "claim":
                return f"{claim.id}" in {value.lower().removeprefix("c") for value in term.values}
            case "state":
                return not claim.dismissed and self._in_state(term, claim)
            case "stance":
                return mention.stance in term.values
            case "by":
                return any(
                    mention.source_kind == value.lower() or _in(value, mention.attributed_to) for value in term.values
                )
            case "figure":
                return any(
                    figure.kind == value.lower() or _in(value, figure.value) or _in(value, figure.text)
                    for value in term.values
                    for figure in mention.figures
                )
            case _:
                return self._of_story(term, self.stories[mention.story_id])

    def _in_state(self, term: Term, claim: Claim) -> bool:
        return any(claim.id in self.states.get(state, ()) for state in term.values)

    def _of_story(self, term: Term, story: Story) -> bool:
        said = [mention for _, mention in self.said if mention.story_id == story.id]
        facts = {
            "unread": not story.read,
            "read": story.read,
            "saved": story.saved,
            "edited": story.revisions > 1,
            "revision": story.revisions > 1,
            "rejected": not story.relevant,
            "any": True,
            "note": story.note is not None,
            "claim": bool(said),
            "figure": any(mention.figures for mention in said),
        }
        match term.key:
            case "claim" | "state" | "stance" | "by" | "figure":
                return any(self._said(term, *pair) for pair in self.said if pair[1].story_id == story.id)
            case "flag" | "has":
                copies = self.copies.items()
                facts["copy"] = (
                    self.copies.get(story.id, story.id) != story.id
                    if term.key == "flag"
                    else any(first == story.id != copy for copy, first in copies)
                )
                return any(facts[value] for value in term.values)
            case "outlet":
                return any(_in(value, story.outlet) or _in(value, story.domain) for value in term.values)
            case "lang":
                return any((story.language or "").lower().startswith(value.lower()) for value in term.values)
            case "author":
                return any(_in(value, story.author) for value in term.values)
            case "feed":
                return any((int(value), story.id) in self.feeds for value in term.values)
            case "since" | "until" | "before" | "on":
                return self._timed(term, story.said_at, story.said_at)
            case _:
                title = story.title if term.key != "text" else ""
                # Of a story off the topic only the headline is searched.
                text = story.text if term.key != "title" and story.relevant else ""
                return any(_spoken(value, title) or _spoken(value, text) for value in term.values)

    def _of_claim(self, term: Term, claim: Claim) -> bool:
        match term.key:
            case "mark" | "is" | "flag":
                facts = {"pinned": claim.pinned, "dismissed": claim.dismissed, "any": True}
                return any(facts.get(value.lower(), claim.kind == value) for value in term.values)
            case "has":
                facts = {"note": claim.note is not None, "figure": any(one.figures for one in claim.mentions)}
                return any(facts[value] for value in term.values)
            case "since" | "until" | "before" | "on":
                return self._timed(term, claim.first_said_at, claim.last_said_at)
            case "word":
                told = [claim.statement, *(mention.sentence for mention in claim.mentions)]
                return any(_in(term.value.rstrip("*"), text) for text in told)
            case "claim":
                return self._said(term, claim, claim.mentions[0])
            case "state":
                return self._in_state(term, claim)
            case _:
                return any(self._said(term, claim, mention) for mention in claim.mentions)

    def _timed(self, term: Term, first: datetime, last: datetime) -> bool:
        said = span(term.value, (0, 0), self.now)
        match term.key:
            case "since":
                return last >= said.begins
            case "before":
                return first < said.begins
            case "until":
                return first < said.ends
            case _:
                return last >= said.day.begins and first < said.day.ends


def _holds(node: Node, group: Callable[[Sequence[Node]], bool], leaf: Callable[[Term], bool]) -> bool:
    if isinstance(node, Term):
        held = leaf(node)
    elif node.any:
        held = any(group([part]) for part in node.parts)
    else:
        held = group(node.parts)
    return held is not node.negated


def _parted(nodes: Sequence[Node], keys: Sequence[str]) -> tuple[list[Term], list[Node]]:
    """The terms of which one mention must hold, and the rest; a key that stands there twice is asked each time."""
    beside = [node for node in nodes if isinstance(node, Term) and node.key in keys and not node.negated]
    one = [term for term in beside if sum(other.key == term.key for other in beside) == 1]
    left = [node for node in nodes if not any(node is term for term in one)]
    return one, left


def _says(query: Query, *flags: str) -> bool:
    return any(
        value.lower() in flags
        for term, _ in leaves(query.terms)
        if term.key in ("flag", "mark", "is")
        for value in term.values
    )


def _in(part: str, text: str | None) -> bool:
    return part.lower() in (text or "").lower()


def _spoken(value: str, text: str) -> bool:
    """Whether the words stand in the text in that order, the last one perhaps only begun."""
    wanted, words = re.findall(r"\w+", value.lower()), re.findall(r"\w+", text.lower())
    for start in range(len(words) - len(wanted) + 1):
        there = words[start : start + len(wanted)]
        if there[:-1] == wanted[:-1] and (
            there[-1].startswith(wanted[-1]) if value.endswith("*") else there[-1] == wanted[-1]
        ):
            return True
    return False
