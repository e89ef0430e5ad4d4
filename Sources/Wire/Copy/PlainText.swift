import Text
public import Article

/// Wire copy and articles as plain text: one article a file, or several where the marks of the wire part them.
public struct PlainText: ArticleFormat {
    public let name = "text"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        guard bytes.count > 0 else {
            return Reading(format: name, refused: .emptyFile)
        }
        do {
            let decoded = try TextDecoder.decode(bytes, assumed: context.defaults.encoding)
            if let line = LongLine.first(in: bytes) {
                return Reading(format: name, refused: .lineTooLong(line))
            }
            switch decoded {
            case .inPlace(let skip):
                return reading(bytes, from: skip, context, encoding: "utf-8", damaged: 0)
            case .converted(let text):
                var context = context
                if text.isAssumed { context.assumedEncoding = text.encoding }
                return reading(text.bytes.span, from: 0, context, encoding: text.encoding, damaged: text.damaged)
            }
        } catch {
            return Reading(format: name, refused: Rejection(error))
        }
    }

    /// The story of a text, or its stories, each by its number.
    private func reading(
        _ text: Span<UInt8>,
        from first: Int,
        _ context: ReadingContext,
        encoding: String,
        damaged: Int
    ) -> Reading {
        let stories = StorySplitter.ranges(text, from: first)
        if stories.count > StorySplitter.mostStories { return Reading(format: name, refused: .tooManyStories) }
        var parts: [Part] = []
        for (index, story) in stories.enumerated() {
            let content: Part.Content =
                switch StoryParser.parse(text.extracting(story.start..<story.end), from: 0, context: context) {
                case .success(let article): .article(article)
                case .failure(let rejection): .refused(rejection)
                }
            parts.append(Part(member: stories.count > 1 ? "#\(index + 1)" : nil, content))
        }
        return Reading(format: name, encoding: encoding, damaged: damaged, parts: parts)
    }
}

extension Rejection {
    static let emptyFile = Rejection(
        code: .empty,
        explanation: "The file has no text in it.",
        advice: "Have the file sent again; the sender may have created it and failed to fill it."
    )

    static func lineTooLong(_ line: LongLine) -> Rejection {
        Rejection(
            code: .lineTooLong,
            explanation: "Line \(line.number) has \(line.count) bytes, and the limit for text is \(LongLine.limit).",
            advice: "Break the text into lines or paragraphs, and deliver the file again."
        )
    }

    static let tooManyStories = Rejection(
        code: .tooManyMembers,
        explanation: "The text has more than \(StorySplitter.mostStories) stories in it, by the marks that part them.",
        advice: "Have it sent in parts."
    )

    static let tooManyLines = Rejection(
        code: .tooManyLines,
        explanation: "The text has more than \(LineTable.mostLines) lines that are not blank, and no story has.",
        advice: "Deliver each story as a file of its own, and tables and logs elsewhere."
    )

    package static let noHeadline = Rejection(
        code: .noHeadline,
        explanation: "The text begins with its first paragraph: no line above it can be the headline.",
        advice:
            "Put the headline on a line of its own above the first paragraph, with a blank line between, and deliver the file again."
    )

    package static let noBody = Rejection(
        code: .noBody,
        explanation: "There is a headline and no paragraph of text under it.",
        advice: "Deliver the whole story; a headline alone is not archived."
    )

    init(_ failure: DecodingFailure) {
        switch failure {
        case .binary(let kind):
            self.init(
                code: .binary,
                explanation: "The file is \(kind), not text.",
                advice: "Deliver the article as plain text."
            )
        case .missingText(let missing):
            self.init(
                code: .nuls,
                explanation: missing.explanation,
                advice:
                    "Ask the sender for it again: the file was not written whole, as after a crash or a broken copy."
            )
        case .unknown(let candidates):
            let near = candidates.isEmpty ? "" : " The nearest are \(candidates.joined(separator: ", "))."
            self.init(
                code: .unknownEncoding,
                explanation:
                    "No character encoding explains the bytes of the file, so its text would be a guess.\(near)",
                advice: "Convert the file to UTF-8 and deliver it again."
            )
        }
    }
}
