"""What `show` tells of a story's copies."""

from __future__ import annotations

import json

from reportedly.home import Home
from store import storylist
from tests.reportedly.conftest import Run


def test_a_copy_is_shown_with_what_it_repeats_and_an_original_with_its_copies(run: Run, polled: Home) -> None:
    """Each passage is where it is said to be, in both stories."""
    with polled.open() as store:
        copy = min(storylist.copies(store))
    told = json.loads(run("show", str(copy), "--json", home=polled.root).stdout)
    other = json.loads(run("show", str(told["copy_of"]["story_id"]), "--json", home=polled.root).stdout)
    assert copy in [one["story_id"] for one in other["copies"]]
    assert told["copy_of"]["passages"]
    for passage in told["copy_of"]["passages"]:
        here = told["text"][passage["start"] : passage["end"]]
        assert here == passage["text"]
        there = other["text"][passage["other_start"] : passage["other_end"]]
        assert here.lower().split() == there.lower().split()
    lines = run("show", str(copy), home=polled.root).stdout.splitlines()
    (place,) = (n for n, line in enumerate(lines) if line.startswith(f"repeats story {other['id']} ({other['outlet']}"))
    assert lines[place + 1].startswith("    “")
    assert f"is repeated by story {copy} (" in run("show", str(other["id"]), home=polled.root).stdout
    with polled.open() as store:
        alone = store.value("SELECT id FROM stories WHERE id NOT IN (SELECT story_id FROM chains)")
    record = json.loads(run("show", str(alone), "--json", home=polled.root).stdout)
    assert (record["copy_of"], record["copies"]) == (None, [])
