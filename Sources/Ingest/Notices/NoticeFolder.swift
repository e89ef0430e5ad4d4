public import LinuxIO

/// Where notices wait for the desk to carry them out: `notices/` in the state directory, to which no sender can write.
///
/// A notice that is there is durable, and is carried out once, by the daemon or by whoever has the desk next: an
/// ``OperatorNotice`` becomes a record, a ``QuarantineNotice`` lines of the ledger.
public struct NoticeFolder: Sendable {
    private static let suffix = ".json"
    private static let answerSuffix = ".answer"
    private static let temporaryName: Path = ".notice"
    private static let temporaryRest: Path = ".notice-rest"
    private static let temporaryAnswer: Path = ".answer"
    /// The most bytes of an answer.
    private static let longestAnswer = 4 << 20

    private let stateDirectory: Path
    private let fileSystem: any FileSystem

    public init(stateDirectory: Path, fileSystem: any FileSystem) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
    }

    var path: Path { stateDirectory.appending(StateDirectory.notices) }

    /// Makes the folder where there is none, and keeps others from writing notices meanwhile; nil where another process
    /// writes one.
    public func claim() throws(SystemError) -> FolderClaim? {
        try FolderClaim(on: try fileSystem.openOrMakeRoot(path), fileSystem: fileSystem)
    }

    /// Puts a notice there, whole and durable, and returns its name. The caller has the ``claim()``.
    public func add(_ notice: OperatorNotice) throws(SystemError) -> Path {
        try put(notice.json, as: notice.fileName, by: Self.temporaryName)
    }

    /// Puts a notice there, whole and durable, and returns its name. The caller has the ``claim()``.
    public func add(_ notice: QuarantineNotice) throws(SystemError) -> Path {
        try put(notice.json, as: notice.fileName, by: Self.temporaryName)
    }

    /// Puts what is left of a notice in its place. A command may write another notice meanwhile.
    func replace(_ name: Path, with rest: QuarantineNotice) throws(SystemError) {
        _ = try put(rest.json, as: name, by: Self.temporaryRest)
    }

    private func put(_ bytes: [UInt8], as name: Path, by temporary: Path) throws(SystemError) -> Path {
        let folder = try fileSystem.openRoot(path)
        try fileSystem.replaceFile(name, by: temporary, in: folder, with: bytes.span, isDurable: true)
        try fileSystem.synchronize(folder)
        return name
    }

    /// The answer to a notice, which is then removed; nil where there is none yet.
    public func takeAnswer(to name: Path) throws(SystemError) -> QuarantineAnswer? {
        do {
            let folder = try fileSystem.openRoot(path)
            let answer = Self.answerName(to: name)
            let file = try fileSystem.open(answer, in: folder, .read)
            let size = Int(clamping: try fileSystem.status(of: file).size)
            var bytes = [UInt8](repeating: 0, count: min(size, Self.longestAnswer))
            var span = bytes.mutableSpan
            let count = try fileSystem.readFully(file, at: 0, into: &span)
            let found = QuarantineAnswer(json: Array(bytes.prefix(count)))
            try fileSystem.remove(answer, in: folder)
            return found
        } catch  where error.isMissing {
            return nil
        }
    }

    /// Removes answers whose readers have gone. The caller has the ``claim()``.
    public func removeAnswers() throws(SystemError) {
        let folder = try fileSystem.openRoot(path)
        for entry in try fileSystem.entries(of: folder) {
            guard let text = entry.name.text, text.hasSuffix(Self.answerSuffix) else { continue }
            do { try fileSystem.remove(entry.name, in: folder) } catch  where error.isMissing {}
        }
    }

    /// Leaves an answer for whoever has written a notice. Nothing is lost where a crash takes it.
    func leave(_ answer: QuarantineAnswer, to name: Path) throws(SystemError) {
        let folder = try fileSystem.openRoot(path)
        let bytes = answer.json
        try fileSystem.replaceFile(
            Self.answerName(to: name),
            by: Self.temporaryAnswer,
            in: folder,
            with: bytes.span,
            isDurable: false
        )
    }

    /// Removes a notice that was carried out.
    func remove(_ name: Path) throws(SystemError) {
        let folder = try fileSystem.openRoot(path)
        do { try fileSystem.remove(name, in: folder) } catch  where error.isMissing {}
        try fileSystem.synchronize(folder)
    }

    private static func answerName(to name: Path) -> Path {
        Path(Array(name.bytes.dropLast(suffix.utf8.count)) + answerSuffix.utf8)
    }

    /// The names of the notices that wait to become records, the oldest first.
    public func waitingRecords() throws(SystemError) -> [Path] {
        try waiting().filter { !QuarantineNotice.isNamed($0) }
    }

    /// The names of the notices that wait, the oldest first.
    public func waiting() throws(SystemError) -> [Path] {
        do {
            return try waiting(in: try fileSystem.openRoot(path))
        } catch  where error.isMissing {
            return []
        }
    }

    private func waiting(in folder: borrowing Descriptor) throws(SystemError) -> [Path] {
        var notices: [(name: Path, time: Int64)] = []
        for entry in try fileSystem.entries(of: folder) {
            guard let text = entry.name.text, !text.hasPrefix("."), text.hasSuffix(Self.suffix) else { continue }
            let stem: Substring = text.dropLast(Self.suffix.count)
            let time: Int64? = stem.split(separator: "-").last.flatMap { Int64($0) }
            notices.append((entry.name, time ?? Int64.max))
        }
        notices.sort { one, other in
            one.time != other.time ? one.time < other.time : one.name.display < other.name.display
        }
        return notices.map(\.name)
    }
}
