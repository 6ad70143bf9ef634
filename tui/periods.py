"""A day or an hour of the coverage by which stories and claims are narrowed down, and how it stands in a query."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from store.models import Claim
from tui import dates


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or where `hourly` an hour, that begins at `begins` (UTC)."""

    begins: datetime
    hourly: bool = False

    @property
    def ends(self) -> datetime:
        return self.begins + (timedelta(hours=1) if self.hourly else timedelta(days=1))

    @property
    def name(self) -> str:
        """`13 Jun`, or `13 Jun 14 h`."""
        return f"{dates.day(self.begins)} {self.begins:%H} h" if self.hourly else dates.day(self.begins)

    @property
    def query(self) -> str:
        """The stories of this time, in the query language."""
        if not self.hourly:
            return f"on:{self.begins:%Y-%m-%d}"
        return f"since:{self.begins:%Y-%m-%dT%H:00} before:{self.ends:%Y-%m-%dT%H:00}"

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends

    def tells(self, claim: Claim) -> bool:
        """Whether a claim was told in it."""
        return any(self.holds(mention.said_at) for mention in claim.mentions)

    def of(self, claim: Claim) -> Claim | None:
        """The claim as far as it was told in it; None where it was not."""
        told = tuple(mention for mention in claim.mentions if self.holds(mention.said_at))
        return replace(claim, mentions=told) if told else None


def narrowed(text: str, before: Period | None, period: Period | None) -> str:
    """A query narrowed to a period in the place of the one before; whatever else it asks for stays."""
    kept = text.replace(before.query, "") if before is not None else text
    return " ".join(filter(None, (" ".join(kept.split()), period.query if period is not None else "")))
