"""`reportedly claims merge|split|rename|pin|unpin|dismiss|restore|note|undo|acts`: a person's acts on claims."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from reportedly import acting
from reportedly.clock import system_clock
from reportedly.commands.common import opened
from reportedly.exits import Exit, UsageError
from reportedly.plain import act_line
from reportedly.saying import say
from store import acts
from store import claims as claim_rows
from store.errors import QueryError
from store.models import Act, ActKind
from store.query import claim_number
from store.wording import counted

_UNDO = "undo it with: reportedly claims undo"
#: What is said of a claim when each mark is set, and when it was set already.
_DONE = {
    ActKind.PIN: "pinned: first in every list, and never lost",
    ActKind.UNPIN: "not pinned any more",
    ActKind.DISMISS: "dismissed: left out of lists, brief and exports",
    ActKind.RESTORE: "restored: listed again",
}
_SO_ALREADY = {
    ActKind.PIN: "pinned",
    ActKind.UNPIN: "not pinned",
    ActKind.DISMISS: "dismissed",
    ActKind.RESTORE: "not dismissed",
}


def merge(options: argparse.Namespace) -> int:
    """The second claim becomes part of the first."""
    first, second = _number(options.first), _number(options.second)
    with opened(options) as store:
        acting.merge(store, first, second, system_clock())
        claim = claim_rows.get(store, first)
    hidden = "; it is dismissed, so no list shows it" if claim.dismissed else ""
    return _say(f"c{second} merged into c{first}, now {counted(len(claim.mentions), 'mention')}{hidden}; {_UNDO}")


def split(options: argparse.Namespace) -> int:
    """Mentions leave a claim for a new one."""
    claim_id = _number(options.claim)
    with opened(options) as store, store.writing():
        claim = claim_rows.get(store, claim_id)
        act = acting.split(store, claim_id, acting.mentions(claim, _numbers(options.mentions)), system_clock())
        made = claim_rows.get(store, act.other_id or 0)
    left = counted(len(claim.mentions) - len(made.mentions), "mention")
    return _say(
        f"{counted(len(made.mentions), 'mention')} of c{claim_id} split off as c{made.id}, {left} left; {_UNDO}"
    )


def rename(options: argparse.Namespace) -> int:
    """A person's own words for what is claimed."""
    return _worded(options, ActKind.RENAME, "named so already")


def note(options: argparse.Namespace) -> int:
    """A person's remark; no words take it off."""
    return _worded(options, ActKind.NOTE, "noted so already")


def _worded(options: argparse.Namespace, kind: ActKind, so_already: str) -> int:
    claim_id, text = _number(options.claim), " ".join(word.removeprefix("\0") for word in options.words)
    with opened(options) as store:
        act = acting.mark(store, kind, claim_id, system_clock(), text)
    if act is None:
        return _say(f"c{claim_id} is {so_already}")
    if kind is ActKind.RENAME:
        return _say(f"c{claim_id} named “{act.text}”; {_UNDO}")
    return _say(f"c{claim_id}: {f'noted “{act.text}”' if act.text else 'its note taken off'}; {_UNDO}")


def pin(options: argparse.Namespace) -> int:
    return _marked(options, ActKind.PIN)


def unpin(options: argparse.Namespace) -> int:
    return _marked(options, ActKind.UNPIN)


def dismiss(options: argparse.Namespace) -> int:
    return _marked(options, ActKind.DISMISS)


def restore(options: argparse.Namespace) -> int:
    return _marked(options, ActKind.RESTORE)


def _marked(options: argparse.Namespace, kind: ActKind) -> int:
    """Marks claims, all of them as one act, or, where one is unknown, none."""
    ids, now = [_number(name) for name in options.claims], system_clock()
    with opened(options) as store, store.writing():
        done = {claim_id: acting.mark(store, kind, claim_id, now) for claim_id in dict.fromkeys(ids)}
        acts.together(store, [act.id for act in done.values() if act is not None])
    changed = [claim_id for claim_id, act in done.items() if act is not None]
    same = [claim_id for claim_id, act in done.items() if act is None]
    if same:
        _say(f"{_named(same)} {_is(same)} {_SO_ALREADY[kind]} already")
    if changed:
        _say(f"{_named(changed)} {_is(changed)} {_DONE[kind]}; {_UNDO}")
    return Exit.DONE


def undo(options: argparse.Namespace) -> int:
    """Takes the newest act back."""
    with opened(options) as store:
        undone = acting.undo_last(store, system_clock())
    for act in undone:
        _say(f"undone: {act_line(act)}")
    return Exit.DONE if undone else _say("there is nothing to undo; reportedly claims acts lists what was done")


def history(options: argparse.Namespace) -> int:
    """What was done with claims, the newest first."""
    with opened(options) as store:
        found: Sequence[Act] = acts.history(store, options.limit)
    for act in found:
        print(act_line(act))
    return Exit.DONE if found else _say("nothing was done with claims yet; reportedly claims --help says what can be")


def _number(name: str) -> int:
    try:
        return claim_number(name)
    except QueryError as error:
        raise UsageError(f"{error}; reportedly claims lists them") from None


def _numbers(names: Sequence[str]) -> list[int]:
    for name in names:
        if not (name.isascii() and name.isdigit()) or len(name) > 15:
            raise UsageError(f"'{name}' is no number of a mention; reportedly show numbers a claim's mentions")
    return [int(name) for name in names]


def _named(ids: Sequence[int]) -> str:
    return ", ".join(f"c{claim_id}" for claim_id in ids)


def _is(ids: Sequence[int]) -> str:
    return "is" if len(ids) == 1 else "are"


def _say(text: str) -> int:
    say(text)
    return Exit.DONE
