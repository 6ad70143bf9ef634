"""`reportedly stories`, `claims`, `show` and `paths`: reading, nothing else."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import chain

from narrative.facets import facets
from reportedly import copied, plain
from reportedly.claimfacets import facet_lines, facet_record
from reportedly.commands import common
from reportedly.exits import Exit, UsageError
from reportedly.lifelines import life_lines, life_record, told
from reportedly.narrating import life_of
from reportedly.saying import say
from reportedly.versionlines import version_lines, version_records, versions
from store import annotations as annotation_rows
from store import claims as claim_rows
from store import copies, links, pagelist, reading, shapes
from store.database import Store
from store.errors import NotFound, QueryError
from store.query import claim_number

#: Stories that a search for the best shows.
BEST = 50


def stories(options: argparse.Namespace) -> int:
    """Stories, a line each."""
    query = common.query(options.query)
    with common.known(options, query) as (store, now):
        try:
            if options.best:
                found = pagelist.best(store, query, now, options.limit or BEST, with_text=options.json)
            else:
                found = list(reading.select(store, query, now, limit=options.limit, with_text=options.json))
        except QueryError as error:
            raise common.underlined(query.text, error) from None
        snippets = {} if options.json else reading.snippets(store, query, [story.id for story in found])
    for story in found:
        if options.json:
            print(json.dumps(shapes.story_record(story), ensure_ascii=False))
        else:
            print(plain.story_line(story, snippets.get(story.id)))
    if not found:
        say(f"no story {'fits' if query.terms else 'yet; reportedly poll fetches them'}")
    return Exit.DONE


def claims(options: argparse.Namespace) -> int:
    """Claims, two lines each; dismissed ones only where they are asked for."""
    query = common.query(options.query)
    if options.all:
        query = query.also("any")
    with common.known(options, query) as (store, now):
        try:
            found = claim_rows.select(store, query, now)
        except QueryError as error:
            raise common.underlined(query.text, error) from None
    for claim in found:
        print(json.dumps(shapes.claim_record(claim), ensure_ascii=False) if options.json else plain.claim_line(claim))
    if not found:
        say(f"no claim {'fits' if options.query else 'yet; reportedly poll finds them'}")
    return Exit.DONE


def show(options: argparse.Namespace) -> int:
    """One story or claim whole."""
    try:
        is_claim, number = options.id[:1].lower() == "c", claim_number(options.id)
    except QueryError:
        raise UsageError(f"'{options.id}' is no id; stories are called 12, claims c12") from None
    lines: Iterator[str]
    with common.known(options) as (store, now):
        _known(options, store, now, number, claim=is_claim)
        if is_claim:
            claim = claim_rows.get(store, number)
            remarks = annotation_rows.of_claim(store, number)
            record = shapes.claim_record(claim) | {"remarks": [shapes.remark_record(remark) for remark in remarks]}
            found = facets(claim, *links.around(store, claim))
            life = told(found, life_of(store, claim, now), partial(claim_rows.holding, store))
            record |= facet_record(found) | life_record(life)
            lines = chain(plain.claim_lines(claim), facet_lines(found), life_lines(life), plain.remark_lines(remarks))
        else:
            story, said = reading.get(store, number), claim_rows.of_story(store, number)
            pairs = copies.around(store, story)
            steps = versions(story, reading.revisions(store, number))
            record = shapes.story_record(story) | {"versions": version_records(steps)} | copied.record(pairs)
            told_of_versions = list(version_lines(steps)) if len(steps) > 1 else []
            lines = plain.story_lines(story, told_of_versions, said, list(copied.lines(pairs)))
    print(json.dumps(record, ensure_ascii=False, indent=2) if options.json else "\n".join(lines))
    return Exit.DONE


def _known(options: argparse.Namespace, store: Store, now: datetime, number: int, *, claim: bool) -> None:
    """Raises `NotFound` for what is there now and was not as of the time that was asked for."""
    is_there = claim_rows.is_there if claim else reading.is_there
    if options.as_of is None or is_there(store, number):
        return
    with common.home(options).open() as later:
        if is_there(later, number):
            what = f"claim c{number}" if claim else f"story {number}"
            raise NotFound(f"no {what}: it was not known yet as of {plain.when(now)} UTC; without --as-of it is shown")


def paths(options: argparse.Namespace) -> int:
    """Where everything is kept."""
    for name, path in common.home(options).paths().items():
        print(f"{name}\t{path}")
    return Exit.DONE
