"""Reading one story of a list: its page, what stands out in it, and what changed between its versions."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from store.models import Story
from store.urls import is_web
from tui import ink, setdiff, typeset
from tui import snapshot as shots
from tui.copylines import copied_ink
from tui.ink import Ink
from tui.keys import binding
from tui.messages import OpenAddress, ShowClaim
from tui.setdiff import Compared
from tui.snapshot import StoryPage
from tui.views.story_acts import StoryActs
from tui.widgets.reader import Reader


class StoryReading(StoryActs):
    """A view with a reader beside its list of stories."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("o", "browse", "Browser", "Open the story’s page in the browser"),
        binding("c", "claim", "Claim", "To the claim marked in the margin"),
        binding("d", "versions", "Versions", "What changed between two versions, and back to the text"),
        binding("left_square_bracket", "step(-1)", "Earlier", "The change before this one", display="["),
        binding("right_square_bracket", "step(1)", "Later", "The change after this one", display="]"),
        binding("left_curly_bracket", "widen(-1)", "From earlier", "Compare with an earlier version", display="{"),
        binding("right_curly_bracket", "widen(1)", "From later", "Compare with a later version", display="}"),
        binding("t", "ink", "Highlight", "What stands out: claims, hedges, sources, figures, what copies share"),
    ]

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    def read_page(self, offset: int = 0, after: float = 0.0) -> None:
        """Shows the story under the cursor, from the line that holds an offset of its text. `after`: seconds for which
        it must stay under it before."""
        story_id = self.stories.story_id
        if story_id is None:
            self.desk.forget("page")
            self.reader.show(None, self.stories.now)
            self.title(self.query_one("#reader-pane"), "")
            return
        show = partial(self._show_page, offset=offset)
        self.desk.read("page", partial(shots.page, story_id=story_id), show, after=after)

    def _show_page(self, page: StoryPage, offset: int) -> None:
        self.reader.show(page, self.stories.now, offset)
        self.name_reader(page.story)
        self._read_ink()

    def name_reader(self, story: Story) -> None:
        compared, reader = self.reader.compared, self.reader
        if compared is not None:
            note = "[ ] other changes · { } from another version · d back" if compared.count > 2 else "d back"
        else:
            facts = (("saved", story.saved), ("unread", not story.read), ("turned down", not story.relevant))
            words = [word for word, holds in facts if holds]
            words += [f"{story.revisions} versions: d"] if story.revisions > 1 else []
            words += [f"highlights {reader.ink}"] if reader.ink is not Ink.CLAIMS else []
            note = " · ".join(words)
        self.title(self.query_one("#reader-pane"), (f"Story {story.id}", "bold"), note)

    # What stands out.

    def action_ink(self) -> None:
        page, kind = self.reader.page, self.reader.ink.next
        if kind is Ink.COPIED and not (page and copied_ink(page.copied)):
            kind = kind.next
        self.reader.show_ink(kind)
        self.say(f"Highlighted: {self.reader.ink}.")
        if self.reader.page is not None:
            self.name_reader(self.reader.page.story)
        self._read_ink()

    def _read_ink(self) -> None:
        page, kind = self.reader.page, self.reader.ink
        if page is None or kind in (Ink.CLAIMS, Ink.NONE):
            return
        story = page.story
        if kind is Ink.COPIED:
            self.reader.show_ink(kind, copied_ink(page.copied))
            return
        # Nothing of it is in the store; the desk's thread does it, as it takes long over a long text.
        self.desk.read(
            "ink",
            lambda store: (story.id, ink.read(story.text[: typeset.LONGEST], story.said_at)),
            lambda found: self._show_ink(*found),
        )

    def _show_ink(self, story_id: int, inked: tuple[ink.Inked, ...]) -> None:
        if self.reader.page is not None and self.reader.page.story.id == story_id:
            self.reader.show_ink(self.reader.ink, inked)

    # Versions.

    def action_versions(self) -> None:
        page = self.reader.page
        if page is None:
            return
        if self.reader.compared is not None:
            self._show_versions(None)
        elif len(page.revisions) < 2:
            self.say(f"Story {page.story.id} has one version: nothing changed.")
        else:
            self._compare(len(page.revisions) - 2, len(page.revisions) - 1)

    def action_step(self, by: int) -> None:
        """Goes to another step from one version to the next."""
        if (places := self._places()) is not None:
            self._compare(places[1] - 1 + by, places[1] + by)

    def action_widen(self, by: int) -> None:
        """Compares the same version with another before it."""
        if (places := self._places()) is not None:
            self._compare(places[0] + by, places[1])

    def _places(self) -> tuple[int, int] | None:
        """Where the two compared versions stand among all."""
        page, compared = self.reader.page, self.reader.compared
        if page is None or compared is None:
            return None
        ids = [revision.id for revision in page.revisions]
        return ids.index(compared.old.id), ids.index(compared.new.id)

    def _compare(self, old: int, new: int) -> None:
        page = self.reader.page
        if page is None or not 0 <= old < new < len(page.revisions):
            return
        one, other, count = page.revisions[old], page.revisions[new], len(page.revisions)
        self.desk.read("versions", lambda store: setdiff.compare(one, other, count), self._show_versions)

    def _show_versions(self, compared: Compared | None) -> None:
        page = self.reader.page
        if page is not None and (compared is None or compared.new.story_id == page.story.id):
            self.reader.show_versions(compared)
            self.name_reader(page.story)

    # Elsewhere.

    def action_browse(self) -> None:
        story = self.stories.story
        if story is None:
            return
        if is_web(story.url):
            self.post_message(OpenAddress(story.url))
        else:
            self.say("Not opened: its link is no web address. ", (story.url, "$error"))

    def action_claim(self) -> None:
        claim = self.reader.claim_in_sight if self.reader.page is not None else None
        if claim is None:
            self.say("This story makes no claim that another story makes too.")
        else:
            self.post_message(ShowClaim(claim))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of the comparison mean something only there."""
        if action in ("step", "widen"):
            return self.reader.compared is not None
        return super().check_action(action, parameters)
