import Archive

/// The findings of one log in their order. Those of damaged lines wait for the next sound record, whose number tells which
/// records they were.
struct DamageTold {
    private let packed: Set<SegmentName>
    private let tell: (VerifyFinding) -> Void
    private var last: Int64 = 0
    private var waiting: [ArchiveVerifier.Finding] = []
    /// Damaged lines so far.
    private(set) var count = 0

    /// The most that wait.
    private static let most = 1_000

    /// - Parameter packed: the segments that are there as compressed files alone.
    init(packed: Set<SegmentName>, tell: @escaping (VerifyFinding) -> Void) {
        self.packed = packed
        self.tell = tell
    }

    /// Takes a finding.
    mutating func take(_ finding: ArchiveVerifier.Finding) {
        guard case .damaged = finding.problem else {
            finish()
            return write(finding)
        }
        count += 1
        waiting.append(finding)
        if waiting.count >= Self.most { finish() }
    }

    /// Passes a sound record of this number.
    mutating func pass(_ sequence: Int64) {
        if !waiting.isEmpty {
            let (first, before) = (last + 1, sequence - 1)
            let lost = first == before ? "record \(first)" : "records \(first) to \(before)"
            finish(first > before ? "" : "; what is missing is \(lost)")
        }
        last = sequence
    }

    /// Tells what waits.
    mutating func finish(_ consequence: String = "") {
        for (index, finding) in waiting.enumerated() {
            write(finding, index == waiting.count - 1 ? consequence : "")
        }
        waiting = []
    }

    private func write(_ finding: ArchiveVerifier.Finding, _ consequence: String = "") {
        // Only damage may be that of the compressed file; all else is in what it holds.
        let isDamage = if case .damaged = finding.problem { true } else { false }
        let isPacked = isDamage && packed.contains(finding.position.segment)
        tell(VerifyFinding(finding, isPacked: isPacked, consequence: consequence))
    }
}
