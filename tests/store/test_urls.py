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
    ("https://m.example.org/a", "example.org/a"),
    ("https://mobile.example.org/a", "example.org/a"),
    ("https://en.m.example.org/a", "en.example.org/a"),
    ("https://m.org/a", "m.org/a"),
    ("https://amp.example.org/a", "example.org/a"),
    ("https://example.org/amp/a", "example.org/a"),
    ("https://example.org/a/amp/", "example.org/a"),
    ("https://example.org/news/amp/a-17", "example.org/news/a-17"),
    ("https://example.org/a.amp", "example.org/a"),
    ("https://example.org/a.amp.html", "example.org/a.html"),
    ("https://example.org/a-amp.html", "example.org/a.html"),
    ("https://example.org/a?amp", "example.org/a"),
    ("https://example.org/a?amp=1&id=7", "example.org/a?id=7"),
    ("https://example.org/a?outputType=amp", "example.org/a"),
    ("https://example.org/a?output=amp", "example.org/a"),
    ("https://www.google.com/amp/s/www.example.org/a/amp/", "example.org/a"),
    ("https://www.google.co.uk/amp/s/amp.example.org/a?usqp=mq331", "example.org/a"),
    ("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a?amp_js_v=0.1", "example.org/a"),
    ("https://cdn.ampproject.org/v/s/example.org/a.amp?amp_gsa=1", "example.org/a"),
    ("https://example.org/amp", "example.org/amp"),
    ("https://example.org/lamp/a", "example.org/lamp/a"),
    ("https://example.org/a/index.html", "example.org/a"),
    ("https://example.org/index.php?id=7", "example.org?id=7"),
    ("https://example.org//a//b", "example.org/a/b"),
    ("https://example.org/caf%c3%a9", "example.org/caf%C3%A9"),
    ("https://example.org/café", "example.org/caf%C3%A9"),
    ("https://example.org/%7Ea%2fb", "example.org/~a%2Fb"),
    ("https://bücher.example/a", "xn--bcher-kva.example/a"),
    ("https://example.org./a", "example.org/a"),
    ("https://example.org/a;jsessionid=9F?id=7", "example.org/a?id=7"),
    ("https://example.org/a?mod=rss_news&partner=rss&emc=rss&source=feed", "example.org/a"),
    ("https://example.org/a?source=7&partner=acme", "example.org/a?source=7&partner=acme"),
    ("https://example.org/a?_hsenc=1&_hsmi=2&ncid=3&guccounter=1&__twitter_impression=true", "example.org/a"),
    ("https://example.org/a?msclkid=1&gbraid=2&wbraid=3&ttclid=4&li_fat_id=5&yclid=6", "example.org/a"),
    ("no address", "no address"),
    ("http://[broken", "http://[broken"),
    ("http://example.org:port/a", "http://example.org:port/a"),
]


@pytest.mark.parametrize(("url", "key"), SAME)
def test_a_page_is_known_by_what_is_read_not_by_how_one_came(url: str, key: str) -> None:
    """Scheme, www, default port, fragment, closing slash, index page, tracking parameters, the small and the AMP form
    and how a character is escaped do not count."""
    assert url_key(url) == key


_HOST = st.from_regex(r"((www|m|amp)\.){0,3}[a-z]{1,8}(\.[a-z]{2,5}){1,2}", fullmatch=True)
_PATH = st.lists(
    st.sampled_from(
        ["amp", "index.html", ".amp", "a", "%c3", "%41", "é", "/", "//", "-amp.html", ";sid=1", " ", ".", "%"]
    ),
    max_size=6,
).map("".join)
_QUERY = st.lists(
    st.tuples(st.sampled_from(["id", "q", "utm_source", "fbclid", "amp", "ref"]), st.text(max_size=5)), max_size=3
)


@given(_HOST, _PATH, _QUERY, st.sampled_from(["", ":443", ":8080"]))
def test_the_key_of_a_key_is_itself(host: str, path: str, query: list[tuple[str, str]], port: str) -> None:
    """Applied twice it changes nothing more, and the scheme and its spelling never matter."""
    asked = "&".join(f"{k}={v}" for k, v in query)
    address = f"{host}{port}/{path}{'?' if asked else ''}{asked}"
    key = url_key(f"https://{address}")
    assert url_key(f"https://{key}") == key
    assert url_key(f"http://{address}") == key
    assert url_key(f"HTTPS://{address}") == key  # no plain address: the long way


@given(st.text(max_size=60))
def test_any_text_may_be_asked_about(text: str) -> None:
    """Nothing that stands where an address should raises, and no page is without a key."""
    assert url_key(text) or not is_web(text)
    assert url_key(f"https://{text}") or not is_web(f"https://{text}")


WEB = [
    ("https://example.org/a", True),
    ("http://127.0.0.1:8000/", True),
    ("HTTPS://EXAMPLE.ORG", True),
    ("https:// ?", False),
    ("https://a b.org/", False),
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
