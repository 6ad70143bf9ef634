"""The words of walls, and of what is not there: whole titles, and sentences that say so to whoever is reading.

Everything is matched without regard to case, in composed Unicode, with straight apostrophes (see `plain`). A sentence's
words are such as a page says to its reader, in the languages of many outlets; what a page tells of others is another
thing, and so is what somebody said (`TOLD`).
"""

from __future__ import annotations

import re
import unicodedata

from fetchers import tongues


def plain(text: str) -> str:
    """A text as it is matched here: composed, straight apostrophes, plain spaces."""
    return unicodedata.normalize("NFC", text).translate(_STRAIGHT)


_STRAIGHT = {ord(sign): "'" for sign in "’‘ʼ´`"} | {ord(sign): " " for sign in "\u00a0\u202f\u2009\u200b"}


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.I)


#: Names of a page in sentences that say that it is not there, or that it is for some only.
_PAGE = r"(?:page|article|story|content|post|url|link|resource|address)"
_SEITE = r"(?:seite|artikel|beitrag|inhalt|adresse|link|url)"
_PAGINA = r"(?:p[aá]gina|art[ií]culo|articolo|artigo|contenido|contenuto|conteúdo|enlace|noticia|notícia|notizia|url)"
_SIDE = r"(?:siden?|sidan|artikeln?|artikkelen|artiklen|indholdet|innehållet|innholdet)"
_STRONA = r"(?:stron[aęy]|artykuł\w*|treś\w+)"
_SUB = r"(?:subscrib\w+|subscription|member\w*|premium)"

#: Whole titles, when the name of the site has been taken off.
CHALLENGE_TITLE = _any(
    tongues.CHALLENGE_TITLE,
    r"just a (moment|second)( please)?|one moment,? please|attention required|access( to this page)?( has been| is)? "
    r"(temporarily )?(denied|blocked|restricted)|pardon our interruption|are you (a )?(robot|human)( or .*)?",
    r"(security|browser|human|bot|robot|connection) (check|verification|challenge)|verify(ing)? (that )?you('re| are)"
    r"( not)?( an?)? (human|robot|bot).*|verification required|checking your browser.*|one more step|please (wait|verify).*|"
    r"making sure you're not a bot|ddos[- ]guard|you (have been|are) blocked|request blocked|(error:? )?the request could not be satisfied|captcha|human verification",
    r"einen moment( bitte)?|(sicherheits|browser)?(über)?prüfung|sicherheits(über)?prüfung|zugriff (verweigert|"
    r"blockiert)|un instant|(vérification|contrôle) (de sécurité|en cours)|accès (refusé|bloqué)|un momento|un moment",
    r"acceso (denegado|bloqueado)|(verificación|control) de seguridad|accesso (negato|bloccato)|verifica di sicurezza|"
    r"een moment( geduld)?|toegang geweigerd|um momento|acesso (negado|bloqueado)|verificação de segurança|chwileczkę|"
    r"odmowa dostępu|et øjeblik|ett ögonblick|et øyeblikk|(adgang|tilgang) nektet|adgang nægtet|åtkomst nekad",
    r"один момент|доступ (запрещ[её]н|ограничен)|проверка безопасности|请稍候|請稍候|安全验证|安全驗證|访问被拒绝|"
    r"しばらくお待ちください|アクセスが拒否されました",
)
LOGIN_TITLE = _any(
    tongues.LOGIN_TITLE,
    r"(please )?(log|sign)[- ]?in( or (register|sign up|create an account))?|login|register|create (an|your) account|"
    r"anmelden|anmeldung|einloggen|(se )?connecter|connexion|identification|iniciar sesión|inicia sesión|acceder|accedi|"
    r"inloggen|aanmelden|entrar|iniciar sessão|zaloguj się|logowanie|log ind|log på|logga in|logg inn|вход|войти|"
    r"авторизация|登录|登錄|ログイン",
)
MISSING_TITLE = _any(
    tongues.MISSING_TITLE,
    r"(error|http|fehler|erreur|errore|fout|erro|błąd|fel|fejl|feil|ошибка|エラー)?[ :#]*(404|410)[ :!]*(error|not found|"
    r"page not found|fehler|erreur)?|((sorry|oops|whoops|uh-oh)[,.!: ]*)?(that |this |the |your |requested )*" + _PAGE + r" (was |is |could |can't be |cannot be )?"
    r"((not )?(be )?found|unavailable|not available|no longer available|no longer exists|doesn't exist|does not exist|"
    r"isn't available|has been removed|missing)|not found|nothing (was )?found( here)?|file not found|"
    r"we (can't|cannot|couldn't) find (that|this|the|your) page|page removed",
    _SEITE + r" (wurde |konnte )?(leider )?nicht (mehr )?(gefunden|verfügbar|vorhanden)( werden)?|nicht gefunden",
    r"(cette )?(page|article) (est )?(introuvable|non trouvée?|inexistante?)|contenu introuvable|"
    + _PAGINA + r" (no|non|não) (encontrad[ao]|trovat[ao]|disponible|disponibile|disponível|existe|esiste)",
    r"(deze )?pagina (is )?niet (meer )?(gevonden|beschikbaar)|nie znaleziono( strony)?|strona nie (istnieje|została "
    r"znaleziona)|nie ma takiej strony|" + _SIDE + r" (blev |kunde |kunne |ble )?(ikke|inte|ej) (fundet|hittas|finnes|funnet)|"
    + _SIDE + r" (finns inte|findes ikke|finnes ikke)",
    r"страница не (найдена|существует)|(お探しの)?(ページ|記事)(が|は)(見つかりません(でした)?|存在しません)|"
    r"(页面|頁面|文章|网页)(不存在|未找到|找不到|已删除|已被删除)|找不到(页面|頁面|网页)",
)  # fmt: skip

