"""What is no article, and is not to be taken for one: told from the page, its words, and what the feed said of it.

Each finding has a name that the reader is shown, and hours after which the page is looked at again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fetchers.linkeddata import ARTICLE, kinds, linked_data

CHALLENGE = "a challenge page that only a browser passes"
CONSENT = "a consent wall instead of the article"
SCRIPT = "the page wants JavaScript"
LOGIN = "a login page instead of the article"
PAYWALL = "a paywall: only the beginning of the article is there"
MISSING = "a page that says that nothing is there (soft 404)"
FRONT = "the address leads to a front page by now"
LIVE = "a live blog whose entries are not on the page"
VIDEO = "a video page without a text of its own"
OTHER = "its text has nothing in common with what the feed says"

#: Hours until such a page is tried again, by how often it was; after the last, never. Walls fall after hours or days or
#: not at all; what is not there may be there in an hour; a video's text comes late if ever.
WAITS: dict[str, tuple[int, ...]] = {
    CHALLENGE: (6, 24, 72),
    CONSENT: (6, 24, 72),
    SCRIPT: (6, 24, 72),
    LOGIN: (6, 24, 72),
    PAYWALL: (24, 72, 168),
    MISSING: (1, 6, 24, 72),
    FRONT: (6, 72),
    LIVE: (1, 6, 24),
    VIDEO: (24,),
    OTHER: (6, 24, 72),
}

#: A text of more characters than these is an article, whatever else the page says.
_STUB, _SHORT = 1_500, 700
#: A page of fewer characters has nothing but what it says.
_BARE = 1_000
#: Of the words of a feed's summary the page has to have this share, if there are so many to look for.
_OVERLAP, _WORDS = 0.1, 8

_CHALLENGE_MARKS = re.compile(
    r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/|challenge-form|px-captcha|captcha-delivery\.com|_Incapsula_Resource|"
    r"aws-waf-token|awswaf|sucuri_cloudproxy|ddos-guard|geetest",
    re.I,
)
_CHALLENGE_TITLE = re.compile(
    r"^(just a moment|attention required|access (to this page has been )?denied|pardon our interruption|"
    r"are you (a )?(robot|human)|security (check|verification)|(human|bot) verification|verify(ing)? (that )?you are|"
    r"one more step|checking your browser|robot check|please verify|einen moment|un instant|un momento)\b",
    re.I,
)
_CHALLENGE_WORDS = re.compile(
    r"(verify|confirm|prove|make sure)[^.]{0,30} (you are|you're|you’re) (a )?(not a (ro)?bot|human)|unusual (traffic|"
    r"activity) (from|on) your|checking (if the site connection is secure|your browser)|"
    r"automated (requests|access|traffic)|enable cookies and reload|complete the captcha",
    re.I,
)
_CONSENT_WORDS = re.compile(
    r"\bcookies?\b|\bconsent\b|\bpersonal data\b|\bprivacy\b|\bour (\d+ )?partners\b|\blegitimate interest|\bGDPR\b|"
    r"\bdatenschutz|\beinwillig|\bzustimm|\bwerbung und tracking|\bconsentement\b|\bdonnées personnelles|\btraceurs\b|"
    r"\bprivacidad\b|\bconsentimiento\b|\bdatos personales|\bdati personali|\bconsenso\b|\btoestemming\b|\bsamtycke\b",
    re.I,
)
_CONSENT_HOST = re.compile(r"^(consent|guce|cmp|privacy)\.|^myprivacy\.|^consent-")
_SCRIPT_WORDS = re.compile(
    r"(enable|activate|turn on|requires?|needs?|without|allow|aktivier\w*|activer|habilit\w+|abilit\w+)\b[^.]{0,40}"
    r"\bjava ?script|java ?script\b[^.]{0,30}\b(is |ist |est )?(disabled|(turned )?off|required|deaktiviert|désactivé)",
    re.I,
)
_LOGIN_PATH = re.compile(r"/(log-?in|sign-?in|sso|oauth2?|auth|account/login|anmelden|connexion|register)(/|\.\w+$|$)")
_LOGIN_WORDS = re.compile(
    r"(log|sign) ?in (to (continue|read|view|access|your account)|with (google|facebook|apple|email))|"
    r"forgot(ten)? (your )?password|create (an|your free) account|(bitte )?melden sie sich an|passwort vergessen|"
    r"mot de passe oublié|olvidaste tu contraseña",
    re.I,
)
#: Said only where the rest of this very article is not there; the others also stand in menus and teasers.
_PAY_CUT = re.compile(
    r"(subscribe|register|sign up|log ?in|join|pay)[^.]{0,40} to (continue|keep|finish) reading|"
    r"to (continue|keep) reading[^.]{0,60}(subscri|regist|sign|log ?in|account|join)|"
    r"(this|the full|the rest of this) (article|story|content|page) is (only )?(available )?(for|to|reserved for) "
    r"(our |paying |premium )?(subscribers|members)|you('ve| have) (reached|read|used) (your|all)[^.]{0,40}"
    r"(free|limit)|article réservé aux abonnés",
    re.I,
)
_PAY_WORDS = re.compile(
    r"already (a|have a) (subscri\w+|member\w*)|subscribers? only|(read|unlock) the (full|rest of the|whole) "
    r"(article|story)|weiterlesen mit|jetzt (abonnieren|abo)|réservé à nos abonnés|"
    r"(exclusivo|contenido|solo) para suscriptores|riservat\w+ agli abbonati",
    re.I,
)
_MISSING_WORDS = re.compile(
    r"^\W*(error )?40[34]\b|\b(page|article|story|content|resource)\b[^.]{0,30} (not|could ?n[o'’]t be|cannot be|"
    r"can't be|no longer|does ?n[o'’]t|has been removed|is un)\w* ?(found|available|exist\w*|be found)?|\bnot found\b|"
    r"\bno longer (available|exists?|here)\b|\bwe (can'?t|can’t|couldn'?t|cannot) find\b|^oops\b|"
    r"seite (wurde )?nicht gefunden|page (introuvable|non trouvée)|página no encontrada|pagina non trovata|"
    r"pagina niet gevonden",
    re.I,
)
_VIDEO_PATH = re.compile(r"/(videos?|watch|mediathek|tv|av)/")
_LIVE_PATH = re.compile(r"/live(-?blog|-updates|-news|-coverage)?s?/|-live-(updates|blog|news|coverage)\b|/liveblog")
_TAGS = re.compile(r"<(script|style|noscript|svg|template)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Look:
    """A page as it is judged: its text as extracted, all its visible words, its title, and what it is marked as."""

    url: str
    text: str
    words: str
    title: str
    marks: str
    kinds: frozenset[str]
    free: bool | None = None
    stated_words: int = 0


def look(page: str, tree: Any, url: str, text: str, title: str, free: bool | None) -> Look:
    """What is to be known of a page (`tree`: the same as lxml read it)."""
    nodes = linked_data(tree)
    said = {kind for node in nodes for kind in kinds(node)}
    said |= {f"og:{value.split('.')[0].lower()}" for value in tree.xpath('//meta[@property="og:type"]/@content')[:1]}
    titles = [*tree.xpath("//title//text()")[:1], *(" ".join(h.itertext()) for h in tree.xpath("//h1")[:1]), title]
    return Look(
        url=url,
        text=text,
        words=" ".join(_TAGS.sub(" ", page[:2_000_000]).split())[:20_000],
        title=" | ".join(dict.fromkeys(one.strip() for one in titles if one and one.strip())),
        marks=page[:200_000],
        kinds=frozenset(said),
        free=free,
        stated_words=max((_whole(node.get("wordCount")) for node in nodes), default=0),
    )


def problem(seen: Look) -> str | None:
    """Why a page is no article, or None where nothing speaks against it. A long text is one, whatever its page says."""
    size = len(seen.text)
    if size >= _STUB:
        return PAYWALL if _cut_off(seen) else None
    for found, why in (
        (_challenged(seen, size), CHALLENGE),
        (_consent(seen, size), CONSENT),
        (_login(seen, size), LOGIN),
        (_missing(seen, size), MISSING),
        (_cut_off(seen) or _stub(seen, size), PAYWALL),
        (_live(seen, size), LIVE),
        (_video(seen, size), VIDEO),
        (size < _SHORT and _SCRIPT_WORDS.search(seen.text or _noscript(seen)), SCRIPT),
    ):
        if found:
            return why
    return None


def _challenged(seen: Look, size: int) -> bool:
    if size >= _SHORT:
        return False
    titled = any(_CHALLENGE_TITLE.search(title) for title in seen.title.split(" | "))
    # Such a page has no menus, and little to say.
    said = len(seen.words) < _BARE and _CHALLENGE_WORDS.search(seen.words)
    return bool(titled or said or (size < 300 and _CHALLENGE_MARKS.search(seen.marks)))


def _consent(seen: Look, size: int) -> bool:
    if _CONSENT_HOST.match(urlsplit(seen.url).hostname or ""):
        return True
    lines = [line for line in seen.text.split("\n") if len(line) > 20]
    about = sum(len(line) for line in lines if _CONSENT_WORDS.search(line))
    return len(_CONSENT_WORDS.findall(seen.text)) >= 3 and about > 0.6 * sum(map(len, lines))


def _login(seen: Look, size: int) -> bool:
    path = urlsplit(seen.url).path.lower()
    return bool(size < _SHORT and (_LOGIN_PATH.search(path) or _LOGIN_WORDS.search(seen.text)))


def _missing(seen: Look, size: int) -> bool:
    titled = any(_MISSING_WORDS.search(title) for title in seen.title.split(" | ") if len(title) < 80)
    path = urlsplit(seen.url).path.lower().rstrip("/")
    return size < _SHORT and (titled or path.endswith(("/404", "/404.html", "/not-found", "/error")))


def _stub(seen: Look, size: int) -> bool:
    """A text that ends in an offer, or one that is not free and too short to be whole."""
    if seen.free is False and size < _SHORT:
        return True
    end = seen.text[-500:]
    return bool(_PAY_CUT.search(end) or _PAY_WORDS.search(end) or (size < _SHORT and _PAY_CUT.search(seen.words)))


def _cut_off(seen: Look) -> bool:
    """Not free, and less than a third of the words that the page itself says the article has."""
    return seen.free is False and seen.stated_words > 3 * len(seen.text.split()) > 0


def _live(seen: Look, size: int) -> bool:
    marked = "LiveBlogPosting" in seen.kinds or _LIVE_PATH.search(urlsplit(seen.url).path.lower())
    return bool(size < _SHORT and marked)


def _video(seen: Look, size: int) -> bool:
    marked = seen.kinds & {"og:video", "VideoObject"} and not any(ARTICLE.search(kind) for kind in seen.kinds)
    return bool(size < _SHORT and (marked or ("og:video" in seen.kinds) or _VIDEO_PATH.search(urlsplit(seen.url).path)))


def _noscript(seen: Look) -> str:
    """What a page says to those who run no scripts, where it says little else."""
    said = " ".join(re.findall(r"<noscript[^>]*>(.*?)</noscript", seen.marks, re.I | re.S))
    return _TAGS.sub(" ", said) + seen.words if len(seen.words) < _BARE else ""


def moved_to_front(asked: str, answered: str) -> bool:
    """Whether an address with a path was redirected to one without: what was there is gone."""
    end = urlsplit(answered)
    return len(urlsplit(asked).path.strip("/")) > 1 and not end.path.strip("/") and not end.query


def unlike(told: str, text: str) -> bool:
    """Whether a text shares next to nothing with what the feed told of it. Too little told: never."""
    wanted = _tokens(told)
    return len(wanted) >= _WORDS and len(wanted & _tokens(text)) < _OVERLAP * len(wanted)


def unlike_told(told: str, title: str, text: str) -> str | None:
    """`OTHER` where a page has nothing of what the feed told of it."""
    return OTHER if unlike(told, f"{title}\n{text}") else None


def _tokens(text: str) -> set[str]:
    """The words of a text that carry it; of scripts without spaces every two signs."""
    found = {word for word in re.findall(r"[^\W_]{4,}", text.casefold()) if not _UNSPACED.search(word)}
    for run in _UNSPACED.findall(text):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return found


_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def _whole(value: object) -> int:
    try:
        return min(100_000, max(0, int(str(value))))
    except ValueError:
        return 0
