/// Hosts where anybody has an address: they say nothing of who sends.
enum PublicHosts {
    static func contains(_ host: String) -> Bool { names.contains(host.lowercased()) }

    private static let names = Set(
        """
        gmail.com|googlemail.com|yahoo.com|ymail.com|yahoo.co.uk|yahoo.fr|yahoo.de|hotmail.com|hotmail.co.uk|hotmail.fr|outlook.com
        outlook.de|live.com|msn.com|aol.com|icloud.com|me.com|mac.com|proton.me|protonmail.com|gmx.de|gmx.net|gmx.at|gmx.ch|web.de
        t-online.de|freenet.de|mail.ru|yandex.ru|yandex.com|inbox.ru|list.ru|bk.ru|rambler.ru|ukr.net|orange.fr|wanadoo.fr|free.fr
        laposte.net|sfr.fr|libero.it|virgilio.it|tin.it|alice.it|wp.pl|o2.pl|onet.pl|interia.pl|seznam.cz|centrum.cz|qq.com|163.com
        126.com|sina.com|naver.com|daum.net|hanmail.net|uol.com.br|bol.com.br|terra.com.br|bluewin.ch|telenet.be|skynet.be|ziggo.nl
        kpnmail.nl|online.no|zoho.com|fastmail.com|mail.com|comcast.net|verizon.net|att.net|btinternet.com|sky.com

        """
        .split { $0 == "\n" || $0 == "|" }.map { $0.trimmingSpaces() }
    )
}
