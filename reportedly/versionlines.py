"""The versions of a story: when each was seen, when its page says that it was made, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from store import changedat
from store.codec import stamp
from store.models import Revision, Story
from store.wording import counted

if TYPE_CHECKING:
    from narrative.edits import Edit

#: Changes of a version that are shown, and the most characters of a sentence.
_SHOWN, _LONGEST = 8, 240


@dataclass(frozen=True, slots=True)
class Version:
    """A revision with what it changed; `edit` is None for the first one and for those that are ours."""

    revision: Revision
    edit: Edit | None = None
    page_says: datetime | None = None


def versions(story: Story, revisions: Sequence[Revision]) -> list[Version]:
    """Each revision of a story, oldest first, with what the step to it means."""
    from narrative.edits import meaning_of_edit  # takes the whole of `narrative`, which most commands do not need
    from narrative.edittimes import stated

    changed_at = changedat.of(story.statements)
    found = [Version(one) for one in revisions[:1]]
    for before, one in pairwise(revisions):
        edit = None if one.ours else meaning_of_edit(before, one)
        found.append(Version(one, edit, None if one.ours else stated(before, one, changed_at)))
    return found


def version_lines(found: Sequence[Version]) -> Iterator[str]:
    """A line a version, and below it the sentences, headlines or paragraphs that went (-) and came (+)."""
    for one in found:
        says = f" (its page says {_when(one.page_says)})" if one.page_says else ""
        line = f"version {one.revision.number}, seen {_when(one.revision.seen_at)} UTC{says}: {one.revision.title}"
        if one.revision.ours:
            line += " (the page read anew by us, no edit)"
        yield line + (f" ({one.edit.kind})" if one.edit else "")
        changes = _changes(one.edit) if one.edit else []
        for kinds, before, after in changes[:_SHOWN]:
            if one.edit and kinds != one.edit.kind:
                yield f"    {kinds}"
            yield from (f"      {sign} {_short(text)}" for sign, text in (("-", before), ("+", after)) if text)
        if len(changes) > _SHOWN:
            yield f"    and {counted(len(changes) - _SHOWN, 'more change', 'more changes')}; --json has all"


def version_records(found: Sequence[Version]) -> list[dict[str, Any]]:
    """The versions for programs, with their changes whole."""
    return [
        {
            "number": one.revision.number,
            "seen_at": stamp(one.revision.seen_at),
            "page_says": stamp(one.page_says) if one.page_says else None,
            "title": one.revision.title,
            "ours": one.revision.ours,
            "kind": one.edit.kind.value if one.edit else None,
            "noted": one.edit.noted if one.edit else None,
            "changes": [
                {"kind": finding.kind.value, "before": finding.before, "after": finding.after}
                for finding in (one.edit.findings if one.edit else ())
            ],
        }
        for one in found
    ]


def _changes(edit: Edit) -> list[tuple[str, str, str]]:
    """The kinds, what was before and what is now; what was found of the same words stands together."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for finding in edit.findings:
        kinds.setdefault((finding.before, finding.after), []).append(finding.kind.value)
    return [(", ".join(dict.fromkeys(its)), before, after) for (before, after), its in kinds.items()]


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
