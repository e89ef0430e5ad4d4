import Article
import Foundation
import Formats
import TestSupport

// Shows what the page reader measures, for the training of its weights, and how fast it reads.
//
//   PageLab features        the names of the features; then for each page whose path comes on standard input a line with
//                           the path and the number of its blocks, their features as 32-bit floats, and a line for each
//                           block: `1` where a rule decides on it, else `0`, and its text
//   PageLab second          the same for the second pass, without texts; a line of standard input is a path, a tab and
//                           the scores of the first pass
//   PageLab text WEIGHTS    the paragraphs that weights find, as JSON, a line a page
//   PageLab tokens          the tokens of texts that come as JSON, a line each (Tools/check_tokens.py)
//   PageLab markup          the events of MarkupReader on files whose paths come on standard input (Tools/check_markup.py)
//   PageLab speed           pages and megabytes a second of processor time, the best of five runs over all pages

let output = FileHandle.standardOutput

func read(_ path: some StringProtocol) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: String(path)) else {
        FileHandle.standardError.write(Data("PageLab: \(path) cannot be read\n".utf8))
        exit(66)
    }
    return [UInt8](data)
}

func write(_ text: String) { output.write(Data(text.utf8)) }

func write(_ values: [Float]) {
    var data = Data(capacity: values.count * 4)
    for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
    output.write(data)
}

/// The processor time of this thread in seconds.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

@MainActor func speed() {
    var pages: [[UInt8]] = []
    while let path = readLine() { pages.append(read(path)) }
    let reader = PageReader()
    var best = Double.infinity
    var articles = 0
    for _ in 0..<5 {
        let start = processorTime()
        articles = 0
        for page in pages { articles += reader.read(page.span, context: ReadingContext()).articles.count }
        best = min(best, processorTime() - start)
    }
    let bytes = pages.reduce(0) { $0 + $1.count }
    print(
        "\(pages.count) pages of \(bytes / max(1, pages.count) / 1_000) kB: \(Int(Double(pages.count) / best)) "
            + "pages/s, "
            + "\(Int(Double(bytes) / best / 1e6)) MB/s, \(articles) articles"
    )
}

/// The events of a document of XML, and why they end early.
func events(_ bytes: [UInt8]) -> [String] {
    let read = MarkupEventLines(bytes.span)
    return read.lines + (read.fault.map { ["fault: \($0.explanation)"] } ?? [])
}

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "features":
    write(PageTraining.firstNames.joined(separator: " ") + "\n")
    while let path = readLine() {
        let measured = PageTraining.first(read(path).span)
        write("\(path)\t\(measured.texts.count)\n")
        write(measured.values)
        write(zip(measured.decided, measured.texts).map { ($0 ? "1" : "0") + $1 + "\n" }.joined())
    }
case "second":
    write(PageTraining.secondNames.joined(separator: " ") + "\n")
    while let line = readLine() {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        let scores = parts.dropFirst().first?.split(separator: " ").compactMap { Float($0) } ?? []
        write("\(parts[0])\t\(scores.count)\n")
        write(PageTraining.second(read(parts[0]).span, scores: scores))
    }
case "text" where arguments.count == 2:
    let model = PageModel(parsing: String(decoding: read(arguments[2]), as: UTF8.self))
    while let path = readLine() {
        let record: [String: Any] = ["delivery": ["path": path], "body": PageTraining.text(read(path).span, model)]
        if let line = try? JSONSerialization.data(withJSONObject: record) {
            output.write(line)
            write("\n")
        }
    }
case "tokens":
    while let line = readLine() {
        let test = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: String] ?? [:]
        let text = Array((test["input"] ?? "").utf8)
        let tokens = HTMLTokenList.tokens(text.span, state: test["state"] ?? "", in: test["element"] ?? "")
        if let answer = try? JSONSerialization.data(withJSONObject: tokens ?? []) {
            output.write(answer)
            write("\n")
        }
    }
case "markup":
    while let path = readLine() { write("FILE \(path)\n" + events(read(path)).map { $0 + "\n" }.joined()) }
case "speed": speed()
default:
    FileHandle.standardError.write(
        Data("usage: PageLab features | second | text WEIGHTS | tokens | markup | speed\n".utf8)
    )
    exit(64)
}