#: Sentences of a challenge.
CHALLENGE = _any(
    tongues.CHALLENGE,
    r"(verify|verifying|confirm|prove|ensure|mak(e|ing) sure|check(ing)?)\b[^.]{0,40}\byou('re| are)( not)? (an? )?"
    r"(real )?(ro?bot|human|person)|unusual (traffic|activity|behaviou?r)[^.]{0,20} (from|on|in) your (computer|network|"
    r"device|connection|ip|browser|account)|(checking|verifying|review) (if the site connection|the security of your|"
    r"your (browser|connection))",
    r"automated (requests|access|traffic)\b[^.]*\b(your|you|detected|this (site|page))|enable (java ?script and )?cookies "
    r"(and|to) (reload|continue)|(complete|solve|pass) (the|this|a) [^.]{0,20}(captcha|security check|puzzle|challenge)",
    r"^(sorry, )?you (have been|were|are) (temporarily )?blocked|^you don't have permission to access|press (and|&) hold|"
    r"^(cloudflare )?ray id\b|^request blocked|^your access (to this|has been)[^.]*(limited|blocked)|^(we have |we've )?detected that you (are|'re) (using|a )|^a required part of this site|\brequest id\b|^we can't connect to the server for this|^reference (number|#)|uses? a security service to protect|malicious bots|"
    r"you (are seeing|'re seeing|see) this (page|because)\b[^.]*\b(bots?|scrap\w+|protect\w*|administrator)",
    r"\b(ihre?|deine?)\w* (internet)?(verbindung|browser)\b[^.]*\b(über)?prüf|(bestätige\w*|überprüfe\w*|prüfen|beweisen)\b"
    r"[^.]*\b(sie|du|dass) [^.]*(mensch|roboter|bot)\b|lösen sie [^.]*(captcha|aufgabe|rätsel)|(ungewöhnliche\w*|"
    r"verdächtige\w*) (datenverkehr|aktivität\w*|zugriffe?) [^.]*\b(ihre|von)\w*\b",
    r"\b(eres|es usted|usted es|sei|sei un|vous êtes|você é|jesteś) (un |um |bien )?(ser |essere |être )?(humano|umano|humain|człowiekiem)\b|"
    r"vérifi\w+ (que|si) vous (êtes|n'êtes)|vous n'êtes pas un robot|vérifi\w+ [^.]*\b(votre (connexion|navigateur)|sécurité "
    r"de votre)|confirmez [^.]*(humain|robot)|trafic (inhabituel|anormal)[^.]* votre",
    r"verific\w+ (que|si) (usted|eres|no eres|es )[^.]*(humano|robot|persona)|(no eres|no es|no soy) un robot|(seguridad|"
    r"revisar|verific\w+) [^.]*\b(su|tu) (conexión|navegador)|tráfico (inusual|sospechoso)[^.]* (su|tu)\b",
    r"verific\w+ (che|di|se) [^.]*(umano|robot)|(non sei|non sono) un robot|verific\w+ [^.]*\btu[ao] (connessione|browser)",
    r"(verific\w+|confirm\w+) (que|se) (você|é|não)[^.]*(humano|robô|pessoa)|(não é|não sou) um robô",
    r"(bevestig|controleer|controleren|verifieer|verifiëren)\w* (dat|of|uw|je) [^.]*(mens|robot|verbinding|browser)",
    r"(potwierdź|sprawdzamy|weryfikujemy|upewniamy|zweryfikuj)[^.]*(człowiek\w*|robot\w*|przeglądark\w+|połączeni\w+)",
    r"(bekræft|bekräfta|bekreft|kontrollerer|kontrollerar|verificerer|verifierar|verifiserer)[^.]*\b(menneske|människa|"
    r"robot|din (forbindelse|anslutning|tilkobling|browser|webbläsare|nettleser))",
    r"(подтвердите|проверяем|проверка|убедиться|докажите)[^.]*\bвы\b[^.]*(робот|человек)|(проверяем|проверка) [^.]*\bваш",
    r"ロボットで(は|ない)|人間(である|か)[^。]*確認|(接続|ブラウザ)[^。]{0,12}(確認|チェック|検証)(して|中|する)",
    r"(验证|驗證|确认|確認|证明|检查|檢查)[^。]{0,10}(您|你)[^。]*(真人|人类|人類|机器人|機器人|浏览器|瀏覽器|连接|連線)|"
    r"(完成|进行|進行)(下列|以下)?(安全)?(验证|驗證)|您的[^。]*异常(流量|访问|请求)|不是(机器人|機器人)",
)  # fmt: skip

