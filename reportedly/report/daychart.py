"""The course of the story as a drawing: stories by day, originals below their copies, on the bands of its phases; how
surely claims were told; and on which days something turned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from narrative.course import CourseDay
from narrative.phases import Phase
from reportedly.report.html import Markup, tag
from reportedly.report.scale import Scale
from store.models import Stance
from store.wording import counted

#: Pixels: above the bars for the numbers of phases, the bars, the stances, a row of events.
_HEAD, _BARS, _STANCES, _ROW = 24, 150, 44, 22
#: A drawing has no more bars than this; where there are more days a bar is of seven or more.
MOST = 120
_SPANS = (1, 7, 28, 91, 364)


@dataclass(frozen=True, slots=True)
class Bar:
    """Some days that share a bar. `tellings`: of how many chains, by stance."""

    first: date
    last: date
    stories: int
    chains: int
    stances: Mapping[Stance, float]

    @property
    def copies(self) -> int:
        return self.stories - self.chains


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: its row, and what it was in words."""

    row: str
    at: datetime
    text: str


def bars(days: Sequence[CourseDay]) -> list[Bar]:
    """The days in as few bars as a drawing has room for; of a stance's shares the mean of the days that have any."""
    span = next((span for span in _SPANS if len(days) / span <= MOST), _SPANS[-1])
    found = []
    for begin in range(0, len(days), span):
        some = days[begin : begin + span]
        told = [day.stances for day in some if day.stances]
        shares = {stance: sum(day[stance] for day in told) / len(told) for stance in Stance} if told else {}
        stories, chains = sum(day.stories for day in some), sum(day.chains for day in some)
        found.append(Bar(some[0].day, some[-1].day, stories, chains, shares))
    return found


