"""The first start: what an empty home is begun with, in three questions at most, or a look at the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from store.errors import StoreError
from tui.dialogs import Ask, Choice
from tui.keys import binding
from tui.messages import FeedsChanged
from tui.text import Part
from tui.wiring import FirstStart

_DEMO = -1


class Question(Choice):
    """One of the questions; `d` goes to the demo instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("d", "demo", "Demo", "Look at the demo instead, on a small invented web", show=True),
    ]

    foot = "enter or its number chooses · d shows the demo · esc asks no more"

    def action_demo(self) -> None:
        self.dismiss(_DEMO)


class Beginning:
    """Asks, and does what is answered. `demo` is called where the person wants to see that, `end` after the last
    question with whether to poll now, `failed` with what went wrong; then the same is asked again."""

    def __init__(
        self,
        app: App[None],
        first: FirstStart,
        failed: Callable[[str], None],
        demo: Callable[[], None],
        end: Callable[[str, bool], None],
    ) -> None:
        self._app, self._first, self._failed, self._demo, self._end = app, first, failed, demo, end
        self._said: list[str] = []

    def start(self) -> None:
        self._ask(
            "Welcome to reportedly · 1 of 3: what is watched?",
            (f"The topic as shipped: {self._first.topic}", "A topic of my own, in a TOML file"),
            (self._feeds, self._topic),
        )

    def _topic(self) -> None:
        self._file("Your topic", "topic.toml", self._first.take_topic, self._feeds, self.start)

    def _feeds(self) -> None:
        self._ask(
            "2 of 3: which feeds?",
            (f"The {self._first.feeds} feeds as shipped", "Those of an OPML file", "None yet"),
            (
                lambda: self._do(self._first.ship_feeds, self._poll, self._feeds),
                lambda: self._file("Your feeds", "feeds.opml", self._first.take_feeds, self._poll, self._feeds),
                lambda: self._finish(False),
            ),
        )

    def _poll(self) -> None:
        self._ask(
            "3 of 3: poll them now?",
            ("Yes, poll now", "Later: r polls"),
            (lambda: self._finish(True), lambda: self._finish(False)),
        )

    def _ask(self, title: str, options: tuple[Part, ...], then: tuple[Callable[[], None], ...]) -> None:
        def answered(number: int | None) -> None:
            if number is None:
                self._finish(False)
            elif number == _DEMO:
                self._demo()
            else:
                then[number]()

        self._app.push_screen(Question(title, options), answered)

    def _file(
        self,
        title: str,
        example: str,
        take: Callable[[Path], str],
        then: Callable[[], None],
        again: Callable[[], None],
    ) -> None:
        def answered(given: str | None) -> None:
            if given is None:
                again()
            else:
                self._do(lambda: take(Path(given).expanduser()), then, again)

        self._app.push_screen(Ask(title, "The file’s path", example=f"~/{example}"), answered)

    def _do(self, act: Callable[[], str], then: Callable[[], None], again: Callable[[], None]) -> None:
        try:
            self._said.append(act())
        except StoreError as error:
            self._failed(str(error))
            again()
        else:
            self._app.post_message(FeedsChanged())
            then()

    def _finish(self, poll: bool) -> None:
        self._end("; ".join(self._said), poll)
