import Foundation
import LinuxIO
import Synchronization
import Testing

/// A folder of a test's own, which goes with everything in it when the test lets it go.
public final class ScratchDirectory: Sendable {
    /// Absolute.
    public let path: String
    private let isKept: Bool
    private let holdsDamage = Atomic(false)

    /// A folder that stays, with what is in it; it is made where it is not there.
    public init(keptAt path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        self.path = URL(filePath: path).resolvingSymlinksInPath().path
        isKept = true
    }

    /// Makes an empty folder.
    ///
    /// - Parameter isInMemory: in memory where the machine has such a place, for a test that starts from scratch
    ///   thousands of times and does not ask about the disk beneath.
    public init(isInMemory: Bool = false) throws {
        let memory = URL(filePath: "/dev/shm")
        let place =
            isInMemory && FileManager.default.isWritableFile(atPath: memory.path)
            ? memory : FileManager.default.temporaryDirectory
        let template = place.appending(path: "wiredesk-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: template, withIntermediateDirectories: true)
        path = template.resolvingSymlinksInPath().path
        isKept = false
    }

    /// Says that the test damages records here on purpose, so that ``RecordJudge`` must not judge them.
    public func expectDamage() {
        holdsDamage.store(true, ordering: .relaxed)
    }

    /// Says that there are more records than anybody wants to wait for ``RecordJudge`` to judge.
    public func leaveUnjudged() {
        holdsDamage.store(true, ordering: .relaxed)
    }

    // What was archived in it is judged before it goes.
    deinit {
        if !isKept, !holdsDamage.load(ordering: .relaxed) {
            do {
                for fault in try RecordJudge.faults(under: path) { Issue.record("\(fault)") }
            } catch {
                Issue.record("the records were not judged: \(error)")
            }
        }
        if !isKept { try? FileManager.default.removeItem(atPath: path) }
    }

    /// The folder as the file system seam takes it.
    public var root: Path { Path(path) }

    /// Writes a file, with the folders on the way to it, and returns its absolute path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file of these bytes, with the folders on the way to it, and returns its absolute path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        // Closed in every program that another test starts meanwhile, where it would stay open for writing.
        let number = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard number >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        let handle = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
        return file.path
    }

    /// The text of a file; nil where there is none.
    public func read(_ name: String) -> String? {
        try? String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }

    /// The names in a folder, sorted.
    public func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
    }
}
