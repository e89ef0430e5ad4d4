/// Month names in the languages of the wires, long, short and inflected, in small letters.
enum Months {
    /// The month that a word names, 1 to 12.
    static func number(of token: Token, in tokens: Tokens) -> Int? {
        guard token.kind == .word else { return nil }
        return names[token.word] ?? misspelt(tokens.bytes.span, token)
    }

    /// The month that a word in small letters names, without a slip, 1 to 12.
    static func number(of word: Word) -> Int? { names[word] }

    /// Whether a word is a month's name.
    static func isName(_ word: Word) -> Bool { names[word] != nil }

    private static let names: WordMap = {
        var names: [(word: Word, value: Int)] = []
        for (index, line) in table.split(separator: "\n").enumerated() {
            for name in line.split(separator: " ") { names.append((Word(name), index + 1)) }
        }
        return WordMap(names)
    }()

    /// One month a line.
    private static let table = """
        january jan jänner januar jaenner janvier janv enero ene janeiro gennaio gen januari styczeń stycznia sty leden ledna led január januára január jan januar januari tammikuu tammikuuta tammi januára января январь янв січня січень січ студзеня siječnja siječanj януари ianuarie ian ocak oca ιανουαρίου sausio janvāris jaanuar janara jän genn stycz tammik janúar yanvar gener janvārī janvari студзень қаңтар
        february feb febr februar feber février fevrier févr fév fevr febrero fevereiro fev febbraio februari luty lutego lut únor února úno február februára helmikuu helmikuuta helmi февраля февраль фев февр лютого лютий лют лютага veljače veljača февруари februarie şubat şub φεβρουαρίου vasario febbr helmik febrúar fevral febrer februāris februārī veebruar veebr ақпан shkurt
        march mar mrz märz maerz mär mars marzo março marco maart mrt marzec marca březen března bře břez brez március márc marec maaliskuu maaliskuuta maalis марта март мар березня березень бер сакавіка ožujka ožujak mart marta martie март μαρτίου kovo mart marts mzo maalisk már març märts martā наурыз
        april apr aprile avril avr abril abr kwiecień kwietnia kwi kwiet duben dubna dub április ápr apríl apríla huhtikuu huhtikuuta huhti апреля апрель апр квітня квітень квіт красавіка travnja travanj aprila априла априли aprilie nisan nis απριλίου кві kwiec huhtik aprel aprīlis aprīlī aprill balandžio balandis сәуір prill
        may mai mayo maio maggio mag mei maj maja květen května kvě květ május máj mája toukokuu toukokuuta touko мая май травня травень трав svibnja svibanj мајa maí mayıs μαΐου mayo тра magg toukok maig maijs maijā gegužės gegužė мамыр
        june jun juni juin junio junho giugno giu czerwiec czerwca cze červen června čvn červ június jún júna kesäkuu kesäkuuta kesä июня июнь июн червня червень черв чэрвеня lipnja lipanj juna јуна юни iunie iun haziran haz ιουνίου junij junija jui чер czerw kesäk júní iyun juny jūnijs jūnijā jūn juuni birželio birželis маусым qershor
        july jul juli juillet juil julio julho luglio lug lipiec lipca lip červenec července čvc červenc július júl júla heinäkuu heinäkuuta heinä июля июль июл липня липень лип ліпеня srpnja srpanj jula јула юли iulie iul temmuz tem ιουλίου julij julija heinäk iyul juliol jūlijs jūlijā jūl juuli liepos liepa шілде korrik
        august aug août aout agosto ago agos augustus sierpień sierpnia sie srpen srpna srp augusztus augusta elokuu elokuuta elo августа август авг серпня серпень серп жніўня kolovoza kolovoz avgusta avgust августа август ağustos ağu αυγούστου augusti aou agto сер sierp elok ag ágúst avqust agost augusts augustā rugpjūčio rugpjūtis тамыз gusht
        september sep sept septembre septiembre setembro settembre set wrzesień września wrz wrześ září zář szeptember szept septembra syyskuu syyskuuta syys сентября сентябрь сен сент вересня вересень вер верасня rujna rujan септембра септември septembrie eylül eyl σεπτεμβρίου setiembre sett wrzes wrzesnia szep syysk setembre septembris septembrī rugsėjo rugsėjis sentyabr sentabr қыркүйек shtator
        october oct okt oktober octobre octubre outubro out ottobre ott październik października paź paz październ říjen října říj október októbra lokakuu lokakuuta loka октября октябрь окт жовтня жовтень жовт кастрычніка oktobra октобра октомври octombrie ekim eki οκτωβρίου жов pazdz pazdziernika lokak oktobris oktobrī oktoober spalio spalis oktyabr oktabr қазан tetor
        november nov novembre noviembre novembro listopad listopada lis listopadu november novembra marraskuu marraskuuta marras ноября ноябрь ноя нояб листопада листопад лист лістапада studenoga studeni новембра ноември noiembrie kasım kas νοεμβρίου лис listop marrask nóvember novembris novembrī lapkričio lapkritis noyabr қараша nëntor
        december dec dez dezember décembre decembre déc diciembre dic dezembro dicembre grudzień grudnia gru prosinec prosince pro decembra joulukuu joulukuuta joulu декабря декабрь дек грудня грудень груд снежня prosinca prosinac децембра декември decembrie aralık ara δεκεμβρίου desember des гру grudz jouluk desembre decembris decembrī detsember dets gruodžio gruodis dekabr желтоқсан dhjetor
        """

