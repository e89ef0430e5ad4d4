import Foundation
import LinuxIO
import TestSupport

// How quickly `wiredesk` answers on a large desk, beside sqlite3 with the same question, in the same run.
// `swift run -c release LookupBench [DELIVERIES [ARTICLES]]`; prints figures and fails nothing.

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let deliveries = numbers.first ?? 1_000_000
let articles = numbers.dropFirst().first ?? 100_000
// BENCH_DESK names a folder in which the desk is kept, and which is asked at once where it is there.
let kept = ProcessInfo.processInfo.environment["BENCH_DESK"]
let isThere = kept.map { FileManager.default.fileExists(atPath: $0) } ?? false
var big = try BigDesk(articles: articles, deliveries: deliveries)
print("\(deliveries) deliveries, \(articles) articles")
if !isThere { try big.make() }
if let kept, !isThere { try FileManager.default.moveItem(atPath: big.desk.path, toPath: kept) }
let path = kept ?? big.desk.path

let wiredesk = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "wiredesk").path

/// The best and the middle of eleven runs of a program, from its start to its end, and the best of the time that it had a
/// processor, in milliseconds. The last is what it takes on a machine with nothing else to do.
@MainActor func milliseconds(
    _ executable: String,
    _ arguments: [String]
) throws -> (best: Double, middle: Double, processor: Double) {
    let times = try (0..<11).map { _ in
        // Not by Foundation's Process, which looks every 50 ms whether its program has ended.
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var texts = ([executable] + arguments).map { strdup($0) } + [nil]
        let assignments: [String] = ["TZ=UTC", "PATH=/usr/bin:/bin"]
        var variables = assignments.map { strdup($0) } + [nil]
        defer { for text in texts + variables { free(text) } }
        var pid: pid_t = 0
        var status: Int32 = 0
        let start = Clock.monotonic
        var used = rusage()
        guard posix_spawn(&pid, executable, &actions, nil, &texts, &variables) == 0,
            wait4(pid, &status, 0, &used) == pid
        else { throw POSIXError(.ENOENT) }
        let lasted = Double(Clock.monotonic - start) / 1e6
        let seconds = Double(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        return (lasted, seconds * 1e3 + Double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3)
    }
    let lasted = times.map(\.0).sorted()
    return (lasted[0], lasted[lasted.count / 2], times.map(\.1).min() ?? 0)
}

let some = articles / 2
let name = "northwire/2026/\(some % 100)/story-\(some)-copy-3.txt"
let rare = big.word(20_000)
let usual = big.word(300)
let (first, second) = (big.word(0), big.word(1))
let delivery = "SELECT delivery.*, article.id FROM delivery LEFT JOIN article ON article.seq = delivery.seq"
let ranked = "SELECT article.* FROM words JOIN article ON article.seq = words.rowid WHERE words MATCH"
let questions: [(arguments: [String], database: String, sql: String)] = [
    (["log"], "catalogue", "\(delivery) ORDER BY delivery.row DESC LIMIT 20"),
    (
        ["log", "--outcome", "quarantined"], "catalogue",
        "\(delivery) WHERE outcome = 3 ORDER BY delivery.row DESC LIMIT 20"
    ),
    (
        ["log", "--outcome", "ignored"], "catalogue",
        "\(delivery) WHERE outcome = 4 ORDER BY delivery.row DESC LIMIT 20"
    ),
    (
        ["log", "--since", "2026-06-10", "--until", "2026-06-11"], "catalogue",
        "\(delivery) WHERE at BETWEEN 1781049600000 AND 1781136000000 ORDER BY delivery.row DESC LIMIT 20"
    ),
    (
        ["log", "--path", "*story-\(some)*"], "catalogue",
        "\(delivery) WHERE path GLOB '*story-\(some)*' ORDER BY delivery.row DESC LIMIT 20"
    ),
    (
        ["log", "--path", "*.nothing"], "catalogue",
        "\(delivery) WHERE path GLOB '*.nothing' ORDER BY delivery.row DESC LIMIT 20"
    ),
    (
        ["log", "--path", "tass/*7.txt", "--outcome", "quarantined"], "catalogue",
        "\(delivery) WHERE path GLOB 'tass/*7.txt' AND outcome = 3 ORDER BY delivery.row DESC LIMIT 20"
    ),
    (["trace", name], "catalogue", "\(delivery) WHERE path = '\(name)'"),
    (
        ["trace", String(repeating: "ab", count: 32)], "catalogue",
        "\(delivery) WHERE sha256 = x'\(String(repeating: "ab", count: 32))'"
    ),
    (["list"], "index", "SELECT * FROM article ORDER BY day DESC, seq DESC LIMIT 20"),
    (
        ["list", "--source", "tass", "--since", "2026-08-01"], "index",
        "SELECT * FROM article WHERE source_key = 'tass' AND day >= 20260801 ORDER BY day DESC, seq DESC LIMIT 20"
    ),
    (
        ["list", "--source", "tass", "--place", "nowhere"], "index",
        "SELECT * FROM article WHERE source_key = 'tass' AND place_key = 'nowhere' ORDER BY day DESC, seq DESC LIMIT 20"
    ),
    (
        ["list", "--place", "*x*"], "index",
        "SELECT * FROM article WHERE place_key GLOB '*x*' ORDER BY day DESC, seq DESC LIMIT 20"
    ),
    (["show", "\(some)"], "catalogue", "\(delivery) WHERE delivery.seq = \(some)"),
    (["find", rare], "index", "\(ranked) '\(rare)' ORDER BY rank LIMIT 10"),
    (["find", usual], "index", "\(ranked) '\(usual)' ORDER BY rank LIMIT 10"),
    (["find", first], "index", "\(ranked) '\(first)' ORDER BY rank LIMIT 10"),
    (["find", first, usual], "index", "\(ranked) '\(first) AND \(usual)' ORDER BY rank LIMIT 10"),
    (["find", "\(usual) \(first)"], "index", "\(ranked) '\"\(usual) \(first)\"' ORDER BY rank LIMIT 10"),
    (["find", "\(first) \(second)"], "index", "\(ranked) '\"\(first) \(second)\"' ORDER BY rank LIMIT 10"),
    (["find", "\(rare.prefix(5))*"], "index", "\(ranked) '\(rare.prefix(5))*' ORDER BY rank LIMIT 10"),
    (
        ["find", usual, "source:TASS", "since:2026-08-01"], "index",
        "\(ranked) '\(usual)' AND source_key = 'tass' AND day >= 20260801 ORDER BY rank LIMIT 10"
    ),
    (
        ["find", first, "source:TASS", "until:2026-07-01"], "index",
        "\(ranked) '\(first)' AND source_key = 'tass' AND day <= 20260701 ORDER BY rank LIMIT 10"
    ),
    (["status"], "catalogue", "SELECT outcome, sum(count) FROM tally GROUP BY outcome"),
    (["stats"], "index", "SELECT day, count(*) FROM article GROUP BY day"),
]

let nothing = try milliseconds("/bin/true", [])
print(
    """
    a program that does nothing: \(String(format: "%.1f", nothing.best)) ms; times in ms, best and middle of 11 runs, and \
    the least processor time
    """
)
print("wiredesk   middle      cpu  sqlite3   middle      cpu   question")
for question in questions {
    let ours = try milliseconds(wiredesk, question.arguments + ["--state-directory", path])
    let theirs = try milliseconds(
        "/usr/bin/sqlite3",
        ["-readonly", "\(path)/\(question.database).sqlite", question.sql]
    )
    let figures = [ours.best, ours.middle, ours.processor, theirs.best, theirs.middle, theirs.processor].map {
        String(format: "%8.1f", $0)
    }
    print(figures.joined(separator: " ") + "   wiredesk " + question.arguments.joined(separator: " "))
}

if kept == nil { try FileManager.default.removeItem(atPath: path) }
