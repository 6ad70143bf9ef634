"""Setting a story as lines for the reader: head, text with the claims in its margin, and why it is here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from store.models import Mention, Stance, Story, TextSource
from store.urls import is_web
from store.wording import disagreement_lines, page_lines
from tui import dates
from tui.copylines import copy_lines
from tui.findings import evidence_styles
from tui.ink import STYLES, Ink, Inked
from tui.snapshot import StoryPage
from tui.style import FAINT, MUTED, chip, colour, keys, rule
from tui.text import Part, clean, evidence, fit, line, wrap, wrapped

#: Lines longer than this tire the eye.
MEASURE = 84
MARGIN = 8
_WHEN = 19
#: What is set of a text; beyond it the browser is the better reader.
LONGEST = 100_000


@dataclass(frozen=True)
class SetStory:
    """The lines of a story. `starts`: for each line of text the offset it begins at, else None. `claims`: by line."""

    lines: tuple[Content, ...]
    starts: tuple[int | None, ...]
    claims: tuple[int | None, ...]

    def line_of(self, offset: int) -> int:
        """The line that holds the character at an offset of the text."""
        reached = [number for number, start in enumerate(self.starts) if start is not None and start <= offset]
        return reached[-1] if reached else 0


def set_story(
    page: StoryPage,
    width: int,
    now: datetime,
    ink: Ink = Ink.CLAIMS,
    inked: Sequence[Inked] = (),
    *,
    brief: bool = False,
) -> SetStory:
    """A story set in `width` cells. `ink`: what of its text stands out; `inked`: the passages that can. `brief`: where
    it is from stands below its text, and only a line of that above."""
    measure = min(width, MEASURE + MARGIN) - 1
    story = page.story
    head = [*_headline(story, measure), *([_byline(story, measure, now)] if brief else _origin(story, measure, now))]
    head.append(line())
    made = _claims(page, measure)
    tail = [*(content for content, _ in made), *copy_lines(page.copied, measure, now)]
    tail += [rule("Where it is from", measure), *_origin(story, measure, now), line()] if brief else []
    tail += [*_relevance(story, measure), line()]
    tail += _versions(page, measure, now) if len(page.revisions) > 1 else []
    passages = [(one.start, one.end, STYLES[one.kind]) for one in inked if ink.shows(one.kind)]
    body = _body(page, measure, passages, ink is Ink.CLAIMS)
    return SetStory(
        (*head, *(content for content, _, _ in body), *tail),
        (*(None for _ in head), *(start for _, start, _ in body), *(None for _ in tail)),
        (*(None for _ in head), *(c for _, _, c in body), *(c for _, c in made), *(None for _ in tail[len(made) :])),
    )


def _headline(story: Story, width: int) -> list[Content]:
    return wrapped(line((clean(story.title) or "(no headline)", "bold")), width)


def _byline(story: Story, width: int, now: datetime) -> Content:
    """Who said it and when on one line, with what a reader should know before the text."""
    said = dates.stamp(story.published_at, now) if story.published_at else "no date given"
    parts: list[Part] = [(story.outlet, "bold $secondary"), (f"  {said}", MUTED)]
    if story.text_source is not TextSource.PAGE:
        parts.append(("  ◦ the feed only", "$accent"))
    if disagreement_lines(story):
        parts.append(("  page differs", "$warning"))
    if story.note:
        parts.append(("  ¶ your note", "$accent"))
    if story.author:
        parts.append((f"  {story.author}", MUTED))
    return fit(line(*parts), width)


def _origin(story: Story, width: int, now: datetime) -> list[Content]:
    """Everything that is known of where a story is from."""
    author = line((f"  {story.author}", MUTED)) if story.author else line()
    published = dates.full(story.published_at) if story.published_at else "no date given"
    return [
        fit(line((story.outlet, "bold $secondary"), author), width),
        fit(line(("published   ", FAINT), (published, MUTED)), width),
        fit(
            line(
                ("first seen  ", FAINT),
                (f"{dates.full(story.first_seen_at)}, {dates.ago(story.first_seen_at, now)}", MUTED),
            ),
            width,
        ),
        fit(line(("text from   ", FAINT), *_text_from(story)), width),
        fit(line(("link        ", FAINT), *_link(story)), width),
        *_stated(story, width),
        *_note(story, width),
    ]


def _stated(story: Story, width: int) -> list[Content]:
    """What the page says beyond its feed, and what it says otherwise."""
    rows = [("page says   ", said, MUTED) for said in page_lines(story, dates.full, where=False)]
    rows += [("differs     ", said, "$warning") for said in disagreement_lines(story, dates.full, where=False)]
    found = []
    for label, said, style in rows:
        parts = wrapped(line((clean(said), style)), width - len(label))
        found += [line((label if place == 0 else " " * len(label), FAINT), part) for place, part in enumerate(parts)]
    return found


def _note(story: Story, width: int) -> list[Content]:
    """A person's own words on it."""
    if not story.note:
        return []
    label = "¶ your note "
    parts = [
        part for row in story.note.splitlines() for part in wrapped(line((clean(row), "$accent")), width - len(label))
    ]
    return [line((label if place == 0 else " " * len(label), FAINT), part) for place, part in enumerate(parts)]


def _text_from(story: Story) -> list[Part]:
    if story.text_source is TextSource.PAGE:
        return [("its page", MUTED)]
    note = f" (page: {story.page_note})" if story.page_note else ""
    return [("◦ the feed only", "$accent"), (note, MUTED)]


def _link(story: Story) -> list[Part]:
    return [(story.url, "$primary")] if is_web(story.url) else [(story.url, MUTED), ("  not a web address", "$error")]


