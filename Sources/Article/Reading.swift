/// What is known about a file beside its bytes.
public struct ReadingContext: Sendable {
    /// When the file was last modified, in seconds since 1970.
    public var modified: Int64?
    /// When it arrived, in seconds since 1970.
    public var received: Int64?

    public init(modified: Int64? = nil, received: Int64? = nil) {
        self.modified = modified
        self.received = received
    }
}

/// What a file turned out to be.
public struct Reading: Sendable {
    /// The name of the format it was read as, `text`.
    public var format: String
    /// The name of its encoding in lower case, as IANA registers it; empty when it has none.
    public var encoding: String
    /// How many invalid byte sequences stand as U+FFFD in the text. 0 for a sound file.
    public var damaged: Int
    public var outcome: Outcome

    public enum Outcome: Sendable {
        case articles([Article])
        case rejected(Rejection)
    }

    public init(format: String, encoding: String, damaged: Int = 0, outcome: Outcome) {
        self.format = format
        self.encoding = encoding
        self.damaged = damaged
        self.outcome = outcome
    }
}

/// Why a file is no article.
public struct Rejection: Error, Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        /// There are no bytes, or nothing but white space.
        case empty
        /// The bytes are a picture, a program, an archive, or something else that is not text.
        case binary
        /// NULs stand where text has to be: the file was not written whole.
        case nuls
        /// A line of the text is longer than any that people write.
        case lineTooLong = "line-too-long"
        /// No encoding explains the bytes.
        case unknownEncoding = "unknown-encoding"
        /// There are paragraphs and nothing above them.
        case noHeadline = "no-headline"
        /// There is a headline and no paragraph.
        case noBody = "no-body"
    }

    public var code: Code
    /// What is the matter, in a sentence for a person.
    public var explanation: String
    /// What the person can do.
    public var advice: String

    public init(code: Code, explanation: String, advice: String) {
        self.code = code
        self.explanation = explanation
        self.advice = advice
    }
}
