import Archive
import Article
import LinuxIO

/// A delivery that was read and parsed, on its way to the archive: nothing about it is durable yet.
///
/// A class, because it goes through queues and plans, and a copy of its fields would cost more than the queue.
final class PreparedDelivery: Sendable {
    /// The file; it is closed when the delivery is let go.
    let file: Disposer.File
    /// The digest of the bytes; nil where they were not read.
    let digest: FileDigest?
    let content: Content
    /// When the file was complete, as far as its times tell: nanoseconds since 1970.
    let completed: Int64

    init(file: Disposer.File, digest: FileDigest?, content: Content, completed: Int64) {
        self.file = file
        self.digest = digest
        self.content = content
        self.completed = completed
    }

    /// What the bytes turned out to be.
    enum Content: Sendable {
        case articles([RecordTail])
        case refused(Refusal)
        /// The name fits this pattern: it is left where it is.
        case ignored(NamePattern)
    }

    /// Whether it is left where it is.
    var isIgnored: Bool {
        if case .ignored = content { true } else { false }
    }

    /// Why a file goes to quarantine.
    struct Refusal: Sendable, Equatable {
        /// In one word.
        var code: String
        /// In sentences for a person: what it is, and what to do.
        var explanation: String
        var advice: String
    }

    /// How much memory it takes in a queue, in bytes.
    var weight: Int {
        switch content {
        case .articles(let tails): tails.reduce(1024) { $0 + $1.bytes.count }
        case .refused, .ignored: 1024
        }
    }
}
