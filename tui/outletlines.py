"""How outlets work, as rows: how original each is and how late, how often surer than what it follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from store.database import Store
from store.models import Claim
from tui import dates
from tui.course import Course
from tui.facets import FacetRow
from tui.messages import ShowQuery
from tui.periods import Period
from tui.shelf import Shelf
from tui.style import FAINT, MUTED
from tui.text import Part, clean, fit, line
from tui.wiring import Wiring

if TYPE_CHECKING:
    from narrative.outlets import OutletRecord
    from narrative.spans import TimeSpan

_NAME, _BAR, _LAG = 26, 12, 12
_WIDE, _WIDER = 62, 92


def told(
    store: Store, shelf: Shelf, wiring: Wiring, course: Course, claims: Sequence[Claim], period: Period | None
) -> list[FacetRow]:
    """The rows for a period; how outlets work is found once for a course, and for each period of it."""
    if wiring.narrating is None:
        return []
    narrating = wiring.narrating()
    kept: dict[Period | None, tuple[OutletRecord, ...]] = shelf.get("outlets", course, dict)
    if period not in kept:
        kept[period] = narrating.outlets(store, *_told_in(period, claims, course.now))
    return rows(kept[period], period)


def _told_in(
    period: Period | None, claims: Sequence[Claim], now: datetime
) -> tuple[Sequence[Claim], datetime, TimeSpan | None]:
    """What is asked of the claims: of a period those that were told in it."""
    from narrative.spans import TimeSpan

    if period is None:
        return claims, now, None
    return [claim for claim in claims if period.tells(claim)], now, TimeSpan(period.begins, period.ends)


def rows(records: Sequence[OutletRecord], period: Period | None = None) -> list[FacetRow]:
    """The most original first; of equals those that are first to tell."""
    carrying = [one for one in records if one.claims]
    if not carrying:
        said = f"No outlet told a claim on {period.name}." if period is not None else "No outlet carries a claim yet."
        return [FacetRow("none", lambda width, now: [line((said, MUTED))])]
    order = sorted(carrying, key=lambda one: (-one.originality, one.lag or timedelta(0), one.outlet))
    slowest = max((one.lag for one in records if one.lag is not None), default=timedelta(hours=1))
    of_all = period is None
    found = [FacetRow("head", partial(_head, of_all))]
    for one in order:
        name = one.outlet.replace('"', "")
        found.append(
            FacetRow(
                ("outlet", one.outlet),
                partial(_outlet, one, slowest, of_all),
                leads=partial(ShowQuery, " ".join(filter(None, (f'outlet:"{name}"', period.query if period else "")))),
            )
        )
    return found


def _name_width(width: int) -> int:
    return _NAME if width >= _WIDE else max(10, width - _BAR - _LAG - 12)


def _head(of_all: bool, width: int, now: datetime) -> list[Content]:
    parts: list[Part] = [
        fit(("Outlet", "bold $secondary"), _name_width(width)),
        fit(("originals/tellings", MUTED), _BAR + 9),
        fit(("after the first", MUTED), _LAG + 10 if width >= _WIDE else _LAG),
    ]
    if width >= _WIDER:
        parts.append(("claims  surer  credits" + ("  silent" if of_all else ""), MUTED))
    return [fit(line(*parts), width)]


def _outlet(one: OutletRecord, slowest: timedelta, of_all: bool, width: int, now: datetime) -> list[Content]:
    share = one.originality
    full = round(share * _BAR)
    parts: list[Part] = [
        fit((clean(one.outlet), "bold"), _name_width(width) - 1),
        " ",
        ("█" * full, "$success"),
        ("░" * (_BAR - full), FAINT),
        fit((f" {one.originals}/{one.tellings}", MUTED), 9),
        *_lag(one.lag, slowest, width >= _WIDE),
    ]
    if width >= _WIDER:
        surer = f"{len(one.harder)}/{one.compared}" if one.compared else "–"
        credited = f"{one.credited}/{one.compared}" if one.compared else "–"
        silent = f"  {len(one.silent):>6}" if of_all else ""
        parts.append((f"{one.claims:>6}  {surer:>5}  {credited:>7}{silent}", MUTED))
    return [fit(line(*parts), width)]


def _lag(lag: timedelta | None, slowest: timedelta, wide: bool) -> list[Part]:
    """How late it is in the middle: as a place on the way to the slowest, and in words."""
    if lag is None:
        return [fit(("always first", "$accent"), _LAG + (10 if wide else 0))]
    said = fit((dates.size(lag), MUTED), 10)
    if not wide:
        return [said]
    place = round(lag / slowest * (_LAG - 2)) if slowest else 0
    return [("─" * place, FAINT), ("●", "$bar"), ("─" * (_LAG - 2 - place), FAINT), " ", said]
