"""When two addresses are the same page's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.urls import is_web, url_key

SAME = [
    ("https://example.org/a", "example.org/a"),
    ("http://example.org/a", "example.org/a"),
    ("HTTPS://WWW.Example.ORG/a", "example.org/a"),
    ("https://example.org/A", "example.org/A"),
    ("https://example.org/a/", "example.org/a"),
    ("https://example.org", "example.org"),
    ("https://example.org/", "example.org"),
    ("https://example.org:443/a", "example.org/a"),
    ("http://example.org:80/a", "example.org/a"),
    ("http://example.org:8080/a", "example.org:8080/a"),
    ("https://example.org/a#comments", "example.org/a"),
    ("https://user:secret@example.org/a", "example.org/a"),
    ("  https://example.org/a  ", "example.org/a"),
    ("https://example.org/a?b=1&a=2", "example.org/a?b=1&a=2"),
    ("https://example.org/a?id=", "example.org/a?id="),
    ("https://example.org/a?utm_source=rss&utm_medium=feed", "example.org/a"),
    ("https://example.org/a?id=7&utm_campaign=x&fbclid=y", "example.org/a?id=7"),
    ("https://example.org/a?UTM_Source=rss", "example.org/a"),
    ("https://example.org/a?gclid=1&mc_cid=2&mc_eid=3&igshid=4&ocid=5&cmpid=6&smid=7", "example.org/a"),
    ("https://example.org/a?ref_src=twsrc&refsrc=x&at_medium=RSS&at_campaign=rss", "example.org/a"),
    ("https://example.org/a?utm=1&ref=2", "example.org/a?utm=1&ref=2"),
    ("no address", "no address"),
    ("http://[broken", "http://[broken"),
    ("http://example.org:port/a", "http://example.org:port/a"),
]


@pytest.mark.parametrize(("url", "key"), SAME)
def test_a_page_is_known_by_what_is_read_not_by_how_one_came(url: str, key: str) -> None:
    """Scheme, www, default port, fragment, closing slash and tracking parameters do not count."""
    assert url_key(url) == key


_HOST = st.from_regex(r"(www\.)?[a-z]{1,8}(\.[a-z]{2,5}){1,2}", fullmatch=True)
_PATH = st.text("abcXYZ019-_./%~é ", max_size=20)
_QUERY = st.lists(st.tuples(st.sampled_from(["id", "q", "utm_source", "fbclid"]), st.text(max_size=5)), max_size=3)


@given(_HOST, _PATH, _QUERY, st.sampled_from(["", ":443", ":8080"]))
def test_the_key_of_a_key_is_itself(host: str, path: str, query: list[tuple[str, str]], port: str) -> None:
    """Applied twice it changes nothing more, and the scheme never matters."""
    address = f"{host}{port}/{path}?{'&'.join(f'{k}={v}' for k, v in query)}"
    key = url_key(f"https://{address}")
    assert url_key(f"https://{key}") == key
    assert url_key(f"http://{address}") == key


@given(st.text(max_size=60))
def test_any_text_may_be_asked_about(text: str) -> None:
    """Nothing that stands where an address should raises, and no page is without a key."""
    assert url_key(text) or not is_web(text)
    assert url_key(f"https://{text}") or not is_web(f"https://{text}")


WEB = [
    ("https://example.org/a", True),
    ("http://127.0.0.1:8000/", True),
    ("HTTPS://EXAMPLE.ORG", True),
    ("ftp://example.org/a", False),
    ("javascript:alert(1)", False),
    ("file:///etc/passwd", False),
    ("data:text/html,x", False),
    ("https://", False),
    ("https:///path", False),
    ("//example.org/a", False),
    ("example.org", False),
    ("", False),
    ("http://[::1", False),
    ("http://[::1]:8000/", True),
    ("http://example.org:65535/", True),
    ("http://example.org:65536/", False),
    ("http://example.org:0/", False),
    ("http://example.org:port/", False),
]


@pytest.mark.parametrize(("url", "expected"), WEB)
def test_only_http_and_https_with_a_host_may_be_opened(url: str, expected: bool) -> None:
    """Other schemes and addresses without a host are no web addresses."""
    assert is_web(url) is expected
