import Article
import Formats
import Foundation

// How fast documents are read, against other readers of the same files in the same run: Tests/Bench/run formats [KIND…]
//
//   FormatBench FOLDER PYTHON [KIND…]
//
// FOLDER has the files that corpus.py makes, a folder a kind; PYTHON is an interpreter that has the peers. KIND is one of
// feeds, g2, mail, pages, warc, warc-gzip and zip. All times are processor time of one thread, the best of five rounds.

struct Kind {
    var name: String
    /// What is counted, and the peers of peers.py.
    var unit: String
    var peers: [String]
}

let kinds = [
    Kind(name: "feeds", unit: "entries", peers: ["feedparser", "lxml"]),
    Kind(name: "g2", unit: "items", peers: ["lxml"]),
    Kind(name: "mail", unit: "messages", peers: ["email"]),
    Kind(name: "pages", unit: "pages", peers: ["trafilatura", "readability"]),
    Kind(name: "warc", unit: "pages", peers: ["warcio"]),
    Kind(name: "warc-gzip", unit: "pages", peers: ["warcio"]),
    Kind(name: "zip", unit: "pages", peers: ["zipfile"]),
]

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func files(_ folder: String) -> [[UInt8]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)").map { [UInt8]($0) } }
}

/// The seconds that all files take, and the articles in them.
func measure(_ files: [[UInt8]]) -> (seconds: Double, articles: Int) {
    let reader = ArticleReader()
    var best = Double.infinity
    var articles = 0
    for _ in 0..<5 {
        let start = processorTime()
        articles = files.reduce(0) { $0 + reader.read($1.span, context: ReadingContext()).articles.count }
        best = min(best, processorTime() - start)
    }
    return (best, articles)
}

/// The seconds that a peer takes for the same files; nil where it is not there.
func measure(peer: String, _ folder: String, python: String) -> Double? {
    let process = Process()
    process.executableURL = URL(filePath: python)
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "peers.py").path()
    process.arguments = [script, peer, folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Double(String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
}

func column(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
}

guard CommandLine.arguments.count > 2 else {
    FileHandle.standardError.write(Data("usage: FormatBench FOLDER PYTHON [KIND…]\n".utf8))
    exit(64)
}
let folder = CommandLine.arguments[1]
let wanted = CommandLine.arguments.dropFirst(3)
print("kind         files      MB    ms a file        MB/s   articles/s   against")
var pagesAsFiles: Double?
for kind in kinds where wanted.isEmpty || wanted.contains(kind.name) {
    let corpus = files("\(folder)/\(kind.name)")
    guard !corpus.isEmpty else { continue }
    let bytes = corpus.reduce(0) { $0 + $1.count }
    let (seconds, articles) = measure(corpus)
    var against = kind.peers.map { peer in
        guard let theirs = measure(peer: peer, "\(folder)/\(kind.name)", python: CommandLine.arguments[2]) else {
            return "\(peer): not there"
        }
        return String(format: "%.1f times \(peer)", theirs / seconds)
    }
    if kind.name == "pages" { pagesAsFiles = seconds }
    if kind.name.hasPrefix("warc") || kind.name == "zip", let pagesAsFiles {
        against.append(String(format: "%.2f of the same pages as files", pagesAsFiles / seconds))
    }
    print(
        kind.name.padding(toLength: 12, withPad: " ", startingAt: 0) + column("\(corpus.count)", 6)
            + column(String(format: "%.1f", Double(bytes) / 1e6), 8)
            + column(String(format: "%.3f", seconds * 1_000 / Double(corpus.count)), 13)
            + column(String(format: "%.1f", Double(bytes) / seconds / 1e6), 12)
            + column(String(format: "%.0f", Double(articles) / seconds), 13) + "   "
            + against.joined(separator: "; ")
    )
}
