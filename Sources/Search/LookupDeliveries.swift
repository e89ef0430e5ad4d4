import Archive
import Article
public import Base
public import Catalogue
import FoundationEssentials
import GRDB
public import LinuxIO

extension Lookup {
    /// One delivery, as the catalogue has it, or will have it.
    public typealias Delivery = CatalogueReader.Entry

    /// Deliveries that are read at once.
    private static var page: Int { 1_000 }

    /// The newest deliveries that fit, the newest last; all of them for nil.
    ///
    /// - Parameter pattern: what the whole path beneath the inbox must fit.
    public func deliveries(
        _ filter: CatalogueReader.DeliveryFilter,
        pattern: NamePattern? = nil,
        limit: Int?
    ) throws -> [Delivery] {
        var newest = try unentered().reversed().filter { fits($0, filter, pattern) }
        newest = Array(newest.prefix(limit ?? .max))
        func add(_ entry: Delivery) -> Bool {
            if fits(entry, filter, pattern) { newest.append(entry) }
            return newest.count < limit ?? .max
        }
        guard newest.count < limit ?? .max, let catalogue else { return newest.reversed() }
        let indexed = filter.isEmpty && pattern == nil ? 0 : index?.mark.row ?? 0
        if try !forEach(in: indexed + 1...max(horizon.row, indexed + 1), filter, of: catalogue, add) || indexed == 0 {
            return newest.reversed()
        }
        let wanted = limit.map { $0 - newest.count }
        if let rows = asking("look up deliveries", { try self.rows(filter, pattern, limit: wanted, in: $0) }) {
            for entry in try catalogue.deliveries(rows: rows) where !add(entry) { break }
        } else {
            _ = try forEach(in: 1...indexed, filter, of: catalogue, add)
        }
        return newest.reversed()
    }

    /// Goes over the deliveries after a row, oldest first, until `body` says false.
    ///
    /// What archive and ledger have and the catalogue has not yet is not among them.
    public func forEachDelivery(
        after row: Int64,
        _ filter: CatalogueReader.DeliveryFilter,
        pattern: NamePattern? = nil,
        _ body: (Delivery) throws -> Bool
    ) throws {
        guard let catalogue else { return }
        var last = row
        while last < horizon.row {
            // In pages, so that `body` may look things up itself, and whatever it does holds up nobody who writes.
            var page: [Delivery] = []
            try catalogue.forEachDelivery(in: last + 1...horizon.row, matching: filter, newestFirst: false) { entry in
                last = entry.row
                if pattern.map({ $0.matches(entry.file.path) }) ?? true { page.append(entry) }
                return page.count < Self.page
            }
            if page.count < Self.page { last = horizon.row }
            for entry in page { if try !body(entry) { return } }
        }
    }

    /// What archive and ledger have and the catalogue has not yet, as far as it fits, oldest first.
    public func unenteredDeliveries(
        _ filter: CatalogueReader.DeliveryFilter,
        pattern: NamePattern? = nil
    ) throws -> [Delivery] {
        try unentered().filter { fits($0, filter, pattern) }
    }

    /// The last row that is looked at.
    public var lastRow: Int64 { horizon.row }

    /// Every delivery of a file of this name, oldest first: its path beneath the inbox is the name, or ends with it.
    public func deliveries(named name: Path) throws -> [Delivery] {
        let ending = Path(Array("/".utf8) + name.bytes)
        return try lookUp("name", PathBlock.hash(name.name)) { entry in
            entry.file.path == name || entry.file.path.bytes.suffix(ending.bytes.count).elementsEqual(ending.bytes)
        }
    }

    /// Every delivery of these bytes, oldest first.
    public func deliveries(of digest: SHA256Digest) throws -> [Delivery] {
        try lookUp("digest", DeliveryRows.number(of: digest)) { $0.file.digest == digest }
    }

    /// Every delivery that brought an article, or was a duplicate of it, oldest first.
    public func deliveries(ofArticle sequence: Int64) throws -> [Delivery] {
        var found = try lookUp("seq", sequence) { $0.sequence == sequence }
        // One of several articles of a delivery is not the one that its row names.
        if let catalogue, let bringing = try catalogue.delivery(bringing: sequence),
            !found.contains(where: { $0.row == bringing.row })
        {
            found.insert(bringing, at: 0)
        }
        if let bringing = try unenteredDeliveries().delivery(bringing: sequence),
            !found.contains(where: { $0.row == bringing.row })
        {
            found.insert(bringing, at: 0)
        }
        return found
    }

    /// Deliveries by a column of the index that holds a number.
    private func lookUp(_ column: String, _ number: Int64, _ isWanted: (Delivery) -> Bool) throws -> [Delivery] {
        var found: [Delivery] = []
        if let catalogue {
            let rows = asking("look up deliveries") { try self.rows(column, number, in: $0) }
            if let rows { found += try catalogue.deliveries(rows: rows).filter(isWanted) }
            let indexed = rows == nil ? 0 : index?.mark.row ?? 0
            if indexed < horizon.row {
                try catalogue.forEachDelivery(
                    in: indexed + 1...horizon.row,
                    matching: .init(),
                    newestFirst: false
                ) { entry in
                    if isWanted(entry) { found.append(entry) }
                    return true
                }
            }
        }
        return found + (try unentered().filter(isWanted))
    }

