import Wire
import Article

/// A story as a document states it, field by field.
struct StatedCopy: Sendable {
    var headline = "Harbour ferry will not sail this winter"
    var body = ["The ferry stays in the harbour, the owner said.", "It was built in 1931 and needs a new engine."]
    var agency: String? = "Polar Wire"
    var day = 10
    /// Minutes after midnight, where a time is stated.
    var minute: Int? = 600
    var slug: String? = nil
    var guid: String? = nil
    var version: String? = nil
    var url: String? = nil
    var provider: String? = nil
    var follows: (relation: String, guid: String)? = nil
    var status: ArticleDetails.Status? = nil
    var isSummary = false
    var marks: [any WritableKeyPath<UpdateMarks, Bool> & Sendable] = []
    var update: Int? = nil
    var printed: [String] = []

    func article() throws -> Article {
        var draft = ArticleDraft()
        draft.headline = headline
        draft.slugline = slug
        draft.dateline = agency.map { "HARTSEA, Nov \(day) (\($0)) -" }
        draft.paragraphs = body.map { .init($0) }
        draft.url = url
        draft.printedMarks = printed
        draft.marks.update = update
        for mark in marks { draft.marks[keyPath: mark] = true }
        draft.details.guid = guid
        draft.details.version = version
        draft.details.provider = provider
        draft.details.status = status
        draft.details.extent = isSummary ? .summary : nil
        if let follows { draft.details.links = [.init(url: follows.guid, rel: follows.relation)] }
        if status == .canceled { draft.marks.kill = true }
        if let minute, let day = CivilDate(year: 2026, month: 11, day: day),
            let time = OffsetTime(day: day, second: minute * 60, offset: 0)
        {
            draft.published = Published(at: time)
        }
        return try draft.article(ReadingContext()).get()
    }
}
