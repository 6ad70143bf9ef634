"""The registrable domain of an address."""

from __future__ import annotations

import pytest

from fetchers.domains import registrable_domain

DOMAINS = [
    ("https://www.example.org/a", "example.org"),
    ("https://news.example.co.uk/a?b#c", "example.co.uk"),
    ("http://paper.github.io/", "paper.github.io"),
    ("https://EXAMPLE.ORG:8080/", "example.org"),
    ("https://user@example.org/", "example.org"),
    ("http://127.0.0.1:8000/feed", "127.0.0.1"),
    ("http://[::1]/", "::1"),
    ("http://localhost/", "localhost"),
    ("http://paper.invalid/", "paper.invalid"),
    ("no address", ""),
]


@pytest.mark.parametrize(("url", "domain"), DOMAINS)
def test_an_outlet_is_known_by_what_it_registered(url: str, domain: str) -> None:
    """By the public suffix list; a host that has none stands for itself."""
    assert registrable_domain(url) == domain
