import Ingest
import LinuxIO

extension IngestSettings {
    /// Settings for a desk in this folder that waits for nothing and leaves nothing alone.
    static func plain(in stateDirectory: Path) -> IngestSettings {
        IngestSettings(
            stateDirectory: stateDirectory,
            inbox: stateDirectory.appending("inbox"),
            watch: .auto,
            settle: 0,
            scanInterval: 1_000_000_000,
            rescanInterval: 60_000_000_000,
            depth: 8,
            largestFile: 1 << 24,
            ignoredNames: [],
            ignoredAge: 3_600_000_000_000,
            hardLinks: .ingest,
            segmentSize: 1 << 28,
            batchRecords: 1000,
            batchBytes: 1 << 23
        )
    }
}
