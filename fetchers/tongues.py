"""What walls say in further languages, for `fetchers.walls`: Finnish, Czech, Hungarian, Romanian, Greek, Turkish, Arabic,
Korean, Ukrainian, and more of the Nordic ones. Patterns as text, each to be one of several."""

from __future__ import annotations

#: Whole titles.
CHALLENGE_TITLE = (
    r"(error:? )?403( error)?(:? (forbidden|access denied))?|forbidden|(vpn|proxy)( or proxy)? detected|access (blocked|restricted)|(zugriff|zugang) gesperrt|"
    r"(pääsy|käyttö) (estetty|evätty)|hetkinen|turvatarkistus|přístup (odepřen|zamítnut)|okamžik( prosím)?|bezpečnostní kontrola|hozzáférés megtagadva|"
    r"egy pillanat|biztonsági ellenőrzés|acces (refuzat|interzis|blocat)|un moment( vă rugăm)?|verificare de securitate|(η )?πρόσβαση (απορρίφθηκε|δεν επιτρέπεται)|"
    r"μια στιγμή|erişim (engellendi|reddedildi)|bir dakika( lütfen)?|güvenlik (kontrolü|doğrulaması)|تم (رفض|حظر) الوصول|لحظة( من فضلك)?|التحقق الأمني|"
    r"접근(이)? (거부|차단)(됨|되었습니다)?|잠시만 기다(려|리)\w*|보안 (확인|검사)|доступ (заборонено|обмежено)|зачекайте( хвилинку)?|хвилинку|перевірка безпеки|"
    r"sikkerhets(sjekk|kontroll)|sikkerhedskontrol|säkerhetskontroll|ett ögonblick|セキュリティ(確認|チェック)"
)
LOGIN_TITLE = (
    r"(log|sign) in to your account|(bei|in) (ihrem|deinem|mein|ihr) konto (anmelden|einloggen)|connectez-vous( à votre compte)?|inicia sesión en tu cuenta|accedi al tuo account|inloggen op je account|logga in på ditt konto|logg inn på (din|kontoen)( konto| din)?|accedi o registrati|"
    r"kirjaudu( sisään)?|kirjautuminen|přihlásit( se)?|přihlášení|bejelentkezés|belépés|autentificare|conectare|intră în cont|σύνδεση|giriş( yap)?|oturum aç|üye girişi|"
    r"تسجيل الدخول|로그인|вхід|увійти|登入|用户登录|会員ログイン|innlogging|inloggning|logind"
)
MISSING_TITLE = (
    r"gone|(page|story|article|content|post) (withdrawn|retired|unpublished|expired|gone)|"
    r"(page|story|article|link|content|offer) (has )?(expired|gone|removed|deleted)|(we |you )?(lost|seem lost|took a wrong turn).{0,20}|"
    r"(hups|jejda|hoppá|ups|ops|opa|ой|упс|عفوا|عذرا|ahoj)?[!,.: ]*(sivua|artikkelia|juttua) ei (löydy|löytynyt)|(hups[!,. ]*)?sivu(a)? ei ole( olemassa)?|(jejda[!,. ]*)?(stránka|článek) "
    r"(nenalezena?|neexistuje|nebyla? nalezena?)|(hoppá[!,. ]*)?(az )?(oldal|cikk) nem (található|létezik)|a keresett (oldal|cikk) nem (található|létezik)|(ups|oops)?[!,. ]*(pagina|articolul) (nu "
    r"(a fost găsit[ăa]?|există|e disponibil[ăa]?)|negăsită)|(η )?σελίδα δεν (βρέθηκε|υπάρχει)|(hata|üzgünüz)?[!,.: ]*(aradığınız )?sayfa(nın)? (bulunamadı|mevcut değil)|haber bulunamadı|"
    r"(عذرا|عفوا)?ً?[،, !]*(الصفحة|المقال|المحتوى) (غير موجودة?|غير متاحة?|غير متوفرة?)|(لم يتم العثور على|تعذر العثور على) (الصفحة|المقال)|"
    r"(요청하신 )?(페이지|기사)를 찾을 수 (없습니다|없음)|존재하지 않는 (페이지|기사)(입니다)?|сторінк[ау] не (знайдено|існує)|siden? (finnes|findes) ikke( lenger| længere)?|ikke funnet|siden er (flyttet|fjernet|slettet)|"
    r"(hittar|hittade) inte sidan|fant ikke siden|この(ページ|記事)は(存在しません|削除されました)|您(访问|要找)的(页面|文章)不存在"
)

