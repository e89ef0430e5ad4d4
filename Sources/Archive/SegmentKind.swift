import Article
public import LinuxIO

/// What stands in segments: each kind in a folder of its own, under names of its own, by the same rules.
public enum SegmentKind: Sendable, Hashable, CaseIterable {
    /// The archive: records of articles.
    case articles
    /// The ledger: what became of deliveries.
    case deliveries

    /// What all of its segments together are called.
    public var name: String {
        switch self {
        case .articles: "archive"
        case .deliveries: "ledger"
        }
    }

    /// What one of its lines is called.
    public var lineName: String {
        switch self {
        case .articles: "record"
        case .deliveries: "line"
        }
    }

    /// The folder beneath the state directory that its segments stand in.
    public var folder: Path {
        switch self {
        case .articles: StateDirectory.archive
        case .deliveries: StateDirectory.deliveries
        }
    }

    /// How the name of a segment begins.
    var stem: String {
        switch self {
        case .articles: "articles-"
        case .deliveries: "deliveries-"
        }
    }
}

/// A line of a segment, read in full.
public protocol SegmentLine: Sendable {
    /// In what segments it stands.
    static var kind: SegmentKind { get }
    /// Its number among all lines of its kind, counted from 1 without a gap.
    var sequence: Int64 { get }
    /// When it was committed, in nanoseconds since 1970, to the millisecond: one time for all lines of a batch.
    var committedAt: Int64 { get }

    /// Reads a line, without its newline, and holds it to the rules of its format.
    init(line: Span<UInt8>) throws(RecordFault)
}

/// The beginning of a line, which alone tells its number and its time.
struct LineHead: Sendable {
    var sequence: Int64
    var committedAt: Int64

    /// Nil where the line is none of this version.
    init?(_ line: Span<UInt8>, of kind: SegmentKind) {
        switch kind {
        case .articles:
            guard let head = RecordHead(line) else { return nil }
            sequence = head.sequence
            committedAt = head.ingestedAt
        case .deliveries:
            do throws(RecordFault) {
                var input = JSONInput(line)
                (sequence, committedAt) = try input.ledgerHead()
            } catch {
                return nil
            }
        }
    }
}

/// The beginning of a record's line.
struct RecordHead: Sendable {
    var sequence: Int64
    var id: ContentID
    var ingestedAt: Int64

    /// Nil where the line is none of this version.
    init?(_ line: Span<UInt8>) {
        do throws(RecordFault) {
            var input = JSONInput(line)
            try input.expect(.start, or: .version)
            sequence = try input.number(in: 1...Int64.max)
            try input.expect(.id, or: .missingKey)
            id = try input.contentID()
            try input.expect(.ingestedAt, or: .missingKey)
            ingestedAt = try input.time(digits: 3)
        } catch {
            return nil
        }
    }
}
