import Archive
import Article
import Base
import LinuxIO
import Stories

/// A delivery that was read and parsed, on its way to the archive: nothing about it is durable yet.
///
/// A class, because it goes through queues and plans, and a copy of its fields would cost more than the queue.
final class PreparedDelivery: Sendable {
    /// The file; it is closed when the delivery is let go.
    let file: ClaimedFile
    /// The digest of the bytes; nil where they were not read.
    let digest: SHA256Digest?
    /// Its time of modification when it got its answer; the file's own where it has none yet. A sender may set the time of
    /// a file that lingers, and makes no further delivery of it by that.
    let modified: Int64
    let content: Content
    /// What decides which stories its articles belong to, in their order.
    let facts: [StoryFacts]
    /// The records of a part of an upload that it completes, by the places of their articles in the file, from 1.
    let pieces: [Int: ArchivedFiles.Piece]
    /// What it holds beside articles.
    let remainder: Remainder
    /// Which slice of its delivery it is; nil where it is all of it.
    let slice: Slice?
    /// Whether it is a notice of whoever runs the desk, and no sender waits for it.
    let isNotice: Bool
    /// When the file was complete, as far as its times tell: nanoseconds since 1970.
    let completed: Int64

    init(
        file: ClaimedFile,
        digest: SHA256Digest?,
        answered: Candidate.Answered? = nil,
        content: Content,
        facts: [StoryFacts] = [],
        pieces: [Int: ArchivedFiles.Piece] = [:],
        remainder: Remainder = Remainder(),
        slice: Slice? = nil,
        isNotice: Bool = false,
        completed: Int64
    ) {
        self.file = file
        self.digest = digest
        let isAnswered = answered.map { $0.digest == digest && $0.status.identity == file.status.identity } ?? false
        modified = isAnswered ? answered?.status.modified ?? file.status.modified : file.status.modified
        self.content = content
        self.facts = facts
        self.pieces = pieces
        self.remainder = remainder
        self.slice = slice
        self.isNotice = isNotice
        self.completed = completed
    }

    /// A part of a delivery that is committed before the rest of it is read.
    struct Slice: Sendable {
        /// How far the delivery has come.
        let progress: DeliveryProgress
        /// Whether the delivery ends with it: its file then has its answer.
        let isLast: Bool
    }

    /// Whether further slices of the delivery follow, and its file has no answer yet.
    var isPartial: Bool { slice?.isLast == false }

    /// What the bytes turned out to be.
    enum Content: Sendable {
        case articles([RecordTail])
        case refused(Refusal)
        /// It holds items, and none that is an article; the sentence says which.
        case noNews(String)
        /// It is left where it is, by this rule.
        case ignored(LeftAlone)
    }

    /// Which delivery it is; nil where its bytes were not read.
    var identity: DeliveryIdentity? {
        digest.map { DeliveryIdentity(path: file.path, bytes: file.status.size, modified: modified, digest: $0) }
    }

    /// Whether it is left where it is.
    var isIgnored: Bool {
        if case .ignored = content { true } else { false }
    }

    /// Why a file goes to quarantine.
    struct Refusal: Sendable, Equatable {
        var code: RefusalCode
        /// In sentences for a person: what it is, and what to do.
        var explanation: String
        var advice: String

        init(code: RefusalCode, explanation: String, advice: String) {
            self.code = code
            self.explanation = explanation
            self.advice = advice
        }

        /// As a reader has refused it.
        init(_ rejection: Rejection) {
            self.init(
                code: .reader(rejection.code),
                explanation: rejection.explanation,
                advice: rejection.advice
            )
        }
    }

    /// How much memory it takes in a queue, in bytes.
    var weight: Int {
        switch content {
        case .articles(let tails):
            facts.reduce(tails.reduce(1024 + remainder.weight) { $0 + $1.bytes.count }) { $0 + $1.weight }
        case .refused, .noNews, .ignored: 1024
        }
    }
}
