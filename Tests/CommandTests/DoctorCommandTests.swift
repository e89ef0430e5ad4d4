import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk doctor")
struct DoctorCommandTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
        // The system around the desk, made for the test.
        for (path, text) in [
            ("proc/sys/fs/inotify/max_user_watches", "65536\n"),
            ("proc/sys/fs/inotify/max_queued_events", "16384\n"),
            ("proc/sys/fs/inotify/max_user_instances", "128\n"),
            ("run/systemd/system/x", ""), ("run/systemd/journal/socket", ""),
            ("usr/lib/systemd/system/wiredesk.service", "[Unit]\n"),
            ("usr/lib/systemd/catalog/wiredesk.catalog", ""),
            ("etc/systemd/system/multi-user.target.wants/wiredesk.service", ""),
        ] {
            try desk.scratch.write(text, to: "system/" + path)
        }
        for folder in [desk.path, desk.inbox] { chmod(folder, 0o750) }
    }

    private func doctor(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            ["doctor", "--state-directory", desk.path, "--system-root", desk.scratch.path + "/system"] + arguments,
            environment: ["TZ": "UTC"]
        )
    }

    /// What is said of one thing: the verdict and the sentence.
    private func said(of check: String) throws -> (verdict: String, text: String) {
        for line in try doctor("--json").output.split(separator: "\n") {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
            guard object["check"] == check else { continue }
            return (object["verdict"] ?? "", "\(object["found"] ?? ""): \(object["what_to_do"] ?? "")")
        }
        return ("", "")
    }

    @Test("On a machine that is fit, with a daemon that runs, what belongs to the desk is fine")
    func fit() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try daemon.wait(for: "the status") { daemon.status?.state == .watching }
        let ran = try doctor("--json")
        try JSONSchemaValidator.check(ran.output, against: "wiredesk-doctor")
        for check in [
            "configuration", "state", "inbox", "owners", "leases", "archive", "catalogue", "watches", "events",
            "open files", "unit", "journal", "explanations", "daemon",
        ] {
            #expect(try said(of: check).verdict == "fine", "\(check): \(ran.output)")
        }
    }

    @Test("What is wrong is told with what to do, and the status is 1")
    func unfit() throws {
        let system = desk.scratch.path + "/system"
        try desk.scratch.write("100\n", to: "system/proc/sys/fs/inotify/max_user_watches")
        try FileManager.default.removeItem(
            atPath: system + "/etc/systemd/system/multi-user.target.wants/wiredesk.service"
        )
        try FileManager.default.removeItem(atPath: system + "/usr/lib/systemd/catalog/wiredesk.catalog")
        chmod(desk.path, 0o777)
        chmod(desk.inbox, 0o777)
        #expect(try doctor().status == 1)
        #expect(
            try said(of: "watches") == (
                "concern", "100 folders may be watched: sysctl fs.inotify.max_user_watches=65536"
            )
        )
        #expect(try said(of: "unit").text.hasSuffix("systemctl enable --now wiredesk"))
        #expect(try said(of: "explanations").text.hasSuffix("journalctl --update-catalog"))
        #expect(
            try said(of: "state") == (
                "wrong", "others than its owner may write to \(desk.path) (mode 777): chmod go-w \(desk.path)"
            )
        )
        #expect(try said(of: "inbox").text.hasSuffix("chmod +t \(desk.inbox)"))
        #expect(try said(of: "daemon") == ("concern", "it has never run here: systemctl start wiredesk"))
        try FileManager.default.removeItem(atPath: desk.inbox)
        #expect(try said(of: "inbox").verdict == "wrong")
    }

    @Test("A desk whose clock was set back, or whose files somebody else owns, is told so")
    func clockAndOwners() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(StoryDelivery(story: 1, seed: 4, spelling: 0, path: "").content, as: "a.txt")
        try daemon.wait(untilAnswered: 1)
        try daemon.stop()
        let back = try doctor("--now", "2025-03-01T00:00:00.000Z").output
        #expect(back.contains("the clock was set back: set the clock (timedatectl)"))
        guard Privilege.isRoot(orLeaveOut: "files that belong to somebody else") else { return }
        for name in ["", "/inbox", "/processed"] { chown(desk.path + name, 1_234, 1_234) }
        let owners = try said(of: "owners")
        #expect(owners.verdict == "wrong")
        #expect(owners.text.contains("/archive and "))
    }

    @Test("What a terminal and a pipe see")
    func screens() throws {
        var table = ScreenTable(
            replacements: [(desk.path, "/srv/desk")],
            patterns: [
                ("owned by uid [0-9]+", "owned by uid N"), ("belongs to uid [0-9]+", "belongs to uid N"),
                ("[0-9.]+ [A-Z]iB free of [0-9.]+ [A-Z]iB", "N free of M"),
                ("may open [0-9,]+ files", "may open N files"),
                // What differs from machine to machine.
                (
                    "[^\n]*(file system |inbox's disk|clock  |instances|state  |inbox  )[^\n]*\n([ ]{24}[^\n]*\n)*", ""
                ),
                ("(No problems|[0-9]+ problems?) found[^\n]*", "N problems found."),
            ]
        )
        try table.add(
            ["doctor"],
            [
                "--state-directory", desk.path, "--system-root", desk.scratch.path + "/system", "--now",
                "2026-11-22T18:15:46.000Z",
            ],
            media: [.pipe, .narrow, .widePlain]
        )
        try table.check("doctor")
    }
}
