/// What mail programs, mailing lists and lawyers add to subjects and texts, in the languages in which they do it. All in
/// lower case.
enum MailWords {
    private static func words(_ lines: String) -> Set<String> {
        Set(lines.split { $0 == "\n" || $0 == "|" }.map { $0.trimmingSpaces() })
    }

    private static func list(_ lines: String) -> [String] {
        lines.split(separator: "\n").map { $0.trimmingSpaces() }
    }

    /// What stands before the colon in the subject of a reply or of a message that was passed on.
    static let prefixes = words(
        """
        re|aw|antw|antwort|sv|vs|odp|odpowiedź|res|rép|rif|ynt|yanıt|vá|vál|στ|απ|σχετ|atb|bls|balas|ref|réf|отв|ответ|на
        回复|回覆|答复|答覆|返信|회신|답장|رد|השב|תשובה|trả lời|vast|ats|по|rv|cvb|odg|răsp
        fw|fwd|wg|weitergeleitet|tr|rv|enc|doorst|vb|vl|pd|ilt|i̇lt|ileti|továbbítás|tov|πρθ|пересл|пер|fs|yml|trs
        转发|轉寄|轉發|転送|전달|إعادة توجيه|הועבר|chuyển tiếp|proslijeđeno|přeposláno|réexp|doorgestuurd
        """
    )

    /// Those of one letter, which count only in a message that is a reply or was passed on.
    static let shortPrefixes = words("r|i|b|y")

    /// Tags at the beginning of a subject that a mail server added.
    static let tags = words(
        """
        ext|extern|externe|externo|externa|esterno|externt|external|extern!|external email|external sender|externe mail
        externe e-mail|externe email|ekstern|e-mail externe|zewnętrzny|zewn|külső|harici|внешнее|внешний отправитель
        外部|外部邮件|외부|spam|spam?|possible spam|suspected spam|bulk|marketing|newsletter extern|caution|warning: external
        secure|encrypted|unverified sender|unverified|not secure|nicht sicher|vorsicht extern|achtung extern|pub|suspicious
        """
    )

    /// Lines that part a message from one that it passes on or answers; what stands in hyphens is compared without them.
    static let originals = words(
        """
        original message|forwarded message|begin forwarded message|original appointment|original email|reply message
        ursprüngliche nachricht|original-nachricht|originalnachricht|weitergeleitete nachricht|anfang der weitergeleiteten nachricht
        urspr. nachricht|message d'origine|message original|message transféré|message transmis|début du message transféré
        message réexpédié|mensaje original|mensaje reenviado|inicio del mensaje reenviado|mensaje original del remitente
        messaggio originale|messaggio inoltrato|inizio messaggio inoltrato|mensagem original|mensagem encaminhada
        início da mensagem encaminhada|oorspronkelijk bericht|doorgestuurd bericht|begin doorgestuurd bericht
        ursprungligt meddelande|vidarebefordrat meddelande|vidarebefordrat brev|originalmeddelande|originalmelding|videresendt melding|videresendt meddelelse
        oprindelig meddelelse|alkuperäinen viesti|välitetty viesti|oryginalna wiadomość|wiadomość przekazana dalej|treść przekazanej wiadomości
        původní zpráva|přeposlaná zpráva|pôvodná správa|eredeti üzenet|továbbított üzenet|mesaj original|mesaj redirecționat
        оригинальное сообщение|исходное сообщение|пересылаемое сообщение|начало переадресованного сообщения|пересланное сообщение
        оригінальне повідомлення|переслане повідомлення|orijinal mesaj|iletilmiş ileti|özgün ileti|αρχικό μήνυμα|προωθημένο μήνυμα
        原始邮件|转发邮件|邮件原件|原始郵件|轉寄郵件|元のメッセージ|転送メッセージ|원본 메시지|전달된 메시지|원본 메일
        الرسالة الأصلية|رسالة معاد توجيهها|הודעה שהועברה|הודעה מקורית
        """
    )

    /// Words at the end of the line before quoted text: `On 3 May, A. Writer wrote:`.
    static let attributions = list(
        """
        wrote
        writes
        schrieb
        schrieb am
        a écrit
        écrit
        écrivait
        escribió
        ha scritto
        scritto
        escreveu
        schreef
        skrev
        kirjoitti
        napisał
        napisał(a)
        napsal
        napsal(a)
        napísal
        írta
        a scris
        пишет
        написал
        написала
        пише
        написав
        yazdı
        şunları yazdı
        έγραψε
        写道
        寫道
        のメール
        님이 작성
        كتب
        כתב
        schreef op
        """
    )

