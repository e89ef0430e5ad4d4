import Catalogue
import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Promises 7 and 8: refusing harm")
struct HarmTests {
    private func path(_ name: [UInt8], in desk: ScratchDesk) -> [CChar] {
        (Array(desk.inbox.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
    }

    @Test("Case 15: links, FIFOs, sockets and devices go to quarantine unopened, and nothing is followed or waited on")
    func noFiles() throws {
        let desk = try ScratchDesk()
        let secret = try desk.scratch.write(Story.text(99), to: "outside/secret.txt")
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        #expect(symlink(secret, desk.inbox + "/link.txt") == 0)
        #expect(symlink("/nowhere", desk.inbox + "/dangling.txt") == 0)
        #expect(symlink(desk.scratch.path + "/outside", desk.inbox + "/folder") == 0)
        #expect(symlink(desk.inbox, desk.inbox + "/loop") == 0)
        #expect(mkfifo(desk.inbox + "/pipe.txt", 0o644) == 0)
        // A socket's path is short: it is bound elsewhere and moved in.
        let short = "/tmp/wd-\(UUID().uuidString.prefix(8))"
        let socket = try LocalSocket.bind(to: short)
        defer { close(socket) }
        try FileManager.default.moveItem(atPath: short, toPath: desk.inbox + "/socket.txt")
        var expected = [
            "link.txt": "symbolic link", "dangling.txt": "symbolic link", "folder": "symbolic link",
            "loop": "symbolic link", "pipe.txt": "FIFO", "socket.txt": "socket",
        ]
        if Privilege.isRoot(orLeaveOut: "a device") {
            #expect(mknod(desk.inbox + "/null.txt", S_IFCHR | 0o666, 1 << 8 | 3) == 0)
            expected["null.txt"] = "character device"
        }
        try desk.drop(Story.text(1), as: "story.txt")
        let status = try daemon.wait(untilAnswered: expected.count + 1)
        #expect(status.total.archived == 1)
        #expect(status.total.quarantined == expected.count)
        let entries = try CatalogueReader(at: Path(desk.path + "/catalogue.sqlite")).deliveries(limit: 100)
        for (name, kind) in expected {
            #expect(desk.quarantineReason(of: name) == "not-a-file")
            #expect(
                entries.first { $0.file.path == Path(name) }?.explanation
                    == "It is a \(kind), and only regular files are read."
            )
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: desk.path + "/quarantine/link.txt") == secret)
        #expect(try String(contentsOfFile: secret, encoding: .utf8) == Story.text(99))
    }

    @Test(
        "Files of any time of modification are archived, the first and the last that there are",
        arguments: [false, true]
    )
    func farTimes(inEffectAtStart: Bool) throws {
        let desk = try ScratchDesk(in: ScratchDirectory(isInMemory: true))
        // 1601, as tmpfs, btrfs and FUSE have it; before 1677 and after 2262 no 64 bits of nanoseconds reach.
        // The first second of 1970 is left out: it marks a part of an upload.
        let seconds = [-11_644_473_600, -9_223_372_037, -9_214_560_001, -1, 1, 9_223_372_037, 16_725_225_600]
        func dropAll() throws {
            for (number, second) in seconds.enumerated() {
                let staged = try desk.scratch.write(Story.text(number + 1), to: "staging/\(number)")
                let time = timespec(tv_sec: second, tv_nsec: 5)
                var times = [time, time]
                #expect(utimensat(AT_FDCWD, staged, &times, 0) == 0)
                #expect(rename(staged, "\(desk.inbox)/\(number).txt") == 0)
            }
        }
        if inEffectAtStart { try dropAll() }
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        if !inEffectAtStart { try dropAll() }
        #expect(try daemon.wait(untilAnswered: seconds.count).total.archived == seconds.count)
        #expect(try daemon.stop() == .exited(0))
        let verified = try Program.run(
            Program.product("wiredesk"),
            ["verify", "--state-directory", desk.path]
        )
        #expect(verified.status == 0, "\(verified.output)")
        for arguments in [["log"], ["list"], ["trace", "0.txt"], ["export", "--format", "csv"]] {
            let ran = try Program.run(Program.product("wiredesk"), arguments + ["--state-directory", desk.path])
            #expect([0, 1].contains(ran.status), "\(arguments): \(ran.errors)")
        }
    }