#: Sentences.
CHALLENGE = (
    r"^(?=.*(\b(your|ihre?|deine?|votre|vos|tu|su|tua|tuo|uw|je|jouw|twoj\w*|twój|seu|sua|din|dit|ditt|din\w|pyyntösi|váš|vaše|az ön|dvs|σας|ваш\w*|isteğiniz|erişiminiz|we|wir|nous|noi|nós|vi)\b|您的|你的|您|귀하|お客様|お使い|ご利用))(?=.*(\b(access|request|visit|zugriff|anfrage|accès|requête|acceso|solicitud|accesso|richiesta|toegang|verzoek|dostęp|żądanie|acesso|pedido|solicitação|adgang|åtkomst|tilgang|forespørsel|begäran|přístup|požadav|hozzáférés|πρόσβαση|доступ|запрос|запит|erişim|istek)|访问|请求|アクセス|접근|요청))"
    r"(?=.*(\b(block|denied|restrict|flagged|gesperrt|abgelehnt|eingestuft|bloqu|refus|deneg|rechaz|blocc|negat|geweigerd|geblokk|zablok|odrzuc|negad|recusad|nægtet|blokeret|nekad|blockerat|avvist|estetty|odepřen|zablok|megtagad|letilt|απορρ|заблок|отклон|engellen|reddedil)|阻止|拒绝|拦截|拒否|ブロック|차단|거부)).{0,140}$|"
    r"you('re| are) (using|on|behind) (an? )?(vpn|proxy|anonym\w+)|(sie nutzen|verwenden|vous utilisez|est[aá]s usando|stai usando) (ein\w* |un |una )?(vpn|proxy)|"
    r"^(?=.*(your|you|we|from this|ihre\w*|wir|votre|vous|nous|tu |su |vuestr|nostr|uw|je |jouw|twoj|zauważy|wykry|seu|sua|din|dit|vi |sinun|verkostasi|váš|vaš|jsme|az ön|dvs|rețea|σας|ваш|вашого|sizin|ağınız|لديك|جهازك|شبكتك|お使い|ご利用|お客様|您|你|귀하|접속|감지))(?=.*(unusual|ungewöhnlich|verdächtig|auffällig|inhabituel|anormal|inusual|sospechos|insolit|sospett|ongebruikelijk|verdacht|nietypow|podejrzan|incomum|suspeit|usædvanlig|uvanlig|ovanlig|mistänkt|mistenkelig|epätavalli|neobvykl|podezřel|szokatlan|gyanús|neobișnuit|suspect|ασυνήθιστ|незвичн|необычн|подозр|olağan ?dışı|şüpheli|غير (عادي|معتاد)|مشبوه|異常|不審|通常と異なる|异常|可疑|비정상|의심))"
    r"(?=.*(traffic|activit|behavio|request|verkehr|aktivität|zugriff|anfrage|verhalten|trafi[ck]|comportement|activité|actividad|comportamiento|attività|comportamento|verkeer|gedrag|activiteit|ruch|aktywnoś|zachowani|atividade|trafik|trafikk|liiken|provoz|aktivit|forgalom|tevékenység|κίνηση|δραστηριότητα|трафик|трафік|активн|запрос|etkinlik|hareket|نشاط|حركة|アクセス|通信|トラフィック|访问|流量|请求|활동|접속|트래픽|접근)).{0,170}$|"
    r"(solve|complete|löse|löst|lösen|résol|résolvez|complét|resuelv|resolver|complet|risolv|los|vul|rozwiąż|resolva|løs|ratkaise|vyřeš|oldja|rezolv|λύστε|решите|введите|çöz|tamamla|حل|解い|入力|完成|입력)\w*[^.]{0,40}captch|captcha[^.]{0,30}(solve|complete|lösen|résoudre|resolver|risolvere|oplossen)|"
    r"(drag|slide|swipe|schieben|ziehen|glisse[rz]|desli[cz]a|arrastr|trascina|sleep|schuif|przesuń|przeciągnij|arraste|skub|dra|trekk|передвиньте|потяните|kaydır|스라이드|밀어)\w*[^.]{0,30}(slider|puzzle|regler|curseur|control|barra|cursore|schuif|suwak|controle|slider\w*|ползунок|çubuk|슬라이더)|(滑块|滑塊|スライダー)|"
    r"this (web)?site is using a security service|additional security check|we're (verifying|checking) your browser|(provjer|prüf\w*|check\w*) your (browser|connection)|проверка (вашего )?браузера|完成(下方|下面|如下|安全)[^。]{0,4}验证|"
    r"(vahvista|varmista|tarkist)\w*[^.]*\b(et ole robotti|olet ihminen|ihminen|selaimesi|yhteytesi)|(ověř|potvrď|prokaž|kontroluj)\w*[^.]*\b(nejste robot|jste člověk|váš prohlížeč|vaše připojení|připojení)|"
    r"nejste robot|(erősítse|igazolja|ellenőriz)\w*[^.]*\b(nem robot|ember|böngésző\w*|kapcsolat\w*)|(confirm|verific|demonstr)\w*[^.]*\b(nu (sunteți|ești|sunteti) (un )?robot|(sunteți|ești) om|browserul|conexiun\w+)|"
    r"(επιβεβαι|επαληθ|ελέγχ)\w*[^.]*\b(ρομπότ|άνθρωπος|πρόγραμμα περιήγησής|σύνδεσή)|(robot olmadığınızı|insan olduğunuzu|tarayıcınız\w*|bağlantınız\w*)[^.]*(doğrula|onayla|kontrol|kanıtla)\w*|"
    r"(doğrula|onayla|kanıtla)\w*[^.]*robot olmad|(تأك|تحقق|أثبت|نتحقق|يرجى)[^.]*(لست (روبوت|برنامج)|أنك (إنسان|بشر|لست)|متصفحك|اتصالك)|로봇이 아(님|닌)|사람(인지|임을)[^.]*(확인|인증)|(브라우저|연결)[^.]{0,12}확인(하고|하는|중)|"
    r"비정상적인 (접근|트래픽|접속)|(підтверд|перевір)\w*[^.]*\b(не робот|людина|ваш\w*)|(bekräfta|bekreft|bekræft)\w* (att|at) du (är|er) (en |et )?(människa|menneske)|du (ikke|inte) (är|er) en robot|"
    r"(uvanlig|ovanlig|usædvanlig|usual)\w* (trafikk|trafik|aktivitet)[^.]* (ditt|din|dit|från)|異常なトラフィック|自動化されたアクセス|アクセスが集中|"
    r"(olağandışı|şüpheli|anormal) (trafik|etkinlik|hareket)|epätavallis\w+ liikenne\w*|neobvykl\w+ (provoz|aktivit)\w*|trafic neobișnuit|незвичн\w+ (трафік|активність)|необычн\w+ (трафик|активность)|подозрительн\w+ (трафик|активность|запрос\w*)"
)
LOGIN = (
    r"unohditko salasanasi|unohtu\w+ salasana|kirjaudu sisään (tilillesi|jatkaaksesi|sähköposti)|eikö sinulla ole (vielä )?(tiliä|tunnusta)|zapomen\w+ heslo|zapomněli jste heslo|zadejte (svůj |svou )?(e-?mail|heslo)|(ještě )?nemáte účet|"
    r"elfelejtett(e)? (a )?jelszav\w*|elfelejtett jelszó|adja meg (az |a )?(e-?mail|jelszav)|(ai uitat|ați uitat|uitat) parola|parola uitată|introdu\w* (adresa|parola|e-?mail)|nu ai (un )?cont|ξεχάσατε τον κωδικό|ξέχασες τον κωδικό|"
    r"δεν έχετε λογαριασμό|şifre\w* (mi )?unut\w+|parola\w* unut\w+|hesabınız yok mu|e-?posta[^.]*(şifre\w*|parola\w*)[^.]*gir\w*|نسيت كلمة (المرور|السر)|أدخل (بريدك|كلمة)|ليس لديك حساب|비밀번호(를)? (찾기|잊으|분실|입력)|(이메일|아이디)[^.]*비밀번호|"
    r"아직 (회원|계정)[^.]*(아니|없)|забули пароль|введіть [^.]*(пошт|логін|пароль)|(har du )?(ikke|inte) (en |ett )?(konto|bruker)( ennå|endnu|än)?$|ingen konto|saknar du konto|opprett (en )?(konto|bruker)|skapa (ett )?konto|opret (en )?(konto|bruger)|"
    r"nie masz (jeszcze )?konta|non hai (ancora )?un account|hai già un account|(nog )?geen account|não tem (uma )?conta|ainda não tem|no tienes (una )?cuenta|aún no tienes|vous n'avez pas (encore )?de compte|noch nicht registriert|neu hier|"
    r"нет (аккаунта|учетной записи|учётной записи)|还没有(账号|帳號|账户)|沒有帳號|アカウントをお持ちでない(方|場合)|メールアドレス[^。]*パスワード"
)
SCRIPT = (
    r"^(?=.*(browser|navigat|navegador|nettleser|webbläsar|przeglądark|selai|prohlížeč|böngésző|браузер|tarayıcı|متصفح|ブラウザ|브라우저|浏览器|瀏覽器))(?=.*(update|upgrade|outdated|unsupported|not supported|no longer support|too old|aktualisier|veraltet|nicht unterstützt|nicht mehr unterstützt|neuere|mettez à jour|obsolète|trop ancien|plus récent|pas compatible|plus compatible|actualiza|obsoleto|desactualizad|no es compatible|aggiorna|non (è )?(più )?supportat|"
    r"verouderd|werk .* bij|niet ondersteund|niet meer ondersteund|zaktualizuj|przestarzał|nieaktualn|nieobsługiwan|atualize|desatualizad|não (é )?suportad|opdater|forældet|oppdater|utdatert|uppdatera|föråldrad|stöds inte|päivitä|vanhentun|aktualizujte|zastaral|frissítse|elavult|actualizați|învechit|ενημερώστε|обновите|устарел|оновіть|застаріл|güncelle|eski|حدّ?ث|قديم|古い|最新|更新|过低|过旧|升级|업데이트|오래된)).{0,170}$|"
    r"^(?=.*java ?script)(?=.*(enabl|turn(ed)? (it |java ?script )?(on|off)|switch|activ|attiv|ativ|habilit|abilit|inschakel|schakel|włącz|wyłącz|aktiv|slå|käyttö|päälle|povol|zapn|vypn|kapcsol|engedély|ενεργοποι|включ|выключ|отключ|увімк|вимк|etkin|açı[kn]|devre|تفعيل|تمكين|有効|無効|オン|オフ|启用|啟用|开启|禁用|활성|사용|허용|켜))"
    r"(?=.*(\b(please|you|must|need|require|reload|bitte|muss|müssen|sie|votre|vous|veuillez|nécessaire|faut|debe|necesit|necesari|tu |su |por favor|necessario|devi|tuo|per favore|moet|uw|je |nodig|proszę|trzeba|należy|wymag|musi|precis|necessári|seu|vær|må |skal|din|ditt|måste|krävs|kræv|krev|on oltava|selaime|nutné|prosím|váš|vašem|třeba|kell|szükség|kérjük|trebuie|necesar|vă |πρέπει|σας|παρακαλ|нужн|необходимо|пожалуйста|вашем|должен|потрібно|необхідно|будь|gerek|lütfen|tarayıcı)|يرجى|يجب|متصفح|ください|必要|请|請|您|需要|주세요|필요|세요|십시오)).{0,150}$|"
    r"java ?script[^.]*\b(käyttöön|päälle|pois päältä|zapnut\w*|zapněte|povol\w*|vypnut\w*|bekapcsol\w*|engedélyez\w*|letiltva|activat\w*|dezactivat\w*|ενεργοποι\w*|απενεργοποι\w*|etkinleştir\w*|devre dışı|увімкн\w*|вимкн\w*)|"
    r"(ota|salli|zapněte|povolte|kapcsolja|engedélyezze|activați|activează|ενεργοποιήστε|увімкніть|slå på|aktiver|slå til|aktivera)\b[^.]{0,20}java ?script|(تفعيل|تمكين|قم بتفعيل|يرجى تفعيل|تشغيل)[^.]{0,20}(java ?script|جافا ?سكربت|جافا سكريبت)|"
    r"java ?script[^.]{0,4}[을를이가]?[^.]{0,10}(활성화|켜|사용|허용|비활성)|자바스크립트[^.]{0,12}(활성화|켜|사용|허용|비활성)|"
    r"^(your|this) (web )?browser (is|isn't|is not|version)( no longer| not)? (supported|outdated|out of date|old)|^(sorry, )?(you are|you're|you seem to be) using (an? )?[^.]{0,20}(outdated|unsupported|old|older)[^.]{0,20} (version|browser)|"
    r"(upgrade|update|switch) (to (the latest|a (newer|modern|supported|more recent))|your) [^.]{0,20}(browser|version|chrome|firefox)|we (do not|don't|no longer) support (your|this|older) (web )?browsers?|(ihr|dein) browser (ist|wird)\b[^.]*(veraltet|nicht (mehr )?unterstützt)|"
    r"(sie verwenden|du verwendest|sie nutzen) (einen |eine )?(veraltet|nicht unterstützt)\w*|(aktualisieren|verwenden) sie [^.]*browser|votre navigateur (est|n'est)[^.]*(obsolète|pas à jour|plus (pris|supporté|compatible)|pas (pris|supporté|compatible))|"
    r"(su|tu) navegador (está|no)[^.]*(obsoleto|desactualizado|compatible|soporta)|(il tuo|questo) browser (è|non)[^.]*(obsoleto|supportato|aggiornato)|(uw|je|deze) browser (is|wordt)[^.]*(verouderd|niet (meer )?ondersteund)|(seu|este) navegador (está|não)[^.]*"
    r"(desatualizado|suportado|compatível|suporta)|(twoja|ta) przeglądarka[^.]*(nieaktualna|przestarzała|nie jest (już )?(obsługiwana|wspierana))|(din|denne|denna) (browser|nettleser|nettleseren|webbläsare)[^.]*(forældet|utdatert|föråldrad|støttes ikke|"
    r"stöds inte|understøttes ikke)|selaimesi[^.]*(vanhentunut|ei tueta)|(váš )?prohlížeč[^.]*(zastaral\w*|není podporován\w*)|(ваш|этот) браузер[^.]*(устарел|не поддерживается)|tarayıcınız[^.]*(güncel değil|desteklenm\w*|eski)|متصفحك[^.]*(قديم|غير مدعوم)|"
    r"(お使いの|ご利用の)ブラウザ[^。]*(サポート|対応して|古い|対象外)|(사용 중인|현재) 브라우저[^.]*(지원|오래)|(您的|你的|当前)浏览器[^。]*(版本|过低|不支持|过旧)"
)
MISSING = (
    r"^(?=.*\b(address|url|link|adresse|dirección|enlace|indirizzo|endereço|adres|lien|adress|osoite|adresa|cím|διεύθυνση|адрес\w*|посилання|adresi))(?=.*(may be|might be|could be|puede que|puede ser|misschien|möglicherweise|vielleicht|peut-être|potrebbe|forse|pode|może|mungkin|kanske|kanskje|måske|ehkä|možná|talán|poate|ίσως|возможно|можливо|olabilir))(?=.*(wrong|incorrect|mistyped|broken|outdated|falsch|veraltet|incorrect|errone|obsol|errat|sbagliat|verkeerd|błędn|nieaktual|fel|feil|forkert|väär|chybn|hibás|greșit|λάθος|неверн|невірн|yanlış)).{0,120}$|"
    r"^(?=.*\b(page|article|story|content|link|seite|artikel|beitrag|inhalt|adresse|página|pagina|artículo|articolo|artigo|contenido|contenuto|conteúdo|strona|strony|stronę|artykuł\w*|siden?|sidan|artikkel\w*|artikl\w*|sivu\w*|stránk\w*|článek|oldal\w*|cikk\w*|σελίδα|άρθρο|страниц\w+|стать\w+|сторінк\w+|sayfa\w*|haber\w*))"
    r"(?=.*\b((can)?not|can't|couldn't|isn't|doesn't|unable|no longer|gone|moved|removed|expired|nicht|kein\w*|gelöscht|verschoben|entfernt|pas|plus|introuvable|supprimée?|no|non|não|ya no|eliminad\w+|rimoss\w+|spostat\w+|removid\w+|movid\w+|niet|geen|verwijderd|verplaatst|nie|usunięt\w+|przeniesion\w+|ikke|inte|ej|slettet|fjernet|flyttad\w*|ei|eivät|poistettu|siirretty|ne\w+|odstraněn\w*|nem|nu|δεν|не|удален\w*|видален\w*|bulunam\w+|yok|kaldırıl\w+|değil|değiş\w+))"
    r"(?=.*\b(you('re|'ve)? (\w+ )?(look|want|request|try|search|seek|click|follow|after)\w*|(sie|du) (such|aufruf|aufgeruf|gesuch|angeforder|ha)\w+|ihnen (gesuch|gewünsch|angeforder|aufgeruf)\w+|vous (cherch|recherch|demand|souhait|essay|av)\w+|busc\w+|está buscando|solicit\w+|stai cercando|cerchi|cercata|richiest\w|procur\w+|(je|u) (zoekt|zocht|opvraagt|probeert)|zoek je|szuka\w*|du (leter|letar|leder|søg|søk|prøv|försök)\w*|etsim\w+|haluamaasi|hledáte|hledan\w+|požadovan\w+|keresett|keres|căutați|căutată|cauți|ζητ\w+|ψάχν\w+|ищете|искали|запраш\w+|запрош\w+|шука\w+|arad\w+)\b).{0,150}$|"
    r"\b(this|the) (page|story|article|content|post|video|item) (has been|was|is being) (withdrawn|removed|deleted|unpublished|taken (down|offline)|archived)\b.{0,80}$|(内容|链接|文章|页面)[^。]{0,6}已?(下架|失效|下线|过期)|(we )?(lost|misplaced) (this|that|the) (page|one)|(page|story|article|link) (has |is )?(expired|gone|been (deleted|taken down|retired))\b.{0,30}$|"
    r"\b(sivua|artikkelia|juttua|etsimääsi\w*|hakemaasi\w*|sivu|artikkeli)\b[^.]*\b(ei (löydy|löytynyt|ole|enää)|poistettu|siirretty)|(stránk\w*|článek|obsah|adres\w*)\b[^.]*\b(neexistuj\w*|nebyl\w* nalezen\w*|nenalezen\w*|nelze najít|odstraněn\w*|smazán\w*|přesunut\w*|nenašli)|"
    r"(nenašli|nemůžeme najít|nepodařilo)[^.]*(stránk|článek)\w*|\b(oldal|cikk|tartalom)\b[^.]*\b(nem (található|létezik|érhető)|eltávolít\w*|törölt\w*|megszűnt)|\b(pagina|articolul|conținutul)\b[^.]*\b(nu (a fost|există|mai|este|poate)|ștears\w*|mutat\w*)|"
    r"(σελίδα|άρθρο)[^.]*(δεν (βρέθηκε|υπάρχει|είναι|μπορ)|διαγραφεί|μετακινηθεί|αφαιρεθεί)|(sayfa|haber|içerik|[iİ]çerik|makale)\w*[^.]*(bulunamadı|bulamadık|mevcut değil|kaldırıl\w*|silin\w*|taşın\w*|yayından)|"
    r"(الصفحة|المقال|المقالة|المحتوى|الرابط)[^.]*(غير موجود|غير متاح|غير متوفر|لم تعد|لم يعد|حذف|إزالت|نقل)|(لم نتمكن|تعذر|لا يمكن|لم يتم)[^.]*(العثور|إيجاد)[^.]*(الصفحة|المقال)|"
    r"(페이지|기사|게시물|콘텐츠)[^.]*(찾을 수 없|존재하지 않|삭제되|삭제된|이동되|없습니다)|(сторінк|стат|матеріал)\w*[^.]*(не (знайден\w*|існує)|видален\w*|переміщен\w*|більше не)|"
    r"\b(siden|sidan|saken|artikkelen|artikeln|artiklen)\b[^.]{0,40}\b(finnes ikke|findes ikke|finns inte|er (fjernet|slettet|flyttet)|har (blitt|tagits|blevet)|är borttagen|kunne ikke|kunde inte|eksisterer ikke|existerar inte)|(fant|finder|hittar|hittade|finner) (vi )?(ikke|inte) "
    r"(siden|sidan|artikk?el\w*)|(该|此|本)(页面|文章|内容|链接|視頻|視频)[^。]*(不存在|已(被)?(删除|刪除|下线|移除)|无法|失效|过期)|(このページ|この記事|ページ|記事)[^。]*(公開(が)?終了|掲載(期間)?(が|を)?終了|掲載期限)"
)

