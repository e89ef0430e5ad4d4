import Text
import Wire
import Article

extension Rejection {
    /// A page of more text than any article has.
    static func tooManyBlocks(_ limit: Int) -> Rejection {
        Rejection(
            code: .tooManyLines,
            explanation: "The page has more than \(limit) blocks of text, and no article has.",
            advice: "Save the article's own page, or its print version."
        )
        .beyond(.htmlBlocks)
    }
    /// A page that lists articles.
    static let indexPage = Rejection(
        code: .indexPage,
        explanation: "The page lists articles and is not one itself: a home page, a section or a search result.",
        advice: "Open the article that is wanted and save its own page."
    )
    /// A page whose text is made by scripts.
    static let needsScript = Rejection(
        code: .needsScript,
        explanation: "The page holds scripts and no text: a browser makes its text when it shows the page.",
        advice: "Save the page from a browser after it has loaded (\"complete page\", MHTML or SingleFile)."
    )
    /// A page that asks to log in or to consent before it shows anything.
    static let accessWall = Rejection(
        code: .accessWall,
        explanation: "The page asks to log in, to subscribe or to accept cookies, and does not hold the article.",
        advice: "Log in or answer the question in a browser, and save the page again once the article is shown."
    )
    /// A page that a server sends instead of what was asked for.
    static let errorPage = Rejection(
        code: .errorPage,
        explanation: "The page says that what was asked for was not found, is not available or may not be seen.",
        advice: "Check the address in a browser; if the article is shown there, save the page again."
    )
    /// A page without running text.
    static let noArticle = Rejection(
        code: .noArticle,
        explanation: "The page holds no running text that could be an article.",
        advice: "If the article can be seen in a browser, save the page from there."
    )
}

/// Tells pages that hold no article, and which kind they are.
struct PageRefusal {
    /// Why the page is no article; nil where it is one.
    static func reason(_ extraction: PageExtraction, _ context: borrowing PageContext) -> Rejection? {
        let page = extraction.page
        let length = extraction.length(of: extraction.chosen)
        let linkLength = extraction.chosen.reduce(0) { $0 + page.blocks[$1].linkCharacters }
        let total = page.blocks.reduce(0) { $0 + $1.characters }
        let isShort = length < PageExtraction.sureLength
        if isShort || total < 2 * PageExtraction.sureLength {
            let title =
                context.documentTitle + " "
                + (page.blocks.prefix(12).map { page.string($0.range) }.joined(separator: " "))
            if WallWords.namesError(
                title,
                headings: PageHeadline.headings(page, .h1).map(\.text) + [context.documentTitle]
            ) {
                return .errorPage
            }
            if page.asksForPassword || WallWords.asksForAccess(page) { return .accessWall }
            if total < PageExtraction.sureLength, saysScriptsAreNeeded(context) { return .needsScript }
        }
        let isEmpty = length == 0 || linkLength * 2 > length
        if isEmpty, page.blocks.count > 30 { return .indexPage }
        if isList(extraction, context, length: length) { return .indexPage }
        guard isEmpty || isShort && !statesArticle(context) else { return nil }
        return listsStories(page) ? .indexPage : .noArticle
    }

    /// Whether the page itself says that it is an article.
    static func statesArticle(_ context: borrowing PageContext) -> Bool {
        if !context.linkedData.articles.isEmpty { return true }
        return context.declared("og:type")?.lowercased() == "article"
            || context.declared("article:published_time") != nil
    }

    private static func saysScriptsAreNeeded(_ context: borrowing PageContext) -> Bool {
        let page = context.page
        if page.scriptBytes > 2_000 { return true }
        for range in page.withoutScripts {
            let text = FoldedText.cleaned(
                String(decoding: HTMLReference.decode(context.bytes, range, inAttribute: false), as: UTF8.self)
            )
            if text.lowercased().contains("javascript") { return true }
        }
        return page.scriptBytes > 0 || !page.withoutScripts.isEmpty
    }

    /// Whether the text comes from several stories: teasers, each beside the linked headline of its own.
    private static func isList(_ extraction: PageExtraction, _ context: borrowing PageContext, length: Int) -> Bool {
        let page = extraction.page
        if statesArticle(context) || hasOwnHeadline(context) { return false }
        // The linked headings, and the text that follows each up to the next.
        var heads: Set<String> = []
        var stretches: [Int] = []
        var current = 0
        let chosen = Set(extraction.chosen)
        for (number, block) in page.blocks.enumerated() {
            if isLinkedHeadline(block) {
                heads.insert(page.string(block.range))
                stretches.append(current)
                current = 0
            } else if chosen.contains(number) {
                current += block.characters
            }
        }
        stretches.append(current)
        let longest = stretches.max() ?? 0
        let filled = stretches.filter { $0 > 0 }.count
        // No stretch between two linked headlines is a story; the text is spread over many of them.
        if heads.count >= 6, filled >= 4, longest * 10 < length * 4 { return true }
        let linked = page.blocks.reduce(0) { $0 + (isLinkedHeadline($1) ? $1.characters : 0) }
        return heads.count >= 12 && length < 1_000 && linked > 2 * length
    }

