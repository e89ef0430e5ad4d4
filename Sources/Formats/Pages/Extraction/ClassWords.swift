/// What class, id, role and style of an element say about the text in it.
struct ClassMarks: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(_ mark: ClassMark) { rawValue = 1 << UInt64(mark.rawValue) }

    static let hiddenByStyle = ClassMarks(.hiddenByStyle)
    static let hiddenFromReaders = ClassMarks(.hiddenFromReaders)

    func contains(_ mark: ClassMark) -> Bool { rawValue & 1 << UInt64(mark.rawValue) != 0 }

    /// Marks of what stands beside an article.
    static let besides: ClassMarks = [
        ClassMarks(.comment), ClassMarks(.related), ClassMarks(.share), ClassMarks(.promotion), ClassMarks(.letter),
        ClassMarks(.navigation), ClassMarks(.foot), ClassMarks(.side), ClassMarks(.hidden), ClassMarks(.author),
        ClassMarks(.tool),
    ]
    /// Marks of an article's text.
    static let text: ClassMarks = [ClassMarks(.body), ClassMarks(.articleBody)]
}

/// The kinds of words in classes and ids.
enum ClassMark: Int, CaseIterable, Sendable {
    case comment, related, share, promotion, letter, navigation, foot, side, author, caption, tags, date, hidden, title
    case deck, contents, tool, pulled, note, positive, body, post
    case factBox, credit
    /// `itemprop="articleBody"`.
    case articleBody
    /// `display: none` and its like.
    case hiddenByStyle
    /// `aria-hidden`.
    case hiddenFromReaders
}

/// The words of class and id by which page templates name their parts.
///
/// English is the language of templates wherever pages are written; the words of other languages are those of the
/// newspapers' own.
enum ClassWords {
    static let shared = PhraseMatcher(
        phrases.flatMap { mark, phrases in phrases.map { ($0, mark.rawValue) } }
            + ClassMarks.entryWords.map { ($0, ClassMarks.entryNumber) }
            + ClassMarks.writerWords.map { ($0, ClassMarks.writerNumber) }
            + ClassMarks.standfirstWords.map { ($0, ClassMarks.standfirstNumber) }
    )

    private static let phrases: [(ClassMark, [String])] = [
        (.comment, ["comment", "kommentar", "comentario", "disqus", "discuss", "respond", "livefyre", "replies"]),
        (
            .related,
            [
                "related", "recommend", "more~(on|from|stories|news|in)", "read~(also|more|next)", "also~(read|like)",
                "trending", "popular", "most~(read|viewed)", "similar", "outbrain", "taboola",
                "next~(post|article|story)",
                "prev", "pagination", "pager", "teaser", "further", "latest", "archive", "zergnet", "leia", "lire",
                "mehr",
                "up~next", "story~list", "card", "relacionad", "correlat", "verwandt", "weitere",
            ]
        ),
        (
            .share,
            [
                "share", "sharing", "social", "addthis", "addtoany", "sharedaddy", "facebook", "twitter", "whatsapp",
                "pinterest", "follow", "jp-relatedposts", "like~button",
            ]
        ),
        (
            .promotion,
            [
                "promo", "advert", "-(ad|ads)-", "sponsor", "banner", "dfp", "affiliate", "commerce", "shop", "product",
                "outbrain", "paywall", "donat", "membership", "anzeige", "publicidad", "werbung",
            ]
        ),
        (
            .letter,
            [
                "newsletter", "subscri", "sign~up", "register", "log~in", "email~alert", "mailing", "optin", "cta",
                "call-to-action",
            ]
        ),
        (
            .navigation,
            [
                "-nav", "navi", "menu", "breadcrumb", "skip", "crumb", "toolbar", "(tab|tabs)-", "site~header",
                "masthead",
                "topbar", "header", "search",
            ]
        ),
        (.foot, ["foot", "copyright", "legal", "disclaimer", "colophon", "terms", "privacy", "impressum"]),
        (
            .side,
            ["side~bar", "aside", "rail", "widget", "right~col", "secondary", "complementary", "gutter", "marginal"]
        ),
        (
            .author,
            [
                "author", "byline", "-bio-", "about~the", "contributor", "profile", "vcard", "avatar", "journalist",
                "writer", "reporter", "autor", "auteur",
            ]
        ),
        (
            .caption,
            [
                "caption", "credit", "figure", "photo", "image", "gallery", "slideshow", "media", "video", "player",
                "lightbox", "carousel", "slider", "thumb", "bildunterschrift", "legende", "galerie",
            ]
        ),
        (
            .tags,
            [
                "-(tag|tags)-", "keyword", "topic", "categor", "label", "section~name", "kicker", "eyebrow", "rubri",
                "schlagwort",
            ]
        ),
        (.date, ["date", "time", "publish", "posted", "meta", "updated", "stamp", "datum", "fecha"]),
        (
            .hidden,
            [
                "hidden", "modal", "popup", "pop-up", "cookie", "gdpr", "consent", "overlay", "tooltip", "sr-only",
                "visually~hidden", "screen~reader", "offscreen", "print~(only|info)", "toast", "drawer",
            ]
        ),
        (.title, ["headline", "title", "heading", "-hed-", "titel", "titulo", "titre"]),
        (
            .deck,
            [
                "deck", "-dek-", "subtitle", "sub~head", "summary", "standfirst", "excerpt", "intro", "lead", "lede",
                "abstract", "teaser", "chapo", "vorspann", "sommaire", "description", "synopsis", "entradilla",
                "bajada",
            ]
        ),
        (.contents, ["-toc-", "table~of", "contents~list", "jump", "anchor", "index"]),
        (
            .tool,
            [
                "tool", "action", "util", "print", "option", "control", "rating", "vote", "poll", "quiz", "survey",
                "form",
                "calendar", "weather", "stock", "ticker", "font~size", "reading~time",
            ]
        ),
        (
            .pulled,
            ["pull~quote", "callout", "highlight", "info~box", "fact~box", "box", "embed", "tweet", "instagram"]
        ),
        (.note, ["footnote", "endnote", "correction", "note", "source", "reference"]),
        (
            .positive,
            [
                "article", "body", "content", "entry", "hentry", "main", "page", "post", "text", "blog", "story",
                "artikel", "texto", "cuerpo", "contenido", "corps", "noticia", "detail", "paragraph", "prose", "rich",
            ]
        ),
        (
            .body,
            [
                "article~(body|content|text|copy|main)",
                "(story|entry|post|page|main|content|news|blog|body)~(body|content|text|copy|entry)", "body~copy",
                "field-name-body", "artikel~text", "rich~text", "texto~(noticia|nota)", "cuerpo~(noticia|nota)",
                "corps~(article|texte)",
            ]
        ),
        (.post, ["twitter-tweet", "instagram-media", "bluesky-embed", "tiktok-embed", "mastodon-embed", "fb-post"]),
        (
            .factBox,
            ["info~(box|kasten)", "fact~(box|file)", "fakten~(box|kasten)", "facts~box", "faktaruta", "faktaboks"]
        ),
        (.credit, ["credit", "copyright", "photographer", "-byline-photo-", "bildquelle", "fotograf", "agency"]),
        (.articleBody, ["-articlebody-"]),
    ]
}