def _body(
    page: StoryPage, width: int, passages: Sequence[tuple[int, int, str]], evidence_too: bool
) -> list[tuple[Content, int | None, int | None]]:
    """The text's lines, each with its offset and the claim its first marked sentence makes.

    `passages`: what stands out, by its offsets in order; `evidence_too`: also the evidence of each claim.
    """
    text = page.story.text[:LONGEST]
    said = [(claim_id, m) for claim_id, _, m in page.said if m.revision_id == page.story.revision_id]
    found: list[tuple[Content, int | None, int | None]] = []
    position = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            first = bisect_left(passages, (position, 0, ""))
            last = bisect_left(passages, (position + len(paragraph), 0, ""), first)
            styles = [(start - position, end - position, style) for start, end, style in passages[first:last]]
            found += _paragraph(paragraph, position, said, width, styles, evidence_too)
            found.append((line(), None, None))
        position += len(paragraph) + 1
    if len(page.story.text) > LONGEST:
        found.append((line(("The text goes on; o opens its page.", MUTED)), None, None))
    if not found:
        found = [(line(("No text. o opens the page in the browser.", MUTED)), None, None), (line(), None, None)]
    return found


def _paragraph(
    text: str,
    position: int,
    said: Sequence[tuple[int, Mention]],
    width: int,
    passages: Sequence[tuple[int, int, str]],
    evidence_too: bool,
) -> list[tuple[Content, int | None, int | None]]:
    near = [(claim_id, m) for claim_id, m in said if m.start < position + len(text) and m.end > position]
    styles = [(m.start - position, m.end - position, "on $claim-tint") for _, m in near]
    for _, mention in near if evidence_too else ():
        styles += evidence_styles(mention, position)
    styles += passages
    content = evidence(text, [style for style in styles if style[1] > 0 and style[0] < len(text)])
    found: list[tuple[Content, int | None, int | None]] = []
    for start, end in wrap(text, width - MARGIN):
        begun = [(c, m) for c, m in near if start <= m.start - position < end]
        under = [(c, m) for c, m in near if m.start - position < end and m.end - position > start]
        margin = line(*_margin(begun, under))
        found.append((line(margin, content[start:end]), position + start, begun[0][0] if begun else None))
    return found


def _margin(begun: Sequence[tuple[int, Mention]], under: Sequence[tuple[int, Mention]]) -> list[Part]:
    """The sign beside a line: stance and number of the claim that begins in it, and a bar along its sentence."""
    if begun:
        claim_id, mention = begun[0]
        more = "+" if len({claim for claim, _ in begun}) > 1 else " "
        return [
            chip(mention.stance),
            (f"{f'c{claim_id}':>4}{more}", f"bold {colour(mention.stance)}"),
            _bar(mention),
            " ",
        ]
    if under:
        return [" " * 6, _bar(under[0][1]), " "]
    return [" " * MARGIN]


def _bar(mention: Mention) -> Part:
    return "▎", colour(mention.stance)


def _claims(page: StoryPage, width: int) -> list[tuple[Content, int | None]]:
    """Each claim once, with the stance of every sentence that makes it; its id beside the line it begins in."""
    stances: dict[int, list[Stance]] = {}
    for claim_id, _, mention in page.said:
        stances.setdefault(claim_id, []).append(mention.stance)
    if not stances:
        return []
    statements = {claim_id: statement for claim_id, statement, _ in page.said}
    found: list[tuple[Content, int | None]] = [(rule("Claims it makes", width), None)]
    for claim_id, told in stances.items():
        label = line(chip(told[0]), (f"{f'c{claim_id}':>4}  ", f"bold {colour(told[0])}"))
        also: list[Part] = [("  also ", FAINT), *(chip(stance) for stance in told[1:])] if len(told) > 1 else []
        parts = wrapped(line((clean(statements[claim_id]), MUTED), *also), width - 7)
        found.append((line(label, parts[0]), claim_id))
        found += [(line(" " * 7, part), None) for part in parts[1:]]
    return [*found, (line(), None)]


def _versions(page: StoryPage, width: int, now: datetime) -> list[Content]:
    """Every headline with when it was first seen, the newest first, and what each version changed."""
    found = [rule("Its versions", width)]
    for number, revision in reversed(list(enumerate(page.revisions))):
        when = fit((dates.stamp(revision.seen_at, now), FAINT), _WHEN)
        changed = page.edits[number - 1] if number else "as first seen"
        parts = wrapped(line((clean(revision.title), "bold")), width - _WHEN)
        parts += wrapped(line((clean(changed), MUTED)), width - _WHEN)
        found += [line(when if place == 0 else " " * _WHEN, part) for place, part in enumerate(parts)]
    return [*found, line()]


def _relevance(story: Story, width: int) -> list[Content]:
    verdict = "relevant" if story.relevant else "not relevant"
    who = "You judged it" if story.judged_by_hand else "Judged"
    parts: list[Part] = [(f"relevance {story.relevance:.1f}", MUTED)]
    for match in sorted(story.matched, key=lambda m: (-abs(m.weight), m.term)):
        parts += [
            ("   ", ""),
            (clean(match.term), ""),
            (f" {match.weight:+.1f}", "$success" if match.weight > 0 else "$error"),
            (f" {clean(match.group)}", FAINT),
        ]
    answer = ("x", "turns it down") if story.relevant else ("a", "accepts it")
    said = keys(answer, ("u", "undoes what you did"))
    return [rule(f"{who} {verdict}", width), *wrapped(line(*parts), width), *wrapped(said, width)]
