"""What is no article, and is not to be taken for one: told from the page, its words, and what the feed said of it.

Each finding has a name that the reader is shown, and hours after which the page is looked at again.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from fetchers import closed, offers, walls
from fetchers.paywall import SHORT, STUB, is_cut_off, is_stub, says_so
from fetchers.seen import Look, Said, is_like, is_ours, tells, to_reader, tokens, visible

CHALLENGE = "a challenge page that only a browser passes"
CONSENT = "a consent wall instead of the article"
SCRIPT = "the page wants JavaScript"
LOGIN = "a login page instead of the article"
PAYWALL = "a paywall: only the beginning of the article is there"
MISSING = "a page that says that nothing is there (soft 404)"
FRONT = "the address leads to a front page by now"
LIVE = "a live blog whose entries are not on the page"
VIDEO = "a video page without a text of its own"
AUDIO = "a page to listen to, without a text of its own"
REGION = "a page that is closed to readers of this country or region"
BROKEN = "a page that says its site is out of order or too busy"
ADVERTS = "the page wants its advertisements shown"
PROMPT = "an invitation to an app or a newsletter instead of the article"
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
    AUDIO: (24,),
    REGION: (72, 168),
    BROKEN: (1, 6, 24, 72),
    ADVERTS: (6, 24, 72),
    PROMPT: (24, 72),
    OTHER: (6, 24, 72),
}

#: A live blog with so many times of day has its entries.
_ENTRIES = 3
#: A page of fewer characters has nothing but what it says.
_BARE = 1_000
#: A text of fewer characters is none; a dialogue on consent has no more than so many.
_NONE, _DIALOGUE = 25, 8_000
#: What share of a text a wall's words and words to the reader have where it is that wall; more on a marked article.
_SHARE, _MARKED = 0.55, 0.8
#: Of the words of a feed's summary the page has to have this share, if there are so many to look for; with the other
#: share it is the story, whatever its headline looks like.
_OVERLAP, _WORDS, _SAME = 0.1, 8, 0.4

_CHALLENGE_MARKS = re.compile(
    r"_cf_chl_opt|/cdn-cgi/challenge-platform/h/|challenge-form|px-captcha|captcha-delivery\.com|_Incapsula_Resource|"
    r"aws-waf-token|awswaf|sucuri_cloudproxy|ddos-guard|geetest|/\.within\.website/",
    re.I,
)
_PASSWORD = re.compile(r"<input[^>]+type\s*=\s*[\"']?password", re.I)
_CONSENT_HOST = re.compile(r"^(consent|guce|cmp|myprivacy)\.|^consent-")
_LOGIN_HOST = re.compile(r"^(login|signin|sso|auth|accounts?|idp?|identity)\.")
_LOGIN_PATH = re.compile(
    r"/(log-?in|sign-?in|sso|oauth2?/authorize|anmelden|anmeldung|connexion|iniciar-sesion|accedi|inloggen|identify|logga-in|logg-inn|log-ind|entrar|logowanie|zaloguj|prihlaseni|kirjaudu|giris|autentificare)(\.\w+)?/?$"
)
_MISSING_PATH = re.compile(r"/(404|not-?found|page-not-found|error)(\.\w+)?/?$")
_VIDEO_PATH = re.compile(r"/(videos?|watch|mediathek|tv|av)/")
_PLAYER = re.compile(
    r"<video\b|<iframe[^>]+(youtube|youtu\.be|vimeo|dailymotion|brightcove|jwp|kaltura|ooyala)|jwplayer|jwplatform|video-js|brightcove",
    re.I,
)
_AUDIO_PATH = re.compile(r"/(podcasts?|audio|listen|episodes?)/")
_LIVE_PATH = re.compile(
    r"/(live|direct|directo|diretta|en-direct|en-vivo|envivo|live-?ticker|live-?blogs?|newsblog|ticker|ao-vivo|canli|na-zywo|online-prenos|minuto-a-minuto|en-continu|liveverslag)s?(-[\w-]+)?/|"
    r"[-/]live-?(updates|blog|news|coverage|ticker)\b"
)


#: What no story says of its own.
_OWN_WORDS = (walls.CHALLENGE, walls.LOGIN, walls.MISSING, walls.SCRIPT, closed.REGION, closed.BROKEN, closed.ADVERTS)


def problem(seen: Look) -> str | None:
    """Why a page is no article, or None where nothing speaks against it.

    One witness is never enough: a headline, an address or a script counts only with what the text says, and to whom.
    """
    if is_cut_off(seen) or (seen.size >= STUB and is_stub(seen)):
        return PAYWALL
    said = Said.of(seen.text if seen.size >= _NONE else seen.words[:STUB]).without(seen.titles)
    for found, why in (
        (_consent(seen), CONSENT),
        (seen.size < SHORT and (_challenged(seen, said) or _is_own(seen, said, closed.CHECKING)), CHALLENGE),
        (seen.size < SHORT and _closed(seen, said, closed.REGION, closed.REGION_TITLE, closed.FAR), REGION),
        (seen.size < SHORT and _login(seen, said), LOGIN),
        (seen.size < STUB and _missing(seen, said), MISSING),
        (seen.size < SHORT and _is_own(seen, said, closed.GONE), MISSING),
        (seen.size < SHORT and _closed(seen, said, closed.BROKEN, closed.BROKEN_TITLE), BROKEN),
        (seen.size < SHORT and _closed(seen, said, closed.ADVERTS, closed.ADVERTS_TITLE), ADVERTS),
        (seen.size < SHORT and _script(seen, said), SCRIPT),
        (seen.size < STUB and is_stub(seen), PAYWALL),
        (seen.size < STUB and _live(seen, said), LIVE),
        (seen.size < STUB and _video(seen, said), VIDEO),
        (seen.size < SHORT and _audio(seen, said), AUDIO),
        (seen.size < SHORT and _speaks(seen, said, closed.PROMPT), PROMPT),
    ):
        if found:
            return why
    return None


def _speaks(seen: Look, said: Said, words: re.Pattern[str]) -> bool:
    """Whether a text is a wall's words for the greater part, and tells nothing else of any length."""
    return _told(said, words) <= len(said.like(words)) and said.share(words) >= (_MARKED if seen.is_marked else _SHARE)


