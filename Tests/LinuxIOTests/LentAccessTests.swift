import Foundation
import TestSupport
import Testing

@testable import LinuxIO

@Suite("Files and folders that only their sender may open")
struct LentAccessTests {
    private static let desk: uid_t = 65_534
    private static let sender: uid_t = 65_533
    private static let rival: uid_t = 65_531

    /// An inbox of the desk's with what a sender has put into it, and the lender that knows it.
    private final class Inbox {
        let scratch: ScratchDirectory
        let lender: Lender
        let path: String

        init() throws {
            scratch = try ScratchDirectory()
            path = scratch.path + "/inbox"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            try Inbox.own(path, LentAccessTests.desk, 0o1777)
            try Inbox.own(scratch.path, 0, 0o755)
            lender = try Lender(in: scratch, inbox: path)
            guard chmod(lender.path, 0o777) == 0 else { throw POSIXError(.EIO) }
        }

        private static func own(_ path: String, _ user: uid_t, _ mode: mode_t) throws {
            guard chown(path, user, user) == 0, chmod(path, mode) == 0 else { throw POSIXError(.EIO) }
        }

        func drop(_ name: String, mode: mode_t) throws {
            try Inbox.own(try scratch.write("text", to: "inbox/" + name), LentAccessTests.sender, mode)
        }

        func folder(_ name: String, mode: mode_t) throws {
            try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
            try Inbox.own(path + "/" + name, LentAccessTests.sender, mode)
        }

        var fileSystem: LinuxFileSystem { LinuxFileSystem(lender: LeaseLender(at: Path(lender.path))) }

        func mode(of name: String) throws -> mode_t {
            var status = stat()
            guard lstat(path + "/" + name, &status) == 0 else { throw POSIXError(.ENOENT) }
            return status.st_mode & 0o7777
        }

        /// What a user who is no one here can do with a path: list or read it.
        func canOpen(_ name: String, as user: uid_t) throws -> Bool {
            try OtherUser.run(as: user) {
                let file = open(path + "/" + name, O_RDONLY)
                if file >= 0 { close(file) }
                return file >= 0
            }
        }
    }

    private func text(_ name: Path, in root: Path, of fileSystem: LinuxFileSystem) throws -> String {
        let file = try fileSystem.open(name, in: try fileSystem.openRoot(root), .read)
        var bytes = [UInt8](repeating: 0, count: 16)
        var span = bytes.mutableSpan
        let count = try fileSystem.readFully(file, at: 0, into: &span)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    @Test("A file of mode 0600 is read through the lender, under a lease, and keeps its mode and its owner")
    func file() throws {
        guard Privilege.isRoot(orLeaveOut: "a file that only its sender may read") else { return }
        ReadLease.ignoreSignals()
        let inbox = try Inbox()
        try inbox.drop("a.txt", mode: 0o600)
        try OtherUser.run(as: Self.desk) {
            #expect(throws: SystemError("openat2", "a.txt", number: EACCES)) {
                try text("a.txt", in: Path(inbox.path), of: LinuxFileSystem())
            }
            #expect(try text("a.txt", in: Path(inbox.path), of: inbox.fileSystem) == "text")
            let fileSystem = inbox.fileSystem
            let file = try fileSystem.open("a.txt", in: try fileSystem.openRoot(Path(inbox.path)), .read)
            let lender = LeaseLender(at: Path(inbox.lender.path))
            let lease = ReadLease.onceUnwritten { lender.take(on: file) }
            #expect(lease == .held)
            // What it was opened for is reading.
            let written = write(file.number, "x", 1)
            #expect(written == -1 && errno == EBADF)
            // The kernel asks for the attributes who wants them, and not who has opened the file.
            #expect(try fileSystem.note(of: file) == nil)
        }
        #expect(try inbox.mode(of: "a.txt") == 0o600)
    }

