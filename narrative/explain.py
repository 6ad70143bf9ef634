"""Why a claim is what it is, and why each of its mentions is in it, has its stance and its source.

Pure: `reportedly/explaining.py` gathers what these are told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from narrative.grounds import Belonging, Evidence, TermFact, belonging, carried_by, facts
from narrative.kinds import quoted, retold
from narrative.mentions import part, told
from narrative.reasons import SourceReason, StanceReason, source_reason, stance_reason
from narrative.statement import tidy
from narrative.topic import Topic
from store.models import Claim, ClaimKind, Mention, Story


@dataclass(frozen=True, slots=True)
class LabelFact:
    """Where a claim's wording is from: the mention whose sentence it is, and the share of the terms' weight that this
    carries (None: its text is not there any more). No number where the wording is a person's own (`Claim.named`) or no
    mention has it any more."""

    number: int | None
    carried: float | None = None


@dataclass(frozen=True, slots=True)
class KindFact:
    """What the kind of a claim goes by: the run of words that most chains have in quotation marks, and how many do; in
    how many stories it is told anew in its outlet's own words, and over how many days."""

    kind: ClaimKind
    quoted: str
    quoting: int
    retold: int
    days: int


@dataclass(frozen=True, slots=True)
class ClaimWhy:
    """Why a claim is what it is. `sentences`: how many there are in all stories; 0 where that is not known."""

    claim: Claim
    terms: tuple[TermFact, ...]
    sentences: int
    kind: KindFact
    label: LabelFact


@dataclass(frozen=True, slots=True)
class MentionWhy:
    """Why a mention is in its claim, has its stance and its source (None: it has none).

    `found`: whether its sentence was found again; where it was not, no terms are told.
    """

    claim: Claim
    number: int
    belonging: Belonging
    stance: StanceReason
    source: SourceReason | None
    found: bool
    sentences: int

    @property
    def mention(self) -> Mention:
        return self.claim.mentions[self.number - 1]


def why_claim(claim: Claim, topic: Topic, evidence: Evidence) -> ClaimWhy:
    """Why a claim is what it is."""
    known = facts(claim, topic, evidence)
    return ClaimWhy(claim, known, evidence.stats.sentences, _kind(claim), _label(claim, known, evidence))


def why_mention(
    whole: ClaimWhy, number: int, evidence: Evidence, story: Story, outlets: Collection[str], people: Collection[str]
) -> MentionWhy:
    """Why the mention of a number, from 1, is what it is. `story`: its own, in the version that says so; `outlets` and
    `people` are names known to be of such."""
    claim = whole.claim
    mention, row = claim.mentions[number - 1], evidence.rows.get(number)
    strongest = {term.term: term.weight for term in claim.terms}
    attribution = told(row, strongest)[0] if row is not None else None
    within = part(row, strongest) if row is not None else None
    return MentionWhy(
        claim,
        number,
        belonging(claim, number, whole.terms, evidence),
        stance_reason(mention, attribution, within),
        source_reason(mention, attribution, story, outlets, people),
        row is not None,
        whole.sentences,
    )


def _label(claim: Claim, known: tuple[TermFact, ...], evidence: Evidence) -> LabelFact:
    """Of several mentions with one wording the first."""
    if claim.named:
        return LabelFact(None)
    number = next((n for n, m in enumerate(claim.mentions, 1) if tidy(m.sentence) == claim.statement), None)
    row = evidence.rows.get(number) if number is not None else None
    return LabelFact(
        number, carried_by([fact for fact in known if fact.term in row.terms]) if row is not None else None
    )


def _kind(claim: Claim) -> KindFact:
    run, chains = quoted(claim.mentions)
    days = (claim.last_said_at - claim.first_said_at).days
    return KindFact(claim.kind, run, chains, len(retold(claim.mentions)), days)