#: Sentences of a page that asks for a name and a password.
LOGIN = _any(
    tongues.LOGIN,
    r"^(please )?(log|sign)[ -]?in( here| now)? (to (continue|read|view|access|your account|the|see)|with (google|facebook|"
    r"apple|email|your)|or (register|sign up|create))|^(please )?(log|sign)[ -]?in$|to sign in to|"
    r"(enter|type) (in )?your (e-?mail|user ?name|password)|^forgot(ten)? (your )?(password|username)|"
    r"^(create|register for) (an|your|a) (free )?account|^don't have an account|^(keep me|remember me|stay) ?(signed|logged)?",
    r"(bitte )?melden sie sich [^.]*\ban\b|^passwort vergessen|geben sie ihre? (e-?mail|benutzer|passwort)|noch kein konto|(müssen sie|sie müssen) (sich )?(eingeloggt|angemeldet|einloggen|anmelden)|you must be (logged|signed) in|"
    r"mot de passe oublié|(saisissez|entrez) (votre|vos) (adresse|e-?mail|identifiant|mot)|pas encore de compte|"
    r"connectez-vous (à|pour)|(olvidaste|has olvidado|olvidó) (tu|su) contraseña|(introduce|ingresa|escribe|introduzca) "
    r"(tu|su) (correo|e-?mail|usuario|contraseña)|inicia sesión (para|con)",
    r"password dimenticata|(inserisci|digita) (la tua|il tuo|la|tua) (e-?mail|password|indirizzo|nome)|accedi (per|con)|"
    r"wachtwoord vergeten|log in met (je|uw)|vul (je|uw) (e-?mail|wachtwoord)|(esqueceu|esqueci)[^.]* (senha|palavra-passe)|"
    r"(insira|digite|introduza) (o seu|a sua|seu|sua) (e-?mail|senha|palavra)",
    r"nie pamiętasz hasła|zapomniał\w* hasła|zaloguj się[^.]*(aby|przez|kontem)?$|podaj (swój )?(adres|login|hasło)|"
    r"(glemt|glömt) (dit |ditt |din )?(adgangskode|kodeord|lösenord\w*|passord\w*)|(indtast|ange|skriv inn) (din|ditt|dit) "
    r"(e-?mail|e-?post|adgangskode|lösenord|passord)",
    r"забыли пароль|введите [^.]*(почт|логин|пароль)|パスワードを(お忘れ|忘れた)|パスワードを入力|ログインして(ください|続行)|"
    r"忘记密码|忘記密碼|请(先)?登录|請(先)?登入|(输入|輸入)[^。]*(密码|密碼)",
)

