"""Where migrations are put down, in the order in which they are made."""

from __future__ import annotations

from sqlite_utils import Migrations

MIGRATIONS = Migrations("reportedly")
