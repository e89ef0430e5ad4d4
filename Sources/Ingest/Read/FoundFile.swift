import Base
import LinuxIO

/// A file of the inbox that is open, and that nobody was writing when it was read.
struct FoundFile {
    var claim: InboxWatch.Claim
    var file: OpenFile
    /// As it was when it was opened.
    var status: FileStatus
    var suspect: Suspects.File
    /// What is known of it beside its content.
    var note: ReadingNote
    var content: Content

    /// What was read of it.
    enum Content {
        /// All.
        case bytes([UInt8])
        /// Its digest and how it begins; the rest is read piece by piece.
        case pieces(SHA256Digest, head: [UInt8])
    }

    /// Beneath the inbox.
    var path: Path { claim.candidate.path }

    /// Whether more of it is read while it is parsed.
    var isInPieces: Bool { if case .pieces = content { true } else { false } }

    /// The digest of its bytes.
    var digest: SHA256Digest {
        switch content {
        case .bytes(let bytes): SHA256Digest(of: bytes)
        case .pieces(let digest, _): digest
        }
    }
}
