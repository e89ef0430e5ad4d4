import Foundation
import Operations
import TestSupport
import Testing

@Suite("Seeing everything that arrives")
struct SeeingTests {
    @Test("Case 2: what was dropped while the daemon was down is ingested once")
    func whileDown() throws {
        let desk = try ScratchDesk()
        for number in 1...20 { try desk.drop(Story.text(number), as: "day/\(number % 3)/\(number).txt") }
        let first = try desk.start()
        try first.wait(untilAnswered: 20)
        #expect(try first.stop() == .exited(0))
        for number in 21...40 { try desk.drop(Story.text(number), as: "\(number).txt") }
        let second = try desk.start()
        let status = try second.wait(untilAnswered: 40)
        #expect(status.total.archived == 40)
        #expect(try desk.records().count == 40)
        #expect(try desk.files(in: "inbox").isEmpty)
    }

    @Test("Case 2: what is dropped while the daemon starts and takes its first listing is ingested once")
    func whileStarting() throws {
        let desk = try ScratchDesk()
        for number in 1...100 { try desk.drop(Story.text(number), as: "\(number).txt") }
        let daemon = try desk.start()
        var number = 100
        try daemon.wait(
            for: "first listing",
            until: {
                number += 1
                try desk.drop(Story.text(number), as: number % 2 == 0 ? "\(number).txt" : "new-\(number)/\(number).txt")
                return !daemon.logLines(containing: "the inbox is watched").isEmpty && number >= 200
            }
        )
        try daemon.wait(untilAnswered: number)
        #expect(Set(try desk.records().map(\.headline)).count == number)
        #expect(daemon.status?.total.duplicates == 0)
    }

