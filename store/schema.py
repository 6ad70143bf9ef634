"""The tables, as forward-only migrations. Names and columns are meant to be read in Datasette as they stand.

Each is named by the schema that it makes, and put down when its module is first imported, which is done in order here.
"""

from __future__ import annotations

from importlib import import_module

from store.migrations.register import MIGRATIONS

__all__ = ["MIGRATIONS"]

for _name in ("tables", "polling", "keeping", "telling"):
    import_module(f"store.migrations.{_name}")
