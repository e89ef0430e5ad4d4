import Foundation
import Operations
import TestSupport
import Testing

/// A desk whose folders are made as the package makes them, and whose users are numbers that nobody has.
private final class RolesDesk {
    static let (owner, editors, senders) = (64_001, 64_002, 64_003)
    /// A reader, an editor and a sender, each with the groups that the user is in.
    static let (reader, editor, sender) = ((64_010, [owner]), (64_011, [owner, editors]), (64_012, [senders]))

    let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        var lines = try String(contentsOf: root.appending(path: "Deploy/wiredesk.tmpfiles.conf"), encoding: .utf8)
        lines = lines.replacing("/var/lib/wiredesk", with: desk.path)
            .replacing("wiredesk-inbox", with: "\(Self.senders)").replacing("wiredesk-desk", with: "\(Self.editors)")
            .replacing(" wiredesk ", with: " \(Self.owner) ").replacing(" wiredesk ", with: " \(Self.owner) ")
            .replacing("user:wiredesk:", with: "user:\(Self.owner):")
        let file = desk.scratch.path + "/roles.conf"
        try Data(lines.utf8).write(to: URL(filePath: file))
        for folder in [desk.scratch.path, desk.staging] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        }
        let made = try Program.run("systemd-tmpfiles", ["--create", file])
        #expect(made.status == 0, "\(made.errors)")
    }

    static func prefix(_ user: (id: Int, groups: [Int])) -> [String] {
        let groups = user.groups.map { "\($0)" }.joined(separator: ",")
        return ["setpriv", "--reuid=\(user.id)", "--regid=\(user.id)", "--groups=\(groups)", "--"]
    }

    func start() throws -> RunningDaemon {
        let daemon = try desk.start(prefix: Self.prefix((Self.owner, [Self.editors, Self.senders])))
        try daemon.waitUntilReady()
        return daemon
    }

    func run(_ user: (id: Int, groups: [Int]), _ arguments: [String]) throws -> Program {
        let words = Self.prefix(user) + arguments
        return try Program.run(words[0], Array(words.dropFirst()), environment: ["TZ": "UTC", "PATH": "/usr/bin:/bin"])
    }

    func wiredesk(_ user: (id: Int, groups: [Int]), _ arguments: String...) throws -> Program {
        try run(user, [Program.product("wiredesk")] + arguments + ["--state-directory", desk.path])
    }

    /// Drops a file as the sender does.
    func drop(_ text: String, as name: String) throws {
        let ran = try run(
            Self.sender,
            ["sh", "-c", "umask 077; printf '%s' \"$1\" > \"$2\"", "sh", text, desk.inbox + "/" + name]
        )
        #expect(ran.status == 0, "\(ran.errors)")
    }
}

@Suite("Who may do what: readers, editors and senders")
struct RolesTests {
    private static let listings = [
        ["list"], ["find", "paragraph"], ["log"], ["stats"], ["show", "last"], ["story", "1"], ["quarantine", "list"],
        ["trace", "one.txt"], ["export"], ["follow", "--no-wait"], ["verify"],
    ]

    private func checkListings(_ roles: RolesDesk, _ context: String) throws {
        let reader = RolesDesk.reader
        for listing in Self.listings {
            let ran = try roles.run(
                reader,
                [Program.product("wiredesk")] + listing + ["--state-directory", roles.desk.path]
            )
            #expect(
                ran.status == 0 && ran.errors == "",
                "\(listing), \(context): \(ran.status) \(ran.output)\(ran.errors)"
            )
        }
    }

    @Test(
        "Each role may do what it is there for, while the daemon runs, after a stop and after a kill, and is told otherwise"
    )
    func roles() throws {
        guard Privilege.isRoot(orLeaveOut: "the roles of readers, editors and senders") else { return }
        let roles = try RolesDesk()
        let (reader, editor, sender) = (RolesDesk.reader, RolesDesk.editor, RolesDesk.sender)
        guard try roles.run(reader, ["test", "-x", Program.product("wiredesk")]).status == 0 else {
            print("LEFT OUT, because other users may not run what was built here: the roles")
            return
        }
        var daemon = try roles.start()
        try roles.drop(Story.text(1), as: "one.txt")
        for name in ["first", "second", "third"] { try roles.drop("Only \(name)", as: name) }
        try daemon.wait(untilAnswered: 4)
        try checkListings(roles, "while the daemon runs")

        let refused = try roles.wiredesk(reader, "quarantine", "discard", "first", "--yes")
        #expect(refused.status == 77 && refused.errors.contains("as a member of the group 64002"), "\(refused.errors)")
        for arguments in [["list"], ["verify"], ["quarantine", "list"]] {
            let closed = try roles.run(
                sender,
                [Program.product("wiredesk")] + arguments + ["--state-directory", roles.desk.path]
            )
            #expect(closed.status == 77 && closed.errors.contains("as a member of the group 64001"), "\(closed.errors)")
        }
        #expect(try roles.run(sender, ["ls", roles.desk.inbox]).status != 0)

        for arguments in [
            ["quarantine", "discard", "first", "--yes"], ["quarantine", "retry", "second"],
            ["withdraw", "1", "--because", "a test"], ["withdraw", "1", "--undo", "--because", "a test"],
        ] {
            let ran = try roles.run(
                editor,
                [Program.product("wiredesk")] + arguments + ["--state-directory", roles.desk.path]
            )
            #expect(ran.status == 0, "\(arguments): \(ran.output)\(ran.errors)")
        }
        let log = try roles.wiredesk(reader, "log", "--outcome", "discarded", "--json").output
        #expect(log.contains("64011"), "\(log)")

        let collection = roles.desk.scratch.path + "/collection/1998"
        try FileManager.default.createDirectory(atPath: collection, withIntermediateDirectories: true)
        try Data(Story.text(7).utf8).write(to: URL(filePath: collection + "/seven.txt"))
        let imported = try roles.wiredesk(editor, "import", roles.desk.scratch.path + "/collection")
        #expect(imported.status == 0, "\(imported.output)\(imported.errors)")
        #expect(try roles.wiredesk(reader, "import", collection).errors.contains("as a member of the group 64002"))
        try checkListings(roles, "after the editor's work")

        try daemon.stop()
        try checkListings(roles, "after a stop")
        let late = try roles.wiredesk(editor, "quarantine", "retry", "third")
        #expect(late.status == 77 && late.errors.contains("the daemon is not running"), "\(late.errors)")
        daemon = try roles.start()
        try roles.drop(Story.text(2), as: "two.txt")
        try daemon.wait(for: "the other story") { $0.total.archived >= 4 }
        try daemon.kill()
        try checkListings(roles, "after a kill")
    }
}
