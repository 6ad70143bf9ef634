"""Asking: which questions are open, how many the day's budget holds, and each answer into the store as it comes.

Only the table of annotations is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from fetchers.progress import Progress
from reportedly.enrichment import questions
from reportedly.enrichment.answers import Refused, read
from reportedly.enrichment.model import Failed, Model
from reportedly.enrichment.pairs import doubtful
from reportedly.enrichment.questions import Question
from store import annotations as annotation_rows
from store import claims
from store.annotations import Annotation, Kind, anchor_of
from store.database import Store
from store.query import Query

#: Pairs asked about for one claim in one run, so that a claim of common terms does not eat a day's budget.
PAIRS_MOST = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to. `refused` and `failed`: why, and how often. `left`: open questions not put."""

    kept: int
    refused: Counter[str]
    failed: Counter[str]
    left: int
    budget_left: int

    @property
    def asked(self) -> int:
        return self.kept + self.refused.total() + self.failed.total()


def open_questions(store: Store, model: str | None, now: datetime) -> Iterator[Question]:
    """What this model has not answered yet, claim after claim, those of most outlets first: its label, then its
    doubtful pairs. `model` None: what none would have answered."""
    found = [claim for claim in claims.select(store, Query(), now) if not claim.dismissed]
    done = [remark for remark in annotation_rows.remarks(store) if remark.model == model and not remark.outdated]
    labelled = {remark.claim_id for remark in done if remark.kind is Kind.LABEL}
    compared = {frozenset((remark.claim_id, remark.other_id)) for remark in done if remark.kind is Kind.SAME}
    answered = annotation_rows.answered(store)
    by_id, place = {claim.id: claim for claim in found}, {claim.id: at for at, claim in enumerate(found)}
    partners: dict[int, list[int]] = defaultdict(list)
    for pair in doubtful(found):
        leading, other = sorted((pair.first, pair.second), key=place.__getitem__)
        if len(partners[leading]) < PAIRS_MOST and frozenset((leading, other)) not in compared:
            partners[leading].append(other)
    for claim in found:
        # A claim that a person named needs no other name.
        asked = [] if claim.named or claim.id in labelled else [questions.label(claim)]
        asked += [questions.same(claim, by_id[other]) for other in partners[claim.id]]
        yield from (question for question in asked if model is None or question.sha256(model) not in answered)


def room(store: Store, budget: int, now: datetime) -> int:
    """How many prompts the day's budget still holds; a day is UTC's."""
    return max(0, budget - annotation_rows.prompts_since(store, now.replace(hour=0, minute=0, second=0, microsecond=0)))


def enrich(
    store: Store,
    model: Model,
    clock: Callable[[], datetime],
    *,
    budget: int,
    limit: int | None,
    progress: Progress,
) -> Outcome:
    """Puts the open questions, as many as budget and limit allow. Whatever stops it, what came is kept."""
    now = clock()
    every = list(open_questions(store, model.name, now))
    allowed = room(store, budget, now)
    most = min(allowed, len(every) if limit is None else limit)
    kept, refused, failed = 0, Counter[str](), Counter[str]()
    for number, question in enumerate(islice(every, most), 1):
        made = _put(store, model, question, clock)
        if made.kind is Kind.REFUSED:
            refused[made.answer["why"]] += 1
        elif made.kind is Kind.FAILED:
            failed[made.answer["why"]] += 1
        else:
            kept += 1
        progress.step(number, min(most, len(every)), "prompts")
    asked = kept + refused.total() + failed.total()
    return Outcome(kept, refused, failed, len(every) - asked, allowed - asked)


def _put(store: Store, model: Model, question: Question, clock: Callable[[], datetime]) -> Annotation:
    """Puts one question and keeps what came of it, a failure too: it counts for the budget."""
    made = Annotation(clock(), model.name, question.sha256(model.name), Kind.FAILED, question.claims[0].id)
    try:
        made = _answered(made, question, model.ask(questions.SYSTEM, question.prompt, question.schema))
    except Failed as error:
        made = replace(made, answer=_why(question, str(error)))
    except KeyboardInterrupt:
        annotation_rows.add(store, replace(made, answer=_why(question, "interrupted")))
        raise
    annotation_rows.add(store, made)
    return made


def _answered(made: Annotation, question: Question, raw: str) -> Annotation:
    """The row for an answer: good with its anchors and quotes, or refused with why and no word of the model's."""
    try:
        answer = read(question, raw)
    except Refused as error:
        return replace(made, kind=Kind.REFUSED, answer=_why(question, str(error)))
    others = [(claim.id, anchor_of(claim)) for claim in question.claims[1:]]
    return replace(
        made,
        kind=question.kind,
        anchor=anchor_of(question.claims[0]),
        answer=answer.said,
        other=others[0] if others else None,
        quotes=answer.quotes,
    )


def _why(question: Question, reason: str) -> dict[str, str]:
    return {"question": question.kind.value, "why": reason}
