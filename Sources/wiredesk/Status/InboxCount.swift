import Ingest
import LinuxIO
import Operations

/// How many files stand in an inbox that nobody reads.
struct InboxCount: Sendable {
    private static let limit = 100_000

    private(set) var files = 0
    /// Whether the count was ended, because an answer at once is worth more than an exact one.
    private(set) var isCut = false
    private let ignored: [NamePattern]

    /// Counts; nil where the inbox cannot be listed.
    init?(_ settings: Settings, _ fileSystem: any FileSystem) {
        ignored = settings.ignore
        do throws(SystemError) {
            try count(in: try fileSystem.openRoot(settings.inbox), depth: settings.maxDepth, fileSystem)
        } catch {
            return nil
        }
    }

    private mutating func count(
        in folder: borrowing Descriptor,
        depth: Int,
        _ fileSystem: any FileSystem
    ) throws(SystemError) {
        while !isCut {
            let entries = try fileSystem.nextEntries(of: folder)
            if entries.isEmpty { return }
            for entry in entries where !ignored.contains(where: { $0.matches(entry.name) }) {
                switch entry.kind {
                case .file, .unknown: files += 1
                case .directory where depth > 0:
                    // A folder that may not be read holds up nothing else.
                    do throws(SystemError) {
                        let inner = try fileSystem.open(entry.name, in: folder, .directory)
                        try count(in: inner, depth: depth - 1, fileSystem)
                    } catch {}
                default: break
                }
                if files >= Self.limit { isCut = true }
            }
        }
    }
}
