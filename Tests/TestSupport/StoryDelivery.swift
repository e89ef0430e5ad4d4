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
        /// A container that holds articles of these contents, which no file alone brings first.
        case container([ContentID])
        /// Something that holds no news, and nothing that should be.
        case noNews
    }

    public var path: Path
    public var content: [UInt8]
    public var kind: Kind

    /// Whether it may hold members that are set aside one by one.
    var isContainer: Bool {
        switch kind {
        case .container, .noNews: true
        case .article, .noArticle: false
        }
    }

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

    /// Files of every outcome, each of them several times: in one commit, and over several.
    public static func everyOutcome(seed: UInt64, rounds: Int = 2) -> [StoryDelivery] {
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        var deliveries: [StoryDelivery] = []
        for round in 0..<rounds {
            let first = round * 10
            func add(_ name: String, _ files: [(String, [UInt8])], _ kind: Kind) {
                let bytes = MadeTar.tar(files.map { (name: $0.0, bytes: $0.1) })
                deliveries.append(StoryDelivery(path: Path("\(round)-\(name)"), content: bytes, kind: kind))
            }
            func story(_ number: Int) -> StoryDelivery {
                StoryDelivery(story: first + number, seed: seed, spelling: first + number, path: "")
            }
            for (name, number, spelling) in [("a-new.txt", 1, 1), ("b-again.txt", 1, 2), ("f-new.txt", 2, 3)] {
                deliveries.append(
                    StoryDelivery(
                        story: first + number,
                        seed: seed,
                        spelling: first + spelling,
                        path: Path("\(round)-\(name)")
                    )
                )
            }
            let alone = Array("A line alone, number \(round)".utf8)
            deliveries.append(StoryDelivery(path: Path("\(round)-c-alone.txt"), content: alone, kind: .noArticle))
            let (third, fourth) = (story(3), story(4))
            guard case .article(let thirdID) = third.kind, case .article(let fourthID) = fourth.kind else { continue }
            add("d-mixed.tar", [("1.txt", third.content), ("2.txt", alone), ("3.png", picture)], .container([thirdID]))
            add("e-pictures.tar", [("1-\(round).png", picture), ("2.png", picture)], .noNews)
            add("g-two.tar", [("1.txt", story(1).content), ("2.txt", fourth.content)], .container([fourthID]))
            add("h-known.tar", [("1.txt", story(1).content), ("2.txt", alone)], .container([]))
        }
        return deliveries
    }

    /// Containers of many members between single files: new stories, some that a file before them or another member has
    /// brought, members that are refused, and pictures.
    public static func containers(seed: UInt64) -> [StoryDelivery] {
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        func story(_ number: Int, _ spelling: Int, _ path: String = "") -> StoryDelivery {
            StoryDelivery(story: number, seed: seed, spelling: spelling, path: Path(path))
        }
        /// A tar of stories by their numbers; 0 is a member that is refused, -1 a picture.
        func tar(_ path: String, _ stories: [Int], new: Set<Int>) -> StoryDelivery {
            var ids: [ContentID] = []
            let files = stories.enumerated().map { index, number -> (name: String, bytes: [UInt8]) in
                if number < 1 {
                    return ("\(index)", number == 0 ? Array("A line alone, \(path) \(index)".utf8) : picture)
                }
                let found = story(number, 100 * number + index)
                if case .article(let id) = found.kind, new.contains(number), !ids.contains(id) { ids.append(id) }
                return ("\(index).txt", found.content)
            }
            return StoryDelivery(path: Path(path), content: MadeTar.tar(files), kind: .container(ids))
        }
        return [
            story(1, 1, "a.txt"),
            tar("b.tar", [0, 1, 2, 3, -1, 2, 4, 5, 0, 6], new: [2, 3, 4, 5, 6]),
            story(13, 2, "c.txt"), story(7, 3, "d.txt"),
            tar("e.tar", [8, 2, 9, 8, 10, 11], new: [8, 9, 10, 11]),
            tar("f.tar", [1, 2, 3, 0, 4], new: []),
            story(12, 4, "g.txt"),
        ]
    }

    /// A tar of so many members: of a hundred, two are refused, and eight hold the story of an earlier one.
    public static func container(_ path: Path, of count: Int, seed: UInt64) -> StoryDelivery {
        var files: [(name: String, bytes: [UInt8])] = []
        var ids: [ContentID] = []
        for number in 1...count {
            let place = number % 100
            if place == 50 || place == 99 {
                files.append(("\(number)", Array("A line alone, number \(number)".utf8)))
                continue
            }
            let isRepeated = (10..<18).contains(place)
            let found = StoryDelivery(story: isRepeated ? number - 9 : number, seed: seed, spelling: number, path: "")
            files.append(("\(number).txt", found.content))
            if case .article(let id) = found.kind, !isRepeated { ids.append(id) }
        }
        return StoryDelivery(path: path, content: MadeTar.tar(files), kind: .container(ids))
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