    /// Whether several headings of a page are links, as those of teasers are.
    private static func listsStories(_ page: Page) -> Bool {
        let teasers = page.blocks.count { block in
            block.linkDensity > 0.8 && block.characters >= shortestTeaser
                && page.isInside(block.inner) { $0.tag.traits.contains(.heading) }
        }
        return teasers >= fewestTeasers
    }

    private static let fewestTeasers = 4
    private static let shortestTeaser = 8

    private static func isLinkedHeadline(_ block: PageBlock) -> Bool {
        block.linkDensity > 0.8 && block.characters >= 25
    }

    /// Whether the title of the page stands on it as a heading, and is longer than the name of a section.
    private static func hasOwnHeadline(_ context: borrowing PageContext) -> Bool {
        let title = context.sharedTitle ?? context.documentTitle
        return PageHeadline.headings(context.page, .h1).contains { heading in
            PageHeadline.key(heading.text).count >= 20
                && (PageHeadline.opens(title, with: heading.text) || PageHeadline.resembles(title, heading.text))
        }
    }
}

/// The words of pages that stand in front of an article or in its place.
enum WallWords {
    private enum Kind: Int {
        case error, access
    }

    private static let matcher = PhraseMatcher(
        errors.map { ($0, Kind.error.rawValue) } + walls.map { ($0, Kind.access.rawValue) }
    )

    private static let errors = [
        "page not found", "not found-", "-404-", "-403 forbidden", "access denied", "forbidden-", "-500 internal",
        "bad gateway", "service unavailable", "temporarily unavailable", "page doesn-t exist", "page does not exist",
        "no longer available", "page (is|you)~(gone|unavailable)", "something went wrong", "internal server error",
        "gateway time~out", "too many requests", "unavailable for legal reasons", "an error occurred",
        "seite nicht gefunden", "nicht gefunden-", "page introuvable", "page non trouvée", "página no encontrada",
        "no se encuentra", "página não encontrada", "pagina non trovata", "pagina niet gevonden", "nie znaleziono",
        "sidan hittades inte", "siden blev ikke fundet", "ei löytynyt", "страница не найдена", "页面不存在", "ページが見つかりません",
    ]

    private static let walls = [
        "log in to (continue|read|view|access)", "sign in to (continue|read|view|access)", "please (log|sign) in",
        "subscribe to (continue|read|keep)", "create (a|your) (free|) account", "already a subscriber",
        "subscribers only",
        "register to (continue|read)", "accept (all|cookies|all cookies)", "we use cookies", "cookie policy",
        "your privacy", "we value your privacy", "manage (preferences|options|choices)", "consent-",
        "verify you are human",
        "are you a robot", "checking your browser", "enable cookies", "unusual traffic", "captcha",
        "accepter et continuer", "continuer sans accepter", "respect de votre vie privée", "nos~partenaires stock",
        "aceptar y continuar", "accetta e continua", "continua senza accettare", "zustimmen und weiter", "godta alle",
        "godkänn alla", "accepter alle", "hyväksy kaikki", "akceptuję", "przejdź do serwisu", "принять все", "同意する",
        "einloggen", "anmelden um", "jetzt anmelden", "alle akzeptieren", "mit werbung", "zustimmen", "se connecter",
        "connectez-vous", "tout accepter", "iniciar sesión", "inicia sesión", "aceptar (todo|todas|cookies)", "accedi-",
        "accetta", "inloggen", "akkoord", "zaloguj", "entrar-", "aceitar",
    ]

    /// Whether a title or heading names an error.
    static func namesError(_ opening: String, headings: [String]) -> Bool {
        headings.contains { find($0) & 1 << UInt64(Kind.error.rawValue) != 0 }
            || opening.count < 400 && find(opening) & 1 << UInt64(Kind.error.rawValue) != 0
    }

    /// Whether most of a page's text asks to log in or to consent.
    static func asksForAccess(_ page: Page) -> Bool {
        var asking = 0
        var total = 0
        let text = page.text.span
        for block in page.blocks {
            var scan = matcher.begin()
            scan.add(text, block.range, limit: 1_000)
            total += block.characters
            if scan.finish() & 1 << UInt64(Kind.access.rawValue) != 0 { asking += block.characters }
        }
        return asking * 4 >= total && asking > 0
    }

    private static func find(_ text: String) -> UInt64 {
        let bytes = Array(text.utf8)
        var scan = matcher.begin()
        scan.add(bytes.span, ByteRange(0, bytes.count), limit: 2_000)
        return scan.finish()
    }
}