    /// Fields of a message's header that name who sent it, as mail programs print them.
    static let senderFields = words(
        """
        from|von|de|da|van|från|fra|lähettäjä|od|feladó|от|від|kimden|από|发件人|寄件者|差出人|보낸 사람|من|מאת
        """
    )

    /// Fields of a message's header as mail programs print them above what they quote.
    static let printedFields = senderFields.union(
        words(
            """
            to|cc|date|sent|subject|reply-to|an|datum|gesendet|betreff|kopie|à|envoyé|objet|date d'envoi|para|enviado|asunto|fecha
            a|inviato|data|oggetto|assunto|enviada em|aan|verzonden|onderwerp|till|skickat|ämne|til|sendt|emne
            vastaanottaja|lähetetty|aihe|päivämäärä|do|wysłano|temat|wysłane|komu|odesláno|předmět|odoslané|predmet|címzett|küldve|elküldve|tárgy
            кому|отправлено|дата|тема|kime|gönderilme|gönderildi|konu|tarih|προς|ημερομηνία|θέμα|στάλθηκε
            收件人|发送时间|主题|抄送|日期|收件者|傳送時間|主旨|宛先|送信日時|件名|日付|받는 사람|보낸 날짜|제목|날짜
            إلى|تاريخ|الموضوع|אל|תאריך|נושא
            """
        )
    )

    /// What begins a paragraph at the end of a message that is addressed to who receives it, and is no part of its text.
    static let footers = list(
        """
        unsubscribe
        to unsubscribe
        click here to unsubscribe
        if you no longer wish
        if you would prefer not to receive
        you are receiving this
        you received this
        you're receiving this
        you have received this email
        this email was sent to
        this e-mail was sent to
        this message was sent to
        confidentiality notice
        privileged and confidential
        disclaimer
        please consider the environment
        think before you print
        update your preferences
        manage your preferences
        manage preferences
        update subscription preferences
        our mailing address is
        view this email in your browser
        sent from my
        sent via
        get outlook for
        sent with proton
        virus-free
        this email has been checked for viruses
        this email has been scanned
        scanned by
        to post to this list
        to manage your subscription
        mailing list
        abmelden
        newsletter abmelden
        newsletter abbestellen
        wenn sie diesen newsletter
        wenn sie keine weiteren
        wenn sie diese e-mail
        falls sie diese
        sie erhalten diese
        sie erhalten diesen newsletter
        diese e-mail wurde
        von meinem
        gesendet von
        gesendet mit
        se désinscrire
        se désabonner
        pour vous désinscrire
        pour vous désabonner
        si vous ne souhaitez plus
        vous recevez cet
        vous recevez ce
        envoyé de mon
        envoyé depuis
        darse de baja
        para darse de baja
        si no desea recibir
        si no desea seguir
        ha recibido este
        enviado desde
        disiscriviti
        per cancellarsi
        per disiscriversi
        cancella iscrizione
        hai ricevuto questa
        ricevi questa
        inviato da
        cancelar subscrição
        cancelar inscrição
        para cancelar
        se não deseja
        enviado do meu
        afmelden
        uitschrijven
        u ontvangt deze
        verstuurd vanaf
        verzonden vanaf
        avregistrera
        avprenumerera
        du får detta
        skickat från
        avmeld
        afmeld
        du modtager
        sendt fra
        peruuta tilaus
        lähetetty
        wypisz
        aby wypisać
        otrzymujesz
        wysłane z
        odhlásit
        odesláno z
        leiratkozás
        dezabonare
        отписаться
        чтобы отписаться
        вы получили это
        отправлено с
        відписатися
        надіслано з
        abonelikten çık
        退订
        取消订阅
        取消訂閱
        发自我的
        配信停止
        수신거부
        إلغاء الاشتراك
        """
    )

