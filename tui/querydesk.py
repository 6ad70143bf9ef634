"""The filter bar's way to the store: what a home knows, how many rows fit, and the queries asked before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from store import claims, lookup, queryvalues, reading, views
from store.database import Store
from store.query import Query, asks_for_words, claim_conditions, parse, story_conditions
from store.queryvalues import Known
from tui.desk import Desk

#: Seconds without a key before rows are counted.
PAUSE = 0.08


class QueryDesk:
    """Asks for stories or for claims (`of`), never in the thread that draws."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime], of: str) -> None:
        self._desk, self._clock, self.of = desk, clock, of

    @property
    def rows(self) -> tuple[str, str]:
        """What is counted: one, and several."""
        return ("story", "stories") if self.of == "stories" else ("claim", "claims")

    def understood(self, text: str, known: Known | None) -> Query:
        """The query, once it is sure that it can be asked. Raises `QueryError`. Without `known` views are not."""
        query = parse(text)
        if known is None:
            return query
        # What claims are in a state is told by the store, and makes no difference to whether that can be asked.
        whole = lookup.with_states(views.expanded(query, known.views), {})
        (story_conditions if self.of == "stories" else claim_conditions)(whole, self._clock())
        return query

    def count(self, query: Query, then: Callable[[int], None]) -> None:
        """Tells how many rows fit, unless another query is typed meanwhile."""
        count = reading.count if self.of == "stories" else claims.count_fitting
        self._desk.read(
            f"count of {self.of}",
            partial(count, query=query, now=self._clock()),
            then,
            after=PAUSE,
            words=asks_for_words(query),
        )

    def forget(self) -> None:
        """Nobody wants the count any more."""
        self._desk.forget(f"count of {self.of}")

    def known(self, then: Callable[[Known], None]) -> None:
        """Tells what can be named in a query."""
        self._desk.read(f"known to {self.of}", queryvalues.known, then)

    def remember(self, text: str, then: Callable[[Known], None]) -> None:
        """Keeps a query among those asked before; not what is asked of the past."""
        if self._desk.past:
            return

        def work(store: Store) -> Known:
            views.remember(store, text)
            return queryvalues.known(store)

        self._desk.write(work, then)

    def save(self, name: str, text: str, then: Callable[[Known], None]) -> None:
        """Keeps a query as a view."""

        def work(store: Store) -> Known:
            views.add(store, name, text)
            return queryvalues.known(store)

        self._desk.write(work, then)
