import Archive
import Ingest
import LinuxIO
import Logging
import Operations
import ServiceLifecycle
import Synchronization

/// Compresses segments of archive and ledger that are complete and old enough, one after the other, on a thread that gives
/// way. Nothing waits for it: whoever reads a segment takes whichever form is there.
final class PackingService: Service {
    private let desk: Desk
    private let configuration: ConfigurationInForce
    private let fileSystem: any FileSystem
    private let log: Logger
    private let wakeup: Wakeup
    private let isStopping = Atomic(false)

    /// Nanoseconds between two looks at whether it is wanted, and at whether something is old enough; and before another try
    /// after a failure.
    private static let interval: Int64 = 2_000_000_000
    private static let longInterval: Int64 = 60_000_000_000
    private static let pause: Int64 = 600_000_000_000
    /// Bytes that must be free beside a plain segment before it is compressed.
    private static let room: Int64 = 64 << 20

    init(
        desk: Desk,
        configuration: ConfigurationInForce,
        fileSystem: any FileSystem,
        log: Logger
    ) throws(SystemError) {
        self.desk = desk
        self.configuration = configuration
        self.fileSystem = fileSystem
        self.log = log
        wakeup = try Wakeup()
    }

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await OwnThread.run(named: "wd-pack") {
                ThreadPriority.lowerOwn()
                var failed: [Path: Int64] = [:]
                while self.goesOn {
                    let rest = self.desk.status.phase == .working ? self.packNext(&failed) : Self.interval
                    if rest > 0, self.goesOn { try? self.wakeup.wait(timeout: rest) }
                }
            }
        } onCancelOrGracefulShutdown: {
            self.isStopping.store(true, ordering: .relaxed)
            self.wakeup.signal()
        }
    }

    private var goesOn: Bool { !isStopping.load(ordering: .relaxed) }

    /// Compresses the oldest segment that is due; returns for how long to rest then, in nanoseconds.
    ///
    /// - Parameter failed: the segments that could not be compressed, and when that was; the others do not wait for them.
    private func packNext(_ failed: inout [Path: Int64]) -> Int64 {
        let settings = configuration.settings
        guard settings.compressSegments == .gzip else { return Self.interval }
        let time = Clock.now.subtractingSaturated(settings.compressAfter.nanoseconds)
        let now = Clock.monotonic
        failed = failed.filter { now - $0.value < Self.pause }
        do throws(SystemError) {
            for kind in SegmentKind.allCases {
                let folder = try fileSystem.openRoot(settings.stateDirectory.appending(kind.folder))
                let free = try fileSystem.fileSystemStatus(of: folder).free
                let packer = SegmentPacker(ArchiveDirectory(folder, of: kind, fileSystem: fileSystem)) { !self.goesOn }
                let waiting = try packer.waiting(before: time)
                guard let next = waiting.first(where: { failed[$0.name.path] == nil }) else { continue }
                guard Int64(clamping: free) >= next.length.addingSaturated(Self.room) else {
                    log.warning(
                        "a segment is not compressed: there is no room for both of its forms at once",
                        metadata: ["path": "\(kind.folder.appending(next.name.path).display)", "free": "\(free)"]
                    )
                    return Self.pause
                }
                do throws(SystemError) {
                    if let packed = try packer.pack(next.name) {
                        if kind == .articles { desk.hasPacked(saving: packed.plain - packed.packed) }
                        tell(kind.folder.appending(next.name.packedPath), packed)
                    }
                } catch {
                    failed[next.name.path] = now
                    tell(error)
                }
                return 0
            }
            return Self.longInterval
        } catch {
            if error.isMissing { return Self.interval }
            tell(error)
            return Self.pause
        }
    }

    private func tell(_ error: SystemError) {
        if error.isMissing { return }
        let why =
            error.isTaken
            ? "another file has the name of its compressed form; compare the two and remove the wrong one"
            : "the next try is in 10 minutes"
        log.warning("a segment cannot be compressed, and stays plain: \(why)", metadata: ["error": "\(error)"])
    }

    private func tell(_ path: Path, _ packed: SegmentPacker.Outcome) {
        log.info(
            "a segment was compressed",
            metadata: ["path": "\(path.display)", "bytes": "\(packed.plain)", "compressed_bytes": "\(packed.packed)"]
        )
    }
}