    @Test("Case 15: what is mounted inside the inbox is reported and left alone")
    func mounts() throws {
        guard Privilege.isRoot(orLeaveOut: "a file system that is mounted inside the inbox") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(
            prefix: desk.withOwnMounts(
                """
                mkdir "$0/inbox/usb"; mount -t tmpfs none "$0/inbox/usb"; echo story > "$0/inbox/usb/x.txt"
                touch "$0/inbox/host.txt"; mount --bind /etc/hostname "$0/inbox/host.txt"
                """
            )
        )
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "story.txt")
        try daemon.wait(for: "reports") { status in
            status.total.archived == 1
                && Set(status.problems.map(\.what)) == [
                    "usb: another file system is mounted there, and what is on it is left alone",
                    "host.txt: another file system is mounted there, and what is on it is left alone",
                ]
        }
    }

    @Test("Case 15: a file with further hard links is ingested, or refused where the configuration says so")
    func hardLinks() throws {
        let desk = try ScratchDesk()
        let source = try desk.scratch.write(Story.text(1), to: "source.txt")
        let first = try desk.start()
        try first.waitUntilReady()
        #expect(link(source, desk.inbox + "/linked.txt") == 0)
        #expect(try first.wait(untilAnswered: 1).total.archived == 1)
        try first.stop()
        let second = try desk.start(settings: ["hard_links": "refuse"])
        try second.waitUntilReady()
        #expect(link(source, desk.inbox + "/refused.txt") == 0)
        #expect(try second.wait(untilAnswered: 2).total.quarantined == 1)
        #expect(desk.quarantineReason(of: "refused.txt") == "hard-links")
    }

    @Test("Case 16: strange names are ingested, recorded without loss, and escaped in the log")
    func strangeNames() throws {
        let names: [[UInt8]] = [
            Array("..txt".utf8), Array("a..b".utf8), Array("new\nline.txt".utf8), Array("\u{1B}[31mred\u{7}.txt".utf8),
            Array("right\u{202E}txt.exe".utf8), Array(" leading and trailing ".utf8), Array("quote\"back\\slash".utf8),
            [0x63, 0x61, 0x66, 0xE9, 0x2E, 0x74, 0x78, 0x74], [0xFF, 0xFE], Array(repeating: 0x6E, count: 255),
            Array("-rf".utf8), Array("100%.txt".utf8), Array("日本.txt".utf8),
        ]
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["log_level": "debug", "ignore": "*.tmp"])
        try daemon.waitUntilReady()
        for (number, name) in names.enumerated() {
            try Data(Story.text(number).utf8).write(to: URL(filePath: desk.staging + "/x"))
            #expect(rename(desk.staging + "/x", path(name, in: desk)) == 0)
        }
        // The same names again with what is no article, so that quarantine has them too.
        try daemon.wait(untilAnswered: names.count)
        for name in names {
            try Data("".utf8).write(to: URL(filePath: desk.staging + "/x"))
            #expect(rename(desk.staging + "/x", path(name, in: desk)) == 0)
        }
        let status = try daemon.wait(untilAnswered: 2 * names.count)
        #expect(status.total.archived == names.count && status.total.quarantined == names.count)
        for record in try desk.records() {
            let number = try #require(Int(record.headline.split(separator: " ")[2]))
            let recorded =
                record.delivery.path_encoding == "percent"
                ? percentDecoded(record.delivery.path) : Array(record.delivery.path.utf8)
            #expect(recorded == names[number])
        }
        for scalar in daemon.log.unicodeScalars where scalar != "\n" {
            #expect(!scalar.actsOnDisplay, "\(scalar.value)")
        }
        #expect(daemon.logLines(containing: "outcome=archived").count == names.count)
    }

    private func percentDecoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    @Test(
        "Case 17: what is too large, too long in a line, of too many lines, empty or binary is quarantined with the reason"
    )
    func noArticles() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["max_file_size": "4MiB"])
        try daemon.waitUntilReady()
        let long = Story.text(1) + "\n" + String(repeating: "long ", count: 300_000) + "\n"
        try desk.drop(long, as: "long.txt")
        try desk.drop(String(repeating: "x\n", count: 2 * 1024 * 1024 + 1), as: "large.txt")
        try desk.drop(String(repeating: "so it\n", count: 300_000), as: "lines.txt")
        try desk.drop("", as: "empty.txt")
        try desk.drop([0x89] + Array("PNG\r\n\u{1A}\n".utf8) + (0...255).map { UInt8($0) }, as: "picture.txt")
        try daemon.wait(untilAnswered: 5)
        #expect(desk.quarantineReason(of: "long.txt") == "line-too-long")
        #expect(desk.quarantineReason(of: "lines.txt") == "too-many-lines")
        #expect(desk.quarantineReason(of: "large.txt") == "too-large")
        #expect(desk.quarantineReason(of: "empty.txt") == "empty")
        #expect(desk.quarantineReason(of: "picture.txt") == "binary")
    }

    @Test("Case 17: a file with NULs where text has to be is quarantined with where they stand, and padding is dropped")
    func nuls() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        let story = Array(Story.text(1).utf8)
        try desk.drop([UInt8](repeating: 0, count: 5000), as: "only.txt")
        try desk.drop(Array(story[..<20]) + [UInt8](repeating: 0, count: 4096) + Array(story[20...]), as: "hole.txt")
        try desk.drop([0, 0] + story + [UInt8](repeating: 0, count: 64), as: "padded.txt")
        let status = try daemon.wait(untilAnswered: 3)
        #expect(status.total.archived == 1 && status.total.quarantined == 2)
        let entries = try CatalogueReader(at: Path(desk.path + "/catalogue.sqlite")).deliveries(limit: 10)
        for (name, explanation) in [
            ("only.txt", "All of the file's 5000 bytes are NULs: nothing was written into it."),
            ("hole.txt", "Text is missing: 4096 NUL bytes where it should be, from byte 20 of the file."),
        ] {
            #expect(desk.quarantineReason(of: name) == "nuls")
            #expect(entries.first { $0.file.path == Path(name) }?.explanation == explanation)
        }
        // What was padded is the same story as what was not.
        try desk.drop(story, as: "whole.txt")
        #expect(try daemon.wait(untilAnswered: 4).total.duplicates == 1)
    }

    @Test("Case 17: a sparse file of 2 GiB costs neither memory nor disk")
    func sparse() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "story.txt")
        try daemon.wait(untilAnswered: 1)
        let before = try peakMemory(of: daemon)
        let source = desk.staging + "/sparse"
        _ = FileManager.default.createFile(atPath: source, contents: nil)
        #expect(truncate(source, 2 << 30) == 0)
        #expect(rename(source, desk.inbox + "/sparse.txt") == 0)
        try daemon.wait(untilAnswered: 2)
        #expect(desk.quarantineReason(of: "sparse.txt") == "too-large")
        var status = stat()
        #expect(stat(desk.path + "/quarantine/sparse.txt", &status) == 0)
        #expect(status.st_size == 2 << 30 && status.st_blocks == 0)
        #expect(try peakMemory(of: daemon) < before + 16 * 1024 * 1024)
    }

    /// The most memory that the process has had, in bytes (proc(5), `VmHWM`).
    private func peakMemory(of daemon: RunningDaemon) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(daemon.pid)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(separator: " ").dropLast().last.flatMap { Int($0) }) * 1024
    }

    @Test("Case 18: a file that ends the daemon three times is quarantined as poison, and the desk goes on")
    func poison() throws {
        let desk = try ScratchDesk()
        for number in 1...9 { try desk.drop(Story.text(number), as: "story-\(number).txt") }
        try desk.drop(Story.text(10) + "\nPOISON\n", as: "bad\n.txt")
        let crashing = ["TEST_WIREDESK_CRASH_ON": "POISON"]
        for start in 1...3 {
            let daemon = try desk.start(environment: crashing)
            #expect(try daemon.waitForEnd() == .signalled(SIGABRT), "start \(start)")
        }
        let daemon = try desk.start(environment: crashing)
        let status = try daemon.wait(untilAnswered: 10)
        #expect(status.total.archived == 9)
        #expect(status.total.quarantined == 1)
        #expect(desk.quarantineReason(of: "bad\n.txt") == "poison")
        #expect(try desk.files(in: "inbox").isEmpty)
        #expect(daemon.logLines(containing: "at several starts is quarantined").count == 1)
        // Mended and sent again, it is an article like any other.
        try desk.drop(Story.text(10), as: "bad\n.txt")
        #expect(try daemon.wait(untilAnswered: 11).total.archived == 10)
    }

    @Test(
        "Case 18: a member that ends the daemon three times is set aside as poison, and the others of its container go on"
    )
    func poisonMember() throws {
        let desk = try ScratchDesk()
        var files = (1...9).map { (name: "\($0).txt", bytes: Array(Story.text($0).utf8)) }
        files.insert((name: "bad.txt", bytes: Array((Story.text(10) + "\nPOISON\n").utf8)), at: 5)
        try desk.drop(MadeTar.tar(files), as: "ten.tar")
        let crashing = ["TEST_WIREDESK_CRASH_ON": "POISON"]
        for start in 1...3 {
            let daemon = try desk.start(environment: crashing)
            #expect(try daemon.waitForEnd() == .signalled(SIGABRT), "start \(start)")
        }
        let daemon = try desk.start(environment: crashing)
        let status = try daemon.wait(untilAnswered: 1)
        #expect(status.total.archived == 1 && status.archive.articles == 9)
        #expect(desk.quarantineReason(of: "ten.tar/bad.txt") == "poison")
        #expect(try desk.files(in: "inbox").isEmpty)
        // Nothing is held against the same file that is sent again without a fault in the parser.
        #expect(try daemon.stop() == .exited(0))
        let mended = try desk.start()
        try desk.drop(MadeTar.tar(files), as: "ten.tar")
        #expect(try mended.wait(untilAnswered: 2).archive.articles == 10)
    }

    @Test("Case 18: a member that the parser never comes to the end of is set aside as poison")
    func hangingMember() throws {
        let desk = try ScratchDesk()
        let files = [
            (name: "1.txt", bytes: Array(Story.text(1).utf8)),
            (name: "endless.txt", bytes: Array((Story.text(2) + "\nENDLESS\n").utf8)),
            (name: "3.txt", bytes: Array(Story.text(3).utf8)),
        ]
        try desk.drop(MadeTar.tar(files), as: "three.tar")
        let hanging = ["TEST_WIREDESK_HANG_ON": "ENDLESS", "WIREDESK_PARSE_LIMIT": "1s"]
        for start in 1...3 {
            let daemon = try desk.start(environment: hanging)
            #expect(try daemon.waitForEnd() == .exited(70), "start \(start)")
            let message = "the parser has not come to the end of endless.txt in three.tar in 1 s of processor time"
            #expect(!daemon.logLines(containing: message).isEmpty)
        }
        let daemon = try desk.start(environment: hanging)
        #expect(try daemon.wait(untilAnswered: 1).archive.articles == 2)
        #expect(desk.quarantineReason(of: "three.tar/endless.txt") == "poison")
    }

    @Test("Case 17: a container that is larger than max_file_size costs no more memory than its members")
    func largeContainer() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["max_file_size": "1MiB", "batch_bytes": "64KiB", "search": "off"])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "story.txt")
        try daemon.wait(untilAnswered: 1)
        let before = try peakMemory(of: daemon)
        let picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 7, count: 1_000_000)
        var files: [(name: String, bytes: [UInt8])] = []
        for number in 1...30 {
            files.append((name: "\(number).png", bytes: picture))
            files.append((name: "\(number).txt", bytes: Array(Story.text(number).utf8)))
        }
        try desk.drop(MadeTar.tar(files), as: "large.tar")
        let status = try daemon.wait(untilAnswered: 2, atMost: 180)
        #expect(status.archive.articles == 30)
        #expect(try desk.files(in: "processed").contains { $0.hasSuffix("large.tar") })
        #expect(try peakMemory(of: daemon) < before + 16 * 1024 * 1024)
    }

    @Test("Case 18: a file that the parser never comes to the end of ends the daemon, and is quarantined as poison")
    func hang() throws {
        let desk = try ScratchDesk()
        for number in 1...9 { try desk.drop(Story.text(number), as: "story-\(number).txt") }
        try desk.drop(Story.text(10) + "\nENDLESS\n", as: "endless.txt")
        let hanging = ["TEST_WIREDESK_HANG_ON": "ENDLESS", "WIREDESK_PARSE_LIMIT": "1s"]
        for start in 1...3 {
            let daemon = try desk.start(environment: hanging)
            #expect(try daemon.waitForEnd() == .exited(70), "start \(start)")
            let message = "the parser has not come to the end of endless.txt in 1 s of processor time"
            #expect(!daemon.logLines(containing: message).isEmpty)
            #expect(daemon.status?.state == .failed)
            #expect(daemon.status?.problems.last?.what.contains("endless.txt") == true)
        }
        let daemon = try desk.start(environment: hanging)
        #expect(try daemon.wait(untilAnswered: 10).total.archived == 9)
        #expect(desk.quarantineReason(of: "endless.txt") == "poison")
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("Case 18: a kill between two files makes no suspect")
    func killed() throws {
        let desk = try ScratchDesk()
        for start in 1...4 {
            let daemon = try desk.start()
            try daemon.waitUntilReady()
            try desk.drop(Story.text(start), as: "story.txt")
            try daemon.wait(for: "story") { $0.total.archived == start }
            #expect(try daemon.kill() == .signalled(SIGKILL))
        }
        #expect(try desk.records().count == 4)
        #expect(try desk.files(in: "quarantine").isEmpty)
    }
}
