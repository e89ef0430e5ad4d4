import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk verify")
struct VerifyCommandTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private func verify(_ arguments: String...) throws -> Program {
        try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", desk.path] + arguments)
    }

    /// Lets a daemon archive so many stories, two duplicates and one file that is not an article, and stops it.
    private func archive(_ count: Int, segmentSize: String = "256MiB") throws {
        let daemon = try desk.start(settings: [
            "segment_size": segmentSize, "batch_bytes": segmentSize == "256MiB" ? "8MiB" : segmentSize,
        ])
        try daemon.waitUntilReady()
        try desk.dropStories(1...count, prefix: "story")
        try daemon.wait(untilAnswered: count)
        try desk.dropStories(1...2, spelling: 500, prefix: "again")
        try desk.drop("Alone", as: "bad.txt")
        try daemon.wait(untilAnswered: count + 3)
        try daemon.stop()
    }

    private func segments() throws -> [String] {
        try desk.files(in: "archive").filter { $0.hasSuffix(".jsonl") }
    }

    @Test("A sound archive is told in one line, and the status is 0; JSON says the same")
    func sound() throws {
        try archive(12, segmentSize: "2KiB")
        let count = try segments().count
        #expect(count > 2)
        let ran = try verify()
        #expect(ran.status == 0, "\(ran.output)")
        #expect(ran.errors == "")
        #expect(ran.output.hasPrefix("12 records in \(count) segments and 3 lines of the ledger, "))
        #expect(ran.output.hasSuffix(" read, 14 files looked at: nothing is wrong.\n"))
        #expect(ran.output.count { $0 == "\n" } == 1)
        let json = try verify("--json")
        #expect(json.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(object?["sound"] as? Bool == true)
        #expect(object?["records"] as? Int == 12)
        #expect(object?["ledger_lines"] as? Int == 3)
        #expect(object?["catalogue"] as? String == "agrees")
        try JSONSchemaValidator.check(json.output, against: "wiredesk-verify")
    }

    @Test("Keys that a newer version has written are passed over and counted, in words and in JSON")
    func unknownKeys() throws {
        try desk.layArchive(records: 1)
        let name = try #require(try segments().first)
        let file = URL(filePath: desk.path + "/archive/" + name)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let covered = line.components(separatedBy: ",\"crc32\":")[0]
                .replacing(",\"delivery\":", with: ",\"mood\":{\"of\":[\"day\",1]},\"delivery\":")
            let checksum = String(zlibChecksum(covered), radix: 16)
            let digits = String(repeating: "0", count: 8 - checksum.count) + checksum
            return "\(covered),\"crc32\":\"\(digits)\"}\n"
        }
        try Data(lines.joined().utf8).write(to: file)
        let ran = try verify()
        #expect(ran.status == 0, "\(ran.output)")
        #expect(ran.output.contains("Passed over 1 key that a newer version has written.\n"), "\(ran.output)")
        let json = try verify("--json").output
        #expect(json.contains("\"unknown_keys\":1"), "\(json)")
        try JSONSchemaValidator.check(json, against: "wiredesk-verify")
        let listed = try Program.run(Program.product("wiredesk"), ["list", "--state-directory", desk.path])
        #expect(listed.status == 0 && listed.output.split(separator: "\n").count == 1, "\(listed.output)")
    }

    /// CRC-32 of ISO-HDLC, bit by bit.
    private func zlibChecksum(_ text: String) -> UInt32 {
        ~text.utf8.reduce(UInt32.max) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
            }
        }
    }

    @Test("After an orderly stop, who may read and not write is told the same by verify and by every listing")
    func readOnly() throws {
        try archive(3)
        let questions = [
            ["verify"], ["list"], ["log"], ["find", "the"], ["stats"], ["trace", "bad.txt"], ["show", "last"],
        ]
        // Root is let in everywhere, but for want of these capabilities.
        let prefix = geteuid() == 0 ? ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] : []
        func answers() throws -> [String] {
            try questions.map { question in
                let words = prefix + [Program.product("wiredesk")] + question + ["--state-directory", desk.path]
                let ran = try Program.run(words[0], Array(words.dropFirst()))
                return "\(question): \(ran.status)\n\(ran.output)\(ran.errors)"
            }
        }
        let before = try answers()
        for name in ["catalogue.sqlite", "index.sqlite"] { #expect(chmod(desk.path + "/" + name, 0o444) == 0) }
        #expect(chmod(desk.path, 0o555) == 0)
        defer { chmod(desk.path, 0o755) }
        #expect(try answers() == before)
        #expect(before[0].contains("]: 0\n"), "\(before[0])")
    }

    @Test("A flipped byte is found with its segment, line and byte, repair leaves it, and its neighbours are shown")
    func flippedByte() throws {
        try archive(9, segmentSize: "3KiB")
        let segment = try segments()[1]
        let file = desk.path + "/archive/" + segment
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        let start = try #require(bytes.firstIndex(of: 0x0A)) + 1
        bytes[start + 200] ^= 0x04
        desk.scratch.expectDamage()
        chmod(file, 0o640)
        try Data(bytes).write(to: URL(filePath: file))

        let ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.hasPrefix("\(segment), line 2, byte \(start): "), "\(ran.output)")
        #expect(ran.output.hasSuffix(": 1 finding.\n"))
        let json = try verify("--json")
        #expect(json.status == 1)
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let finding = (object?["findings"] as? [[String: Any]])?.first
        #expect(finding?["segment"] as? String == segment)
        #expect(finding?["line"] as? Int == 2)
        #expect(finding?["offset"] as? Int == start)
        try JSONSchemaValidator.check(json.output, against: "wiredesk-verify")

        let repaired = try verify("--repair")
        #expect(repaired.status == 1)
        #expect(repaired.output.contains("\(segment), line 2, byte \(start): "))
        #expect(try Data(contentsOf: URL(filePath: file)) == Data(bytes))
        let sequences = try desk.sql("SELECT seq FROM article WHERE offset <> \(start) ORDER BY seq")
        #expect(sequences.count >= 7)
        for line in sequences {
            let number = line.filter(\.isNumber)
            let shown = try Program.run(Program.product("wiredesk"), ["show", number, "--state-directory", desk.path])
            #expect(shown.status == 0, "article \(number): \(shown.errors)")
        }
    }

    @Test("Damage in the last batch is no torn tail when the batch's files were moved, catalogue or none")
    func damageWithoutCatalogue() throws {
        try archive(9)
        let segment = try #require(try segments().first)
        let file = desk.path + "/archive/" + segment
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        let lines = bytes.indices.filter { bytes[$0] == 0x0A }
        bytes[lines[5] + 200] ^= 0x04
        desk.scratch.expectDamage()
        try Data(bytes).write(to: URL(filePath: file))
        for suffix in ["", "-wal", "-shm"] { unlink(desk.path + "/catalogue.sqlite" + suffix) }

        let repaired = try verify("--repair")
        #expect(repaired.status == 1)
        #expect(repaired.output.contains("\(segment), line 7, byte \(lines[5] + 1): "), "\(repaired.output)")
        #expect([UInt8](try Data(contentsOf: URL(filePath: file))) == bytes)
    }

    @Test("A line that stands twice is found, and the desk goes on past it")
    func repeatedLine() throws {
        try archive(3)
        let file = desk.path + "/archive/" + (try #require(try segments().first))
        let bytes = try Data(contentsOf: URL(filePath: file))
        let line = try #require(bytes.split(separator: 0x0A).last)
        try (bytes + line + [0x0A]).write(to: URL(filePath: file))
        for suffix in ["", "-wal", "-shm"] { unlink(desk.path + "/catalogue.sqlite" + suffix) }

        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(4...4, prefix: "story")
        try daemon.wait(for: "the fourth") { $0.total.archived == 4 && $0.inbox.waiting == 0 }
        try daemon.stop()
        let ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.contains("line 4, byte \(bytes.count): "), "\(ran.output)")
    }

    @Test("A torn record is a finding until a repair has cut it off and kept it")
    func tornTail() throws {
        try archive(4)
        let segment = try #require(try segments().first)
        let file = desk.path + "/archive/" + segment
        let whole = try Data(contentsOf: URL(filePath: file))
        let torn = Data("{\"v\":1,\"seq\":5,\"id\":\"sha256:".utf8)
        try (whole + torn).write(to: URL(filePath: file))
        let before = try verify()
        #expect(before.status == 1)
        #expect(before.output.hasPrefix("\(segment), line 5, byte \(whole.count): the line has no end"))

        try JSONSchemaValidator.check(try verify("--json").output, against: "wiredesk-verify")

        let repaired = try verify("--repair")
        #expect(repaired.status == 0, "\(repaired.output)\(repaired.errors)")
        let aside = "torn/" + segment.replacing("/", with: "-") + ".torn-"
        let kept = "\(desk.path)/\(aside)\(whole.count)"
        #expect(
            repaired.output.hasPrefix(
                "Cut \(torn.count) bytes of a torn record off \(file) at byte \(whole.count), and kept in \(kept).\n"
            ),
            "\(repaired.output)"
        )
        #expect(try Data(contentsOf: URL(filePath: kept)) == torn)
        #expect(try Data(contentsOf: URL(filePath: file)) == whole)
        #expect(try verify().status == 0)
        #expect(try verify("--repair").output.hasPrefix("There was nothing that a repair mends.\n"))

        try (whole + torn).write(to: URL(filePath: file))
        let told = try verify("--repair", "--json").output
        try JSONSchemaValidator.check(told, against: "wiredesk-verify")
        #expect(told.contains("\"cut_bytes\":\(torn.count),\"kept_in\":\"\(aside)"), "\(told)")
    }

    struct Harm: Sendable, CustomTestStringConvertible {
        var sql: String
        var says: String
        var testDescription: String { says }
    }

    @Test(
        "What the catalogue has otherwise than the archive is found, and a repair rebuilds it",
        arguments: [
            Harm(sql: "DELETE FROM article WHERE seq IN (3, 4)", says: "articles 3 to 4 are not in the catalogue"),
            Harm(
                sql: "INSERT INTO article VALUES (99, zeroblob(32), NULL, 1, 20261122, 1, 999999, 5, 0, NULL)",
                says: "catalogue: it has article 99 at date=2026-11-22/articles-000001.jsonl, byte 999999, and the"
            ),
            Harm(sql: "UPDATE article SET offset = offset + 1 WHERE seq = 5", says: "article 5 with another place"),
            Harm(sql: "UPDATE article SET length = 7 WHERE seq = 6", says: "article 6 with another length"),
            Harm(sql: "UPDATE article SET id = zeroblob(32) WHERE seq = 6", says: "article 6 with another content id"),
            Harm(sql: "UPDATE delivery SET path = 'x' WHERE seq = 2 AND outcome = 1", says: "another delivery"),
            Harm(sql: "UPDATE delivery SET modified = 'x' WHERE seq = 2 AND outcome = 1", says: "another delivery"),
            Harm(
                sql: "UPDATE delivery SET at = at - 1 WHERE seq = 2 AND outcome = 1",
                says: "article 2 with another time"
            ),
            Harm(
                sql: "DELETE FROM delivery WHERE row = (SELECT min(row) FROM delivery WHERE outcome = 2)",
                says: "counts 2 duplicate deliveries on"
            ),
            Harm(
                sql: "UPDATE tally SET count = count + 1 WHERE outcome = 3",
                says: "counts 2 quarantined deliveries on"
            ),
            Harm(
                sql: "UPDATE article SET revision = 1 WHERE seq = 2",
                says: "article 2 with another word on whether it is a revision"
            ),
            Harm(sql: "UPDATE tally SET revisions = 5 WHERE outcome = 1", says: "counts 5 revisions on"),
            Harm(sql: "UPDATE mark SET offset = 0", says: "it has not read the archive's last 8 lines from"),
            Harm(sql: "UPDATE mark SET offset = offset + 9", says: "it has read up to"),
            Harm(sql: "UPDATE delivery SET path = 'x' WHERE outcome = 2", says: "with another file"),
            Harm(sql: "UPDATE delivery SET explanation = 'x' WHERE outcome = 3", says: "with another explanation"),
            Harm(sql: "UPDATE mark SET line = line + 5", says: "it has read 8 lines of the ledger, which has 3"),
            Harm(sql: "PRAGMA user_version = 77", says: "made by another version"),
        ]
    )
    func catalogueFindings(_ harm: Harm) throws {
        try archive(8)
        let before = try desk.archivedRows()
        try desk.sql(harm.sql)
        let ran = try verify()
        #expect(ran.status == 1, "\(ran.output)")
        #expect(ran.output.contains(harm.says), "\(ran.output)")
        let repaired = try verify("--repair")
        #expect(repaired.status == 0, "\(repaired.output)\(repaired.errors)")
        #expect(try desk.archivedRows() == before)
        #expect(try verify().status == 0)
    }

    @Test("A ledger that was changed, torn or cut short is found, and a repair mends what a start mends")
    func ledgerHarm() throws {
        try archive(3)
        let folder = desk.path + "/deliveries/"
        let segment = try #require(try desk.files(in: "deliveries").first)
        let whole = try Data(contentsOf: URL(filePath: folder + segment))
        desk.scratch.expectDamage()
        chmod(folder + segment, 0o640)

        var flipped = whole
        flipped[40] ^= 1
        try flipped.write(to: URL(filePath: folder + segment))
        var ran = try verify("--json")
        #expect(ran.status == 1)
        #expect(ran.output.contains("\"of\":\"ledger\""), "\(ran.output)")
        try JSONSchemaValidator.check(ran.output, against: "wiredesk-verify")

        try (whole + Data("{\"v\":1,\"line\":4".utf8)).write(to: URL(filePath: folder + segment))
        ran = try verify("--repair")
        #expect(ran.status == 0, "\(ran.output)")
        #expect(ran.output.hasPrefix("Cut 15 bytes of a torn line off \(folder + segment) at byte \(whole.count)"))
        #expect(try Data(contentsOf: URL(filePath: folder + segment)) == whole)

        let first = try #require(whole.firstIndex(of: 0x0A))
        try whole.prefix(through: first).write(to: URL(filePath: folder + segment))
        ran = try verify()
        #expect(ran.status == 1)
        #expect(ran.output.contains("catalogue: it has 2 deliveries without a record that the ledger has not"))
        #expect(ran.output.contains("catalogue: it has read 3 lines of the ledger, which has 1"))
        ran = try verify("--repair")
        #expect(ran.status == 0, "\(ran.output)")
        #expect(
            ran.output.hasPrefix(
                "Rebuilt the catalogue from the archive, because lines that it knows are not in the ledger"
            )
        )
    }

    @Test("A file that was changed where it was moved to is found; one that was touched or removed is none")
    func movedFiles() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for number in 1...4 { try desk.drop(Story.text(number), as: "\(number).txt") }
        // Else the copy may be read first, and be the article.
        try daemon.wait(untilAnswered: 4)
        try desk.drop(Story.text(4) + "\n", as: "again.txt")
        try daemon.wait(untilAnswered: 5)
        _ = try daemon.stop()
        func verify(_ options: String...) throws -> Program {
            try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", desk.path] + options)
        }
        #expect(try verify("--files").status == 0)
        let place =
            desk.path + "/processed/"
            + (try #require(try FileManager.default.contentsOfDirectory(atPath: desk.path + "/processed").first))
        let grown = try FileHandle(forWritingTo: URL(filePath: place + "/1.txt"))
        try grown.seekToEnd()
        try grown.write(contentsOf: Data("more\n".utf8))
        try grown.close()
        #expect(utimensat(AT_FDCWD, place + "/2.txt", nil, 0) == 0)
        try FileManager.default.removeItem(atPath: place + "/3.txt")
        let found = try verify("--json")
        #expect(found.status == 1)
        try JSONSchemaValidator.check(found.output, against: "wiredesk-verify")
        #expect(
            found.output.contains(#""of":"files""#) && found.output.contains("/1.txt: its ")
        )
        #expect(found.output.components(separatedBy: #""of":"files""#).count == 2)
        // Bytes of the same number, and the time as it was: only reading them tells.
        let path = place + "/4.txt"
        var before = stat()
        #expect(stat(path, &before) == 0)
        var text = try Data(contentsOf: URL(filePath: path))
        text[0] ^= 0x20
        let altered = try FileHandle(forUpdating: URL(filePath: path))
        try altered.write(contentsOf: text)
        try altered.close()
        let times = [before.st_atim, before.st_mtim]
        #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
        #expect(!(try verify().output.contains("/4.txt")))
        #expect(try verify("--files").output.contains("/4.txt: its bytes are not those that were read"))
    }

    @Test("A missing catalogue is said and is no fault; a repair makes it, row for row")
    func missingCatalogue() throws {
        try archive(5)
        let before = try desk.archivedRows()
        try desk.removeCatalogue()
        let ran = try verify()
        #expect(ran.status == 0)
        #expect(ran.output.hasPrefix("There is no catalogue; the next start of the desk makes it from the archive.\n"))
        #expect(!FileManager.default.fileExists(atPath: desk.cataloguePath))
        let repaired = try verify("--repair")
        #expect(repaired.status == 0)
        #expect(
            repaired.output.hasPrefix("Rebuilt the catalogue from the archive, because there was none: 5 records.\n")
        )
        #expect(try desk.archivedRows() == before)
    }

    @Test("While the daemon works under load every verification finds nothing, and a repair is refused with its pid")
    func whileRunning() throws {
        let daemon = try desk.start(settings: ["segment_size": "16KiB", "batch_bytes": "16KiB", "batch_records": "3"])
        try daemon.waitUntilReady()
        var dropped = 0
        var records: Set<Substring> = []
        for round in 1...12 {
            try desk.dropStories(dropped + 1...dropped + 60, prefix: "story")
            dropped += 60
            let ran = try verify()
            #expect(ran.status == 0, "round \(round): \(ran.output)")
            #expect(ran.errors == "")
            records.insert(ran.output.prefix { $0 != " " })
        }
        #expect(records.count > 2, "the daemon did not work meanwhile: \(records)")
        let repair = try verify("--repair")
        #expect(repair.status == 69)
        #expect(
            repair.errors
                == "wiredesk: \(desk.path) is already in use by the process with pid \(daemon.pid) (wiredeskd); "
                + "stop the daemon before a repair\n"
        )
        try daemon.wait(untilAnswered: dropped)
        try daemon.stop()
        #expect(try verify().output.hasPrefix("\(dropped) records"))
    }

    @Test("A terminal is shown a bar with the rate; a pipe gets none of it")
    func progress() throws {
        try archive(3)
        // Some thousand segments, so that there is something to wait for.
        let command = "\(Program.product("wiredesk")) verify --state-directory \(desk.path)"
        let segment = desk.path + "/archive/" + (try #require(try segments().first))
        try grow(segment, to: 6_000)
        try desk.removeCatalogue()
        let shown = try Program.run("script", ["-qec", command, "/dev/null"], environment: environment("xterm"))
        #expect(shown.output.contains("verifying [#"), "\(shown.output.suffix(300))")
        #expect(shown.output.contains(" records, "))
        #expect(shown.output.contains("/s"))
        #expect(shown.status == 1)
        let dumb = try Program.run("script", ["-qec", command, "/dev/null"], environment: environment("dumb"))
        #expect(!dumb.output.contains("["))
        let piped = try verify()
        #expect(piped.errors == "")
        #expect(!piped.output.contains("\u{1B}"))
    }

    private func environment(_ terminal: String) -> [String: String] {
        var environment = Program.inherited
        environment["TERM"] = terminal
        return environment
    }

    /// Repeats the lines of a segment, which makes it long and wrong.
    private func grow(_ segment: String, to lines: Int) throws {
        let bytes = try Data(contentsOf: URL(filePath: segment))
        var long = Data()
        for _ in 0..<lines / 3 { long += bytes }
        try long.write(to: URL(filePath: segment))
    }

    @Test("Where there is no archive the status is 66, and the message says what to do")
    func noArchive() throws {
        let ran = try verify()
        #expect(ran.status == 66)
        #expect(ran.errors.hasPrefix("wiredesk: there is no archive in \(desk.path); "))
        #expect(try verify("--repairs").status == 64)
    }
}
