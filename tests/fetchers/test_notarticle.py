"""What is no article is not taken for one: each kind is named, and what only looks like one is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fetchers import notarticle
from fetchers.extract import extract
from fetchers.http import Fetcher
from fetchers.page import fetch_page
from fetchers.workers import Workers
from tests.conftest import NOW
from tests.fetchers.walls_and_briefs import BRIEFS, WALLS, Page
from tests.fetchers.walls_of_more_tongues import MORE_BRIEFS, MORE_WALLS
from tests.web import Reply, Web, redirect

pytestmark = pytest.mark.anyio

URL = "https://paper.example/2026/06/12/model-suspended"
HTML = ("Content-Type", "text/html; charset=utf-8")
SENTENCES = [
    "The ministry suspended access to the larger of the two models late on Friday evening.",
    "Customers abroad were told by letter that their contracts would rest until further notice.",
    "A spokesman for the company called the step a misunderstanding that could be cleared up in days.",
    "Two people who had read the order said that it gave no reason beyond a reference to the law.",
]


def page(*paragraphs: str, title: str = "Model suspended", head: str = "", body: str = "") -> str:
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body><main><article><h1>{title}</h1>"
        f"{inner}</article></main>{body}</body></html>"
    )


def linked(kind: str, more: str = "") -> str:
    return f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "H"{more}}}</script>'


CONSENT = (
    "We and our 312 partners store cookies on your device and process personal data such as your address.",
    "With your consent we use cookies for advertising; you can withdraw your consent at any time.",
    "Some partners rely on legitimate interest. Read our privacy policy to learn more about cookies.",
)
SCRIPT = "Please enable JavaScript to view this page in the way that it was made."
STUB = "To continue reading this article, subscribe for one crown a week. Already a subscriber? Log in."
PROBLEMS = [
    (page("Checking your browser before you go on to the paper."), URL, notarticle.CHALLENGE),
    (page("Ray ID: 77f1", title="Just a moment..."), URL, notarticle.CHALLENGE),
    (page("Press and hold to confirm you are a human, and not a bot, please."), URL, notarticle.CHALLENGE),
    (page(title="paper.example", body='<iframe src="https://geo.captcha-delivery.com/c"></iframe>'), URL, "challenge"),
    (page(*CONSENT, title="Before you continue"), URL, notarticle.CONSENT),
    (page(*CONSENT), "https://consent.paper.example/collect?to=x", notarticle.CONSENT),
    (
        page(
            "Wir benötigen Ihre Zustimmung zu Cookies und zur Verarbeitung von Daten durch unsere Partner.",
            "Sie können Ihre Einwilligung jederzeit im Datenschutzcenter widerrufen, auch nachträglich.",
        ),
        URL,
        notarticle.CONSENT,
    ),
    (page(SCRIPT), URL, notarticle.SCRIPT),
    ("<html><body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root>", URL, "JavaScript"),
    (page("Log in to continue to your account at the paper.", "Forgot your password?"), URL, notarticle.LOGIN),
    (page("Welcome back to the paper, reader of many years."), "https://paper.example/login?next=%2Fa", "login"),
    (page(SENTENCES[0], STUB), URL, notarticle.PAYWALL),
    (page(*SENTENCES[:2], head=linked("NewsArticle", ', "isAccessibleForFree": false')), URL, notarticle.PAYWALL),
    (page(SENTENCES[0], head='<meta property="article:content_tier" content="locked">'), URL, notarticle.PAYWALL),
    (
        page(*SENTENCES * 5, head=linked("NewsArticle", ', "isAccessibleForFree": "False", "wordCount": 2400')),
        URL,
        notarticle.PAYWALL,
    ),
    (page("Cet article est reservé.", "Article réservé aux abonnés du journal, connectez-vous."), URL, "paywall"),
    (page("The story you are looking for may have moved elsewhere.", title="Page not found"), URL, notarticle.MISSING),
    (page("Try the search, or go back to where you came from.", title="404 - The Paper"), URL, notarticle.MISSING),
    (page("Versuchen Sie es mit der Suche auf dieser Website.", title="Seite nicht gefunden"), URL, notarticle.MISSING),
    (page("Here are our latest stories instead of that one."), "https://paper.example/404", notarticle.MISSING),
    (page("Follow our coverage of the talks as it happens.", head=linked("LiveBlogPosting")), URL, notarticle.LIVE),
    (page("Updates as they come in from the hearing."), "https://paper.example/live/hearing-2026", notarticle.LIVE),
    (page("Watch the minister's statement of Friday here.", head=linked("VideoObject")), URL, notarticle.VIDEO),
    (
        page("The minister's statement in full, as given.", head='<meta property="og:type" content="video.other">'),
        URL,
        notarticle.VIDEO,
    ),
]


@pytest.mark.parametrize(("html", "url", "why"), PROBLEMS, ids=range(len(PROBLEMS)))
def test_each_kind_is_named(html: str, url: str, why: str) -> None:
    found = extract(html.encode(), url, "utf-8")
    assert found is not None
    assert why in (found.problem or "")


ABOUT_COOKIES = [
    "Regulators fined a retailer over the cookies that it set without the consent of its visitors.",
    "The privacy of shoppers had been breached for years, the office found in its ruling on Monday.",
    "The retailer said that it had changed its banner, and would appeal the fine of four million.",
    "Lawyers expect that others will be looked at, as the practice was common before the reform.",
    "The office had warned the trade twice, in spring and again after the summer recess.",
]
MENU = "<nav>" + "<p>Subscribers only</p><p>Read the full story</p><p>Already a member?</p>" * 20 + "</nav>"
ARTICLES = [
    page(*SENTENCES),
    page(*SENTENCES, body=f"<footer><noscript>{SCRIPT}</noscript><p>We use cookies.</p></footer>"),
    page(*SENTENCES * 5, head=linked("LiveBlogPosting")),
    page(*SENTENCES * 5, head=linked("VideoObject")),
    page(*SENTENCES, head=linked("NewsArticle") + linked("VideoObject")),
    page(*SENTENCES * 5, head=linked("NewsArticle", ', "isAccessibleForFree": false')),
    page(*SENTENCES * 5, head=linked("NewsArticle", ', "isAccessibleForFree": false, "wordCount": 320')),
    page(*ABOUT_COOKIES, title="Retailer fined over cookies"),
    page("The bank saw unusual activity on your typical Sunday, it said; automated access was cut.", body=MENU),
    page(*SENTENCES * 5, title="Page not found: how links die"),
    page(*SENTENCES, "Readers had to enable cookies at first; the paper has since dropped that demand."),
    page(*SENTENCES, title="Was the model switched off?", body="<script src='/cdn-cgi/challenge-platform/x'></script>"),
]


@pytest.mark.parametrize("html", ARTICLES, ids=range(len(ARTICLES)))
def test_an_article_stays_one(html: str) -> None:
    """Whatever it is about, and whatever else its page holds."""
    found = extract(html.encode(), URL, "utf-8")
    assert found is not None
    assert found.problem is None
    assert found.text


@pytest.mark.parametrize("wall", WALLS + MORE_WALLS, ids=lambda one: f"{one.kind}-{one.language}")
def test_walls_of_many_languages_are_named(wall: Page) -> None:
    found = extract(wall.html.encode(), wall.url, "utf-8")
    assert found is not None
    assert wall.kind in (found.problem or "")


@pytest.mark.parametrize("one", BRIEFS + MORE_BRIEFS, ids=lambda one: one.title)
def test_a_short_article_is_no_wall(one: Page) -> None:
    """Neither for a headline like a wall's, nor for its address, nor for a script on its page."""
    found = extract(one.html.encode(), one.url, "utf-8")
    assert found is not None
    assert found.problem is None


