public import Ingest
import LinuxIO
public import Operations

extension IngestSettings {
    /// The part of the settings that the desk needs.
    ///
    /// - Parameter descriptors: how many files the process may have open.
    public init(_ settings: Settings, descriptors: Int) {
        let watch: WatchMode =
            switch settings.watch {
            case .auto: .auto
            case .events: .events
            case .scan: .scan
            }
        self.init(
            stateDirectory: settings.stateDirectory,
            inbox: settings.inbox,
            watch: watch,
            settle: settings.settle.nanoseconds,
            scanInterval: settings.scanInterval.nanoseconds,
            rescanInterval: settings.rescanInterval.nanoseconds,
            depth: settings.maxDepth,
            largestFile: settings.maxFileSize,
            ignoredNames: settings.ignore.map { NamePattern($0) },
            ignoredAge: settings.ignoredAge.nanoseconds,
            hardLinks: settings.hardLinks == .ingest ? .ingest : .refuse,
            segmentSize: settings.segmentSize,
            batchRecords: settings.batchRecords,
            batchBytes: Int(settings.batchBytes),
            // The desk needs some descriptors for itself.
            inWork: min(IngestSettings.mostInWork, max(16, descriptors - 128))
        )
    }
}
