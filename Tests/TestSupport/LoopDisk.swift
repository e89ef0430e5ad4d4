import Foundation

/// A disk of its own with a file system of some kind, in a file that is mounted for as long as this lives.
public final class LoopDisk {
    /// Where it is mounted.
    public let path: String
    private let image: String

    /// Makes and mounts a disk at a folder, which is made where it is not there; nil, and a line that says what is left
    /// out, where that takes a right or a program that is not there.
    public init?(_ kind: String, at path: String, mebibytes: Int, orLeaveOut what: String) throws {
        self.path = path
        image = path + ".img"
        guard Privilege.isRoot(orLeaveOut: what) else { return nil }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let isMade = FileManager.default.createFile(atPath: image, contents: nil)
        guard isMade, truncate(image, mebibytes << 20) == 0, try LoopDisk.does("mkfs." + kind, image),
            try LoopDisk.does("mount", "-o", "loop", image, path)
        else {
            print("LEFT OUT, because no disk of \(kind) can be made and mounted here: \(what)")
            return nil
        }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Runs a program, and tells whether it ended with status 0.
    public static func does(_ name: String, _ arguments: String...) throws -> Bool {
        let program = Process()
        program.executableURL = URL(filePath: "/usr/bin/env")
        program.arguments = [name] + arguments
        program.standardOutput = FileHandle.nullDevice
        program.standardError = FileHandle.nullDevice
        try program.run()
        program.waitUntilExit()
        return program.terminationStatus == 0
    }
}
