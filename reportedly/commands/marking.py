"""`reportedly save`, `unsave`, `accept` and `reject`: a person's word on stories."""

from __future__ import annotations

import argparse

from reportedly.clock import system_clock
from reportedly.commands.common import opened
from reportedly.exits import Exit
from reportedly.saying import say
from store import marks
from store.wording import counted


def _told(count: int, what: str) -> int:
    say(f"{counted(count, 'story', 'stories')} {what}")
    return Exit.DONE


def save(options: argparse.Namespace) -> int:
    with opened(options) as store:
        return _told(marks.save(store, options.ids, system_clock()), "saved")


def unsave(options: argparse.Namespace) -> int:
    with opened(options) as store:
        return _told(marks.unsave(store, options.ids, system_clock()), "no longer saved")


def accept(options: argparse.Namespace) -> int:
    with opened(options) as store:
        count = marks.judge(store, options.ids, True, system_clock())
    return _told(count, "accepted; the next poll fetches pages not yet fetched and derives the claims anew")


def reject(options: argparse.Namespace) -> int:
    with opened(options) as store:
        count = marks.judge(store, options.ids, False, system_clock())
    return _told(count, "rejected; the next poll derives the claims without")