#: Sentences with which a text ends that goes on for others only.
CUT = _any(
    r"^(this is|you're reading|you are reading) (an? )?(exclusive )?(premium|plus|subscriber\w*|member\w*|locked|paid)[- ]?(only|exclusive)? (article|story|content|post|report)|^(dies|das|dieser) ist ein (plus|premium|exklusiv|bezahl)[- ]?\w*|^(je leest|dit is) (nu )?een (premium|plus|abonnee)\w*|(det här|dette|denne) (är|er) (en |et )?(låst|premium|plus|betal)\w*|"
    r"^(?=.*\b\d{1,2} ?(%|percent|prozent|procent|prosent))(?=.*(\b(remain\w*|left|to read|noch|verbleib\w*|reste|restant|quedan?|restan|rimane|resta|nog|over|pozostał\w*|został\w*|осталось|залишилось|kvar|igjen|gjenstår|tilbage|jäljellä|zbývá|hátra)\b|残り|남|剩余|还剩))(?=.*(article|artikel|artykuł|artigo|artículo|articolo|artik\w+l|story|stor|text|tekst|lesen|lire|read|leer|legg|ler|lezen|czyt|läs|les|læs|lue|číst|článk|cikk|стат|чит|文|기사|本)).{0,70}$|残り\d+文字|剩余\d+%?",
    r"^(please |or |simply |just )?(subscribe|register|sign ?up|log ?in|sign ?in|join|pay|upgrade|create|become|start|try|get|choose|enter|buy)\b[^.]{0,80}"
    r" to (continue|keep|finish|go on|resume) reading( (this|the|our|your|all)\b.{0,40})?$|^(to )?(continue|keep|finish) reading\b[^.]{0,80}(subscri|"
    r"regist|sign|log ?in|account|join|trial|member)|^(start|try|get)\b[^.]{0,40}\bto (continue|keep) reading$|^unlock (this|the) (full |whole )?"
    r"(article|story|post)|^(subscribe|join|sign ?up|register) (now )?(to|and) (read|unlock|see|get) the (full|rest|whole)|"
    r"^(do you |would you )?(want|like) to (read more|read on|continue|keep reading)|^subscribe (now |today )?for (full|unlimited|complete) access|"
    r"^(the )?rest of (this|the) " + _PAGE + r" is\b[^.]*\b(locked|hidden)",
    r"\b(this|the full|the rest of (this|the)|the remainder of this) " + _PAGE + r" is (only |exclusively )?(available |reserved |"
    r"exclusive )*(for|to) (our |paying |paid |premium |registered )*(subscribers|members)\b(?! of)|"
    r"^(this is )?(a |an )?" + _SUB + r"[- ](only|exclusive) (article|story|content|post)|"
    r"^(.{0,30}required )?you (must|need to|have to) be (an? )?(active |paid |registered )?(logged[- ]in )?(member|subscriber)\b[^.]{0,20} to (access|view|read|see)|^(membership|subscription) required$|"
    r"^you('ve| have) (reached|read|used) (your|all)[^.]{0,40}(free|limit)",
    r"^(dieser|der vollständige|der ganze|diesen|den ganzen|den vollständigen) (artikel|beitrag|text|inhalt)\b[^.]*\b(für|mit|nur|exklusiv)\b[^.]*"
    r"(\babonnent\w*|\babo\b|\babonnement\b|\bmitglieder\b|\bplus\b|\w\+)|^exklusiv für (\w+ )?(abonnent|mitglied)|^nur für (\w+ )?abonnent|"
    r"^(jetzt |bitte )?(abonnieren|weiterlesen mit|registrieren sie sich|melden sie sich)[^.:]*(weiter\w*lesen|abo\w*|plus|\w\+)$|"
    r"^(um )?weiter(zu)?lesen[^.]*(abo|anmeld|regist|melden)|^mit [^.]{0,20}(abo|plus|\w\+) weiterlesen|^(1|einen|ein|vier|drei) [^.]{0,20}kostenlos testen$|^(sie )?(möchten|wollen) (sie )?"
    r"[^.]{0,30}(weiter)?lesen$|^lesen sie [^.]*\bmit [^.]*(abo\b|abonnement|plus\b|\w\+)",
    r"(la suite|(cet|l') ?article|(ce )?contenu)\b[^.]* ?(est )?réservée? (à nos|aux) abonnés|article réservé aux abonnés|"
    r"^(abonnez-vous|inscrivez-vous|connectez-vous)[^.]* pour (lire|continuer|poursuivre|accéder)|^pour (lire la suite|continuer|poursuivre)"
    r"[^.]*(abonn|connect|inscri)|^il vous reste [^.]*à (lire|découvrir)",
    r"^(suscríbe(te|se)|regístra(te|se)|inicia sesión|hazte (socio|suscriptor))[^.]* para (seguir|continuar|leer)|^para (seguir|continuar) "
    r"leyendo|^(este )?(artículo|contenido) (es )?(exclusivo|sólo|solo|reservado) (para|a) (nuestros )?(suscriptores|socios)|"
    r"^(exclusivo|contenido exclusivo|solo|sólo) para suscriptores",
    r"^per (continuare|proseguire)( a| la)? (leggere|lettura)[^.]*(abbon|registr|acced)|^(abbonati|registrati|accedi)[^.]* per "
    r"(continuare|leggere|proseguire)|^(questo )?(articolo|contenuto) (è )?riservat\w+ agli abbonati|^riservato agli abbonati",
    r"^(abonneer|registreer|log in|word (abonnee|lid))[^.]* (verder|hele|volledige|artikel)[^.]*lezen|^(verder|doorlezen|lees verder)[^.]*"
    r"(abonn|inlog|log in)|^dit (artikel|verhaal) is (alleen |exclusief )*voor (onze )?(abonnees|leden)|^om (dit|verder) [^.]*lezen",
    r"^(assine|subscreva|registe-se|cadastre-se|faça login|entre)[^.]* para (continuar|ler|seguir)|^para continuar (lendo|a ler)|"
    r"^(este )?(conteúdo|artigo)( é)? (exclusivo|reservado) (para|a|aos) (assinantes|subscritores)",
    r"^(wykup|kup|zaloguj|zarejestruj|zasubskrybuj|odblokuj)[^.]*(czytać|czytania|przeczytać|dostęp)[^.]*|^(aby|chcesz) czytać dalej|"
    r"^(ten |pełny )?(artykuł|tekst|materiał)[^.]* (tylko )?dla (prenumeratorów|subskrybentów|abonentów)|^dalsza część[^.]*dla ",
    r"\b(artikeln?|artiklen|artikkelen|teksten|innehållet|indholdet)\b[^.]*(för|for) (våra |vores |våre )?(prenumeranter|abonnenter|"
    r"abonnementer|medlemmer)$|^(logga in|log ind|logg inn|prenumerera|bliv abonnent|bli abonnent|köp|køb|kjøp)[^.]* (för|for) (att|at|å) "
    r"(fortsätta|läsa|fortsætte|læse|fortsette|lese)",
    r"^(оформите|купите)[^.]*подписк\w+|^чтобы (читать|продолжить)[^.]*|^(материал|статья|текст)[^.]* (только |лишь )(для |по )?подписчик\w+",
    r"(この|本)(記事|コンテンツ|続き)[^。]*会員|^(有料|プレミアム)?会員(限定|登録すると|になると)[^。]{0,8}$|ここから先[^。]*(会員|登録|購読)|(続き|全文)(を|は)[^。]*(読む|お読み)[^。]*(登録|ログイン|会員|購読)?|(登录|訂閱|订阅|登錄)"
    r"[^。]*(继续阅读|繼續閱讀|阅读全文|閱讀全文)|(仅限|僅限|限)[^。]{0,4}(订阅|訂閱|会员|會員)[^。]{0,6}(阅读|閱讀|用户|讀者)?$",
)  # fmt: skip
#: Sentences that want scripts.
SCRIPT = _any(
    tongues.SCRIPT,
    r"^(please |you (need|have) to |you must |kindly )*(enable|activate|turn on|switch on|allow) java ?script|(need|have) to enable java ?script|"
    r"\b(this|the|our) (site|website|page|web ?page|app|application|paper|content)\b[^.]{0,40}(requires?|needs?|works best with|relies on) "
    r"(you to enable )?java ?script|java ?script\b[^.]{0,40}\b(is|appears to be|seems to be|must be|has to be|needs to be) (currently )?"
    r"(disabled|turned off|off|required|enabled|not enabled|not supported|blocked)( (to|for|in|by|on|or)\b.*)?$|enable java ?script (in|to|and|for)|"
    r"(without|no) java ?script[^.]*\byou\b|^java ?script (required|disabled)|^you (will )?need java ?script|^activez-le\b",
    r"java ?script\b[^.]*\b(aktivier\w*|deaktiviert|einschalten|eingeschaltet)|aktivier\w*[^.]*\bjava ?script|"
    r"(veuillez|devez|faut|vous)[^.]*\bactiver [^.]*java ?script|activez java ?script|java ?script (est|n'est pas|doit être) "
    r"(désactivé|activé|nécessaire|requis)|(habilit\w+|activ[ae]\w*)\b( el| o)? java ?script|java ?script (está|debe estar) (desactivado|"
    r"deshabilitado|habilitado|activado)",
    r"(attiva\w*|abilita\w*)\b[^.]{0,12} java ?script|java ?script (è|deve essere) (disabilitato|disattivato|attivato|abilitato)|"
    r"(schakel|zet|activeer)\b[^.]*java ?script|java ?script (is|moet)\b[^.]*(uitgeschakeld|ingeschakeld|nodig|vereist)|(ative|ativar|"
    r"habilite)\b[^.]{0,12} java ?script|java ?script (está|precisa estar) (desativado|ativado|desabilitado)",
    r"włącz\w*[^.]{0,20} java ?script|java ?script (jest|musi być) (wyłączon\w+|włączon\w+|wymagan\w+)|(slå|aktiv[eé]r\w*|slå på|aktivera)\b"
    r"[^.]{0,12} java ?script|java ?script (er|är|skal|måste|må)\b[^.]*(slået|aktiver\w*|avstängt|inaktiverat|slått|deaktiver\w*)",
    r"включи\w*[^.]{0,12} java ?script|java ?script (отключ[её]н|выключен|не поддерживается|должен быть)|java ?scriptを?(が)?[^。]{0,4}(有効|無効|"
    r"オン)|(启用|啟用|开启|開啟|打开|允许)[^。]{0,6}java ?script|java ?script[^。]{0,6}(禁用|停用)",
)  # fmt: skip

