"""When two addresses are the same page's: the key under which a story is kept."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

#: Query parameters that say how a reader came, not what is read; and those that ask for the AMP form of a page.
_TRACKING = re.compile(
    r"(utm_?\w+|fb_?clid|fb_(source|ref|action_\w+)|[gd]clid|gclsrc|[gw]braid|msclkid|yclid|twclid|ttclid|li_fat_id|"
    r"mc_[ce]id|igshi?d?|ocid|cmp|cmpid|ncid|icid|s_cid|int_?cmp|smid|smtyp|ref_?src|ref_url|referrer|at_\w+|ns_\w+|"
    r"xtor|wt[._]\w+|(pk|piwik|mtm|hsa|matomo)_\w+|_hs(enc|mi)|mkt_tok|vero_\w+|oly_(anon|enc)_id|_g[al]|trk\w*|"
    r"soc_(src|trk)|tsrc|guc(counter|e_referrer\w*)|__twitter_impression|spref|mbid|sref|srnd|ito|ftag|leadsource|"
    r"share(id|_?source|token)?|source_?feed|traffic_?source|_?amp|is_?amp|amp_\w+|amp;?|usqp|output_?type|outputamp)",
    re.I,
)
#: Parameters that only the feed's own links have, by their value: `?mod=rss_news`, `?partner=feedburner`.
_FROM_FEED = re.compile(
    r"(ref|from|source|src|partner|emc|mod|cid|campaign|via|maca|rss|feed|output|platform|view|campaign_id)", re.I
)
_FEED_WORDS = re.compile(r"(([a-z]{2}-)?rss|feed|feedburner|amp|amphtml|atom)([-_.:/ ]\S*)?|1_?rss", re.I)
#: Google's and Bing's caches of AMP pages hold the page's own address: `cdn.ampproject.org/c/s/example.org/a`.
_CACHES = re.compile(
    r"(?:(?:[\w-]+\.)*cdn\.ampproject\.org|(?:[\w-]+\.)*(?:bing-amp|ampcache)\.com)/(?:[a-z]/)?(?:s/)?(?=[\w-]+\.[\w.-]+/)|"
    r"google(?:\.[a-z]{2,3}){1,2}/amp/(?:s/)?(?=[\w-]+\.[\w.-]+)",
    re.I,
)
_FORMS = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.[^.])")
#: `en.m.example.org` is the small form of `en.example.org`.
_INNER_FORM = re.compile(r"(?<=\.)(?:m|mobile|amp)\.(?=[^.]+\.[^.])")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|shtml|php\d?|aspx?|jsp|cfm)$", re.I)
_AMP_ENDING = re.compile(r"(?:[._-]amp(?=\.(?:s?html?|php)$)|\.amp$)", re.I)
_AMP_PART = re.compile(r"/(?:amp|amphtml)(?=/|$)", re.I)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?]*", re.I)
#: What a key may still hold that a further step takes away; most hold none of it.
_UNSETTLED = re.compile(
    r"(?<![a-z0-9])amp|index|default|//|[;%.: /]$|[;% ]|^(?:www|m|mobile|touch)|\.(?:m|mobile)\.|:(?:80|443)\b", re.I
)
#: Most addresses are so plain that the key can be read off; what `_UNSETTLED` finds in it is taken apart all the same.
_PLAIN = re.compile(r"https?://(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]+(?:/[a-zA-Z0-9_./~-]*)?)")
#: What of a path there is to take away or to spell otherwise; most have none of it.
_ODD = re.compile(r"(?<![a-z0-9])amp|index\.|default\.|//|[;%]|[^\x21-\x7e]|/$", re.I)
#: No name of a host has a space in it, of whatever kind.
_SPACE = re.compile(r"\s")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def is_web(url: str) -> bool:
    """Whether an address may be fetched or opened: http or https, with a host, and with no port that cannot be."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return parts.scheme in ("http", "https") and host != "" and not _SPACE.search(host) and parts.port != 0
    except ValueError:
        return False


@lru_cache(256)
def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port, as two addresses must share them to be one server's."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme)


def bare(url: str) -> str:
    """An address without user and password: the only form in which one is shown, written down or handed out."""
    if "@" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


@lru_cache(4_096)
def url_key(url: str) -> str:
    """The address without what does not tell one page from another.

    That is: scheme, `www.`, `m.` and `amp.`, default port, fragment, tracking parameters, index page, closing slash,
    the AMP forms of a page's path and the caches that keep them; and escapes have one spelling.

    >>> url_key("HTTPS://www.Example.org:443/a/?utm_source=x&b=1#top")
    'example.org/a?b=1'
    """
    plain = _PLAIN.fullmatch(url)
    if plain and not _UNSETTLED.search(plain[1]):
        return plain[1]
    key = _key(url.strip())
    # What one step uncovers may be for another one (`/amp/index.html`, `www.m.`): until nothing changes.
    for _ in range(20 if key is None or _UNSETTLED.search(key) else 0):
        again = _key(f"http://{key}") if key is not None else None
        if again is None or again == key:
            break
        key = again
    return url.strip() if key is None else key.strip()


def _key(url: str) -> str | None:
    """One step towards the key; None where there is no host, or none that can be read."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port if ":" in parts.netloc else None
    except ValueError:
        return None
    if not host:
        return None
    host = _host(host)
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    cached = _CACHES.match(place + parts.path)
    if cached:
        return _key(f"http://{(place + parts.path)[cached.end() :]}?{parts.query}")
    whole = place + _path(parts.path)
    query = "&".join(_kept(parts.query)) if parts.query else ""
    return f"{whole}?{query}" if query else whole


def _host(host: str) -> str:
    host = host.rstrip(".") or host
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return host
    return _INNER_FORM.sub("", _FORMS.sub("", host, count=1)) if not host[-1:].isdigit() else host


def _path(path: str) -> str:
    if not _ODD.search(path):
        return path
    path = _spelt(_SESSION.sub("", path)).rstrip("/ ")
    path = re.sub("//+", "/", path)
    plain = _AMP_PART.sub("", _AMP_ENDING.sub("", _INDEX.sub("", path))).rstrip("/ ")
    # A page whose whole path is `/amp` is one of its own.
    return plain if plain or not _AMP_PART.search(path) else path


def _spelt(text: str) -> str:
    """Text of an address with each escape in capitals, and none where a character needs none."""

    def one(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else found[0].upper()

    text = _ESCAPE.sub(one, text)
    return (
        text
        if text.isascii() and " " not in text
        else quote(text, safe="%/:@!$&'()*+,;=-._~?[]|{}^`\"<>\\", errors="replace")
    )


def _kept(query: str) -> list[str]:
    """The parameters that matter, in their order and their own spelling."""
    kept = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        name, value = unquote_plus(name), unquote_plus(value)
        if not part or _TRACKING.fullmatch(name) or (_FROM_FEED.fullmatch(name) and _FEED_WORDS.fullmatch(value)):
            continue
        kept.append(_spelt(part.replace("%20", "+")))
    return kept
