"""What one part of the dashboard asks of the others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.message import Message

from store.models import Story
from store.storylist import Tally
from tui.periods import Period

if TYPE_CHECKING:
    from tui.work import Job


class ShowStories(Message):
    """Show these stories in the Stories view. `why` names the selection in its title."""

    def __init__(self, story_ids: tuple[int, ...], why: str) -> None:
        self.story_ids, self.why = story_ids, why
        super().__init__()


class ShowStory(Message):
    """Open one story in the Stories view, at an offset of its text where one is given."""

    def __init__(self, story_id: int, offset: int = 0) -> None:
        self.story_id, self.offset = story_id, offset
        super().__init__()


class ShowClaim(Message):
    """Put the Claims view's cursor on a claim and open its mentions. `quoted`: the words that led there."""

    def __init__(self, claim_id: int, quoted: str = "") -> None:
        self.claim_id, self.quoted = claim_id, quoted
        super().__init__()


class ShowQuery(Message):
    """Filter the Stories view by a query, as if it had been typed."""

    def __init__(self, query: str) -> None:
        self.query = query
        super().__init__()


class ShowView(Message):
    """Open a view by its name."""

    def __init__(self, view: str) -> None:
        self.view = view
        super().__init__()


class GoBack(Message):
    """Go back to where the last jump began."""


class BriefSince(Message):
    """Tell the brief since another moment; None: since ever."""

    def __init__(self, since: datetime | None) -> None:
        self.since = since
        super().__init__()


class Narrow(Message):
    """Narrow everything down to a day or an hour, or, with None, no longer."""

    def __init__(self, period: Period | None) -> None:
        self.period = period
        super().__init__()


class StoriesMarked(Message):
    """A person's marks have been written, or taken back: the shown stories that they changed, and the counts now."""

    def __init__(self, stories: tuple[Story, ...], tally: Tally) -> None:
        self.stories, self.tally = stories, tally
        super().__init__()


class ClaimsChanged(Message):
    """A person's act on claims has been written."""


class TakeBack(Message):
    """Take back what the person did last, whatever it was."""


class FeedsChanged(Message):
    """A person's act on feeds has been written."""


class WorkStep(Message):
    """How far long work is; `left`: seconds, where that is known. A newer step takes an older one's place."""

    def __init__(self, name: str, done: int, total: int, what: str, left: float | None = None) -> None:
        self.name, self.done, self.total, self.what, self.left = name, done, total, what, left
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, WorkStep)


class WorkDone(Message):
    """Long work has ended: with what it came to, or with an error in words."""

    def __init__(self, job: Job, result: Any, error: str = "", stopped: bool = False) -> None:
        self.job, self.result, self.error, self.stopped = job, result, error, stopped
        super().__init__()


class Start(Message):
    """Have long work done."""

    def __init__(self, job: Job) -> None:
        self.job = job
        super().__init__()


class PastStep(Message):
    """How far the home as it was is made ready."""

    def __init__(self, done: int, total: int, what: str) -> None:
        self.done, self.total, self.what = done, total, what
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, PastStep)


class CopyText(Message):
    """Put a text on the clipboard. `name` says what it is."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        super().__init__()


class UseText(Message):
    """Give the text of an item to a program: the `pager`, the `editor` for its note, or a command of the person's."""

    def __init__(self, item: object, program: str) -> None:
        self.item, self.program = item, program
        super().__init__()


class OpenAddress(Message):
    """Open a web address in the browser."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__()


class Said(Message):
    """Something to say in the status line."""

    def __init__(self, content: Content) -> None:
        self.content = content
        super().__init__()
