"""A claim in the words of some of its stories: what was said then, where its own wording is of another time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from narrative.openings import DATELINE, hangs
from narrative.wordings import as_it_was
from store.models import Claim, Mention, Stance


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


def first_told(claim: Claim, holding: Callable[[Mention], Iterable[Claim]] = lambda mention: ()) -> int:
    """The sentence that made it first, by number: of several of that story the one that has most of its words, those
    last that say what another claim says rather than this one. `holding`: the claims that hold a sentence."""
    # Loaded here: it brings the words of a language along, which who only asks how claims go does without.
    from narrative.regrouping import words_of

    first, own = claim.first, words_of(claim.statement)

    def rank(number: int) -> tuple[bool, bool, bool, int, float]:
        one = claim.mentions[number - 1]
        said = one.stance is not Stance.DENIED
        likest = max((its.likeness for other in holding(one) for its in other.mentions if _same(its, one)), default=0.0)
        mine = likest <= one.likeness
        return said, not one.headline, mine, len(own & words_of(one.sentence)), one.likeness

    its = [
        number
        for number, one in enumerate(claim.mentions, 1)
        if one.story_id == first.story_id and one.told_at == first.told_at and claim.told_in(one)
    ]
    return max(its, key=rank)


def _same(one: Mention, other: Mention) -> bool:
    return one.story_id == other.story_id and one.sentence == other.sentence


def first_words(claim: Claim, number: int | None = None) -> str:
    """In which words it was made first, where these are not its own: those may tell of what was only announced then.
    `number`: of the sentence that made it first, where that is known."""
    first = claim.mentions[(number or first_told(claim)) - 1]
    was = as_it_was(first, first.earlier[0]) if first.earlier else first
    words = as_told(replace(claim, mentions=(was,)), {was.story_id})
    return "" if words == claim.statement else words.rstrip(".")


def _rank(mention: Mention) -> tuple[bool, bool, bool, float]:
    return not mention.close, hangs(mention.sentence), mention.headline, -mention.likeness


def _words(mention: Mention) -> str:
    dateline = DATELINE.match(mention.sentence)
    return mention.sentence[dateline.end() :].strip() if dateline else mention.sentence
