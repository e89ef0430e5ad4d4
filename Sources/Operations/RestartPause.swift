public import LinuxIO

/// How long a start waits where the starts before it have ended soon and out of order.
///
/// systemd waits as long before the tenth restart as before the first (`RestartSteps=`, by which the pause grows, came with
/// version 254). So the daemon keeps count itself, in a file of the runtime directory, and takes the rest of the pause at
/// its start. A start that was ended while it waited was somebody's wish to go on at once.
public struct RestartPause {
    /// A start that waits, as it is seen from outside.
    public struct Waiting: Sendable, Equatable {
        /// Runs before it that ended out of order, each soon after its start.
        public var ends: Int
        /// Seconds that are left of its wait.
        public var seconds: Int64

        /// So many ends, and so many seconds left.
        public init(ends: Int, seconds: Int64) {
            self.ends = ends
            self.seconds = seconds
        }
    }

    /// What one run leaves to the next.
    private struct Note {
        enum Phase: String {
            case waiting
            /// It was asked to stop while it waited.
            case calledOff = "called-off"
            case working
        }

        /// Runs in a row, before this one, that ended out of order and soon.
        var ends: Int
        /// When it began its work, in nanoseconds of the monotonic clock.
        var began: Int64
        var phase: Phase

        var text: String { "\(ends) \(began) \(phase.rawValue)\n" }

        init(ends: Int, began: Int64, phase: Phase) {
            self.ends = ends
            self.began = began
            self.phase = phase
        }

        init?(_ text: String) {
            let fields = text.split { $0 == " " || $0 == "\n" }
            guard fields.count == 3, let ends = Int(fields[0]), let began = Int64(fields[1]) else { return nil }
            self.init(
                ends: max(0, min(ends, 1_000)),
                began: began,
                phase: Phase(rawValue: String(fields[2])) ?? .working
            )
        }
    }

    /// How many runs before this one have ended out of order, each soon after its start.
    public let ends: Int
    /// Seconds that this start waits.
    public let seconds: Int64
    private let directory: Path
    private let fileSystem: any FileSystem

    /// A run that lasted longer has done what it is there for, and its end is no reason to wait.
    private static let soon: Int64 = 600_000_000_000

    /// Looks at what the run before has left in the runtime directory, and notes this one.
    public init(runtimeDirectory: Path, fileSystem: any FileSystem, at now: Int64) throws(SystemError) {
        directory = runtimeDirectory
        self.fileSystem = fileSystem
        let last = try RestartPause.read(try fileSystem.openOrMakeRoot(runtimeDirectory), fileSystem)
        // A monotonic clock that is behind is that of another boot.
        if let last, now >= last.began, now - last.began < RestartPause.soon {
            ends = last.phase == .working ? last.ends + 1 : last.ends
            seconds = last.phase == .working ? RestartPause.seconds(after: ends) : 0
        } else {
            ends = 0
            seconds = 0
        }
        try note(ends: ends, at: now, seconds > 0 ? .waiting : .working)
    }

    /// What a start waits after so many ends: nothing after the first three, then from six seconds on twice as long each
    /// time, up to five minutes.
    public static func seconds(after ends: Int) -> Int64 {
        ends <= 3 ? 0 : min(300, 3 << Int64(min(ends - 3, 10)))
    }

    /// The line of the status meanwhile.
    public var line: String {
        "Waiting \(seconds) s before the next try, because the last \(ends) runs ended soon after their start; "
            + "`systemctl restart wiredesk` tries at once"
    }

    /// Notes that the wait is over and the work begins.
    public func begin(at now: Int64) throws(SystemError) {
        try note(ends: ends, at: now, .working)
    }

    /// Notes that this start was asked to stop while it waited.
    public func callOff(at now: Int64) throws(SystemError) {
        try note(ends: ends, at: now, .calledOff)
    }

    /// Leaves the last end out: it came of a file, which is set aside after three of them.
    public func excuseLast(at now: Int64) throws(SystemError) {
        if ends > 0 { try note(ends: ends - 1, at: now, .working) }
    }

    /// Notes that this run has ended in order.
    public func end() throws(SystemError) {
        let folder = try fileSystem.openRoot(directory)
        do { try fileSystem.remove(RuntimeDirectory.restarts, in: folder) } catch  where error.isMissing {}
    }

    /// The start that waits now; nil where none does, or nobody may look.
    ///
    /// - Parameter now: nanoseconds of the monotonic clock.
    public static func waiting(in runtimeDirectory: Path, _ fileSystem: any FileSystem, at now: Int64) -> Waiting? {
        guard let folder = try? fileSystem.openRoot(runtimeDirectory), let note = try? read(folder, fileSystem),
            note.phase == .waiting, now >= note.began
        else { return nil }
        let left = note.began + seconds(after: note.ends) * 1_000_000_000 - now
        return left > 0 ? Waiting(ends: note.ends, seconds: (left + 999_999_999) / 1_000_000_000) : nil
    }

    private static func read(
        _ folder: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(SystemError) -> Note? {
        do {
            let file = try fileSystem.open(RuntimeDirectory.restarts, in: folder, .read)
            var bytes = [UInt8](repeating: 0, count: 128)
            var span = bytes.mutableSpan
            let count = try fileSystem.readFully(file, at: 0, into: &span)
            return Note(String(decoding: bytes.prefix(count), as: UTF8.self))
        } catch  where error.isMissing {
            return nil
        }
    }

    private func note(ends: Int, at now: Int64, _ phase: Note.Phase) throws(SystemError) {
        let folder = try fileSystem.openRoot(directory)
        let text = Array(Note(ends: ends, began: now, phase: phase).text.utf8)
        try fileSystem.replaceFile(
            RuntimeDirectory.restarts,
            by: ".restarts.new",
            in: folder,
            with: text.span,
            isDurable: false
        )
    }
}
