import Article

/// What a delivery holds beside the articles that are archived or known: each part has its answer.
struct Remainder: Sendable {
    /// The members that should have been articles and are not.
    var setAside: [Member] = []
    /// Items of other kinds.
    var notNews: [NotNews: Int] = [:]
    /// What a person should know about the delivery as a whole, such as that it ends early.
    var note: String?

    /// A member that was refused.
    struct Member: Sendable {
        /// Where in the delivery it stood.
        var name: String
        var refusal: PreparedDelivery.Refusal
        /// Its own bytes; nil where it has none, as an item of a feed.
        var bytes: [UInt8]?
    }

    /// The most members of a delivery whose bytes are set aside; the others are only told.
    static let mostSetAside = 100

    init() {}

    init(_ reading: Reading) {
        note = reading.note
        notNews = reading.notNews
        for part in reading.parts {
            guard let name = part.member, let rejection = part.rejection else { continue }
            setAside.append(
                Member(
                    name: name,
                    refusal: PreparedDelivery.Refusal(
                        code: .reader(rejection.code),
                        explanation: rejection.explanation,
                        advice: rejection.advice
                    ),
                    bytes: setAside.count < Remainder.mostSetAside ? part.source?.bytes : nil
                )
            )
        }
    }

    /// `archived 97 of 100; 2 duplicates, 1 set aside: 41.eml (no-body)`; nil where there is nothing to tell.
    ///
    /// - Parameters:
    ///   - new: how many articles have a record of their own.
    ///   - known: how many the archive had.
    func summary(new: Int, known: Int) -> String? {
        let total = new + known + setAside.count
        if setAside.isEmpty, notNews.isEmpty, note == nil, known == 0 || new == 0 { return nil }
        var rest: [String] = []
        if known > 0 { rest.append("\(known) duplicate\(known == 1 ? "" : "s")") }
        if !setAside.isEmpty {
            let named = setAside.prefix(3).map { "\($0.name) (\($0.refusal.code))" }.joined(separator: ", ")
            rest.append("\(setAside.count) set aside: \(named)\(setAside.count > 3 ? ", …" : "")")
        }
        for (kind, count) in notNews.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            rest.append("\(count) no news: \(kind.rawValue)")
        }
        if let note { rest.append(note) }
        return "archived \(new) of \(total)" + (rest.isEmpty ? "" : "; " + rest.joined(separator: ", "))
    }

    /// How much memory it takes in a queue, in bytes.
    var weight: Int { setAside.reduce(0) { $0 + 256 + ($1.bytes?.count ?? 0) } }
}
