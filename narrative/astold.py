"""A claim in the words of some of its stories: what was said then, where its own wording is of another time."""

from __future__ import annotations

from collections.abc import Collection

from narrative.openings import DATELINE, hangs
from store.models import Claim, Mention


def as_told(claim: Claim, story_ids: Collection[int], taken: Collection[str] = ()) -> str:
    """The claim's own wording where one of these stories has it, or a person gave it; else the sentence of theirs that
    is most like the claim, those first that can be understood by themselves. Sentences that are `taken` are left to
    what took them, where there is another."""
    its = [mention for mention in claim.mentions if mention.story_id in story_ids]
    own = claim.statement.rstrip(".…")
    if claim.named or not its or any(own in mention.sentence for mention in its):
        return claim.statement
    free = [mention for mention in its if _words(mention) not in taken]
    return _words(min(free or its, key=_rank))


def _rank(mention: Mention) -> tuple[bool, bool, bool, float]:
    return not mention.close, hangs(mention.sentence), mention.headline, -mention.likeness


def _words(mention: Mention) -> str:
    dateline = DATELINE.match(mention.sentence)
    return mention.sentence[dateline.end() :].strip() if dateline else mention.sentence
