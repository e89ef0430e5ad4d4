internal import FoundationEssentials

/// What came of a ``QuarantineNotice``: it stands beside the notice until whoever has written that has read it, and nobody
/// else needs it. What counts is in the ledger.
public struct QuarantineAnswer: Sendable, Equatable {
    /// What came of one file.
    public enum Result: Sendable, Equatable {
        /// It was thrown away, or stands in the inbox.
        case done
        /// It is no longer in quarantine.
        case gone
        /// A file of its path waits in the inbox; nothing was done.
        case taken
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
            case .done: what = "done"
            case .gone: what = "gone"
            case .taken: what = "taken"
            case .failed(let reason): (what, why) = ("failed", reason)
            case .delayed(let reason): (what, why) = ("delayed", reason)
            }
        }

        /// Nil where the word is none of them.
        var result: Result? {
            switch what {
            case "done": .done
            case "gone": .gone
            case "taken": .taken
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

    /// Whether the desk has still something to do.
    var isDelayed: Bool {
        results.contains(where: \.isDelayed)
    }
}

extension QuarantineAnswer.Result {
    /// Whether the desk keeps trying.
    var isDelayed: Bool {
        if case .delayed = self { true } else { false }
    }
}
