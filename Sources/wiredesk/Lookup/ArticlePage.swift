import Archive
import Article
import LinuxIO
import Operations
import Search

/// An article set for reading: section, headline, deck, the story with its dateline, and what is known about it.
struct ArticlePage {
    private let record: Record
    private let story: StoryVersions?
    private let width: Int
    private let style: Style

    /// A page so many columns wide.
    init(_ record: Record, story: StoryVersions? = nil, width: Int, style: Style) {
        self.record = record
        self.story = story
        self.width = width
        self.style = style
    }

    /// The page, with a line break at its end.
    var text: String {
        let blocks = [head, copy, foot].filter { !$0.isEmpty }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private var head: String {
        var blocks: [[String]] = []
        let top = [record.section, record.slugline, record.timestamp].compactMap { $0 } + record.printedMarks
        if !top.isEmpty { blocks.append(set(top.joined(separator: " · ")).map(style.dim)) }
        blocks.append(set(record.headline).map(style.bold))
        if let deck = record.deck { blocks.append(set(deck)) }
        let small = [record.byline].compactMap { $0 } + record.editorsNotes + [record.embargo].compactMap { $0 }
        if !small.isEmpty { blocks.append(small.flatMap(set).map(style.dim)) }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var copy: String {
        var paragraphs = record.body
        if let dateline = record.dateline {
            // As it was printed: the dateline runs into the first paragraph.
            paragraphs[0..<min(1, paragraphs.count)] = [([dateline.text] + paragraphs.prefix(1)).joined(separator: " ")]
        }
        let boxes = record.details.boxes.flatMap { box in [box.title].compactMap { $0 } + box.body }
        return (paragraphs + boxes).map { set($0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var foot: String {
        let seconds = record.ingestedAt / 1_000_000_000
        let time = UTCTime(nanoseconds: record.ingestedAt).local(offset: Clock.localOffset(at: seconds))
        var facts = ["article \(record.sequence)", "archived \(time)"]
        if let published = record.published {
            facts.append("published \(published.date) (\(published.basis.rawValue))")
        }
        if let language = record.language { facts.append("language \(language)") }
        facts.append(record.wordCount == 1 ? "1 word" : "\(record.wordCount) words")
        if let signOff = record.signOff { facts.append("signed off \(signOff)") }
        facts += marks
        facts += details
        facts += record.credits
        if let url = record.url { facts.append(url) }
        if record.delivery.damaged > 0 { facts.append("\(record.delivery.damaged) damaged characters") }
        let encoding = record.delivery.encoding.map { ", \($0)" } ?? ""
        let member = record.delivery.member.map { ": \($0.readable)" } ?? ""
        let lines =
            set(facts.joined(separator: " · "))
            + StoryPlace(record.sequence, in: story).sentences.flatMap(set)
            + ["from \(record.delivery.identity.path.display)\(member)\(encoding)", "\(record.id)"]
        return lines.map(style.dim).joined(separator: "\n")
    }

    /// What the document states beside the copy.
    private var details: [String] {
        let details = record.details
        var facts: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { facts.append("\(name) \(value)") }
        }
        if record.byline == nil { add("by", details.authors.map(\.name).joined(separator: ", ")) }
        add("provider", details.provider)
        add("guid", details.guid)
        add("version", details.version)
        add("updated", details.updated?.description)
        add("status", details.status?.rawValue)
        add("embargoed until", details.embargoUntil?.description)
        add("keywords", details.keywords.joined(separator: ", "))
        add("about", details.subjects.compactMap { $0.name ?? $0.code }.joined(separator: ", "))
        add(
            "rights",
            [details.rights?.holder, details.rights?.notice, details.rights?.terms].compactMap { $0 }.joined(
                separator: ", "
            )
        )
        add("extent", details.extent?.rawValue)
        if let origin = details.origin {
            add("first archived", (origin.desk.map { "by \($0) " } ?? "") + "as article \(origin.sequence)")
        }
        for (name, value) in details.assumed.values { add("assumed \(name)", value) }
        facts += details.images.compactMap { image in (image.caption ?? image.alt).map { "picture: \($0)" } }
        facts += details.links.map { "see \($0.url)" }
        return facts
    }

    /// What the update marks say, under the names that the record has for it.
    private var marks: [String] {
        let numbers = [
            ("update", record.marks.update), ("wrapup", record.marks.wrapup), ("lead", record.marks.lead),
            ("writethru", record.marks.writethru), ("urgency", record.marks.urgency),
        ]
        let signs = [
            ("correction", record.marks.correction), ("urgent", record.marks.urgent), ("repeat", record.marks.repeated),
            ("kill", record.marks.kill),
        ]
        return numbers.compactMap { name, value in value.map { "\(name) \($0)" } }
            + signs.filter(\.1).map(\.0)
    }

    /// The text in lines; line breaks of its own (lists, tables) are kept.
    private func set(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            let line = String(line).readable
            // A line that is set in columns keeps its spaces, if it fits.
            return line.contains("   ") && line.displayWidth <= width ? [line] : line.wrapped(to: width)
        }
    }
}
