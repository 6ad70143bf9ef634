"""When garbage is looked for."""

from __future__ import annotations

#: Most of what a command makes lives until its end: to look all of it through again and again takes a fifth of the
#: time, and in the dashboard keys wait for it.
GARBAGE = (50_000, 20, 100)
