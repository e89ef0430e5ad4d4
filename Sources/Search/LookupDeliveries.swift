public import Archive
import Article
public import Catalogue
import FoundationEssentials
import GRDB
public import LinuxIO

extension Lookup {
    /// One delivery, as the catalogue has it. What the archive has and the catalogue has not yet has a row beyond its last.
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
    /// What the archive has and the catalogue has not yet is not among them.
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

    /// What the archive has and the catalogue has not yet, as far as it fits, oldest first.
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
    public func deliveries(of digest: FileDigest) throws -> [Delivery] {
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

    /// What the archive has and the catalogue has not, oldest first: after a crash, or where there is no catalogue.
    private func unentered() throws -> [Delivery] {
        if let known = tail { return known }
        var entries: [Delivery] = []
        try scan(from: horizon.position) { line, _, _ in
            guard let record = try? RecordSummary(line: line) else { return true }
            let file = UnmovedDelivery.File(record.delivery.identity)
            if record.delivery.part ?? 1 > 1, let last = entries.last, last.file == file {
                entries[entries.count - 1].articles += 1
                entries[entries.count - 1].added += 1
                return true
            }
            entries.append(
                Delivery(
                    row: horizon.row + Int64(entries.count) + 1,
                    time: record.ingestedAt / 1_000_000,
                    file: file,
                    outcome: .archived,
                    sequence: record.sequence,
                    contentID: record.id,
                    articles: 1,
                    added: 1
                )
            )
            return true
        }
        tail = entries
        return entries
    }
}
