internal import FoundationEssentials
public import LinuxIO

/// Puts `status.json` into the runtime directory, and the metrics there or wherever else they are wanted, whole at every moment: a temporary file, then
/// rename(2).
///
/// They are not synced, because after a crash of the machine nobody wants the status from before it. Where there is no
/// room for new ones, the old ones stay, and the time of the folder's last change is the sign of life: to set it takes no
/// room.
public final class StatusPublisher: Sendable {
    private let fileSystem: any FileSystem
    private let directory: Descriptor
    /// Where the metrics go, if not into the runtime directory.
    private let metricsFile: Path?

    /// Publishes in the folder `runtimeDirectory`, which must exist.
    ///
    /// - Parameter metricsFile: where the metrics go, if not into that folder.
    public init(runtimeDirectory: Path, metricsFile: Path? = nil, fileSystem: any FileSystem) throws(SystemError) {
        self.fileSystem = fileSystem
        directory = try fileSystem.openRoot(runtimeDirectory)
        let isThere = metricsFile == runtimeDirectory.appending(RuntimeDirectory.metrics)
        self.metricsFile = isThere ? nil : metricsFile
    }

    /// Replaces what was published before. Anyone may read it. One thread at a time.
    ///
    /// - Parameter isLast: nothing is published after it. Where there is no room, what was published before is taken away
    ///   to make some, because it would tell of a daemon that works.
    public func publish(_ snapshot: StatusSnapshot, isLast: Bool = false) throws(SystemError) {
        do throws(SystemError) {
            try replace(RuntimeDirectory.status, in: directory, with: snapshot.json, isLast)
            try publishMetrics(Array(snapshot.metrics.utf8), isLast)
        } catch {
            // Where even that fails there is nothing left to tell by; why the status could not be written says more.
            try? fileSystem.setModified(snapshot.updatedAt.nanoseconds, of: directory)
            throw error
        }
    }

    private func publishMetrics(_ bytes: [UInt8], _ isLast: Bool) throws(SystemError) {
        guard let metricsFile else {
            return try replace(RuntimeDirectory.metrics, in: directory, with: bytes, isLast)
        }
        // Somebody else's folder, which may come and go.
        let folder = try fileSystem.openRoot(metricsFile.folder)
        try replace(metricsFile.name, in: folder, with: bytes, isLast)
    }

    private func replace(
        _ name: Path,
        in folder: borrowing Descriptor,
        with bytes: [UInt8],
        _ isLast: Bool
    ) throws(SystemError) {
        do throws(SystemError) {
            try replace(name, in: folder, with: bytes)
        } catch  where isLast && error.isOutOfSpace {
            try fileSystem.remove(name, in: folder)
            try replace(name, in: folder, with: bytes)
        }
    }

    private func replace(_ name: Path, in folder: borrowing Descriptor, with bytes: [UInt8]) throws(SystemError) {
        try fileSystem.replaceFile(
            name,
            by: Path(Array(".".utf8) + name.bytes + Array(".new".utf8)),
            in: folder,
            with: bytes.span,
            permissions: 0o644,
            isDurable: false
        )
    }
}

extension StatusSnapshot {
    /// The snapshot as JSON with a line end.
    public var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding fails for numbers that JSON has not got; none of the fields can hold one but the age.
        guard let data = try? encoder.encode(self) else { return Array("{}\n".utf8) }
        return Array(data) + [UInt8(ascii: "\n")]
    }

    /// Reads what ``json`` wrote; nil where it is something else.
    public init?(json: [UInt8]) {
        guard let snapshot = try? JSONDecoder().decode(StatusSnapshot.self, from: Data(json)) else { return nil }
        self = snapshot
    }

    /// Reads the snapshot in a runtime directory; nil where there is none, or none that can be read.
    public static func read(
        in directory: borrowing Descriptor,
        fileSystem: any FileSystem
    ) throws(SystemError) -> StatusSnapshot? {
        do {
            let file = try fileSystem.open(RuntimeDirectory.status, in: directory, .read)
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            var span = bytes.mutableSpan
            let count = try fileSystem.readFully(file, at: 0, into: &span)
            return StatusSnapshot(json: Array(bytes.prefix(count)))
        } catch  where error.isMissing {
            return nil
        }
    }
}
