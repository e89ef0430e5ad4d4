/// What a component of NewsML 1 is to its story, by its role.
enum NewsML1Role: Int, Comparable {
    /// It is shown beside or above the story, or says how to show it.
    case beside
    /// It sums the story up.
    case teaser
    /// Its role does not say.
    case unnamed
    /// It is the story.
    case main

    init(_ component: MarkupElement?) {
        let role = component?.child("Role")?.attribute("FormalName")?.lowercased() ?? ""
        let letters = String(role.filter(\.isLetter))
        self =
            if Self.besides.contains(where: { letters.contains($0) }) {
                .beside
            } else if Self.teasers.contains(where: { letters.contains($0) }) {
                .teaser
            } else if Self.stories.contains(letters) {
                .main
            } else {
                .unnamed
            }
    }

    static func < (one: NewsML1Role, other: NewsML1Role) -> Bool { one.rawValue < other.rawValue }

    private static let besides = [
        "caption", "legend", "stylesheet", "headline", "title", "contact", "tweet", "logo", "byline", "keyword",
        "credit",
    ]
    private static let teasers = ["abstract", "summary", "lead", "teaser", "intro", "standfirst", "chapeau"]
    private static let stories: Set<String> = [
        "main", "body", "maintext", "bodytext", "text", "story", "fulltext", "article", "content",
    ]
}
