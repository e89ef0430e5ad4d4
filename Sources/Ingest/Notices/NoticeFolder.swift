public import LinuxIO

/// Where notices wait for the desk to archive them: `notices/` in the state directory, to which no sender can write.
///
/// A notice that is there is durable, and is archived once, by the daemon or by whoever has the desk next.
public struct NoticeFolder: Sendable {
    private static let suffix = ".json"
    private static let temporaryName: Path = ".notice"

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
        let folder = try fileSystem.openRoot(path)
        let name = notice.fileName
        let bytes = notice.json
        try fileSystem.replaceFile(name, by: Self.temporaryName, in: folder, with: bytes.span, isDurable: true)
        try fileSystem.synchronize(folder)
        return name
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
