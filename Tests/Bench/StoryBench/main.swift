import Archive
import Article
import Formats
import LinuxIO
import Stories
import TestSupport

// What the window of stories takes: memory and time a record at as many stories as are asked for, 100,000 unless said.
//
//     swift run -c release StoryBench [stories]

let wanted = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
let start: Int64 = 1_793_534_400 * 1_000_000_000

/// A story of some 400 words, one in ten of them an update of the one before.
func story(_ number: Int) -> Article? {
    let isUpdate = number % 10 == 9
    var copy = InventedCopy(seed: UInt64(isUpdate ? number - 1 : number))
    let event = copy.event()
    var paragraphs = [event.lead] + event.background + copy.paragraphs(7)
    if isUpdate { paragraphs[0] = copy.paragraph() }
    let text =
        event.headline + "\n\n\(event.place.uppercased()), Nov 10 (Polar Wire) - "
        + paragraphs.joined(separator: "\n\n") + "\n"
    return ArticleReader().read(Array(text.utf8).span).articles.first
}

var linker = StoryLinker(settings: .init(limit: wanted))
var words = 0
var linked = 0
var reading: Int64 = 0
var linking: Int64 = 0
var last: [(stories: Int, nanoseconds: Int64)] = []
for number in 0..<wanted {
    guard let article = story(number) else { continue }
    words += article.wordCount
    var begun = Clock.monotonic
    let facts = StoryFacts(article)
    reading += Clock.monotonic - begun
    begun = Clock.monotonic
    if linker.link(facts, sequence: Int64(number + 1), at: start) != nil { linked += 1 }
    linker.settle()
    linking += Clock.monotonic - begun
    if number % (wanted / 4) == wanted / 4 - 1 { last.append((number + 1, linking)) }
}
print("stories                 \(linker.count), \(words / max(1, linker.count)) words each, \(linked) linked")
print("memory of the window    \(linker.memory >> 20) MiB, \(linker.memory / max(1, linker.count)) bytes a story")
print("facts of an article     \(reading / Int64(wanted)) ns")
print("look-up and entry       \(linking / Int64(wanted)) ns")
var before: (stories: Int, nanoseconds: Int64) = (0, 0)
for (stories, nanoseconds) in last {
    print("    up to \(stories)    \((nanoseconds - before.nanoseconds) / Int64(max(1, stories - before.stories))) ns")
    before = (stories, nanoseconds)
}