    private func rows(_ column: String, _ number: Int64, in index: IndexReader) throws -> [Int64] {
        try index.read("look up deliveries") { database in
            try Int64.fetchAll(
                database,
                sql: "SELECT row FROM delivery WHERE \(column) = ? AND row <= ? ORDER BY row",
                arguments: [number, index.mark.row]
            )
        }
    }

    private func fits(_ entry: Delivery, _ filter: CatalogueReader.DeliveryFilter, _ pattern: NamePattern?) -> Bool {
        filter.matches(entry) && pattern.map { $0.matches(entry.file.path) } ?? true
    }

    /// Goes backwards over rows of the catalogue; returns whether `body` wanted all of them.
    private func forEach(
        in rows: ClosedRange<Int64>,
        _ filter: CatalogueReader.DeliveryFilter,
        of catalogue: CatalogueReader,
        _ body: (Delivery) -> Bool
    ) throws -> Bool {
        var goesOn = true
        try catalogue.forEachDelivery(in: rows, matching: filter, newestFirst: true) { entry in
            goesOn = body(entry)
            return goesOn
        }
        return goesOn
    }

    /// The rows of the index that fit, newest first.
    private func rows(
        _ filter: CatalogueReader.DeliveryFilter,
        _ pattern: NamePattern?,
        limit: Int?,
        in index: IndexReader
    ) throws -> [Int64] {
        try index.read("look up deliveries") { database in
            if let pattern {
                let search = PathSearch(filter: filter, pattern: pattern, database: database)
                return try search.rows(upTo: index.mark.row, limit: limit)
            }
            guard let range = try DeliveryRows.range(of: filter, upTo: index.mark.row, in: database) else { return [] }
            let sql = """
                SELECT row FROM delivery WHERE \(filter.condition) AND row BETWEEN ? AND ?
                ORDER BY row DESC LIMIT \(limit ?? -1)
                """
            return try Int64.fetchAll(database, sql: sql, arguments: [range.lowerBound, range.upperBound])
        }
    }

    /// What archive and ledger have and the catalogue has not, oldest first: after a crash, or where there is no catalogue.
    private func unentered() throws -> [Delivery] { try unenteredDeliveries().deliveries }

    private func unenteredDeliveries() throws -> UnenteredDeliveries {
        if let known = tail { return known }
        var deliveries = UnenteredDeliveries()
        var sequence = try DeliverySequence(archive, ledger, from: horizon)
        var count = 0
        while let piece = try sequence.next() {
            count += 1
            if count % 256 == 0, let position = sequence.mark.archive { progress(position) }
            deliveries.add(piece)
        }
        if let catalogue { try deliveries.find { try catalogue.contentID(of: $0) } }
        tail = deliveries
        return deliveries
    }
}

/// Deliveries that were read from archive and ledger, and are in no catalogue.
struct UnenteredDeliveries {
    private(set) var deliveries: [Lookup.Delivery] = []
    /// The places of deliveries by their numbers, and of articles: what brought them, and what they are.
    private var places: [Int64: Int] = [:]
    private var articles: [Int64: (place: Int, id: ContentID)] = [:]

    /// Takes in a piece.
    mutating func add(_ piece: DeliverySequence.Piece) {
        let entry = piece.entry
        let file = UnmovedDelivery.File(
            path: entry.path,
            bytes: entry.bytes,
            modified: entry.modified,
            digest: entry.digest
        )
        if piece.isFurther {
            // What belongs to a delivery that the catalogue has is told when it is entered.
            guard let place = places[piece.number], deliveries[place].file == file else { return }
            deliveries[place].added += entry.added.count
            deliveries[place].articles = max(deliveries[place].articles, entry.articles, deliveries[place].added)
            deliveries[place].explanation = deliveries[place].explanation ?? entry.explanation
            take(entry.added, of: place)
            return
        }
        places[piece.number] = deliveries.count
        take(entry.added, of: deliveries.count)
        deliveries.append(
            Lookup.Delivery(
                row: piece.number,
                time: entry.time.dividedDown(by: 1_000_000),
                file: file,
                outcome: entry.outcome,
                reason: entry.reason,
                explanation: entry.explanation,
                sequence: entry.sequence,
                contentID: entry.sequence.flatMap { articles[$0]?.id },
                articles: entry.articles,
                added: entry.added.count,
                departure: entry.departure
            )
        )
    }

    private mutating func take(_ added: [DeliveryEntry.AddedArticle], of place: Int) {
        for article in added { articles[article.sequence] = (place, article.contentID) }
    }

    /// Looks up the content ids of articles that none of these deliveries brought.
    mutating func find(_ id: (Int64) throws -> ContentID?) rethrows {
        for place in deliveries.indices where deliveries[place].contentID == nil {
            deliveries[place].contentID = try deliveries[place].sequence.flatMap(id)
        }
    }

    /// The delivery that brought an article.
    func delivery(bringing sequence: Int64) -> Lookup.Delivery? {
        articles[sequence].map { deliveries[$0.place] }
    }
}
