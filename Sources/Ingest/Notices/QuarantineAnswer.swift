internal import FoundationEssentials
public import LinuxIO

/// What came of a ``QuarantineNotice``: it stands beside the notice until whoever has written that has read it, and nobody
/// else needs it. What counts is in the ledger.
public struct QuarantineAnswer: Sendable, Equatable {
    /// What came of one file.
    public enum Result: Sendable, Equatable {
        /// It was thrown away, or stands in the inbox under this path; nil too where an earlier look has put it back.
        case done(Path?)
        /// It is no longer in quarantine.
        case gone
        /// Something waits in the inbox under this path, which is its own or that of one of its folders; nothing was done.
        case taken(Path)
        /// Nothing was done, for this reason.
        case failed(String)
        /// The ledger tells of it already, and the desk keeps trying to do it: for this reason it could not yet.
        case delayed(String)
    }

    /// One for each file of the notice, in its order.
    public var results: [Result]

    init(_ results: [Result]) {
        self.results = results
    }

    /// A result as it is written down.
    struct Written: Codable {
        var what: String
        var why: String?

        init(_ result: Result) {
            switch result {
            case .done(let path): (what, why) = ("done", path?.percentEncoded)
            case .gone: what = "gone"
            case .taken(let path): (what, why) = ("taken", path.percentEncoded)
            case .failed(let reason): (what, why) = ("failed", reason)
            case .delayed(let reason): (what, why) = ("delayed", reason)
            }
        }

        /// Nil where the word is none of them.
        var result: Result? {
            switch what {
            case "done": .done(why.flatMap { Path(percentEncoded: $0) })
            case "gone": .gone
            case "taken": .taken(why.flatMap { Path(percentEncoded: $0) } ?? "")
            case "failed": .failed(why ?? "")
            case "delayed": .delayed(why ?? "")
            default: nil
            }
        }
    }

    private struct Document: Codable {
        var results: [Written]
    }

    init?(json: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)) else { return nil }
        results = document.results.compactMap(\.result)
        if results.count < document.results.count { return nil }
    }

    var json: [UInt8] {
        // Nothing in it can fail to be encoded.
        (try? JSONEncoder().encode(Document(results: results.map(Written.init)))).map { [UInt8]($0) } ?? []
    }

    /// What the inbox has where a file was to be put back, as part of a sentence.
    ///
    /// - Parameters:
    ///   - path: what is in the way.
    ///   - target: the path that the file is to have.
    public static func inboxHas(_ path: Path, inPlaceOf target: Path) -> String {
        path.components.count < target.components.count
            ? "the inbox has the file \(path.display), and \(target.display) needs a folder of that name"
            : "the inbox has another \(path.display)"
    }

    /// Whether the desk has still something to do.
    var isDelayed: Bool {
        results.contains(where: \.isDelayed)
    }
}

extension QuarantineAnswer.Result {
    /// Whether it was done.
    public var isDone: Bool {
        if case .done = self { true } else { false }
    }

    /// Whether the desk keeps trying.
    var isDelayed: Bool {
        if case .delayed = self { true } else { false }
    }
}
