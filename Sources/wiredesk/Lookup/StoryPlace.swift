import Archive
import Article
import Search
import Stories

/// Where a record stands in its story, in words.
struct StoryPlace: Sendable {
    private let sequence: Int64
    private let story: StoryVersions?

    /// - Parameter story: nil for a record that has no other versions, and says nothing of its use.
    init(_ sequence: Int64, in story: StoryVersions?) {
        self.sequence = sequence
        self.story = story
    }

    private var version: StoryVersion? { story?.version(sequence) }

    /// How many versions the story has; 1 for a record by itself.
    var count: Int { story?.versions.count ?? 1 }

    /// What may be done with the story; nil where it may be used.
    var use: StoryStanding.Use? {
        guard let story, story.standing.use != .usable else { return nil }
        return story.standing.use
    }

    /// What a list marks it with: `KILLED`, `CORRECTED`, `EMBARGO`, `3 versions`.
    func marks(at now: Int64) -> [String] {
        guard let story, let version else { return [] }
        var marks: [String] = []
        if let use { marks.append(use.rawValue.uppercased()) }
        let isCorrection = version.link?.relation == .correction || version.standing.isCorrected
        if isCorrection { marks.append("CORRECTED") }
        if version.isEmbargoed(at: now) { marks.append("EMBARGO") }
        if let whole = story.whole(of: sequence) {
            marks.append("part of \(whole)")
        } else if let link = version.link, !story.stands(sequence), [.copy, .repeat].contains(link.relation) {
            marks.append("\(link.relation.rawValue) of \(link.revisionOf)")
        } else if let newest = story.standing.newest, newest != sequence, !story.stands(sequence) {
            marks.append("replaced by \(newest)")
        }
        if count > 1, story.stands(sequence) { marks.append("\(count) versions") }
        return marks
    }

    /// What it follows, what follows it, and what has become of the story: a sentence each.
    var sentences: [String] {
        guard let story, story.versions.count > 1 else { return [] }
        var sentences: [String] = []
        if let link = version?.link { sentences.append("follows article \(link.revisionOf): \(Self.words(link))") }
        let followers = story.versions.compactMap { other in
            other.link.flatMap { $0.revisionOf == sequence ? "\(other.sequence) (\(Self.words($0)))" : nil }
        }
        if !followers.isEmpty { sentences.append("followed by article " + followers.joined(separator: ", ")) }
        if let newest = story.standing.newest, newest != sequence {
            sentences.append("the newest version of the story is article \(newest)")
        }
        if let use { sentences.append("the story is \(use.rawValue)") }
        return sentences
    }

    /// `update, by text (0.87)`.
    static func words(_ link: StoryLink) -> String {
        let share = link.similarity.map { " (\(Self.share($0)))" } ?? ""
        return "\(link.relation.rawValue), by \(link.basis.rawValue)\(share)"
    }

    /// Thousandths as a share of two decimals, rounded down: 0.99 is not all.
    static func share(_ thousandths: Int) -> String {
        if thousandths >= 1_000 { return "1.00" }
        let hundredths = thousandths / 10
        return "0." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
    }
}
