import Archive
import Follow
import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("wiredesk follow, and what it hands to, are killed at any moment", .serialized)
struct FollowKillTests {
    private static let noon: Int64 = 1_795_348_800_000_000_000

    /// A desk with as many records, and as many lines in its ledger.
    private static func desk(_ count: Int) throws -> MadeDesk {
        let desk = try MadeDesk()
        for number in 1...count {
            try desk.deliver(Story.text(number), as: Path("\(number).txt"), at: noon)
            try desk.deliver(Story.text(number), as: Path("\(number)-again.txt"), at: noon)
        }
        try desk.enterCatalogue()
        return desk
    }

    /// The numbers of the lines in a text; a last line without its end is none.
    private static func numbers(_ text: String, of kind: SegmentKind) throws -> [Int64] {
        let whole = text.utf8.lastIndex(of: 0x0A).map { text.utf8[...$0] } ?? ""[...].utf8
        return try whole.split(separator: 0x0A).map { try number(Array($0), of: kind) }
    }

    fileprivate static func number(_ line: [UInt8], of kind: SegmentKind) throws -> Int64 {
        switch kind {
        case .articles: try RecordSummary(line: line.span).sequence
        case .deliveries: try LedgerEntry(line: line.span).sequence
        }
    }

    /// Up to which line a cursor has come; 0 where there is none.
    private static func kept(_ path: String, of kind: SegmentKind) throws -> Int64 {
        try FollowCursor(at: Path(path), fileSystem: LinuxFileSystem()).place(of: kind)?.sequence ?? 0
    }

    fileprivate static func options(_ kind: SegmentKind) -> [String] { kind == .articles ? [] : ["--deliveries"] }

