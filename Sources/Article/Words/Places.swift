/// Cities that open stories without a date or an agency after them. A help in the one shape that
/// leaves a doubt (`WASHINGTON — …`); a city that is not here is read by its shape.
enum Places {
    static func contains(_ name: Word) -> Bool { names.contains(name) }

    private static let names = WordSet(
        """
        abidjan|abu dhabi|adelaide|durban|perth|abuja|accra|addis ababa|albany|aleppo|alger|algiers|amman|amsterdam|ankara|athens|atlanta|auckland|\
        austin|baghdad|baku|baltimore|bangkok|barcelona|beijing|beirut|belgrade|berlin|berne|bern|bogota|bogotá|bonn|\
        boston|brasilia|brasília|bratislava|brisbane|brussels|bruxelles|brüssel|bucharest|budapest|buenos aires|cairo|\
        calgary|canberra|cape town|caracas|chicago|chisinau|cincinnati|cleveland|colombo|copenhagen|dakar|dallas|\
        damascus|delhi|denver|detroit|dhaka|doha|donetsk|dubai|dublin|edinburgh|edmonton|frankfurt|gaza|gaza city|\
        geneva|genf|genève|glasgow|guatemala city|halifax|hamburg|hanoi|harare|havana|helsinki|hong kong|honolulu|\
        houston|indianapolis|islamabad|istanbul|jakarta|jerusalem|johannesburg|kabul|kampala|karachi|kathmandu|kharkiv|\
        khartoum|kiev|kigali|kinshasa|kolkata|kuala lumpur|kuwait|kuwait city|kyiv|la paz|lagos|lahore|las vegas|lima|\
        lisbon|lisboa|ljubljana|london|londres|los angeles|luanda|luxembourg|lyon|macau|madrid|manama|manila|marseille|\
        melbourne|mexico city|miami|milan|milano|milwaukee|minneapolis|minsk|mogadishu|monaco|montevideo|montreal|\
        montréal|moscow|moskau|moscou|mosca|mumbai|munich|münchen|muscat|nairobi|naples|nashville|new delhi|\
        new orleans|new york|nice|nicosia|oklahoma city|osaka|oslo|ottawa|panama city|paris|philadelphia|phnom penh|\
        phoenix|pittsburgh|prague|praha|pretoria|pristina|pyongyang|quebec|québec|quito|rabat|ramallah|reykjavik|riga|\
        rio de janeiro|riyadh|rome|roma|st. louis|salt lake city|san antonio|san diego|san francisco|san juan|\
        san salvador|sanaa|santiago|santo domingo|sao paulo|são paulo|sarajevo|seattle|seoul|shanghai|singapore|\
        skopje|sofia|srinagar|st. petersburg|stockholm|strasbourg|sydney|taipei|tallinn|tampa|tashkent|tbilisi|\
        tegucigalpa|tehran|tel aviv|the hague|tirana|tokyo|toronto|tripoli|tunis|turin|ulaanbaatar|united nations|\
        vancouver|vatican city|venice|vienna|vientiane|vilnius|warsaw|warszawa|washington|wellington|wien|winnipeg|\
        yangon|yerevan|zagreb|zurich|zürich|den haag|brussel|københavn|москва|санкт-петербург|киев|київ|минск|\
        вашингтон|лондон|париж|берлин|пекин|токио|нью-йорк|астана|баку|ереван|тбилиси|ташкент|бишкек|львів|харків|одеса
        """.split(separator: "|").map(String.init)
    )
}
