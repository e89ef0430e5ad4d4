public import LinuxIO

/// The gaps in the numbers of archive and ledger that an administrator has accepted (`wiredesk verify --repair`), so that a
/// catalogue can be made again, and a follower can go on, without asking once more.
public struct AcceptedGaps {
    private let stateDirectory: Path
    private let fileSystem: any FileSystem
    private var numbers: Set<Numbers>

    private struct Numbers: Hashable {
        var kind: SegmentKind
        var range: ClosedRange<Int64>
    }

    /// The first word of a line of the file; the first and the last missing number follow.
    private static func word(_ kind: SegmentKind) -> String { kind.lineName + "s" }
    private static let largestFile = 1 << 20

    /// Reads which ones were accepted in this state directory.
    public init(in stateDirectory: Path, on fileSystem: any FileSystem) throws(SystemError) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
        numbers = []
        var bytes = [UInt8](repeating: 0, count: AcceptedGaps.largestFile)
        do throws(SystemError) {
            let file = try fileSystem.open(
                StateDirectory.acceptedGaps,
                in: try fileSystem.openRoot(stateDirectory),
                .read
            )
            var span = bytes.mutableSpan
            let count = try fileSystem.readFully(file, at: 0, into: &span)
            bytes.removeLast(AcceptedGaps.largestFile - count)
        } catch  where error.isMissing {
            return
        }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 3,
                let kind = SegmentKind.allCases.first(where: { AcceptedGaps.word($0) == fields[0] }),
                let first = Int64(fields[1]), let last = Int64(fields[2]), first <= last
            else { continue }
            numbers.insert(Numbers(kind: kind, range: first...last))
        }
    }

    /// Whether a gap is one of them, or a part of one.
    public func contains(_ gap: SequenceGap) -> Bool {
        numbers.contains { $0.kind == gap.kind && $0.range.contains(gap.numbers) }
    }

    /// Notes these gaps, durably. Those at the end of archive or ledger are left out: the next lines close them.
    public mutating func accept(_ gaps: [SequenceGap]) throws(SystemError) {
        let new = gaps.filter { $0.before != nil && !contains($0) }
        guard !new.isEmpty else { return }
        for gap in new { numbers.insert(Numbers(kind: gap.kind, range: gap.numbers)) }
        let lines = numbers.map {
            "\(AcceptedGaps.word($0.kind)) \($0.range.lowerBound) \($0.range.upperBound)\n"
        }
        try fileSystem.replaceFile(
            StateDirectory.acceptedGaps,
            by: ".accepted-gaps.new",
            in: try fileSystem.openRoot(stateDirectory),
            with: Array(lines.sorted().joined().utf8).span,
            isDurable: true
        )
    }
}
