import LinuxIO
import Logging
import Operations

/// What could not be read of the inbox, told once and in bounded numbers: a folder without permission that holds a
/// million files makes no storm in the log.
struct WatchTroubles {
    /// The folders that the last whole listing could not read, or that lie too deep.
    private(set) var folders: [Path: FileTrouble] = [:]
    private var seen: [Path: FileTrouble] = [:]
    private var filesTold = 0
    /// Whether it was logged that the queue of events was full, and no whole listing has come to its end since.
    private var isOverflowKnown = false

    /// How many troubles of each kind a status shows.
    static let shown = 10
    /// How many folders are remembered, and how many files are told of between two listings.
    private static let capacity = 1000
    private static let files = 20

    mutating func beginListing() {
        seen = [:]
        filesTold = 0
    }

    /// Forgets everything: the inbox has gone.
    mutating func clear() {
        folders = [:]
        seen = [:]
        isOverflowKnown = false
    }

    mutating func endListing() {
        folders = seen
        isOverflowKnown = false
    }

    /// Forgets a folder that was taken away or renamed, and those in it.
    mutating func forget(folder: Path) {
        guard !folders.isEmpty || !seen.isEmpty else { return }
        let prefix = Array(folder.bytes) + [UInt8(ascii: "/")]
        func isLeft(_ path: Path) -> Bool { path != folder && !path.bytes.starts(with: prefix) }
        folders = folders.filter { isLeft($0.key) }
        seen = seen.filter { isLeft($0.key) }
    }

    /// Forgets a folder that can be read again.
    mutating func end(folder: Path) {
        folders[folder] = nil
        seen[folder] = nil
    }

    /// Takes note of a folder, and logs it where it is new.
    mutating func tell(ofFolder path: Path, _ trouble: FileTrouble, isTooDeep: Bool, _ log: Logger) {
        guard seen.count < WatchTroubles.capacity else { return }
        seen[path] = trouble
        guard folders.updateValue(trouble, forKey: path) == nil else { return }
        var metadata: Logger.Metadata = ["path": "\(path.display)", "reason": "\(trouble.reason)"]
        metadata["what_to_do"] = "\(trouble.advice)"
        if isTooDeep {
            log.record(.tooDeep, "a folder lies too deep to be read", metadata)
        } else {
            log.record(.unreadable, "a folder cannot be read", metadata)
        }
    }

    /// Logs that the queue of events was full, once for each listing that makes up for it.
    mutating func tellOverflow(_ log: Logger) {
        defer { isOverflowKnown = true }
        guard !isOverflowKnown else { return }
        log.record(.overflow, "the kernel's queue of events was full; the inbox is listed again")
    }

    /// Logs a file that could not be read or moved at its first try.
    mutating func tell(ofFile path: Path, _ trouble: FileTrouble, _ log: Logger) {
        filesTold += 1
        guard filesTold <= WatchTroubles.files else { return }
        log.record(
            .unreadable,
            filesTold < WatchTroubles.files
                ? "a file cannot be read or moved, and is tried again with growing pauses"
                : "a file cannot be read or moved; further ones are only counted in the status",
            ["path": "\(path.display)", "reason": "\(trouble.reason)", "what_to_do": "\(trouble.advice)"]
        )
    }

    /// The first folders by their paths.
    func first(_ limit: Int) -> [InboxStatus.Trouble] {
        guard !folders.isEmpty else { return [] }
        return folders.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }.prefix(limit).map {
            InboxStatus.Trouble(path: $0.key, $0.value)
        }
    }
}