#: Consent, in words of what it is about, of who asks, and the buttons.
ABOUT_CONSENT = (
    r"\bpur-abo\w*|\bdienstleister\w*|\bcolaboradores\b|\btratan tus datos|\bpublicidad\b(?= personal|\W*$)|\btilpassede (annonser|annoncer)|\banpassade annonser|\bpodobnych technologii|\bciasteczek\b|\badministrator\w* \w+ danych|"
    r"\bwillig\w*\b[^.]{0,80}\bein\b|\bdatenverarbeitung\w*|\bnutzungsverhalten\w*|\bgerätekennung\w*|\bkakor\b|\bkakinställning\w*|\bgodkännande\b|\bleverantörer\b|\bdine data\b|\btilpasse? (innhold|annonser)|\brelevant\w* (ads|annons\w*|annonc\w*|werbung)|第三者|\binformații pe (un )?dispozitiv|\binformatie op een apparaat|"
    r"\bsamarbejdspartner\w*|\b(werbe)?track(ern?|ers?|ing)\b|\bdrittanbieter\w*|\bwiderruf\w*|\bfornecedores\b|\binteresse legítimo|\binterés legítimo|\binteresse legittimo|\bintérêt légitime|\bberechtigt\w+ interesse|\bgerechtvaardigd belang|\blegitim interesse|\bberättigat intresse|\bterze parti\b|\bterceros\b|\bidentificador\w* únic\w+|"
    r"\b(third[- ]party|related|similar) (vendors|providers|technologies)|\btechnologies similaires|\btecnologias semelhantes|\btecnolog[ií]as similares|\btecnologie simili|\bähnliche\w* technologien|\bvendors\b|\bfournisseurs\b|\bproveedores\b|\bfornitori\b|\bleveranciers\b|\bzaufan\w+ partner\w+|\bzgodę\b|\brıza\w*|\bmarkedsføring\b|"
    r"\binformasjonskaps\w+|\bpersonvern\w*|\bsamarbeids?partner\w*|\bsamtykk\w+|\bsamtyck\w+|\bpersonlig(e|a) (data|opplysninger|oplysninger|uppgifter)|\beväste\w*|\bsuostumu\w*|\bhenkilötie\w*|\byksityisyy\w*|\bkumppan\w*|\btietosuoja\w*|"
    r"\bsouhlas\w*|\bosobní\w* údaj\w*|\bpartner\w*|\bpartneř\w*|\bsoukrom\w*|\bsüti\w*|\bhozzájárul\w*|\bszemélyes adat\w*|\badatvédel\w*|\badatkezel\w*|\bconsimțăm\w*|\bdate(le)? (cu caracter personal|personale)|\bconfidențialit\w*|\bpartener\w*|"
    r"\bσυγκατάθεσ\w*|\bσυναίνεσ\w*|\bπροσωπικ\w+ δεδομέν\w+|\bαπορρήτ\w*|\bσυνεργάτ\w*|\bçerez\w*|\b(açık )?rıza\w*|\bkişisel veri\w*|\bgizlilik\w*|\biş ortak\w*|\bonayı\w*|(ملفات|سياسة) (تعريف الارتباط|الكوكيز|الخصوصية)|الارتباط|البيانات الشخصية|"
    r"بياناتك|خصوصيت\w*|الخصوصية|موافقت\w*|الموافقة|وشركا\w+|شركائنا|쿠키|동의|개인 ?정보|파트너|\bзгод[ауиі]\w*|\bперсональн\w+ дан\w+|\bконфіденційн\w+|\bпартнер\w*|\bфайл\w+ cookie|\btracking ?techn\w+|\btracking-?\w*|\bpublicité (ciblée|personnalisée)|"
    r"\bpartenaires publicitaires|\ben acceptant\b|\btraqueurs\b|\bpubblicità personalizzata|\bpublicidad personalizada|\bpersonalisierte\w* (werbung|anzeigen)|\bpersonlige? (annonser|annoncer)|\badvertenties op basis|\bgepersonaliseerde|\binwilliging\w*"
)
ASKING_CONSENT = (
    r"本サイト|を選択|\b(bitte|unser angebot)\b|\b(we'd|we'll)\b|"
    r"\b(seus?|suas?|tuo|tuoi|nossos?|nas|twoj\w+|możesz|klikając|ved å klikke|ved at klikke)\b|"
    r"\b(me ja|kumppanimme|sivustomme|käytämme|tallennamme|käsittelemme|voit|sinun|laitteellesi|valintojasi)\b|\b(my a|naši|našich|náš|používáme|můžete|můžeme|váš|vaše|vašeho|svůj|svým)\b|\b(mi és|partnereink\w*|weboldalunk|használunk|önt?|bármikor)\b|"
    r"\b(noi și|partenerii noștri|folosim|utilizăm|puteți|poți|dvs|dumneavoastră)\b|\b(εμείς|συνεργάτες μας|χρησιμοποιούμε|μπορείτε|σας)\b|\b(biz ve|sitemiz\w*|kullanıyoruz|ortaklarımız|\w+bilirsiniz|\w+(ınız|iniz|unuz|ünüz)\w*)\b|نحن|نستخدم|شركائنا|وشركاؤنا|يمكنك|موافقتك|بياناتك|"
    r"저희|당사|귀하|이용자|있습니다|사용합니다|\b(ми|наші|ви|ваш\w*|вашої)\b|\b(våre|vårt|ditt|din|deg|jeg|jag|jeres|dig)\b|\b(ik|je|jouw|deze website)\b|\b(ich|diese website|diese webseite)\b"
)
BUTTONS = (
    r"godta alle?|godkänn alla|acceptera alla|tillad alle|accepter alle|hyväksy kaikki|přijmout vše|povolit vše|összes elfogadása|elfogadom|acceptă tot\w*|αποδοχή όλων|tümünü kabul|قبول الكل|모두 (동의|수락|허용)|прийняти всі|принять все|zaakceptuj wszystk\w*|"
    r"akzeptieren und weiter|accepter et (continuer|fermer)|accetta e (continua|prosegui)|aceptar y (continuar|cerrar)|akkoord|すべて(同意|許可|受け入れ)|(全部|全部)?接受(全部|所有)"
)