def _told(said: Said, words: re.Pattern[str]) -> int:
    """How many sentences tell something that is neither such words nor of the page itself."""
    return sum(tells(one) and not is_ours(one) and not is_like(one, words) for one in said.sentences)


def _challenged(seen: Look, said: Said) -> bool:
    if _speaks(seen, said, walls.CHALLENGE):
        return True
    news = said.news(walls.CHALLENGE)
    titled = seen.is_titled(walls.CHALLENGE_TITLE) and news < 2
    # Vendors put the same scripts on whole pages.
    scripted = not news and len(seen.words) < _BARE / 2 and bool(_CHALLENGE_MARKS.search(seen.marks))
    headed = any(is_like(one, walls.CHALLENGE) for one in seen.titles) and not _told(said, walls.CHALLENGE)
    return not seen.is_marked and (titled or scripted or headed)


def _consent(seen: Look) -> bool:
    """A dialogue: most of it is on cookies and data, and it speaks of "we" and "you" or lists its purposes."""
    if seen.size < SHORT and _CONSENT_HOST.match(seen.host) and not seen.is_marked:
        return True
    text = seen.text if seen.size >= _NONE else seen.words[:STUB]
    if len(text) > _DIALOGUE or seen.is_titled(walls.CHALLENGE_TITLE):
        return False
    begin = text[:STUB]
    terms = len(walls.ABOUT_CONSENT.findall(begin)) + len(walls.PURPOSES.findall(begin))
    if terms < (1 if len(text) < SHORT else 3):
        return False
    said = Said.of(text)
    own = len(text) < SHORT and not _told(said, walls.ABOUT_CONSENT)
    if terms < 3 and not (own and _few_terms(seen, said, terms)):
        return False
    about = said.like(walls.ABOUT_CONSENT)
    listed = [one for one in said.like(walls.PURPOSES) if one not in about]
    asking = [one for one in about if _asks(one)] + listed
    of_it = [one for one in said.sentences if one in about or one in listed or to_reader(one) or offers.kinds(one)]
    share = sum(map(len, of_it)) / sum(map(len, said.sentences))
    news = said.news(walls.ABOUT_CONSENT, walls.PURPOSES, walls.ASKING_CONSENT)
    if seen.is_marked and share < _MARKED:
        return False
    return (
        share >= _SHARE
        and len(asking) >= (1 if own else max(1, len(about + listed) / 2))
        and news < max(2, len(asking))
    )


