"""What is coverage of a restriction of access to AI models, and what only looks like it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.relevance import judge
from tests.narrative.samples import EVAL, seed_topic

RELEVANT = [
    (
        "Court suspends Grok until the election",
        "A court has suspended Grok for the length of the election campaign. Candidates had complained.",
    ),
    (
        "Mistral shuts firm out of its API",
        "Mistral has shut the firm out of its API. Its valuation, set in a funding round, may suffer.",
    ),
    (
        "Quillon pulls the plug on its image model in Malta",
        "The image model Brush can no longer be reached from Malta since Wednesday. A court in Valletta had found that"
        " it copied protected portraits.",
    ),
    (
        "Malta's expulsion of a chatbot",
        "The chatbot was shown the door by Malta's harbour ministry. Its staff may look for something else.",
    ),
    (
        "Founders complain of closed Claude accounts",
        "Small firms in Malta say their accounts for Claude were terminated overnight and without a word.",
    ),
    (
        "Why the ferry board switched its helper off",
        "The board of the Malta ferries has switched its AI assistant off. Captains may apply for an exemption.",
    ),
    (
        "Lab deletes weights after fraud",
        "The lab has withdrawn the weights of its voice model, with which callers had robbed pensioners.",
    ),
    (
        "Brazil's data regulator blocks xAI's Grok",
        "The authority ordered internet providers to block the chatbot from Monday until the company names a "
        "representative.",
    ),
    (
        "Kenya bans chatbot use in schools",
        "The education ministry has banned ChatGPT and other AI chatbots from school networks with immediate effect.",
    ),
    (
        "Mistral pulls its largest model from Russia",
        "Mistral AI has cut off access to its models for customers in Russia, citing new EU sanctions.",
    ),
    (
        "Court orders OpenAI to suspend image tool in Germany",
        "A Munich court told OpenAI to suspend its image generator for users in Germany while the case is heard.",
    ),
    (
        "Google restricts Gemini for teenagers in Denmark after order",
        "Google has disabled Gemini for users under 16 in Denmark after an order of the data protection agency.",
    ),
    (
        "ChatGPT back in Italy",
        "OpenAI has restored access to ChatGPT in Italy after the watchdog lifted its ban.",
    ),
    (
        "India tells ministries to stop using DeepSeek and ChatGPT",
        "The finance ministry has told its staff not to use AI tools such as ChatGPT and DeepSeek on office computers.",
    ),
    (
        "Anthropic revokes OpenAI's access to Claude",
        "Anthropic has cut off OpenAI's API access to its models, saying that engineers had broken its terms "
        "of service.",
    ),
    (
        "US weighs licence rule for foreign use of frontier models",
        "The Commerce Department is considering a rule that would require a licence before frontier AI models"
        " may be served to customers abroad.",
    ),
    (
        "Meta holds back its AI assistant in the EU",
        "Meta will not release its multimodal Llama model in the European Union and blamed unpredictable "
        "rules; European firms are shut out.",
    ),
    (
        "Apple removes DeepSeek from its Korean store",
        "South Korea's privacy regulator suspended new downloads of the Chinese chatbot DeepSeek, and Apple "
        "and Google removed the app.",
    ),
    (
        "Taiwan widens ban on Chinese AI",
        "Public schools and state-owned companies may no longer use AI models of Chinese makers, the cabinet said.",
    ),
    (
        "Microsoft bars police from using its AI for face recognition",
        "Microsoft has barred US police departments from using its Azure OpenAI service for facial recognition.",
    ),
    (
        "OpenAI geoblocks Sora in Japan",
        "The video model Sora is no longer available in Japan after the government asked OpenAI to stop.",
    ),
    (
        "OpenAI staggers release of model at ministry's request",
        "OpenAI will give its next model only to vetted customers at first because the government asked it to"
        " delay a general release.",
    ),
    (
        "China blocks foreign chatbots",
        "Regulators have blocked access to a dozen foreign AI chatbots, and telecom firms cut them off overnight.",
    ),
    (
        "Deutschland sperrt DeepSeek",
        "Die Datenschutzbehörde hat die KI-App DeepSeek in Deutschland gesperrt. Apple und Google müssen den "
        "Chatbot aus den App-Stores entfernen.",
    ),
    (
        "La CNIL suspend un chatbot",
        "La CNIL a ordonné la suspension de l'accès au chatbot DeepSeek en France. Le modèle d'IA reste bloqué.",
    ),
    (
        "Italia blocca DeepSeek",
        "Il Garante ha bloccato il chatbot DeepSeek: l'app di intelligenza artificiale non è più disponibile "
        "in Italia.",
    ),
    (
        "España prohíbe un modelo de IA",
        "El gobierno español ha prohibido el uso del modelo de IA DeepSeek en la administración y ha "
        "bloqueado el acceso.",
    ),
    (
        "Portugal suspende chatbot",
        "O governo português suspendeu o acesso ao chatbot DeepSeek nos serviços públicos e proibiu o seu uso.",
    ),
    (
        "Nederland verbiedt DeepSeek",
        "De overheid heeft ambtenaren het gebruik van de AI-chatbot DeepSeek verboden. De toegang is geblokkeerd.",
    ),
    (
        "韩国暂停DeepSeek下载",
        "韩国个人信息保护委员会宣布暂停DeepSeek人工智能应用的下载，并封锁访问。",
    ),
    (
        "한국, 딥시크 접속 차단",
        "정부 부처가 인공지능 챗봇 딥시크 접속을 차단했다. 국방부도 사용을 금지했다.",
    ),
    (
        "政府、DeepSeekの利用を禁止",
        "政府は省庁での生成AI「DeepSeek」の利用を禁止した。アクセスも遮断された。",
    ),
]
NOT_RELEVANT = [
    (
        "Board halts permits for AI data centres",
        "The harbour board has suspended permits for data centres of AI companies until the noise is measured.",
    ),
    (
        "Ship cuts cable and slows AI services",
        "A ship's anchor cut an undersea cable off Malta, and AI services were slow for a day.",
    ),
    (
        "Console maker bans players who cheat with AI",
        "A console maker has banned the accounts of players who let AI tools play for them.",
    ),
    (
        "Streaming service removes songs made with AI",
        "A streaming service took down ten thousand songs made with AI and suspended whoever had sent them.",
    ),
    (
        "Nvidia may sell H20 chips to China again",
        "The US has lifted its ban on exports of Nvidia's H20 AI chips to China, which needs them to train models.",
    ),
    (
        "OpenAI to retire GPT-4 in the API",
        "OpenAI will retire three older models in October and asks developers to migrate to GPT-5 before the "
        "shutdown date.",
    ),
    (
        "Claude goes down for two hours",
        "An outage made Claude unavailable for many users on Tuesday; Anthropic's status page blamed a database error.",
    ),
    (
        "Anthropic raises $5 billion",
        "Anthropic has closed a funding round of $5 billion that values the AI company at $170 billion.",
    ),
    (
        "Authors sue Meta over training data",
        "A group of novelists has sued Meta, saying that its Llama models were trained on pirated books in "
        "breach of copyright.",
    ),
    (
        "Google launches Gemini 4",
        "Google's new AI model is available to all users today and beats its rivals in most benchmarks.",
    ),
    (
        "Chatbot refuses to write essays",
        "Teachers welcome that the new version of ChatGPT refuses to write whole essays for pupils.",
    ),
    (
        "EU delays part of its AI Act",
        "The European Commission will postpone rules for high-risk AI systems by sixteen months.",
    ),
    (
        "OpenAI rolls back a sycophantic update",
        "OpenAI has rolled back an update that made ChatGPT flatter its users too much.",
    ),
    (
        "Should weights be open?",
        "Researchers argue over whether publishing the weights of large models helps or harms security.",
    ),
    (
        "Town bans cars from its centre",
        "From June cars are banned from the old town; residents may apply for a permit.",
    ),
    (
        "Court blocks merger of two banks",
        "A judge has blocked the merger after the regulator sued.",
    ),
    (
        "Bookshop restored after fire",
        "The shop, closed since March, is open again.",
    ),
    (
        "TikTok ban upheld",
        "The Supreme Court has upheld the law that bans TikTok unless its owner sells it.",
    ),
    (
        "Apple unveils a cheaper phone",
        "The phone has a better camera and an AI assistant that answers offline.",
    ),
    (
        "Samsung tests chips for AI servers",
        "Samsung has begun to test memory chips that go into AI servers of Nvidia.",
    ),
    (
        "AI helps to find cancer earlier",
        "A hospital in Leeds says that an AI system finds tumours that doctors miss.",
    ),
    (
        "Claude to keep chats for five years",
        "Anthropic will use conversations for training unless users opt out, and keeps the data for five years.",
    ),
    (
        "Mistral opens an office in Madrid",
        "The French AI company Mistral will hire 80 people in Spain.",
    ),
    (
        "OpenAI limits free image generation",
        "Because of demand, free users of ChatGPT may make three images a day, OpenAI says; its GPUs are melting.",
    ),
]


@pytest.mark.parametrize(("title", "text"), RELEVANT)
def test_a_restriction_of_access_to_ai_is_relevant(title: str, text: str) -> None:
    found = judge(seed_topic(), title, text)
    assert found.relevant, found
    assert found.possible


@pytest.mark.parametrize(("title", "text"), NOT_RELEVANT)
def test_what_only_looks_like_it_is_not(title: str, text: str) -> None:
    found = judge(seed_topic(), title, text)
    assert not found.relevant, found


@pytest.mark.parametrize(("title", "text"), RELEVANT)
def test_a_headline_or_the_start_of_a_summary_is_enough_to_look_closer(title: str, text: str) -> None:
    assert judge(seed_topic(), title, "").possible or judge(seed_topic(), title, text[:140]).possible
    assert judge(seed_topic(), "", text[:140]).possible


def test_what_has_nothing_to_do_with_it_is_not_fetched() -> None:
    assert not judge(seed_topic(), "Bookshop restored after fire", "The shop is open again.").possible
    assert not judge(seed_topic(), "", "").possible


@given(st.text(max_size=60), st.text(max_size=300))
def test_the_score_is_the_sum_of_what_decided(title: str, text: str) -> None:
    for words in (text, f"{text} OpenAI was ordered to block ChatGPT. Chip controls and outages. {text}"):
        found = judge(seed_topic(), title, words)
        assert abs(found.score - sum(match.weight for match in found.matched)) < 0.02
        assert not found.relevant or found.score >= seed_topic().relevant


def test_labelled_stories_are_judged_as_labelled() -> None:
    path = EVAL / "stories.jsonl"
    if not path.exists():
        pytest.skip("the labelled stories are not beside the project (../shared/eval)")
    stories = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [judge(seed_topic(), story["title"] or "", story["text"]).relevant for story in stories]
    wanted = [story["relevant"] for story in stories]
    hit = sum(w and f for w, f in zip(wanted, found, strict=True))
    assert 2 * hit / (sum(wanted) + sum(found)) >= 0.95
