import Archive
import Article
import Base
import Catalogue
import LinuxIO
import Operations
import Search

/// One delivery as `log` and `trace` tell it.
struct DeliveryLine: Encodable {
    let entry: Lookup.Delivery
    /// Of its first new article, or of the one that it duplicates.
    let headline: String?

    init(_ entry: Lookup.Delivery, _ lookup: Lookup) {
        self.entry = entry
        headline = entry.sequence.flatMap { (try? lookup.article($0))?.headline }
    }

    private enum CodingKeys: String, CodingKey {
        case time, outcome, path, bytes, sha256, reason, explanation, seq, id, headline, articles, added
        case pathEncoding = "path_encoding"
        case modifiedAt = "modified_at"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let (time, isTooLarge) = entry.time.multipliedReportingOverflow(by: 1_000_000)
        try container.encode(UTCTime(nanoseconds: isTooLarge ? 0 : time), forKey: .time)
        try container.encode(entry.outcome.description, forKey: .outcome)
        let path = entry.file.path
        try container.encode(path.encoded.text, forKey: .path)
        if path.text == nil { try container.encode("percent", forKey: .pathEncoding) }
        try container.encode(entry.file.bytes, forKey: .bytes)
        try container.encode(UTCTime(nanoseconds: entry.file.modified), forKey: .modifiedAt)
        try container.encodeIfPresent(entry.file.digest?.hexadecimal, forKey: .sha256)
        try container.encodeIfPresent(entry.reason, forKey: .reason)
        try container.encodeIfPresent(entry.explanation, forKey: .explanation)
        try container.encodeIfPresent(entry.sequence, forKey: .seq)
        try container.encodeIfPresent(entry.contentID.map { "\($0)" }, forKey: .id)
        try container.encodeIfPresent(headline, forKey: .headline)
        try container.encode(entry.articles, forKey: .articles)
        try container.encode(entry.added, forKey: .added)
    }

    /// What the delivery came to where it held more than one article, or its headline, or why there is none.
    var what: String {
        if entry.outcome == .archived || entry.outcome == .duplicate, let explanation = entry.explanation {
            return explanation.oneLine
        }
        if let headline { return headline.oneLine }
        return [entry.reason, entry.explanation].compactMap { $0 }.joined(separator: ": ").oneLine
    }

    /// The line of a log, with its line break.
    func text(_ screen: Screen) -> String {
        let time = screen.local(milliseconds: entry.time)
        let outcome = entry.outcome.description
        guard let columns = screen.columns else {
            return "\(time)\t\(outcome)\t\(entry.file.path.display)\t\(what)\n"
        }
        let room = max(20, columns - 19 - 11 - 6)
        let pathWidth = min(40, room * 2 / 5)
        let path = entry.file.path.display.cutInFront(to: pathWidth).padded(to: pathWidth)
        let line = "  \(path)  " + what.cut(to: room - pathWidth)
        return screen.style.dim(time) + "  " + screen.style.outcome(entry.outcome, outcome.padded(to: 11)) + line + "\n"
    }
}

extension Style {
    /// A text in the colour of an outcome.
    func outcome(_ outcome: Outcome, _ text: String) -> String {
        switch outcome {
        case .archived: green(text)
        case .duplicate: dim(text)
        case .quarantined: red(text)
        case .ignored: yellow(text)
        case .discarded, .putBack, .removed: dim(text)
        }
    }
}
