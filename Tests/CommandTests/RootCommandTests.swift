import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("Commands that root runs on the desk of another user")
struct RootCommandTests {
    private static let nobody: uid_t = 65_534
    private let desk: MadeDesk

    init() throws {
        desk = try MadeDesk.example()
        _ = try Program.run("chown", ["--recursive", "\(Self.nobody):\(Self.nobody)", desk.path])
        #expect(chmod(desk.path, 0o751) == 0)
    }

    private func wiredesk(_ arguments: String...) throws -> Program {
        try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
    }

    /// What in the desk belongs to somebody else than its user, or can be read by all, and is not there for that.
    private func strange() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: desk.path).sorted().compactMap { name in
            var status = stat()
            guard lstat(desk.path + "/" + name, &status) == 0 else { return nil }
            if status.st_uid != Self.nobody { return "\(name) belongs to \(status.st_uid)" }
            let isMade = ["catalogue.sqlite", "index.sqlite"].contains { name.hasPrefix($0) }
            return isMade && status.st_mode & 0o007 != 0
                ? "\(name) has the mode \(String(status.st_mode & 0o777, radix: 8))" : nil
        }
    }

    @Test("What a command makes belongs to the desk's user and is closed to others")
    func owner() throws {
        guard Privilege.isRoot(orLeaveOut: "a folder of another user") else { return }
        try desk.remove(desk.cataloguePath)
        #expect(try wiredesk("verify", "--repair").status == 0)
        #expect(try strange() == [])
        #expect(try wiredesk("find", "--rebuild").status == 0)
        #expect(try strange() == [])
        let name = try #require(try desk.scratch.names(in: "quarantine").first { !$0.hasSuffix(".reason.json") })
        #expect(try wiredesk("quarantine", "discard", "--all", "--yes").status == 0, "\(name)")
        #expect(try strange() == [])
    }

    @Test(
        "A link that the desk's user has put in the desk leads root nowhere",
        arguments: ["quarantine", "catalogue.sqlite", "archive", "index.sqlite"]
    )
    func links(_ name: String) throws {
        guard Privilege.isRoot(orLeaveOut: "a folder of another user") else { return }
        let secret = try ScratchDirectory()
        try secret.write("A secret of root.\n", to: "story.txt")
        try secret.write("A secret of root.\n", to: "secret")
        #expect(chmod(secret.path, 0o700) == 0)
        let before = try secret.names()
        let path = desk.path + "/" + name
        try? FileManager.default.removeItem(atPath: path)
        #expect(symlink(secret.path + (name.hasSuffix(".sqlite") ? "/secret" : ""), path) == 0)
        for arguments in [
            ["quarantine", "discard", "--all", "--yes"], ["quarantine", "retry", "--all"], ["quarantine", "list"],
            ["verify", "--repair"], ["find", "--rebuild"],
        ] {
            let ran = try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
            #expect(!ran.output.contains("story.txt"), "\(arguments)")
        }
        #expect(try secret.names() == before)
        #expect(secret.read("secret") == "A secret of root.\n" && secret.read("story.txt") == "A secret of root.\n")
    }
}
