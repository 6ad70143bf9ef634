"""The keys, from the bindings themselves: those of the focused pane first, then its view's, then everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen

from store.models import Stance
from store.query import CLAIM_FLAGS, FLAGS, KEYS
from tui.keys import binding
from tui.seeking import FindBar
from tui.style import FAINT, KEY, MUTED, chip, rule
from tui.text import fit, line, wrapped
from tui.widgets.prose import Prose

_KEYS_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Key:
    """A binding as it is shown: its keys, its name, what it does, and the action on its node."""

    key: str
    name: str
    does: str
    action: str
    node: DOMNode


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together."""

    name: str
    keys: tuple[Key, ...]


def key_groups(chain: Iterable[DOMNode], keymap: Mapping[str, str]) -> list[KeyGroup]:
    """The keys that work with a focus, from its pane outwards; a key that an inner part takes just now is left
    out further out.

    `keymap`: the person's own keys, by the bindings' ids.
    """
    groups: list[KeyGroup] = []
    taken: set[str] = set()
    for node in chain:
        keys: dict[str, Key] = {}
        for bound in declared(type(node)):
            ours = set(keymap.get(bound.id or "", bound.key).split(","))
            if not ours <= taken:
                keys[f"{bound.id}"] = Key(shown(bound, keymap), bound.description, bound.tooltip, bound.action, node)
        taken |= {
            key
            for bound in declared(type(node))
            if _works(node, bound)
            for key in keymap.get(bound.id or "", bound.key).split(",")
        }
        if keys:
            groups.append(KeyGroup(place(type(node)), tuple(keys.values())))
    return groups


def _works(node: DOMNode, bound: Binding) -> bool:
    """Whether a key means something there, as with those of a search only while there is one."""
    _, name, parameters = parse(bound.action)
    return node.check_action(name, parameters) is not False


def declared(kind: type) -> list[Binding]:
    """The bindings of ours that a class has, those of its bases with it; Textual's own have no tooltip."""
    found = [bound for base in kind.__mro__ for bound in vars(base).get("BINDINGS", ())]
    return [bound for bound in found if isinstance(bound, Binding) and bound.tooltip]


def shown(bound: Binding, keymap: Mapping[str, str] = {}) -> str:
    """A binding's keys as a person reads them."""
    given = keymap.get(bound.id or "")
    if given is None and bound.key_display:
        return bound.key_display
    return " ".join(readable(key) for key in (given or bound.key).split(","))


def readable(key: str) -> str:
    """A key as it stands on the keyboard."""
    *modifiers, last = key.strip().split("+") if key.strip() != "+" else ["+"]
    last = _SIGNS.get(last, last)
    return "".join("^" if word == "ctrl" else f"{word}+" for word in modifiers) + last


_SIGNS = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "full_stop": ".",
    "slash": "/",
    "quotation_mark": '"',
    "vertical_line": "|",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "plus": "+",
    "minus": "-",
}


#: Places that are named otherwise than by their class.
_PLACES = {
    "Ask": "In a box that asks for a line",
    "Choice": "In a box to choose from",
    "ClaimActs": "On a claim",
    "ClaimDays": "On the lanes of claims",
    "ClaimDetail": "On what is told of a claim",
    "CourseChart": "On the chart of stories",
    "Dashboard": "Everywhere",
    "FacetList": "On what is told more closely",
    "FeedActs": "On a feed",
    "FilterBar": "In the filter line",
    "FindBar": "In the line of a search",
    "Help": "On the page of keys",
    "NameBar": "In the line for a claim’s name",
    "NarrativeDetail": "On what Narrative tells more closely",
    "NoteBox": "In a note",
    "Options": "On the choices",
    "Pane": "On every pane",
    "Panel": "In a box to read",
    "Prose": "In every text",
    "Question": "In a question",
    "River": "On the list of stories",
    "Rows": "In every list",
    "Scrubber": "On the line back in time",
    "Seekable": "In texts and some lists",
    "StoryActs": "On a story",
    "StoryListing": "On the list of stories",
    "StoryReading": "On the story that is read",
    "View": "In every view",
    "ViewNamer": "In the line for a view’s name",
}


def place(kind: type) -> str:
    """Where a class's keys work, in words."""
    name = kind.__name__
    if name in _PLACES:
        return _PLACES[name]
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.removesuffix("View"))
    return f"In the view {name.removesuffix('View')}" if name.endswith("View") else f"On the{words}"


def help_lines(groups: Sequence[KeyGroup], width: int) -> list[Content]:
    """The page of keys, the stances' letters, and the query language."""
    found: list[Content] = []
    for group in groups:
        found.append(rule(group.name, width))
        for key in group.keys:
            found += _entry(key.key, line(key.does), width)
        found.append(line())
    found.append(rule("Stances, from least to most sure, and denied apart", width))
    for stance, words in _STANCES.items():
        found.append(line(" ", chip(stance), "  ", fit((stance, "bold"), 12), (words, MUTED)))
    found += [line(), rule("Queries, behind /", width)]
    for name, does in [*((f"{key}:", does) for key, does in KEYS.items()), *FLAGS.items(), *CLAIM_FLAGS.items()]:
        found += _entry(name, line((does, MUTED)), width)
    found.append(line(fit(("-", KEY), _KEYS_WIDTH), ("before anything turns it round", MUTED)))
    return [*found, line(), line(("All times are UTC.", FAINT))]


def _entry(name: str, does: Content, width: int) -> list[Content]:
    """A key or a word and what it does, on as many lines as that needs."""
    parts = wrapped(does, width - _KEYS_WIDTH)
    return [line(fit((name if n == 0 else "", KEY), _KEYS_WIDTH), part) for n, part in enumerate(parts)]


_STANCES = {
    Stance.QUESTIONED: "asked, or called open",
    Stance.HEDGED: "may, reportedly, is believed to",
    Stance.ATTRIBUTED: "on somebody’s word",
    Stance.ASSERTED: "said as a fact, in the outlet’s own words",
    Stance.DENIED: "said not to be so",
}


class Help(ModalScreen[None]):
    """The page of keys over the dashboard."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape,question_mark,q", "close", "Close", "Close this page", show=True, display="esc"),
    ]

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        with Vertical(classes="pane", id="help-pane"):
            yield Prose(id="help")
            yield FindBar()

    def on_mount(self) -> None:
        pane = self.query_one("#help-pane")
        pane.border_title = line("Keys")
        pane.border_subtitle = line("/ finds · j k scroll · esc closes")
        prose = self.query_one(Prose)
        prose.set_prose(lambda width: help_lines(self._groups, width))
        prose.focus()

    def action_close(self) -> None:
        self.dismiss()