#: Live, and to be watched or heard.
LIVE = (
    r"\b(em|en|in) (tempo real|tiempo real|tempo reale|temps réel|echtzeit|real[- ]?time)\b|\bwe('re| are) (bringing|updating)|\bdirektesending|\b(følg|följ) (oss|saken|utviklingen|utvecklingen|med)\b|\bhetki hetkeltä|\bseuraamme|\bsuora (lähetys|seuranta)|\bonline přenos|\bsledujeme|\bélőben\b|\bpercről percre|\btext în direct|\blive text|\bdakika dakika|\bcanlı (anlatım|yayın|blog)|"
    r"مباشر|لحظة بلحظة|실시간|생중계|наживо|онлайн-трансляц|текстова трансляція|minut po minucie|relacja na żywo|minuut tot minuut|liveverslag|volg (het|hier|de)|随时更新|滚动|即时更新|リアルタイム|随時更新|ライブ(ブログ|中継)|текстов\w+ трансляц\w+"
)
WATCH = (
    r"^(listen|subscribe|follow|available)\b[^.]*\b(podcasts?|spotify|episode|on apple)|^(hören|jetzt hören|hier (hören|anhören))|^(écoutez|à écouter|écouter)|^(escucha|escuche)|^(ascolta)|^(luister|beluister)|^(ouça|escute)|^(posłuchaj)|^(lyssna|lyt|hør)\b|^kuuntele|^katso|"
    r"^(podívejte|sledujte|poslechněte)|^(nézze|hallgassa)|^(priveste|urmăriți|ascultă)|^(δείτε|ακούστε)|^(izle|izleyin|dinle)|^شاهد|^استمع|^(дивіться|слухайте)|^(слушайте)|(영상|동영상)|"
    r"^(accept|enable|allow)[^.]*\bto (watch|view|play) (the|this)|(video|player) (is|could|cannot|can't)\b[^.]*(not be loaded|be played|not available|unavailable|loading)"
)
