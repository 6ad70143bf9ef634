"""The report as one page of HTML that loads nothing: its style is in it, and it needs no script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from reportedly.report import claims, closing, doubts, language, opening, timeline
from reportedly.report.citing import Citing
from reportedly.report.facts import Facts
from reportedly.report.html import Markup, tag
from reportedly.report.shapes import symbols

_PLACES = {
    "brief": "Brief",
    "timeline": "Course",
    "claims": "Claims",
    "unsourced": "Unsourced",
    "reach": "Denials",
    "edits": "Edits",
    "language": "Language",
    "outlets": "Outlets",
    "stories": "Stories",
    "method": "Method",
}


def page(facts: Facts) -> str:
    """The whole page."""
    listed = [claim.id for claim in facts.claims[: max(claims.ROWS, len(facts.whole))]]
    whole = {one.claim.id for one in facts.whole}
    citing = Citing(facts.known, {*listed, *whole}, whole)
    parts = [
        opening.figures(facts),
        opening.brief(facts, citing),
        timeline.section(facts, citing),
        claims.section(facts, citing),
        doubts.unsourced(facts, citing),
        doubts.reaches(facts, citing),
        doubts.dates(facts, citing),
        doubts.edits(facts),
        language.section(facts, citing),
        closing.outlets(facts),
        closing.stories(facts, citing),
        closing.method(facts),
    ]
    main = tag("main", parts, id="main")
    there = [tag("a", name, href=f"#{place}") for place, name in _PLACES.items() if f'id="{place}"' in main]
    body = tag(
        "body",
        tag("a", "Skip to the report", href="#main", class_="skip"),
        symbols(),
        opening.masthead(facts),
        tag("nav", there, aria_label="Parts of this report"),
        main,
    )
    return f"<!DOCTYPE html>\n{tag('html', _head(facts), body, lang='en')}\n"


def _head(facts: Facts) -> Markup:
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content=f"reportedly {facts.asked.version}"),
        tag("title", f"{facts.topic.name}: how the press told it"),
        # What is in a style element is no text: nothing in it is escaped, and nothing of a story's is in it.
        tag("style", Markup(style)),
    )


@cache
def _style() -> str:
    return files("reportedly.report").joinpath("style.css").read_text(encoding="utf-8")
