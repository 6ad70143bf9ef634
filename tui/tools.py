"""Help, jump mode, and what is done with the thing under the cursor: copied, paged, noted, given to a program."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual.app import SuspendNotSupported
from textual.command import Provider
from textual.content import Content

from store import export, reading
from store.database import Store
from store.models import ActKind, Claim, Mention, Story
from tui import browsers, clipboard, copying, marking, messages, outside
from tui.dialogs import Choice, Panel
from tui.dispatch import Dispatch
from tui.first import Beginning
from tui.help import Help, key_groups
from tui.jump import Jump, Target
from tui.outside import ProgramError
from tui.palette import Known, StoryFinder
from tui.snapshot import StoryPage
from tui.text import clean, line, wrapped
from tui.views.base import View
from tui.widgets.masthead import Tabs
from tui.widgets.rows import Rows


class Tools(Dispatch):
    """The part of the dashboard that works in every view alike."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Known, StoryFinder}

    def action_help(self) -> None:
        focused = self.screen.focused or self.view
        self.push_screen(Help(key_groups(focused.ancestors_with_self, self.wiring.keys)))

    def action_help_quit(self) -> None:
        """What ctrl+c does where nothing is selected."""
        self.say(("q", "bold $key"), (" leaves the dashboard.", "$muted"))

    def on_take_back(self) -> None:
        load, now = self.wiring.undoing, self.wiring.clock()
        if load is not None:
            shown = frozenset(number for view in self.query(View) for number in view.known_stories())
            self.desk.write(lambda store: marking.undo(store, load(), now, shown), self._taken_back)

    def _taken_back(self, done: marking.Done) -> None:
        self.post_message(messages.StoriesMarked(done.stories, done.tally))
        if done.elsewhere:
            self.post_message(messages.ClaimsChanged())
            self.post_message(messages.FeedsChanged())
        self.say((done.said, "$muted"))

    # The first start.

    wants_demo = False

    def begin(self) -> None:
        """Asks what an empty home is begun with."""
        if (first := self.wiring.first) is not None:
            Beginning(self, first, partial(self.failed, what="First start"), self._leave_for_demo, self._begun).start()

    def _leave_for_demo(self) -> None:
        self.wants_demo = True
        self.exit()

    def _begun(self, said: str, poll: bool) -> None:
        self.action_refresh()
        if said:
            self.say(("✓ ", "$success"), (said, "$muted"))
        if poll:
            self.action_poll(False)

    # Jump mode.

    def action_jump(self) -> None:
        self.push_screen(Jump(list(self._targets())), self._jumped)

    def _targets(self) -> Iterator[Target]:
        """The views' names, the panes in sight, and the rows of the pane with the focus."""
        tabs = self.query_one(Tabs)
        yield from (Target(tabs.region.x + x, tabs.region.y, ("view", n)) for n, x in enumerate(tabs.places()))
        for number, pane in enumerate(self.view.panes):
            if pane.display and pane.size:
                yield Target(max(0, pane.region.x - 1), max(0, pane.region.y - 1), ("pane", number))
        rows = self.screen.focused
        if isinstance(rows, Rows):
            for number, y in rows.in_sight():
                yield Target(rows.region.x, rows.region.y + y, ("row", number))

    def _jumped(self, name: tuple[str, int] | None) -> None:
        kind, number = name or ("", 0)
        if kind == "view":
            self.action_view(self.query_one(Tabs).tabs[number].view)
        elif kind == "pane":
            self.view.panes[number].focus()
        elif kind == "row" and isinstance(self.screen.focused, Rows):
            self.screen.focused.jump_to(number)

    # Copying.

    def on_copy_text(self, event: messages.CopyText) -> None:
        """By the terminal at once, and by the system's program where there is one."""
        self.copy_to_clipboard(event.text)
        command = clipboard.program()
        shown = clean(event.text)
        self.say((f"Copied {event.name}: ", "$muted"), shown)
        if command is not None:
            work = partial(clipboard.hand_over, event.text, command)
            self.run_worker(work, thread=True, exit_on_error=False, group="clipboard")

    @contextlib.contextmanager
    def suspend(self) -> Iterator[None]:
        """The terminal is somebody else's meanwhile, and ours again however that ends: an error within would leave the
        dashboard aside for good."""
        failed: Exception | None = None
        with super().suspend(), outside.not_asked():
            try:
                yield
            except Exception as error:  # noqa: BLE001 - raised again below
                failed = error
        if failed is not None:
            raise failed

    # The web.

    def on_open_address(self, event: messages.OpenAddress) -> None:
        opened = partial(self.say, "Opened in the browser: ", (event.url, "$primary"))
        if self.is_web:
            self.open_url(event.url)
            opened()
            return
        try:
            browser = browsers.found()
            if browsers.wants_the_terminal(browser):
                with self.suspend():
                    browsers.show(browser, event.url)
                self.refresh()
                return
        except ProgramError as error:
            self.failed(str(error), "Browser")
            return

        def work() -> None:
            try:
                browsers.show(browser, event.url)
            except ProgramError as error:
                self.call_from_thread(self.failed, str(error), "Browser")
            else:
                self.call_from_thread(opened)

        self.run_worker(work, thread=True, exit_on_error=False, group="browser")

    # Programs of the person's.

    def on_use_text(self, event: messages.UseText) -> None:
        if event.program == "pipe":
            self._choose_command(event.item)
            return
        then = self._page if event.program == "pager" else self._edit
        self.desk.read("whole", partial(_whole, item=event.item), then)

    def _page(self, found: tuple[object, str, str]) -> None:
        _, text, _ = found
        self._in_terminal(lambda: outside.pager(), text, "story.txt", lambda after: None)

    def _edit(self, found: tuple[object, str, str]) -> None:
        item, _, note = found
        then = partial(self._note, item, note)
        self._in_terminal(lambda: outside.editor(), note + "\n", "note.txt", then)

    def _in_terminal(self, program: Callable[[], list[str]], text: str, name: str, then: Callable[[str], None]) -> None:
        """Gives the terminal to a program with a file, and then the file's text to `then`."""
        try:
            command = program()
            with outside.written(text, name) as path, self.suspend():
                outside.run_in_terminal([*command, str(path)])
                after = path.read_text(encoding="utf-8", errors="replace")
        except SuspendNotSupported:
            self.failed("No program can be shown in a browser; use the dashboard in a terminal", "Programs")
        except (ProgramError, OSError) as error:
            self.failed(str(error), "Programs")
        else:
            self.refresh()
            then(after)

    def _note(self, item: object, before: str, text: str) -> None:
        said, now = clean(text), self.wiring.clock()
        if said == clean(before):
            self.say(("The note is as it was." if said else "No note was written.", "$muted"))
        elif isinstance(item, Story):
            noted, its = marking.noting(said), [item.id]
            self.desk.write(
                lambda store: marking.do(store, noted, lambda: its, now, its),
                lambda done: self._noted(said, messages.StoriesMarked(done.stories, done.tally)),
            )
        elif isinstance(item, Claim) and (load := self.wiring.acting) is not None:
            noting = partial(_note_claim, load=load, claim_id=item.id, now=now, text=said)
            self.desk.write(noting, lambda _: self._noted(said, messages.ClaimsChanged()))

    def _noted(self, said: str, told: messages.StoriesMarked | messages.ClaimsChanged) -> None:
        self.post_message(told)
        self.say((f"Noted “{said}”." if said else "The note is taken off.", "$muted"))

    def _choose_command(self, item: object) -> None:
        names = list(self.wiring.commands)
        if not names:
            self.say(("No commands of yours yet; name them under [commands] in config.toml.", "$muted"))
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                self.pipe(item, names[number])

        shown = [line((name, "bold"), (f"  {self.wiring.commands[name]}", "$muted")) for name in names]
        self.push_screen(Choice("Give it to", shown), chosen)

    def pipe(self, item: object, name: str) -> None:
        """Gives the item's text to a command of the person's, and shows what that prints."""
        command = self.wiring.commands[name]

        def read(found: tuple[object, str, str]) -> None:
            whole, text, _ = found
            url = whole.url if isinstance(whole, Story) else ""

            def work(cancelled: Callable[[], bool]) -> str | None:
                return outside.give(command, text, url, cancelled=cancelled)

            self.in_background(name, work, partial(self._piped, name))

        self.desk.read("whole", partial(_whole, item=item), read)

    def _piped(self, name: str, printed: str) -> None:
        if not printed.strip():
            self.say(("✓ ", "$success"), (f"{name} is done; it printed nothing.", "$muted"))
            return
        rows = [line(clean(row)) if row.strip() else line() for row in printed.splitlines()]

        def setter(width: int) -> Sequence[Content]:
            return [part for row in rows for part in (wrapped(row, width) if row.plain else [row])]

        self.push_screen(Panel(name, setter, printed))


def _whole(store: Store, item: Any) -> tuple[object, str, str]:
    """A story or claim with its text and its note; of a mention or page, its story."""
    if isinstance(item, Claim):
        out = io.StringIO()
        export.claims([item], "markdown", out)
        return item, out.getvalue(), item.note or ""
    number = item.story_id if isinstance(item, Mention) else item.story.id if isinstance(item, StoryPage) else item.id
    story = reading.get(store, number)
    return story, f"{clean(story.title)}\n{copying.cite(story)}\n\n{story.text}\n", story.note or ""


def _note_claim(store: Store, load: Callable[[], Any], claim_id: int, now: datetime, text: str) -> object:
    return load().mark(store, ActKind.NOTE, claim_id, now, text)