    @Test(
        "At each of its system calls: each line is told at least once, and by the cursor exactly once",
        arguments: SegmentKind.allCases,
        [false, true]
    )
    func everyCall(of kind: SegmentKind, isExec: Bool) throws {
        let desk = try Self.desk(3)
        let calls =
            "write,fdatasync,fsync,renameat,renameat2,unlinkat,openat2,flock"
            + (isExec ? ",memfd_create,clone,clone3,vfork,wait4" : "")
        /// A run whose calls are traced into a file beside it, and what came of it.
        func run(_ scratch: ScratchDirectory, _ options: [String]) throws -> (Program, taken: [Int64], kept: Int64) {
            var follow = [
                Program.product("wiredesk"), "follow", "--state-directory", desk.path, "--no-wait", "--batch", "2",
                "--cursor", scratch.path + "/cursor",
            ]
            follow += Self.options(kind)
            if isExec { follow += ["--exec", "cat >> '\(scratch.path)/taken'"] }
            let strace = ["-qq", "-o", scratch.path + "/trace", "-e", "trace=" + calls] + options
            let ran = try Program.run("strace", strace + follow)
            let taken = try Self.numbers(isExec ? scratch.read("taken") ?? "" : ran.output, of: kind)
            return (ran, taken, try Self.kept(scratch.path + "/cursor", of: kind))
        }
        let scratch = try ScratchDirectory()
        let whole = try run(scratch, [])
        #expect(whole.0.status == 0 && whole.taken == [1, 2, 3] && whole.kept == 3)
        var counts: [String: Int] = [:]
        for line in (scratch.read("trace") ?? "").split(separator: "\n") {
            if let name = line.firstMatch(of: /^(\w+)\(/) { counts[String(name.output.1), default: 0] += 1 }
        }
        print("killed at \(counts.sorted { $0.key < $1.key }), \(kind), with --exec: \(isExec)")
        #expect(counts["write", default: 0] >= (isExec ? 3 : 5) && counts["renameat", default: 0] == 3)
        for (call, count) in counts {
            for number in 1...count {
                let scratch = try ScratchDirectory()
                let moment: Comment = "killed at \(call) number \(number)"
                let first = try run(scratch, ["-e", "inject=\(call):signal=SIGKILL:when=\(number)"])
                #expect(first.0.status != 0, moment)
                let second = try run(scratch, [])
                #expect(second.0.status == 0 && second.kept == 3, moment)
                let all = isExec ? second.taken : first.taken + second.taken
                #expect(Set(all) == [1, 2, 3], moment)
                #expect(all.count <= 5, "more than a batch came twice; \(moment)")
                if !isExec { #expect(first.taken.filter { $0 <= first.kept } + second.taken == [1, 2, 3], moment) }
            }
        }
    }

    @Test(
        "The command, at each of its steps: it gets the same records again until it ends with 0, and nothing moves before"
    )
    func command() throws {
        let desk = try Self.desk(7)
        let scratch = try ScratchDirectory()
        // Killed before it reads, amid, when it has read, and when it has stored; then it does it.
        let script = """
            n=$(cat tries 2>/dev/null || echo 0); n=$((n + 1)); echo $n > tries
            grep -o '"seq":[0-9]*' '\(scratch.path)/cursor' >> places
            case $((n % 5)) in
            1) kill -9 $$ ;;
            2) head -n 1 > part; kill -9 $$ ;;
            3) cat > part; kill -9 $$ ;;
            4) cat >> taken; kill -9 $$ ;;
            0) cat >> taken ;;
            esac
            """
        let ran = try Program.run(
            Program.product("wiredesk"),
            [
                "follow", "--state-directory", desk.path, "--no-wait", "--batch", "3", "--pause", "0", "--cursor",
                "cursor",
                "--exec", script,
            ],
            directory: scratch.path
        )
        #expect(ran.status == 0, "\(ran.errors)")
        #expect(
            try Self.numbers(scratch.read("taken") ?? "", of: .articles) == [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 7, 7]
        )
        let places = (0..<15).map { #""seq":\#($0 / 5 * 3)"# }
        #expect(scratch.read("places")?.split(separator: "\n").map(String.init) == places)
        #expect(ran.errors.contains("the command failed (signal 9); it gets 3 records from 1 on again in 0ms"))
        #expect(ran.errors.contains("the command failed (signal 9); it gets record 7 again in 0ms"))
        #expect(try Self.kept(scratch.path + "/cursor", of: .articles) == 7)
    }

    @Test(
        "Daemon and reader are killed again and again under load: each line once by the cursor, as it stands on the disk",
        arguments: SegmentKind.allCases
    )
    func underLoad(of kind: SegmentKind) throws {
        let seed =
            ProcessInfo.processInfo.environment["WIREDESK_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...1_000_000)
        print("seed \(seed) (WIREDESK_SEED=\(seed) repeats it)")
        var random = SeededGenerator(seed: seed)
        let desk = try ScratchDesk()
        let cursor = desk.scratch.path + "/cursor"
        /// A story for the archive; and what is no article, for the ledger.
        func text(_ number: Int) -> String { kind == .articles ? Story.text(number) : "Alone \(number)\n" }
        var told: [String] = []
        var daemon = try desk.start(settings: ["segment_size": "8KiB", "batch_bytes": "8KiB"])
        try daemon.waitUntilReady()
        var follower = try Follower(desk, cursor, kind)
        /// Kills the reader, and takes what it has told up to the cursor.
        func endFollower() throws {
            let lines = follower.kill()
            let place = try Self.kept(cursor, of: kind)
            told += try lines.filter { try Self.number(Array($0.utf8), of: kind) <= place }
        }
        var dropped = 0
        for _ in 0..<12 {
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                dropped += 1
                try desk.drop(text(dropped), as: "\(dropped).txt")
            }
            let answered = Int.random(in: 0...dropped, using: &random)
            try daemon.wait(for: "\(answered) answers") { try desk.files(in: "inbox").count <= dropped - answered }
            if Bool.random(using: &random) {
                try daemon.kill()
                daemon = try desk.start(settings: ["segment_size": "8KiB", "batch_bytes": "8KiB"])
                try daemon.waitUntilReady()
            }
            if Bool.random(using: &random) {
                try endFollower()
                follower = try Follower(desk, cursor, kind)
            }
        }
        try daemon.wait(for: "the last line") { follower.sequence(told.count) == dropped }
        let folder = kind.folder.display
        let lines = try desk.files(in: folder).filter { $0.hasSuffix(".jsonl") }.flatMap { name in
            try String(contentsOfFile: desk.path + "/\(folder)/" + name, encoding: .utf8).split(separator: "\n").map(
                String.init
            )
        }
        try daemon.wait(for: "the cursor") {
            (desk.scratch.read("cursor") ?? "").contains("\"\(kind == .articles ? "seq" : "line")\":\(dropped),")
                || follower.hasEnded
        }
        try endFollower()
        try daemon.stop()
        #expect(lines.count == dropped)
        #expect(told == lines, "seed \(seed)")
    }
}

/// A `wiredesk follow` that runs beside a test, its output in a file.
private final class Follower {
    private let process = Process()
    private let output: String
    private let kind: SegmentKind

    init(_ desk: ScratchDesk, _ cursor: String, _ kind: SegmentKind) throws {
        self.kind = kind
        output = desk.scratch.path + "/told-\(UUID().uuidString)"
        try Data().write(to: URL(filePath: output))
        process.executableURL = URL(filePath: Program.product("wiredesk"))
        process.arguments = ["follow", "--state-directory", desk.path, "--cursor", cursor, "--batch", "3"]
        process.arguments? += FollowKillTests.options(kind)
        process.environment = Program.inherited
        process.standardOutput = FileHandle(forWritingAtPath: output)
        try process.run()
    }

    deinit {
        if process.isRunning { _ = kill() }
    }

    /// Its whole lines so far.
    var lines: [String] {
        let text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        let whole = text.hasSuffix("\n") ? text[...] : text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
        return whole.split(separator: "\n").map(String.init)
    }

    /// The number of its last line; where there is none, what stands before.
    func sequence(_ before: Int) -> Int {
        guard let last = lines.last, let number = try? FollowKillTests.number(Array(last.utf8), of: kind) else {
            return before
        }
        return Int(number)
    }

    var hasEnded: Bool { !process.isRunning }

    /// Kills it, and returns what it has told.
    func kill() -> [String] {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return lines
    }
}
