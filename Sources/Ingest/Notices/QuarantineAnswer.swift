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

    private struct Document: Codable {
        struct Result: Codable {
            var what: String
            var why: String?
        }

        var results: [Result]
    }

    init?(json: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)) else { return nil }
        var results: [Result] = []
        for result in document.results {
            switch result.what {
            case "done": results.append(.done)
            case "gone": results.append(.gone)
            case "taken": results.append(.taken)
            case "failed": results.append(.failed(result.why ?? ""))
            case "delayed": results.append(.delayed(result.why ?? ""))
            default: return nil
            }
        }
        self.results = results
    }

    var json: [UInt8] {
        let document = Document(
            results: results.map { result in
                switch result {
                case .done: .init(what: "done")
                case .gone: .init(what: "gone")
                case .taken: .init(what: "taken")
                case .failed(let why): .init(what: "failed", why: why)
                case .delayed(let why): .init(what: "delayed", why: why)
                }
            }
        )
        // Nothing in it can fail to be encoded.
        return (try? JSONEncoder().encode(document)).map { [UInt8]($0) } ?? []
    }

    /// Whether the desk has still something to do.
    var isDelayed: Bool {
        results.contains { if case .delayed = $0 { true } else { false } }
    }
}
