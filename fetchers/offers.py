"""What a paywall offers below the beginning of an article: a price, to cancel when one likes, all articles, and a
question to those who pay already. One of them stands below whole articles too; several do not."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.I)


#: Two halves of such a sentence in any of the languages, and how it begins: to go on, for those who pay or sign in.
GOING_ON = _any(
    r"\b(full|whole|rest of the|this) (story|article|post)|\bkeep reading|\bcontinue reading|weiter ?(zu)?lesen|(diesen|den ganzen|dieser) (artikel|beitrag|text)|"
    r"\bla suite\b|\b(cet|l') ?article\b|ce contenu|seguir leyendo|(este|el) (artículo|contenido)|continu\w+ (a )?(le[gr]|lettura|lend)|(questo|l') ?articolo|"
    r"verder lezen|doorlezen|(dit|het hele) artikel|(este|o) (artigo|conteúdo)|czytać dalej|\b(cały (artykuł|tekst)|całość)|läsa (vidare|hela)|læse (videre|hele)|lese (videre|hele)|"
    r"читать (дальше|далее)|(стать|материал|текст)\w* (целиком|полностью)|続き|全文|继续|繼續",
    r"\bread (on|more|the (rest|full))\b|lire (la suite|l'intégralité|l'article)|leer (este|el|la|todo)|leggere (tutt\w+|l'intero|il resto)|ler (este|o|a|na íntegra)|(hele|resten av|resten af) (saken|artikkelen|artiklen)|(hela|resten av) (artikeln|texten)|lue (koko|lisää)|lukemista|koko (artikkeli|juttu)|"
    r"číst (dál|dále|celý)|čtení|celý (článek|text)|(tovább|teljes cikk\w*)( olvas\w*)?|citi(ți|rea|t)? (mai departe|integral|articolul|tot)|(tot|întreg) articolul|ανάγνωση|διαβάσ\w+|okumaya devam|devamını|(haberin|yazının) (tamamı|devamı)\w*|(متابعة|مواصلة|لقراءة|إكمال) ?(القراءة|المقال|بقية)?|"
    r"(계속|전문|이어서|끝까지)[^.]{0,6}(읽|보)|기사 (전문|전체)|чита(ти|йте) (далі|повн\w+)|(повн\w+|реш\w+) (стат|текст|матеріал)\w*",
)
JOINING = _any(
    r"\bsubscri\w+|\bsign (in|up)\b|\blog in\b|\bregister\b|\btrial\b|\bmembership\b|\babonn\w+|\babo\b|\bconnectez|\bsuscr\w+|\bregístr\w+|\babbon\w+|"
    r"\bassin\w+|\bsubskry\w+|\bzaloguj|\bprenumer\w+|\blogga in|\blogg inn|\blog ind|подпис\w+|会員|登録|订阅|訂閱|登录|登入|\baccount\b|\bmember\b|\bupgrade\b|\banmeld\w+|\bregistr\w+|\binscri\w+|\baccedi\b|\binicia sesión|"
    r"\binlog\w*|\bcadastr\w+|\btilaa\w*|\bkirjaudu|\brekisteröi\w*|\bpředpl\w+|\bpřihl\w+|\bregistruj\w*|\belőfizet\w*|\bjelentkez\w*|\bautentific\w+|\bσυνδρομ\w+|\bεγγραφ\w+|\babone\b|\büye\b|\bgiriş yap\w*|اشترك|الاشتراك|سجل|تسجيل|구독|로그인|회원|가입|передплат\w+|увійд\w+|войд\w+|\bopprett\w*|\bprøv\b",
)
URGING = _any(
    r"^(to|um|mit|pour|para|per|om|för|for å|чтобы|aby|sign|subscribe|register|log|become|get|unlock|lesen|abonn|suscr|regístr|abbon|assin|word|neem|bli|bliv|prenum|"
    r"logga|logg|wykup|kup|zaloguj|оформите|ここ|続き|请|請|vous (souhaitez|voulez|devez)|sie|want|wilt|(questo|cet|dit|este) \w+ (è|est|is|é|es) (riserv|réserv|exclu|alle|voor)|contenu réserv|create|start\b|join\b|try\b|upgrade|continue|keep\b|read\b|choose|you (need|must|have to)|jetzt|bitte|weiter|connect|inscri|créez|accédez|"
    r"inicia|hazte|lee\b|accedi|registr|crea|lees|maak|cadastr|entre\b|faça|dołącz|czytaj|skapa\b|läs\b|köp\b|kjøp\b|køb\b|opprett|opret|prøv|les\b|læs\b|tilaa|kirjaudu|lue|rekisteröi|jatka|předpl|přihl|pokrač|chcete|odemkn|fizess|jelentkez|olvas|szeretné|abonează|intră|citește|pentru|κάντε|συνδεθείτε|για να|γίνετε|"
    r"okumaya|devam|giriş|üye|haberin|اشترك|سجل|لمتابعة|للمتابعة|لقراءة|구독|로그인|계속|회원|이 기사|читайте|войдите|подпи|для|щоб|оформіть|увійдіть|передплат|登録|この|残り|订阅|立即|登录|开通|成为|加入)",
)
#: Readers are asked for less than an article's end: for letters and the like.
NEWSLETTER = _any(
    r"newsletter|boletín|bollettino|lettres? d'info|infolettre|nyhetsbrev|nyhedsbrev|nieuwsbrief|rundbrief|podcast|our event|рассылк|メルマガ|"
    r"(morning|daily|evening) (brief|digest)",
)
#: What may stand below such a sentence.
OFFER = _any(
    r"\balready (a|an|have an?)\b[^.]{0,30}(subscri\w+|member\w*|account)|^(log|sign)[ -]?in\b|^subscrib|^cancel|^(only|from|just)? ?[$€£¥]|"
    r"\b(per|a) (week|month|year)\b|\btrial\b|subscribers? only|^(read|unlock) the (full|rest|whole)|^(see|view|choose) [^.]*(offers?|plans?)",
    r"^(jetzt|sie sind|bereits|schon) [^.]*(abo\w*|anmelden|testen|registriert)|^(déjà|vous êtes) [^.]*abonné|^je m'abonne|s'abonner|"
    r"^¿?ya (eres|es) [^.]*suscriptor|^(sei )?già [^.]*abbonat|^al abonnee|^já [^.]*assinante|^masz już|^(allerede|redan) [^.]*|"
    r"^уже [^.]*подпис|^残り|^.{0,60}\b(suscri|abonn|subscri|assinant|prenumer|abbonat|подпис)\w*.{0,20}$|^\W*(terms|privacy|help|kontakt|faq|©)",
)  # fmt: skip

_SUM = r"(?:[$€£¥₹₩₺]\s?\d|\b(?:usd|eur|gbp|chf|cad|aud)\s?\d|(?<![\d.,])\d+(?:[.,]\d+)?\s?(?:[$€£¥₩₺]|(?:euros?|eur|cents?|ct|kr|kroner|kronor|krone|krona|chf|franken|zł|złot\w+|kč|ft|forint|lei|leu|руб\w*|₽|грн|tl|lira|ريال|درهم|جنيه)\b|円|원|元|p\b))"
_TIME = (
    r"(?:\b(?:months?|weeks?|years?|days?|monthly|weekly|yearly|monat\w*|woche\w*|jahr\w*|mois|semaines?|ans?|mes(?:es)?|semanas?|años?|mes[ei]|settiman\w|ann[oi]|maand\w*|we[e]?k\w*|jaar|mês|ano|miesi\w+|tydzie\w*|tygod\w*|rok\w*|"
    r"månad\w*|veck\w+|år\w*|måned\w*|mnd|md|uke\w*|uge\w*|kuukau\w*|kk|viikko\w*|vuo\w+|měsíc\w*|týd\w+|hónap\w*|hó|hét|lun[ăia]\w*|săptăm\w*|μήνα\w*|εβδομάδα\w*|месяц\w*|недел\w*|год\w*|місяц\w*|тижд\w*|ay\w*|hafta\w*|yıl\w*)\b|شهر|أسبوع|سنة|月|年|週|周|월|달|주|년)"
)
#: A sum for a time.
_PRICE = re.compile(rf"(?:{_SUM}.{{0,40}}{_TIME}|{_TIME}.{{0,40}}{_SUM})", re.I)
_CANCEL = _any(
    r"\bcancel (at )?any ?time|\bcancel whenever|no commitment|no strings|jederzeit (künd|monatlich künd|widerruf)\w*|monatlich kündbar|sans engagement|sans obligation|résili\w+ (à tout|quand|en)|sin (compromiso|permanencia)|cancela\w* (cuando|en cualquier)|disdici (quando|in qualsiasi)|"
    r"senza (vincoli|impegno)|(maandelijks|dagelijks|altijd|elk moment) (opzegbaar|op te zeggen)|opzeggen|cancel[ae] quando|sem (compromisso|fidelidade|fidelização)|(rezygn\w+|anuluj\w*) [^.]*(chwili|moment)|bez zobowiązań|ingen? bind(ning|ing)\w*|(avsluta|avslutt|opsig|si opp) [^.]*(när|når)|"
    r"peru(a)? (milloin|koska)|(zrušit|zrušení|vypovědět)[^.]*kdykoli|kdykoli[^.]*zruš\w+|bármikor lemond\w+|anul\w+ oric[âa]nd|ακύρωση[^.]*(οποτεδήποτε|στιγμή)|отмен\w+[^.]*(любой|любое)|скасу\w+[^.]*будь-який|istediğin\w* zaman iptal|(إلغاء|إلغاؤه)[^.]*(أي وقت)|いつでも(解約|キャンセル)|언제든(지)? (해지|취소)|随时(取消|退订)|隨時取消",
)  # fmt: skip
_ALL = _any(
    r"\b(unlimited|full|complete|all[- ]access)( digital)? (access|reading)|\bunlimited (articles|news)|access to (all|every) |zugriff auf alle|alle (\w+[- ])?(artikel|inhalte)\b[^.]{0,40}(lesen|zugriff|frei)|uneingeschränkt\w* (zugriff|zugang|lesen)|accès (illimité|intégral|à tous)|"
    r"acceso (ilimitado|completo|total)|(todos los|a todo el) (artículos|contenidos?)|accesso (illimitato|completo|a tutti)|tutti (gli articoli|i contenuti)|onbeperkt\w* (toegang|lezen)|(alle|toegang tot alle) artikelen|acesso (ilimitado|completo|total|a todo)|nieograniczony dostęp|pełny dostęp|"
    r"(full|fri|obegränsad|ubegrenset|ubegrænset) (tillgång|tilgang|adgang)|(adgang|tilgang|tillgång) (til|till) (alt|alle|allt|alla)|(lue|pääsy) (kaikki|rajattomasti)|neomezen\w+ přístup|přístup ke všem|korlátlan (hozzáférés|olvasás)|acces (nelimitat|complet|la toate)|απεριόριστη πρόσβαση|"
    r"(неограниченн\w+|полн\w+) доступ|необмежен\w+ доступ|доступ (ко|до) (всем|всех|всіх)|sınırsız (erişim|okuma)|tüm (içerik|haber)\w*|وصول (غير محدود|كامل)|(すべて|全て)の(記事|コンテンツ)|読み放題|(무제한|모든 기사)|无限(阅读|畅读)|(畅读|暢讀)全部",
)
_ALREADY = _any(
    r"\balready (a|an|have an?|got an?|subscrib\w+|registered|paying)\b|^(existing|current) subscribers?$|(bereits|schon) [^.]{0,30}(abo\w*|konto|mitglied|registriert|kund\w+)|déjà (\w+ )?(abonnée?|inscrite?|membre|un compte)|vous êtes (déjà )?abonnée?|ya (eres|es|soy|tienes) [^.]*(suscri\w+|soci\w+|cuenta)|"
    r"(sei )?già (un )?(abbonat\w|registrat\w|iscritt\w)|hai già un (account|abbonamento)|(al|reeds) (een )?(abonnee|account|lid|geabonneerd)|já (é|tem|sou) [^.]*(assinante|subscritor|conta|registad\w|cadastr\w+)|masz już (konto|dostęp|subskrypcj\w+|prenumerat\w+)|(jesteś|masz) [^.]*(prenumerat|subskry)\w+|"
    r"(allerede|redan|er du|är du) [^.]{0,20}(abonnent|prenumerant|kunde|medlem|kund|konto|bruker)|har du (allerede|redan|abonnement|konto)|(oletko|onko sinulla) (jo )?(tilaaja|tilaus|tunnus\w*|tili)|(už|již) (jste|máte) [^.]*(předplat\w+|účet)|(jste|máte) [^.]{0,12}předplat\w+|(már )?(előfizető\w*|van (már )?(előfizetés|fiók)\w*)|"
    r"(ești|sunteți|ai) deja (abonat|cont|un cont|un abonament)|(είστε|είσαι) ήδη (συνδρομητ|μέλος|εγγεγρ)\w*|(уже|вже) [^.]*(подпис\w+|передплат\w+|аккаунт|акаунт)|zaten (abone|üye|hesab)\w*|(مشترك|عضو) بالفعل|لديك (حساب|اشتراك)|هل أنت مشترك|(すでに|既に)[^。]*(会員|登録|購読|アカウント)|会員の方|이미 (회원|구독|계정)|(회원|구독자)이신가요|"
    r"(已有|已经是|已是|已經是)[^。]*(账号|帳號|账户|会员|會員|订阅|訂戶)",
)  # fmt: skip
_KINDS = (_PRICE, _CANCEL, _ALL, _ALREADY)
#: An offer is said in few words; a text about prices uses more.
_LONG = 110

_WHO = (
    r"(?:\b(?:(?:paid |paying |premium )?subscribers?|members?(?! of)|membership|abonnent\w*|abonn[ée]e?s?|abonnenter|abonnement|mitglieder|suscriptor\w*|suscrit\w*|socios|abbonat[oiae]|assinantes?|subscritores|abonnees?|leden|prenumerator\w*|subskrybent\w*|abonent\w*|prenumeranter?|medlemm\w*|"
    r"tilaaj\w+|předplatitel\w*|předplatné\w*|előfizető\w*|abonaț\w*|abonat\w*|συνδρομητ\w*|подписчик\w*|подписке|передплатник\w*|abone\w*|üye\w*)\b|(?:ال|لل)مشتركين|للمشتركين|المشترك|(?:유료 ?|프리미엄 ?)?(?:회원|구독자)|(?:有料|プレミアム|有償)?会員|購読者|订阅(?:用户|者)|訂戶|付费|付費|会员|會員|VIP)"
)
_ONLY = (
    r"(?:\b(?:only|exclusive\w*|reserved|locked|for|nur|exklusiv\w*|für|réservée?s?|exclusi\w+|solo|sólo|reservad[oa]s?|riservat[oiae]|alleen|enkel|exclusief|voor|tylko|wyłącznie|dla|endast|bara|exklusivt|för|kun|bare|forbeholdt|for|vain|vorbehalten|zugänglich|pouze|jen|exkluzivně|určen\w*|pro|csak|kizárólag|doar|numai|exclusiv|destinat|"
    r"μόνο|αποκλειστικ\w+|только|лише|тільки|доступ\w*|yalnızca|sadece|özel\w*)\b|فقط|حصري\w*|مخصص|متاح|限定|専用|のみ|전용|만|위한|仅限|僅限|专享|专属|專享|专供|内容|可(?:阅读|閱讀|见))"
)
_THIS = (
    r"(?:\b(?:this|the full|the rest of this|you're reading an?|dieser|diesen|der (?:ganze|vollständige)|cet?|cette|la suite|este|esta|questo|quest'|il resto|dit|het hele|ten|ta|pełny|cały|denna|den här|hele|hela|denne|dette|tämä|tento|tato|celý|zbytek|pokračování|ez a|a cikk|a teljes|folytatás\w*|restul|continuarea|η συνέχεια|продолжени\w+|продовження|dalsz\w+|resten|fortsättning\w*|fortsettelse\w*|jatko\w*|der rest|die fortsetzung|le reste|el resto|o resto|de rest|acest|această|αυτό το|το υπόλοιπο|эт(?:от|а|о)|материал|"
    r"полный|цей|ця|повний|bu|devamı)\b|هذا|هذه|この|続き|全文|剩余|余下|이어지는|나머지|以下|其余|이 (?:기사|글|콘텐츠)|기사 전문|本文|本篇|此(?:文|内容)|该)"
)
#: What a page says of the rest of an article, if only in passing: that there is more, that it is locked, that the free
#: ones are used up.
MORE = _any(
    r"more to (this|the) story|\b(rest|remainder) of (this|the)|\bthis (article|story|post)\b|\bunlock\b|\blocked\b|\b(free|complimentary|monthly) (articles?|stories|views|limit)|\bfull (story|article|access)|\bkeep (reading|going)|\bread on\b|\bkontingent\w*|frei(e|en) artikel\w*|\bdiese[rn]? (artikel|beitrag|text)|weiter(zu)?lesen|"
    r"\b(cet article|la suite|articles? (gratuits?|offerts?)|quota)\b|\b(este artículo|esta noticia|artículos gratuitos|sigue leyendo|seguir leyendo)\b|(questo|il resto|dell'|l') ?articolo|articoli gratuiti|continu\w+ a leggere|\b(dit artikel|gratis artikelen|verder ?lezen|doorlezen)\b|\b(este artigo|esta (matéria|reportagem)|(artigos|matérias) gratuit\w+|continue lendo)\b|"
    r"(tego artykułu|ten artykuł|darmow\w+ artykuł\w*|czytaj dalej)|(denne|dette) (artikk?el\w*|saken)|\b(låst|läsa vidare|läs vidare|læs videre|les videre|gratis artikl\w+|gratisartik\w+)\b|(tämä artikkeli|ilmais\w+ artikkel\w+|jatka lukemista)|(tento článek|článků zdarma|číst dál)|(ez a cikk|ingyenes cikk\w*|olvass tovább)|(acest articol|articole gratuite|citește mai)|"
    r"(αυτό το άρθρο|δωρεάν άρθρα)|(эт\w+ (стать|материал)\w*|бесплатн\w+ (стат|материал)\w*|читать дальше)|(ця стаття|цей матеріал|читати далі)|(bu (haber|yazı|içerik)|ücretsiz (haber|makale)|devamını oku)|(هذا المقال|المقالات المجانية|متابعة القراءة)|この(記事|続き)|続き|残り|이 기사|무료 기사|이어지는|本文|剩余|免费文章|继续阅读"
)
#: As few words as this make no sentence of their own: "For members only", not "Entry is free for members".
_STRICTLY = re.compile(
    r"\b(?:only|exclusive\w*|reserved|nur|exklusiv\w*|réservée?s?|exclusi\w+|solo|sólo|reservad[oa]s?|riservat[oiae]|alleen|exclusief|tylko|wyłącznie|endast|bara|exklusivt|kun|bare|forbeholdt|vain|pouze|jen|csak|doar|numai|μόνο|только|лише|yalnızca|sadece|özel)\b|فقط|حصري|限定|専用|のみ|전용|仅限|僅限|专享|专属",
    re.I,
)
_FOR_THEM = (re.compile(_THIS, re.I), re.compile(_ONLY, re.I), re.compile(_WHO, re.I))


def kinds(sentence: str, most: int = _LONG) -> set[int]:
    """Which kinds of offer a sentence of so many characters at the most makes, by number."""
    return {number for number, words in enumerate(_KINDS) if words.search(sentence)} if len(sentence) <= most else set()


def is_for_others(sentence: str, *, of_this: bool = False) -> bool:
    """Whether a sentence says that this article, or what follows, is for those who pay. `of_this`: the bare words
    "for subscribers only", as in a menu, are not enough."""
    this, only, who = (bool(words.search(sentence)) for words in _FOR_THEM)
    few = len(sentence.split()) <= 6 and len(sentence) <= (48 if " " in sentence else 16)
    bare = few and not of_this and bool(_STRICTLY.search(sentence))
    return only and who and len(sentence) <= _LONG and (this or bare)
