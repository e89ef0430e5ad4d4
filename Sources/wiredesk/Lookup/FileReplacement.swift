import LinuxIO

/// A file that is written under another name and takes its own when it is whole and synced, over one that had it.
final class FileReplacement {
    private let fileSystem = LinuxFileSystem()
    private let folder: Descriptor
    private let name: Path
    private let temporary: Path
    private let descriptor: Descriptor
    private var pending: [UInt8] = []

    /// Begins a file; nothing has its name yet.
    init(of path: Path) throws(SystemError) {
        let folderPath: Path = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
        let folder = try fileSystem.openRoot(folderPath)
        name = path.name
        temporary = Path(Array(".".utf8) + Array(name.bytes).prefix(200) + Array(".\(ProcessNumber.own).part".utf8))
        descriptor = try fileSystem.open(temporary, in: folder, .create)
        self.folder = folder
    }

    /// Adds bytes, in large pieces.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        pending += bytes
        if pending.count >= 256 * 1024 { try flush() }
    }

    private func flush() throws(SystemError) {
        let bytes = pending
        pending = []
        try fileSystem.writeAll(bytes.span, to: descriptor)
    }

    /// Gives the whole file its name.
    func finish() throws(SystemError) {
        try flush()
        try fileSystem.synchronize(descriptor)
        try fileSystem.replace(name, in: folder, with: temporary, in: folder)
        try fileSystem.synchronize(folder)
    }

    /// Takes away what was written, after a failure.
    func abandon() {
        try? fileSystem.remove(temporary, in: folder)
    }
}
