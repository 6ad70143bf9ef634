"""The stance ladder of a claim as a drawing: a row an outlet, time across, a mark for each way in which it told it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from narrative.timeline import Mark, Rung, ladder
from reportedly.report.html import Markup, tag
from reportedly.report.scale import Scale, covering
from reportedly.report.shapes import mark
from store.models import Claim
from store.wording import counted

#: Rows of a ladder; the outlets that took a claim up after so many others are counted below it.
MOST = 30
#: Pixels: a name above its track, a lane of marks, the dates at the foot.
_NAME, _LANE, _FOOT = 17, 17, 24
#: Letters of an outlet's name that fit beside the plot.
_LETTERS = 27
#: Marks nearer than this, in per cent, would lie upon one another on a telephone: each has a lane of its own.
_NEAR = 5.0


def drawing(claim: Claim) -> Markup:
    """The ladder with its title and a description in words. Names stand left of the plot where there is room for that,
    and above their tracks where there is not: the style says which."""
    rungs = ladder(claim)[:MOST]
    scale = covering([made.at for rung in rungs for made in rung.marks])
    names: list[Markup] = []
    plot: list[Markup] = []
    top = 4.0
    for rung in rungs:
        names.append(_outlet(rung.outlet, top))
        row, top = _row(rung, scale, top)
        plot += row
        plot.append(tag("line", x1="0", x2="100%", y1=top, y2=top, class_="rule"))
    height = top + _FOOT
    name, told = f"ladder-{claim.id}-title", f"ladder-{claim.id}-desc"
    return tag(
        "svg",
        tag("title", f"Stance ladder of claim c{claim.id}", id=name),
        tag("desc", description(claim, rungs), id=told),
        tag("g", names, class_="names"),
        tag("g", list(_grid(scale, height)), plot, class_="plot"),
        role="img",
        aria_labelledby=f"{name} {told}",
        width="100%",
        height=f"{height:g}",
        class_="chart ladder",
    )


def _outlet(name: str, top: float) -> Markup:
    short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
    return tag("text", tag("title", name) if short != name else None, short, x="0", y=top + 13, class_="outlet")


def description(claim: Claim, rungs: Sequence[Rung]) -> str:
    """What the drawing shows, for who cannot see it: each outlet with its stances in order of time."""
    rows = [
        f"{rung.outlet}: {', then '.join(f'{made.stance} {made.at:%-d %B %H:%M}' for made in _once(rung))}"
        for rung in rungs
    ]
    more = len(claim.outlets) - len(rungs)
    return ". ".join([*rows, *([f"{counted(more, 'more outlet')} later"] if more else [])]) + "."


def _once(rung: Rung) -> list[Mark]:
    """A story that takes a stance in several sentences has one mark for it."""
    return list(dict.fromkeys(rung.marks))


def _row(rung: Rung, scale: Scale, top: float) -> tuple[list[Markup], float]:
    """An outlet's row and where the next one begins."""
    times = Counter(rung.marks)
    lanes: list[float] = []
    marks = []
    for made in _once(rung):
        left = scale.place(made.at)
        lane = next((place for place, last in enumerate(lanes) if left - last >= _NEAR), len(lanes))
        lanes[lane : lane + 1] = [left]
        more = f", {times[made]} sentences" if times[made] > 1 else ""
        told = f"{rung.outlet}, {_moment(made.at)} UTC: {made.stance}{more} (story {made.story_id})"
        marks.append(mark(made.stance, left, top + _NAME + lane * _LANE + _LANE / 2, told))
    end = top + _NAME + len(lanes) * _LANE + 3
    begin, last = scale.place(rung.marks[0].at), scale.place(rung.marks[-1].at)
    middle = top + _NAME + _LANE / 2
    track = tag("line", x1=f"{begin}%", x2=f"{last}%", y1=middle, y2=middle, class_="track")
    return [track, *marks], end


def _moment(at: datetime) -> str:
    return f"{at:%-d %B %Y, %H:%M}"


def _grid(scale: Scale, height: float) -> Iterator[Markup]:
    floor = height - _FOOT + 4
    for tick in scale.ticks():
        place = f"{scale.place(tick.at)}%"
        line = tag("line", x1=place, x2=place, y1="0", y2=f"{floor:g}", class_="grid")
        name = tag("text", tick.name, x=place, y=f"{height - 4:g}", class_="middle")
        yield tag("g", line, name, class_=None if tick.always else "roomy")
