"""httpx without the command that it brings along, which would load Rich, Pygments and click for every poll: a fifth of
the time that loading takes, and 6 MB."""

from __future__ import annotations

import sys

# A module that is None cannot be imported, which is how httpx finds that its command is not there.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

import httpx  # noqa: E402 - after the line above

__all__ = ["httpx"]
