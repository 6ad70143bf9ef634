"""`reportedly doctor`."""

from __future__ import annotations

import argparse
import json
from collections import Counter

from reportedly.clock import system_clock
from reportedly.doctoring.examination import examine, fix
from reportedly.exits import Exit
from reportedly.home import Home, default_root
from reportedly.saying import here, say
from store.findings import Finding, Severity
from store.wording import counted


def doctor(options: argparse.Namespace) -> int:
    """Looks at the home's health; a line a finding, with its mend. Makes no home where there is none.

    With --fix, what is left is what a second look finds; what that does not find any more was mended.
    """
    home, now = Home(options.home or default_root()), system_clock()
    found = examine(home, now)
    mended: list[Finding] = []
    if options.fix and any(map(_fixable, found)):
        backup = fix(home, found)
        if backup:
            say(f"made {backup} before anything was changed")
        before, found = found, examine(home, now)
        left = {(one.check, one.what) for one in found}
        mended = [one for one in before if _fixable(one) and (one.check, one.what) not in left]
    for one in mended:
        print(json.dumps(_record(one, fixed=True), ensure_ascii=False) if options.json else _line(one, "fixed"))
    for one in found:
        print(json.dumps(_record(one, fixed=False), ensure_ascii=False) if options.json else _line(one, one.severity))
    say(_summary(found))
    return Exit.DONE if all(one.severity is Severity.NOTE for one in found) else Exit.FAILED


def _fixable(one: Finding) -> bool:
    return bool(one.fix or one.outside)


def _summary(found: list[Finding]) -> str:
    counts = Counter(one.severity for one in found)
    if not counts[Severity.ERROR] + counts[Severity.WARNING]:
        return "all is well"
    said = f"{counted(counts[Severity.ERROR], 'error')}, {counted(counts[Severity.WARNING], 'warning')}"
    return f"{said}; what can safely be mended is with: reportedly doctor --fix" if any(map(_fixable, found)) else said


def _line(one: Finding, word: str) -> str:
    mend = f"; mend: {one.mend}" if one.mend and word != "fixed" else ""
    return f"{word:<8} {one.check}: {here(one.what + mend)}"


def _record(one: Finding, *, fixed: bool) -> dict[str, object]:
    return {
        "check": one.check,
        "severity": one.severity,
        "what": one.what,
        "mend": one.mend or None,
        "fixable": _fixable(one),
        "fixed": fixed,
    }
