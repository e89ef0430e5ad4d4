import Article
import Formats
import Testing

/// A piece of copy as an agency sends it.
struct WireCopy: Sendable {
    var headline: String
    var paragraphs: [String]
    var place = "ALDERMOOR"
    var agency = "Polar Wire"
    /// The day of November 2026.
    var day = 10
    /// A line above the headline.
    var slug: String? = nil
    /// Lines below the copy.
    var foot: [String] = []

    var text: String {
        var lines = slug.map { [$0] } ?? []
        lines.append(headline)
        lines.append("\(place.uppercased()), Nov \(day) (\(agency)) - \(paragraphs[0])")
        return (lines + paragraphs.dropFirst() + foot).joined(separator: "\n\n") + "\n"
    }

    /// What the desk reads of it.
    func article() throws -> Article {
        // 2026-11-01T12:00:00Z
        let modified = 1_793_534_400 + Int64(day - 1) * 86_400
        let reading = ArticleReader().read(Array(text.utf8).span, context: ReadingContext(modified: modified))
        return try #require(reading.articles.first, "\(text)")
    }
}