    @Test("A file that is lent is the one that was meant: the same path beneath another folder stays closed")
    func otherFolder() throws {
        guard Privilege.isRoot(orLeaveOut: "a file that only its sender may read") else { return }
        let inbox = try Inbox()
        try inbox.drop("a.txt", mode: 0o600)
        #expect(chmod(try inbox.scratch.write("other", to: "elsewhere/a.txt"), 0o600) == 0)
        try OtherUser.run(as: Self.desk) {
            #expect(throws: SystemError("openat2", "a.txt", number: EACCES)) {
                try text("a.txt", in: inbox.scratch.root.appending("elsewhere"), of: inbox.fileSystem)
            }
        }
    }

    @Test(
        "Whoever asks for anything but a regular file with one name beneath the inbox gets nothing",
        arguments: [
            "", "/", ".", "..", "../secret", "folder/../../secret", "folder/..", "./a.txt", "/etc/shadow", "//a.txt",
            "folder//a.txt", "a.txt/", "a.txt/b", "missing", "folder", "link", "link-to-folder/a.txt", "pipe",
            "second-name",
            "mounted/a.txt", String(repeating: "a/", count: 2500),
        ]
    )
    func refused(path: String) throws {
        guard Privilege.isRoot(orLeaveOut: "what the lender may read and the asker may not") else { return }
        let inbox = try Inbox()
        try inbox.scratch.write("secret", to: "secret")
        try inbox.drop("a.txt", mode: 0o600)
        try inbox.folder("folder", mode: 0o700)
        try inbox.drop("folder/a.txt", mode: 0o600)
        let root = inbox.path
        #expect(symlink("../secret", root + "/link") == 0 && symlink("folder", root + "/link-to-folder") == 0)
        #expect(mkfifo(root + "/pipe", 0o600) == 0)
        #expect(link(inbox.scratch.path + "/secret", root + "/second-name") == 0)
        try inbox.folder("mounted", mode: 0o755)
        #expect(mount("none", root + "/mounted", "tmpfs", 0, nil) == 0)
        defer { umount(root + "/mounted") }
        #expect(chmod(try inbox.scratch.write("text", to: "inbox/mounted/a.txt"), 0o600) == 0)
        let lender = LeaseLender(at: Path(inbox.lender.path))
        #expect(lender.open(Path(path)) == nil)
        #expect(path == "folder" || !lender.admit(to: Path(path)))
        // It goes on with the next.
        let file = try #require(lender.open("folder/a.txt"))
        close(file)
    }

    @Test("A folder of mode 0700 is listed, its files read and moved away, and nobody else gets in")
    func folder() throws {
        guard Privilege.isRoot(orLeaveOut: "a folder that only its sender may enter") else { return }
        let inbox = try Inbox()
        try inbox.folder("news", mode: 0o2700)
        try inbox.folder("news/deep", mode: 0o700)
        try inbox.drop("news/deep/a.txt", mode: 0o600)
        try OtherUser.run(as: Self.desk) {
            let fileSystem = inbox.fileSystem
            let root = try fileSystem.openRoot(Path(inbox.path))
            #expect(throws: SystemError.self) {
                let fileSystem = LinuxFileSystem()
                _ = try fileSystem.open("news", in: try fileSystem.openRoot(Path(inbox.path)), .directory)
            }
            let news = try fileSystem.open("news", in: root, .directory)
            #expect(try fileSystem.entries(of: news).map(\.name) == ["deep"])
            let deep = try fileSystem.open("news/deep", in: root, .directory)
            #expect(try fileSystem.entries(of: deep).map(\.name) == ["a.txt"])
            #expect(try text("news/deep/a.txt", in: Path(inbox.path), of: fileSystem) == "text")
            try fileSystem.move("news/deep/a.txt", in: root, to: "moved.txt", in: root)
        }
        #expect(try inbox.scratch.names(in: "inbox").contains("moved.txt"))
        #expect(try !inbox.canOpen("news", as: Self.rival))
        #expect(try inbox.canOpen("news", as: Self.sender))
    }

    @Test("A file in a folder that others may read but not write is moved away all the same")
    func foreignFolder() throws {
        guard Privilege.isRoot(orLeaveOut: "a folder of somebody else") else { return }
        let inbox = try Inbox()
        try inbox.folder("news", mode: 0o755)
        try inbox.folder("entered", mode: 0o744)
        for folder in ["news", "entered"] { try inbox.drop(folder + "/a.txt", mode: 0o644) }
        try OtherUser.run(as: Self.desk) {
            let fileSystem = inbox.fileSystem
            let root = try fileSystem.openRoot(Path(inbox.path))
            try fileSystem.move("news/a.txt", in: root, to: "1.txt", in: root)
            #expect(try fileSystem.status(of: "entered/a.txt", in: root).size == 4)
            try fileSystem.remove("entered/a.txt", in: root)
        }
        #expect(try inbox.scratch.names(in: "inbox") == ["1.txt", "entered", "news"])
        try OtherUser.run(as: Self.rival) {
            #expect(open(inbox.path + "/news/b.txt", O_WRONLY | O_CREAT, 0o600) == -1 && errno == EACCES)
        }
    }

    @Test("What an access list gave to others stays as it was when the desk is let in")
    func accessList() throws {
        guard Privilege.isRoot(orLeaveOut: "a folder of somebody else") else { return }
        let inbox = try Inbox()
        try inbox.folder("news", mode: 0o700)
        // user::rwx, user:rival:rwx, group::---, mask::---, other::---: the mask takes the rival's permissions away.
        let script = """
            import os, struct, sys
            path, rival = sys.argv[1], int(sys.argv[2])
            name, no_one = "system.posix_acl_access", 0xFFFFFFFF
            entries = [(1, 7, no_one), (2, 7, rival), (4, 0, no_one), (16, 0, no_one), (32, 0, no_one)]
            if len(sys.argv) > 3:
                print(sorted(struct.iter_unpack("<HHI", os.getxattr(path, name)[4:])))
            else:
                os.setxattr(path, name, struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries))
            """
        let arguments = ["-c", script, inbox.path + "/news", "\(Self.rival)"]
        let set = try Program.run("python3", arguments)
        #expect(set.status == 0, "\(set.errors)")
        #expect(try !inbox.canOpen("news", as: Self.rival))
        try OtherUser.run(as: Self.desk) {
            let fileSystem = inbox.fileSystem
            // Twice: the second time its entry is there already.
            let lender = LeaseLender(at: Path(inbox.lender.path))
            #expect(lender.admit(to: "news") && lender.admit(to: "news"))
            _ = try fileSystem.open("news", in: try fileSystem.openRoot(Path(inbox.path)), .directory)
        }
        #expect(try inbox.canOpen("news", as: Self.desk))
        #expect(try !inbox.canOpen("news", as: Self.rival))
        let list = try Program.run("python3", arguments + ["print"])
        let expected = "[(1, 7, N), (2, 0, 65531), (2, 7, 65534), (4, 0, N), (16, 7, N), (32, 0, N)]\n"
        #expect(list.output == expected.replacing("N", with: "4294967295"))
    }

    @Test("A lender that knows no inbox lends leases, and opens nothing")
    func withoutInbox() throws {
        let scratch = try ScratchDirectory()
        try scratch.write("text", to: "a.txt")
        let lender = try Lender(in: scratch)
        let lent = LeaseLender(at: Path(lender.path))
        #expect(lent.open("a.txt") == nil)
        #expect(!lent.admit(to: "folder"))
        let fileSystem = LinuxFileSystem()
        let file = try fileSystem.open("a.txt", in: try fileSystem.openRoot(scratch.root), .read)
        let answer = ReadLease.onceUnwritten { lent.take(on: file) }
        #expect(answer == .held)
    }
}