#: Sentences that say that nothing is there.
MISSING = _any(
    tongues.MISSING,
    r"^(sorry|oops|uh[- ]oh|whoops|we're sorry|unfortunately)?[,:!. ]*(but )?((it )?(looks|seems) like )?\b(the|this|that|your|requested)( requested)? " + _PAGE
    + r"( or \w+| that)?( you('re| are| were| have|'ve)? ?(were |are )?(looking for|request\w*|try\w* to (reach|view|access|find)|follow\w*|want\w*|"
    r"enter\w*|click\w*))? ?(here )?(can't|cannot|could ?n'?o?t|was not|wasn't|is not|isn't|is no longer|does ?n'?o?t|doesn't|no longer|has been|"
    r"may have|might have|have|has|is un|must have|may be|can not)\b[^.]{0,30}$",
    r"^(sorry|oops|uh[- ]oh|whoops|we're sorry|unfortunately)?[,:!. ]*(but )?((it )?(looks|seems) like )?we (can't|cannot|could ?n'?o?t|couldn't|were unable to|are unable to|"
    r"can not) (seem to )?(find|locate) (the|that|this|your|any) (requested )?" + _PAGE + r"|^(it )?(looks|seems) like nothing was found|^nothing (was )?found (here|at this)|^there('s| is) nothing here$|^non abbiamo trovato la pagina|^the link (you followed )?may be broken|^(error )?404\b.{0,40}$|^the " + _PAGE + r" you (are|were|'re)"
    r"[^.]*(moved|removed|not (be )?found|elsewhere|exist|available)|^" + _PAGE + r" (not found|unavailable)$",
    r"\b(diese[nrs]?|die (von ihnen )?(gesuchte|gewünschte|angeforderte|aufgerufene)|dieser|der (gesuchte|gewünschte|angeforderte|aufgerufene)) " + _SEITE
    + r"\b[^.]{0,24}\b(nicht|existiert|gelöscht|entfernt|verschoben)|^(leider |hoppla|ups)[^.]*" + _SEITE + r"\b[^.]*nicht\b|^fehler 404|" + _SEITE
    + r" nicht (mehr )?(gefunden|verfügbar|vorhanden)$",
    r"^(désolé|oups)?[,!. ]*(cette page|la page (que vous|demandée|recherchée)|l'article que vous|cet article|ce contenu|l'adresse)\b[^.]*(n'existe|introuvable|"
    r"n'est (plus|pas) (disponible|accessible)|n'a pas été trouvée?|supprimée?|déplacée?)|^page (introuvable|non trouvée)",
    r"\b(la|esta|questa|a|essa|l'|il|lo|el|este|quest') ?" + _PAGINA + r"( (que|che|a la que|solicitad\w|richiest\w)[^.]*)? (no|non|não) (existe|esiste|está|è|é|"
    r"foi|se (ha|encuentra|pudo)|ha sido|pudo|stata|più)\b[^.]{0,40}$|\b(esta|la) página [^.]*(ya no|no) existe|^(lo sentimos|ci dispiace|spiacenti|"
    r"desculpe)[^.]*" + _PAGINA + r"|(la|esta|questa|a) página (que|che) (busca|buscas|stai|você)[^.]*no[n]? |(la pagina che stai cercando|a página que "
    r"(você )?(procura|está))[^.]*\bn[oã]o?n?\b",
    r"^(sorry,? |helaas,? )?(deze|de|het) (opgevraagde |gevraagde )?(pagina|artikel)\b[^.]*\b(niet|verwijderd|verplaatst)\b[^.]{0,30}$|^(przepraszamy|niestety)?"
    r"[,. ]*(ta |podana |żądana )?" + _STRONA + r"(,[^.]*)? (nie istnieje|nie została|nie może|nie jest|usunięt\w+)[^.]{0,14}$|" + _SIDE + r" (du|som du)[^.]*(ikke|inte)|"
    r"^(beklager|tyvärr|desværre|vi kan (ikke|inte))[^.]*" + _SIDE,
    r"^(к сожалению,? )?(запрошенная |запрашиваемая |такой |эта |данная )?страниц[аы](,[^.]*)? (не (найдена|существует)|удалена|перемещена|нет)[^.]{0,26}$|(お探しの|指定された|"
    r"アクセスした|この)?(ページ|記事)(が|は)[^。]*(見つかりません|存在しません|削除され|ございません|移動)|(您|你)(访问|請求|请求|要找|查看|找)的?[^。]*(页面|頁面|文章|内容|網頁|"
    r"网页)[^。]*(不存在|未找到|找不到|删除|刪除)|^(页面|頁面|文章|内容)(不存在|未找到|找不到|已被删除|已删除)",
)  # fmt: skip
#: Headlines and sentences of a blog that is written while something goes on.
LIVE = _any(
    tongues.LIVE,
    r"\blive[- ]?(blog|updates?|coverage|ticker|text|report(ing)?|feed)\b|\bliveticker|\bnewsticker|\ben direct\b|\ben (vivo|directo)\b|"
    r"minuto a minuto|minute par minute|minuto per minuto|\bin diretta\b|\bao (vivo|minuto)\b|\bna żywo\b|\bdirekterapport|\bliverapport|"
    r"relacja live|онлайн-трансляци|прямой эфир|速報ライブ|ライブ更新|直播|as (it|they) (happens?|comes? in|unfolds?)|minute by minute|"
    r"^follow (our|the|along|live|all)|aktuelle entwicklungen im|im (live)?ticker",
)
#: A headline of a video.
WATCH_TITLE = _any(r"^(video|watch|im video|en vidéo|vidéo|vídeo|filmato|wideo|видео|動画|视频)\s*[:|：]")
#: Sentences of a page that shows rather than tells.
WATCH = _any(
    tongues.WATCH,
    r"^(watch|play)( now| here)?( (the|this|our|how|as|it|him|her|live|a|more|what|why)\b|:|$)|^video\s*[:|]|\bwatch (the|this|our|live|it|more)\b|in (this|the) video|^(sehen sie|im video|das video|video:)|^(regardez|voir la vidéo|"
    r"en vidéo)|^(mira|vea|ver el vídeo|en vídeo)|^(guarda|il video)|^bekijk|^(veja|assista)|^(zobacz|obejrzyj)|^(se |titta)|^смотрите|動画|视频|視頻",
)

