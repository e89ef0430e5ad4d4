import LinuxIO
import Operations

/// Tells how a publisher is: the service manager, `wiredesk status` and Prometheus.
struct PublisherReport {
    private(set) var status: PublisherStatus
    /// Where `publish.json` and the metrics are replaced; nil where that folder cannot be had.
    private let folder: Path?
    /// Where the metrics go instead.
    private let metricsFile: Path?
    /// Tells for as long as this process lives that it does.
    private let claim: FileClaim?
    private let program: StreamProgram
    private let fileSystem: any FileSystem
    /// When the figures were written, in nanoseconds of the monotonic clock.
    private var written: Int64?
    private var line = ""

    /// Figures are written this often, in nanoseconds.
    private static let pace: Int64 = 1_000_000_000

    /// A report into a folder, which is made where it is missing.
    init(
        _ status: PublisherStatus,
        in folder: Path,
        metricsFile: Path?,
        program: StreamProgram,
        fileSystem: any FileSystem
    ) {
        self.status = status
        self.metricsFile = metricsFile
        self.program = program
        self.fileSystem = fileSystem
        do throws(SystemError) {
            let opened = try fileSystem.openOrMakeRoot(folder)
            self.folder = folder
            claim = try? PublisherReport.claim(in: opened, fileSystem)
        } catch {
            program.complain("\(error); `wiredesk status` will not tell how far the stream is behind")
            self.folder = nil
            claim = nil
        }
        self.status.marked = claim != nil
    }

    /// Sets the mark of a publisher that lives; somebody who looks at it has it for a moment.
    private static func claim(
        in folder: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(SystemError) -> FileClaim? {
        let timer = try Wakeup()
        for _ in 1...50 {
            if let claim = try FileClaim(on: PublishDirectory.claim, in: folder, fileSystem: fileSystem) {
                try claim.open(to: fileSystem)
                return claim
            }
            try timer.wait(timeout: 20_000_000)
        }
        return nil
    }

    /// Takes the place that was kept by an earlier run.
    mutating func begins(at sequence: Int64) {
        status.seq = sequence
        status.last = max(status.last, sequence)
    }

    /// Takes the place that is kept now.
    mutating func moved(to sequence: Int64, published count: Int) {
        status.seq = sequence
        status.last = max(status.last, sequence)
        status.published += Int64(count)
        status.oldestUnpublished = nil
        status.problem = nil
    }

    /// Takes what waits to be published: the last record, and when the oldest was archived, in nanoseconds since 1970.
    mutating func waits(last: Int64?, oldest: Int64?) {
        status.last = max(status.seq, last ?? status.last)
        if let oldest { status.oldestUnpublished = UTCTime(nanoseconds: oldest) }
    }

    /// Takes why nothing can be published, and says so once for each reason.
    mutating func failed(_ problem: String) {
        if status.problem != problem { program.complain(problem + "; it is retried automatically") }
        status.problem = problem
    }

    /// Takes it that everything is published, and no more is waited for.
    mutating func finished() { status.finished = true }

    /// Takes why it ends, which the program says itself.
    mutating func ended(_ problem: String) {
        status.problem = problem
    }

    /// Writes the figures, where they are due.
    mutating func tell(now isNow: Bool = false) {
        let now = Clock.monotonic
        if !isNow, let written, now - written < PublisherReport.pace { return }
        written = now
        status.updatedAt = UTCTime(nanoseconds: Clock.now)
        // Nobody stops publishing because nobody can be told of it.
        _ = try? ServiceManager.notify(status.line == line ? [.watchdog] : [.watchdog, .status(status.line)])
        line = status.line
        // A file that cannot be replaced grows old, which `wiredesk status` and the alerts notice.
        if let folder { try? replace(folder.appending(PublishDirectory.status), status.json) }
        let metrics = metricsFile ?? folder?.appending(PublishDirectory.metrics)
        if let metrics { try? replace(metrics, Array(status.metrics.utf8)) }
    }

    private func replace(_ path: Path, _ bytes: [UInt8]) throws(SystemError) {
        try fileSystem.replaceFile(
            path.name,
            by: Path(Array(".".utf8) + path.name.bytes + Array(".new".utf8)),
            in: try fileSystem.openRoot(path.folder),
            with: bytes.span,
            permissions: 0o644,
            isDurable: false
        )
    }
}
