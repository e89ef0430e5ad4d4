import Wire
import Article
import Glibc
import Testing

@testable import Formats

@Suite("A hostile page")
struct PageBoundsTests {
    /// The processor time of the thread that reads a page of `count` pieces, in seconds.
    private func time(_ piece: String, _ count: Int) -> Double {
        let bytes = Array("<html><body>".utf8) + Array(repeatElement(Array(piece.utf8), count: count).joined())
        let start = processorTime()
        _ = PageReader().read(bytes.span, context: ReadingContext())
        return processorTime() - start
    }

    /// What else the machine does is not in it.
    private func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test(
        "The time to read it is linear in its bytes",
        arguments: [
            "<div>", "<b>", "<p><b>", "<table><tr><td>", "<a href=x>y", "</i><table><b>", "&amp", "&amp;", "&#x41;",
            "<!--", "<p a=1 ",
            "a=b ", "<script>", "<title>", "<!", "</", "<li>x", "<time>", "<img src=a>",
            "<x itemprop=datePublished content=2026-01-01>",
            "<article>", "<article><h2><time>x</time>y</h2><p>word word word.", "<p>June 10, 2026 at 10:30 am",
            "<h1>x</h1>", "<pre>\n\n", "<script type=application/ld+json>[</script>",
        ]
    )
    func linear(piece: String) {
        let unit = 12_000 / piece.utf8.count
        _ = time(piece, unit)
        let one = time(piece, unit)
        let four = time(piece, unit * 4)
        #expect(four < 12 * max(one, 0.004))
    }

    @Test("Depth, blocks and lists are bounded")
    func bounds() {
        let deep = PageBuilder.read(Array((String(repeating: "<div>", count: 10_000) + "x</div>y").utf8).span)
        #expect(deep.elements.count <= DocumentLimits().htmlDepth + 1)
        #expect(deep.blocks.count == 2)
        var limits = DocumentLimits()
        limits.htmlDepth = 40
        let bytes = Array((String(repeating: "<div>", count: 100) + "x</div>y").utf8)
        #expect(PageBuilder.read(bytes.span, limits: limits).elements.count <= 41)
        #expect(PageBuilder.read(bytes.span).elements.count == 101)
        let many = PageBuilder.read(Array(repeatElement(Array("<p>x<a href=y>".utf8), count: 120_000).joined()).span)
        #expect(many.blocks.count == DocumentLimits().htmlBlocks)
        #expect(many.isOverfull)
        #expect(many.links.count == PageBuilder.listLimit)
    }

    @Test("A page of more blocks than any article has is refused, and not archived without its end")
    func overfull() {
        let page = SamplePage.page(
            body: String(repeating: "<p>The ferry sails.", count: DocumentLimits().htmlBlocks + 1)
        )
        let reading = PageReader().read(Array(page.utf8).span, context: ReadingContext())
        #expect(reading.refusal?.code == .tooManyLines)
    }

    @Test("Every prefix and every damaged byte of a page is read without a crash")
    func damage() {
        let bytes = Array(
            SamplePage.page(head: "<script type=application/ld+json>{\"@type\":\"Article\"}</script>").utf8
        )
        for end in stride(from: 0, to: bytes.count, by: 7) {
            _ = PageReader().read(bytes.span.extracting(0..<end), context: ReadingContext())
        }
        for index in stride(from: 0, to: bytes.count, by: 13) {
            var damaged = bytes
            damaged[index] = [0x00, 0x3C, 0x26, 0xFF, 0x22][index % 5]
            _ = PageReader().read(damaged.span, context: ReadingContext())
        }
    }
}
