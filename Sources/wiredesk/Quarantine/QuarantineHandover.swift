import Archive
import Ingest
import LinuxIO
import Operations

/// Hands files in quarantine to the desk, which tells the ledger what becomes of them and does it, and tells what came of
/// each.
final class QuarantineHandover {
    private let kind: QuarantineNotice.Kind
    private let person: Person
    private let run: NoticeRun
    private let tell: (Quarantine.File, QuarantineAnswer.Result) throws -> Void
    private var files: [Quarantine.File] = []
    private var lastTime: Int64 = 0

    /// - Parameters:
    ///   - person: who asks for it; found out before the command acts as the desk's user.
    ///   - tell: hears what came of each file.
    init(
        _ kind: QuarantineNotice.Kind,
        _ settings: Settings,
        by person: Person,
        _ signals: SignalWatch,
        tell: @escaping (Quarantine.File, QuarantineAnswer.Result) throws -> Void
    ) {
        self.kind = kind
        self.person = person
        self.tell = tell
        run = NoticeRun(settings, signals)
    }

    /// Files that are handed over together.
    private static let atOnce = 20 * QuarantineNotice.mostItems

    /// Waits until the desk has carried out what earlier commands have handed over, if they were cut off; what it cannot do
    /// now is not waited for.
    func awaitEarlier() throws {
        try run.awaitEarlier()
    }

    /// Takes a further file.
    func add(_ file: Quarantine.File) throws {
        files.append(file)
        if files.count >= Self.atOnce { try handOver() }
    }

    /// Hands over what was taken, and waits until the desk has done it.
    func handOver() throws {
        if files.isEmpty { return }
        if lastTime == 0 { try run.open() }
        var names: [Path] = []
        for start in stride(from: 0, to: files.count, by: QuarantineNotice.mostItems) {
            let part = files[start..<min(files.count, start + QuarantineNotice.mostItems)]
            lastTime = max(Clock.now, lastTime + 1)
            let items = part.map { QuarantineNotice.Item($0) }
            names.append(try run.add(QuarantineNotice(kind, of: items, by: person, at: lastTime)))
        }
        let answers = try run.answers(to: names)
        for (place, file) in files.enumerated() {
            let answer = answers[place / QuarantineNotice.mostItems]
            try tell(file, answer?.results[place % QuarantineNotice.mostItems] ?? .done(nil))
        }
        files = []
    }
}

extension QuarantineAnswer.Result {
    /// Why it was not done.
    var why: String? {
        switch self {
        case .done, .gone, .taken: nil
        case .failed(let why), .delayed(let why): why
        }
    }

    /// As programs read it.
    func word(_ done: String) -> String {
        switch self {
        case .done: done
        case .gone: "gone"
        case .taken: "path-taken"
        case .failed: "failed"
        case .delayed: "delayed"
        }
    }
}