def _few_terms(seen: Look, said: Said, terms: int) -> bool:
    """Whether two words on consent, the title's among them, are enough: in a text that is no other wall's."""
    titled = any(walls.ABOUT_CONSENT.search(title) for title in seen.titles)
    return terms + titled >= 2 and not any(said.like(one) for one in (walls.CHALLENGE, walls.SCRIPT, walls.LOGIN))


def _asks(sentence: str) -> bool:
    """Whether a sentence on cookies is such as a page says to its reader."""
    return bool(walls.ASKING_CONSENT.search(sentence) or walls.PURPOSES.search(sentence) or offers.kinds(sentence))


def _login(seen: Look, said: Said) -> bool:
    if (said.like(walls.CUT) or says_so(Said.of(seen.words[: SHORT * 3]))) and not seen.is_titled(walls.LOGIN_TITLE):
        return False
    if _speaks(seen, said, walls.LOGIN):
        return True
    place = bool(_LOGIN_HOST.match(seen.host)) + bool(_LOGIN_PATH.search(seen.path))
    place += seen.is_titled(walls.LOGIN_TITLE)
    more = bool(said.like(walls.LOGIN)) + bool(_PASSWORD.search(seen.marks)) + (said.news(walls.LOGIN) < 2)
    return bool(place and place + more >= 2 and not seen.is_marked and said.news(walls.LOGIN) < 3)


def _missing(seen: Look, said: Said) -> bool:
    if seen.size < SHORT and _speaks(seen, said, walls.MISSING):
        return True
    titled, placed = seen.is_titled(walls.MISSING_TITLE), bool(_MISSING_PATH.search(seen.path))
    # Most pages are neither: what they say is read sentence by sentence, which takes longer than all else here.
    if seen.is_marked or not (titled or placed):
        return False
    few, told = said.news(walls.MISSING) < 2, any(walls.TOLD.search(one) for one in said.sentences)
    return (titled and not told and (few or bool(said.like(walls.MISSING)))) or (placed and few)


def _is_own(seen: Look, said: Said, words: re.Pattern[str]) -> bool:
    """Whether all that a page tells is its own or to its reader, and of such words."""
    own = any(to_reader(one) or is_ours(one) for one in said.like(words))
    return own and not seen.is_marked and not _told(said, words)


def _closed(
    seen: Look, said: Said, words: re.Pattern[str], title: re.Pattern[str], weak: re.Pattern[str] | None = None
) -> bool:
    """A page that says why it shows nothing: that is all it says, or it has such a title and nothing else tells."""
    if _speaks(seen, said, words) or (weak and _is_own(seen, said, weak)):
        return True
    titled = seen.is_titled(title) or any(is_like(one, words) for one in seen.titles)
    return not seen.is_marked and titled and _told(said, words) < (2 if said.like(words) else 1)


