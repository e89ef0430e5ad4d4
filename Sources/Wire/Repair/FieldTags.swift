import Text
import Article

/// The tags of two or three capitals that Factiva puts before the fields of a story, each on a line of its own or ahead of its
/// value: `HD` the headline, `LP` the first paragraphs, `TD` the rest.
enum FieldTags {
    /// A line that opens with a tag.
    struct Tag {
        let word: Word
        let label: LexicalClass?
        /// What stands on the tag's own line behind it.
        let value: [UInt8]
        /// Whether the value is set apart by more than a space, or on the next line.
        let isSetApart: Bool

        /// - Parameter line: a line without its end.
        init?(_ line: [UInt8]) {
            guard
                let end = line.firstIndex(where: { !$0.isCapital }) ?? (line.isEmpty ? nil : line.count),
                FieldTags.lengths.contains(end), end == line.count || line[end] <= .space
            else { return nil }
            word = Word(line.span, 0, end)
            let known = Lexicon.shared.classes(of: word)
            guard known.contains(.fieldTag) else { return nil }
            label = FieldTags.labels.first { known.contains($0) }
            value = TextLines.trimmed(Array(line[end...]))
            isSetApart = value.isEmpty || line[end] == .tab || line[end + 1] <= .space
        }

        /// Whether it is one behind the body, and no sentence that opens with the same letters: `IN a first for the region, …`.
        var closesBody: Bool {
            label == nil && (isSetApart || value.count <= longestCode || !Sentence.ends(value.span, 0, value.count))
        }
    }

    private static let lengths = 2...3
    private static let labels: [LexicalClass] = [
        .labelHeadline, .labelByline, .labelSection, .labelDate, .labelBody,
    ]
    /// The longest value of a tag that may end in a full stop, as a publisher's name does.
    private static let longestCode = 60
    /// How many tags tell that there are tags at all, and the line that has the first of them.
    private static let fewest = 4
    private static let lastOpening = 12

    /// The text with its fields as labelled lines, `HEADLINE: …`; nil where it has no such tags.
    static func unfolded(_ text: Span<UInt8>, from first: Int) -> [UInt8]? {
        guard opens(text, from: first) else { return nil }
        var lines = TextLines(text, from: first)
        var tags: [Word] = []
        var values: [LexicalClass: [UInt8]] = [:]
        var current: LexicalClass?
        var body: [[UInt8]] = []
        while let line = lines.next() {
            if let tag = Tag(line), current != .labelBody || tag.label == .labelBody || tag.closesBody {
                // What is below the body says nothing of the story.
                if current == .labelBody, tag.label != .labelBody { break }
                if !tags.contains(tag.word) { tags.append(tag.word) }
                current = tag.label
                // Each of the two tags of the body opens a paragraph.
                if tag.label == .labelBody { body.append([]) }
                guard !tag.value.isEmpty, let label = tag.label else { continue }
                if label == .labelBody {
                    body.append(tag.value)
                } else {
                    values[label] = values[label] ?? tag.value
                }
            } else if current == .labelBody {
                body.append(line)
            } else if let current {
                let more = TextLines.trimmed(line)
                guard !more.isEmpty else { continue }
                values[current] = values[current].map { $0 + [0x20] + more } ?? more
            }
        }
        guard tags.count >= fewest, let headline = values[.labelHeadline], !body.allSatisfy(isBlank) else {
            return nil
        }
        var unfolded: [UInt8] = []
        for (label, name) in names {
            if let value = label == .labelHeadline ? headline : values[label] {
                unfolded += Array(name.utf8) + value + [0x0A]
            }
        }
        // Lines that each end a sentence were not wrapped: each is a paragraph.
        let isUnwrapped = body.allSatisfy { isBlank($0) || Sentence.ends($0.span, 0, $0.count) }
        return unfolded + Array("BODY:\n\n".utf8) + body.joined(separator: isUnwrapped ? [0x0A, 0x0A] : [0x0A]) + [0x0A]
    }

    private static func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy { $0 <= .space } }

    private static let names: [(LexicalClass, String)] = [
        (.labelSection, "SECTION: "), (.labelHeadline, "HEADLINE: "), (.labelByline, "BYLINE: "),
        (.labelDate, "DATE: "),
    ]

    /// Whether one of the first lines opens with a tag; nearly all texts are told by that.
    private static func opens(_ text: Span<UInt8>, from first: Int) -> Bool {
        var start = first
        var seen = 0
        while start < text.count, seen < lastOpening {
            var end = start
            while end < text.count, text[end] != .lineFeed, text[end] != .carriageReturn { end += 1 }
            if end > start {
                seen += 1
                if text[start].isCapital {
                    var line: [UInt8] = []
                    line.append(text, from: start, to: end)
                    if Tag(line) != nil { return true }
                }
            }
            start = end + 1
        }
        return false
    }

    /// Where the stories of a text with tags begin, each below the number that ends the one above.
    static func starts(_ text: Span<UInt8>, from first: Int) -> [Int] {
        guard opens(text, from: first) else { return [first] }
        var starts = [first]
        var isEnded = false
        var start = first
        while start < text.count {
            var end = start
            while end < text.count, text[end] != .lineFeed, text[end] != .carriageReturn { end += 1 }
            var line: [UInt8] = []
            line.append(text, from: start, to: min(end, start + longestCode))
            if let tag = Tag(line) {
                if isEnded { starts.append(start) }
                isEnded = tag.word == "an"
            }
            start = end + 1
        }
        return starts
    }
}
