import Archive
public import Catalogue

extension Lookup {
    /// The members of a delivery that had several, or one in a container: its articles in their order, then those that were
    /// refused, then those that are only counted. Empty for a file that is an article itself.
    ///
    /// - Parameter limit: the most articles that are read from the archive; nil for all.
    /// - Returns: the members, and how many more articles have a record.
    public func members(of delivery: Delivery, limit: Int?) throws -> (listed: [DeliveryMember], more: Int) {
        var members: [DeliveryMember] = []
        var records: [(position: ArchivePosition, length: Int)] = []
        let wanted = min(delivery.added, limit ?? .max)
        if let catalogue, delivery.row <= horizon.row {
            members = try catalogue.members(of: delivery.row)
            if let first = delivery.sequence, wanted > 0 {
                records = try catalogue.records(of: delivery.row, from: first, limit: wanted)
                    .map { ($0.position, $0.length) }
            }
        } else if let entry = try unenteredEntry(of: delivery.row) {
            members = entry.members
            records = entry.added.prefix(wanted).map { ($0.position, $0.length) }
        }
        let reader = ArchiveReader(archive)
        for record in records {
            let member = try unlessDamaged { try DeliveryMember(of: record.position, record.length, reader) } ?? nil
            if let member { members.append(member) }
        }
        if members.count == 1, members[0].name == nil, members[0].outcome == .archived { return ([], 0) }
        let sorted = members.enumerated().sorted {
            ($0.element.rank, $0.element.part ?? 0, $0.offset) < ($1.element.rank, $1.element.part ?? 0, $1.offset)
        }
        return (sorted.map(\.element), delivery.added - records.count)
    }

    /// All that archive and ledger tell of a delivery that is in no catalogue.
    private func unenteredEntry(of number: Int64) throws -> DeliveryEntry? {
        var entry: DeliveryEntry?
        var sequence = try DeliverySequence(archive, ledger, from: horizon)
        while let piece = try sequence.next() {
            guard piece.number == number else { continue }
            if entry == nil { entry = piece.entry } else { entry?.add(piece.entry) }
        }
        return entry
    }
}

extension DeliveryMember {
    /// The member that a record tells of; nil where its segment cannot be read, which `verify` tells.
    fileprivate init?(of position: ArchivePosition, _ length: Int, _ reader: ArchiveReader) throws(ArchiveReadError) {
        let line: [UInt8]
        do throws(ArchiveReadError) {
            line = try reader.soundLine(at: position, length: length)
        } catch {
            if case .system = error { return nil }
            throw error
        }
        do throws(RecordFault) {
            self.init(try RecordSummary(line: line.span))
        } catch {
            throw .damaged(position, error)
        }
    }

    /// Articles stand before what is none, and what is only counted stands last.
    fileprivate var rank: Int {
        switch outcome {
        case _ where name == nil && outcome != .archived: 2
        case .archived, .duplicate: 0
        case .refused, .noNews: 1
        }
    }
}
