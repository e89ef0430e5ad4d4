import Search

/// What an answer says of the articles that it leaves out because the desk has withdrawn their stories.
enum WithdrawnNote {
    /// Says on stderr how many were left out, if any were.
    ///
    /// - Parameters:
    ///   - advice: how to have them.
    ///   - count: how many there are; asked only where anything was ever withdrawn.
    static func tell(_ lookup: Lookup, _ advice: String, _ count: () throws -> Int) throws {
        guard try lookup.hasWithdrawn() else { return }
        let count = try count()
        if count == 0 { return }
        let articles = count == 1 ? "1 withdrawn article is" : "\(Figure.grouped(Int64(count))) withdrawn articles are"
        complain("\(articles) left out; \(advice)")
    }
}