    /// What begins a paragraph about who may read the message. A story that quotes one may begin so too.
    static let notices = list(
        """
        this message and any
        this email and any
        this e-mail and any
        this message is confidential
        this message is intended
        this email is intended
        this e-mail is intended
        confidential: this
        confidential - this
        this communication is confidential
        this message may contain confidential
        this email may contain confidential
        the information contained in this e
        the information in this e
        the content of this email is confidential
        diese e-mail enthält vertrauliche
        diese e-mail kann vertrauliche
        diese nachricht enthält vertrauliche
        diese nachricht ist nur für
        diese e-mail ist ausschließlich für
        diese mail enthält vertrauliche
        der inhalt dieser e-mail
        ce message et toutes les pièces
        ce message et ses pièces
        ce courriel et
        ce message est destiné
        ce message est confidentiel
        este mensaje y sus archivos
        este mensaje y los
        este mensaje va dirigido
        este mensaje es confidencial
        este correo electrónico
        la información contenida en este
        questo messaggio
        le informazioni contenute in questo
        esta mensagem
        dit bericht is
        deze e-mail en
        detta meddelande
        denne e-post
        denne e-mail
        ta wiadomość
        tato zpráva
        ez az üzenet
        это сообщение и любые
        bu e-posta
        bu mesaj
        本邮件
        このメールは
        本メールは
        본 메일은
        """
    )

    /// Words and parts of words that are in such a paragraph as well, and hardly in a sentence of a story.
    static let footerSigns = list(
        """
        recipient
        addressee
        confidential
        privileged
        in error
        notify the sender
        unsubscrib
        subscri
        newsletter
        e-mail
        email
        mailing
        preferences
        for viruses
        signed up
        click
        iphone
        android
        empfänger
        adressat
        vertraulich
        rechtlich geschützt
        irrtümlich
        abonn
        abmeld
        angemeldet
        destinatair
        confidentiel
        courriel
        désabonn
        désinscri
        confidencial
        suscri
        correo electrónico
        riservat
        iscrizion
        confidenziale
        vertrouwelijk
        geadresseerde
        ontvanger
        konfidentiel
        fortrolig
        modtager
        mottagare
        mottaker
        vastaanottaj
        luottamuks
        adresat
        poufn
        příjem
        důvěrn
        címzett
        bizalmas
        destinatar
        получател
        адресат
        конфиденциальн
        рассылк
        подписк
        gizlilik
        alıcı
        üyelik
        保密
        收件人
        机密
        配信
        受信者
        수신
        بريد
        """
    )

    /// What stands above the text for who can't see the pictures.
    static let headers = list(
        """
        view this email in
        view this e-mail in
        view in browser
        view in your browser
        view online
        view web version
        view the web version
        web version
        read this email in
        email not displaying
        if you can't
        if you cannot
        if you are having trouble
        if you have trouble
        having trouble
        trouble viewing
        can't see
        to view this
        caution: this email
        caution: this message
        caution: external
        external email
        warning: this email
        this email originated
        you don't often get
        probleme bei der darstellung
        sollte diese
        falls diese
        falls sie diese
        wird diese e-mail
        wenn diese nachricht
        im browser
        online ansehen
        webversion
        web-version
        achtung: externe
        vorsicht: diese
        si vous ne visualisez
        si vous ne parvenez
        si cet email
        si ce message
        voir la version en ligne
        version en ligne
        afficher dans
        voir ce message
        si no puede
        si no ve
        ver en el navegador
        ver este
        versión web
        se non visualizzi
        se non riesci
        visualizza nel browser
        visualizza la versione
        versione web
        se não consegue
        ver no navegador
        bekijk deze
        bekijk online
        lees deze
        kan du inte
        visa i webbläsare
        se i nettleser
        vis i browser
        zobacz w przeglądarce
        zobrazit v prohlížeči
        открыть в браузере
        посмотреть в браузере
        tarayıcıda görüntüle
        在浏览器中
        ブラウザで
        """
    )

    /// What says that something goes with the message.
    static let attached = list(
        """
        attached
        attachment
        enclosed
        anbei
        im anhang
        in der anlage
        beigefügt
        angehängt
        ci-joint
        pièce jointe
        en pj
        adjunto
        adjunta
        archivo adjunto
        in allegato
        allegat
        em anexo
        anexo
        bijgevoegd
        in de bijlage
        bifog
        vedhæftet
        vedlagt
        liitteenä
        w załączeniu
        w załączniku
        v příloze
        v prílohe
        csatolva
        mellékelt
        ataşat
        во вложении
        прилага
        у вкладенні
        συνημμέν
        ekte
        附件
        添付
        첨부
        مرفق
        מצורף
        """
    )

    /// The phrases as beginnings of paragraphs.
    static let footerOpenings = OpeningPhrases(footers + notices)
    static let noticeOpenings = OpeningPhrases(notices)
    static let headerOpenings = OpeningPhrases(headers)
}
