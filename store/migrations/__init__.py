"""The tables, as forward-only migrations. Names and columns are meant to be read in Datasette as they stand.

Each is named by the schema that it makes, and put down when its module is first imported: in this order.
"""

from store.migrations import tables  # isort: split

from store.migrations import polling  # isort: split

from store.migrations import keeping  # isort: split

from store.migrations import telling  # isort: split

from store.migrations.register import MIGRATIONS

__all__ = ["MIGRATIONS", "keeping", "polling", "tables", "telling"]