    /// English names as tired hands type them: the right first letter, and one slip of the
    /// fingers in a word of five letters or more.
    private static func misspelt(_ bytes: Span<UInt8>, _ token: Token) -> Int? {
        guard token.count >= 4, token.count <= 10, isFirstLetter(bytes[token.start] | 0x20, token.count) else {
            return nil
        }
        var letters: [UInt8] = []
        for index in token.start..<token.end {
            let letter = bytes[index] | 0x20
            guard letter >= 0x61, letter <= 0x7A else { return nil }
            letters.append(letter)
        }
        for (index, name) in english.enumerated() where name.first == letters.first {
            if isOneSlip(letters, name) { return index + 1 }
        }
        return nil
    }

    /// Whether an English month of that many letters, one more or one less, begins with a letter.
    private static func isFirstLetter(_ letter: UInt8, _ count: Int) -> Bool {
        switch letter {
        case 0x61, 0x6A: count <= 8  // April, August; January, June, July
        case 0x66, 0x6E, 0x64: count >= 7 && count <= 9  // February, November, December
        case 0x6D: count <= 6  // March
        case 0x6F: count >= 6 && count <= 8  // October
        case 0x73: count >= 8  // September
        default: false
        }
    }

    private static let english: [[UInt8]] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { Array($0.utf8) }

    /// Whether one letter more, less or other, or two neighbours swapped, makes one of the other.
    private static func isOneSlip(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard other.count >= 5, abs(one.count - other.count) <= 1 else { return false }
        var head = 0
        while head < min(one.count, other.count), one[head] == other[head] { head += 1 }
        var tail = 0
        while tail < min(one.count, other.count) - head, one[one.count - 1 - tail] == other[other.count - 1 - tail] {
            tail += 1
        }
        let left = one.count - head - tail
        let right = other.count - head - tail
        if left <= 1 && right <= 1 { return true }
        return left == 2 && right == 2 && one[head] == other[head + 1] && one[head + 1] == other[head]
    }
}

/// Names of the days of the week, long and short, in small letters.
enum Weekdays {
    static func contains(_ word: Word) -> Bool { names.contains(word) }

    private static let names = WordSet(
        """
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
        montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
        lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
        segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta \
        lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag \
        zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag maanantai tiistai \
        keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina \
        poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle \
        hétfő kedd szerda csütörtök péntek szombat vasárnap понедельник вторник среда четверг пятница суббота \
        воскресенье понеділок вівторок середа четвер п'ятниця субота неділя
        """.split(separator: " ").map(String.init)
    )
}
