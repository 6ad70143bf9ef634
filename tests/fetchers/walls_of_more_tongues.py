"""Pages that are no article in further languages and of further kinds, and articles on the same subjects: for each way
in which such a page is told, one that is such a page and one that is not."""

from __future__ import annotations

from tests.fetchers.walls_and_briefs import LOREM, Page, brief

VIDEO = '<iframe src="https://www.youtube.com/embed/a"></iframe>'
LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "H"}</script>'


def locked(more: str = "") -> str:
    """What a page says of an article that is not free."""
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": false{more}}}</script>'


PART = ', "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".%s"}'
LEDE = "The order that shut the models off was drafted in a weekend, and its three authors have never spoken of it."
THREE = ("The bank cut its outlook on Thursday and blamed weak demand.", "Shares fell by 7 percent in early trading, the most since 2020.", "The chief executive, Lena Brandt, said that she would not resign before the board meets.")  # fmt: skip

MORE_WALLS = (
    # Consent, down to two words of it where the page speaks of nothing but itself
    Page("consent", "no", "Personvern", ("Vi og våre 164 samarbeidspartnere lagrer informasjonskapsler på enheten din og behandler personopplysninger.", "Du kan når som helst trekke tilbake samtykket ditt.")),
    Page("consent", "no", "Vi trenger ditt samtykke", ("For å vise innholdet trenger vi at du godtar informasjonskapsler.", "Dataene brukes til statistikk og tilpassede annonser. Les mer i personvernerklæringen.")),
    Page("consent", "fi", "Yksityisyytesi", ("Me ja kumppanimme tallennamme laitteellesi evästeitä ja käsittelemme henkilötietoja.", "Voit peruuttaa suostumuksesi milloin tahansa.")),
    Page("consent", "cs", "Váš souhlas", ("S vaším souhlasem můžeme my a naši partneři používat soubory cookie a zpracovávat osobní údaje.", "Souhlas můžete kdykoli odvolat.")),
    Page("consent", "tr", "Çerez tercihleri", ("Biz ve iş ortaklarımız cihazınızda çerezler saklıyor ve kişisel verilerinizi işliyoruz.", "Rızanızı dilediğiniz zaman geri çekebilirsiniz.")),
    Page("consent", "ko", "쿠키 설정", ("당사와 파트너는 쿠키를 사용하여 기기의 정보를 저장하고 개인정보를 처리합니다.", "언제든지 동의를 철회할 수 있습니다.")),
    Page("consent", "ar", "خصوصيتك", ("نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخزين المعلومات على جهازك ومعالجة البيانات الشخصية.", "يمكنك سحب موافقتك في أي وقت.")),
    Page("consent", "en", "Your choices", ("We'd like to set optional cookies to understand how you use this site.", "You can change your mind at any time in your privacy settings.")),
    # Challenges
    Page("challenge", "en", "Hold on", ("We get a lot of automated visits. Tick the box so that we know that you are a person.",)),
    Page("challenge", "pl", "Weryfikacja", ("Zauważyliśmy nietypowy ruch z Twojej sieci. Rozwiąż captchę, żeby przejść dalej.",)),
    Page("challenge", "de", "Zugriff gesperrt", ("Unser Sicherheitssystem hat Ihre Anfrage als automatisiert eingestuft.",)),
    # Logins
    Page("login", "cs", "Přihlášení", ("Zadejte svůj e-mail a heslo.", "Zapomněli jste heslo?")),
    Page("login", "sv", "Logga in på ditt konto", ("E-post eller användarnamn", "Glömt lösenordet?", "Inget konto? Skapa ett här")),
    # Paywalls: said outright, in two halves, or by several offers
    Page("paywall", "en", "Compute", (LEDE, "€1 for the first month", "Then €9.99 a month. Cancel anytime.", "Get started")),
    Page("paywall", "de", "Abschottung", ("Am Freitagabend kam der Brief.", "Erster Monat für 1 €, danach 9,90 € monatlich.", "Jederzeit kündbar.")),
    Page("paywall", "fr", "Un long week-end", ("L'appel est venu à neuf heures.", "Envie de lire la suite ? Profitez de notre offre d'essai : 1 € le premier mois", "Sans engagement")),
    Page("paywall", "da", "Sådan kom brevet ud", ("Brevet forlod bygningen i en madkasse.", "Denne artikel er låst. Køb adgang for 1 kr. den første måned.", "Er du abonnent? Log ind her")),
    Page("paywall", "it", "La lettera", ("La lettera ha lasciato il palazzo in un portapranzo.", "Il resto di questo articolo è per i nostri sostenitori.", "Sostienici con 5 euro al mese")),
    Page("paywall", "no", "Modellene som forsvant", ("Fredag kveld mistet kundene tilgangen.", "Denne artikkelen er for abonnenter.", "Prøv 4 uker for 1 krone. Ingen bindingstid.")),
    Page("paywall", "hu", "Az ajtó", ("Péntek este kapták meg az ügyfelek az értesítést.", "A cikk folytatását csak előfizetőink olvashatják.")),
    Page("paywall", "tr", "Erişim", ("Cuma akşamı müşterilere bir mektup ulaştı.", "Bu içerik yalnızca abonelere özeldir. Okumaya devam etmek için abone olun.")),
    Page("paywall", "zh", "漫长的周末", ("电话在九点响起。", "剩余内容需订阅会员后查看", "每月仅需18元,随时取消")),
    Page("paywall", "pl", "Długi weekend", ("Telefon zadzwonił o dziewiątej.", "Pozostało 83% artykułu. Czytaj wszystko z prenumeratą cyfrową.")),
    # Not free, and the place of the rest is empty, missing, or all there is stands in the description too
    Page("paywall", "en", "The order", (LEDE, THREE[2]), head=locked(PART % "rest")),
    Page("paywall", "en", "The order", (LEDE, THREE[2], "</p><div class='article__paywall'></div><p>"), head=locked()),
    Page("paywall", "en", "The order", (LEDE + " Three of them now have, and asked not to be named in any of it here.",), head=locked() + f'<meta name="description" content="{LEDE} Three of them now have, and asked not to be named in any of it here.">'),
    Page("paywall", "en", "The lunch box", (THREE[1], THREE[2], "For two years it had carried nothing but sandwiches, and nobody had ever asked to…"), head=locked()),
    # What wants scripts or another browser, and what is not there
    Page("JavaScript", "nl", "The Paper", ("Zet JavaScript aan in je browser om deze site te gebruiken.",)),
    Page("JavaScript", "fr", "Navigateur obsolète", ("Pour profiter de notre site, mettez à jour votre navigateur ou installez-en un plus récent.",)),
    Page("soft 404", "de", "Hoppla!", ("Diese Seite haben wir leider nicht gefunden. Vielleicht hilft Ihnen die Suche weiter.",)),
    Page("soft 404", "es", "¡Vaya!", ("No hemos encontrado la página que buscabas.", "Puede que la dirección sea incorrecta o que la página ya no exista.")),
    Page("soft 404", "ar", "الصفحة غير موجودة", ("عذراً، الصفحة التي تبحث عنها غير موجودة أو تم حذفها.",)),
    Page("soft 404", "ko", "오류", ("요청하신 기사는 삭제되었거나 주소가 변경되었습니다.",)),
    # Closed, out of order, or something else first
    Page("country", "en", "Sorry", ("Our European visitors are important to us, but this site is currently not reachable from the EU.",)),
    Page("country", "it", "Non disponibile", ("Spiacenti, questo articolo non è disponibile nel tuo Paese per motivi di licenza.",)),
    Page("out of order", "sv", "Hoppsan", ("Något gick fel när sidan skulle laddas. Försök igen om en stund.",)),
    Page("out of order", "es", "Volvemos pronto", ("Estamos realizando tareas de mantenimiento. Disculpa las molestias.",)),
    Page("advertisements", "en", "Ad blocker detected", ("It looks like you're using an ad blocker. Please allow ads on our site to continue.",)),
    Page("invitation", "de", "In der App lesen", ("Laden Sie jetzt unsere App herunter, um diesen Artikel weiterzulesen.",)),
    Page("live blog", "pt", "AO VIVO: ministra depõe", ("Acompanhe em tempo real o depoimento da ministra.",), "//paper.example/ao-vivo/ministra/"),
    Page("listen", "en", "Episode 44", ("In this week's episode, our hosts talk about a comma. Listen wherever you get your podcasts.",), "//paper.example/podcasts/long-read/44"),
    Page("video", "en", "Interview with the minister", ("Please subscribe to our channel.", VIDEO), "//paper.example/watch/interview"),
)  # fmt: skip

