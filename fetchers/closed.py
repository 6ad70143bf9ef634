"""The words of pages that stand in for an article for other reasons than its walls: closed to a region, out of order, or
asking the reader to take an app or a letter first."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.I)


_HERE = r"(in|from|within|to) (your|this|the|a) (country|region|location|area|territory|european (union|economic area)|eea|eu)\b"
#: Not shown where the reader is.
REGION = _any(
    r"\b(not|un|n't|no longer|only) ?(currently |yet |being )?(available|accessible|supported|permitted|offered|licensed|view\w*|serv\w+|access\w*|reachable)\b[^.]{0,40}" + _HERE + r"[^,]{0,30}$",
    r"(european (economic area|union|visitors|readers)|\beea\b|\beu\b|gdpr|general data protection|your (country|region|location))[^.]*(access (can ?not|cannot|is not|to)|we (are|have) (un|not|block|decid)\w*|cannot be granted|can't be granted|unable to (serve|provide|grant))",
    r"(we|access)[^.]*\b(block\w*|unable|unavailable|not (available|able)|restrict\w*)\b[^.]*\b(european|eea|your (country|region|location)|from outside|where you are)|^(error )?451\b|^unavailable (for|due to) legal reasons",
    r"(in|aus) (ihrem|deinem|diesem) (land|region|gebiet)[^.]*nicht|nicht (verfügbar|zugänglich|abrufbar)[^.]*\b(in|aus) (ihrem|deinem|ihrer|deiner) (land|region)|pas (disponible|accessible)[^.]*\b(votre|dans ce) (pays|région|territoire)|"
    r"no (está|se encuentra)[^.]*disponible[^.]*\b(tu|su) (país|región|zona)|non (è )?(disponibile|accessibile)[^.]*(tuo|tua|suo) (paese|regione|area)|não (está )?disponível[^.]*(seu|sua|teu) (país|região)|niet beschikbaar[^.]*(uw|jouw|je) (land|regio)|"
    r"niedostępn\w+ w (twoim|twojej|państwa) (kraju|regionie)|(ikke|inte) (tilgængelig\w*|tilgjengelig|tillgänglig\w*)[^.]*(dit|ditt|din) (land|region|område)|ei ole saatavilla[^.]*(maassasi|alueellasi)|není[^.]*dostupn\w*[^.]*(vaší|vašem) (zemi|regionu|oblasti)|"
    r"(недоступ\w*|не доступ\w*)[^.]*(вашей (стране|регион\w*)|вашем регионе|вашій країні)|bölgeniz\w*[^.]*(kullanılam|erişilem|mevcut değil)|ülkeniz\w*[^.]*(kullanılam|erişilem|mevcut değil)|(غير متاح|غير متوفر)\w*[^.]*(بلدك|منطقتك)|"
    r"(お住まいの|お客様の)?(国|地域)(で|から)は[^。]*(ご利用|ご覧|視聴|アクセス)|(해당|귀하의|현재) (국가|지역)[^.]*(이용|제공|시청|접근)|(您所在的?|你所在的?|当前)(国家|地区|區域|地區)[^。]*(不可用|无法|無法|不提供)",
)  # fmt: skip
#: Out of order, or too busy.
BROKEN = _any(
    r"^(estamos|stiamo|nous (effectuons|réalisons|procédons)|wir (führen|arbeiten)|we('re| are) (performing|doing|carrying)|мы проводим|на сайте (ведутся|проводятся)|trwają|provádíme|vi (utför|utfører|udfører)|me teemme)[^.]*(mantenimiento|manuten\w+|maintenance|wartung\w*|работ\w*|prace|údržb\w+|underhåll\w*|vedlike\w*|vedlige\w*|huolto\w*)|"
    r"(volve(re)?mos|regresamos|torn(er)?emo|torniamo|voltamos|voltaremos|nous (revenons|serons de retour)|we zijn (zo|snel) terug|wracamy|vi er (snart )?tilbage|vi är snart tillbaka|brzy jsme zpět|скоро вернемся)\b|error establishing a database|database (server|connection)[^.]*could not|backend fetch failed|algo (no ha ido|salió|deu|ha ido) \w+|"
    r"^((sorry|oops)[,!. ]*)?(this|our|the|we('re| are))( (web)?site| page| service| server)?( is| are| will be)?( currently| temporarily)? ?(under(going)?|down for|offline for|unavailable (due to|for)|performing|in) [^.]{0,20}maintenance|^(we'll|we will) be (right )?back|^we('re| are) (experiencing|having) (some )?(technical|a technical)|"
    r"^(sorry, |oops[,!. ]*)?(something|an (unexpected |internal |application )?error) (went wrong|(has )?occurred)|^(internal server error|service (temporarily )?unavailable|bad gateway|gateway time-?out|too many requests|temporarily unavailable)|"
    r"^(you have|you've) (sent|made) too many requests|^(the )?rate limit|^(error )?(429|500|502|503|504)\b.{0,40}$|please (slow down|try again (later|in a (few|moment)|shortly|soon))",
    r"(seite|website|webseite|server|system|angebot)\b[^.]*\b(gewartet|wartung\w*|vorübergehend|überlastet|nicht erreichbar)|^wartungsarbeiten|^(es ist )?(ein|leider) [^.]*fehler (ist )?(aufgetreten|passiert)|(gleich|bald|in kürze) wieder (da|für sie|erreichbar|zurück)|zu viele anfragen|"
    r"versuchen sie es [^.]*(später|kürze|erneut|noch einmal)",
    r"(site|page|service)\b[^.]*\ben (cours de )?maintenance|(site|service) [^.]*(temporairement|momentanément) (in|hors)|une erreur (est survenue|s'est produite)|trop de requêtes|réessayer (plus tard|ultérieurement|dans)",
    r"(sitio|página|web|servicio)\b[^.]*\b(en|por) (tareas de )?mantenimiento|(ha ocurrido|se ha producido) un error|demasiadas (solicitudes|peticiones)|(inténtelo|inténtalo|vuelva a intentarlo|intente) [^.]*(más tarde|de nuevo|minutos)|"
    r"(sito|pagina)\b[^.]*\bin manutenzione|si è verificato un errore|troppe richieste|riprova (più tardi|tra)|(site|página)\b[^.]*\bem manutenção|ocorreu um erro|muitas (requisições|solicitações)|tente novamente|"
    r"(site|website|pagina)\b[^.]*\b(onderhoud|tijdelijk niet)|er is (iets|een fout)[^.]*(mis|opgetreden)|te veel verzoeken|probeer het (later|over|opnieuw)|(stron\w+|serwis)\b[^.]*(przerw\w+ techniczn\w+|prac\w* (techniczn|konserwac)\w*|konserwacj)|"
    r"wystąpił błąd|zbyt wiele (żądań|zapytań)|spróbuj (ponownie|później)|(underhåll|vedlikehold|vedligeholdelse)\b|(något gick|noe gikk|noget gik) (fel|galt)|försök igen|prøv igjen|prøv igen|for mange (forespørsler|anmodninger)|för många (förfrågningar|anrop)|"
    r"huolto(katko|työ)\w*|jokin meni (pieleen|vikaan)|liian monta pyyntöä|yritä (myöhemmin )?uudelleen|(probíhá|kvůli) [^.]*údržb\w+|došlo k chybě|něco se (pokazilo|nepovedlo)|příliš mnoho (požadavků|dotazů)|zkuste to [^.]*(později|znovu)|karbantart\w+|hiba történt|próbálja (újra|később)|"
    r"(технически\w+|профилактически\w+) работ\w+|(произошла|возникла) ошибка|слишком много запросов|(попробуйте|повторите)[^.]*(позже|попытк)|bakım (çalışması|nedeniyle|modunda|aşamasında)|bakımda|bir (hata|sorun) oluştu|çok fazla istek|(daha sonra )?tekrar deneyin|"
    r"(الموقع|الصفحة)[^.]*(صيانة|الصيانة)|حدث خطأ|(حاول|المحاولة) (مرة أخرى|لاحقا|مجددا)|メンテナンス(中|の)|(エラー|問題)が発生|(しばらく|時間を)[^。]*(再度|もう一度|再び)|(시스템|서버|서비스) 점검|점검 중|오류가 발생|(잠시 후|나중에) 다시|(系统|網站|网站)?(维护|維護)(中|升级)|"
    r"(请求|操作|访问)(过于|太)频繁|(稍后|稍後)(再试|重试|再試)|服务器(错误|繁忙)",
)  # fmt: skip
#: With no blocker of advertisements only.
ADVERTS = _any(
    r"(ad|ads?|advert\w*)[- ]?block\w*[^.]*\b(you|your|please|detected)\b|(^|please |you |to )(disable|turn off|deactivate|pause|whitelist|allow)[^.]*\b(ad[- ]?block\w*|(ads|advertising) on (this|our))|(ad|werbe)[- ]?blocker[^.]*\b(sie|ihre?n?|bitte|deaktivier\w*|aus(schalten|zuschalten)?|erkannt|aktiv)\b|"
    r"(deaktivier\w*|schalten sie)[^.]*(ad|werbe)[- ]?blocker|(bloqueur de pub\w*|adblock\w*|anti-?pub\w*)[^.]*(votre|vous|désactiv\w+|veuillez|détecté)|(désactiv\w+|votre)[^.]*(bloqueur|adblock\w*|anti-?pub)|(bloqueador\w*|adblock\w*)[^.]*(tu|su|seu|desactiv\w+|desativ\w+|detectad\w)\b|(desactiv\w+|desativ\w+|desabilit\w+)[^.]*(bloqueador|adblock)\w*|"
    r"(disattiv\w+|disabilit\w+)[^.]*(adblock\w*|blocco (della )?pubblicità|ad[- ]blocker)|(adblock\w*|adblocker|advertentieblokker)[^.]*(uit|schakel|je|uw)\b|(schakel|zet)[^.]*(adblock\w*|advertentieblokker)|(wyłącz\w*|masz)[^.]*(adblock\w*|blokowani\w* reklam)|(adblock\w*|annonse?blokker\w*|annonsblockerare)[^.]*(av|fra|slå|deaktiver\w*|stäng)\b|"
    r"(slå|stäng|deaktiver\w*)[^.]*(adblock\w*|annonse?blokker\w*|annonsblockerare|reklameblok\w*)|mainosten\w*esto[^.]*(pois|käytös)|(vypněte|zakažte)[^.]*(adblock|blokov\w+ reklam)|(отключите|выключите)[^.]*(блокировщик|adblock)|reklam engelleyici\w*[^.]*(kapat|devre)|(مانع|حاجب) الإعلانات|広告ブロック[^。]*(無効|解除|オフ|使用)|광고 ?차단[^.]*(해제|꺼|사용)|(关闭|停用|检测到)[^。]*广告(拦截|屏蔽)",
)  # fmt: skip
ADVERTS_TITLE = _any(
    r"(ad[- ]?block(er)?|werbeblocker) (detected|erkannt|aktiv)|please (disable|turn off) your ad[- ]?blocker"
)
#: In an app first, or an address for a letter first.
PROMPT = _any(
    r"^(download|get|open|install|use)\b[^.]*\bapp\b[^.]*\b(to (continue|read|keep|view|see)|app store|google play|for the (best|full))|^(keep|continue) reading[^.]*\bin (the|our) app|(better|best|faster) in (the|our) app|^open in (the )?app$|"
    r"\bapp\b[^.]*\b(weiterlesen|herunterladen|öffnen)|(laden sie|hol dir)[^.]*\bapp\b|(téléchargez|ouvrez|ouvrir)[^.]*\b(l'|notre )?(appli|application)\b|(descarga|abre|abrir)[^.]*\b(app|aplicación)|(scarica|apri)[^.]*\bapp\b|(download|open)[^.]*\bde app\b|"
    r"(baixe|abra)[^.]*\b(app|aplicativo)|(pobierz|otwórz)[^.]*aplikacj|(ladda ner|öppna|last ned|hent|åpne|åbn)[^.]*\bapp\w*|lataa sovellus|stáhněte[^.]*aplikac|(скачайте|откройте|установите)[^.]*приложени|uygulama\w*[^.]*(indir|aç)|حمل (التطبيق|تطبيق)|アプリ(で|を)[^。]*(読む|開く|ダウンロード|続き)|"
    r"앱(에서|을)[^.]*(보기|열기|설치|다운로드|계속)|(下载|打开|下載|打開)[^。]*(APP|客户端|應用|应用)",
    r"^(get|receive|have)\b[^.]*\b(in|to) your (inbox|e-?mail)|^sign up (to|for) [^.]*(newsletter|briefing|inbox|e-?mail)|^by (signing up|subscribing|submitting|entering)[^.]*you (agree|consent|accept|confirm)|you can unsubscribe|^unsubscribe (at )?any ?time|"
    r"newsletter[^.]*(abonnieren|anmelden|bestellen|bestätigen)|(jederzeit|wieder) (abbestellen|abmelden)|(inscrivez|abonnez)-vous [^.]*(newsletter|lettre|infolettre)|(vous )?désinscrire|(suscríbete|apúntate|regístrate) a [^.]*(newsletter|boletín)|darte de baja|"
    r"iscriviti all[^.]*newsletter|(cancellarti|disiscriverti)|(meld je aan|schrijf je in|aanmelden) voor [^.]*nieuwsbrief|uitschrijven|(assine|inscreva-se|cadastre-se|receba)[^.]*(newsletter|e-?mail)|zapisz się (na|do) [^.]*newsletter|(anmäl dig|prenumerera på|meld deg på|tilmeld dig)[^.]*(nyhets|nyheds)brev\w*",
)  # fmt: skip
#: What a page is about whose every sentence is its own or to its reader: weaker words are enough.
CHECKING = _any(
    r"\b(robots?|bots?|captcha|automated|human|tick (the|this) box|check ?box|roboter|mensch\w*|automatisiert\w*|kästchen|humain\w*|case (ci|à cocher)|humano|casilla|umano|casella|mens|vakje|człowiek\w*|pole wyboru|humano|caixa|menneske\w*|människa|ihminen|člověk|άνθρωπος|человек\w*|робот\w*|людина|insan)\b|güvenli\w* [^.]*kontrol|ロボット|画像認証|机器人|真人|로봇|روبوت"
)
_PLACE = r"(page|story|article|content|seite|artikel|beitrag|inhalt|page|contenu|página|artículo|noticia|contenido|pagina|articolo|contenuto|artigo|strona|strony|stronę|artykuł\w*|siden?|sidan|artikk?el\w*|artikl\w*|sivu\w*|stránk\w*|článek|oldal\w*|cikk\w*|σελίδα|άρθρο|страниц\w+|статья|сторінк\w+|sayfa\w*)"
_GONE = r"(not|n't|cannot|gone|moved|removed|nicht|gelöscht|verschoben|entfernt|pas|plus|introuvable|supprimée?|no|non|não|niet|verwijderd|verplaatst|nie|usunięt\w+|ikke|inte|tagits bort|fjernet|ei|poistettu|ne\w+|nem|nu|δεν|не|удален\w*|bulunam\w+|değil)"
_FIND = r"(find|found|locate|exist|here|anymore|gefunden|finden|gibt|existiert|trouv\w+|existe|encontr\w+|hallad\w+|trovat\w|trovare|esiste|achamos|gevonden|vinden|bestaat|znale\w+|znajd\w+|istnieje|fundet|finde|finns|hitta\w*|fant|finne\w*|löydy|löytyny\w*|nalez\w+|najít|existuje|található|létezik|găsi\w*|există|βρ\w+|υπάρχει|найд\w+|существу\w+|знай\w+|існує|bulun\w+|bulam\w+)"
GONE = _any(
    rf"^(?=.*\b{_PLACE}\b)(?=.*(?:\b|(?<=\w)(?=n't)){_GONE}\b)(?=.*\b{_FIND}\b).{{0,140}}$",
    r"(ページ|記事|URL)[^。]*(変更|削除|移動|終了)[^。]*(可能性|ました|おります|います)",
)
FAR = _any(
    r"^(?=.*\b(european?|eu|eea|gdpr|your (country|region|location)|outside|dsgvo|rgpd|(ihrem|deinem) land|votre pays|(tu|su) país|(tuo|suo) paese|seu país|(uw|je) land|twoim kraju)\b)(?=.*\b(not|n't|cannot|un\w+able|block\w*|closed|nicht|pas|no|non|não|niet|nie)\b)(?=.*\b(reach\w*|available|access\w*|visit|site|open|shown?|erreichbar|verfügbar|accessible|disponib\w+|disponív\w+|beschikbaar|dostępn\w+)\b).{0,220}$"
)
REGION_TITLE = _any(
    r"(451:? ?)?(error )?(unavailable|blocked) (for|due to) legal reasons|(error )?451|(content |page |article |this content is )?(not available|unavailable|blocked|restricted) in your (country|region|location|area)|geo[- ]?(blocked|restricted|restriction)|region (not supported|blocked)|"
    r"(inhalt )?in ihrem land nicht verfügbar|contenu non disponible dans votre (pays|région)|contenido no disponible en (tu|su) (país|región)|非対応地域",
)
BROKEN_TITLE = _any(
    r"database error|error establishing a database connection|(error )?50\d backend fetch failed|volve(re)?mos (pronto|enseguida)|torniamo (presto|subito)|à très vite|nous revenons (bientôt|vite)",
    r"(under|scheduled|site|down for|website)? ?maintenance( mode)?|we'll be (right )?back( soon)?|(error )?(429|500|502|503|504)( (error|[a-z ]{5,30}))?|too many requests|service (temporarily )?unavailable|internal server error|bad gateway|gateway time-?out|temporarily unavailable|"
    r"(an )?error( occurred)?|something went wrong|oops|server error|wartung(sarbeiten|smodus)?|(technische )?störung|wir sind gleich (wieder )?(da|zurück)|(site )?en maintenance|maintenance en cours|(sitio |página )?en mantenimiento|(sito )?in manutenzione|em manutenção|"
    r"(in )?onderhoud|przerwa techniczna|prace techniczne|underhåll|vedlikehold|vedligeholdelse|huoltokatko|údržba|karbantartás|mentenanță|технические работы|ведутся технические работы|bakım(dayız| çalışması)?|صيانة|メンテナンス(中)?|시스템 점검|(系统)?维护中",
)  # fmt: skip
