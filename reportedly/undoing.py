"""Taking back what a person did last, be it with stories, claims or feeds: one order for the three logs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from narrative.relevance import judge
from narrative.topic import Topic
from reportedly import acting
from reportedly.plain import act_line, feed_act_line, mark_line
from store import acts, feedlog, judging, marklog, marks, reading
from store.database import Store
from store.errors import NotFound
from store.marklog import MarkAct, MarkKind


def undo(store: Store, topic: Topic, now: datetime, passing_over: Collection[MarkKind] = ()) -> list[str]:
    """Takes back the newest mark or act that stands, whole where it was done to several at once; of feeds it says how
    they are then.

    Returns what it was, a line each; nothing where nothing stands. `passing_over`: marks that are left as they are,
    such as `MarkKind.READ`, which the dashboard sets by itself.
    """
    with store.writing():
        mark, act, done = marklog.last(store, passing_over), acts.last(store), feedlog.last(store)
        if (
            done is not None
            and (act is None or done.after_act >= act.id)
            and (mark is None or done.after_mark >= mark.id)
        ):
            return [f"{feed_act_line(done)}; {feedlog.undo(store, done, now)}"]
        if mark is not None and (act is None or mark.after_act >= act.id):
            _undo_mark(store, mark, topic, now)
            return [mark_line(mark)]
        return [act_line(one) for one in acting.undo_last(store, now)]


def _undo_mark(store: Store, mark: MarkAct, topic: Topic, now: datetime) -> None:
    """Of a story that is judged by hand no more the topic decides, as it is by now."""
    verdicts = []
    for story_id in marklog.undo(store, mark, now):
        if marks.of(store, story_id)["verdict"] is None:
            story = reading.get(store, story_id)
            verdicts.append((story_id, judge(topic, story.title, story.text)))
    judging.rejudge(store, verdicts)


def history(store: Store, limit: int | None = None) -> list[str]:
    """What was done with stories, claims and feeds, the newest first, a line each."""
    done = [((mark.after_act, mark.id, 0), mark_line(mark, _titles(store, mark))) for mark in marklog.history(store)]
    done += [((one.after_act, one.after_mark, one.id), feed_act_line(one)) for one in feedlog.history(store)]
    # Whatever else came after an act says so.
    done += [((act.id, -1, 0), act_line(act)) for act in acts.history(store)]
    return [line for _, line in sorted(done, reverse=True)[:limit]]


def _titles(store: Store, mark: MarkAct) -> str | None:
    """The headline, where an act was on one story that is still there."""
    if len(mark.story_ids) > 1:
        return None
    try:
        return reading.get(store, mark.story_ids[0]).title
    except NotFound:
        return None
