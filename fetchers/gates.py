"""Whether the part of an article that is for some only is on the page: by the element that the page's data names for it,
and by the places that vendors leave empty for their offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

#: An element that a vendor or an outlet fills with its offer, or puts where the article breaks off.
_GATE = re.compile(
    r"(^|[\s_-])(pay-?wall|reg-?wall|meter-?wall|sub(scription|scriber)?s?-?wall|piano-(inline|offer|container|paywall)\w*|tp-container|poool\w*|zephr[\w-]*|leaky[_-]paywall\w*|pelcro[\w-]*|pmpro_content_message|"
    r"paid-?content-?(teaser|gate|offer)?|premium-?(gate|teaser|overlay|lock)|locked?-?(content|article|body|overlay)|content-?(gate|lock|truncated|barrier)|article-?(gate|lock|truncated|offer)|is-(locked|truncated|paywalled)|truncated|fade-?out|gradient-?(fade|overlay)|subscribe-?(gate|offer|prompt)|"
    r"unlock-?(article|content|offer)|steady-paywall|abo-?(wall|teaser|schranke)|bezahlschranke|plus-?(teaser|wall|offer)|restricted-?content|members?-only)",
    re.I,
)
#: Elements that are looked at, and how far around them.
_MOST, _AROUND = 20, 3
#: Characters of the text that such an element has if it is the article's own place, and no offer's.
_TEXT = 100


def is_whole(tree: Any, nodes: list[dict[str, Any]], text: str) -> bool | None:
    """Whether the locked part is there (True), left out (False), or nothing is to be seen of it (None)."""
    named = [place for node in nodes for place in _selectors(node)]
    lines = [line for line in text.split("\n") if len(line) > 40]
    if named:
        found = [one for name in named[:_MOST] for one in _elements(tree, name)][:_MOST]
        if any(_holds(one, lines) for one in found):
            return True
        if not any(len("".join(one.itertext()).strip()) >= _TEXT for one in found):
            return False
    if _is_teaser(tree, nodes, lines):
        return False
    classed = tree.xpath("//body//*[@class or @id]")
    gates = [one for one in classed if _GATE.search(f"{one.get('class') or ''} {one.get('id') or ''}")]
    gates = [one for one in gates[:_MOST] if _beside(one, lines)]
    if any(_holds(one, lines) for one in gates):
        return None
    return False if gates else None


def _is_teaser(tree: Any, nodes: list[dict[str, Any]], lines: list[str]) -> bool:
    """Whether all of a text is what the page says of the article to others."""
    said = [*tree.xpath('//meta[@name="description" or @property="og:description"]/@content')]
    said += [str(node.get("description") or "") for node in nodes]
    told = [" ".join(one.split()).rstrip(" .…") for one in said if len(one) > 40]
    return bool(lines) and all(any(" ".join(line.split()).rstrip(" .…") in one for one in told) for line in lines)


def _selectors(node: dict[str, Any]) -> Iterator[str]:
    parts = node.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and str(part.get("isAccessibleForFree")).lower() == "false":
            named = part.get("cssSelector")
            yield from (one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str))


def _elements(tree: Any, selector: str) -> list[Any]:
    """What a plain selector (`.class`, `#id`, an element's name before it) finds; nothing for others."""
    found: list[Any] = []
    for one in selector.split(","):
        last = re.fullmatch(r"[\w-]*([.#])([\w-]+)", one.strip().split(" ")[-1].split(">")[-1].strip())
        if last is None:
            continue
        if last[1] == "#":
            found += tree.xpath("//*[@id=$name]", name=last[2])
        else:
            found += tree.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {last[2]} ")
    return found


def _beside(element: Any, lines: list[str]) -> bool:
    """Whether an element stands with the text, and not at the end of the page for all of them."""
    around = [one for one in islice(element.iterancestors(), _AROUND) if one.tag not in ("body", "html")]
    return any(_holds(one, lines, 1) for one in (element, *around))


def _holds(element: Any, lines: list[str], least: int = _TEXT) -> bool:
    said = " ".join("".join(element.itertext()).split())
    return sum(len(line) for line in lines if " ".join(line.split()) in said) >= least
