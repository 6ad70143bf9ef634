"""How the coverage speaks of the matter, as rows: a frame's share of each day's sentences, and the words that moved.

Shares belong to days of the whole coverage; nothing here says anything of one story or one outlet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from store.database import Store
from store.wording import counted
from tui import dates
from tui.course import Course
from tui.facets import FacetRow
from tui.messages import ShowQuery, ShowStories
from tui.periods import Period
from tui.shelf import Shelf
from tui.style import FAINT, MUTED
from tui.text import Part, clean, fit, line, row, wrapped
from tui.wiring import Wiring

if TYPE_CHECKING:
    from narrative.movedwords import Moved
    from narrative.spans import TimeSpan
    from narrative.topic import Frame

    _Words = tuple[tuple[TimeSpan, TimeSpan] | None, tuple[Moved, ...], int]

_WORDS = 10
#: With fewer originals on a side, a word that moved is one writer's.
FEWEST = 5
#: Room for `none on 13 Jun · most 100% on 13 Jun `.
_TOLD = 37
_BLOCKS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Framed:
    """The shares of each day, and the words that moved from the first of two spans to the second (None: there are no
    two); `read`: how many originals' words were compared; `few`: how many originals each span has, where that is too
    little to compare."""

    frames: tuple[Frame, ...]
    shares: Mapping[date, Mapping[str, float]]
    spans: tuple[TimeSpan, TimeSpan] | None
    words: tuple[Moved, ...]
    read: int
    few: tuple[int, int] | None = None


def told(store: Store, shelf: Shelf, wiring: Wiring, course: Course, period: Period | None) -> list[FacetRow]:
    """The rows for a period: the shares are read once for a course, the words once for each period."""
    if wiring.narrating is None:
        return []
    narrating = wiring.narrating()
    shares = shelf.get("shares", course, lambda: narrating.shares(store))
    kept: dict[Period | None, _Words] = shelf.get("words", course, dict)
    compared = spans(sorted(course.hours), period)
    few = _few(course, compared) if compared is not None else None
    if period not in kept:
        read = narrating.words(store, course.now, compared) if compared is not None and few is None else ((), 0)
        kept[period] = compared, *read
    return rows(Framed(narrating.frames(), shares, *kept[period], few), period)


def _few(course: Course, compared: tuple[TimeSpan, TimeSpan]) -> tuple[int, int] | None:
    """How many originals each span has, should one have fewer than can be compared."""
    before, after = (
        sum(count.originals for hour, count in course.hours.items() if span.holds(hour)) for span in compared
    )
    return (before, after) if min(before, after) < FEWEST else None


def spans(hours: Sequence[datetime], period: Period | None) -> tuple[TimeSpan, TimeSpan] | None:
    """All before the period, and the period; without one the halves of the time. None where one would be empty."""
    from narrative.spans import TimeSpan

    if not hours:
        return None
    first, last = hours[0], hours[-1] + timedelta(hours=1)
    if period is None:
        middle = first + (last - first) / 2
        found = TimeSpan(first, middle), TimeSpan(middle, last)
    else:
        found = TimeSpan(first, period.begins), TimeSpan(period.begins, period.ends)
    return found if all(any(span.begins <= hour < span.ends for hour in hours) for span in found) else None


def rows(framed: Framed, period: Period | None) -> list[FacetRow]:
    """A row a frame, then the words of each direction."""
    return [*_frames(framed, period), *_words(framed, period)]


def _frames(framed: Framed, period: Period | None) -> Iterator[FacetRow]:
    if not framed.frames or not framed.shares:
        yield FacetRow("none", lambda width, now: [line(("The topic names no frames, or none is counted yet.", MUTED))])
        return
    days = sorted(framed.shares)
    yield FacetRow("head", partial(_head, days))
    # The day under the cursor, or else the last one: a share that nobody asked about is told beside its peak.
    for frame in framed.frames:
        shares = {day: framed.shares[day].get(frame.id, 0.0) for day in days}
        peak = max(shares, key=lambda day: (shares[day], day))
        at = period.begins.date() if period is not None else days[-1]
        begins = datetime(peak.year, peak.month, peak.day, tzinfo=UTC)
        yield FacetRow(
            ("frame", frame.id),
            partial(_frame, frame.name, shares, peak, at),
            leads=partial(ShowQuery, (period or Period(begins)).query),
        )
    yield FacetRow("gap", lambda width, now: [line()])


def _head(days: Sequence[date], width: int, now: datetime) -> list[Content]:
    name = line(("Share of each day’s sentences in words of", "bold $secondary"))
    return [row(width, name, (f" {dates.day(days[0])} – {dates.day(days[-1])} ", FAINT))]


def _frame(name: str, shares: Mapping[date, float], peak: date, at: date, width: int, now: datetime) -> list[Content]:
    share = f"{shares[at]:.0%} on {dates.day(at)}" if at in shares else f"none on {dates.day(at)}"
    # As wide in every row, so that the days stand below one another.
    told = fit(line((share, "bold"), (f" · most {shares[peak]:.0%} on {dates.day(peak)} ", MUTED)), _TOLD, right=True)
    label = fit((clean(name), ""), max(12, min(32, width // 4)))
    room = width - label.cell_length - told.cell_length - 4
    if room <= (max(shares) - min(shares)).days:
        return [row(width, line("  ", (clean(name), "")), told), line("  ", _days(shares, at, max(8, width - 4)))]
    drawn = _days(shares, at, room)
    return [row(width, line("  ", label, " ", drawn), told)]


def _days(shares: Mapping[date, float], at: date, room: int) -> Content:
    """A block a day, of more days than there is room for the last; the day that is looked at stands out."""
    first, last = min(shares), max(shares)
    total = (last - first).days + 1
    days = [first + timedelta(days=number) for number in range(max(0, total - room), total)]
    top = max(shares.values()) or 1.0
    wide = max(1, min(5, room // len(days)))
    parts: list[Part] = []
    for day in days:
        share = shares.get(day)
        if share is None:
            parts.append((" " * wide, FAINT))
        else:
            block = _BLOCKS[max(1, round(share / top * 8))] if share else "·"
            parts.append((block * wide, "bold $key" if day == at else "$bar" if share else FAINT))
    return line(*parts)


def _words(framed: Framed, period: Period | None) -> Iterator[FacetRow]:
    if framed.spans is None:
        yield FacetRow("no words", lambda width, now: [line(("No earlier time to compare words with.", MUTED))])
        return
    if framed.few is not None:
        yield FacetRow("few", partial(_too_few, framed.few, period))
        return
    yield FacetRow("spans", partial(_compared, framed, period))
    more = [word for word in framed.words if word.z > 0][:_WORDS]
    less = [word for word in framed.words if word.z < 0][:_WORDS]
    if not more and not less:
        yield FacetRow("none moved", lambda width, now: [line(("  none moved further than by chance", MUTED))])
    for word in (*more, *less):
        yield FacetRow(
            ("word", word.word),
            partial(_word, word, framed.words),
            leads=partial(ShowStories, word.story_ids, f"“{clean(word.word)}”"),
        )


def _too_few(few: tuple[int, int], period: Period | None, width: int, now: datetime) -> list[Content]:
    before, after = few
    when = f"on {period.name}" if period is not None else "in the later half"
    said = f"Too little to compare words: {counted(after, 'original')} {when}, {before:,} before; it takes {FEWEST}."
    return wrapped(line((said, MUTED)), width)


def _compared(framed: Framed, period: Period | None, width: int, now: datetime) -> list[Content]:
    assert framed.spans is not None
    before, after = framed.spans
    since = period.name if period is not None else f"since {dates.day(after.begins)}"
    told = f" {dates.day(before.begins)} – {dates.day(before.ends)}, then {since} · {counted(framed.read, 'original')} "
    return [row(width, line(("Words that moved", "bold $secondary")), (told, FAINT))]


def _word(word: Moved, every: Sequence[Moved], width: int, now: datetime) -> list[Content]:
    top = max(abs(one.z) for one in every)
    size = max(1, round(abs(word.z) / top * 16))
    sign: Part = ("▲ more ", "$accent") if word.z > 0 else ("▼ less ", FAINT)
    said = line("  ", sign, fit((clean(word.word), "bold"), 20), (f"{word.before:>4} → {word.after:<4}", MUTED))
    return [row(width, line(said, " ", ("━" * size, "$bar" if word.z > 0 else FAINT)), (f" z {word.z:+.1f} ", FAINT))]
