"""The sentences of a brief that are of the whole coverage: phases that began, and shifts of its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from narrative.briefkinds import WEIGHTS, Kind
from narrative.briefnews import Seen
from narrative.briefwords import STATEMENT, names, short
from narrative.frames import Tally
from narrative.phases import Stretch, Why, stretches
from narrative.topic import Frame
from store.models import BriefLine, Claim
from store.wording import counted

#: A frame's share has moved far where it is so many points and so many times what it was, or the other way round.
POINTS, TIMES = 0.05, 1.5
#: Each span needs so many originals and sentences to tell anything.
ORIGINALS, SENTENCES = 5, 100
_DAY = timedelta(days=1)
_BEGINS = {Why.VOLUME: "as the volume changes", Why.CLAIMS: "as other claims lead"}


def begun(
    days: Mapping[date, Sequence[int]],
    claims: Sequence[Claim],
    what: Seen,
    whole: tuple[date | None, date | None] = (None, None),
) -> Iterator[BriefLine]:
    """The phase that began last, and the days of others since: those that could not be told at the earlier moment.
    `days`: the stories of each, by id; `whole`: the last whole day at the earlier moment and at the later one.

    From the beginning: the phase that it is in.
    """
    found = stretches(days, claims, whole[1])
    if what.since is None:
        new = list(found[-1:])
    else:
        new = _unknown(found, _known_then(days, claims, what, whole[0]), what.since.date()) if found else []
    if not new or new[-1].why is Why.BEGINNING:
        return
    last = new[-1]
    lead = last.leading[:1] if not last.quiet else ()
    led = f", led by “{short(lead[0].told.rstrip('.'), STATEMENT)}”" if lead else ""
    phase = f"A {'quiet ' if last.quiet else ''}phase began on {_day(last.first)}, {_BEGINS[last.why]}"
    before = [_day(one.first) for one in new[:-1]]
    others = f" {'Another' if len(before) == 1 else 'Others'} began on {names(before)}." if before else ""
    claim_ids = tuple(one.claim_id for one in lead)
    # A time without a story rests on those before it.
    stories_of = tuple(next((one.stories for one in reversed(found) if one.stories), ()))
    figures = (("phases", len(new)), ("first_day", last.first.isoformat()), ("stories_a_day", round(last.a_day, 2)))
    yield BriefLine(Kind.PHASE, f"{phase}: {_volume(last)}{led}.{others}", stories_of, claim_ids, figures)


def _known_then(
    days: Mapping[date, Sequence[int]], claims: Sequence[Claim], what: Seen, whole: date | None
) -> tuple[Stretch, ...]:
    """The phases as they could be told at the earlier moment."""
    # Most days and claims, be they of a million stories, are as they were: only the others are made anew.
    old = {
        day: its if what.fresh.isdisjoint(its) else [number for number in its if number not in what.fresh]
        for day, its in days.items()
    }
    then = [
        one
        if what.fresh.isdisjoint(one.stories)
        else replace(one, mentions=tuple(m for m in one.mentions if m.story_id not in what.fresh))
        for one in claims
    ]
    return stretches({day: its for day, its in old.items() if its}, [one for one in then if one.mentions], whole)


def _unknown(found: Sequence[Stretch], known: Sequence[Stretch], since: date) -> list[Stretch]:
    """The phases that were not known: those since a day, and those later than the last one known. That a time is
    another one is often sure only days later, and of a quiet one always: one that goes on is new where it was not quiet
    then. What is only cut anew further back is no news."""
    firsts = {one.first for one in known}
    latest = min(since, max(firsts) + _DAY) if firsts else since
    now_quiet = found[-1].quiet and not (known and known[-1].quiet)
    return [
        one for one in found if one.first not in firsts and (one.first >= latest or (one is found[-1] and now_quiet))
    ]


def _volume(phase: Stretch) -> str:
    many = counted(len(phase.stories), "story", "stories") if phase.stories else "no story"
    return f"{many} in {counted(_days(phase), 'day')}"


def _days(phase: Stretch) -> int:
    return (phase.last - phase.first).days + 1


def _day(moment: date) -> str:
    return f"{moment:%-d %B}"


@dataclass(frozen=True, slots=True)
class Told:
    """An original with how many of its sentences use which frame."""

    story_id: int
    said_at: datetime
    tally: Tally


def shifts(told: Sequence[Told], frames: Sequence[Frame], what: Seen) -> Iterator[BriefLine]:
    """The frames whose share of the language is far from what it was in as long a time before; none from the beginning.

    A shift that one story makes is none: it has to be as far without the one that has most of it.
    """
    if what.since is None:
        return
    begins = what.since - (what.now - what.since)
    before = [one for one in told if begins <= one.said_at < what.since]
    after = [one for one in told if what.since <= one.said_at <= what.now]
    if min(map(_sentences, (before, after))) < SENTENCES or min(len(before), len(after)) < ORIGINALS:
        return
    for frame in frames:
        was, now = _share(before, frame), _share(after, frame)
        fuller, other = (after, before) if now > was else (before, after)
        rest = sorted(fuller, key=lambda one: -one.tally.counts.get(frame.id, 0))[1:]
        if not (_far(was, now) and _far(_share(rest, frame), _share(other, frame))):
            continue
        # A share that fell rests on the words that there were, too.
        spans = (after,) if fuller is after else (after, before)
        ids = tuple(one.story_id for span in spans for one in _users(span, frame))
        figures = (("frame", frame.id), ("share", round(now, 4)), ("share_before", round(was, 4)))
        days = counted(max(1, (what.now - what.since).days), "day")
        more = "More" if now > was else "Less"
        said = f"{now:.0%} of sentences, after {was:.0%} in the {days} before"
        text = f"{more} of the language is of {frame.name}: {said}."
        weight = WEIGHTS[Kind.FRAMES].base * max(now, was) / max(min(now, was), POINTS)
        yield BriefLine(Kind.FRAMES, text, ids, (), figures, weight=round(weight, 2))


def _sentences(told: Sequence[Told]) -> int:
    return sum(one.tally.sentences for one in told)


def _users(told: Sequence[Told], frame: Frame) -> list[Told]:
    """Those that use a frame's words, those first that do most."""
    uses = [one for one in told if one.tally.counts.get(frame.id)]
    return sorted(uses, key=lambda one: (-one.tally.counts[frame.id], one.said_at, one.story_id))


def _share(told: Sequence[Told], frame: Frame) -> float:
    sentences = _sentences(told)
    return sum(one.tally.counts.get(frame.id, 0) for one in told) / sentences if sentences else 0.0


def _far(was: float, now: float) -> bool:
    return abs(now - was) >= POINTS and max(now, was) >= TIMES * min(now, was)