TOLD = "Ministry suspends access to model. Customers abroad get a letter; the company speaks of a misunderstanding."
UNLIKE = [
    (TOLD, " ".join(SENTENCES), False),
    (TOLD, "Pumpkin leads the list of our ten favourite soups for a cold evening in autumn.", True),
    ("Too few words to go by.", "Pumpkin leads the list of soups.", False),
    ("", "Pumpkin leads the list of soups.", False),
    ("報道によると、モデルへのアクセスは金曜日に停止された", "モデルへのアクセスが停止されたと会社は述べた", False),
    ("報道によると、モデルへのアクセスは金曜日に停止された", "かぼちゃのスープを作りましょう", True),
]


@pytest.mark.parametrize(("told", "text", "expected"), UNLIKE)
def test_a_text_that_has_nothing_of_what_was_told(told: str, text: str, expected: bool) -> None:
    """Of scripts without spaces too; where little was told nothing can be said."""
    assert notarticle.unlike(told, text) is expected


async def test_the_feed_tells_what_the_page_must_be_about(web: Web, fetcher: Fetcher, workers: Workers) -> None:
    """Another text than the feed's is no article of this story; it is looked at again after some hours."""
    soup = [f"Pumpkin soup number {n} wants cream, nutmeg and a slow afternoon at the stove." for n in range(6)]
    url = web.on("/a", Reply(body=page(*soup, title="Soups").encode(), headers=[HTML]))
    answer = await fetch_page(fetcher, workers, url, 0, NOW, told=TOLD)
    assert (answer.article, answer.note) == (None, notarticle.OTHER)
    assert answer.retry_at == NOW + timedelta(hours=6)
    assert answer.kept is not None
    assert b"Pumpkin" in answer.kept.body
    assert (await fetch_page(fetcher, workers, url, 0, NOW, told="")).article is not None