MORE_BRIEFS = (
    brief("Site of tax office down again", "The website of the tax office was down for maintenance for the third time this month on Tuesday.", "A notice asked users to try again later. The ministry apologised."),
    brief("Model not available in the European Union", "The new model will not be available in the European Union, the company said on Thursday.", "It blamed the AI Act."),
    brief("Bank tells customers to use its app", "Customers of the bank must download its app to approve payments from 1 August.", "The change affects 2.3 million people."),
    brief("Ad blockers gain on publishers", "Publishers are hitting back with walls that ask readers to disable their ad blocker.", '"Please allow ads on our site" works on a tenth of them, the authors said.'),
    brief("VPN use doubles", "Use of VPNs doubled in the week after the ban.", '"It looks like you\'re using a VPN" is now a common sight on British sites, which turn such readers away.'),
    brief("Gym chain ends free trials", "The gym chain will end its free trials after 90,000 people failed to cancel in time.", "Members pay £24.99 a month. They may now cancel at any time."),
    brief("Streaming raises its price", "The service will charge $17.99 a month from July, up from $15.49.", "Existing subscribers will pay more from their next bill. They can cancel at any time, the company noted."),
    brief("Council votes for bridge", *LOREM[:3], "Support local journalism. Subscribe from £1 a month."),
    brief("403 Forbidden: the art show", "An exhibition of error pages opens in Rotterdam. It shows 60 works.", "Entry is free for members."),
    brief("Why we will charge", "For twelve years this paper has been free on the web. We will change that in autumn.", "Without subscribers we cannot keep the newsroom in Kiel.", "The most important news stays free, without an account."),
    brief("Warum wir Geld verlangen", "Seit zwölf Jahren ist diese Zeitung im Netz kostenlos. Das ändern wir im Herbst.", "Ohne Abonnenten können wir die Redaktion in Kiel nicht halten.", language="de"),
    brief("Tax page gone", "Fines reach 10 percent of turnover, and the page left the register without a trace of the article that it held."),
    brief("Gebyr for informasjonskapsler", "Datatilsynet gir et nettsted 250 000 kroner i gebyr for informasjonskapsler uten gyldig samtykke.", "Nettstedet delte personopplysninger med 14 samarbeidspartnere.", language="no"),
    brief("Evästebanneri toi sakot", "Valtuutettu määräsi kaupalle 230 000 euron maksun evästeistä, joita asetettiin ilman suostumusta.", "Yhtiö keräsi henkilötietoja kolmen vuoden ajan.", language="fi"),
    brief("有料会員が100万人突破", "新聞社は12日、電子版の有料会員が100万人を超えたと発表した。会員限定の記事を増やしたことが要因とみている。", "月額料金は1980円。", language="ja"),
    brief("视频平台上调会员价格", "该平台周一宣布,会员月费将由25元上调至30元,七月起生效。", "公司称,已有会员在年底前仍按原价续费。", language="zh"),
    brief("申告サイトで障害", "国税庁の申告サイトで12日、アクセスが集中し、つながりにくい状態となった。", "同庁は「時間をおいて再度お試しください」と呼びかけている。", language="ja"),
    brief("Desaparece la página", "La página con la lista no está disponible desde el lunes en el sitio del ministerio.", "La oposición exige explicaciones.", language="es"),
    brief("Bahn-Website nicht erreichbar", "Die Website der Bahn war am Sonntag wegen Wartungsarbeiten nicht erreichbar.", "Reisende konnten keine Fahrkarten buchen.", language="de"),
    # Not free, and whole: as it ends, by the sign under it, or by the place of what is locked
    brief("Bank cuts outlook", *THREE, head=locked()),
    brief("Bank cuts outlook", *THREE, head=locked(), after="<div id='paywall-modal-root'></div>"),
    brief("Ventes suspendues", "Le laboratoire a suspendu la vente de son plus grand modèle à l'étranger. (AFP)", language="fr", head=locked()),
    brief("Judge delays ruling", f"</p><div class='paid'><p>{THREE[1]} {THREE[2]}</p></div><p>", head=locked(PART % "paid")),
    brief("As it happened", *(f"</p><h3>{hour}:15</h3><p>{one}" for hour, one in enumerate(LOREM * 2, 10)), head=LIVE),
)  # fmt: skip
