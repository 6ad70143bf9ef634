"""`reportedly timeline` and `outlets`: how the telling went, day by day and outlet by outlet."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from reportedly import narrating
from reportedly.commands import common
from reportedly.courselines import course_csv, course_json, course_lines
from reportedly.exits import Exit
from reportedly.saying import say
from reportedly.shares import shares
from store.uncollected import uncollected
from store.wording import counted

if TYPE_CHECKING:
    from narrative.outlets import OutletRecord
    from narrative.unsourced import Unsourced

#: Claims named below an outlet before the rest is counted; --json has all.
NAMED = 12


@uncollected()
def timeline(options: argparse.Namespace) -> int:
    """Days and phases."""
    home = common.home(options)
    topic = home.read_topic()
    with common.known(options) as (store, now):
        frames = shares(store, topic)
        if frames.uncounted:
            _say_of(frames.uncounted, None if options.as_of else common.again(home.root, "analyse"))
        found = narrating.gather(store, topic, now, frames.of_days)
    if options.json:
        print(course_json(found))
    elif options.csv:
        sys.stdout.write(course_csv(found))
    else:
        print("\n".join(course_lines(found)))
    return Exit.DONE


def _say_of(uncounted: int, mend: str | None) -> None:
    """To count very many takes minutes, as after an edit of the frames; None: of another time nothing mends it."""
    say(
        f"days without frames: those of {counted(uncounted, 'story', 'stories')} not counted "
        + (f"yet; count them with: {mend}" if mend else "in the words that they had then")
    )


def outlets(options: argparse.Namespace) -> int:
    """How each outlet works with what it has and what others have."""
    with common.known(options) as (store, now):
        records, unsourced = narrating.outlets(store, now)
    if options.json:
        for record in records:
            print(json.dumps(_record(record, unsourced.get(record.outlet, ())), ensure_ascii=False))
    else:
        print("\n".join(_lines(records, unsourced)))
    return Exit.DONE


def _lines(records: Sequence[OutletRecord], unsourced: Mapping[str, Sequence[Unsourced]]) -> Iterator[str]:
    # Loaded here: the timeline, which somebody waits for, does without.

    if not records:
        yield "no claims yet; reportedly poll finds them"
        return
    yield (
        f"{'claims':>6}  {'originals':>13}  {'median lag':>10}  {'harder than source':>18}  {'credited':>8}  "
        f"{'unsourced':>9}  {'silent on':>9}  outlet"
    )
    for record in records:
        told = [f"c{one.claim_id}" for one in unsourced.get(record.outlet, ())]
        yield (
            f"{record.claims:>6}  {_of(record.originals, record.tellings):>13}  {_hours(record.lag):>10}  "
            f"{_of(len(record.harder), record.compared):>18}  {_of(record.credited, record.compared):>8}  "
            f"{len(told):>9}  {len(record.silent):>9}  {record.outlet}"
        )
        yield from _named("unsourced", told)
        yield from _named("silent on", [f"c{claim}" for claim in record.silent])


def _named(what: str, claims: Sequence[str]) -> Iterator[str]:
    """The claims behind a count, for `reportedly show`, indented below it."""
    if claims:
        more = f" and {len(claims) - NAMED} more" if len(claims) > NAMED else ""
        yield f"{'':>8}{what}: {', '.join(claims[:NAMED])}{more}"


def _hours(lag: timedelta | None) -> str:
    """In hours, however many: what stands one below the other is compared at a glance."""
    return "-" if lag is None else f"{lag / timedelta(hours=1):.1f} h"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "-"


def _record(record: OutletRecord, unsourced: Sequence[Unsourced]) -> dict[str, Any]:
    return {
        "outlet": record.outlet,
        "claims": record.claims,
        "tellings": record.tellings,
        "originals": record.originals,
        "originality": round(record.originality, 4),
        "median_lag_seconds": None if record.lag is None else round(record.lag.total_seconds()),
        "follows": record.compared,
        "credited": record.credited,
        "harder_than_source": [{"claim": f"c{claim}", "story": story} for claim, story in record.harder],
        "harder_share": None if record.hardness is None else round(record.hardness, 4),
        "unsourced": [f"c{one.claim_id}.{one.number}" for one in unsourced],
        "silent_on": [f"c{claim}" for claim in record.silent],
    }
