import Article
import LinuxIO

/// A file for an inbox, and what is to become of it.
public struct StoryDelivery: Sendable, Equatable {
    /// What the file is.
    public enum Kind: Sendable, Equatable {
        /// An article of this content, which other deliveries may have too.
        case article(ContentID)
        /// Something that is to be quarantined.
        case noArticle
    }

    public var path: Path
    public var content: [UInt8]
    public var kind: Kind

    /// A file of a seeded kind: mostly new stories, some that were there before in another spelling, some that are none.
    ///
    /// - Parameters:
    ///   - count: how many files.
    ///   - stories: of how many stories, about; the rest are duplicates.
    public static func series(count: Int, seed: UInt64) -> [StoryDelivery] {
        var random = SeededGenerator(seed: seed)
        var deliveries: [StoryDelivery] = []
        var stories = 0
        for number in 1...max(1, count) {
            let path = Path(number % 7 == 0 ? "desk-\(number % 3)/file-\(number).txt" : "file-\(number).txt")
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                deliveries.append(
                    StoryDelivery(path: path, content: Array("A line alone, number \(number)".utf8), kind: .noArticle)
                )
            case 1...3 where stories > 0:
                let story = Int.random(in: 1...stories, using: &random)
                deliveries.append(StoryDelivery(story: story, seed: seed, spelling: number, path: path))
            default:
                stories += 1
                deliveries.append(StoryDelivery(story: stories, seed: seed, spelling: number, path: path))
            }
        }
        return deliveries
    }

    /// The story of this number; its spelling (quotation marks, line ends, byte-order mark) makes other bytes of the same
    /// content.
    public init(story: Int, seed: UInt64, spelling: Int, path: Path) {
        let headline = "Story \(story) of series \(seed) reaches the desk"
        var random = SeededGenerator(seed: seed &+ UInt64(story))
        let words = [
            "river", "council", "market", "bridge", "harvest", "railway", "budget", "storm", "election", "museum",
        ]
        let paragraphs = (1...Int.random(in: 1...4, using: &random)).map { paragraph in
            let text = (0..<Int.random(in: 8...40, using: &random)).map { _ in
                words[Int.random(in: 0..<words.count, using: &random)]
            }
            return "The \"\(text.joined(separator: " "))\" of day \(paragraph) came to an end, the town's mayor said."
        }
        var text = headline + "\n\nRIVERTON, June 10 (Example) - " + paragraphs.joined(separator: "\n\n") + "\n"
        if spelling % 2 == 0 {
            text = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().map { index, part in
                index == 0 ? String(part) : (index % 2 == 1 ? "“" : "”") + part
            }.joined()
        }
        // The spelling's number in spaces and tabs at the end makes the bytes of every delivery its own.
        text += (0..<24).map { spelling >> $0 & 1 == 0 ? " " : "\t" }.joined() + "\n"
        self.path = path
        content = Array(text.utf8)
        kind = .article(ContentID.of(headline: headline, paragraphs: paragraphs))
    }

    /// A file of this content.
    public init(path: Path, content: [UInt8], kind: Kind) {
        self.path = path
        self.content = content
        self.kind = kind
    }
}
