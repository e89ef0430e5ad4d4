public import Article
public import LinuxIO

/// Reads a whole archive and says what is wrong with it, and where.
///
/// Each line is held to the rules of <doc:RecordFormat>, the numbers must have no gap, each content id is computed again
/// from the headline and body, and no id may stand twice. Memory is bounded however long the archive is: see
/// ``identifiersInMemory``.
public struct ArchiveVerifier: Sendable {
    private let archive: ArchiveDirectory
    /// Whether a daemon may be appending: what stands behind the last newline is then no finding.
    private let isBeingWritten: Bool
    /// How many content ids are compared at once, at 8 bytes each. An archive with more records is gone through again for
    /// the rest, reading little more than the ids.
    private let identifiersInMemory: Int

    /// A verifier of this archive.
    public init(_ archive: ArchiveDirectory, isBeingWritten: Bool = false, identifiersInMemory: Int = 12 << 20) {
        self.archive = archive
        self.isBeingWritten = isBeingWritten
        self.identifiersInMemory = max(2, identifiersInMemory)
    }

    /// Something that is wrong.
    public struct Finding: Sendable, Equatable, CustomStringConvertible {
        public enum Problem: Sendable, Equatable {
            /// The line is no sound record.
            case damaged(RecordFault)
            /// The line's number does not follow on the one before.
            case sequence(expected: Int64, found: Int64)
            /// The content id is not that of the headline and body, which is this one.
            case contentID(ContentID)
            /// The same content stands at an earlier place too.
            case duplicate(of: ArchivePosition)
            /// The line was committed on a later day than its segment's.
            case day
            /// The segment could not be read from here on.
            case unreadable(SystemError)
        }

        /// Where the line begins.
        public var position: ArchivePosition
        /// Which line of its segment it is, counted from 1.
        public var line: Int
        public var problem: Problem

        private var noun: String { position.segment.kind == .articles ? "record" : "line" }
        private var verb: String { position.segment.kind == .articles ? "ingested" : "written" }

        public var description: String {
            let what =
                switch problem {
                case .damaged(let fault): "\(fault)"
                case .sequence(let expected, let found):
                    "the \(noun) has the number \(found), and \(expected) was next"
                case .contentID(let id): "the content id does not match the headline and body, whose id is \(id)"
                case .duplicate(let first): "the content stands in the archive already, at \(first)"
                case .day: "the \(noun) was \(verb) on a later day than its segment's"
                case .unreadable(let error): "cannot be read from here on: \(error)"
                }
            return "\(position.segment), line \(line), byte \(position.offset): \(what)"
        }
    }

    /// How far a verification has come.
    public struct Progress: Sendable, Equatable {
        public var bytes: Int64 = 0
        /// Bytes in the archive when it was begun.
        public var totalBytes: Int64 = 0
        public var segments = 0
        public var records: Int64 = 0
        public var findings = 0

        /// Nothing done yet.
        public init() {}
    }

    /// Goes through the archive.
    ///
    /// - Parameters:
    ///   - progress: is told every mebibyte or so how far it is.
    ///   - record: is given each sound record, for whoever compares them with something else.
    ///   - finding: is given each finding, in the order of the archive, duplicates last.
    /// - Returns: the progress at the end.
    /// - Throws: when the archive's folders cannot be read; a segment that cannot is a finding.
    public func verify(
        progress: (Progress) -> Void = { _ in },
        record: ((_ record: Record, _ position: ArchivePosition, _ length: Int) -> Void)? = nil,
        finding: (Finding) -> Void
    ) throws(SystemError) -> Progress {
        let segments = try archive.segments()
        var prefixes = PrefixRange(capacity: identifiersInMemory)
        var state = SegmentPassage<Record>(archive, isBeingWritten: isBeingWritten).run(
            segments,
            progress: progress,
            finding: finding
        ) { line in
            let read = line.content
            prefixes.take(read.id)
            record?(read, line.position, line.length)
            let id = read.computedID
            return id == read.id ? nil : .contentID(id)
        }
        try findDuplicates(prefixes, in: segments.map(\.name)) {
            finding($0)
            state.findings += 1
        }
        return state
    }
}

extension ArchiveVerifier {
    /// Finds articles that stand twice with nothing new: first among their first 8 bytes, then, where two agree, among the whole ids.
    private func findDuplicates(
        _ first: PrefixRange,
        in segments: [SegmentName],
        finding: (Finding) -> Void
    ) throws(SystemError) {
        var range = first
        while true {
            let suspects = range.repeated()
            if !suspects.isEmpty {
                var places: [ContentID: ArchivePosition] = [:]
                readIDs(in: segments) { id, line, position, number in
                    guard suspects.contains(PrefixRange.prefix(id)) else { return }
                    // A kill of a story has the story's id, and says something new.
                    let key = (try? RecordSummary(line: line))?.key ?? id
                    if let earlier = places[key] {
                        finding(Finding(position: position, line: number, problem: .duplicate(of: earlier)))
                    } else {
                        places[key] = position
                    }
                }
            }
            guard let next = range.next() else { return }
            range = next
            readIDs(in: segments) { id, _, _, _ in range.take(id) }
        }
    }

    private func readIDs(in segments: [SegmentName], _ body: (ContentID, Span<UInt8>, ArchivePosition, Int) -> Void) {
        for name in segments {
            // What cannot be read has been found by now.
            guard let file = try? archive.open(name) else { continue }
            var lines = SegmentLines(file, from: 0)
            var number = 0
            while (try? lines.advance()) == true {
                number += 1
                guard lines.fault == nil, let head = RecordHead(lines.line),
                    (try? RecordLayout.checkedEnd(lines.line)) != nil
                else { continue }
                body(head.id, lines.line, ArchivePosition(segment: name, offset: lines.offset), number)
            }
        }
    }
}

/// The first 8 bytes of content ids, as many as fit: those of a range that shrinks when there are too many.
struct PrefixRange {
    private let capacity: Int
    private let lowest: UInt64
    private var highest = UInt64.max
    private var prefixes: [UInt64] = []

    init(capacity: Int, from lowest: UInt64 = 0) {
        self.capacity = capacity
        self.lowest = lowest
    }

    static func prefix(_ id: ContentID) -> UInt64 {
        id.withBytes { bytes in
            var prefix: UInt64 = 0
            for index in 0..<8 { prefix = prefix << 8 | UInt64(bytes[index]) }
            return prefix
        }
    }

    mutating func take(_ id: ContentID) {
        let prefix = PrefixRange.prefix(id)
        guard prefix >= lowest, prefix <= highest else { return }
        while prefixes.count >= capacity, highest > lowest {
            highest = lowest + (highest - lowest) / 2
            prefixes.removeAll { $0 > highest }
        }
        if prefix <= highest { prefixes.append(prefix) }
    }

    /// The prefixes that were taken more than once.
    mutating func repeated() -> Set<UInt64> {
        prefixes.sort()
        var repeated: Set<UInt64> = []
        for (one, other) in zip(prefixes, prefixes.dropFirst()) where one == other { repeated.insert(one) }
        return repeated
    }

    /// The range behind this one, empty; nil behind the last.
    func next() -> PrefixRange? {
        highest == .max ? nil : PrefixRange(capacity: capacity, from: highest + 1)
    }
}
