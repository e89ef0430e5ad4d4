/// Wire copy and articles as plain text, one article a file.
public struct PlainText: ArticleFormat {
    public let name = "text"

    public init() {}

    /// Plain text has no sign of its own: it takes what no other format took.
    public func recognizes(_ bytes: Span<UInt8>) -> Bool { true }

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        guard bytes.count > 0 else {
            return Reading(format: name, encoding: "", outcome: .rejected(.emptyFile))
        }
        do {
            let decoded = try TextDecoder.decode(bytes)
            if let line = LongLine.first(in: bytes) {
                return Reading(format: name, encoding: "", outcome: .rejected(.lineTooLong(line)))
            }
            switch decoded {
            case .inPlace(let skip):
                return reading(StoryParser.parse(bytes, from: skip, context: context), encoding: "utf-8", damaged: 0)
            case .converted(let text):
                let outcome = StoryParser.parse(text.bytes.span, from: 0, context: context)
                return reading(outcome, encoding: text.encoding, damaged: text.damaged)
            }
        } catch {
            return Reading(format: name, encoding: "", outcome: .rejected(Rejection(error)))
        }
    }

    private func reading(_ story: Result<Article, Rejection>, encoding: String, damaged: Int) -> Reading {
        switch story {
        case .success(let article):
            Reading(format: name, encoding: encoding, damaged: damaged, outcome: .articles([article]))
        case .failure(let rejection):
            Reading(format: name, encoding: encoding, damaged: damaged, outcome: .rejected(rejection))
        }
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

    static let noHeadline = Rejection(
        code: .noHeadline,
        explanation: "The text begins with its first paragraph: no line above it can be the headline.",
        advice:
            "Put the headline on a line of its own above the first paragraph, with a blank line between, and deliver the file again."
    )

    static let noBody = Rejection(
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
