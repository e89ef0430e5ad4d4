import Wire
import Formats
import Testing

@Suite("Web archives")
struct WARCTests {
    private func record(_ type: String, _ url: String?, _ block: String, length: Int? = nil, end: String = "\r\n\r\n")
        -> [UInt8]
    {
        var head = "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Date: 2026-06-09T12:05:00Z\r\n"
        if let url { head += "WARC-Target-URI: \(url)\r\n" }
        return Array("\(head)Content-Length: \(length ?? block.utf8.count)\r\n\r\n\(block)\(end)".utf8)
    }

    private func response(
        _ body: String,
        _ fields: String = "Content-Type: text/html; charset=utf-8",
        status: Int = 200
    ) -> String {
        "HTTP/1.1 \(status) OK\r\n\(fields)\r\n\r\n\(body)"
    }

    @Test("Pages that were fetched are members; everything else is counted by its kind")
    func kinds() {
        let archive =
            record("warcinfo", nil, "software: x\r\n")
            + record("request", "http://a.example/", "GET / HTTP/1.1\r\n\r\n")
            + record("response", "http://a.example/", response("<p>Page"))
            + record("response", "http://a.example/x", response("gone", status: 404))
            + record("response", "http://a.example/a.css", response("p {}", "Content-Type: text/css"))
            + record("response", "http://a.example/a.png", response("png", "Content-Type: image/png"))
            + record("revisit", "http://a.example/", response("")) + record("response", "dns:a.example", "1 A 1")
            + record("resource", "<http://a.example/r>", "<p>Bare")
        let taken = Taken(WARCFormat(), archive)
        #expect(
            taken.contents == [
                "no news: metadata", "no news: request", "<p>Page", "no news: failed-fetch", "no news: web-asset",
                "no news: picture", "no news: revisit", "no news: metadata", "<p>Bare",
            ]
        )
        #expect(taken.names[2] == "http://a.example/" && taken.names[8] == "http://a.example/r")
        #expect(taken.members[2].origin.url == "http://a.example/")
        #expect(taken.members[2].origin.modified == 1_781_006_700)
        #expect(taken.members[2].origin.charset == "utf-8")
        #expect(taken.notes.isEmpty)
    }

    @Test(
        "Chunks are undone by their look",
        arguments: [
            ("5\r\nHello\r\n2\r\n !\r\n0\r\n\r\n", true, "Hello !"), ("5\r\nHello\r\n0\r\n\r\n", false, "Hello"),
            ("Hello", true, "Hello"), ("<p>5\r\nHello", true, "<p>5\r\nHello"),
            ("5\r\nHello and more", false, "5\r\nHello and more"),
            ("5;x=y\r\nHello\r\n0\r\n", true, "Hello"), ("5\r\nHello\r\nno size", true, "Hellono size"),
            (String(repeating: "0", count: 10_000) + "\r\n", true, String(repeating: "0", count: 10_000) + "\r\n"),
            ("FFFFFFFFFFFFFFF\r\nHello", true, "Hello"),
        ]
    )
    func chunks(body: String, declared: Bool, text: String) {
        let fields = "Content-Type: text/html" + (declared ? "\r\nTransfer-Encoding: chunked" : "")
        #expect(Taken(WARCFormat(), record("response", "http://a.example/", response(body, fields))).contents == [text])
    }

    @Test("A page in gzip is unpacked, one whose field was kept is taken, and br is refused by name")
    func encodings() {
        let packed = MadeContainer.gzip(Array("<p>Page".utf8))
        let head = Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".utf8)
        let count = head.count + packed.count
        let archive =
            record("response", "http://a.example/", "", length: count, end: "") + head + packed + Array("\r\n\r\n".utf8)
        #expect(Taken(WARCFormat(), archive).contents == ["<p>Page"])
        for (coding, content) in [
            ("gzip", "<p>Page"), ("identity", "<p>Page"), ("deflate", "<p>Page"),
            ("br", "refused: unsupported-encoding"),
            ("zstd", "refused: unsupported-encoding"),
        ] {
            let kept = record("response", "http://a.example/", response("<p>Page", "Content-Encoding: \(coding)"))
            #expect(Taken(WARCFormat(), kept).contents == [content], "\(coding)")
        }
    }

    @Test("Wrong lengths and missing blank lines lose no record")
    func lengths() {
        let page = response("<p>Page")
        let next = record("response", "http://b.example/", response("<p>Next"))
        for (length, end) in [
            (page.utf8.count - 3, "\r\n\r\n"), (page.utf8.count + 50, "\r\n\r\n"), (page.utf8.count, ""),
            (page.utf8.count, "\n"),
        ] {
            let taken = Taken(
                WARCFormat(),
                record("response", "http://a.example/", page, length: length, end: end) + next
            )
            #expect(taken.contents == ["<p>Page", "<p>Next"], "\(length) \(end)")
        }
    }

    @Test("An archive that ends in a record refuses it and says so")
    func cut() {
        let whole = record("response", "http://a.example/", response("<p>Page"))
        let taken = Taken(WARCFormat(), whole + Array(whole.dropLast(8)))
        #expect(taken.contents == ["<p>Page", "refused: ends-early"])
        #expect(taken.notes == [.endsEarly])
    }

    @Test("One gzip member for all, or one for each record")
    func packed() {
        let records = (0..<3).map { record("response", "http://a.example/\($0)", response("<p>Page \($0)")) }
        let contents = ["<p>Page 0", "<p>Page 1", "<p>Page 2"]
        let one = Taken(GzipFormat(), MadeContainer.gzip(Array(records.joined())))
        #expect(one.contents == contents && one.containers == ["gzip", "warc"])
        #expect(Taken(GzipFormat(), Array(records.map { MadeContainer.gzip($0) }.joined())).contents == contents)
    }

    @Test("ARC files are read by the lines before their records")
    func arc() {
        let description = "1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
        let page = response("<p>Page")
        let archive =
            "filedesc://a.arc 0.0.0.0 20260609120500 text/plain \(description.utf8.count)\n\(description)\n"
            + "http://a.example/with space 1.2.3.4 20260609120500 text/html \(page.utf8.count)\n\(page)\n"
        let taken = Taken(ARCFormat(), Array(archive.utf8))
        #expect(taken.contents == ["no news: metadata", "<p>Page"])
        #expect(taken.names.last == "http://a.example/with space")
    }
}
