import Wire
import Article
import Formats
import Foundation

// How fast wire copy is read, stage by stage, against a copy of the same bytes in the same run.
// `swift run -c release ParseBench [MEGABYTES]`; prints figures and fails nothing.

/// Wire copy in ASCII: hard-wrapped stories with indents, datelines and sign-offs.
func stories(bytes total: Int) -> [[UInt8]] {
    let words = """
        the of and a in to said it was for on that its by at with from he will had not be would which has an government \\
        company market bank shares price trade agreement minister report quarter year officials spokesman production exports \\
        increase talks dollar rates north harbor committee election railway budget school bridge river council meeting strike
        """.split(separator: " ").map(String.init)
    let places = ["LONDON", "NEW YORK", "DULUTH, Minn.", "PORTO NOVO", "KUALA LUMPUR", "ST. JOHN'S, Newfoundland"]
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
    var all: [[UInt8]] = []
    var size = 0
    while size < total {
        var text = "Council agrees on bridge over the river after \(random(900)) days\n\n"
        for paragraph in 0..<(6 + random(10)) {
            var line =
                "    "
                + (paragraph == 0 ? "\(places[random(places.count)]), June \(1 + random(28)) (Northwire) - " : "")
            var sentence = 0
            for _ in 0..<(25 + random(40)) {
                var word = words[random(words.count)]
                if sentence == 0 { word = word.capitalized }
                sentence += 1
                if sentence > 14 {
                    word += "."
                    sentence = 0
                }
                if line.utf8.count + word.utf8.count > 64 {
                    text += line + "\n"
                    line = ""
                }
                line += (line.isEmpty || line.hasSuffix(" ") ? "" : " ") + word
            }
            text += line + ".\n"
        }
        text += " Northwire\n"
        all.append(Array(text.utf8))
        size += text.utf8.count
    }
    return all
}

let megabytes = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 64
let corpus = stories(bytes: megabytes * 1_000_000)
let size = corpus.reduce(0) { $0 + $1.count }
var sink = 0

/// The processor time of this thread in seconds: what else the machine does is not in it.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The best of seven runs.
@MainActor func best(_ body: () -> Int) -> Double {
    (0..<7).map { _ in
        let start = processorTime()
        sink &+= body()
        return processorTime() - start
    }.min() ?? 0
}

let copying = best {
    var sum = 0
    for story in corpus {
        let copy = story.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
                if let to = target.baseAddress, let from = source.baseAddress { memcpy(to, from, source.count) }
                count = source.count
            }
        }
        sum &+= Int(copy[copy.count / 2])
    }
    return sum
}
let decoding = best { corpus.reduce(0) { $0 &+ (ParsingStages.decode($1.span) ?? 0) } }
let structure = best { corpus.reduce(0) { $0 &+ (ParsingStages(structureOf: $1.span) == nil ? 0 : 1) } }
let parsed = corpus.compactMap { ParsingStages(structureOf: $0.span) }
let canonical = parsed.map { $0.normalize() }
let stages: [(name: String, seconds: Double)] = [
    ("copy (memcpy)", copying),
    ("decode", decoding),
    ("structure and dateline", structure),
    ("normalize", best { parsed.reduce(0) { $0 &+ $1.normalize().count } }),
    ("hash (SHA-256)", best { canonical.reduce(0) { $0 &+ ParsingStages.hash($1).hashValue } }),
    ("count words", best { parsed.reduce(0) { $0 &+ $1.words() } }),
    ("day of publication", best { parsed.reduce(0) { $0 &+ ($1.published()?.day.day ?? 0) } }),
    ("tell language", best { parsed.reduce(0) { $0 &+ ($1.language()?.utf8.count ?? 0) } }),
    ("bytes to article", best { corpus.reduce(0) { $0 &+ (ArticleReader().read($1.span).encoding.utf8.count) } }),
]
print(
    "\(corpus.count) stories, \(size / 1_000_000) MB of ASCII wire copy, \(size / corpus.count) bytes each; processor time, best of 7"
)
print("stage                       MB/s   ns a byte   times a copy")
let parsing = stages[1...6].reduce(0) { $0 + $1.seconds }
for stage in stages + [("of it without language", parsing)] {
    let rate = String(format: "%8.0f", Double(size) / stage.seconds / 1_000_000)
    let cost = String(format: "%12.2f", stage.seconds * 1e9 / Double(size))
    let ratio = String(format: "%15.1f", stage.seconds / copying)
    print(stage.name.padding(toLength: 24, withPad: " ", startingAt: 0) + rate + cost + ratio)
}
print("(\(parsed.count) of \(corpus.count) read as articles, check \(sink))")
