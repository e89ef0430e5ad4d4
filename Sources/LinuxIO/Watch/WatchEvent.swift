import Glibc

/// One event of a watched folder (inotify(7)), its name included.
public struct WatchEvent: Sendable, Equatable {
    /// The watch it came from; -1 for an overflow.
    public var watch: Int32
    /// What happened: a bit set of `IN_…`.
    public var mask: UInt32
    /// The name within the watched folder; empty where the event is about the folder itself.
    public var name: Path

    /// An event of these values.
    public init(watch: Int32, mask: UInt32, name: Path) {
        self.watch = watch
        self.mask = mask
        self.name = name
    }

    private func has(_ flag: some BinaryInteger) -> Bool {
        mask & UInt32(truncatingIfNeeded: flag) != 0
    }

    /// A name was made: by creat(2), mkdir(2), or by link(2), after which no other event comes.
    public var isCreated: Bool { has(IN_CREATE) }
    /// A writer has closed the file.
    public var isClosedAfterWriting: Bool { has(IN_CLOSE_WRITE) }
    /// A file was written to or truncated; a write through a mapping raises nothing.
    public var isModified: Bool { has(IN_MODIFY) }
    /// Owner, permissions, times or another attribute of a name were changed.
    public var isAttributeChange: Bool { has(IN_ATTRIB) }
    /// A name was moved in.
    public var isMovedIn: Bool { has(IN_MOVED_TO) }
    /// A name was moved out.
    public var isMovedOut: Bool { has(IN_MOVED_FROM) }
    /// A name was taken away: moved out or deleted.
    public var isRemoved: Bool { has(IN_MOVED_FROM) || has(IN_DELETE) }
    /// The event is about a folder.
    public var isDirectory: Bool { has(IN_ISDIR) }
    /// The watched folder was moved away, deleted or unmounted.
    public var isFolderGone: Bool { has(IN_DELETE_SELF) || has(IN_MOVE_SELF) || has(IN_UNMOUNT) }
    /// The kernel has let the watch go.
    public var isWatchGone: Bool { has(IN_IGNORED) }
    /// The queue was full, and events are lost.
    public var isOverflow: Bool { has(IN_Q_OVERFLOW) }

    /// Reads the events that one read(2) of an inotify instance gave: watch (4 bytes), mask (4), cookie (4), length of
    /// the name field (4), the name filled up with NULs.
    ///
    /// The kernel writes whole events only; bytes that are none end the list.
    public static func parse(_ bytes: Span<UInt8>) -> [WatchEvent] {
        var events: [WatchEvent] = []
        var start = 0
        while bytes.count - start >= 16 {
            let length = Int(word(of: bytes, at: start + 12))
            let end = start + 16 + length
            guard end <= bytes.count else { break }
            var name: [UInt8] = []
            for index in start + 16..<end {
                if bytes[index] == 0 { break }
                name.append(bytes[index])
            }
            events.append(
                WatchEvent(
                    watch: Int32(bitPattern: word(of: bytes, at: start)),
                    mask: word(of: bytes, at: start + 4),
                    name: Path(name)
                )
            )
            start = end
        }
        return events
    }

    private static func word(of bytes: Span<UInt8>, at index: Int) -> UInt32 {
        UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
            | UInt32(bytes[index + 3]) << 24
    }
}
