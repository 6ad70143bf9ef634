"""Instances of frozen classes made by the thousand are like those made one by one."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from store.models import Mention, Span, Stance
from store.quick import maker

NOW = datetime(2026, 6, 12, tzinfo=UTC)


def test_they_are_equal_hash_alike_cannot_be_changed_and_go_through_pickle() -> None:
    values = (1, 2, "u", "Outlet", None, NOW, "So.", 0, 3, Stance.HEDGED, Span(0, 1), "who", None, None, ())
    more = (4, True, None, NOW, (), 0.5)
    quick, plain = maker(Mention)(*values, *more), Mention(*values, *more)
    assert (quick, hash(quick), repr(quick), type(quick)) == (plain, hash(plain), repr(plain), Mention)
    assert pickle.loads(pickle.dumps(quick)) == plain
    assert replace(quick, outlet="Other") == replace(plain, outlet="Other") != quick
    with pytest.raises(FrozenInstanceError):
        quick.outlet = "Other"  # type: ignore[misc]


def test_every_field_is_asked_for() -> None:
    """One that was forgotten is no default."""
    with pytest.raises(TypeError):
        maker(Mention)(1, 2, "u")
