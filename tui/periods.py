"""A day or an hour of the coverage by which stories and claims are narrowed down, and how it stands in a query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

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
        form = "%Y-%m-%dT%H:00" if self.hourly else "%Y-%m-%d"
        return f"since:{self.begins:{form}} before:{self.ends:{form}}"

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


def narrowed(text: str, before: Period | None, period: Period | None) -> str:
    """A query narrowed to a period in the place of the one before; whatever else it asks for stays."""
    kept = text.replace(before.query, "") if before is not None else text
    return " ".join(filter(None, (" ".join(kept.split()), period.query if period is not None else "")))