async def test_an_address_that_leads_to_the_front_page_has_no_article(
    web: Web, fetcher: Fetcher, workers: Workers
) -> None:
    web.on("/2026/story", redirect("/"))
    web.on("/", Reply(body=page(*SENTENCES, title="The Paper").encode(), headers=[HTML]))
    answer = await fetch_page(fetcher, workers, web.url("/2026/story"), 0, NOW)
    assert (answer.article, answer.note) == (None, notarticle.FRONT)


@pytest.mark.parametrize(("tries", "hours"), [(0, 24), (1, 72), (2, 168), (3, None)])
async def test_a_wall_is_tried_ever_later_and_then_no_more(
    web: Web, fetcher: Fetcher, workers: Workers, tries: int, hours: int | None
) -> None:
    """A paywall falls after days or never."""
    url = web.on("/a", Reply(body=page(SENTENCES[0], STUB).encode(), headers=[HTML]))
    answer = await fetch_page(fetcher, workers, url, tries, NOW)
    assert answer.note == notarticle.PAYWALL
    assert answer.retry_at == (None if hours is None else NOW + timedelta(hours=hours))


async def test_an_answer_that_asks_for_payment_is_a_paywall(web: Web, fetcher: Fetcher, workers: Workers) -> None:
    """By its status alone, and tried again as one."""
    answer = await fetch_page(fetcher, workers, web.on("/a", Reply(402)), 0, NOW)
    assert (answer.article, answer.note) == (None, notarticle.PAYWALL)
    assert answer.retry_at == NOW + timedelta(hours=24)


DENIED = "Anthropic shut its largest model to foreigners on Friday after orders from Washington."
KNOWN = [
    (
        notarticle.CHALLENGE,
        f"Access denied\n{DENIED}",
        "Access denied",
        f"{DENIED} The order names no reason for it.",
        None,
    ),
    (notarticle.CHALLENGE, f"Model shut\n{DENIED}", "Access denied", DENIED, None),
    (notarticle.CHALLENGE, f"Model shut\n{DENIED}", "Access denied", "Reference 18 at the edge.", notarticle.CHALLENGE),
    (notarticle.MISSING, f"Gone\n{DENIED}", "Gone", "Sorry, this page isn't available. " * 4, notarticle.MISSING),
    (notarticle.PAYWALL, f"Model shut\n{DENIED}", "Model shut", DENIED, notarticle.PAYWALL),
    (None, f"Model shut\n{DENIED}", "Soups", "Pumpkin leads the list of soups.", notarticle.OTHER),
    (None, f"Model shut\n{DENIED}", "Model shut", DENIED, None),
]


@pytest.mark.parametrize(("why", "told", "title", "text", "expected"), KNOWN)
def test_what_the_feed_told_is_no_wall(why: str | None, told: str, title: str, text: str, expected: str | None) -> None:
    """Where the page has the feed's headline or its words; a paywall has them too."""
    assert notarticle.after_the_feed(why, told, title, text) == expected


def test_every_kind_has_its_schedule() -> None:
    """Each wait longer than the one before, and none for ever."""
    names = {value for name, value in vars(notarticle).items() if name.isupper() and isinstance(value, str)}
    assert names == set(notarticle.WAITS)
    assert all(list(waits) == sorted(set(waits)) and waits[0] >= 1 for waits in notarticle.WAITS.values())