#: What consent is about, who asks for it, and the purposes and buttons of the usual dialogue.
ABOUT_CONSENT = _any(
    tongues.ABOUT_CONSENT,
    r"\bcookies?\b|\bconsent\b|\bpersonal(ised|ized)? (data|ads|advertising|content)\b|\bprivacy\b|\bpartners\b|\bpartenaires\b|\blegitimate interest|\bGDPR\b|"
    r"\bDSGVO\b|\bdatenschutz|\beinwillig|\bzustimm|\bpartner\w*\b|\bwerbung und tracking|\bconsentement\b|\bdonnées (personnelles|à caractère)|\btraceurs\b",
    r"\bprivacidade?\b|\bconsentimi?ento\b|\bdatos personales|\bdados pessoais|\bsocios\b|\bparceiros\b|\bdati personali|\bconsenso\b|\bsamtykke\b|"
    r"\btoestemming\b|\bpersoonsgegevens\b|\bsamtycke\b|\bpersondata\b|\bpersonuppgifter\b|\bpersonopplysninger\b|\bciastecz\w+|\bprywatnoś\w+|"
    r"\bzgod[aęy]\b|\bdan(e|ych) osobow\w+|\bpartnerzy\b|\bprivatliv\w*|\bintegritet\w*|\bvie privée",
    r"クッキー|cookie|個人情報|プライバシー|同意|隐私|隱私|個人資料|个人(信息|数据)|согласи[еяю]|персональн\w+ данн\w+|конфиденциальн\w+|партн[её]р\w*",
)
PURPOSES = _any(
    tongues.BUTTONS,
    r"store and/or access information on a device|(use limited data|create profiles|use profiles) (to select|for|to personalise)|measure "
    r"(advertising|content) performance|understand audiences through|develop and improve (services|products)|precise geolocation data|actively scan device|"
    r"(personali[sz]ed|basic) (ads|advertising)( and content)?, |ad and content measurement|informationen auf einem gerät (speichern|zugreifen)|genaue "
    r"standortdaten|stocker et/ou accéder|almacenar (o|la|y)[^.]*información en un dispositivo|archiviare [^.]*informazioni su (un )?dispositiv|"
    r"informatie op een apparaat opslaan|armazenar e/ou (acessar|aceder)|przechowywanie informacji na urządzeniu|"
    r"(accept|reject|decline|allow) all\b|more options|manage (options|preferences|choices|your)|alle akzeptieren|tout (accepter|refuser)|"
    r"aceptar todo|accetta tutt|alles accepteren|aceitar tudo",
)
ASKING_CONSENT = _any(
    tongues.ASKING_CONSENT,
    r"\b(we|our|us)\b[^.]*|\b(you|your)\b|\b(wir|unsere\w*|(?-i:Ihre\w*|Sie))\b|\b(nous|nos|vous|vos|votre)\b|\b(nosotros|nuestros|utilizamos|usamos|"
    r"tu|tus|puedes|puede usted)\b|\b(noi|nostri|utilizziamo|usiamo|puoi|tuoi|tua|tuo)\b|\b(wij|onze|uw|u kunt)\b|\b(nós|nossos|pode|podes|você)\b|"
    r"\b(nasi|używamy|korzystamy|przechowujemy|możesz|twoj\w+|twoją)\b|\b(vi|vores|våra|våre|du kan)\b|\b(мы|наши|вы|ваш\w*)\b|"
    r"当サイト|弊社|当社|お客様|我们|我們|您|ください",
)

