"""The language of the coverage: the share of each frame over time, and the words that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from narrative.movedwords import Moved
from narrative.topic import Frame
from reportedly.report.citing import Citing, listed
from reportedly.report.facts import Facts
from reportedly.report.html import Markup, join, table, tag
from reportedly.report.scale import Scale

#: Words told of each direction, and the stories that are named with each.
WORDS, NAMED = 8, 3
_TALL = 34


def section(facts: Facts, citing: Citing) -> Markup | None:
    """None for a topic without frames."""
    days = [
        (moment.begins.date(), {share.frame: share.value for share in moment.shares})
        for moment in facts.frames.moments
        if moment.sentences
    ]
    if not facts.topic.frames or not days:
        return None
    length = f"{days[0][0]:%-d %B %Y} to {days[-1][0]:%-d %B %Y}"
    intro = (
        f"{length}. Of the sentences of each day's originals the share that uses a frame's words. Shifts of the "
        "coverage's language, never a label on a story or an outlet; a sentence may count for several."
    )
    most = max(shares.get(frame.id, 0.0) for _, shares in days for frame in facts.topic.frames) or 1.0
    return tag(
        "section",
        tag("h2", "Shifts of language", id="language"),
        tag("p", intro, class_="scope"),
        tag("div", (_frame(frame, days, most) for frame in facts.topic.frames), class_="small-multiples"),
        list(_moved(facts, citing)),
        aria_labelledby="language",
    )


def _frame(frame: Frame, days: Sequence[tuple[date, Mapping[str, float]]], most: float) -> Markup:
    """One frame over time: a stem a day that has originals, all frames on one scale."""
    name = f"frame-{frame.id}"
    first, last = _noon(days[0][0]), _noon(days[-1][0])
    scale = Scale(first, last, 1.0, 99.0)
    told = [(day, shares.get(frame.id, 0.0)) for day, shares in days]
    peak_day, peak = max(told, key=lambda row: (row[1], row[0]))
    stems = [_stem(scale.place(_noon(day)), day, share, most) for day, share in told if share]
    caption = f"{frame.name}: {peak:.0%} at most, {peak_day:%-d %B}"
    floor = tag("line", x1="0", x2="100%", y1=_TALL, y2=_TALL, class_="axis")
    drawn = tag(
        "svg",
        tag("title", frame.name, id=name),
        tag("desc", "; ".join(f"{day:%-d %B} {share:.0%}" for day, share in told), id=f"{name}-desc"),
        stems,
        floor,
        role="img",
        aria_labelledby=f"{name} {name}-desc",
        width="100%",
        height=_TALL + 2,
        class_="chart",
    )
    words = [tag("strong", frame.name), tag("span", f" {caption.partition(': ')[2]}", class_="detail")]
    return tag("figure", tag("figcaption", words), drawn)


def _stem(left: float, day: date, share: float, most: float) -> Markup:
    top = _TALL - share / most * (_TALL - 3)
    told = tag("title", f"{day:%-d %B}: {share:.0%}")
    return tag("line", told, x1=f"{left}%", x2=f"{left}%", y1=_TALL, y2=f"{top:.1f}", class_="stem")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _moved(facts: Facts, citing: Citing) -> Iterator[Markup]:
    told = facts.frames
    if told.spans is None:
        return
    names = [f"{span.begins:%-d %B} to {span.ends:%-d %B %Y}" for span in told.spans]
    yield tag("h3", "Words that moved")
    if not told.words:
        yield tag("p", "No word moved further than chance would take it.")
        return
    shown = [word for sign in (1, -1) for word in [w for w in told.words if w.z * sign > 0][:WORDS]]
    frames = {frame.id: frame.name for frame in told.frames}
    heads = ["Word", "Moved", "Before", "After", "z", "Frame", "As in"]
    rows = [_word(word, frames, citing) for word in shown]
    yield table(f"Between {names[0]} and {names[1]}, in originals", heads, rows, (2, 3, 4))


def _word(word: Moved, frames: Mapping[str, str], citing: Citing) -> list[Markup | str | int]:
    return [
        tag("span", word.word, dir="auto"),
        "more" if word.z > 0 else "less",
        word.before,
        word.after,
        f"{word.z:+.1f}".replace("-", "−"),
        ", ".join(frames[name] for name in word.frames if name in frames) or "–",
        join([listed(citing.story(number) for number in word.story_ids[:NAMED])]),
    ]