    @Test("Case 2: what is dropped into a folder before the folder can be watched is ingested once")
    func freshFolders() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for number in 1...200 {
            let folder = desk.inbox + "/a\(number)/b/c"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(Story.text(number).utf8).write(to: URL(filePath: folder + "/story.txt"))
        }
        let status = try daemon.wait(untilAnswered: 200)
        #expect(status.total.archived == 200)
        #expect(try desk.records().count == 200)
    }

    @Test("Case 3: a file that was linked in, and one that never had a name before, are ingested")
    func linkedIn() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        let source = try desk.scratch.write(Story.text(1), to: "source.txt")
        #expect(link(source, desk.inbox + "/linked.txt") == 0)
        // O_TMPFILE, which Swift does not import.
        let unnamed = open(desk.inbox, O_WRONLY | O_DIRECTORY | 0o20_000_000, 0o644)
        try #require(unnamed >= 0)
        let text = Array(Story.text(2).utf8)
        #expect(write(unnamed, text, text.count) == text.count)
        #expect(
            linkat(AT_FDCWD, "/proc/self/fd/\(unnamed)", AT_FDCWD, desk.inbox + "/unnamed.txt", AT_SYMLINK_FOLLOW) == 0
        )
        close(unnamed)
        try daemon.wait(untilAnswered: 2)
        #expect(Set(try desk.records().map(\.delivery.path)) == ["linked.txt", "unnamed.txt"])
        #expect(try String(contentsOfFile: source, encoding: .utf8) == Story.text(1))
    }

    @Test("Case 4: a tree that is renamed in is ingested whole, and what lies too deep is reported")
    func tree() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["max_depth": "3"])
        try daemon.waitUntilReady()
        for number in 1...30 {
            try desk.scratch.write(Story.text(number), to: "staging/tree/\(number % 2)/x/\(number).txt")
        }
        try desk.scratch.write(Story.text(31), to: "staging/tree/0/x/deep/31.txt")
        #expect(rename(desk.staging + "/tree", desk.inbox + "/tree") == 0)
        try daemon.wait(untilAnswered: 30)
        let status = try daemon.wait(for: "report of depth") { status in
            status.problems.contains { $0.what.contains("max_depth") }
        }
        #expect(status.problems.first?.what == "tree/0/x/deep: it lies more than 3 folders deep (max_depth)")
        #expect(try desk.files(in: "inbox") == ["tree/0/x/deep/31.txt"])
        #expect(daemon.logLines(containing: "lies too deep").count == 1)
        // Moved up, it is read like any other.
        #expect(rename(desk.inbox + "/tree/0/x/deep", desk.inbox + "/up") == 0)
        try daemon.wait(untilAnswered: 31)
        // A folder that was renamed goes on being watched under its new name.
        #expect(rename(desk.inbox + "/tree", desk.inbox + "/forest") == 0)
        try desk.drop(Story.text(32), as: "forest/0/32.txt")
        try daemon.wait(untilAnswered: 32)
        #expect(try desk.records().last?.delivery.path == "forest/0/32.txt")
    }

    @Test("Case 4: a folder that lies too deep is no problem any more once it, or one above it, is taken away")
    func tooDeepAndGone() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["max_depth": "2"])
        try daemon.waitUntilReady()
        for name in ["one/a/deep", "two/a/deep", "two/a/deeper"] {
            try desk.drop(Story.text(1), as: name + "/1.txt")
        }
        let before = try daemon.wait(for: "reports") { $0.problems.count == 3 }
        try FileManager.default.removeItem(atPath: desk.inbox + "/one/a/deep")
        try daemon.wait(for: "end of the first report") { status in
            status.problems.allSatisfy { $0.what.hasPrefix("two/a/deep") } && status.problems.count == 2
        }
        #expect(rename(desk.inbox + "/two", desk.staging + "/two") == 0)
        // The inbox itself, `one` and `one/a` go on being watched.
        let after = try daemon.wait(for: "end of all reports") { $0.problems.isEmpty && $0.inbox.watches == 3 }
        #expect(after.inbox.listings == before.inbox.listings, "it was not a rescan that found out")
        // Back again, it is reported again.
        #expect(rename(desk.staging + "/two", desk.inbox + "/two") == 0)
        try daemon.wait(for: "reports again") { $0.problems.count == 2 }
    }

    @Test("Case 8: files of 1970 and of the future, written or moved in, are ingested")
    func oddTimes() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        // Not the first second of 1970, by which rsync marks a part of an upload.
        for (number, year) in [1.0, 1e9, 4e9].enumerated() {
            let written = desk.inbox + "/written-\(number).txt"
            let moved = desk.staging + "/moved-\(number).txt"
            for (index, path) in [written, moved].enumerated() {
                try Data(Story.text(10 * number + index).utf8).write(to: URL(filePath: path))
                var times = [timeval(tv_sec: Int(year), tv_usec: 0), timeval(tv_sec: Int(year), tv_usec: 0)]
                #expect(utimes(path, &times) == 0)
            }
            #expect(rename(moved, desk.inbox + "/moved-\(number).txt") == 0)
        }
        #expect(try daemon.wait(untilAnswered: 6).total.archived == 6)
    }

    @Test("Case 8: a name, size and time that were there before, with new content, are ingested")
    func reusedName() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for number in 1...5 {
            let source = desk.staging + "/source"
            try Data(Story.text(number).utf8).write(to: URL(filePath: source))
            var times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
            #expect(utimes(source, &times) == 0)
            #expect(rename(source, desk.inbox + "/latest.txt") == 0)
            try daemon.wait(untilAnswered: number)
        }
        #expect(try desk.records().map(\.headline) == (1...5).map { Story.headline($0) })
        // None has overwritten another on its way out.
        #expect(try desk.files(in: "processed").count == 5)
    }

    @Test("Case 9: a rescan finds what no event told of")
    func rescan() throws {
        guard Privilege.isRoot(orLeaveOut: "a folder that can be read later, which no event tells of") else { return }
        let desk = try ScratchDesk()
        let hidden = desk.inbox + "/hidden"
        try desk.drop(Story.text(1), as: "hidden/1.txt")
        #expect(chown(hidden, 65_534, 65_534) == 0 && chmod(hidden, 0o700) == 0)
        // Root without its power over permissions.
        let daemon = try desk.start(
            settings: ["rescan_interval": "1s"],
            prefix: ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
        )
        try daemon.waitUntilReady()
        try daemon.wait(for: "report") {
            $0.problems.contains { $0.what == "hidden: openat2: Permission denied" }
        }
        #expect(chmod(hidden, 0o777) == 0)
        try daemon.wait(untilAnswered: 1)
        try daemon.wait(for: "end of the report") { $0.problems.isEmpty }
        #expect(daemon.logLines(containing: "a folder cannot be read").count == 1)
    }
}
