internal import FoundationEssentials
public import LinuxIO

/// Puts `status.json` and `wiredesk.prom` into the runtime directory, whole at every moment: a temporary file, then
/// rename(2).
///
/// They are not synced, because after a crash of the machine nobody wants the status from before it. Where there is no
/// room for new ones, the old ones stay, and the time of the folder's last change is the sign of life: to set it takes no
/// room.
public final class StatusPublisher: Sendable {
    private let fileSystem: any FileSystem
    private let directory: Descriptor

    /// Publishes in the folder `runtimeDirectory`, which must exist.
    public init(runtimeDirectory: Path, fileSystem: any FileSystem) throws(SystemError) {
        self.fileSystem = fileSystem
        directory = try fileSystem.openRoot(runtimeDirectory)
    }

    /// Replaces what was published before. Anyone may read it. One thread at a time.
    ///
    /// - Parameter isLast: nothing is published after it. Where there is no room, what was published before is taken away
    ///   to make some, because it would tell of a daemon that works.
    public func publish(_ snapshot: StatusSnapshot, isLast: Bool = false) throws(SystemError) {
        do throws(SystemError) {
            try replace(RuntimeDirectory.status, by: ".status.json.new", with: snapshot.json, isLast)
            try replace(RuntimeDirectory.metrics, by: ".wiredesk.prom.new", with: Array(snapshot.metrics.utf8), isLast)
        } catch {
            // Where even that fails there is nothing left to tell by; why the status could not be written says more.
            try? fileSystem.setModified(snapshot.updatedAt.nanoseconds, of: directory)
            throw error
        }
    }

    private func replace(
        _ name: Path,
        by temporary: Path,
        with bytes: [UInt8],
        _ isLast: Bool
    ) throws(SystemError) {
        do throws(SystemError) {
            try replace(name, by: temporary, with: bytes)
        } catch  where isLast && error.isOutOfSpace {
            try fileSystem.remove(name, in: directory)
            try replace(name, by: temporary, with: bytes)
        }
    }

    private func replace(_ name: Path, by temporary: Path, with bytes: [UInt8]) throws(SystemError) {
        try fileSystem.replaceFile(
            name,
            by: temporary,
            in: directory,
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
