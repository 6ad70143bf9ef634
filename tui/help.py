"""The keys, from the bindings themselves: those of the focused pane first, then its view's, then everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeGuard

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen

from store.models import Stance
from store.query import CLAIM_FLAGS, FLAGS, KEYS
from tui.keys import binding
from tui.style import FAINT, KEY, MUTED, chip, rule
from tui.text import fit, line, wrapped
from tui.widgets.prose import Prose

_KEYS_WIDTH = 12


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together, each as shown with what it does."""

    name: str
    keys: tuple[tuple[str, str], ...]


def key_groups(chain: Iterable[DOMNode]) -> list[KeyGroup]:
    """The keys that work with a focus, from its pane outwards; a key taken by an inner part is left out further out."""
    groups: list[KeyGroup] = []
    taken: set[str] = set()
    for node in chain:
        ours = [bound for kind in type(node).__mro__ for bound in vars(kind).get("BINDINGS", ()) if _is_ours(bound)]
        keys = {bound.id: (_shown(bound), bound.tooltip) for bound in ours if bound.key not in taken}
        taken |= {bound.key for bound in ours}
        if keys:
            groups.append(KeyGroup(_name(node), tuple(keys.values())))
    return groups


def _is_ours(bound: BindingType) -> TypeGuard[Binding]:
    """Whether a binding was made by `tui.keys.binding`; Textual's own have no tooltip."""
    return isinstance(bound, Binding) and bool(bound.tooltip)


def _shown(bound: Binding) -> str:
    return bound.key_display or bound.key.replace("question_mark", "?").replace("full_stop", ".")


def _name(node: DOMNode) -> str:
    name = type(node).__name__
    if name == "Dashboard":
        return "Everywhere"
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.removesuffix("View"))
    return f"In the view {name.removesuffix('View')}" if name.endswith("View") else f"On the{words}"


def help_lines(groups: Sequence[KeyGroup], width: int) -> list[Content]:
    """The page of keys, the stances' letters, and the query language."""
    found: list[Content] = []
    for group in groups:
        found += [rule(group.name, width), *(line(fit((k, KEY), _KEYS_WIDTH), does) for k, does in group.keys), line()]
    found.append(rule("Stances, from least to most sure, and denied apart", width))
    for stance, words in _STANCES.items():
        found.append(line(" ", chip(stance), "  ", fit((stance, "bold"), 12), (words, MUTED)))
    found += [line(), rule("Queries, behind /", width)]
    for name, does in [*((f"{key}:", does) for key, does in KEYS.items()), *FLAGS.items(), *CLAIM_FLAGS.items()]:
        parts = wrapped(line((does, MUTED)), width - _KEYS_WIDTH)
        found += [line(fit((name if n == 0 else "", KEY), _KEYS_WIDTH), part) for n, part in enumerate(parts)]
    found.append(line(fit(("-", KEY), _KEYS_WIDTH), ("before anything turns it round", MUTED)))
    return [*found, line(), line(("All times are UTC.", FAINT))]


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

    def on_mount(self) -> None:
        pane = self.query_one("#help-pane")
        pane.border_title = line("Keys")
        pane.border_subtitle = line("esc closes · j k scroll")
        prose = self.query_one(Prose)
        prose.set_prose(lambda width: help_lines(self._groups, width))
        prose.focus()

    def action_close(self) -> None:
        self.dismiss()
