/// What is known about a file beside its bytes.
public struct ReadingContext: Sendable {
    /// When the file was last modified, in seconds since 1970.
    public var modified: Int64?
    /// When it arrived, in seconds since 1970.
    public var received: Int64?
    /// How many containers it was taken out of.
    public var depth = 0
    /// The address that a crawler fetched it from.
    public var url: String?
    /// When a crawler fetched it, in seconds since 1970.
    public var fetched: Int64?
    /// The encoding that the server or the message around it names.
    public var charset: String?
    /// What is known of it where it says nothing itself.
    public var defaults: ReadingDefaults
    /// The encoding that its text was taken to be in because ``defaults`` name it; nil where the text says or shows it.
    public var assumedEncoding: String?
    /// What reading containers may cost.
    public var limits = ContainerLimits()
    /// What all containers of the delivery may still unpack to; nil outside of any.
    public var budget: UnpackBudget?

    public init(modified: Int64? = nil, received: Int64? = nil, defaults: ReadingDefaults = ReadingDefaults()) {
        self.modified = modified
        self.received = received
        self.defaults = defaults
    }
}

/// What a file turned out to be.
public struct Reading: Sendable {
    /// The name of the format it was read as, such as `text`.
    public var format: String
    /// The name of its encoding in lower case, as IANA registers it; empty when it has none.
    public var encoding: String
    /// How many invalid byte sequences stand as U+FFFD in the text. 0 for a sound file.
    public var damaged: Int
    /// Its parts in document order; a file that is refused as a whole is one refused part without a member.
    public var parts: [Part]
    /// What a person should know about the delivery as a whole, such as that it ends early; nil for a sound one.
    public var note: String?

    public init(format: String, encoding: String, damaged: Int = 0, parts: [Part], note: String? = nil) {
        self.format = format
        self.encoding = encoding
        self.damaged = damaged
        self.parts = parts
        self.note = note
    }

    /// A file that is refused as a whole.
    public init(format: String, encoding: String = "", refused rejection: Rejection) {
        self.init(format: format, encoding: encoding, parts: [Part(.refused(rejection))])
    }

    /// The articles among the parts, in their order.
    public var articles: [Article] { parts.compactMap(\.article) }

    /// Why the file is refused as a whole; nil where any part of it stands by itself.
    public var rejection: Rejection? {
        guard parts.count == 1, let part = parts.first, part.member == nil else { return nil }
        return part.rejection
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
        /// A story has more lines, or a page more blocks of text, than anybody writes.
        case tooManyLines = "too-many-lines"
        /// No encoding explains the bytes.
        case unknownEncoding = "unknown-encoding"
        /// There are paragraphs and nothing above them.
        case noHeadline = "no-headline"
        /// There is a headline and no paragraph.
        case noBody = "no-body"
        /// A page that lists articles.
        case indexPage = "index-page"
        /// A page without running text.
        case noArticle = "no-article"
        /// A page whose text is made by scripts.
        case needsScript = "needs-script"
        /// A page that asks to log in, to subscribe or to consent.
        case accessWall = "access-wall"
        /// A server's answer in place of a page.
        case errorPage = "error-page"
        /// A container, or a member of one, whose bytes contradict themselves.
        case brokenContainer = "broken-container"
        /// The file ends before its content does.
        case endsEarly = "ends-early"
        case encrypted
        /// A member of a container that was packed by a method without a reader.
        case unsupportedMethod = "unsupported-method"
        /// A page that was sent in a content encoding without a reader.
        case unsupportedEncoding = "unsupported-encoding"
        /// A container unpacks to more than its size allows.
        case unpacksTooLarge = "unpacks-too-large"
        case memberTooLarge = "member-too-large"
        case tooManyMembers = "too-many-members"
        /// Members of an archive share bytes.
        case overlappingMembers = "overlapping-members"
        /// It stands in more containers, or in more parts of a message, than are opened.
        case tooDeep = "too-deep"
        /// The header of a message is larger than any that programs write.
        case headerTooLarge = "header-too-large"
        /// A document ends or breaks before anything in it is whole.
        case brokenDocument = "broken-document"
        /// There are only items that are no articles: pictures, events, concepts, an empty feed.
        case noNews = "no-news"
        /// A document of a known format that no reader takes.
        case unreadFormat = "unread-format"
        /// A record of an archive whose bytes, or whose content id, do not agree with it.
        case damagedRecord = "damaged-record"
        /// XML that is no news format.
        case unknownMarkup = "unknown-markup"
        /// JSON whose keys are no article's.
        case unknownJSON = "unknown-json"
        case pdf
        /// An office document in a binary format.
        case officeDocument = "office-document"
        /// An archive of a kind that is not unpacked.
        case archive
        /// PostScript, LaTeX, roff: text among the commands of a typesetter.
        case typesetting
        /// What a system leaves in folders: `desktop.ini`, a link, `.DS_Store`.
        case systemFile = "system-file"
        case sourceCode = "source-code"
        case configuration
        case log
        /// Values in rows and columns, without a story.
        case table
        case checksums
        case fileList = "file-list"
        /// A file that only says that another is there, or that something was tried.
        case marker
        /// PGP and PEM blocks: keys, certificates, signatures, encrypted messages.
        case signature
        /// Base64, uuencode, a hexadecimal dump.
        case encodedData = "encoded-data"
        case patch
        case subtitles
        case calendar
        case contactCard = "contact-card"
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

extension Reading {
    /// Why nothing of the file is archived; nil where it has an article.
    ///
    /// Where each member was refused, it is the reason of the first, with how many there are; where there are only items of
    /// other kinds, it is `no-news`.
    public var refusal: Rejection? {
        if let rejection { return rejection }
        guard !parts.contains(where: \.isArticle) else { return nil }
        let refused = parts.compactMap { part in part.rejection.map { (part.member, $0) } }
        guard let (member, first) = refused.first else { return .noNews(notNews) }
        return Rejection(
            code: first.code,
            explanation: Rejection.explanation(ofAll: refused.count, first: member, first.explanation),
            advice: first.advice
        )
    }

    /// The members that should have been articles and are not.
    public var refusedMembers: [(member: String, rejection: Rejection)] {
        parts.compactMap { part in
            guard let member = part.member, let rejection = part.rejection else { return nil }
            return (member, rejection)
        }
    }

    /// How many items of which other kinds there are.
    public var notNews: [NotNews: Int] {
        var counts: [NotNews: Int] = [:]
        for part in parts { if case .notNews(let kind) = part.content { counts[kind, default: 0] += 1 } }
        return counts
    }
}

extension Rejection {
    /// The refusal of a delivery without an article, given how many of its members were refused.
    ///
    /// - Parameters:
    ///   - member: where the first of them stood.
    ///   - explanation: why that one was refused.
    package static func explanation(ofAll count: Int, first member: String?, _ explanation: String) -> String {
        let which = member.map { "\($0): " } ?? ""
        return count == 1
            ? "\(which)\(explanation)" : "None of its \(count) members is an article. The first, \(which)\(explanation)"
    }

    package static func noNews(_ kinds: [NotNews: Int]) -> Rejection {
        let list = kinds.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
        return Rejection(
            code: .noNews,
            explanation: list.isEmpty
                ? "It holds no item."
                : "It holds no article, but items of other kinds: \(list.joined(separator: ", ")).",
            advice: "No action is needed: such items are not archived."
        )
    }
}
