"""The line behind `/`: a query, what may stand in it, how many rows fit, and what is wrong, pointing at the word."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from store.errors import QueryError
from store.queryvalues import Known
from tui.completing import choices
from tui.keys import binding
from tui.querydesk import QueryDesk
from tui.querymend import mended, pointed_out, told
from tui.style import FAINT, MUTED
from tui.text import line, lines, wrapped
from tui.widgets.choice_list import ChoiceList
from tui.widgets.view_namer import ViewNamer


class FilterBar(Vertical):
    """Tells of every query that can be asked; hidden until it is opened. What cannot be asked changes nothing."""

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        display: none;
        &.-open { display: block; }
        & Input { border: none; height: 1; padding: 0 0 0 1; background: $panel; }
        & Input:focus { border: none; background: $cursor; }
        & #said { height: auto; padding: 0 0 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("down", "down", "Next choice", "Next choice, later query, or to the list with the filter kept"),
        binding("up", "up", "Before", "Choice before, or an earlier query"),
        binding(
            "tab", "accept", "Complete", "Put in what is chosen below the line, or the mend of what is wrong", show=True
        ),
        binding("ctrl+s", "save", "Save view", "Keep the query as a view, with a name", show=True, display="^s"),
        binding("escape", "clear", "Give up", "Bring the list back that was there", show=True),
    ]

    class Changed(Message):
        """Another query is asked for."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    class Left(Message):
        """The person is done with typing; the filter stands."""

    class Cleared(Message):
        """The person wants the list back that was there before. `left`: they have gone elsewhere already."""

        def __init__(self, left: bool = False) -> None:
            self.left = left
            super().__init__()

    def __init__(self, example: str, desk: QueryDesk) -> None:
        super().__init__()
        self._example, self._desk = example, desk
        self._known: Known | None = None
        #: Flags that the view adds to what is typed.
        self.within: tuple[str, ...] = ()
        #: The last query that could be asked.
        self.asked = ""
        #: What is wrong with what is typed.
        self._error: QueryError | None = None
        #: Where in the queries asked before the person looks; None: at what they type.
        self._back: int | None = None

    def compose(self) -> ComposeResult:
        yield Input(placeholder=self._example, select_on_focus=False, id="query")
        yield ViewNamer()
        yield Static(id="said")
        yield ChoiceList()

    @property
    def text(self) -> str:
        return self._input.value

    @property
    def _input(self) -> Input:
        return self.query_one("#query", Input)

    @property
    def _choices(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    def open(self, text: str | None = None) -> None:
        """Shows the line, with another query where one is given, without telling of that."""
        self.add_class("-open")
        self._back = None
        if text is None:
            # At once: what is typed right behind the slash is no key of the list's.
            self.screen.set_focus(self._input)
            self._desk.known(self._take_known)
            self._offer()
        else:
            self._put(text)
            self.asked = text
            self._choices.show(())
        self._judge()

    def close(self) -> None:
        """Empties and hides the line."""
        self.remove_class("-open")
        self._desk.forget()
        self._put("")
        self.asked, self._back, self._error = "", None, None

    def _put(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._input.value = text
            self._input.cursor_position = len(text)

    def _take_known(self, known: Known) -> None:
        self._known = known
        if self._input.has_focus:
            self._offer()
        self._judge()

    # What is typed.

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._back = None
        self._offer()
        self._ask()

    def _ask(self, whole: bool = False) -> None:
        """Asks for what is typed, where it can be asked; unless it is `whole`, not for a word that may become a key,
        which would empty the list on the way there."""
        begun = None if whole else self._choices.current
        if begun is not None and begun.begun:
            self._desk.forget()
            word = self.text[begun.start : begun.end]
            self._say(f"tab puts in {begun.insert}, enter looks for {word}", "… ", MUTED)
        elif self._judge() and self.text != self.asked:
            self.asked = self.text
            self.post_message(self.Changed(self.text))

    def _judge(self) -> bool:
        """Says what is wrong with what is typed, or has the rows counted; whether nothing is wrong."""
        self._desk.forget()
        self._error = None
        try:
            query = self._desk.understood(self.text, self._known)
        except QueryError as error:
            self._error = error
            self.say_error(error)
            return False
        self._desk.count(query.also(*self.within), self._say_fitting)
        return True

    def _say_fitting(self, found: int) -> None:
        one, several = self._desk.rows
        self.say_count(found, f"{one} fits" if found == 1 else f"{several} fit")

    def say_count(self, found: int, of: str) -> None:
        """How many rows fit."""
        hint = "" if self.text.strip() or not self._input.has_focus else "   ↑ earlier queries  tab completes"
        self.query_one("#said", Static).update(line((f"{found:,} {of}", MUTED), (hint, FAINT)))

    def say_error(self, error: QueryError) -> None:
        """What is wrong. A word that is being typed, and for which there are choices, is unfinished, not wrong."""
        room = max(self.size.width - 2, 20)
        unfinished = self._choices.current is not None and error.start <= self._input.cursor_position <= error.end
        self.query_one("#said", Static).update(pointed_out(error, self.text, room, unfinished=unfinished))

    def _say(self, words: str, mark: str, colour: str) -> None:
        """Says something else than what is wrong with the query."""
        self.query_one("#said", Static).update(lines(*wrapped(told(words, mark, colour), max(self.size.width - 2, 20))))

    # What may stand there.

    def _offer(self) -> None:
        typed = self._input
        self._choices.show(choices(typed.value, typed.cursor_position, self._known or Known(), self._desk.of))

    def action_accept(self) -> None:
        """Puts in what is chosen, else the mend of what is wrong; the line keeps the focus."""
        if (choice := self._choices.current) is not None:
            self._complete(*choice.into(self.text))
        elif self._error is not None and (better := mended(self._error, self.text)) is not None:
            self._complete(*better)

    @on(ChoiceList.Picked)
    def _picked(self, event: ChoiceList.Picked) -> None:
        event.stop()
        self._complete(*event.choice.into(self.text))
        self._input.focus()

    def _complete(self, text: str, place: int) -> None:
        self._put(text)
        self._input.cursor_position = place
        self._offer()
        self._ask()

    def action_down(self) -> None:
        if self._back is not None:
            self._look_back(1)
        elif self._choices.current is not None:
            self._choices.move(1)
        else:
            self.action_leave()

    def action_up(self) -> None:
        if self._back is None and self._choices.current is not None and not self._choices.at_top:
            self._choices.move(-1)
        else:
            self._look_back(-1)

    def _look_back(self, by: int) -> None:
        """Shows an earlier query, or a later one, and at the end an empty line."""
        before = (self._known or Known()).asked
        place = (len(before) if self._back is None else self._back) + by
        if self._back is None and before and before[-1] == self.text:
            place += by
        if place < 0:
            return
        self._back = place if place < len(before) else None
        self._put(before[place] if place < len(before) else "")
        self._choices.show(())
        self._ask()

    # Keeping it as a view.

    def action_save(self) -> None:
        """Asks for a name, where the query can be asked."""
        self._ask(whole=True)
        if self.asked.strip() and self.asked == self.text:
            self._choices.show(())
            self.query_one(ViewNamer).open()

    @on(ViewNamer.Refused)
    def _refused(self, event: ViewNamer.Refused) -> None:
        event.stop()
        self._say(str(event.error), "✗ ", "$error")

    @on(ViewNamer.Named)
    def _named(self, event: ViewNamer.Named) -> None:
        event.stop()
        self.query_one(ViewNamer).close()
        self._input.focus()
        if not event.name:
            self._judge()
            return

        asked, before = self.asked.strip(), self._known.views.get(event.name) if self._known else None

        def saved(known: Known) -> None:
            self._known = known
            more = f", which was: {before}" if before not in (None, asked) else "; reportedly views lists them"
            self._say(f"Saved as view:{event.name}{more}", "✓ ", "$success")

        self._desk.forget()
        self._desk.save(event.name, asked, saved)

    # Being done.

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """Goes to the list; the filter stands. From a query that cannot be asked there is only the way back."""
        self._ask(whole=True)
        if self._error is not None:
            return
        self._choices.show(())
        if self.asked.strip():
            self._desk.remember(self.asked, self._take_known)
        self.post_message(self.Left())

    def action_clear(self) -> None:
        self._choices.show(())
        self.post_message(self.Cleared())

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self._see_whether_left)

    def _see_whether_left(self) -> None:
        """Where the person went elsewhere in the midst of typing, be it with the mouse: what can be asked is, and of
        what cannot nothing stays."""
        focused = self.screen.focused
        if not self.has_class("-open") or not self.screen.is_current or focused is None or self in focused.ancestors:
            return
        self._choices.show(())
        self._ask(whole=True)
        if self._error is not None:
            self.post_message(self.Cleared(left=True))
