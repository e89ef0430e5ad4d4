public import Ingest
import LinuxIO
public import Operations

extension IngestSettings {
    /// The part of the settings that the desk needs.
    ///
    /// - Parameter descriptors: how many files the process may have open.
    public init(_ settings: Settings, descriptors: Int) {
        self.init(stateDirectory: settings.stateDirectory, inbox: settings.inbox)
        watch =
            switch settings.watch {
            case .auto: .auto
            case .events: .events
            case .scan: .scan
            }
        settle = settings.settle.nanoseconds
        scanInterval = settings.scanInterval.nanoseconds
        rescanInterval = settings.rescanInterval.nanoseconds
        depth = settings.maxDepth
        largestFile = settings.maxFileSize
        ignoredNames = settings.ignore.map { NamePattern($0) }
        ignoredAge = settings.ignoredAge.nanoseconds
        // The desk needs some for itself.
        inWork = min(inWork, max(16, descriptors - 128))
        hardLinks = settings.hardLinks == .ingest ? .ingest : .refuse
        segmentSize = settings.segmentSize
        batchRecords = settings.batchRecords
        batchBytes = Int(settings.batchBytes)
    }
}