def _script(seen: Look, said: Said) -> bool:
    if seen.size >= _NONE:
        return _speaks(seen, said, walls.SCRIPT)
    return len(seen.words) < _BARE and bool(Said.of(f"{_noscript(seen)}\n{seen.words}").like(walls.SCRIPT))


def _live(seen: Look, said: Said) -> bool:
    if "LiveBlogPosting" in seen.kinds:
        return seen.times < _ENTRIES and (seen.size < SHORT or not seen.is_marked)
    titled = any(walls.LIVE.search(title) for title in seen.titles)
    placed = bool(_LIVE_PATH.search(seen.path))
    if seen.size >= SHORT or not (placed or titled) or placed + titled + bool(said.like(walls.LIVE)) < 2:
        return False
    return said.news(walls.LIVE) < 4 if placed else not said.news()


def _video(seen: Look, said: Said) -> bool:
    placed = bool(_VIDEO_PATH.search(seen.path))
    if not placed and seen.kinds.isdisjoint(("og:video", "VideoObject")):
        return False
    shows = bool(said.like(walls.WATCH)) and said.news(walls.WATCH) < 3
    if "og:video" in seen.kinds and not seen.is_marked:
        return True
    if "VideoObject" in seen.kinds and not seen.is_marked:
        return seen.size < SHORT and (placed or shows or "og:article" not in seen.kinds)
    if placed and not seen.is_marked and any(walls.WATCH_TITLE.search(title) for title in seen.titles):
        return said.news() < 3
    if placed and not seen.is_marked and not said.news() and _PLAYER.search(seen.marks):
        return True
    return seen.size < SHORT and shows and (placed or "og:video" in seen.kinds)


def _audio(seen: Look, said: Said) -> bool:
    placed = bool(_AUDIO_PATH.search(seen.path)) or bool({"PodcastEpisode", "RadioEpisode"} & seen.kinds)
    return placed and not seen.is_marked and said.news(walls.WATCH) < (3 if said.like(walls.WATCH) else 2)


def _noscript(seen: Look) -> str:
    """What a page says to those who run no scripts."""
    return visible("\n".join(re.findall(r"<noscript[^>]*>(.*?)</noscript", seen.marks, re.I | re.S)))


def after_the_feed(why: str | None, told: str, title: str, text: str) -> str | None:
    """What a page's problem is when it is known what the feed told of the story, headline first.

    What has the feed's headline or many of its words is the story, unless it is a wall's words; what has nothing of
    what was told is another page's.
    """
    if why is None:
        return unlike_told(told, title, text)
    if why not in (CHALLENGE, CONSENT, LOGIN, MISSING, REGION, BROKEN, ADVERTS, PROMPT):
        return why
    said = Said.of(walls.plain(text))
    if any(said.like(words) for words in _OWN_WORDS):
        return why
    wanted = tokens(told)
    same = len(wanted) >= _WORDS and len(wanted & tokens(text)) >= _SAME * len(wanted)
    headline = " ".join(told.split("\n", 1)[0].split()).casefold()
    titled = (
        why in (CHALLENGE, MISSING, REGION, BROKEN)
        and len(text) >= 4 * _NONE
        and headline == " ".join(title.split()).casefold()
    )
    return None if same or titled else why


def moved_to_front(asked: str, answered: str) -> bool:
    """Whether an address with a path was redirected to one without: what was there is gone."""
    end = urlsplit(answered)
    return len(urlsplit(asked).path.strip("/")) > 1 and not end.path.strip("/") and not end.query


def unlike(told: str, text: str) -> bool:
    """Whether a text shares next to nothing with what the feed told of it. Too little told: never."""
    wanted = tokens(told)
    return len(wanted) >= _WORDS and len(wanted & tokens(text)) < _OVERLAP * len(wanted)


def unlike_told(told: str, title: str, text: str) -> str | None:
    """`OTHER` where a page has nothing of what the feed told of it."""
    return OTHER if unlike(told, f"{title}\n{text}") else None
