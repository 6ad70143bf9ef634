"""`reportedly claims why ID`: why a claim is what it is, or why one of its mentions is in it as it is."""

from __future__ import annotations

import argparse
import json
import re

from reportedly import whylines
from reportedly.commands import common
from reportedly.exits import Exit, UsageError
from reportedly.explaining import Explainer
from store import claims as claim_rows
from store.query import claim_number
from store.wording import counted

_ID = re.compile(r"(c?\d{1,15})(?:\.(\d{1,15}))?", re.I | re.A)


def why(options: argparse.Namespace) -> int:
    """A claim with each mention in short, or one mention in full."""
    claim_id, number = _parsed(options.id)
    home = common.home(options)
    with home.open() as store:
        claim = claim_rows.get(store, claim_id)
        numbers = range(1, len(claim.mentions) + 1) if number is None else (number,)
        if number is not None and not 0 < number <= len(claim.mentions):
            raise UsageError(
                f"c{claim_id} has no mention {number}, only {counted(len(claim.mentions), 'mention')}; "
                f"reportedly show c{claim_id} numbers them"
            )
        whole, mentions = Explainer(home.read_topic).mentions(store, claim, numbers)
    if number is None:
        record, lines = whylines.claim_record(whole, mentions), whylines.claim_lines(whole, mentions)
    else:
        record, lines = whylines.mention_record(mentions[0]), whylines.mention_lines(mentions[0])
    print(json.dumps(record, ensure_ascii=False, indent=2) if options.json else "\n".join(lines))
    return Exit.DONE


def _parsed(name: str) -> tuple[int, int | None]:
    """The claim's number, and the mention's where one is named."""
    found = _ID.fullmatch(name)
    if found is None:
        raise UsageError(
            f"'{name}' is neither a claim nor a mention; claims are called c12, the third mention of one c12.3; "
            "reportedly claims lists them"
        )
    return claim_number(found[1]), int(found[2]) if found[2] else None
