import Archive
import Article

/// What a delivery holds beside the articles that are archived or known: each part has its answer.
struct Remainder: Sendable {
    /// The members that should have been articles and are not.
    var setAside: [Member] = []
    /// Items of other kinds.
    var notNews: [NotNews: Int] = [:]
    /// What a person should know about the delivery as a whole, such as that it ends early.
    var note: String?
    /// All of these parts, and a file that is refused as a whole, by what they were read as.
    private(set) var counts: [PartCount] = []

    /// A member that was refused.
    struct Member: Sendable {
        /// Where in the delivery it stood.
        var name: String
        var refusal: PreparedDelivery.Refusal
        /// Its own bytes; nil where it has none, as an item of a feed.
        var bytes: [UInt8]?
        /// What is noted with these bytes.
        var note = ReadingNote()
    }

    /// How many members were refused, those included that are only counted.
    private(set) var refused = 0
    /// How many of them have bytes to be set aside, or had.
    private var filed = 0

    /// The most members of a delivery whose bytes are set aside; further ones are only told.
    static let mostSetAside = 100
    /// The most members of a delivery that are told one by one; further ones are only counted.
    static let mostTold = 1_000

    /// Nothing.
    init() {}

    /// Counts a part that is not an article.
    mutating func count(_ part: PartCount) { PartCount.add([part], to: &counts) }

    /// What the ledger is to tell of it, where nothing is to be set aside.
    var told: Remainder {
        var told = self
        for index in told.setAside.indices { told.setAside[index].bytes = nil }
        return told
    }

    /// Takes in a member that was refused, and tells how many bytes of memory it takes.
    mutating func add(_ member: Member) -> Int {
        refused += 1
        guard setAside.count < Remainder.mostTold else { return 0 }
        var member = member
        member.name = String(member.name.prefix(Remainder.longestName))
        if filed >= Remainder.mostSetAside { member.bytes = nil }
        if member.bytes != nil { filed += 1 }
        setAside.append(member)
        return member.weight
    }

    /// The longest name of a member that is told, in characters.
    static let longestName = 1_024

    /// Hands on what is to be set aside now, and keeps what is told of it.
    mutating func takeBytes() -> Remainder {
        var taken = Remainder()
        taken.setAside = setAside.filter { $0.bytes != nil }
        for index in setAside.indices { setAside[index].bytes = nil }
        return taken
    }

    /// `archived 97 of 100; 2 duplicates, 1 set aside: 41.eml (no-body)`; nil where there is nothing to tell.
    ///
    /// - Parameters:
    ///   - new: how many articles have a record of their own.
    ///   - known: how many the archive had.
    func summary(new: Int, known: Int) -> String? {
        let total = new + known + refused
        if setAside.isEmpty, notNews.isEmpty, note == nil, known == 0 || new == 0 { return nil }
        var rest: [String] = []
        if known > 0 { rest.append("\(known) duplicate\(known == 1 ? "" : "s")") }
        if !setAside.isEmpty {
            let named = setAside.prefix(3).map { "\($0.name) (\($0.refusal.code))" }.joined(separator: ", ")
            rest.append("\(refused) set aside: \(named)\(refused > 3 ? ", …" : "")")
        }
        for (kind, count) in notNews.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            rest.append("\(count) no news: \(kind.rawValue)")
        }
        if let note { rest.append(note) }
        return "archived \(new) of \(total)" + (rest.isEmpty ? "" : "; " + rest.joined(separator: ", "))
    }

    /// How much memory it takes in a queue, in bytes.
    var weight: Int { setAside.reduce(0) { $0 + $1.weight } }
}

extension Remainder.Member {
    /// How much memory it takes, in bytes.
    fileprivate var weight: Int { 256 + (bytes?.count ?? 0) }
}
