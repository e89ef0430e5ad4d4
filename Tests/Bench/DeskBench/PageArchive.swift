import Foundation

/// A web archive (WARC 1.0) of invented pages, each of some 170 KB, most of it script, as pages are.
enum PageArchive {
    /// Writes pages until there are so many bytes, at least one, and returns how many bytes there are.
    static func write(bytes wanted: Int, _ seed: UInt64, to path: String) throws -> Int {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw BenchFailure(description: "cannot write \(path)") }
        var copy = WireCopy(seed: seed)
        var (bytes, number) = (0, 0)
        repeat {
            number += 1
            let record = record(number, String(decoding: copy.next(), as: UTF8.self))
            try file.write(contentsOf: Data(record))
            bytes += record.count
        } while bytes < wanted
        try file.close()
        return bytes
    }

    private static let script =
        "<script>" + String(repeating: "window.layer = window.layer || []; layer.push(1);\n", count: 3_300)
        + "</script>"

    private static func record(_ number: Int, _ story: String) -> [UInt8] {
        let paragraphs = story.components(separatedBy: "\n\n").filter { !$0.isEmpty }
        let text = paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined(separator: "\n")
        let title = paragraphs.first ?? "Page \(number)"
        let page =
            "<!DOCTYPE html><html><head><title>\(title)</title></head><body><h1>\(title)</h1>\(text)\(script)</body></html>"
        let response =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: \(page.utf8.count)\r\n\r\n"
            + page
        let head = [
            "WARC/1.0", "WARC-Type: response", "WARC-Record-ID: <urn:page:\(number)>",
            "WARC-Date: 2026-06-10T12:00:00Z",
            "WARC-Target-URI: https://example.org/\(number)", "Content-Type: application/http; msgtype=response",
            "Content-Length: \(response.utf8.count)",
        ]
        return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + response + "\r\n\r\n").utf8)
    }
}
