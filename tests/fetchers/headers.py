"""What servers may say in headers that matter for the next poll, for tests of properties."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

_DATES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)).map(lambda d: d.strftime("%a, %d %b %Y %H:%M:%S "))
_ZONES = st.sampled_from(["GMT", "+0000", "-0000", "+2359", "-2359", "+9999", "EST", ""])
_VALUE = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.integers().map("max-age={}".format),
    st.tuples(_DATES, _ZONES).map("".join),
)
_NAMES = ["cache-control", "expires", "date", "age", "retry-after", "x-ratelimit-reset"]
HEADERS = st.dictionaries(st.sampled_from(_NAMES), _VALUE)
JITTER = st.floats(0, 1, exclude_max=True)
