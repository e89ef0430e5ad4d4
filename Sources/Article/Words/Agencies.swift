/// News agencies by name. A help with shapes that leave a doubt, never the rule: an agency that is
/// not here is read by its shape.
enum Agencies {
    /// Whether a name is a known agency, or a known agency with a desk after a slash
    /// or hyphen: `dpa/bb`, `dpa-AFX`, `TASS-DEFENSE`.
    static func contains(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if names.contains(Word(bytes, start, end)) { return true }
        var cut = start
        while cut < end, bytes[cut] != 0x2F, bytes[cut] != 0x2D { cut += 1 }
        return cut < end && cut > start + 1 && names.contains(Word(bytes, start, cut))
    }

    static func contains(_ token: Token, in tokens: Tokens) -> Bool {
        contains(tokens.bytes.span, token.start, token.end)
    }

    private static let names = WordSet(
        """
        reuters|reuter|rtr|ap|associated press|the associated press|afp|agence france-presse|upi|dpa|dpa-afx|tass|\
        itar-tass|тасс|итар-тасс|interfax|интерфакс|interfax.ru|interfax-ukraine|интерфакс-украина|ria novosti|ria|\
        риа новости|риа|ria-novosti|sputnik|прайм|prime|рапси|regnum|регнум|росбалт|ifx|xinhua|新华社|中新社|yonhap|kyodo|\
        jiji|pti|ani|ians|uni|efe|europa press|ep|télam|telam|notimex|andina|avn|prensa latina|pl|ansa|agi|adnkronos|\
        askanews|lapresse|italpress|dire|agenzia nova|nova|lusa|pap|čtk|ctk|tasr|sita|mti|apa|ots|sda|ats|awp|anp|\
        belga|ntb|tt|ritzau|stt|stt-lehtikuva|fnb|tt-fnb|epd|kna|ddp|dapd|sid|afx|apd|unian|уніан|унiан|уніан|\
        укринформ|укрінформ|ukrinform|унн|unn|belta|белта|belapan|белапан|trend|azertac|azertag|азертадж|kazinform|\
        казинформ|акиpress|akipress|montsame|kcna|bernama|antara|vna|pna|tna|bss|unb|app|ppi|irna|mna|mehr|tasnim|\
        fars|isna|sana|petra|kuna|wam|spa|qna|bna|ona|mena|map|aps|tap|anadolu|aa|dha|iha|ana-mpa|amna|tanjug|beta|\
        fonet|srna|hina|sta|bta|agerpres|mediafax|rompres|moldpres|lsa|ata|makfax|mia|cna|cns|aap|nzpa|cp|\
        the canadian press|la presse canadienne|pa|press association|dow jones|dj|bloomberg|business wire|businesswire|\
        prnewswire|pr newswire|globe newswire|globenewswire|marketwired|marketwire|accesswire|cnn|bbc|ips|ipsa|aki|\
        rfe/rl|voa|dw|rt|nan|gna|zbc|ena|shabait|panapress|apanews|saba|ina|wafa|ntn24|agência brasil|agencia brasil|\
        abr|folhapress|estadão conteúdo|nhk|agerpress|lsm|leta|bns|elta|baltic news service|delfi|err|dts|urdupoint|\
        dts nachrichtenagentur|apn|новини|ань|укринтерфакс|лигабизнесинформ|росинформ|федералпресс|риа федералпресс|\
        рейтер|ассошиэйтед пресс|sputnik.|ria novosti sport|riafan|rossiya segodnya|jta|catholic news service|zenit|\
        fides|mercopress|cmc|caribbean360|agencia efe|notimérica|colpisa|servimedia|aci prensa|infobae|dyn|na|\
        ukrainian news|thomson reuters|reuters breakingviews|reuters life!|variety|hollywood reporter|deadline|endgadget|\
        kai|kap|kathpress|kath.net|kath.net/kap|fena|қазақпарат|pap biznes|bnn|lrt|err news|stt-fnb|armenpress|\
        арменпресс|кабар|ховар|khovar|уза|uza|татар-информ|tatar-inform|angop|inforpress|nampa|иа
        """.split(separator: "|").map(String.init)
    )
}