def drawing(days: Sequence[CourseDay], phases: Sequence[Phase], events: Sequence[Event], summary: str) -> Markup:
    """The drawing with its title and description; `summary` is what the description says."""
    scale = Scale(_midnight(days[0].day), _midnight(days[-1].day + timedelta(days=1)))
    shown = bars(days)
    rows = list(dict.fromkeys(event.row for event in events))
    foot = _HEAD + _BARS + 20 + _STANCES + 14
    height = foot + len(rows) * _ROW + 22
    plot = [
        *_bands(phases, scale, height - 22),
        *_bars(shown, scale),
        *_stances(shown, scale, _HEAD + _BARS + 20),
        *_events(events, rows, scale, foot),
        *_ticks(scale, height),
    ]
    names = [("stories", _HEAD + _BARS - 4), ("stances", foot - 18)]
    names += [(row, foot + number * _ROW + 15) for number, row in enumerate(rows)]
    return tag(
        "svg",
        tag("title", "Stories by day", id="timeline-title"),
        tag("desc", summary, id="timeline-desc"),
        tag("g", [tag("text", name, x="0", y=place) for name, place in names], class_="names"),
        tag("g", plot, class_="plot"),
        role="img",
        aria_labelledby="timeline-title timeline-desc",
        width="100%",
        height=height,
        class_="chart days",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _wide(scale: Scale, first: date, last: date) -> tuple[float, float]:
    """Where days begin, both ends included, and how wide they are, in per cent."""
    left = scale.place(_midnight(first))
    return left, round(scale.place(_midnight(last + timedelta(days=1))) - left, 3)


def _bands(phases: Sequence[Phase], scale: Scale, height: int) -> Iterator[Markup]:
    for number, phase in enumerate(phases, 1):
        left, wide = _wide(scale, phase.first, phase.last)
        if wide <= 0:
            continue
        kind = "quiet" if phase.quiet else "even" if number % 2 == 0 else "odd"
        yield tag("rect", x=f"{left}%", y="0", width=f"{wide}%", height=height, class_=f"band {kind}")
        if wide > 2.2:
            yield tag("text", number, x=f"{left}%", y="15", dx="4", class_="phase")


def _bars(shown: Sequence[Bar], scale: Scale) -> Iterator[Markup]:
    most = max((bar.stories for bar in shown), default=0) or 1
    floor = _HEAD + _BARS
    yield tag("line", x1="0", x2="100%", y1=floor, y2=floor, class_="axis")
    peak = next((bar for bar in shown if bar.stories == most), None)
    for bar in shown:
        left, wide = _wide(scale, bar.first, bar.last)
        place, gap = f"{left + wide * 0.09:.3f}%", f"{wide * 0.82:.3f}%"
        low, high = bar.chains / most * (_BARS - 18), bar.copies / most * (_BARS - 18)
        told = f"{_dates(bar)}: {counted(bar.stories, 'story', 'stories')}, of these {bar.copies} copies"
        pieces = [("originals", low, floor - low), ("copies", high, floor - low - high)]
        drawn = [
            tag("rect", x=place, y=f"{top:.1f}", width=gap, height=f"{tall:.1f}", class_=kind)
            for kind, tall, top in pieces
            if tall
        ]
        if drawn:
            yield tag("g", tag("title", told), drawn)
        if bar is peak:
            middle = f"{left + wide / 2:.3f}%"
            yield tag("text", bar.stories, x=middle, y=f"{floor - low - high - 5:.1f}", class_="middle value")


def _dates(bar: Bar) -> str:
    first = f"{bar.first:%-d %B %Y}"
    return first if bar.first == bar.last else f"{first} to {bar.last:%-d %B %Y}"


def _stances(shown: Sequence[Bar], scale: Scale, top: int) -> Iterator[Markup]:
    """The share of each stance in a bar's tellings, the surest at the bottom and what is denied above all."""
    for bar in shown:
        if not bar.stances:
            continue
        left, wide = _wide(scale, bar.first, bar.last)
        drawn, low = [], float(top + _STANCES)
        for stance in (Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.QUESTIONED, Stance.DENIED):
            tall = bar.stances.get(stance, 0.0) * _STANCES
            if tall:
                low -= tall
                drawn.append(
                    tag(
                        "rect",
                        x=f"{left + wide * 0.09:.3f}%",
                        y=f"{low:.1f}",
                        width=f"{wide * 0.82:.3f}%",
                        height=f"{tall:.1f}",
                        class_=f"share {stance}",
                    )
                )
        shares = ", ".join(f"{share:.0%} {stance}" for stance, share in bar.stances.items() if share)
        yield tag("g", tag("title", f"{_dates(bar)}: {shares}"), drawn)


def _events(events: Sequence[Event], rows: Sequence[str], scale: Scale, top: int) -> Iterator[Markup]:
    """A row a sort of event; what fell on one day is one dot, with how many it stands for."""
    for number, row in enumerate(rows):
        line = top + number * _ROW + 11
        yield tag("line", x1="0", x2="100%", y1=line, y2=line, class_="rule")
        its = [event for event in events if event.row == row]
        days = Counter(event.at.date() for event in its)
        for day, count in sorted(days.items()):
            place = f"{scale.place(_midnight(day) + timedelta(hours=12))}%"
            texts = "; ".join(event.text for event in its if event.at.date() == day)
            dot = tag("circle", cx=place, cy=line, r="8" if count > 1 else "4.5", class_="event")
            inside = tag("text", count, x=place, y=line + 4, class_="middle inside") if count > 1 else None
            yield tag("g", tag("title", f"{day:%-d %B}: {texts}"), dot, inside)


def _ticks(scale: Scale, height: int) -> Iterator[Markup]:
    for tick in scale.ticks():
        place = f"{scale.place(tick.at)}%"
        sort = None if tick.always else "roomy"
        line = tag("line", x1=place, x2=place, y1=height - 22, y2=height - 17, class_="axis")
        yield tag("g", line, tag("text", tick.name, x=place, y=height - 4, dx="1"), class_=sort)
