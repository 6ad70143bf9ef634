"""Pages that are no article, as templates of many outlets read, and short articles that look like them."""

from __future__ import annotations

from dataclasses import dataclass

LOREM = (
    "The ministry suspended access to the larger of the two models late on Friday evening.",
    "Customers abroad were told by letter that their contracts would rest until further notice.",
    "A spokesman for the company called the step a misunderstanding that could be cleared up in days.",
    "Two people who had read the order said that it gave no reason beyond a reference to the law.",
)
NEWS = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "H"}</script>'
LOCKED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "H"}</script>'


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a table: what it is ("" for an article), its language, headline, paragraphs, and what stands around
    them."""

    kind: str
    language: str
    title: str
    text: tuple[str, ...]
    path: str = "//paper.example/2026/06/12/a"
    head: str = ""
    after: str = ""

    @property
    def url(self) -> str:
        return f"https:{self.path}"

    @property
    def html(self) -> str:
        inner = "".join(f"<p>{one}</p>" for one in self.text)
        return (
            f"<!doctype html><html lang='{self.language}'><head><meta charset=utf-8><title>{self.title}</title>{self.head}"
            f"</head><body><main><article><h1>{self.title}</h1>{inner}</article></main>{self.after}</body></html>"
        )


PURPOSES = (
    "We and our 841 partners store and/or access information on a device, such as unique IDs in cookies.",
    "You may accept or manage your choices by clicking below, including your right to object.",
    "Store and/or access information on a device.",
    "Use limited data to select advertising. Create profiles for personalised advertising.",
    "Use profiles to select personalised advertising. Measure advertising performance.",
    "Measure content performance. Understand audiences through statistics or combinations of data.",
    "Develop and improve services. Use precise geolocation data. Actively scan device characteristics.",
)
ASK = "Subscribe to continue reading. Already a subscriber? Log in."

WALLS = (
    # Consent
    Page("consent", "pl", "Dbamy o Twoją prywatność", ("My i nasi partnerzy przechowujemy pliki cookie na Twoim urządzeniu i przetwarzamy dane osobowe.", "Możesz w każdej chwili wycofać zgodę w ustawieniach prywatności.")),
    Page("consent", "pt", "A sua privacidade", ("Nós e os nossos parceiros utilizamos cookies para tratar dados pessoais, com o seu consentimento.", "Pode retirar o seu consentimento a qualquer momento na política de privacidade.")),
    Page("consent", "da", "Vi bruger cookies", ("Vi og vores partnere bruger cookies til at indsamle persondata om dit besøg.", "Du kan til enhver tid trække dit samtykke tilbage under privatlivspolitik.")),
    Page("consent", "ja", "Cookieの使用について", ("当サイトではCookieを使用し、パートナーとともにお客様の個人情報を処理します。", "同意する場合は「すべて同意」を選択してください。プライバシー設定はいつでも変更できます。")),
    Page("consent", "en", "Before you continue", ("We use cookies and data to deliver and maintain our services, track outages and protect against spam.", "If you choose “Accept all”, we will also use cookies and data to measure the effectiveness of ads.", "Select “More options” to see additional information about managing your privacy settings.")),
    Page("consent", "en", "We value your privacy", PURPOSES),
    Page("consent", "en", "We value your privacy", PURPOSES + tuple(f"{one} You can object to this use of your data by our partners at any time." for one in PURPOSES)),
    Page("consent", "fr", "Nous respectons votre vie privée", ("Avec nos partenaires, nous utilisons des cookies pour traiter vos données personnelles.", "Vous pouvez retirer votre consentement ou vous opposer aux traitements à tout moment.")),
    Page("consent", "es", "Tu privacidad es importante", ("Nosotros y nuestros socios utilizamos cookies para tratar datos personales de tu dispositivo.", "Puedes retirar tu consentimiento en cualquier momento desde la política de privacidad.")),
    Page("consent", "it", "La tua privacy", ("Noi e i nostri partner utilizziamo cookie per trattare i tuoi dati personali.", "Puoi revocare il consenso in qualsiasi momento nell'informativa sulla privacy.")),
    Page("consent", "nl", "Uw privacy", ("Wij en onze partners gebruiken cookies om persoonsgegevens van uw apparaat te verwerken.", "U kunt uw toestemming op elk moment intrekken in het privacybeleid.")),
    Page("consent", "ru", "Файлы cookie", ("Мы и наши партнёры используем файлы cookie и обрабатываем ваши персональные данные.", "Вы можете отозвать согласие в настройках конфиденциальности.")),
    # Challenges
    Page("challenge", "de", "paper.example", ("Ihre Verbindung muss überprüft werden, bevor Sie fortfahren können.",)),
    Page("challenge", "de", "Sicherheitsprüfung", ("Bitte lösen Sie das Captcha, um zu bestätigen, dass Sie kein Roboter sind.",)),
    Page("challenge", "es", "Un momento…", ("Verificando que usted es humano. Esto puede tardar unos segundos.", "paper.example necesita revisar la seguridad de su conexión antes de continuar.")),
    Page("challenge", "fr", "Un instant…", ("Vérification que vous êtes humain. Cela peut prendre quelques secondes.",)),
    Page("challenge", "zh", "请稍候…", ("正在验证您是否是真人。这可能需要几秒钟时间。",)),
    Page("challenge", "ru", "Один момент…", ("Подтвердите, что вы не робот. Это займёт несколько секунд.",)),
    Page("challenge", "en", "Making sure you're not a bot!", ("Loading, please wait a moment for it to finish.", "You are seeing this because the administrator has set up a guard against scrapers.")),
    Page("challenge", "en", "Access Denied", ("You don't have permission to access this on the server.", "Reference number 18.2f6")),
    Page("challenge", "en", "Attention Required! | Cloudflare", ("Sorry, you have been blocked. You are unable to access paper.example.",)),
    Page("challenge", "it", "Un momento", ("Verifica di essere un essere umano completando l'azione seguente.",)),
    Page("challenge", "pt", "Um momento", ("Verificando se você é humano. Isso pode levar alguns segundos.",)),
    Page("challenge", "pl", "Chwileczkę", ("Potwierdź, że jesteś człowiekiem, a nie robotem.",)),
    Page("challenge", "ja", "確認", ("あなたがロボットではないことを確認してください。",)),
    Page("challenge", "nl", "Een moment", ("Bevestig dat u een mens bent en geen robot om verder te gaan.",)),
    # Logins
    Page("login", "en", "Sign in", ("Enter your email address and password to sign in to The Daily.",)),
    Page("login", "de", "Anmelden", ("Geben Sie Ihre E-Mail-Adresse und Ihr Passwort ein. Passwort vergessen?",)),
    Page("login", "fr", "Connexion", ("Saisissez votre adresse e-mail et votre mot de passe pour vous connecter.", "Mot de passe oublié ?")),
    Page("login", "es", "Iniciar sesión", ("Introduce tu correo electrónico y tu contraseña.", "¿Has olvidado tu contraseña?")),
    Page("login", "it", "Accedi", ("Inserisci la tua e-mail e la password per accedere. Password dimenticata?",)),
    Page("login", "nl", "Inloggen", ("Log in met je e-mailadres en wachtwoord. Wachtwoord vergeten?",)),
    Page("login", "pt", "Entrar", ("Insira o seu e-mail e a sua senha para entrar. Esqueceu a senha?",)),
    Page("login", "en", "The Daily", ("Welcome back. Type the address that we know.",), "//login.paper.example/u/identify?state=1"),
    Page("login", "ru", "Вход", ("Введите адрес почты и пароль, чтобы войти. Забыли пароль?",)),
    # Paywalls
    Page("paywall", "en", "Model suspended", (LOREM[0], "This post is for paid subscribers. Already a paid subscriber? Sign in")),
    Page("paywall", "en", "Model suspended", (LOREM[0], "Start your free trial to keep reading.")),
    Page("paywall", "de", "Modell gesperrt", ("Das Ministerium hat am Freitag den Zugang zu dem größeren Modell gesperrt.", "Dieser Artikel ist für Abonnenten. Jetzt weiterlesen.")),
    Page("paywall", "fr", "Un modèle suspendu", ("Le ministère a suspendu vendredi l'accès au plus grand des deux modèles.", "La suite est réservée aux abonnés.")),
    Page("paywall", "es", "Un modelo suspendido", ("El ministerio suspendió el viernes el acceso al mayor de los dos modelos.", "Suscríbete para seguir leyendo.")),
    Page("paywall", "it", "Un modello sospeso", ("Il ministero ha sospeso venerdì l'accesso al più grande dei due modelli.", "Per continuare a leggere abbonati.")),
    Page("paywall", "nl", "Model geschorst", ("Het ministerie heeft vrijdag de toegang tot het grootste model geschorst.", "Abonneer u om verder te lezen. Al abonnee? Log in.")),
    Page("paywall", "pt", "Modelo suspenso", ("O ministério suspendeu na sexta-feira o acesso ao maior dos dois modelos.", "Assine para continuar lendo. Já é assinante? Entre.")),
    Page("paywall", "sv", "Modell stoppad", ("Departementet stoppade på fredagen tillgången till den större av modellerna.", "Artikeln är endast för prenumeranter. Logga in för att läsa vidare.")),
    Page("paywall", "ja", "モデル停止", ("同省は金曜日、二つのモデルのうち大きい方へのアクセスを停止した。", "この記事は有料会員限定です。残り1200文字。")),
    Page("paywall", "pl", "Model zawieszony", ("Ministerstwo zawiesiło w piątek dostęp do większego z dwóch modeli.", "Wykup subskrypcję, aby czytać dalej.")),
    Page("paywall", "ru", "Модель остановлена", ("Министерство в пятницу приостановило доступ к большей из двух моделей.", "Оформите подписку, чтобы читать дальше.")),
    Page("paywall", "en", "Model suspended", (*LOREM * 5, ASK)),
    Page("paywall", "en", "Model suspended", (*LOREM * 6, "Keep reading with a free trial. Cancel at any time.")),
    Page("paywall", "en", "Model suspended", LOREM * 5, head=LOCKED, after=f"<div class=gate><p>{ASK}</p></div>"),
    # Scripts
    Page("JavaScript", "de", "The Paper", ("JavaScript muss aktiviert sein, damit diese Seite angezeigt werden kann.",)),
    Page("JavaScript", "it", "The Paper", ("Per visualizzare questa pagina è necessario attivare JavaScript nel browser.",)),
    Page("JavaScript", "ru", "The Paper", ("Для работы сайта необходимо включить JavaScript в вашем браузере.",)),
    Page("JavaScript", "ja", "The Paper", ("このページを表示するにはJavaScriptを有効にしてください。",)),
    Page("JavaScript", "fr", "The Paper", ("Veuillez activer JavaScript pour afficher cette page.",)),
    Page("JavaScript", "es", "The Paper", ("Necesitas habilitar JavaScript para ejecutar esta aplicación.",)),
    # What is not there
    Page("soft 404", "en", "Sorry", ("Sorry, this page isn't available. The link you followed may be broken.",)),
    Page("soft 404", "de", "The Paper", ("Diese Seite gibt es nicht mehr. Bitte nutzen Sie die Suche.",)),
    Page("soft 404", "de", "Fehler 404", ("Zurück zur Startseite oder zur Suche.",)),
    Page("soft 404", "de", "Artikel nicht mehr verfügbar", ("Der gewünschte Artikel ist leider nicht mehr verfügbar.",)),
    Page("soft 404", "fr", "Oups", ("Cette page n'existe pas ou n'existe plus. Retournez à l'accueil.",)),
    Page("soft 404", "es", "Vaya", ("La página que buscas no existe o ha cambiado de dirección.",)),
    Page("soft 404", "pl", "Nie znaleziono strony", ("Przepraszamy, strona, której szukasz, nie istnieje.",)),
    Page("soft 404", "ja", "ページが見つかりません", ("お探しのページは見つかりませんでした。",)),
    Page("soft 404", "pt", "P\u00e1gina n\u00e3o encontrada", ("Volte para o início e tente outra vez.",)),
    Page("soft 404", "pt", "Pa\u0301gina na\u0303o encontrada", ("Volte para o início e tente outra vez.",)),
    Page("soft 404", "it", "Pagina non trovata", ("La pagina che stai cercando non esiste.",)),
    Page("soft 404", "sv", "Sidan kunde inte hittas", ("Sidan du letar efter finns inte längre.",)),
    Page("soft 404", "ru", "Страница не найдена", ("Запрошенная страница не существует или была удалена.",)),
    Page("soft 404", "zh", "页面不存在", ("抱歉，您访问的页面不存在或已被删除。",)),
    Page("soft 404", "en", "Page not found", ("Latest stories", *(f"Number {n} of the things that the town council wants to change by the spring" for n in range(11)))),
    # Live blogs, videos
    Page("live blog", "de", "Liveticker zur Anhörung", ("Verfolgen Sie hier die Anhörung zu dem Modell im Ausschuss.",), "//paper.example/liveticker/a"),
    Page("live blog", "fr", "EN DIRECT. L'audition du ministre", ("Suivez l'audition minute par minute avec nos journalistes.",), "//paper.example/direct/a"),
    Page("live blog", "en", "The hearing", LOREM * 2 + LOREM[:2], head=LIVE),
    Page("video", "en", "The minister speaks", LOREM * 2, head='<meta property="og:type" content="video.other">'),
    # The same once more in other words
    Page("consent", "de", "Wir und unsere Partner", ("Mit Ihrer Zustimmung nutzen wir Cookies, um Werbung zu personalisieren.", "Mit Klick auf „Alle akzeptieren“ stimmen Sie der Verarbeitung Ihrer Daten zu.", "Weitere Informationen finden Sie in der Datenschutzerklärung.",)),
    Page("consent", "de", "Weiterlesen mit Werbung", ("Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Details zum Tracking finden Sie in der Datenschutzerklärung und im Privacy Center.", "Oder nutzen Sie uns ohne Tracking im PUR-Abo.", "Ihre Zustimmung ist jederzeit widerrufbar.",)),
    Page("consent", "en", "Yahoo is part of the family", ("When you use our sites and apps, we use cookies to provide our sites and apps to you, authenticate users, and measure your use.", "If you click 'Accept all', we and our partners will also store and/or access information on a device (in other words, use cookies).", "If you do not want us and our partners to use cookies and personal data for these additional purposes, click 'Reject all'.",)),
    Page("consent", "fr", "Continuer sans accepter", ("Le Monde et ses partenaires utilisent des cookies pour stocker et accéder à des informations sur votre appareil.", "Vous pouvez accepter ou refuser, et retirer votre consentement à tout moment.",)),
    Page("consent", "sv", "Vi värnar om din integritet", ("Vi och våra partner använder cookies för att lagra personuppgifter på din enhet.", "Du kan när som helst ändra ditt samtycke i integritetspolicyn.",)),
    Page("consent", "zh", "我们重视您的隐私", ("我们和合作伙伴使用Cookie来存储和处理您的个人信息。", "您可以随时在隐私设置中撤回同意。",)),
    Page("challenge", "en", "Verify", ("Please verify you are a human by ticking the box below.",)),
    Page("challenge", "en", "paper.example", ("Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests, and not a robot.",)),
    Page("challenge", "en", "Pardon Our Interruption", ("As you were browsing something about your browser made us think you were a bot. There are a few reasons this might happen: You're a power user moving through this website with super-human speed. You've disabled cookies in your web browser.",)),
    Page("challenge", "en", "Please wait", ("We are checking your browser before you proceed. This process is automatic. Your browser will redirect to your requested content shortly. Please allow up to 5 seconds…",)),
    Page("challenge", "en", "Are you a robot?", ("To continue, please click the box below to let us know you're not a robot.",)),
    Page("challenge", "en", "ERROR: The request could not be satisfied", ("Request blocked. We can't connect to the server for this app or website at this time. There might be too much traffic or a configuration error.", "Generated by cloudfront (CloudFront) Request ID: 8fhs",)),
    Page("challenge", "de", "Sind Sie ein Mensch?", ("Bitte bestätigen Sie, dass Sie ein Mensch sind. Wir haben ungewöhnlich viele Anfragen von Ihrer IP-Adresse erhalten.",)),
    Page("challenge", "fr", "Accès temporairement restreint", ("Nous avons détecté une activité inhabituelle depuis votre réseau. Veuillez cocher la case pour prouver que vous n'êtes pas un robot.",)),
    Page("challenge", "es", "Verificación", ("Comprueba que eres humano completando la acción a continuación.",)),
    Page("challenge", "zh", "安全检查", ("请完成以下验证，证明您不是机器人。",)),
    Page("challenge", "ru", "Проверка", ("Мы проверяем ваш браузер. Пожалуйста, подождите несколько секунд.",)),
    Page("challenge", "ja", "アクセス確認", ("ブラウザを確認しています。しばらくお待ちください。",)),
    Page("challenge", "sv", "Kontroll", ("Vi kontrollerar att du är människa. Vänta ett ögonblick.",)),
    Page("login", "de", "Login", ("Bitte melden Sie sich mit Ihren Zugangsdaten an.", "Noch kein Konto? Jetzt registrieren.",)),
    Page("login", "en", "Welcome back", ("Log in to your account. Email address. Password. Forgot password? Don't have an account? Sign up.",)),
    Page("login", "en", "Sign in | The Daily", ("Sign in or create an account to continue. Continue with Google. Continue with Apple.",)),
    Page("login", "sv", "Logga in", ("Ange din e-postadress och ditt lösenord. Glömt lösenordet?",)),
    Page("login", "pl", "Zaloguj się", ("Podaj adres e-mail i hasło. Nie pamiętasz hasła?",)),
    Page("login", "ja", "ログイン", ("メールアドレスとパスワードを入力してください。",)),
    Page("login", "zh", "登录", ("请输入您的邮箱和密码登录。忘记密码？",)),
    Page("paywall", "en", "Chips", (*LOREM[:2], "Want to read more? Subscribe now for full access.",)),
    Page("paywall", "en", "Chips", (*LOREM, "This article is for subscribers only.", "Get unlimited access for $1 a week", "Subscribe now",)),
    Page("paywall", "en", "Chips", (*LOREM * 5, "You've reached your limit of free articles. Subscribe for unlimited access.",)),
    Page("paywall", "en", "Chips", (*LOREM * 5, "Continue reading this article with a subscription.", "Already have an account? Log in",)),
    Page("paywall", "en", "Chips", (*LOREM * 5, "Create a free account to continue reading.",)),
    Page("paywall", "en", "Chips", (*LOREM * 5, "The rest of this article is available to members only.",)),
    Page("paywall", "de", "Chips", (LOREM[0], "Weiterlesen mit SPIEGEL+. Jetzt testen.",)),
    Page("paywall", "de", "Chips", (LOREM[0], "Sie möchten weiterlesen? Mit einem Abo lesen Sie alle Artikel.",)),
    Page("paywall", "de", "Chips", (*LOREM * 5, "Lesen Sie diesen Artikel mit einem Abo.", "Sie sind bereits Abonnent? Hier anmelden.",)),
    Page("paywall", "de", "Chips", (LOREM[0], "Exklusiv für Abonnenten. Jetzt abonnieren.",)),
    Page("paywall", "fr", "Chips", (LOREM[0], "Il vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.",)),
    Page("paywall", "fr", "Chips", (LOREM[0], "Cet article est réservé aux abonnés. Déjà abonné ? Se connecter",)),
    Page("paywall", "fr", "Chips", (*LOREM * 5, "Abonnez-vous pour lire la suite. Déjà abonné ? Connectez-vous",)),
    Page("paywall", "es", "Chips", (LOREM[0], "Este contenido es exclusivo para suscriptores. Si ya eres suscriptor, inicia sesión.",)),
    Page("paywall", "it", "Chips", (LOREM[0], "Abbonati per continuare a leggere. Sei già abbonato? Accedi",)),
    Page("paywall", "nl", "Chips", (LOREM[0], "Verder lezen? Word abonnee. Dit artikel is exclusief voor abonnees.",)),
    Page("paywall", "pt", "Chips", (LOREM[0], "Conteúdo exclusivo para assinantes. Já é assinante? Faça login",)),
    Page("paywall", "pl", "Chips", (LOREM[0], "Dalsza część artykułu dostępna jest tylko dla subskrybentów.",)),
    Page("paywall", "da", "Chips", (LOREM[0], "Bliv abonnent for at læse videre. Allerede abonnent? Log ind",)),
    Page("paywall", "no", "Chips", (LOREM[0], "Denne saken er for abonnenter. Logg inn for å lese videre.",)),
    Page("paywall", "zh", "芯片", ("该部周五暂停了对较大模型的访问。", "本文仅限订阅用户阅读，请登录后继续阅读。",)),
    Page("paywall", "ja", "半導体", ("同省は金曜日に停止した。", "続きを読むには会員登録が必要です。",)),
    Page("paywall", "ru", "Чипы", ("Министерство приостановило доступ к модели в пятницу.", "Материал доступен только подписчикам.",)),
    Page("JavaScript", "en", "App", ("JavaScript is disabled in your browser. Please enable it to continue.",)),
    Page("JavaScript", "en", "App", ("This site requires JavaScript to work. Please turn it on in your browser settings and reload.",)),
    Page("JavaScript", "en", "App", ("We've detected that JavaScript is disabled in this browser. Please enable JavaScript or switch to a supported browser.",)),
    Page("JavaScript", "de", "App", ("Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu nutzen.",)),
    Page("JavaScript", "es", "App", ("Por favor, activa JavaScript en tu navegador para ver este contenido.",)),
    Page("JavaScript", "nl", "App", ("Schakel JavaScript in om deze website te gebruiken.",)),
    Page("JavaScript", "pl", "App", ("Włącz obsługę JavaScript w przeglądarce, aby wyświetlić stronę.",)),
    Page("JavaScript", "pt", "App", ("É necessário ativar o JavaScript para usar este site.",)),
    Page("JavaScript", "sv", "App", ("Du måste aktivera JavaScript för att visa sidan.",)),
    Page("JavaScript", "zh", "App", ("请启用JavaScript以继续访问本网站。",)),
    Page("soft 404", "en", "Whoops!", ("Looks like this page doesn't exist. Head back to the homepage.",)),
    Page("soft 404", "en", "Content unavailable", ("This content is no longer available.",)),
    Page("soft 404", "en", "Oops! That page can’t be found.", ("It looks like nothing was found at this location. Maybe try a search?",)),
    Page("soft 404", "en", "Error 404 | The Daily", ("We're sorry, but we couldn't find the page you were looking for.",)),
    Page("soft 404", "en", "The Daily", ("The story you requested has expired or been removed. Please check the address.",)),
    Page("soft 404", "de", "Ups!", ("Die von Ihnen gesuchte Seite konnte leider nicht gefunden werden.",)),
    Page("soft 404", "de", "Seite nicht gefunden | Zeitung", ("Der Artikel ist nicht mehr online. Vielleicht interessiert Sie etwas anderes.",)),
    Page("soft 404", "fr", "Erreur 404", ("La page que vous recherchez est introuvable. Elle a peut-être été déplacée.",)),
    Page("soft 404", "es", "Error 404: página no encontrada", ("Lo sentimos, no hemos podido encontrar la página solicitada.",)),
    Page("soft 404", "it", "Errore 404", ("Spiacenti, la pagina richiesta non è stata trovata.",)),
    Page("soft 404", "nl", "Pagina niet gevonden", ("De pagina die u zoekt bestaat niet of is verplaatst.",)),
    Page("soft 404", "pt", "Ops!", ("A página que você procura não existe mais.",)),
    Page("soft 404", "da", "Siden blev ikke fundet", ("Vi kan desværre ikke finde den side, du leder efter.",)),
    Page("soft 404", "no", "Fant ikke siden", ("Beklager, vi finner ikke siden du leter etter.",)),
    Page("soft 404", "zh", "404", ("抱歉，您要找的页面不存在。",)),
    Page("soft 404", "ru", "Ошибка 404", ("К сожалению, такой страницы нет на нашем сайте.",)),
    Page("soft 404", "pl", "Błąd 404", ("Strona, której szukasz, nie została znaleziona.",)),
    Page("live blog", "es", "EN VIVO: la audiencia del ministro", ("Siga aquí en directo la comparecencia del ministro.",), path="//paper.example/directo/a"),
    Page("live blog", "en", "Hearing live: minister faces committee", ("Follow our live updates as the minister faces MPs.",), path="//paper.example/world/live/2026/jun/12/a"),
    Page("live blog", "it", "Diretta: l'audizione", ("La diretta minuto per minuto dell'audizione.",), path="//paper.example/diretta/a"),
    Page("live blog", "ja", "速報", ("随時更新しています。",), path="//paper.example/live/a", head=LIVE),
    Page("video", "en", "Video: Minister on the ban", ("The minister spoke on Friday about the ban.",), path="//paper.example/video/minister-123"),
    Page("video", "de", "Der Minister im Video", ("Sehen Sie hier das Interview mit dem Minister in voller Länge.",), path="//paper.example/mediathek/video/1", head="<script type=\"application/ld+json\">{\"@type\":\"VideoObject\",\"name\":\"x\"}</script>"),
)  # fmt: skip


def brief(title: str, *text: str, language: str = "en", path: str = "", head: str = "", after: str = "") -> Page:
    return Page("", language, title, text or LOREM[:2], path or "//paper.example/2026/06/12/a", head, after)


CLAUDE = "Anthropic switched off the model for customers outside the US on Friday, the company said in a letter."
ORDER = "The order of the Commerce Department took effect at midnight and names no reason."
BRIEFS = (
    brief("Claude Mythos no longer available outside the US", CLAUDE, ORDER),
    brief("OpenAI model no longer available in Italy", "The regulator in Rome gave the company two weeks to answer.", ORDER),
    brief("404 Media: Anthropic limits access to its model", CLAUDE, "404 Media had first reported on the letter."),
    brief("403 companies lose access to the model", "The list of the Commerce Department names 403 companies in nine countries."),
    brief("Oops: AI firm mails its weights to a customer", "An employee in Zurich sent the file on Monday, two people said."),
    brief("We can't find the chips: customs chief", "The head of customs in Rotterdam told parliament that 300 crates were missing."),
    brief("Page of AI contract has been removed from Pentagon site", "The page was removed on Friday, archived copies show.", ORDER),
    brief("Chip maker not found in any register", "The company that ordered the chips could not be found in any register, officials said."),
    brief("Access denied: Anthropic shuts AI model for foreigners", CLAUDE, ORDER),
    brief("Access denied", CLAUDE, ORDER, head=NEWS),
    brief("Attention required: export rules change on Monday", ORDER, "Lawyers in Brussels expect appeals."),
    brief("Verifying you are of age: Anthropic starts ID checks", "The company will ask users in Britain for a passport or a card from July.", ORDER),
    brief("One more step toward a ban on AI models", "The Senate's committee passed the bill by 12 votes to 9 on Tuesday."),
    brief("Security check fails: US halts export of models", ORDER, CLAUDE),
    brief("Just a moment: the law that nobody read", "The law was passed in eleven minutes, according to the minutes of the house."),
    brief("Model suspended", *LOREM[:2], after="<script src='https://x.edge.sdk.awswaf.com/challenge.js'></script>"),
    brief("Model suspended", *LOREM[:2], after="<script src='/_Incapsula_Resource?SWJIYLWA=1'></script>"),
    brief("Users may sign in with Google from Monday", "Customers of the company can sign in with Google from Monday, it said.", LOREM[0]),
    brief("Forgot your password? AI now guesses it", "Researchers in Leiden let a model guess passwords; it found 60 percent within an hour."),
    brief("Vendor register opens", "The office opened its register of AI vendors on Tuesday.", path="//paper.example/register/vendors"),
    brief("Signatures for AI texts", "The standard was adopted in Geneva on Tuesday.", path="//paper.example/auth/signatures"),
    brief("A dashboard in plain HTML", "The tool works without JavaScript, and needs no account.", LOREM[0]),
    brief("Ministry's portal fails", "The ministry's portal requires JavaScript to be on, which its own browsers forbid.", LOREM[1]),
    brief("Minister speaks", *LOREM[:2], path="//paper.example/video/minister", head=NEWS),
    brief("Minister speaks", *LOREM[:2], path="//paper.example/watch/minister"),
    brief("Minister speaks", *LOREM[:2], path="//paper.example/tv/minister"),
    brief("Minister speaks", *LOREM[:2], head=NEWS + '<meta property="og:type" content="video">'),
    brief("Minister speaks", *LOREM[:2], path="//paper.example/live/minister"),
    brief("Minister speaks", *LOREM[:2], path="//paper.example/live-news/minister"),
    brief("Shop fined over cookies", "The French regulator fined a shop four million euros over cookies.", "It had tracked visitors without consent for years, in breach of the GDPR.", "The shop said that it would appeal, and that privacy mattered to it."),
    brief("BGH zu Einwilligung in Cookies", "Der Bundesgerichtshof hat am Donnerstag über die Einwilligung in Cookies entschieden.", "Ein voreingestelltes Häkchen ist demnach keine wirksame Zustimmung zum Tracking.", "Der Datenschutzbeauftragte in Bonn begrüßte das Urteil.", language="de"),
    brief("La CNIL condamne un site", "La CNIL a infligé une amende de deux millions d'euros pour des cookies posés sans consentement.", "Le site avait collecté des données personnelles de mineurs pendant trois ans.", language="fr"),
    brief("Commission opens case", *LOREM * 3, path="//privacy.commission.example/news/case"),
    brief("Tool for few", *LOREM * 3, "The tool is for subscribers only, it said."),
    brief("Model suspended", *LOREM * 2, after="<aside><p>You have read 1 of your 5 free articles this month. Subscribe to continue reading.</p></aside>"),
    brief("Model suspended", LOREM[0], head=LOCKED.replace("false", 'false, "wordCount": 14')),
    brief("Model suspended", *LOREM * 5, head=LOCKED),
    brief("KI-Modell nicht mehr verfügbar", "Das Unternehmen hat das Modell am Freitag in Deutschland abgeschaltet.", "Ein Sprecher verwies auf eine Anordnung aus Washington.", language="de"),
    brief("Zugriff verweigert: Forscher verlieren Zugang", "Rund 200 Forscher in München verloren am Montag den Zugang zu dem Modell.", "Die Universität prüft rechtliche Schritte.", language="de"),
    brief("Seite nicht gefunden: wie das Netz vergisst", "Ein Drittel aller Verweise führt laut einer Studie aus Leipzig ins Leere.", language="de"),
    brief("Accès refusé : les chercheurs étrangers exclus", "L'entreprise a coupé vendredi l'accès au modèle pour les chercheurs étrangers.", "Le ministère n'a pas donné de raison.", language="fr"),
    brief("Le modèle n'est plus disponible en Europe", "Le modèle n'est plus disponible en Europe depuis lundi, a déclaré l'entreprise.", language="fr"),
    brief("Acceso denegado a los extranjeros", "La empresa cerró el viernes el acceso de los extranjeros a su modelo.", "El ministerio no explicó la medida.", language="es"),
    brief("La página que nadie encontró", "Una página del contrato desapareció el lunes del portal, según dos funcionarios.", language="es"),
    brief("Readers must prove that they are human", "From Monday readers of the forum must prove that they are human, its owner said.", LOREM[2]),
    brief("Paper moves behind a paywall", "Readers who want to continue reading will have to subscribe from July, the paper said.", LOREM[1]),
    brief("Live: facial recognition comes to Leeds", "Police in Leeds will use live facial recognition at the station from Monday.", path="//paper.example/live/leeds"),
    brief("Video model withdrawn", "The company withdrew its video model on Friday after complaints by two studios.", path="//paper.example/videos/model"),
    brief("Age checks begin", "Users in France have to show that they are older than 18 from Monday.", "The company asks for a card or a photograph of the face.", path="//paper.example/access-denied/age"),
    brief("Page not found: a museum of dead links opens", "The museum opened in Ghent on Monday with 404 dead links on its walls.", "You can visit it until March."),
    brief("You are not a robot: court rejects AI author", "The court in Delhi ruled on Friday that an author must be human.", "It is the first such ruling in India."),
    brief("This page is not available in your country, users of Claude read", "Users in Iran saw the message on Monday when they opened the chatbot.", "Anthropic did not comment."),
    brief("Google to drop cookies", "Google will drop third-party cookies in Chrome by 2027, it said on Monday.", "Privacy groups welcomed the plan and asked for consent to be simpler."),
    brief("How we use AI: editor's note", "We at the Daily use AI to transcribe interviews.", "Our readers can tell us what they think of it, and you will hear back."),
    brief("Why your chatbot knows you", "Your chatbot keeps what you tell it, researchers in Zurich found.", "You can delete it, but the copies stay for 30 days.", "Please think twice, they wrote."),
    brief("Access restricted", "The ministry restricted access to three models on Friday.", "Exports need a licence from July."),
    brief("Login data of 4 million stolen", "Thieves took the passwords of four million users of a chatbot, police in Oslo said.", "Users should change them."),
    brief("Age check", "Sites must verify that users are over 18 from Monday under the Online Safety Act.", "Fines reach 10 percent of turnover."),
    brief("Cookies: BGH urteilt", "Wir haben ein Urteil erwartet, sagte die Klägerin in Karlsruhe.", "Das Gericht verlangt eine Einwilligung in Cookies.", "Der Datenschutz werde so gestärkt, hieß es.", language="de"),
    brief("Anmelden beim Chatbot nur noch mit Ausweis", "Nutzer müssen sich ab Montag mit Ausweis anmelden.", "Der Anbieter verweist auf ein Gesetz in Frankreich.", language="de"),
    brief("Artikel nicht mehr verfügbar: Verlage löschen Archive", "Drei Verlage haben am Freitag ihre Archive gelöscht.", "Sie fürchten die Auswertung durch KI.", language="de"),
    brief("Abo-Pflicht für KI", "Das Modell gibt es ab Juli nur noch für Abonnenten, wie der Anbieter mitteilte.", "Bisher war es kostenlos.", language="de"),
    brief("Réservé aux abonnés : ChatGPT ferme sa version gratuite", "La version gratuite fermera lundi.", "Le service sera réservé aux abonnés dans toute l'Europe.", language="fr"),
    brief("Le modèle introuvable", "Le modèle a disparu vendredi du catalogue de l'entreprise.", "Aucune explication n'a été donnée.", language="fr"),
    brief("Solo para suscriptores", "La empresa cerró la versión gratuita el lunes.", "El servicio queda reservado a los suscriptores de pago.", language="es"),
    brief("La página del ministerio no existe desde el lunes", "El ministerio borró la página el lunes.", "La oposición pidió explicaciones.", language="es"),
    brief("モデル提供終了", "同社は金曜日、国外の利用者へのモデル提供を終了した。理由は明らかにしていない。", language="ja"),
    brief("模型下架", "该公司周五停止向海外用户提供该模型。公司没有说明原因。", language="zh"),
    brief("Доступ запрещён: модель закрыли", "Компания в пятницу закрыла доступ к модели для иностранцев.", "Причины она не назвала.", language="ru"),
    brief("Acesso negado a estrangeiros", "A empresa fechou na sexta-feira o acesso de estrangeiros ao modelo.", "O ministério não comentou.", language="pt"),
    brief("Live updates end", "The paper ends its live updates on the war after 400 days.", "Its editors will write a summary each evening."),
    brief("Watch maker bans AI", "Watch maker Omega banned chatbots from its offices on Monday.", "It fears for its designs.", path="//paper.example/watch/omega"),
    brief("Substack pays", *LOREM * 3, "Subscribe to our newsletter for more stories like this."),
    brief("Substack pays", *LOREM * 3, "Sign up for the Morning Brief to read the news first."),
    brief("Substack pays", *LOREM * 3, "If you enjoyed this, please subscribe. Already a member? Log in"),
    brief("Members decide", *LOREM * 3, "The full report is available to members of the committee."),
    brief("Members decide", *LOREM[:2], "This story is for members of the armed forces, the producer Jane Doe wrote."),
    brief("KI", *LOREM * 3, "Jetzt weiterlesen: Was das Urteil für Verlage bedeutet", language="de"),
    brief("KI", *LOREM * 3, "Dieser Artikel erschien zuerst im Plus-Magazin der Zeitung.", language="de"),
    brief("KI", *LOREM * 3, "Join us at the conference to continue reading between the lines of the law."),
    brief("JavaScript turns 31", "JavaScript is required knowledge for half of the jobs on offer in Berlin.", "A survey of 900 firms found so."),
    brief("Video", "The video shows the minister leaving.", "He did not answer questions in Vienna.", head="<script type=\"application/ld+json\">{\"@type\":\"VideoObject\"}</script><meta property=\"og:type\" content=\"article\">"),
)  # fmt: skip