#: A page that speaks to its reader: what is no news.
READER = re.compile(
    r"\b(?i:prosimy|prosím|por favor|merci de|zapraszamy|you|your|you're|please|click|reload|refresh|vous|votre|vos|veuillez|usted|puedes|você|uw|jouw|proszę|twoj\w*|kliknij|din|ditt|vänligen|"
    r"venligst|вы|вас|вам|ваш\w*|пожалуйста|bitte|klicken|tua|tuoi|puoi|clicca)\b|\bSie\b|\bIhre?[rmns]?\b|\bIhnen\b|ください|您|请|請|"
    r"\b(?i:jij|jouw|je (zoekt|bent|kunt|wilt|wil|kan|hebt|leest)|kun(t|nen)? (je|u)|u (kunt|bent|zoekt|hebt|heeft|wilt)|du|dig|deg|seus?|suas?|vocês|deine?\w?|dein|du|te|ti|tuo|tue|buscas|cherchez|recherchez|vos|sinun|sinulla|etsimä\w+|voit|haluat|vám|vás|váš|vaše\w*|hledáte|můžete|máte|chcete|ön|önnek|keresett|kérjük|dvs|dumneavoastră|căutați|căutați|puteți|vă|σας|μπορείτε|ζητήσατε|ψάχνετε|lütfen|sizin|size|aradığınız|\w+(ınız|iniz|unuz|ünüz)|ви|вам|ваш\w*|шукаєте|можете|ищете|вы|tw[oó]j\w*|szukasz|możesz|masz|chcesz|twojej)\b|"
    r"تبحث|يمكنك|لديك|يرجى|بك\b|طلبت|하신|하세요|주세요|으세요|십시오|귀하|여러분|찾으시는|お客様|あなた|お探し|你|"
    r"^(?i:try|go|return|back to|check|use|enter|search|visit|contact|see|read|here (are|is)|zurück|retour|retournez|volver|vuelve|torna|terug|volte|wróć|"
    r"tilbage|tillbaka|вернуться)\b",
)
#: A day that something happened on.
DATED = re.compile(
    r"\b(?i:(on|last|since|by|until|from) (mon|tues|wednes|thurs|fri|satur|sun)day|(am|seit|bis|vom|zum) (kommenden |vergangenen )?(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\w*|(lun|mar|mercre|jeu|vendre|same)di|dimanche|(el|los|desde el) (lunes|martes|miércoles|jueves|viernes|sábado|domingo)|"
    r"(luned|marted|mercoled|gioved|venerd)ì|(segunda|terça|quarta|quinta|sexta)-feira|(maan|dins|woens|donder|vrij|zater|zon)dag|(poniedział|wtor|śród|czwart|piąt|sobot|niedziel)\w*|(mån|tis|ons|tors|fre|lör|sön)dag\w*|(man|tirs|ons|tors|fre|lør|søn)dag\w*|(maanantai|tiistai|keskiviik|torstai|perjantai|lauantai|sunnuntai)\w*|"
    r"v (pondělí|úterý|středu|čtvrtek|pátek|sobotu|neděli)|(hétfő|kedd|szerd|csütörtök|péntek|szombat|vasárnap)\w*|(понедельник|вторник|сред[уы]|четверг|пятниц|суббот|воскресень)\w*|(понеділ|вівтор|серед[уи]|четвер|п'ятниц|субот|неділ)\w*|(pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar) (günü|gecesi|akşamı|sabahı))\b|"
    r"\d{1,2}日|[周週](一|二|三|四|五|六|日)|\d{1,2}일|يوم (الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)"
)
#: A page that speaks of itself.
OURS = re.compile(
    r"\b(?i:we|we're|we've|our|ours|us|wir|unser\w*|uns|nous|nos|notre|nosotros|nuestr\w+|noi|nostr\w+|wij|we|onze|ons|nós|noss[oa]s?|nas|nasz\w*|nasi|vi|vår\w*|vores|våre|oss|meidän|sivustomme|naše\w*|naši|nám|náš|mi|oldalunk\w*|noastr\w+|nostru|μας|bizim|sitemiz\w*|мы|нас|наш\w*|ми)\b|"
    r"当社|弊社|当サイト|私たち|我们|我們|本站|本网站|저희|당사|نحن|موقعنا"
)
#: What somebody told is no page's own word.
TOLD = _any(
    r"\b((copies|records|documents|archives|figures) show|said|says|told|tells|announced|noted|indicated|confirmed|warned|explained|showed|reported(ly)?|according|wrote|argued|sagten?|teilten?|laut|zufolge|erklärten?|demnach|berichtet\w*|a déclaré|selon|a indiqué|a précisé|a expliqué|indique|affirme|"
    r"a annoncé|dijo|dijeron|según|afirmó|ha detto|secondo (il|la|i|gli|le|un|una|fonti)|zei|zegt|volgens|disse|segundo|afirmou|powiedział\w*|według|sagde|"
    r"ifølge|sade|säger|enligt|сообщил\w*|заявил\w*)\b|と述べ|によると|表示[，,：]|据[^，]*报道",
)  # fmt: skip
